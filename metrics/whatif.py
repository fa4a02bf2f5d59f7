"""What if: what would other prices, patients or costs bring in a year? (R2, R6, R21, R45)"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from clinic.marks import mark as _
from clinic.money import minor_digits
from clinic.period import CLOSED_YEAR, Period
from clinic.words import ABSENT, Markup
from metrics.kit import (
    Answer,
    Explanation,
    Frames,
    Metric,
    Note,
    Options,
    Quote,
    Sentence,
    Words,
    footnote,
    nothing,
    title,
)
from metrics.kit.discounting import churn_cut, raised, raised_by_points
from metrics.kit.lever_capital import capital_with
from metrics.kit.lever_lines import moved_lines, tried_lines
from metrics.kit.lever_words import AMOUNTS, POINTS, SHORT, moved_in_words, with_sign
from metrics.kit.levers import Base, Levers, against_rent, base, change, more_visits, value
from metrics.kit.result import READS
from metrics.kit.rows import Row, draw_rows
from metrics.kit.trial import BOUNDS, EACH_A_STEP, STEP, TAPS, Trial
from metrics.kit.worth import worth

if TYPE_CHECKING:
    from matplotlib.axes import Axes

ARTICLE = Quote(_("5% fewer who leave bring 25% more profit."), disputed=True)
NO_MARGIN = _("What more patients leave is known once /settings has the margin.")
NOBODY = _("Nobody paid in the last twelve closed months.")


def compute(frames: Frames, period: Period, as_of: date, options: Options) -> Answer:
    """Return by how much a year's profit, a patient's value and the advantage would change."""
    units = 10 ** minor_digits(frames.settings.currency)
    moved = {
        name: each * units if name in AMOUNTS else each
        for name, each in options.values.items()
        if each
    }
    year, levers = base(frames, period, as_of), Levers(**moved)
    steps = moved or EACH_A_STEP
    alone = {name: change(year, Levers(**{name: far})) for name, far in steps.items()}
    people = worth(frames, as_of)
    found, changed = Trial(year, moved, alone, steps), change(year, levers)
    return Answer(
        change=changed,
        net=year.result.net,
        ltv_before=value(year, Levers()),
        ltv=value(year, levers),
        capital_before=capital_with(year, Levers(), people),
        capital=capital_with(year, levers, people),
        against_rent=against_rent(year, levers, changed),
        more_visits=more_visits(year.margin, found.cut) if found.cut > 0 else None,
        margin=year.margin,
        retention=year.kept.retention,
        rows=[{"lever": name, "step": steps[name], "change": alone[name]} for name in steps],
        notes=_notes(found),
        beside=found,
    )


def _notes(found: Trial) -> list[Note]:
    if not found.base.result.revenue:
        return [Note(NOBODY)]
    if found.base.margin is None:
        return [Note(NO_MARGIN)]
    if found.cut >= found.base.margin:
        return [Note(_("The cut takes the whole margin: no number of visits makes up for it."))]
    return []


def say(answer: Answer, words: Words) -> Sentence:
    """Return the change of a year's profit, by what, and what else would be other."""
    found: Trial = answer.beside
    return Sentence(
        _headline(answer, found, words),
        _meaning(found, words),
        words(_("Tap a step, or say it: /whatif price=5% returned=3% fixed=-20000")),
        tuple(_beside(answer, found, words)),
    )


def _headline(answer: Answer, found: Trial, words: Words) -> str:
    if found.moved:
        amount = Markup(with_sign(answer["change"], words))
        return words(_("Profit of a year: {change}"), change=amount)
    best = found.best
    if best is None or not found.base.result.revenue:
        return words(_("What if: {dash}"), dash=ABSENT)
    return words(
        _("{lever}: {change} a year"),
        lever=Markup(moved_in_words(best, found.steps[best], words)),
        change=Markup(with_sign(found.alone[best], words)),
    )


def _meaning(found: Trial, words: Words) -> str:
    if not found.base.result.revenue:
        return words(NOBODY)
    if not found.moved:
        return words(_("The most of six small steps, by the last twelve closed months."))
    levers = "; ".join(moved_in_words(name, far, words) for name, far in found.moved.items())
    return words(_("If over the last twelve closed months: {levers}."), levers=Markup(levers))


def _beside(answer: Answer, found: Trial, words: Words) -> list[str]:
    if not found.base.result.revenue:
        return []
    return (
        moved_lines(answer, found.base.result.net, words)
        if found.moved
        else tried_lines(found, words)
    )


def explain(answer: Answer, words: Words) -> Explanation:
    """Return the formula with the clinic's own figures, and the article's beside its own."""
    year = answer.beside.base
    text = _(
        "Revenue {revenue}, margin m = {margin}. Volume = (revenue + more patients) × bill; "
        "change = volume × (price − 1) + (volume − revenue) × m − 12 × fixed costs. Who stays "
        "brings {old} a year, a new one {new}. Value = {yearly} × m × r ÷ (1 + i − r), r = "
        "{kept}, i = {discount}. Points are added to r; relative churn is a part of 1 − r."
    )
    return Explanation(
        definition=words(
            text,
            revenue=Markup(words.about(year.result.revenue)),
            margin=Markup(words.share(year.margin)),
            old=Markup(words.about(year.an_old_one)),
            new=Markup(words.about(year.a_new_one)),
            yearly=Markup(words.about(year.kept.yearly)),
            kept=Markup(words.share(year.kept.retention)),
            discount=Markup(words.share(year.discount)),
        ),
        left_out=words(_("whom a price drives away; nothing is written down")),
        source=words(_("Gupta and Lehmann 2003")),
        settings=("margin", "discount_rate", "market_rent"),
        quotes=(ARTICLE,),
        own=_own(year, words),
    )


def _own(year: Base, words: Words) -> str:
    """Return what five points and five per cent less churn make of a patient's value."""
    kept = year.kept.retention
    if kept is None:
        return ""
    points = raised(kept, raised_by_points(kept, STEP), year.discount)
    part = raised(kept, churn_cut(kept, STEP), year.discount)
    text = _("5 percentage points less churn: value +{points}; 5% fewer leavers: +{part}")
    return words(text, points=Markup(words.share(points, 1)), part=Markup(words.share(part, 1)))


def draw(answer: Answer, axes: Axes, words: Words) -> None:
    """Draw what each lever changes by itself."""
    found: Trial = answer.beside
    shown = _("Change of a year's profit, each lever by itself")
    title(axes, _headline(answer, found, words), words(shown))
    told = {name: each for name, each in found.alone.items() if each is not None}
    if not told or not found.base.result.revenue:
        nothing(axes, answer.notes[0].said(words) if answer.notes else words(NO_MARGIN))
        return
    rows = [
        Row(moved_in_words(name, found.steps[name], words), each) for name, each in told.items()
    ]
    draw_rows(axes, rows, words, lambda each: with_sign(each, words, words.brief))
    footnote(axes, words(_("By the last twelve closed months")))


METRIC = Metric(
    question=_("What would other prices, patients or costs bring in a year?"),
    reads=READS,
    compute=compute,
    draw=draw,
    say=say,
    explain=explain,
    options=dict.fromkeys(BOUNDS, 0),
    bounds=BOUNDS,
    choices=TAPS,
    levers=SHORT,
    units=dict.fromkeys(POINTS, "points"),
    default_period=CLOSED_YEAR,
    only_money=True,
    for_owner=True,
    listed=("money", 15, _("What if")),
)
