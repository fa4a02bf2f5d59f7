"""What lies in the project is of use on every machine."""

from __future__ import annotations

import re

import pytest

from tests.architecture.tree import ROOT, files, show

ELSEWHERE = {
    "a path of one machine: say it from the root of the project": re.compile(
        r"(^|[^A-Za-z0-9_.~])/(work|root|farm|home/\w+|Users/\w+|tmp/(bash|studio))/|[A-Z]:\\Users"
    ),
    "an address of a package index: everybody has their own": re.compile(
        r"https?://[\w.-]+/(simple|packages)/|^--(extra-)?index-url|files\.python" r"hosted\.org"
    ),
    "what lies outside of the project: write down here what of it matters": re.compile(
        r"\.\./" r"shared\b"
    ),
}


def findings(path: str, text: str) -> list[str]:
    return [
        f"{path}:{number}: {remedy}"
        for number, line in enumerate(text.splitlines(), start=1)
        for remedy, pattern in ELSEWHERE.items()
        if pattern.search(line)
    ]


def test_no_file_names_a_machine_or_a_package_index():
    found = []
    for path in files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += findings(path.relative_to(ROOT).as_posix(), text)
    assert not found, show(found)


@pytest.mark.parametrize(
    "line",
    [
        "cd " + "/wo" + "rk/main",
        "see /ho" + "me/ann/clinic.db",
        "--index" + "-url https://pypi.example",
        "https://mirror.example/sim" + "ple/aiogram",
        "as ../sha" + "red says",
    ],
)
def test_a_line_that_only_one_machine_understands_is_found(line: str):
    assert findings("README.md", line)


def test_every_python_file_is_meant_to_be_read():
    empty = [path for path in files() if path.suffix == ".py" and not path.stat().st_size]
    assert not empty, show([f"{path.relative_to(ROOT)}:1: say what lies here" for path in empty])
