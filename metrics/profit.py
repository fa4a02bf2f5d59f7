"""Profit: what is left after costs, beside letting the premises? (R17, R18, R19)"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from clinic.marks import mark as _
from clinic.period import CLOSED_YEAR, Period
from clinic.words import ABSENT, Markup
from metrics.kit import (
    Answer,
    Explanation,
    Frames,
    Metric,
    Note,
    Options,
    Sentence,
    Words,
    nothing,
    title,
)
from metrics.kit.bridge import bridge
from metrics.kit.coverage import READS as OF_COVERAGE
from metrics.kit.coverage import coverage, coverage_notes
from metrics.kit.daily import clipped, daily
from metrics.kit.result import BUCKET_NAMES, READS, Result, result
from metrics.kit.waterfall import draw_waterfall

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_MONTHS_NAMED = 3


def compute(frames: Frames, period: Period, as_of: date, options: Options) -> Answer:
    """Return revenue, costs, net, what letting would bring, and the visits that cover the costs."""
    now = daily(frames, clipped(period, as_of), as_of)
    found = result(frames, now, as_of)
    covered = coverage(frames, now, as_of)
    return Answer(
        revenue=found.revenue,
        costs=found.costs,
        net=found.net,
        rent_alternative=found.rent,
        advantage=found.advantage,
        break_even_visits=found.break_even,
        rows=_rows(found),
        notes=[*_notes(found), *coverage_notes(frames, covered)],
        beside=found,
    )


def _rows(found: Result) -> list[dict[str, Any]]:
    """Return the lines of the bridge: revenue, what was spent as negative amounts, net."""
    lines = [("revenue", found.revenue)]
    if found.costs is not None:
        lines += [(bucket, -found.spent.by_bucket[bucket]) for bucket in BUCKET_NAMES]
        lines += [("owner_pay", -found.pay)] if found.pay_counts else []
        lines += [("net", found.revenue - found.costs)]
    return [{"line": line, "amount": amount} for line, amount in lines]


def _notes(found: Result) -> list[Note]:
    if not found.spent.entries:
        return [Note(_("No cost was written down, so there is no profit to tell."))]
    bare = found.spent.bare_months
    if not bare:
        return []
    named = ", ".join(f"{day:%m.%Y}" for day in bare[-MOST_MONTHS_NAMED:])
    return [
        Note.plural(
            "{n} month has no cost at all: {months}",
            "{n} months have no cost at all, such as {months}",
            len(bare),
            months=named,
        )
    ]


def say(answer: Answer, words: Words) -> Sentence:
    """Return the advantage over letting, or net, what it is made of, and the next step."""
    found: Result = answer.beside
    return Sentence(
        _headline(found, words),
        _meaning(found, words),
        _step(found, words),
        tuple(_beside(found, words)),
    )


def _headline(found: Result, words: Words) -> str:
    days = Markup(words.dated(found.now.period))
    if found.net is None:
        return words(_("Profit, {days}: {dash}"), days=days, dash=ABSENT)
    if found.rent is None or found.advantage is None:
        return words(_("Profit, {days}: {net}"), days=days, net=Markup(words.about(found.net)))
    ahead = _("The clinic brings {amount} more than letting the premises, {days}")
    behind = _("The clinic brings {amount} less than letting the premises, {days}")
    text = ahead if found.advantage >= 0 else behind
    return words(text, days=days, amount=Markup(words.about(abs(found.advantage))))


def _meaning(found: Result, words: Words) -> str:
    if found.net is None or found.costs is None:
        return words(
            _("Without costs there is only revenue: {revenue}."),
            revenue=Markup(words.about(found.revenue)),
        )
    return words(
        _("Revenue {revenue} − costs {costs} = net {net}."),
        revenue=Markup(words.about(found.revenue)),
        costs=Markup(words.about(found.costs)),
        net=Markup(words.about(found.net)),
    )


def _beside(found: Result, words: Words) -> list[str]:
    lines = []
    if found.rent is not None:
        text = _("Letting would leave {rent}")
        lines.append(words(text, rent=Markup(words.about(found.rent))))
    if found.pay and not found.pay_counts:
        text = _("The owner's unpaid work: {pay}")
        lines.append(words(text, pay=Markup(words.about(found.pay))))
    if found.break_even is not None:
        visits = words.plural("{n} visit", "{n} visits", found.break_even)
        own = words.number(found.now.totals.visits)
        text = _("Costs are covered from {visits} on; there were {own}")
        lines.append(words(text, visits=Markup(visits), own=own))
    return lines


def _step(found: Result, words: Words) -> str:
    if found.net is None:
        return words.step(_("Write costs down as one line: /expense rent 90000"), "no_costs")
    if found.rent is None:
        return words.step(_("/settings: for how much could the premises be let?"), "no_rent")
    return words(_("/spend shows what the money was spent for"))


def explain(answer: Answer, words: Words) -> Explanation:
    """Return the formulas with the clinic's own figures."""
    found: Result = answer.beside
    return Explanation(
        definition=words(
            _(
                "Net = revenue − all costs written down. Letting = months × rent × (1 − vacancy) × "
                "(1 − tax) − upkeep (leased premises: less the rent that goes on). Advantage = net "
                "− the owner's unpaid work − letting. Covered from: standing costs ÷ (average bill "
                "− variable costs a visit)."
            )
        ),
        n=words.plural("{n} expense", "{n} expenses", found.spent.entries),
        left_out=words(_("debts and prepayments: /debts")),
        settings=_settings(found),
    )


def _settings(found: Result) -> tuple[str, ...]:
    rent = ("premises", "market_rent", "rent_vacancy", "rent_tax", "rent_upkeep")
    return (
        "owner_pay",
        "owner_pay_counts",
        *(rent if found.rent is not None else ("market_rent",)),
    )


def draw(answer: Answer, axes: Axes, words: Words) -> None:
    """Draw the bridge from revenue to net, with letting as a line."""
    found: Result = answer.beside
    title(axes, _headline(found, words), _meaning(found, words))
    if found.net is None:
        nothing(axes, words(_("No cost was written down.")))
        return
    line = None if found.rent is None else (found.rent, words(_("letting")))
    draw_waterfall(axes, bridge(found, words), words, words.brief, line)


METRIC = Metric(
    question=_("What is left after costs, beside letting the premises?"),
    reads=(*READS, *OF_COVERAGE),
    compute=compute,
    draw=draw,
    say=say,
    explain=explain,
    default_period=CLOSED_YEAR,
    only_money=True,
    for_owner=True,
    states=("no_costs", "no_rent"),
    listed=("money", 10, _("Profit")),
)
