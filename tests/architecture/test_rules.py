"""Every rule holds in the tree, and is seen to fail on a file that breaks it."""

from __future__ import annotations

import pytest

from tests.architecture import manners, rules
from tests.architecture.tree import PACKAGES, ROOT, Rule, Source, show, sources

LONG = "def long() -> None:\n" + "    print()\n" * 40
UNFINISHED = "# TO" + "DO: later\n"
NOQA = "# no" + "qa"
IGNORE = "# type: " + "ignore"
SLEEP = "sl" + "eep"

BROKEN: list[tuple[Rule, str, str]] = [
    (rules.short_functions, "clinic/a.py", LONG),
    (rules.short_files, "clinic/a.py", "\n" * 201),
    (rules.short_files, "tests/clinic/test_a.py", "\n" * 301),
    (rules.glossary_names, "clinic/patient_records.py", ""),
    (rules.glossary_names, "clinic/a.py", "class UserCard: ..."),
    (rules.glossary_names, "handlers/a.py", "class ReportService: ..."),
    (rules.glossary_names, "storage/managers/a.py", ""),
    (rules.no_clock, "clinic/a.py", "import datetime\nnow = datetime.datetime.now()"),
    (rules.no_clock, "clinic/a.py", "from datetime import date\ntoday = date.today"),
    (rules.no_clock, "clinic/a.py", "from time import time"),
    (rules.no_clock, "storage/a.py", "SQL = 'UPDATE visits SET at = CURRENT_TIMESTAMP'"),
    (rules.no_clock, "storage/a.py", "SQL = \"SELECT unixepoch('now')\""),
    (rules.no_pyplot, "metrics/a.py", "import matplotlib.pyplot as plt"),
    (rules.no_pyplot, "metrics/a.py", "from matplotlib import pyplot"),
    (rules.no_sql_outside_storage, "bot/a.py", "q = 'SELECT day FROM visit_lines WHERE id = 1'"),
    (rules.allowed_imports, "clinic/a.py", "import pandas"),
    (rules.allowed_imports, "clinic/a.py", "import sqlite3"),
    (rules.allowed_imports, "playground/a.py", "def f() -> None:\n    from clinic import words"),
    (rules.reasons_given, "clinic/a.py", f"import os  {NOQA}"),
    (rules.reasons_given, "clinic/a.py", f"import os  {NOQA}: F401"),
    (rules.reasons_given, "clinic/a.py", f"a = b  {IGNORE}[attr-defined]"),
    (rules.finished, "clinic/a.py", UNFINISHED),
    (manners.spoken_by_catalogue, "handlers/a.py", "answer('The visit is saved')"),
    (manners.spoken_by_catalogue, "handlers/a.py", "answer('Undo')"),
    (manners.spoken_by_catalogue, "handlers/a.py", "answer('сегодня')"),
    (manners.spoken_by_catalogue, "handlers/a.py", "answer(f'<b>{n}</b> visits')"),
    (manners.marks_hold_literals, "clinic/a.py", "text = _(f'{n} visits')"),
    (manners.marks_hold_literals, "clinic/a.py", "text = mark('a' + b)"),
    (manners.refusals_are_marked, "clinic/a.py", "class Odd(Refusal):\n    template = 'No.'"),
    (manners.tests_do_not_sleep, "tests/test_a.py", f"import time\ntime.{SLEEP}(1)"),
    (manners.tests_do_not_sleep, "tests/test_a.py", f"await asyncio.{SLEEP}(0.1)"),
    (manners.tests_use_the_real_thing, "tests/test_a.py", "from unittest import mock"),
    (manners.tests_are_sentences, "tests/test_a.py", "def test_undo(): ..."),
]

FINE: list[tuple[Rule, str, str]] = [
    (
        rules.glossary_names,
        "clinic/services.py",
        "class ServiceClass: ...\nclass DentalService: ...",
    ),
    (rules.no_clock, "clinic/calendar.py", "import time\nnow = time.time()"),
    (rules.no_clock, "clinic/a.py", "today = calendar.today()\nnow = calendar.now()"),
    (rules.allowed_imports, "clinic/a.py", "from rapidfuzz import fuzz\nimport json"),
    (rules.reasons_given, "clinic/a.py", f"import os  {NOQA}: F401 - names stand in it"),
    (rules.reasons_given, "a.py", f"a = b  {IGNORE}[arg-type]  # the stub is wrong"),
    (manners.spoken_by_catalogue, "handlers/a.py", "answer(words('The visit is saved'))"),
    (manners.spoken_by_catalogue, "handlers/a.py", "log.info('unit %s was put aside', unit)"),
    (manners.spoken_by_catalogue, "handlers/a.py", "Command('visit')\nf'<b>{n}</b> · {code}'"),
    (manners.spoken_by_catalogue, "handlers/a.py", "f'https://t.me/{bot}?start={code}'"),
    (manners.spoken_by_catalogue, "handlers/a.py", "f'<code>/start {code}</code>'"),
    (manners.marks_hold_literals, "clinic/a.py", "text = _('{n} visits')\nfor _ in text: ..."),
    (manners.refusals_are_marked, "a.py", "class Odd(Refusal):\n    template = _('No.')"),
    (manners.tests_do_not_sleep, "tests/test_a.py", f"await asyncio.{SLEEP}(0)"),
]


@pytest.mark.parametrize(("rule", "path", "text"), BROKEN)
def test_a_file_that_breaks_a_rule_is_named_with_its_line(rule: Rule, path: str, text: str):
    findings = list(rule(Source(path, text)))
    assert findings
    assert all(finding.startswith(f"{path}:") for finding in findings)


@pytest.mark.parametrize(("rule", "path", "text"), FINE)
def test_a_file_that_keeps_a_rule_is_left_in_peace(rule: Rule, path: str, text: str):
    assert list(rule(Source(path, text))) == []


@pytest.mark.parametrize(
    "rule", dict.fromkeys(rule for rule, _, _ in BROKEN), ids=lambda r: r.__name__
)
def test_the_tree_keeps_the_rule(rule: Rule):
    findings = [finding for source in sources() for finding in rule(source)]
    assert not findings, show(findings)


def test_no_folder_of_tests_is_a_package():
    found = [f"{path}: remove it" for path in (ROOT / "tests").rglob("__init__.py")]
    assert not found, show([*found, "an __init__.py under tests shadows our own packages"])


def test_every_folder_of_code_is_a_package_that_the_contracts_see():
    folders = {ROOT / source.path for source in sources() if source.package in PACKAGES}
    lacking = sorted(
        {path.parent for path in folders if not (path.parent / "__init__.py").exists()}
    )
    found = [f"{folder.relative_to(ROOT)}/: give it an __init__.py" for folder in lacking]
    assert not found, show([*found, "import-linter does not look into folders without one"])
