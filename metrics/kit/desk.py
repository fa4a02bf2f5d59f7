"""The desk: takes a question, finds the clinic's columns, and answers in words or a picture."""

from __future__ import annotations

import html
import json
from collections import OrderedDict
from dataclasses import asdict, dataclass, replace
from datetime import date
from hashlib import sha256
from typing import Any

from clinic.errors import Refusal
from clinic.marks import mark as _
from clinic.next_steps import key_of
from clinic.period import Period, read_period
from clinic.report import Question, Report
from clinic.settings import ClinicSettings
from clinic.words import plain
from metrics.kit.chart import picture
from metrics.kit.discovery import metric_named
from metrics.kit.explaining import explained
from metrics.kit.frames import Frames
from metrics.kit.layout import LAYOUT
from metrics.kit.metric import Answer, Metric, Options
from metrics.kit.narrowing import narrowed
from metrics.kit.options import read_options
from metrics.kit.shelf import Shelf
from metrics.kit.wording import plain_json, text_of
from metrics.kit.words import Words

KEPT = 64
"""Answers and pictures kept; a picture takes about 40 KB."""

DRAWN_IN = ("en", "ru", "uk", "zh")
"""Languages whose letters the charts have; others get English rather than boxes."""


class MoneyHidden(Refusal):
    """The metric speaks of nothing but money, which this reader may not see."""

    template = _("This is about totals of money. Ask the clinic's owner.")


class OwnersOnly(Refusal):
    """The metric shows what only the owner may see."""

    template = _("This is for the clinic's owner alone. Ask him.")


@dataclass(frozen=True)
class Asked:
    """A question as it was understood, and its answer."""

    metric: Metric
    period: Period
    options: Options
    answer: Answer
    settings: ClinicSettings


class Desk:
    """Answers questions about the clinics on its shelf."""

    def __init__(self, shelf: Shelf) -> None:
        """Answer from this shelf."""
        self._shelf = shelf
        self._kept: OrderedDict[str, Any] = OrderedDict()

    def report(self, question: Question, markup: bool = True) -> Report:
        """Return a metric in words (Telegram HTML, or plain text) and numbers.

        Raises a Refusal where the question cannot be answered as asked, KeyError where there is
        no such clinic.
        """
        version = self.version(question)
        key = f"report {markup} {version}"
        if key not in self._kept:
            self._keep(key, self._report(question, markup, version))
        report: Report = self._kept[key]
        return report

    def chart(self, question: Question, format: str = "png") -> bytes:
        """Return a metric's picture as a ``png`` or a ``pdf``; raises as ``report`` does."""
        key = f"{format} {self.version(question)}"
        if key not in self._kept:
            asked = self._ask(question)
            language = question.language if question.language in DRAWN_IN else "en"
            words = Words(language, plain, asked.settings.currency, question.money)
            self._keep(key, picture(asked.metric, asked.answer, words, format))
        image: bytes = self._kept[key]
        return image

    def version(self, question: Question) -> str:
        """Return a name of what is asked and of the state of the journal it is asked of."""
        state = self._shelf.state(question.clinic_id)
        whole = json.dumps([LAYOUT, state, asdict(question)], sort_keys=True)
        return f"{question.metric}-{sha256(whole.encode()).hexdigest()[:24]}"

    def _ask(self, question: Question) -> Asked:
        metric = metric_named(question.metric)
        if metric.only_money and not question.money:
            raise MoneyHidden
        if metric.for_owner and not question.owner:
            raise OwnersOnly
        as_of = date.fromisoformat(question.as_of)
        columns = self._shelf.columns(question.clinic_id, metric.reads)
        settings = columns.settings_on(date.fromisoformat(question.settings_on or question.as_of))
        values = read_options(metric, question.options or {}, settings)
        named = question.period or metric.usual_period(values)
        options = Options(values, named, question.guess or {})
        frames = Frames(columns, settings, narrowed(columns, metric.drills, question.only))
        period = read_period(options.period_name, as_of, frames.first_visit)
        answer = metric.compute(frames, period, as_of, options)
        return Asked(metric, period, options, answer, settings)

    def _report(self, question: Question, markup: bool, version: str) -> Report:
        asked = self._ask(question)
        escape = html.escape if markup else plain
        words = Words(question.language, escape, asked.settings.currency, question.money)
        notes = [
            note.said(words) for note in asked.answer.notes if words.sees_money or not note.money
        ]
        sentence = asked.metric.say(asked.answer, words)
        key = key_of(question.metric, sentence.state)
        own = asked.settings.steps.get(key)
        said = sentence if own is None else replace(sentence, step=escape(own))
        return Report(
            text=text_of(said, notes, markup),
            title=sentence.number,
            numbers=_numbers(question, asked, notes),
            version=version,
            has_chart=True,
            explained=explained(asked.metric.explain(asked.answer, words), asked.settings, words),
            step_key=key,
            step=str(sentence.step),
        )

    def _keep(self, key: str, made: object) -> None:
        self._kept[key] = made
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)


def _numbers(question: Question, asked: Asked, notes: list[str]) -> dict[str, Any]:
    """Return the JSON of the machine interface."""
    numbers: dict[str, Any] = plain_json(
        {
            "metric": question.metric,
            "clinic": question.clinic_id,
            "currency": asked.settings.currency,
            "period": {"first": asked.period.first, "last": asked.period.last},
            "as_of": question.as_of,
            "options": asked.options.values,
            "values": asked.answer.values,
            "rows": list(asked.answer.rows),
            "notes": notes,
        }
    )
    return numbers
