"""Asking for a number: who may, of which days, and how what is said is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from clinic.errors import NotAllowed, Refusal
from clinic.marks import mark as _
from clinic.narrowing import only_line
from clinic.people import ROLE_NAMES, Right, Role, StaffMember
from clinic.period_steps import pinned
from clinic.report import GROUPS, MetricLine, Question
from clinic.setting_names import NAMES
from clinic.words import Markup
from handlers.desk import Desk
from handlers.guess_rules import with_guess
from handlers.reporting import Reporting
from storage.reports import Said, add_report, report_by_id, report_like
from storage.unit import Unit


class MoneyStaysOut(Refusal):
    """A metric of money is asked for where everybody reads along."""

    template = _("I show no money in a group. Ask me in our own chat.")


class ReportGone(Refusal):
    """The button's report was never this person's, or is older than three years."""

    template = _("That answer is not here any more. Ask again: /numbers")


class NotReady(Refusal):
    """Nobody has said yet which numbers there are, because the worker does not start."""

    template = _("The numbers could not be worked out just now. Nothing is lost: ask again.")


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks, whom, and where it is written down."""

    desk: Desk
    reports: Reporting
    unit: Unit

    async def known(self) -> dict[str, MetricLine]:
        """Return the metrics by name, if need be after waiting for the worker. Raises NotReady."""
        if not (lines := await self.reports.listed()):
            raise NotReady
        return {line.name: line for line in lines}

    def line(self, name: str) -> MetricLine:
        """Return what the worker says of a metric. Raises ReportGone where it is no more."""
        for line in self.reports.metrics:
            if line.name == name:
                return line
        raise ReportGone


def may_ask(reader: StaffMember, line: MetricLine) -> bool:
    """Return whether a person may ask for a metric in his own chat."""
    if line.for_owner and reader.role is not Role.OWNER:
        return False
    return reader.may(Right.SEE_COUNTS) and (not line.only_money or reader.may(Right.SEE_MONEY))


def ordered(reader: StaffMember, lines: Sequence[MetricLine]) -> list[MetricLine]:
    """Return what a person may ask for, by groups, in each what is asked most first."""
    places = {group: place for place, group in enumerate(GROUPS)}
    mine = [line for line in lines if may_ask(reader, line)]
    return sorted(mine, key=lambda each: (places.get(each.group, len(places)), each.place))


def refuse_beyond(desk: Desk, *, money: bool, for_owner: bool) -> None:
    """Raise why a number is not shown to this reader in this chat, if it is not."""
    if desk.in_group and (money or for_owner):
        raise MoneyStaysOut
    sees = desk.reader.may(Right.SEE_MONEY) or not money
    if not sees or (for_owner and desk.reader.role is not Role.OWNER):
        raise NotAllowed(role=Markup(desk.words(ROLE_NAMES[Role.OWNER])))


def as_of(desk: Desk, line: MetricLine) -> date:
    """Return the day for which a metric is asked unless another is named."""
    return desk.calendar.today() - timedelta(days=line.closed_days)


def question_of(
    asking: Asking,
    line: MetricLine,
    period: str | None = None,
    options: dict[str, float] | None = None,
    only: dict[str, int] | None = None,
) -> Question:
    """Return the question as this reader may ask it here. Raises what refuses it."""
    desk = asking.desk
    refuse_beyond(desk, money=line.only_money, for_owner=line.for_owner)
    return Question(
        line.name,
        desk.reader.clinic_id,
        as_of(desk, line).isoformat(),
        period,
        options or None,
        language=desk.words.language,
        money=desk.reader.may(Right.SEE_MONEY) and not desk.in_group,
        owner=desk.reader.role is Role.OWNER and not desk.in_group,
        only=only or None,
        settings_on=desk.calendar.today().isoformat(),
    )


def question_again(asking: Asking, said: Said) -> Question:
    """Return the same question of the same days, asked now."""
    line, asked = asking.line(said.question.metric), said.question
    name = asked.period or line.default_period
    then, now = date.fromisoformat(asked.as_of), as_of(asking.desk, line)
    return question_of(asking, line, pinned(name, then, now), asked.options, asked.only)


async def answered(asking: Asking, question: Question, parent_id: int | None = None) -> Said:
    """Return the answer, kept as it is said; a second tap on the same button finds the first.

    Raises what the worker refuses.
    """
    desk, unit = asking.desk, asking.unit
    question = question if question.guess else with_guess(desk, question)
    report = await asking.reports.report(question)
    if parent_id is not None:
        before = report_like(desk.journal, parent_id, report.version)
        if before is not None and before.asked_by == desk.reader.id:
            return before
    narrowed = narrowed_to(desk, question)
    said = Said(
        unit.ids.new(),
        parent_id,
        desk.chat_id,
        desk.reader.id,
        unit.now,
        question.money,
        asking.line(question.metric).for_owner,
        question,
        report.version,
        report.title,
        f"{narrowed}\n{report.text}" if narrowed else report.text,
        report.explained,
        report.numbers,
    )
    settings = {key: desk.settings.stored(key) for key in NAMES}
    add_report(unit, said, desk.message_id, {**settings, "currency": desk.settings.currency})
    return said


def reach(desk: Desk, report_id: int) -> Said:
    """Return a report that this reader may see in this chat now. Raises why he may not."""
    said = report_by_id(desk.journal, report_id)
    if said is None or not _is_his(desk, said):
        raise ReportGone
    refuse_beyond(desk, money=said.money, for_owner=said.for_owner)
    return said


def _is_his(desk: Desk, said: Said) -> bool:
    own = said.asked_by == desk.reader.id or desk.reader.role is Role.OWNER
    return said.chat_id == desk.chat_id if desk.in_group else own or said.chat_id == desk.chat_id


def narrowed_to(desk: Desk, question: Question) -> str:
    """Return what alone a question is asked of, as a line; nothing where it is asked of all."""
    return only_line(desk.words, desk.catalogue, question.only)
