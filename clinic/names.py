"""Names of people in four languages: the common first names, how they bend, and surnames' endings.

Short on purpose: a question asked in vain costs a tap, and a patronymic or initials tell a full
name without any list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_BENT = (
    "Александр Алексей Анатолий Андрей Антон Аркадий Арсений Артем Артур Борис Вадим Валентин "
    "Валерий Василий Виктор Виталий Владимир Владислав Всеволод Вячеслав Геннадий Георгий Герман "
    "Глеб Григорий Даниил Денис Дмитрий Евгений Егор Иван Игорь Илья Кирилл Константин Леонид "
    "Максим Марат Матвей Михаил Никита Николай Олег Павел Петр Роман Руслан Рустам Семен Сергей "
    "Станислав Степан Тимофей Тимур Федор Филипп Эдуард Юрий Яков Ярослав Саша Дима Миша Коля Вова "
    "Паша Костя Леша Женя "
    "Александра Алена Алина Алла Анастасия Ангелина Анна Антонина Валентина Валерия Варвара Вера "
    "Вероника Виктория Галина Дарья Диана Евгения Екатерина Елена Елизавета Жанна Зинаида Зоя Инна "
    "Ирина Карина Кира Клавдия Кристина Ксения Лариса Лидия Лилия Людмила Маргарита Марина Мария "
    "Милана Надежда Наталья Наталия Нина Оксана Ольга Полина Раиса Регина Римма Светлана София "
    "Софья Тамара Татьяна Ульяна Юлия Яна Аня Маша Катя Лена Оля Таня Наташа Настя Даша Юля Света "
    "Ира Эльвира Гульнара Айгуль Любовь "
    "Олександр Олексій Андрій Анатолій Богдан Василь Валерій Віктор Віталій Володимир Вячеслав "
    "Геннадій Григорій Данило Дмитро Євген Ігор Іван Кирило Костянтин Леонід Микита Микола Михайло "
    "Назар Остап Павло Петро Сергій Степан Тарас Федір Юрій Ярослав "
    "Ганна Дарина Ірина Катерина Марія Надія Наталія Олена Оксана Олеся Оля Світлана Софія Тетяна "
    "Вікторія Уляна Христина Юлія Соломія Любов Зоряна"
)
_STILL = (
    "Adam Alan Albert Alex Alexander Alice Alison Amanda Amy Andrea Andrew Angela Anna Anne "
    "Anthony Barbara Benjamin Beth Brian Carol Caroline Catherine Charles Charlotte Chris "
    "Christine Christopher Claire Daniel David Deborah Diana Donald Dorothy Edward Eleanor "
    "Elizabeth Emily Emma Eric Fiona Francis Frank Gary George Hannah Harry Heather Helen Henry "
    "Ian Jack Jacob James Jane Janet Jason Jean Jennifer Jessica Joan John Jonathan Joseph Joshua "
    "Julia Julie Karen Kate Katherine Keith Kelly Kenneth Kevin Larry Laura Lauren Linda Lisa "
    "Louise Lucy Margaret Maria Mark Martha Martin Mary Matthew Megan Melissa Michael Michelle "
    "Nancy Natalie Nicholas Nicole Oliver Olivia Pamela Patricia Patrick Paul Peter Philip Rachel "
    "Rebecca Richard Robert Roger Ronald Ruth Samantha Samuel Sandra Sara Sarah Scott Sharon "
    "Simon Sophia Sophie Stephanie Stephen Steven Stuart Susan Thomas Timothy Tom Victoria Walter "
    "Wendy William Zoe Alexei Alexey Andrei Andrey Andriy Boris Dmitri Dmitry Dmytro Ekaterina "
    "Elena Evgeny Galina Igor Irina Ivan Katerina Kateryna Ksenia Larisa Lyudmila Marina Mikhail "
    "Mykola Nadia Natalia Nataliya Nikita Nikolai Nikolay Nina Oksana Oleg Oleksandr Oleksiy "
    "Olena Olga Olha Pavel Petr Sergei Sergey Serhiy Svetlana Svitlana Tamara Taras Tatiana "
    "Tetiana Valentina Vasily Victor Viktor Vladimir Volodymyr Yana Yulia Yuri Yuriy Wang Zhang "
    "Zhao Zhou Zheng Huang Xiao"
)
_ENDINGS = {
    "а": "а ы и е і у ой ою о",
    "я": "я и е і ї ю ей ею єю є",
    "й": "й я ю ем єм ї є и еві єві",
    "ь": "ь я ю ем єм и і е",
    "о": "о а у ом ові е і",
}
"""What the last letter of a name becomes; whatever ends in another consonant takes the rest."""

_ELSE = ("", "а", "у", "ом", "ем", "е", "і", "ові")
_FLEETING = {"павел": "павл", "лев": "льв", "петр": "петр", "федір": "федор", "ігор": "ігор"}
"""Names that change inside when they bend."""

SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
    "余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
"""The hundred that most Chinese bear."""

CASE = "(?:а|ы|и|у|ю|е|і|ой|ою|ом|ем|ым|им|еві|ові|ого|ому|ую|ої)"
PATRONYMIC = re.compile(
    rf"[а-яіїєё]{{2,14}}(?:(?:ов|ев|йов|ьев)ич(?:{CASE})?"
    r"|(?:ов|ев)н(?:а|ы|е|у|ой|ою)|[иы]ничн(?:а|ы|е|у|ой|ою)|[ії]вн(?:а|и|і|у|ою))"
    rf"|(?:иль|лук|кузьм|фом|никит)ич(?:{CASE})?|(?:кузьминичн|лукиничн|никитичн)[аеуы]"
    "|[a-z]{2,14}(?:ovich|evich|yovych|ovych|ovna|evna|ivna|yivna)"
)
"""A patronymic in small letters, in Cyrillic or as it is spelled in Latin letters."""

SURNAME = re.compile(
    rf"[а-яіїєё'-]{{2,20}}(?:(?:ов|ев|ёв|єв|ин|ін|їн|ын)(?:{CASE})?"
    r"|(?:ск|цк|зьк|ськ|цьк)(?:ий|ого|ому|им|ім|ая|ой|ую|а|ої|ій|у|ою)"
    r"|(?:енк|ченк)(?:о|а|у|ом|ові)|(?:чук|щук|юк|няк|ян|швили|адзе)(?:а|у|ом|ові)?|их|ых)"
)
"""What looks like a surname, in small letters."""


def _forms(name: str) -> Iterator[str]:
    key = name.casefold().replace("ё", "е")
    yield key
    stem = _FLEETING.get(key) or (key[:-1] if key[-1] in _ENDINGS else key)
    for ending in _ENDINGS[key[-1]].split() if key[-1] in _ENDINGS else _ELSE:
        yield stem + ending


FIRST_NAMES = frozenset(
    [form for name in _BENT.split() for form in _forms(name)] + _STILL.casefold().split()
)
"""First names in every form, in small letters, ё as е."""
