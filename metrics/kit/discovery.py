"""Finding the metrics: whatever file under metrics/ holds a METRIC is one."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

import metrics
from clinic.errors import Refusal
from clinic.marks import mark as _
from clinic.nearest import nearest
from clinic.next_steps import key_of
from clinic.report import MetricLine
from metrics.kit.metric import Metric


class UnknownMetric(Refusal):
    """There is no such metric."""

    template = _("There is no metric {typed}; did you mean {nearest}? There are: {known}.")


class UnknownStep(Refusal):
    """No number has such a next step."""

    template = _("There is no next step {typed}; did you mean {nearest}?")


@cache
def names() -> tuple[str, ...]:
    """Return the names of all metrics in their order; none of them is imported for it."""
    files = pkgutil.iter_modules(metrics.__path__)
    return tuple(sorted(file.name for file in files if not file.ispkg))


def all_metrics() -> dict[str, Metric]:
    """Return every metric by its name, in the order of their names."""
    return {name: metric_named(name) for name in names()}


def metric_named(name: str) -> Metric:
    """Return a metric; it alone is imported. Raises UnknownMetric, which names the nearest."""
    if name not in (known := names()):
        raise UnknownMetric(typed=name, nearest=nearest(name, known), known=", ".join(known))
    found: Metric = importlib.import_module(f"metrics.{name}").METRIC
    return found


def step_keys() -> list[str]:
    """Return the key of each next step of each metric."""
    return [
        key_of(name, state)
        for name, metric in all_metrics().items()
        for state in ("", *metric.states)
    ]


def refuse_unknown_step(key: str) -> None:
    """Raise UnknownStep, which names the nearest, for a key that no metric has."""
    if key not in (known := step_keys()):
        raise UnknownStep(typed=key, nearest=nearest(key, known))


def lines() -> tuple[MetricLine, ...]:
    """Return the list of metrics as the serving process gets it."""
    return tuple(
        MetricLine(
            name=name,
            question=metric.question,
            options=dict(metric.options),
            default_period=metric.usual_period(metric.options),
            everyday=metric.everyday,
            closed_days=metric.closed_days,
            only_money=metric.only_money,
            for_owner=metric.for_owner,
            choices={name: list(values) for name, values in metric.choices.items()},
            drills=tuple(metric.drills),
            units=dict(metric.units),
            named={option: dict(names) for option, names in metric.named.items()},
            levers=dict(metric.levers),
            group=metric.listed[0],
            place=metric.listed[1],
            label=metric.listed[2],
            page=metric.page,
        )
        for name, metric in all_metrics().items()
    )
