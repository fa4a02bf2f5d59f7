"""What the numbers' handlers ask of whoever works reports out: another process."""

from __future__ import annotations

from typing import Protocol

from clinic.report import MetricLine, Question, Report, Sheet


class Reporting(Protocol):
    """Answers questions about a clinic's numbers."""

    @property
    def metrics(self) -> tuple[MetricLine, ...]:
        """Return the list of metrics; empty until the worker is ready."""

    async def listed(self) -> tuple[MetricLine, ...]:
        """Return the list of metrics, if need be after waiting for the worker."""

    async def report(self, question: Question) -> Report:
        """Return the metric in words and numbers; raises a Refusal where it cannot."""

    async def chart(self, question: Question, format: str = "png") -> bytes:
        """Return the metric's picture as a ``png`` or a ``pdf``; raises a Refusal."""

    async def sheet(self, sheet: Sheet) -> bytes:
        """Return a page as the bytes of its format; raises a Refusal where it cannot."""
