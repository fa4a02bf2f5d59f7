"""A Russian reader sees Russian: every text of a long day, and the menu."""

import re

import pytest

from tests.support.cast import OLGA, RITA, Joins, code_in
from tests.support.stage import Actor, Stage

NO_WORDS = re.compile(
    r"https://\S+|/start \w+|/\w+|#\w+|Telegram|RUB|Europe/Moscow"
    r"|today|yesterday|week|month|year|all|n = "
)
LATIN = re.compile(r"[A-Za-z]{2,}")
DAY = [
    "1042 гигиена 3500",
    "#A7 лечение 12000 инстаграм 15м 5/5 // позвонить",
    "1043 конс 500 вчера",
    "1042 снимок 700\n1044 лечение 9000\n1045 возврат 1000",
    "1046 про 3500",
    "привет",
    "/undo",
    "/day",
    "/undoo",
    "1042 99999999999",
    "1042 700м",
    "1042 9/5",
    "1042 2027-01-01",
    "1042 31.02.2026",
    "1042\nпривет",
    "/visit",
    "/cancel",
    "/invite",
    "/help",
    "/privacy",
    "/language",
    "/today",
    "вчера",
    "/week",
    "месяц",
    "/chart",
]


@pytest.fixture
def clinic(stage: Stage) -> str:
    claim = stage.add_clinic("Улыбка", language="ru").claim
    assert claim
    return claim


def english_in(person: Actor) -> list[str]:
    return [text for text in person.heard if LATIN.search(NO_WORDS.sub("", text))]


async def test_a_russian_reader_sees_russian(stage: Stage, clinic: str) -> None:
    vera = stage.actor("Вера", 801, "ru-RU")
    await vera.sends("привет")
    await vera.sends("/start nothing")
    await vera.sends(f"/start {clinic}")
    await vera.sends(f"/start {clinic}")
    for line in DAY:
        await vera.sends(line)
    await vera.sends("1050 гигиена 4000")
    await vera.taps("Изменить")
    for field in ("Услуга", "Сумма", "Пациент", "Канал", "Врач", "Дата", "Ожидание", "Оценка"):
        await vera.taps(field)
        await vera.taps("Назад")
    await vera.taps("Заметка")
    await vera.sends("перезвонить")
    await vera.taps("Отменить")
    await vera.replies(vera.person.last, "4500")
    await vera.taps("0u:1", vera.person.last, stale=True)

    assert english_in(vera) == []
    labels = [label for message in vera.person.sees for row in message.keyboard for label in row]
    assert {label for label in labels if LATIN.search(label)} == {"English", "Google"}


async def test_a_russian_receptionist_sees_russian(stage: Stage, clinic: str) -> None:
    vera = stage.actor("Вера", 801, "ru")
    await vera.sends(f"/start {clinic}")
    await vera.sends("/invite сотрудник")
    rita = stage.actor("Рита", RITA, "ru")
    await rita.sends(f"/start {code_in(vera.sees)}")
    assert "Вы сотрудник клиники «Улыбка»." in rita.heard[-2]
    for line in DAY:
        await rita.sends(line)

    assert english_in(rita) == []
    assert not any("₽" in text for text in rita.heard if "Сегодня" in text)


async def test_plurals_are_those_of_russian(joins: Joins) -> None:
    rita = await joins("Rita", RITA, "", "ru")
    for lines, said in ((1, "1 визит сегодня"), (2, "3 визита сегодня"), (2, "5 визитов сегодня")):
        code = int(said[0]) * 100
        await rita.sends("\n".join(f"{code + n} гигиена" for n in range(lines)))
        assert said in rita.sees


async def test_the_language_asked_for_stays_whatever_telegram_says(
    stage: Stage, owner: Actor
) -> None:
    await owner.sends("/language")
    await owner.taps("Русский")
    assert "Теперь говорю с вами по-русски." in owner.sees

    owner.person.speaks("en")
    await owner.sends("/help")
    assert "Вы владелец клиники «Smile»." in owner.sees
    assert stage.rows("SELECT language FROM people WHERE id = ?", OLGA) == [("ru",)]


async def test_who_tells_no_language_is_spoken_to_in_that_of_the_clinic(
    stage: Stage, clinic: str
) -> None:
    vera = stage.actor("Вера", 801, None)
    await vera.sends(f"/start {clinic}")
    await vera.sends("/help")

    assert "Вы владелец клиники «Улыбка»." in vera.sees


async def test_the_menu_of_everybody_is_shown_in_both_languages(stage: Stage, owner: Actor) -> None:
    await stage.world.until(lambda: stage.world.calls_of["setMyCommands"] >= 2, 10)
    vera = stage.actor("Вера", 801, "ru")

    menus = [
        {c["command"]: c["description"] for c in p.person.view()["commands"]} for p in (owner, vera)
    ]
    assert menus[0]["help"] == "what I understand"
    assert menus[1]["help"] == "что я понимаю"
    assert menus[0].keys() == menus[1].keys() == {"start", "help", "language", "privacy"}
