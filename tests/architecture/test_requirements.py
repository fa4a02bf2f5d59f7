"""R1 to R60: each is told in docs/requirements.md, and what is said to do it says so too."""

from __future__ import annotations

import ast
import re

import pytest

from tests.architecture.tree import ROOT

PAGE = ROOT / "docs" / "requirements.md"
LINES = [f"R{number}" for number in range(1, 61)]
TO_COME = " (to come)"


def told() -> dict[str, tuple[str, list[str]]]:
    """Return each line's claim and what does it, as the page has them."""
    rows = re.findall(r"^\| (R\d+) \| (.+) \| (.+) \|$", PAGE.read_text("utf-8"), re.MULTILINE)
    return {line: (claim, done.split(", ")) for line, claim, done in rows}


def claimed() -> dict[str, set[str]]:
    """Return the lines that each metric names in the first line of its file."""
    found = {}
    for path in sorted((ROOT / "metrics").glob("*.py")):
        first = (ast.get_docstring(ast.parse(path.read_text("utf-8"))) or "").partition("\n")[0]
        found[path.stem] = set(re.findall(r"R\d+", first))
    found.pop("__init__")
    return found


def test_every_line_is_told_once_in_its_order():
    assert list(told()) == LINES


@pytest.mark.parametrize("line", LINES)
def test_what_is_said_to_do_a_line_is_there_and_names_it(line: str):
    claim, done = told()[line]
    metrics = claimed()
    print(f"{line}: {claim} -> {', '.join(done)}")  # noqa: T201 - the list that people ask for
    for each in done:
        if each.endswith(TO_COME):
            assert each.removesuffix(TO_COME) not in metrics, f"{each} has come: say so"
        elif "/" in each:
            assert (ROOT / each).is_file()
        else:
            assert line in metrics.get(each, ()), f"metrics/{each}.py does not name {line}"


def test_no_metric_claims_a_line_that_the_page_does_not_give_it():
    page = {(each, line) for line, (_claim, done) in told().items() for each in done}
    extra = [(name, line) for name, lines in claimed().items() for line in sorted(lines)]
    assert [pair for pair in extra if pair not in page] == []
