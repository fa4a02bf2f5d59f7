"""Causes: why do complaints arise, beside what theory says? (R28, R53, R54)"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from clinic.marks import mark as _
from clinic.period import CLOSED_YEAR, Period
from clinic.words import ABSENT, Markup
from metrics.kit import (
    COMPLAINTS,
    VISITS,
    Answer,
    Explanation,
    Frames,
    Metric,
    Note,
    Options,
    Quote,
    Sentence,
    Share,
    Words,
    footnote,
    n_of,
    nothing,
    title,
)
from metrics.kit.classified import BANDS, CUSTOMERS, GROUPS, Classified, Group
from metrics.kit.rows import Row, draw_rows
from metrics.kit.shares import COUNTED_UNDER
from metrics.kit.subjects import CAUSE_NAMES, GROUP_NAMES, VERDICTS, span

if TYPE_CHECKING:
    from matplotlib.axes import Axes

UNKNOWN = "unknown"
NO_COMPLAINTS = _("No complaint was written down in these days.")
NO_CAUSES = _("No complaint of these days has a cause yet; it is chosen when one is closed.")
QUOTE = Quote(
    _(
        "Processes, systems and products make 50–60% of complaints, customers' mistakes and "
        "inflated expectations 20–30%, mistakes and attitude of staff 20–30%."
    ),
    disputed=True,
)


def compute(frames: Frames, period: Period, as_of: date, options: Options) -> Answer:
    """Return the main causes of the period's complaints, and the theory's three groups."""
    found = Classified.of(frames[COMPLAINTS].rows(period, as_of), options.guess)
    return Answer(
        complaints=found.complaints,
        classified=found.n,
        groups={name: _grouped(group) for name, group in found.groups().items()},
        rows=[*_rows(found)],
        notes=_notes(found),
        beside=found,
    )


def _grouped(group: Group) -> dict[str, Any]:
    return {"count": group.share.k, **_share(group.share), "verdict": group.verdict}


def _rows(found: Classified) -> Iterator[dict[str, Any]]:
    for cause, count in found.by_cause.items():
        yield {"cause": cause, "count": count, **_share(found.share(cause))}
    yield {"cause": UNKNOWN, "count": found.complaints - found.n, **_share(found.unknown)}


def _share(share: Share) -> dict[str, float | None]:
    return {"share": share.value, "low": share.low, "high": share.high}


def _notes(found: Classified) -> list[Note]:
    if found.n:
        return []
    return [Note(NO_CAUSES if found.complaints else NO_COMPLAINTS)]


def say(answer: Answer, words: Words) -> Sentence:
    """Return the largest cause, the three groups beside the theory, and what to ask oneself."""
    found: Classified = answer.beside
    name = ABSENT if found.largest is None else _named(found, found.largest, words)
    number = words(_("Largest cause: {cause}"), cause=Markup(name))
    if not found.n:
        step = words.step(
            _("/open lists the complaints; a cause is chosen at the end of each"), "empty"
        )
        return Sentence(number, answer.notes[0].said(words), step)
    return Sentence(number, _meaning(found, words), _step(found, words), (*_lines(found, words),))


def _named(found: Classified, cause: str, words: Words) -> str:
    return f"{words(CAUSE_NAMES[cause]).lower()} {found.share(cause).said(words)}"


def _meaning(found: Classified, words: Words) -> str:
    count = words.plural("{n} complaint", "{n} complaints", found.complaints)
    text = _("{count}, {known} of them with a cause.")
    return words(text, count=Markup(count), known=Markup(words.number(found.n)))


def _lines(found: Classified, words: Words) -> Iterator[str]:
    for name, group in found.groups().items():
        text = _("{group}: {share} (the article: {band}), {verdict}")
        if group.guess is not None:
            text = _("{group}: {share} (you guessed {guess}, the article: {band}), {verdict}")
        yield words(
            text,
            group=words(GROUP_NAMES[name]),
            share=Markup(_few(group.share, words)),
            guess=words.share(group.guess),
            band=Markup(span(group.band, words)),
            verdict=words(VERDICTS[group.verdict]),
        )


def _few(share: Share, words: Words) -> str:
    """Return a share without its n, or a count where there are few: all have the same n."""
    return share.said(words) if share.n < COUNTED_UNDER else words.share(share.value)


def _step(found: Classified, words: Words) -> str:
    customers = found.groups()[CUSTOMERS].share
    if customers.n >= COUNTED_UNDER and (customers.value or 0) > BANDS[CUSTOMERS].high:
        return words.step(
            _("Much is put down to patients: are we pushing it onto them?"), "customers"
        )
    return words(_("/measures: decide what will prevent the next one of the largest cause"))


def explain(answer: Answer, words: Words) -> Explanation:
    """Return what counts, of what the shares are, and when a verdict is given."""
    found: Classified = answer.beside
    groups = found.groups().items()
    own = "; ".join(
        f"{words(GROUP_NAMES[name]).lower()} {group.share.said_with_interval(words)}"
        for name, group in groups
    )
    definition = _(
        "Complaints received in these days, of whatever status, by their main cause. Shares are "
        "of those with a cause; “unknown” is the share of all. A group is above or below the "
        "article's band when its whole interval is, and does not contradict it when the interval "
        "lies within; the three intervals hold at once (Bonferroni). With some twenty complaints "
        "hardly anything can be told."
    )
    return Explanation(
        definition=words(definition),
        n=words(
            _("{known} with a cause of {all}"),
            known=words.number(found.n),
            all=words.number(found.complaints),
        ),
        left_out=words(_("Without a cause: {share}"), share=found.unknown.said(words)),
        source=words(_("Wilson 1927; Bonferroni")),
        quotes=(QUOTE,),
        own=own if found.n else "",
    )


def draw(answer: Answer, axes: Axes, words: Words) -> None:
    """Draw the three groups over the theory's bands, and each cause under them."""
    found: Classified = answer.beside
    title(axes, say(answer, words).number, words(_("Causes of complaints; dotted: the article")))
    if not found.n:
        nothing(axes, answer.notes[0].said(words))
        return
    draw_rows(axes, [*_bars(found, words)], words, words.share)
    unknown = words(_("without a cause: {n}"), n=words.number(found.complaints - found.n))
    marked = words(_("diamond: your guess")) if found.guess else ""
    footnote(axes, n_of(found.n, words), unknown, marked)


def _bars(found: Classified, words: Words) -> Iterator[Row]:
    """Yield a bar for each group, and under one of several causes a grey one for each of them."""
    for name, group in found.groups().items():
        share, verdict = group.share, words(VERDICTS[group.verdict])
        called = words(GROUP_NAMES[name])
        limits, beside = (share.low, share.high), (group.band, group.guess)
        yield Row(called, share.value, None, *limits, verdict, False, *beside)
        for cause in GROUPS[name] if len(GROUPS[name]) > 1 else ():
            part = words(CAUSE_NAMES[cause]).lower()
            yield Row(f"\N{EN DASH} {part}", found.share(cause).value, quiet=True)


METRIC = Metric(
    question=_("Why do complaints arise?"),
    reads=(VISITS, COMPLAINTS),
    compute=compute,
    draw=draw,
    say=say,
    explain=explain,
    default_period=CLOSED_YEAR,
    drills={"channel": "first_channel", "doctor": "doctor"},
    states=("customers", "empty"),
    listed=("service", 20, _("Causes")),
)
