"""The documents name what there is, and nothing that there is not."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from bot.commandline import COMMANDS
from bot.settings import Settings
from handlers.menu import COMMANDS as OFFERED
from tests.architecture.tree import ROOT, Source, dotted, files, literals, show, sources

USER_GUIDE = ROOT / "docs" / "user-guide.md"
OPERATORS_GUIDE = ROOT / "docs" / "operators-guide.md"
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
SCREEN = 45
SCREEN_WORDS = 350
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = set(re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE))
PAGES = [path for path in files() if path.suffix == ".md"]


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def commands_of(source: Source) -> set[str]:
    """Return the Telegram commands that a handler file routes."""
    return {
        part.value
        for call in source.nodes(ast.Call)
        if isinstance(call, ast.Call) and dotted(call.func) in {"Command", "CommandStart"}
        for part in (*call.args, *([ast.Constant("start")] if "Start" in dotted(call.func) else []))
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
    }


def telegram_commands() -> set[str]:
    """Return every Telegram command that somebody can send; a metric is one by itself."""
    routed = [commands_of(each) for each in sources() if each.package == "handlers"]
    return set(OFFERED).union(*routed)


def metrics() -> set[str]:
    return {path.stem for path in (ROOT / "metrics").glob("*.py") if path.stem != "__init__"}


def test_the_user_guide_names_every_telegram_command():
    lacking = [f"/{each}" for each in telegram_commands() if f"`/{each}" not in read(USER_GUIDE)]
    assert not lacking, f"docs/user-guide.md: say what {', '.join(sorted(lacking))} does"


def test_the_user_guide_promises_no_command_that_is_not_there():
    promised = set(re.findall(r"`/([a-z_]+)", read(USER_GUIDE)))
    lost = promised - telegram_commands() - metrics()
    assert not lost, f"docs/user-guide.md: {sorted(lost)}: nobody answers these"


def test_the_user_guide_names_every_metric():
    lacking = [each for each in metrics() if f"`{each}`" not in read(USER_GUIDE)]
    assert not lacking, f"docs/user-guide.md: say what {', '.join(lacking)} answers"


def test_the_operators_guide_names_every_command_of_the_command_line():
    lacking = [each for each in COMMANDS if f"`python -m bot {each}" not in read(OPERATORS_GUIDE)]
    assert not lacking, f"docs/operators-guide.md: say what {', '.join(lacking)} does"


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_page_promises_no_command_line_that_is_not_there(page: Path):
    promised = set(re.findall(r"python -m bot ([a-z]+)", read(page)))
    assert promised <= set(COMMANDS), sorted(promised - set(COMMANDS))


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_page_promises_no_make_target_that_is_not_there(page: Path):
    promised = set(re.findall(r"`make ([a-z]+)", read(page)))
    assert promised <= TARGETS, sorted(promised - TARGETS)


def test_every_make_target_is_explained():
    pages = read(ROOT / "README.md") + read(ROOT / "CONTRIBUTING.md")
    lacking = [each for each in TARGETS - {"rules"} if f"make {each}" not in pages]
    assert not lacking, f"README.md or CONTRIBUTING.md: say what make {lacking} does"


def test_the_operators_guide_names_every_setting():
    names = [name.upper() for name in Settings.model_fields]
    lacking = [name for name in names if f"`{name}`" not in read(OPERATORS_GUIDE)]
    assert not lacking, f"docs/operators-guide.md: say what {', '.join(lacking)} sets"


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_of_a_page_leads_somewhere(page: Path):
    targets = re.findall(r"\]\((?!https?://|#)([^)#\s]+)", read(page))
    lost = [target for target in targets if not (page.parent / target).exists()]
    assert not lost, show([f"{page.relative_to(ROOT)}: {target} is not there" for target in lost])


@pytest.mark.parametrize("page", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_fits_one_screen_and_says_what_was_rejected(page: Path):
    text = read(page)
    assert len(text.splitlines()) <= SCREEN
    assert len(text.split()) <= SCREEN_WORDS
    headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert headings == ["Context", "Decision", "Rejected, and why"]


def test_there_are_decisions_and_the_first_page_lists_them_all():
    listed = read(ROOT / "CONTRIBUTING.md")
    assert DECISIONS
    assert [page.name for page in DECISIONS if page.name not in listed] == []


def test_the_commands_of_a_handler_are_read_from_its_routes():
    source = Source("handlers/a.py", "r(CommandStart())\nr(Command('day', 'days'))")
    assert commands_of(source) == {"start", "day", "days"}
    assert [text.value for text in literals(source)] == ["day", "days"]
