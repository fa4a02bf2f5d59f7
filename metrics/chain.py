"""Chain: from satisfied to returning to recommending to value: which link is weakest? (R55)"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from clinic.marks import mark as _
from clinic.period import Period
from clinic.words import ABSENT, Markup
from metrics.kit import (
    MONEY,
    VISITS,
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
from metrics.kit.entries import REFERRALS
from metrics.kit.links import (
    BEFORE,
    LINKS,
    RECOMMENDED,
    RETURNED,
    SATISFIED,
    UNLIKE_CHANCE,
    VALUE,
    WINDOW,
    Chain,
    Cohort,
    chain,
)
from metrics.kit.months import written as month_written
from metrics.kit.page import Written
from metrics.kit.panels import Panel, draw_panels
from metrics.kit.series import Line

if TYPE_CHECKING:
    from matplotlib.axes import Axes

NAMES = {
    SATISFIED: _("Satisfied on the first visit"),
    RETURNED: _("Back within {days} days"),
    RECOMMENDED: _("Recommended somebody within a year"),
    VALUE: _("Paid in the first year, each"),
}
STEPS = {
    SATISFIED: _("/waiting and /complaints: what spoils the first visit?"),
    RETURNED: _("/calls: whom to call; /chair: do they leave with a next visit?"),
    RECOMMENDED: _("Thank those who recommend; /referrals shows who they are"),
    VALUE: _("/adoption and /discounts: what do they buy, and for how much less?"),
}
ENOUGH_COHORTS = 2
TOO_EARLY = _(
    "Two whole quarters of new patients who were followed for a year are needed for a comparison."
)


def compute(frames: Frames, period: Period, as_of: date, options: Options) -> Answer:
    """Return the four links of each quarter's new patients, and which fell beyond chance."""
    found = chain(frames, period, as_of)
    return Answer(
        cohorts=len(found.cohorts),
        weakest=found.weakest,
        worse_by={name: found.worse(name) for name in LINKS},
        rows=[_row(cohort) for cohort in found.cohorts],
        notes=[] if len(found.cohorts) >= ENOUGH_COHORTS else [Note(TOO_EARLY)],
        beside=found,
    )


def _row(cohort: Cohort) -> dict[str, Any]:
    links = {name: link.mean for name, link in cohort.links.items()}
    rated = cohort.links[SATISFIED].n
    return {"cohort": month_written(cohort.month), "size": cohort.size, "rated": rated, **links}


def say(answer: Answer, words: Words) -> Sentence:
    """Return the weakest link, the newest cohort beside those before it, and what to look at."""
    found: Chain = answer.beside
    weakest = found.weakest
    if answer.notes:
        number = words(_("Weakest link: {link}"), link=ABSENT)
        return Sentence(number, words(TOO_EARLY), words.step(STEPS[RETURNED], RETURNED))
    named = words(_("none stands out")) if weakest is None else _named(weakest, words).lower()
    number = words(_("Weakest link: {link}"), link=named)
    link = weakest or RECOMMENDED
    step = words.step(STEPS[link], link)
    return Sentence(number, _meaning(found, words), step, tuple(_lines(found, words)))


def _named(name: str, words: Words) -> str:
    return words(NAMES[name], days=WINDOW)


def _meaning(found: Chain, words: Words) -> str:
    newest = found.cohorts[-1]
    people = words.plural("{n} new patient", "{n} new patients", newest.size)
    text = _("{people}, each followed for a year; first month of the quarter: {month}")
    return words(text, people=Markup(people), month=Markup(words.month(newest.first)))


def _lines(found: Chain, words: Words) -> Iterator[str]:
    newest, before = found.cohorts[-1].links, found.cohorts[-2].links
    for name in _shown(words):
        how = _written(name, words)
        last, earlier = (
            ABSENT if link.mean is None else how(link.mean) for link in (newest[name], before[name])
        )
        text = _("{link}: {last} (the quarter before {before})")
        told = {"last": Markup(last), "before": Markup(earlier)}
        yield words(text, link=_named(name, words), **told)


def _shown(words: Words) -> tuple[str, ...]:
    return LINKS if words.sees_money else LINKS[:-1]


def _written(name: str, words: Words) -> Written:
    return words.brief if name == VALUE else lambda share: words.share(share, 1)


def explain(answer: Answer, words: Words) -> Explanation:
    """Return who is counted in which link, and when one is called weak."""
    definition = _(
        "New patients by quarter, each followed for a year: how many of those who rated their "
        "first visit were satisfied (4 or 5 of 5), came back within {days} days, brought somebody "
        "within a year, and what each paid in it. Weak is a link that fell by more than "
        "{errors} standard errors against the {quarters} quarters before; with four links "
        "chance alone does so about once in forty times. They are the same people, which shows "
        "what goes together and not what causes what."
    )
    found: Chain = answer.beside
    size = found.cohorts[-1].size if found.cohorts else 0
    errors = Markup(words.number(UNLIKE_CHANCE, 1))
    return Explanation(
        definition=words(definition, days=WINDOW, errors=errors, quarters=BEFORE),
        n=words.plural("{n} new patient", "{n} new patients", size),
        settings=("legacy_until",),
    )


def draw(answer: Answer, axes: Axes, words: Words) -> None:
    """Draw the four links one below the other, quarter by quarter."""
    found: Chain = answer.beside
    title(axes, say(answer, words).number, words(_("By the quarter of the first visit")))
    if answer.notes:
        nothing(axes, words(TOO_EARLY))
        return
    days = [cohort.first for cohort in found.cohorts]
    panels = [
        Panel(
            Line(_named(name, words), days, [each.links[name].mean for each in found.cohorts]),
            _written(name, words),
        )
        for name in _shown(words)
    ]
    draw_panels(axes, panels, words)
    footnote(axes, words(_("the same people in every link, followed for a year")))


METRIC = Metric(
    question=_("Satisfied, returning, recommending, value: which link is weakest?"),
    reads=(VISITS, MONEY, REFERRALS),
    compute=compute,
    draw=draw,
    say=say,
    explain=explain,
    everyday=False,
    drills={"service": "first_service", "channel": "first_channel", "doctor": "first_doctor"},
    states=tuple(STEPS),
    listed=("service", 65, _("Chain")),
)
