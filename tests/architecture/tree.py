"""The tree as the rules see it: every file of ours, parsed once."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("bot", "clinic", "handlers", "metrics", "playground", "storage")
PROGRAMS = (*PACKAGES, "benchmarks", "faults")
MADE = re.compile(r"\.git|\.venv|build|data|__pycache__|\..*_cache|\.hypothesis|\.coverage.*|\.env")

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Source:
    """A Python file: its path from the root, and what stands in it."""

    path: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, self.path)

    @property
    def package(self) -> str:
        return self.path.split("/", 1)[0]

    @property
    def lines(self) -> list[str]:
        return self.text.splitlines()

    @cached_property
    def _by_kind(self) -> dict[type[ast.AST], list[ast.AST]]:
        found: dict[type[ast.AST], list[ast.AST]] = {}
        for node in ast.walk(self.tree):
            found.setdefault(type(node), []).append(node)
        return found

    def nodes(self, *kinds: type[ast.AST]) -> Iterator[ast.AST]:
        """Return the nodes of these kinds; a file is walked once for all rules."""
        return chain.from_iterable(self._by_kind.get(kind, ()) for kind in kinds)

    def at(self, line: int, remedy: str) -> str:
        """Return a finding that an editor can jump to."""
        return f"{self.path}:{line}: {remedy}"


Rule = Callable[[Source], Iterator[str]]


def files() -> Iterator[Path]:
    """Yield every file of the project; what tools make is left out."""
    yield from _below(ROOT)


def _below(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if MADE.fullmatch(path.name):
            continue
        if path.is_dir():
            yield from _below(path)
        else:
            yield path


@cache
def sources() -> tuple[Source, ...]:
    """Return every Python file of the project."""
    return tuple(
        Source(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8"))
        for path in files()
        if path.suffix == ".py"
    )


def length(function: Function) -> int:
    """Return the lines of a function from its ``def`` on, docstring included."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


def dotted(node: ast.AST) -> str:
    """Return ``a.b.c`` of names and attributes; empty for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}".lstrip(".")
    return ""


def imports(source: Source) -> Iterator[tuple[int, str]]:
    """Yield the line and the full name of everything a file imports."""
    for node in source.nodes(ast.Import, ast.ImportFrom):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, name.name) for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.lineno, f"{node.module}.{name.name}") for name in node.names)


def literals(source: Source) -> Iterator[ast.Constant]:
    """Yield the strings of a file that are no docstrings."""
    loose = {id(node.value) for node in source.nodes(ast.Expr) if isinstance(node, ast.Expr)}
    for node in source.nodes(ast.Constant):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in loose:
            yield node


def show(findings: list[str]) -> str:
    """Return findings for the message of an assertion, one a line."""
    return "\n" + "\n".join(findings)
