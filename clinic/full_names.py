"""Full names in a text: name and patronymic, surname and initials, a first name beside another.

A single first name tells nobody, and the clinic's own people may be named: ``Known`` tells them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from clinic.names import FIRST_NAMES, PATRONYMIC, SURNAME, SURNAMES

_CYRILLIC = "[А-ЯІЇЄҐЁ][а-яіїєґё'’ʼ-]"
_CAPITAL = "[А-ЯІЇЄҐЁ]"
_GAP = "[ \u00a0]{1,2}"
_WORD = re.compile("[A-Za-zÀ-ɏЀ-ӿ]+(?:['’ʼ-][A-Za-zÀ-ɏЀ-ӿ]+)*")
_SPACE = re.compile(_GAP)
_LIKE_SURNAME = (
    rf"{_CYRILLIC}{{1,20}}(?:[оеё]в|[иы]н|[оеё]ва|[иы]на|ский|ская|цкий|цкая|ко|ук|юк|ян)"
)
_INITIALS = re.compile(
    rf"(?<!\w)(?:(?:{_CYRILLIC}{{1,24}}|[A-Z][a-z'-]{{1,24}}){_GAP}(?:{_CAPITAL}|[A-Z])\. ?"
    rf"(?:{_CAPITAL}|[A-Z])(?!\w)\.?"
    rf"|{_LIKE_SURNAME}{_GAP}{_CAPITAL}(?!\w)\."
    rf"|{_CAPITAL}\. ?{_CAPITAL}\. ?{_CYRILLIC}{{1,24}}|[A-Z]\. ?[A-Z]\. ?[A-Z][a-z'-]{{1,24}}"
    rf"|{_CAPITAL}\. ?{_LIKE_SURNAME})(?!\w)"
)
_ADDRESSED = re.compile(
    r"(?<!\w)(?:(?:[Mm]rs?|[Mm]s|[Mm]iss|[Dd]r|[Dd]octor)\.?(?: [A-Z]\.)?"
    rf"|[Гг]-(?:н|жа|же|жу|ном|жой)|[Гг]оспо(?:дин|жа)\w{{0,3}}|[Пп]ан(?:і|и|у|ові|ом)?){_GAP}"
    rf"(?P<name>(?:[A-Z][A-Za-z'’-]{{1,24}}|{_CYRILLIC}{{1,24}})"
    rf"(?:{_GAP}(?:[A-Z][a-z'’-]{{1,24}}|{_CYRILLIC}{{1,24}}))?)(?!\w)"
)
_HAN = "[\u4e00-\u9fff]"
_GIVEN = f"(?![的了是我你他她您们不在有和对说跟与给让被把到来去很太])(?:{_HAN})"
_POLITE = "(?:先生|女士|小姐|太太)"
_NO_NAME = (
    "医生|大夫|医师|主任|护士|院长|老师|经理|前台|阿姨|先生|女士|小姐|太太"
    "|总|上|天|便|何|兴|一|常|时|必"
)
_CHINESE = re.compile(
    f"(?P<polite>(?!于.{_POLITE})[{SURNAMES}]{_GIVEN}{{1,2}})(?={_POLITE})"
    f"|(?:姓名|名字|名)(?:[:：是为叫]| ){{0,3}}(?P<named>[{SURNAMES}]{_GIVEN}{{1,2}})"
    f"|叫(?:做)?(?P<called>[{SURNAMES}](?!{_NO_NAME}){_GIVEN}{{1,2}})"
)
_TITLES = (
    "доктор доктора доктору врач врача врачу пациент пациента пациентка пациентки пациентке клиент "
    "клиентка администратор медсестра ассистент лікар лікаря пацієнт пацієнтка адміністратор "
    "patient doctor nurse reception receptionist client "
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december"
)
_NO_NAMES = frozenset(_TITLES.split())


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of the text: in small letters, ``title`` with a capital, ``first`` of its sentence,
    and ``near`` where only a space stands between it and the word before."""

    start: int
    end: int
    key: str
    title: bool
    first: bool
    near: bool

    @property
    def is_first_name(self) -> bool:
        return self.key in FIRST_NAMES

    @property
    def is_like_surname(self) -> bool:
        return SURNAME.fullmatch(self.key) is not None

    @property
    def may_be_a_name(self) -> bool:
        """Whether its capital letter says so, and not the beginning of a sentence."""
        return self.title and self.key not in _NO_NAMES and (not self.first or self.is_like_surname)


