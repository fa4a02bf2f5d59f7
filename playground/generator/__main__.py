"""``python -m playground.generator``: write a synthetic clinic to files."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from playground.generator import complaints_csv, expenses_csv, generate, keep_books, visits_csv


def main(arguments: list[str] | None = None) -> None:
    """Write the files that were asked for, in UTF-8."""
    asked = _parser().parse_args(arguments)
    history = generate(asked.seed, asked.last, asked.years)
    books = keep_books(asked.seed, history.visits, history.truth.first, asked.last)
    contents = (
        (asked.visits, visits_csv(history.visits)),
        (asked.complaints, complaints_csv(history.complaints)),
        (asked.expenses, expenses_csv(books.expenses)),
        (asked.truth, history.truth.as_json()),
    )
    for path, text in contents:
        if path is not None:
            path.write_bytes(text.encode())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m playground.generator", description=__doc__)
    parser.add_argument("--seed", type=int, default=7, help="same seed, same bytes")
    parser.add_argument("--last", type=date.fromisoformat, required=True, metavar="YYYY-MM-DD")
    parser.add_argument("--years", type=int, default=3)
    for name in ("visits", "complaints", "expenses", "truth"):
        parser.add_argument(f"--{name}", type=Path, metavar="FILE", help=f"where {name} go")
    return parser


if __name__ == "__main__":
    main()
