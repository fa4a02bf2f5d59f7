"""The figures of a period beside those of the same days before, a line each."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from clinic.marks import mark as _
from clinic.words import Markup
from metrics.kit.compare import Compared, Figure
from metrics.kit.daily import Totals
from metrics.kit.statistics import ratio
from metrics.kit.words import Words


def _figures(words: Words) -> Iterator[tuple[str, Figure]]:
    """Yield each figure's name and how it is written, given totals and the days to share by."""

    def shared(pick: Callable[[Totals], int]) -> Figure:
        return lambda totals, days: words.figure(ratio(pick(totals), days), int(days > 1))

    if words.sees_money:
        yield words(_("Revenue")), lambda totals, days: words.about(ratio(totals.revenue, days))
        yield words(_("Average bill")), lambda totals, _days: words.about(totals.average_bill)
    yield words(_("Visits")), shared(lambda totals: totals.visits)
    yield words(_("New patients")), shared(lambda totals: totals.new)
    yield words(_("Complaints")), shared(lambda totals: totals.complaints)
    yield words(_("Median wait, min")), lambda totals, _days: _wait(totals, words)


def _wait(totals: Totals, words: Words) -> str:
    if totals.wait_median is None:
        return words.figure(None)
    wait, n = words.number(totals.wait_median, 1), words.number(totals.waits)
    return words("{wait}, n = {n}", wait=Markup(wait), n=Markup(n))


def lines(beside: Compared, words: Words) -> Iterator[str]:
    """Yield each figure beside the same days before; no arrow, for nothing here is a signal."""
    if not beside.now.totals.visits and not beside.others:
        return
    if not beside.single or beside.others:
        yield _heading(beside, words)
    for name, figure in _figures(words):
        yield f"{name}: {beside.in_words(figure)}"


def _heading(beside: Compared, words: Words) -> str:
    spans = [words.dated(each.period) for each in beside.others]
    before = Markup("; ".join(spans))
    if beside.single:
        whole, day = _("In brackets the whole of {before}:"), _("In brackets {before}:")
        return words(whole if beside.running else day, before=before)
    days = words.plural("{n} open day", "{n} open days", beside.closed.totals.open_days)
    own = Markup(words.dated(beside.closed.period))
    alone, both = (
        _("A day, over {days}: {own}"),
        _("A day, over {days}: {own}; in brackets {before}"),
    )
    return words(both if spans else alone, days=Markup(days), own=own, before=before)
