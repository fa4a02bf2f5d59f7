"""Rules for a single file: each yields ``path:line: what to do instead``."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from functools import cache

from tests.architecture.tree import (
    PACKAGES,
    ROOT,
    Function,
    Source,
    dotted,
    imports,
    length,
    literals,
)

LONGEST_FUNCTION = 40
LONGEST_FILE = {"tests": 300}
SELLS = {"clinic", "storage"}
CLOCKS = {"clinic/calendar.py", "playground/clock.py"}
ASKS_TIME = re.compile(
    r"(^|\.)(datetime\.(now|utcnow|today)|date\.today|time\.(time|time_ns|localtime|gmtime))$"
)
SQL_CLOCK = re.compile(r"\bCURRENT_(TIMESTAMP|DATE|TIME)\b|\(\s*'now'", re.IGNORECASE)
SQL = re.compile(r"\b(SELECT\s.+\sFROM|INSERT\s+INTO|UPDATE\s.+\sSET|DELETE\s+FROM)\s", re.DOTALL)
SWITCHED_OFF = re.compile(r"#\s*(noqa\b|type:\s*ignore\b|pragma:\s*no)(?P<rest>.*)")
GIVES_REASON = re.compile(r".*\s[-#]\s+\S.{3,}")
UNFINISHED = re.compile(r"\b(TO" r"DO|FIX" r"ME|X" r"XX|NotImplemented" r"Error)\b")
MAY_IMPORT = {
    "clinic": {"clinic", "rapidfuzz", "babel"},
    "playground": {"playground", "aiohttp", "multidict", "yarl"},
}


@cache
def forbidden_words() -> frozenset[str]:
    """Return the words that GLOSSARY.md keeps out of the names of classes and modules."""
    line = re.search(
        r"^Never in the name of a class or module: (.+)$",
        (ROOT / "GLOSSARY.md").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    assert line, "GLOSSARY.md: the line 'Never in the name of a class or module: …' is gone"
    return frozenset(re.findall(r"\w+", line[1].lower()))


def short_functions(source: Source) -> Iterator[str]:
    for node in source.nodes(ast.FunctionDef, ast.AsyncFunctionDef):
        if isinstance(node, Function) and length(node) > LONGEST_FUNCTION:
            remedy = f"{node.name} has {length(node)} lines, {LONGEST_FUNCTION} are allowed"
            yield source.at(node.lineno, f"{remedy}: split it where a name helps")


def short_files(source: Source) -> Iterator[str]:
    allowed = LONGEST_FILE.get(source.package, 200)
    if len(source.lines) > allowed:
        yield source.at(len(source.lines), f"{allowed} lines are allowed: split it by meaning")


def glossary_names(source: Source) -> Iterator[str]:
    for line, name in _names(source):
        words = [word.lower() for word in re.findall(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])", name)]
        for word in words:
            if word in forbidden_words() or word.removesuffix("s") in forbidden_words():
                yield source.at(line, f"'{word}' in {name}: take the word of GLOSSARY.md")
        if words[1:] and words[-1] == "service" and source.package not in SELLS:
            yield source.at(line, f"{name}: a service is what a clinic sells; say what this does")


def _names(source: Source) -> Iterator[tuple[int, str]]:
    yield from ((1, part) for part in source.path.removesuffix(".py").split("/"))
    for node in source.nodes(ast.ClassDef):
        if isinstance(node, ast.ClassDef):
            yield node.lineno, node.name


def no_clock(source: Source) -> Iterator[str]:
    if source.package not in PACKAGES or source.path in CLOCKS:
        return
    remedy = "asks the system for the time: take a Calendar"
    for node in source.nodes(ast.Attribute):
        if ASKS_TIME.search(dotted(node)):
            yield source.at(node.lineno, f"{dotted(node)} {remedy}")
    for line, name in imports(source):
        if name.startswith("time.") and ASKS_TIME.search(name):
            yield source.at(line, f"{name} {remedy}")
    for text in literals(source):
        if SQL_CLOCK.search(str(text.value)):
            yield source.at(text.lineno, f"SQL {remedy} and bind its moment")


def no_pyplot(source: Source) -> Iterator[str]:
    for line, name in imports(source):
        if name.startswith("matplotlib.pyplot"):
            yield source.at(line, "pyplot keeps global state: draw on the Axes you are given")


def no_sql_outside_storage(source: Source) -> Iterator[str]:
    if source.package not in set(PACKAGES) - {"storage"}:
        return
    for text in literals(source):
        if SQL.search(str(text.value)):
            yield source.at(text.lineno, "SQL lives in storage/: give the statement a name there")


def allowed_imports(source: Source) -> Iterator[str]:
    allowed = MAY_IMPORT.get(source.package)
    for line, name in imports(source):
        top = name.split(".")[0]
        if allowed and top not in allowed and top not in sys.stdlib_module_names - {"sqlite3"}:
            known = ", ".join(sorted(allowed))
            yield source.at(line, f"{source.package} may import the standard library and {known}")


def reasons_given(source: Source) -> Iterator[str]:
    for number, line in enumerate(source.lines, start=1):
        found = SWITCHED_OFF.search(line)
        if found and not GIVES_REASON.match(found["rest"]):
            yield source.at(number, "a check is switched off: add ' - reason' on the same line")


def finished(source: Source) -> Iterator[str]:
    for number, line in enumerate(source.lines, start=1):
        if UNFINISHED.search(line):
            yield source.at(number, "unfinished: build it, or leave it out and say so in an issue")
