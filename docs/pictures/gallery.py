"""Draw every metric's chart from the demo's clinic, and write the page that shows them.

Part of ``make pictures``. The clinic's clock stands still, so that the same code draws the same.
"""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.commands.demo_clinic import fill
from clinic.calendar import HandClock, moment_of
from clinic.report import Question
from clinic.words import Words
from metrics.kit.desk import Desk
from metrics.kit.discovery import lines
from metrics.kit.shelf import Shelf
from storage.feed import Feed

DOCS = Path(__file__).parent.parent
CHARTS = Path(__file__).parent / "charts"
TODAY = date(2026, 11, 20)
HEAD = """# Every number, as a picture

All charts of ClinicPulse, of the demo's made-up clinic, with what the bot says to them. They are
drawn anew by `make pictures`; `/returns`, `/profit` and so on ask for them in the chat, and
`python -m bot metric returns --chart returns.png` in the terminal.
"""


def main() -> None:
    """Write docs/pictures/charts and docs/gallery.md."""
    CHARTS.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "clinic.db"
        fill(path, Words("en"), HandClock(moment_of(TODAY.year, TODAY.month, TODAY.day, 12)))
        with closing(Feed(path)) as feed:
            desk = Desk(Shelf(feed, path.parent / "columns"))
            parts = [_part(desk, line.name, line.question) for line in lines()]
    (DOCS / "gallery.md").write_text("\n".join((HEAD, *parts)), encoding="utf-8")


def _part(desk: Desk, name: str, question: str) -> str:
    period = "2026-10" if name == "summary" else None
    asked = Question(name, 1, TODAY.isoformat(), period, settings_on=TODAY.isoformat())
    report = desk.report(asked, markup=False)
    (CHARTS / f"{name}.png").write_bytes(desk.chart(asked))
    said = "\n".join(f"> {line}".rstrip() for line in report.text.splitlines())
    return f"## {name}: {question}\n![{report.title}](pictures/charts/{name}.png)\n\n{said}\n"


if __name__ == "__main__":
    main()
