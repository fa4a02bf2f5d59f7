"""What charts are drawn of in tests: names in every alphabet, and how much there is of them."""

from __future__ import annotations

import pytest
from matplotlib.axes import Axes

from metrics.kit.chart import footnote, n_of, title
from metrics.kit.words import Words

CASES = [
    ("rich", "en"),
    ("rich", "ru"),
    ("rich", "zh"),
    ("small", "ru"),
    ("empty", "en"),
    pytest.param("hostile", "ru", marks=pytest.mark.no_cover),
    pytest.param("hostile", "zh", marks=pytest.mark.no_cover),
]
"""How much there is, and in which language it is named."""

FINDING = {
    "en": "Four in ten patients come back within ninety days, as many as a year ago",
    "ru": "Четверо из десяти пациентов возвращаются за девяносто дней, как и год назад",
    "zh": "十名患者中有四名在九十天内复诊，与一年前相同，没有明显变化，请继续观察本季度的数据",
}
NAMES = {
    "en": [
        "Instagram",
        "Recommendation by a friend or relative",
        "2GIS",
        "Walk-in from the street",
        "Insurance company",
        "unknown",
    ],
    "ru": [
        "Инстаграм",
        "Рекомендация знакомых или родственников",
        "2ГИС",
        "Зашли с улицы",
        "Страховая компания",
        "неизвестно",
    ],
    "zh": [
        "微信公众号",
        "亲友推荐介绍来的患者以及他们的家人",
        "大众点评",
        "路过",
        "保险公司",
        "未知",
    ],
}
HOSTILE = ["Ж" * 90, "", "🦷 한국 \t\n ٱلْعَرَبِيَّة", "$x^2$ <b>&amp;", "W" * 200, "名" * 80]


def names(size: str, language: str, count: int) -> list[str]:
    """Return so many names; hostile ones are far too long, empty, or of unheard letters."""
    given = HOSTILE if size == "hostile" else NAMES[language]
    return [given[number % len(given)] for number in range(count)]


def words_in(language: str) -> Words:
    """Return words of the language, or of the source where it has no catalogue yet."""
    return Words(language)


def head(axes: Axes, language: str, words: Words) -> None:
    """Write the longest title, subtitle and footnote that there may be."""
    title(axes, FINDING[language] * 2, FINDING[language] * 3)
    footnote(axes, n_of(1_204_000, words), FINDING[language] * 2)
