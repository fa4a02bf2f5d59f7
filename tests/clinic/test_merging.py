"""Edited messages against a plain model: each field is as the last act that meant it left it."""

from collections import Counter
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from clinic.merging import Step, as_written, matched, retyped

NAMES = ("code", "amount", "note")
VALUES = st.integers(0, 2)
TEXTS = st.fixed_dictionaries(dict.fromkeys(NAMES, VALUES))
REPLIES = st.tuples(st.just("reply"), st.sampled_from(NAMES), VALUES)
EDITS = st.tuples(st.just("edit"), TEXTS)


class Entry:
    """An entry as storage keeps it: the fields as they stand, and every change."""

    def __init__(self, text: dict[str, int]) -> None:
        self.fields = dict(text)
        self.steps: list[Step] = []

    def replied(self, name: str, value: int) -> None:
        if value != self.fields[name]:
            self.steps.append(Step(name, self.fields[name], value, typed=False))
            self.fields[name] = value

    def edited(self, text: dict[str, int]) -> None:
        for name in retyped(as_written(self.fields, self.steps), text):
            self.steps.append(Step(name, self.fields[name], text[name], typed=True))
            self.fields[name] = text[name]


@given(TEXTS, st.lists(st.one_of(REPLIES, EDITS), max_size=12))
def test_each_field_is_as_the_last_who_meant_it_left_it(
    first: dict[str, int], acts: list[tuple[Any, ...]]
) -> None:
    entry, text, model = Entry(first), first, dict(first)
    for act in acts:
        if act[0] == "reply":
            entry.replied(act[1], act[2])
            model[act[1]] = act[2]
        else:
            entry.edited(act[1])
            model |= {name: act[1][name] for name in NAMES if act[1][name] != text[name]}
            text = act[1]
        assert entry.fields == model
        assert as_written(entry.fields, entry.steps) == text


def test_what_a_reply_changed_stays_where_the_text_did_not_change() -> None:
    steps = [Step("amount", 3500, 4500, typed=False)]
    written = as_written({"amount": 4500, "note": ""}, steps)

    assert retyped(written, {"amount": 3500, "note": "call"}) == {"note"}


def test_a_text_that_says_again_what_it_said_first_is_meant() -> None:
    steps = [Step("amount", 3500, 4000, typed=True), Step("amount", 4000, 4500, typed=False)]
    written = as_written({"amount": 4500}, steps)

    assert retyped(written, {"amount": 3500}) == {"amount"}


LINES = st.lists(TEXTS, max_size=6)


@given(LINES, LINES)
def test_every_line_has_at_most_one_partner_and_none_is_left_beside_a_free_one(
    written: list[dict[str, int]], typed: list[dict[str, int]]
) -> None:
    pairs, vanished = matched(written, typed, "code")
    taken = [pair for pair in pairs if pair is not None]

    assert len(pairs) == len(typed)
    assert sorted([*taken, *vanished]) == list(range(len(written)))
    assert not vanished or None not in pairs


@given(LINES, LINES)
def test_as_many_lines_as_can_be_equal_are_paired_with_their_equal(
    written: list[dict[str, int]], typed: list[dict[str, int]]
) -> None:
    pairs, _ = matched(written, typed, "code")
    equal = sum(
        1
        for pair, now in zip(pairs, typed, strict=True)
        if pair is not None and written[pair] == now
    )
    counted = [Counter(tuple(sorted(line.items())) for line in lines) for lines in (written, typed)]

    assert equal == (counted[0] & counted[1]).total()


@given(LINES, st.randoms())
def test_lines_in_another_order_are_the_same_lines(
    written: list[dict[str, int]], chance: Any
) -> None:
    typed = list(written)
    chance.shuffle(typed)
    pairs, vanished = matched(written, typed, "code")

    assert vanished == []
    assert [written[pair] for pair in pairs if pair is not None] == typed


def line(code: int, amount: int) -> dict[str, int]:
    return {"code": code, "amount": amount}


def test_a_line_put_before_the_others_takes_nobodys_place() -> None:
    written = [line(1042, 1), line(1043, 2)]
    typed = [line(1041, 9), line(1042, 5), line(1043, 2)]

    assert matched(written, typed, "code") == ([None, 0, 1], [])


def test_a_mended_code_is_found_by_its_place() -> None:
    assert matched([line(1042, 1), line(1043, 2)], [line(1042, 1), line(1044, 2)], "code") == (
        [0, 1],
        [],
    )
