"""Options of a metric: what was given, over the defaults."""

from __future__ import annotations

from collections.abc import Mapping

from clinic.errors import Refusal
from clinic.marks import mark as _
from clinic.settings import ClinicSettings
from metrics.kit.metric import Metric


class UnknownOption(Refusal):
    """The metric has no such option."""

    template = _("This metric has no option {typed}. It has: {known}.")


class BadOption(Refusal):
    """The option's value makes no sense."""

    template = _("{name} is {typed}, but must lie between {low} and {high}.")


def read_options(
    metric: Metric, given: Mapping[str, float], settings: ClinicSettings
) -> dict[str, float]:
    """Return the metric's options: as given, else the clinic's own setting, else the default.

    Raises UnknownOption, BadOption.
    """
    for name in given:
        if name not in metric.options:
            raise UnknownOption(typed=name, known=", ".join(metric.options) or "—")
    own = {name: getattr(settings, key) for name, key in metric.own.items()}
    said = {name: value for name, value in own.items() if value is not None}
    values = {**metric.options, **said, **given}
    for name, (low, high) in metric.bounds.items():
        if not low <= values[name] <= high:
            raise BadOption(name=name, typed=f"{values[name]:g}", low=f"{low:g}", high=f"{high:g}")
    return values