def full_names(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a full name stands; spans may overlap and are in no order."""
    words = list(_words(text))
    for at, word in enumerate(words):
        if PATRONYMIC.fullmatch(word.key):
            yield from _with_patronymic(words, at)
        elif word.is_first_name and word.title:
            yield from _with_first_name(words, at)
    for found in _INITIALS.finditer(text):
        yield found.span()
    for found in _ADDRESSED.finditer(text):
        yield found.span("name")
    for found in _CHINESE.finditer(text):
        yield found.span(found.lastgroup or 0)


def _words(text: str) -> Iterator[_Word]:
    end = 0
    for found in _WORD.finditer(text):
        between, typed = text[end : found.start()], found[0]
        yield _Word(
            start=found.start(),
            end=found.end(),
            key=typed.casefold().replace("ё", "е").removesuffix("'s").removesuffix("’s"),
            title=typed[0].isupper() and not typed[1:].isupper(),
            first=end == 0 or any(sign in between for sign in ".!?\n"),
            near=_SPACE.fullmatch(between) is not None,
        )
        end = found.end()


def _with_patronymic(words: list[_Word], at: int) -> Iterator[tuple[int, int]]:
    """Yield the name before a patronymic with it, and the surname on either side."""
    word, before = words[at], words[at - 1] if at else None
    if before is None or not word.near:
        return
    if not (before.is_first_name or (word.title and before.may_be_a_name)):
        return
    start, end = before.start, word.end
    if at >= 2 and before.near and _goes_along(words[at - 2]):
        start = words[at - 2].start
    if at + 1 < len(words) and words[at + 1].near and _goes_along(words[at + 1]):
        end = words[at + 1].end
    yield start, end


def _goes_along(word: _Word) -> bool:
    return word.is_like_surname or word.may_be_a_name


def _with_first_name(words: list[_Word], at: int) -> Iterator[tuple[int, int]]:
    """Yield a first name with the capitalised words beside it."""
    word = words[at]
    if at and word.near and words[at - 1].may_be_a_name:
        yield words[at - 1].start, word.end
    after = words[at + 1 : at + 3]
    if after and after[0].near and after[0].may_be_a_name:
        more = len(after) > 1 and after[1].near and after[1].may_be_a_name
        yield word.start, after[1 if more else 0].end


class Known:
    """The names of the clinic's people and services, which may be written."""

    def __init__(self, names: Collection[str]) -> None:
        """Take the names as they stand in the catalogue and among the staff."""
        self._bearing: dict[str, list[frozenset[str]]] = defaultdict(list)
        for name in names:
            stems = _stems(name)
            # A first name alone is everybody's: "Мария" of the staff is not "Мария Иванова".
            if len(stems) > 1 or not any(word.is_first_name for word in _words(name)):
                for stem in stems:
                    self._bearing[stem].append(stems)
        self._whole = {"".join(name.split()) for name in names}
        self._asked: dict[str, bool] = {}

    def __contains__(self, part: str) -> bool:
        """Return whether the part is one of the clinic's own names, in any of its cases."""
        if part not in self._asked:
            self._asked[part] = self._is_known(part)
        return self._asked[part]

    def _is_known(self, part: str) -> bool:
        stems = _stems(part)
        if not stems:
            return any(part in name or name in part for name in self._whole if len(name) > 1)
        return any(
            _within(stems, name) or _within(name, stems)
            for stem in stems
            for name in self._bearing.get(stem, ())
        )


def _within(some: frozenset[str], all_: frozenset[str]) -> bool:
    return all(any(_agree(one, other) for other in all_) for one in some)


def _agree(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return short == long or (len(short) == 1 and long.startswith(short))


def _stems(text: str) -> frozenset[str]:
    return frozenset(_stem(word.key) for word in _words(text))


def _stem(word: str) -> str:
    if len(word) > 5:
        word = re.sub("(?:[оеыи]м|ові|еві|ого|ому)$", "", word)
    return re.sub("(?<=[а-яіїєґ]{2})[аеиоуыэюяіїєйь]+$", "", word)
