"""Every text is said in every language, with the same fields and sound HTML."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest
from babel.messages.catalog import Message

from tests.architecture.catalogues import (
    KEYWORDS,
    SPOKEN,
    catalogues,
    faults,
    marked,
    read,
    unbalanced,
)
from tests.architecture.tree import dotted, show, sources

LANGUAGES = catalogues()


def test_russian_stands_beside_the_english_source():
    assert "ru" in LANGUAGES, "locales/ru/LC_MESSAGES/clinicpulse.po is missing: make words"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_holds_the_texts_of_the_code_and_no_others(language: str):
    known = {
        m.id if isinstance(m.id, str) else m.id[0] for m in read(LANGUAGES[language], language)
    }
    source = marked()
    findings = [f"{where}: {text!r} is new" for text, where in source.items() if text not in known]
    findings += [f"{LANGUAGES[language]}: {text!r} is gone" for text in known - set(source) - {""}]
    assert not findings, show([*findings, "run make words, then translate"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated_with_its_fields_and_tags(language: str):
    catalogue = read(LANGUAGES[language], language)
    findings = [
        f"{LANGUAGES[language]}: {message.id!r} {fault}"
        for message in catalogue
        if message.id
        for fault in faults(message, catalogue.num_plurals)
    ]
    assert not findings, show(findings)


def test_no_text_hides_in_a_call_where_the_extraction_does_not_look():
    known = marked()
    hidden = [
        source.at(line, f"{text!r} stands inside another call: give it a line of its own")
        for source in sources()
        if source.package in SPOKEN
        for line, text in spoken(source.nodes(ast.Call))
        if text not in known
    ]
    assert not hidden, show(hidden)


def test_both_forms_of_a_plural_stand_in_its_call_where_the_extraction_finds_them_together():
    apart = [
        source.at(call.lineno, "write both forms in the call: marked apart they are no plural")
        for source in sources()
        if source.package in SPOKEN
        for call in source.nodes(ast.Call)
        if isinstance(call, ast.Call) and dotted(call.func).endswith(".plural")
        if not all(isinstance(each, ast.Constant) for each in call.args[:2])
    ]
    assert not apart, show(apart)


def spoken(calls: Iterator[ast.AST]) -> Iterator[tuple[int, str]]:
    """Yield every literal that a call hands to gettext, wherever the call stands."""
    for call in calls:
        if isinstance(call, ast.Call) and dotted(call.func).rpartition(".")[2] in KEYWORDS:
            for text in call.args[:1]:
                if isinstance(text, ast.Constant) and isinstance(text.value, str):
                    yield call.lineno, text.value


def test_the_english_source_has_balanced_tags_that_telegram_knows():
    findings = [
        f"{where}: {fault}" for text, where in marked().items() for fault in unbalanced(text)
    ]
    assert not findings, show(findings)


@pytest.mark.parametrize(
    "message",
    [
        Message("{n} visits", ""),
        Message("{n} visits", "визитов"),
        Message("{n} visits", "{m} визитов"),
        Message("{n} visits", "{n} визитов", flags=["fuzzy"]),
        Message("<b>{n}</b>", "<b>{n}"),
        Message("<b>{n}</b>", "{n}</b>"),
        Message("<b>{n}</b>", "<div>{n}</div>"),
        Message(("{n} visit", "{n} visits"), ("{n} визит", "{n} визита")),
        Message(("{n} visit", "{n} visits"), ("{n} визит", "", "{n} визитов")),
    ],
)
def test_a_faulty_translation_is_found(message: Message):
    assert list(faults(message, 3))


@pytest.mark.parametrize(
    "message",
    [
        Message("<b>{n}</b> of {m}", "<b>{n}</b> из {m}"),
        Message(("one visit", "{n} visits"), ("{n} визит", "{n} визита", "{n} визитов")),
    ],
)
def test_a_sound_translation_passes(message: Message):
    assert list(faults(message, 3)) == []
