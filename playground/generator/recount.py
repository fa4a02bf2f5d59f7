"""Counting again from the rows alone: nothing here knows how they were made."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from playground.generator.rows import ComplaintRow, VisitRow
from playground.generator.truth import RETURN_DAYS, Counts, Returns


def recount(
    visits: Sequence[VisitRow], complaints: Sequence[ComplaintRow], decline: date
) -> Counts:
    """Return the counts of the rows; a refund alone is no visit."""
    days = {(row.date, row.patient) for row in visits if row.amount >= 0}
    waits = [row.wait_min for row in visits if row.wait_min is not None]
    money: Counter[str] = Counter()
    for row in visits:
        money[f"{row.date:%Y-%m}"] += row.amount
    return Counts(
        lines=len(visits),
        visits=len(days),
        refunds=sum(row.amount < 0 for row in visits),
        patients=len({row.patient for row in visits}),
        legacy=len({row.patient for row in visits if row.legacy}),
        complaints=len(complaints),
        revenue=sum(money.values()),
        revenue_by_month=dict(money),
        visits_by_month=dict(Counter(f"{day:%Y-%m}" for day, _ in days)),
        complaints_in_decline=sum(row.date >= decline for row in complaints),
        visits_in_decline=sum(day >= decline for day, _ in days),
        wait_sum=sum(waits),
        wait_lines=len(waits),
    )


def recount_returns(visits: Sequence[VisitRow], last: date) -> dict[str, Returns]:
    """Return new, mature and returned patients by the channel of the first visit."""
    seen: defaultdict[str, set[date]] = defaultdict(set)
    channel: dict[str, str] = {}
    for row in visits:
        if row.amount >= 0 and not row.legacy:
            seen[row.patient].add(row.date)
            channel.setdefault(row.patient, row.channel)
    by_channel: defaultdict[str, Returns] = defaultdict(lambda: Returns(0.0))
    for patient, days in seen.items():
        _add(by_channel[channel[patient]], sorted(days), last)
    return dict(by_channel)


def _add(returns: Returns, days: list[date], last: date) -> None:
    window = timedelta(RETURN_DAYS)
    mature = days[0] + window <= last
    returns.new += 1
    returns.mature += mature
    returns.returned += mature and len(days) > 1 and days[1] - days[0] <= window
