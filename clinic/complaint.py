"""A complaint as it was said: its subject, guessed from words in four languages, and its weight.

A guess saves a tap and is shown, so that a wrong one is changed by a tap.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum

from clinic.errors import Refusal
from clinic.line import bounded_note
from clinic.reading.code import begins_with_code, split_code
from clinic.reading.counts import begins_with_count
from clinic.text import capped, clean, folded

MOST_PHOTOS = 10
REPEATED_WITHIN = 90
"""Days: who complained before within so many complains again."""

LEAST_FIGURES = 3
"""A number of fewer figures is a code only where a patient has it: "2 doctors were rude"."""


class Subject(StrEnum):
    """What a complaint is about."""

    WAITING = "waiting"
    RUDENESS = "rudeness"
    PRICE = "price"
    TREATMENT = "treatment"
    BOOKING = "booking"
    PREMISES = "premises"
    OTHER = "other"


class Gravity(IntEnum):
    """How much a complaint weighs."""

    MINOR = 1
    SERIOUS = 2
    GRAVE = 3


class Emotion(StrEnum):
    """How the patient was when he complained."""

    CALM = "calm"
    UPSET = "upset"
    FURIOUS = "furious"


@dataclass(frozen=True, slots=True)
class ComplaintDraft:
    """A complaint as typed or tapped; without a ``code`` nobody is named."""

    subject: Subject
    day: date
    code: str | None = None
    rude: bool = False
    words: str = ""


_STEMS = {
    Subject.WAITING: (
        "жда[лт]|жд[её]т|ожида|очеред|опозд|опазд|задерж|долго|чека[вєлт]|черг|запізн|затрим|довго"
        "|wait|queue|late(?![a-z])|delay|kept",
        "等|排队|迟到|太久|拖延",
    ),
    Subject.RUDENESS: (
        "груб|хам|нахам|нагруб|крич|накрич|орал|наорал|оскорб|невежл|обзыва|нечемн|накрич|кричал"
        "|ображ|образи|rude|rudely|shout|yell|insult|impolite|disrespect|scream",
        "态度|粗鲁|骂|吼|没礼貌|不耐烦|凶",
    ),
    Subject.PRICE: (
        "цен[аыуеой]|дорог|счет|обеща|навяз|прайс|деньг|денег|доплат|перепла|ці[нн][аиуоі]|рахун"
        "|обіця|навяз|грош|переплат|price|bill(?![a-z])|billed|expensive|promis|charg|cost|invoice"
        "|overpa",
        "价|贵|收费|承诺|账单|多收|推销",
    ),
    Subject.TREATMENT: (
        "бол[ьие]|больно|пломб|выпал|отвал|лечен|лечил|корон[кс]|анестез|осложн|воспал|болить|біль"
        "|боляч|лікув|випа[лв]|запален|pain|hurt|treat|filling|crown|fell out|infect|numb|swoll",
        "疼|痛|治疗|补牙|掉了|发炎|麻药|质量",
    ),
    Subject.BOOKING: (
        "запис|перезапис|перенес|дозвон|перезвон|отмен|скасу|перенес|додзвон|передзвон|book"
        "|appointment|reschedul|cancel|call(?:ed)? back|answer the phone",
        "预约|挂号|取消|改期|电话",
    ),
    Subject.PREMISES: (
        "гряз|холодн|душно|туалет|парков|запах|воня|шум|пыль|бруд|паркув|смерд|dirty|cold|toilet"
        "|parking|smell|nois|stuffy|stain",
        "脏|冷|厕所|停车|味道|臭|吵",
    ),
}
_SAID = {
    subject: re.compile(rf"(?<!\w)(?:{stems})|{han}") for subject, (stems, han) in _STEMS.items()
}
_CODE_ALONE = re.compile(r"[#№] ?\w[\w-]*")
_GRAVITIES = {
    Gravity.MINOR: "minor small slight мелкая мелочь незначительная легкая незначна дрібна 轻微",
    Gravity.SERIOUS: "serious серьезная серьезно серйозна серйозно 严重",
    Gravity.GRAVE: "grave severe тяжелая тяжкая важка тяжка 重大 非常严重",
}
_EMOTIONS = {
    Emotion.CALM: "calm спокоен спокойна спокойно спокойный спокійний спокійна спокійно 平静 冷静",
    Emotion.UPSET: (
        "upset расстроен расстроена огорчен огорчена обижен обижена засмучений засмучена ображений "
        "ображена 难过 失望 不满"
    ),
    Emotion.FURIOUS: (
        "furious angry ярость зол зла взбешен взбешена лютий люта розлючений розлючена злий 愤怒 "
        "生气 很生气"
    ),
}
_MARKS: dict[str, Gravity | Emotion | Subject] = {
    **{word: gravity for gravity, words in _GRAVITIES.items() for word in words.split()},
    **{word: emotion for emotion, words in _EMOTIONS.items() for word in words.split()},
    **dict.fromkeys(("в ярости", "в бешенстве", "у люті"), Emotion.FURIOUS),
    **dict.fromkeys(("rude", "грубо", "грубость", "хамство", "粗鲁"), Subject.RUDENESS),
}


def subjects_in(text: str) -> list[Subject]:
    """Return the subjects that a text speaks of: the most spoken of first, then the earliest."""
    said = folded(text)
    found = {subject: list(words.finditer(said)) for subject, words in _SAID.items()}
    spoken = [subject for subject, hits in found.items() if hits]
    return sorted(spoken, key=lambda each: (-len(found[each]), found[each][0].start()))


def read_complaint(text: str, today: date, is_patient: Callable[[str], bool]) -> ComplaintDraft:
    """Return what a typed complaint says; ``is_patient`` tells whether a code is known.

    Raises what ``split_words`` raises.
    """
    code, words = split_words(text, is_patient)
    subjects = subjects_in(words)
    return ComplaintDraft(
        subject=subjects[0] if subjects else Subject.OTHER,
        day=today,
        code=code,
        rude=Subject.RUDENESS in subjects,
        words=words,
    )


def split_words(text: str, is_patient: Callable[[str], bool]) -> tuple[str | None, str]:
    """Return the patient's code with which a text begins, or None, and the words after it.

    Raises MessageTooLong, NoteTooLong, and CodeTooLong for a #word of over twenty characters.
    """
    code, words = _split(clean(capped(text)).strip(), is_patient)
    return code, bounded_note(words.strip(" ,.:;-–—\n"))


def _split(typed: str, is_patient: Callable[[str], bool]) -> tuple[str | None, str]:
    """Return the code that the text begins with, and the rest; "40 minutes" begins with none."""
    if not begins_with_code(typed) or begins_with_count(typed, is_patient):
        return None, typed
    try:
        code, rest = split_code(typed)
    except Refusal:
        if typed.startswith(("#", "№")):
            raise
        return None, typed
    long_enough = len(code) >= LEAST_FIGURES or typed.startswith(("#", "№"))
    return (code, rest) if long_enough or is_patient(code) else (None, typed)


def is_code_alone(text: str) -> bool:
    """Return whether a whole text is a #code: in reply to a card it says whose entry it is."""
    return _CODE_ALONE.fullmatch(text) is not None


def read_mark(text: str) -> Gravity | Emotion | Subject | None:
    """Return the gravity, the emotion or "rude" that a whole text is, or None."""
    return _MARKS.get(folded(clean(text)).rstrip(".!。！ "))
