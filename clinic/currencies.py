"""Signs and words of currencies, as they are typed beside an amount.

A sign may stand for several currencies: $ is right in a clinic that counts in any dollar. Codes
that are also words (ALL, TRY, GEL) are known only where they are the clinic's own.
"""

from __future__ import annotations

_DOLLARS = frozenset({"USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "MXN", "ARS", "CLP", "COP"})
_ROUBLES = frozenset({"RUB", "BYN"})

_SIGNS = {
    "$": _DOLLARS,
    "€": frozenset({"EUR"}),
    "£": frozenset({"GBP", "EGP"}),
    "¥": frozenset({"CNY", "JPY"}),
    "￥": frozenset({"CNY", "JPY"}),
    "₽": frozenset({"RUB"}),
    "₴": frozenset({"UAH"}),
    "₸": frozenset({"KZT"}),
    "₺": frozenset({"TRY"}),
    "₾": frozenset({"GEL"}),
    "֏": frozenset({"AMD"}),
    "₼": frozenset({"AZN"}),
    "₪": frozenset({"ILS"}),
    "₹": frozenset({"INR"}),
    "฿": frozenset({"THB"}),
    "₫": frozenset({"VND"}),
    "₩": frozenset({"KRW"}),
}
SIGNS = tuple(_SIGNS)

_WORDS = {
    _ROUBLES: "р руб рубль рубля рублей rub rur",
    frozenset({"UAH"}): "грн гривна гривны гривен гривня гривні гривень uah",
    _DOLLARS: "usd долл доллар доллара долларов дол долар долара доларів dollar dollars 美元",
    frozenset({"EUR"}): "eur евро євро euro euros 欧元",
    frozenset({"TWD", "HKD"}): "twd hkd",
    frozenset({"CNY"}): "cny rmb yuan юань юаня юаней юанів 元 块 块钱 人民币 cn¥",
    frozenset({"KZT"}): "kzt тг тенге теңге",
    frozenset({"PLN"}): "pln zł zl",
    frozenset({"GBP"}): "gbp",
    frozenset({"USD"}): "us$",
    frozenset({"CAD"}): "ca$ c$",
    frozenset({"AUD"}): "a$ au$",
    frozenset({"HKD"}): "hk$",
    frozenset({"TWD"}): "nt$",
}
"""The words of each group of currencies, split by spaces."""

_MEANING = {word: codes for codes, words in _WORDS.items() for word in words.split()} | _SIGNS
WORDS = tuple(word for word in _MEANING if word not in _SIGNS)


def means(typed: str, currency: str) -> bool:
    """Return whether a typed sign or word stands for the currency (an ISO code)."""
    word = typed.casefold().rstrip(".")
    return word == currency.casefold() or currency in _MEANING.get(word, frozenset())
