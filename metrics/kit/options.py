"""Options of a metric: what was given, over the defaults."""

from __future__ import annotations

from collections.abc import Mapping

from clinic.errors import Refusal
from clinic.marks import mark as _
from metrics.kit.metric import Metric


class UnknownOption(Refusal):
    """The metric has no such option."""

    template = _("This metric has no option {typed}. It has: {known}.")


def read_options(metric: Metric, given: Mapping[str, float]) -> dict[str, float]:
    """Return the metric's options. Raises UnknownOption."""
    for name in given:
        if name not in metric.options:
            raise UnknownOption(typed=name, known=", ".join(metric.options) or "—")
    return {**metric.options, **given}
