"""What the made-up clinic's patients say is said in the reader's language."""

from bot.commands.demo_words import NOTED, SAID
from clinic.words import Words, languages
from playground.generator import books, day, shape


def test_whatever_the_generator_can_say_is_known_and_translated() -> None:
    told = {text for _subject, _good, _bad, texts in shape.COMPLAINTS for text in texts}
    assert told == set(SAID)
    assert {*day.NOTES, "refund", *books.MARKS, *books.PROMISES} == set(NOTED)
    for language in set(languages()) - {"en"}:
        words = Words(language)
        assert [text for text in (*SAID, *NOTED) if words(text) == text] == []
