"""Change: what was different after a change at the clinic? (R4)"""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from clinic.marks import mark as _
from clinic.period import Period
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
    footnote,
    nothing,
    title,
)
from metrics.kit.around import LEAST_AFTER, MOST_WEEKS, Around, around
from metrics.kit.entries import MARKS
from metrics.kit.series import Line, draw_series
from metrics.kit.weekly import MONEY_SERIES, READS, SERIES, SHORT_NAMES

if TYPE_CHECKING:
    from matplotlib.axes import Axes

NO_MARKS = _("No change was written down: /change new receptionist")


def compute(frames: Frames, period: Period, as_of: date, options: Options) -> Answer:
    """Return each weekly series after a mark less before it; 1 is the newest mark.

    ``series`` is the one that is told first and drawn, from 1 on; 0 is that which differs most.
    """
    which, series = int(options["mark"]), int(options["series"])
    found = around(frames, period, as_of, which, series)
    if found is None:
        return Answer(mark=None, rows=[], notes=[Note(NO_MARKS)])
    return Answer(
        mark=found.day,
        before_weeks=found.before,
        after_weeks=found.after,
        series=found.leading(True),
        rows=_rows(found),
        notes=_notes(found),
        beside=found,
    )


def _rows(found: Around) -> list[dict[str, object]]:
    return [
        {
            "series": name,
            "n": each.n,
            "difference": each.value,
            "low": None if each.interval is None else each.interval.low,
            "high": None if each.interval is None else each.interval.high,
        }
        for name, each in found.differences.items()
    ]


def _notes(found: Around) -> list[Note]:
    if found.after < LEAST_AFTER:
        return [
            Note.plural(
                "Too early to judge: {n} more closed week is needed.",
                "Too early to judge: {n} more closed weeks are needed.",
                LEAST_AFTER - found.after,
            )
        ]
    return [] if found.before > 1 else [Note(_("Too few weeks lie before it to compare with."))]


def say(answer: Answer, words: Words) -> Sentence:
    """Return the series that differs most, what stood on both sides, and the other series."""
    found: Around | None = answer.beside
    if found is None:
        step = words.step(_("/change writes one down with its day"), "empty")
        return Sentence(words(_("Changes: {dash}"), dash=ABSENT), words(NO_MARKS), step)
    day, note = Markup(words.full_day(found.day)), found.note or ABSENT
    leading = found.leading(words.sees_money)
    difference = found.differences.get(leading)
    number = words(_("Since {day}, {note}: {dash}"), day=day, note=note, dash=ABSENT)
    if difference is not None and difference.value is not None:
        number = words(
            _("Since {day}, {note}. {change}"),
            day=day,
            note=note,
            change=Markup(_line(leading, found, words)),
        )
    return Sentence(
        number=number,
        meaning=_sides(found, words),
        step=words(_("/wave shows the series over the months")),
        beside=tuple(
            _line(name, found, words)
            for name in found.differences
            if name != leading and _told(name, words)
        ),
    )


def _told(name: str, words: Words) -> bool:
    return words.sees_money or name not in MONEY_SERIES


def _sides(found: Around, words: Words) -> str:
    before = words.plural("{n} closed week", "{n} closed weeks", found.before)
    after = words.plural("{n} closed week", "{n} closed weeks", found.after)
    text = _("Compared: {before} before, {after} after. A range that holds 0 may be chance.")
    return words(text, before=Markup(before), after=Markup(after))


def _line(name: str, found: Around, words: Words) -> str:
    each = found.differences[name]
    if each.value is None:
        return f"{words(SERIES[name])}: {ABSENT}"
    line = f"{words(SERIES[name])}: {_signed(name, each.value, words)}"
    if each.interval is None:
        return line
    low, high = (_signed(name, end, words) for end in each.interval)
    return f"{line} ({low} … {high})"


def _signed(name: str, value: float, words: Words) -> str:
    text = _written(name, words)(abs(value))
    if text == _written(name, words)(0):
        return text
    return ("+" if value > 0 else "\N{MINUS SIGN}") + text


def _written(name: str, words: Words) -> Callable[[float], str]:
    if name in MONEY_SERIES:
        return words.about
    return words.share if name == "satisfied" else lambda value: words.number(value, 1)


def explain(answer: Answer, words: Words) -> Explanation:
    """Return which weeks are compared and how."""
    return Explanation(
        definition=words(
            _(
                "Up to {weeks} closed weeks before the day, back to the change before it, beside "
                "those after it, up to the next one: mean after less mean before, with the 95% "
                "interval for weeks that differ in their spread. Under {least} known weeks after, "
                "nothing is said. What else changed in those weeks is in the figures too; and of "
                "six series one lies beyond chance by chance in about one of four comparisons."
            ),
            weeks=MOST_WEEKS,
            least=LEAST_AFTER,
        ),
        source=words(_("Welch 1938")),
    )


def draw(answer: Answer, axes: Axes, words: Words) -> None:
    """Draw the series that differs most, with the mark."""
    found: Around | None = answer.beside
    if found is None or not found.weeks.mondays:
        title(axes, say(answer, words).number)
        nothing(axes, answer.notes[0].said(words))
        return
    leading = found.leading(words.sees_money)
    told = found.differences.get(leading)
    finding = say(answer, words).number if told is None else _line(leading, found, words)
    title(axes, finding, _sides(found, words))
    values = found.weeks.values[leading].tolist()
    shown = [None if math.isnan(value) else value for value in values]
    line = Line("", found.weeks.mondays, shown)
    changes = [(found.day, found.note)]
    draw_series(axes, [line], words, _drawn(leading, words), changes)
    footnote(axes, words(SERIES[leading]), words(_("by weeks")))


def _drawn(name: str, words: Words) -> Callable[[float], str]:
    return words.brief if name in MONEY_SERIES else _written(name, words)


METRIC = Metric(
    question=_("What was different after a change at the clinic?"),
    reads=(*READS, MARKS),
    compute=compute,
    draw=draw,
    say=say,
    explain=explain,
    options={"mark": 1, "series": 0},
    bounds={"mark": (1, 99), "series": (0, len(SERIES))},
    choices={"mark": (1, 2, 3), "series": tuple(range(len(SHORT_NAMES)))},
    named={"series": SHORT_NAMES},
    states=("empty",),
    listed=("desk", 40, _("After a change")),
)
