"""Size over the whole tree: half of all functions are tiny, nine in ten fit a glance."""

from __future__ import annotations

import ast

from tests.architecture.tree import PROGRAMS, Function, Source, length, show, sources

MEDIAN = 8
NINE_IN_TEN = 20


def functions() -> list[tuple[int, Source, Function]]:
    """Return the functions of the programs, the longest first."""
    found = [
        (length(node), source, node)
        for source in sources()
        if source.package in PROGRAMS
        for node in source.nodes(ast.FunctionDef, ast.AsyncFunctionDef)
        if isinstance(node, Function)
    ]
    return sorted(found, key=lambda each: -each[0])


def longest(count: int = 12) -> str:
    found = functions()[:count]
    return show([source.at(node.lineno, f"{node.name}: {size}") for size, source, node in found])


def test_half_of_all_functions_have_at_most_eight_lines():
    sizes = [size for size, _, _ in functions()]
    assert sizes[len(sizes) // 2] <= MEDIAN, longest()


def test_nine_in_ten_functions_have_at_most_twenty_lines():
    sizes = [size for size, _, _ in functions()]
    assert sizes[len(sizes) // 10] <= NINE_IN_TEN, longest()
