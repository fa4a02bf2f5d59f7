"""Rules for what people read, and for the manners of tests."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tests.architecture.tree import PACKAGES, Source, dotted, imports, literals

SPEAKS = re.compile(r"(^|\.|_)(words|plural|mark|_)$")
LOGS = re.compile(r"(^|\.)_?(log|logger|logging)\.\w+$", re.IGNORECASE)
NOT_WORDS = re.compile(  # tags and entities, whole or cut by a field; addresses; commands
    r"</?[a-z][^>]*>|&\w+;|</?[a-z-]*$|^[^<]*>|https?://\S*|[?&]\w+=|/[a-z]+\b"
)
PROSE = re.compile(r"[^\W\d_]{2,}\s+[^\W\d_]{2,}|[А-яІіЇїЄєҐґ\u4e00-\u9fff]|^\W*[A-Z][a-z]{2,}")
LEAST_WORDS = 4


def spoken_by_catalogue(source: Source) -> Iterator[str]:
    """Handlers hand people no text of their own."""
    if source.package != "handlers":
        return
    apart = {id(node) for node in _set_apart(source)}
    pieces = {id(piece) for node in source.nodes(ast.JoinedStr) for piece in ast.walk(node)}
    for text in literals(source):
        shown = NOT_WORDS.sub(" ", str(text.value))
        worded = re.search(r"[^\W\d_]{3,}", shown) if id(text) in pieces else PROSE.search(shown)
        if worded and id(text) not in apart:
            remedy = "mark it with _() for Words; what people type is read in clinic/"
            yield source.at(text.lineno, f"{text.value!r}: {remedy}")


def _set_apart(source: Source) -> Iterator[ast.AST]:
    """Yield what is translated, and what only a log reads."""
    for call in source.nodes(ast.Call):
        if isinstance(call, ast.Call):
            name = dotted(call.func)
            if SPEAKS.search(name) or LOGS.search(name):
                yield from ast.walk(call)


def marks_hold_literals(source: Source) -> Iterator[str]:
    """The extraction of the catalogue reads literals only."""
    for call in source.nodes(ast.Call):
        if not isinstance(call, ast.Call) or dotted(call.func) not in {"_", "mark"}:
            continue
        if not all(isinstance(part, ast.Constant) for part in call.args):
            yield source.at(call.lineno, "a mark holds one plain text; values go into {fields}")


def refusals_are_marked(source: Source) -> Iterator[str]:
    """A refusal's template reaches the catalogue."""
    if source.package == "tests":
        return
    for node in source.nodes(ast.Assign, ast.AnnAssign):
        if not isinstance(node, ast.Assign | ast.AnnAssign) or node.value is None:
            continue
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        named = any(isinstance(target, ast.Name) and target.id == "template" for target in targets)
        if named and isinstance(node.value, ast.Constant | ast.JoinedStr):
            yield source.at(node.lineno, "mark the template with _() so that it is translated")


def tests_do_not_sleep(source: Source) -> Iterator[str]:
    if source.package != "tests":
        return
    for call in source.nodes(ast.Call):
        if not isinstance(call, ast.Call) or dotted(call.func) not in {
            "asyncio.sleep",
            "time.sleep",
        }:
            continue
        given = call.args[0] if call.args else None
        if not (isinstance(given, ast.Constant) and given.value == 0):
            yield source.at(call.lineno, "wait for an event, or let the Calendar reach the moment")


def tests_use_the_real_thing(source: Source) -> Iterator[str]:
    for line, name in imports(source):
        if name.startswith(("unittest.mock", "mock.")):
            yield source.at(line, "no mocks: real SQLite in tmp_path, real HTTP by the playground")


def tests_are_sentences(source: Source) -> Iterator[str]:
    if source.package != "tests" or source.package in PACKAGES:
        return
    for node in source.nodes(ast.FunctionDef, ast.AsyncFunctionDef):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            words = node.name.split("_")
            if words[0] == "test" and len(words) < LEAST_WORDS:
                yield source.at(node.lineno, f"{node.name}: say what happens, as a sentence")
