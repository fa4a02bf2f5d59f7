"""HTML as Telegram reads it: text, entities in UTF-16 units, and its words for mistakes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.detect import found_entities
from playground.errors import Refused
from playground.formatting import parse_html
from playground.markup import as_html
from playground.texts import formatted
from playground.wire import utf16_length

# A clinic's lines: Cyrillic, Chinese, a tooth and a family that are several UTF-16 units long.
WORDS = st.text(alphabet="ab яЖ 牙齿 🦷👨\u200d👩\u200d👧 &<>\"'", min_size=1, max_size=6)
TAGS = ("b", "i", "u", "s", "tg-spoiler", "code", "blockquote")


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@st.composite
def marked(draw) -> tuple[str, list[tuple[str, str]]]:
    """Return HTML and, in order, each tag with the text that it marks."""
    html, parts = "", []
    for _ in range(draw(st.integers(1, 5))):
        word, tag = draw(WORDS), draw(st.sampled_from((None, *TAGS)))
        html += f"<{tag}>{escaped(word)}</{tag}>" if tag else escaped(word)
        if tag:
            parts.append((tag, word))
    return html, parts


def cut(text: str, mark: dict) -> str:
    units = text.encode("utf-16-le")
    return units[2 * mark["offset"] : 2 * (mark["offset"] + mark["length"])].decode("utf-16-le")


@given(marked())
def test_each_entity_covers_exactly_the_text_between_its_tags(made):
    html, parts = made
    text, entities = parse_html(html)
    assert [cut(text, mark) for mark in entities] == [word for _, word in parts]


@given(marked())
def test_text_with_entities_written_as_html_reads_back_the_same(made):
    text, entities = parse_html(made[0])
    assert parse_html(as_html(text, entities)) == (text, entities)


@pytest.mark.parametrize(
    "html",
    [
        "<b>a<i>b</i></b>",
        "<b><i>🦷</i> 2</b>",
        '<a href="https://a.b?x=1&amp;y=2"><u>c</u></a>',
        '<pre><code class="language-sql">1 &lt; 2</code></pre>',
        "<blockquote expandable>q</blockquote><pre>x</pre>",
    ],
)
def test_tags_within_tags_are_written_back_as_they_were(html):
    assert as_html(*parse_html(html)) == html


@given(st.text(max_size=40))
def test_any_escaped_text_stays_what_it_was(text):
    assert parse_html(escaped(text)) == (text, [])


@given(st.text(alphabet="<>/ab=&;\"' é🦷\n", max_size=30))
def test_any_input_is_read_or_refused_in_telegrams_words(source):
    text, entities = read_or_refused(source)
    assert text.startswith("Bad Request: can't parse entities: ") or not text.startswith("Bad R")
    assert all(mark["offset"] + mark["length"] <= utf16_length(text) for mark in entities)


def read_or_refused(source: str) -> tuple[str, list]:
    try:
        return parse_html(source)
    except Refused as refused:
        return refused.description, []


@pytest.mark.parametrize(
    ("html", "text", "expected"),
    [
        ("<b>a<i>b</i></b>", "ab", [("bold", 0, 2), ("italic", 1, 1)]),
        ("🦷<strong>да</strong>", "🦷да", [("bold", 2, 2)]),
        ("<span class='tg-spoiler'>x</span>", "x", [("spoiler", 0, 1)]),
        ("<ins>a</ins><del>b</del>", "ab", [("underline", 0, 1), ("strikethrough", 1, 1)]),
        ("<blockquote expandable>q</blockquote>", "q", [("expandable_blockquote", 0, 1)]),
        ("<B>a</B>", "a", [("bold", 0, 1)]),
        ("<b></b>a", "a", []),
        ("&#8381; &#x20BD; &quot;&apos; &lt", '₽ ₽ "&apos; <', []),
        ("<tg-emoji emoji-id='5'>👍</tg-emoji>", "👍", []),
    ],
)
def test_tags_and_references_are_read_as_the_documentation_says(html, text, expected):
    read, entities = parse_html(html)
    assert read == text
    assert [(mark["type"], mark["offset"], mark["length"]) for mark in entities] == expected


def test_a_language_belongs_to_a_block_of_code_and_to_nothing_else():
    text, entities = parse_html('<pre><code class="language-sql">1</code></pre>')
    assert (text, entities) == (
        "1",
        [{"offset": 0, "length": 1, "type": "pre", "language": "sql"}],
    )
    assert parse_html('<code class="language-sql">1</code>')[1] == [
        {"offset": 0, "length": 1, "type": "code"}
    ]


def test_a_link_keeps_its_address_and_without_one_its_text_is_the_address():
    assert parse_html('<a href="https://a.b?x=1&amp;y=2">c</a>')[1][0]["url"] == (
        "https://a.b?x=1&y=2"
    )
    assert parse_html("<a>https://a.b</a>")[1][0]["url"] == "https://a.b"


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<b>", 'Can\'t find end tag corresponding to start tag "b"'),
        ("1 < 2", "Unclosed start tag at byte offset 2"),
        ("я<p>x</p>", 'Unsupported start tag "p" at byte offset 2'),
        ("🦷</b>", "Unexpected end tag at byte offset 4"),
        (
            "<b>a<i>b</b></i>",
            'Unmatched end tag at byte offset 8, expected "</i>", found "</b>"',
        ),
        ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<b>a</b", "Unclosed end tag at byte offset 4"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_byte_offset(html, words):
    with pytest.raises(Refused) as refused:
        parse_html(html)
    assert refused.value.description == f"Bad Request: can't parse entities: {words}"


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("/today", ["bot_command"]),
        ("see /today@clinic_bot.", ["bot_command"]),
        ("1042/1043 a/b </b>", []),
        ("@rita writes to a@b.c", ["mention"]),
        ("#recall and 5#6", ["hashtag"]),
        ("https://a.b/c#d, /x", ["url", "bot_command"]),
    ],
)
def test_commands_mentions_and_addresses_are_found_without_tags(text, kinds):
    assert [mark["type"] for mark in found_entities(text)] == kinds


def test_a_command_inside_code_is_not_marked_twice():
    _, entities = formatted("<code>/today</code> /week", "HTML", [])
    assert [mark["type"] for mark in entities] == ["code", "bot_command"]


def test_blanks_around_a_text_are_cut_and_entities_move_with_it():
    text, entities = formatted("\n  <b>a </b> \n", "html", [])
    assert text == "a"
    assert [(mark["offset"], mark["length"]) for mark in entities] == [(0, 1)]
