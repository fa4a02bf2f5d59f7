"""Visits by brute force: plain Python over the journal's rows, straight from the definitions."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from clinic.calling import own_limit
from tests.metrics.journals import CHANNELS, DOCTORS, SERVICES, standing

NEVER = 1_000_000_000
ORDER = ["treatment", "hygiene", "consultation", "other"]


def roots(path: Path) -> dict[int, int]:
    merged = {row["id"]: row["merged_into"] for row in standing(path, "patients")}

    def root(id: int) -> int:
        return root(merged[id]) if merged[id] else id

    return {id: root(id) for id in merged}


def chain(path: Path, id: int) -> list[int]:
    """Return a patient and everybody whom he stands for in turn: none may be merged into him."""
    merged = {row["id"]: row["merged_into"] for row in standing(path, "patients")}
    found = [id]
    while merged[found[-1]]:
        found.append(merged[found[-1]])
    return found


def marked(path: Path, flag: str) -> set[int]:
    root = roots(path)
    return {root[row["id"]] for row in standing(path, "patients") if row[flag]}


def patient_days(path: Path) -> dict[tuple[int, int], list[dict[str, Any]]]:
    root = roots(path)
    days = defaultdict(list)
    debts = [row for row in standing(path, "payments") if row["kind"] == "debt"]
    for line in (*standing(path, "visit_lines"), *debts):
        days[root[line["patient_id"]], line["day"]].append(line)
    return days


def is_visit(line: dict[str, Any]) -> bool:
    return "paid" in line and (line["amount"] or 0) >= 0


def money_of(lines: list[dict[str, Any]]) -> int:
    return sum(line["amount"] or 0 if line.get("paid") is None else line["paid"] for line in lines)


def known(lines: list[dict[str, Any]], field: str) -> list[Any]:
    return [line[field] for line in lines if line[field] is not None]


def hour_of(line: dict[str, Any], zone: str) -> int | None:
    at = datetime.fromtimestamp(line["logged"] / 1000, ZoneInfo(zone))
    same = at.date().toordinal() - date(1970, 1, 1).toordinal() == line["day"]
    return at.hour if same and line["import_id"] is None else None


def visit(lines: list[dict[str, Any]], zone: str) -> dict[str, Any]:
    seen = [line for line in lines if is_visit(line)]
    rated = [line for line in seen if line["rating"] is not None]
    hours = [hour for line in seen if (hour := hour_of(line, zone)) is not None]
    services = sorted(known(seen, "service_id"), key=lambda id: ORDER.index(SERVICES[id][1]))
    return {
        "money": money_of(lines),
        "wait_min": max(known(seen, "wait_min"), default=None),
        "rating": rated[-1]["rating"] if rated else None,
        "rating_scale": rated[-1]["rating_scale"] if rated else 0,
        "hour": hours[0] if hours else -1,
        "classes": sum({1 << ORDER.index(SERVICES[id][1]) for id in services}),
        "channel": next((CHANNELS[id] for id in known(seen, "channel_id")), None),
        "doctor": next((DOCTORS[id] for id in known(seen, "doctor_id")), None),
        "service": SERVICES[services[0]][0] if services else None,
    }


def waits(path: Path) -> dict[tuple[int, int], int]:
    """Return the longest wait of a patient's arrivals by patient and day, in minutes."""
    root, longest = roots(path), {}
    for row in standing(path, "arrivals"):
        if row["seated"] is not None:
            key = root[row["patient_id"]], row["day"]
            minutes = min(int((row["seated"] - row["arrived"]) / 60_000 + 0.5), 600)
            longest[key] = max(longest.get(key, 0), minutes)
    return longest


def visits(path: Path, legacy_until: int | None, zone: str = "UTC") -> list[dict[str, Any]]:
    """Return every visit with its place in its patient's history, by day and patient."""
    histories: dict[int, dict[int, dict[str, Any]]] = defaultdict(dict)
    arrived = waits(path)
    for (patient, day), lines in patient_days(path).items():
        if any(is_visit(line) for line in lines):
            histories[patient][day] = found = visit(lines, zone)
            if found["wait_min"] is None:
                found["wait_min"] = arrived.get((patient, day))
    legacy, asked = marked(path, "legacy"), marked(path, "asked")
    recalls = {row["name"]: row["recall_days"] or 0 for row in standing(path, "services")}
    found = []
    for patient, history in histories.items():
        days = sorted(history)
        first = history[days[0]]
        early = legacy_until is not None and days[0] < legacy_until and first["channel"] is None
        theirs = []
        for nth, day in enumerate(days):
            year = [history[each]["money"] for each in days[: nth + 1] if day - each < 365]
            theirs.append(
                {
                    "day": day,
                    "patient": patient,
                    "age": day - days[0],
                    "away": day - days[nth - 1] if nth else 0,
                    "next_day": days[nth + 1] if nth + 1 < len(days) else NEVER,
                    "nth": nth + 1,
                    "due_after": own_limit(days[: nth + 1])
                    or recalls.get(history[day]["service"], 0),
                    "year_money": sum(year),
                    "year_visits": len(year),
                    "legacy": patient in legacy or (early and patient not in asked),
                    "first_channel": first["channel"],
                    "first_service": first["service"],
                    "first_doctor": first["doctor"],
                    **history[day],
                }
            )
        found.extend(with_times(theirs))
    return sorted(found, key=lambda row: (row["day"], row["patient"]))


def with_times(history: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield a patient's visits with the days after which his time to come again runs out."""
    times = [visit["day"] + visit["due_after"] for visit in history if visit["due_after"]]
    for visit in history:
        near = [time for time in times if abs(time - visit["day"] - visit["due_after"]) < 7]
        yield {**visit, "crowded": visit["due_after"] > 0 and len(near) > 1}


def money_alone(path: Path) -> list[dict[str, Any]]:
    """Return money that moved on days without a visit."""
    found = [
        {"day": day, "patient": patient, "money": money_of(lines)}
        for (patient, day), lines in patient_days(path).items()
        if not any(is_visit(line) for line in lines) and money_of(lines)
    ]
    return sorted(found, key=lambda row: (row["day"], row["patient"]))


def complaints(path: Path) -> list[dict[str, Any]]:
    """Return the complaints that stand, each with the patient it counts for."""
    root = roots(path)
    fields = ("id", "day", "subject", "gravity", "status", "resolved")
    texts = ("cause", "emotion", "emotion_after", "outcome", "contact")
    return [
        {name: row[name] for name in fields}
        | {name: row[name] or "" for name in texts}
        | {name: sorted(json.loads(row[name])) for name in ("subjects_also", "causes_also")}
        | {"patient": root.get(row["patient_id"]), "doctor": DOCTORS.get(row["doctor_id"])}
        | moments(path, row)
        for row in standing(path, "complaints")
    ]


A_DAY = 86_400_000


def moments(path: Path, complaint: dict[str, Any]) -> dict[str, int | None]:
    """Return on which days a complaint was logged, seen, first answered and first resolved."""
    steps = [s for s in standing(path, "complaint_steps") if s["complaint_id"] == complaint["id"]]
    answered = [step["at"] for step in steps if step["status"] not in ("new", "reopened")]
    resolved = [step["at"] for step in steps if step["status"] == "resolved"]
    imported = complaint["import_id"] is not None
    found = {
        "logged": None if imported else complaint["logged"],
        "owner_saw": complaint["owner_saw"],
        "acknowledged": min(answered, default=None),
        "first_resolved": min(resolved, default=None),
    }
    return {name: None if at is None else at // A_DAY for name, at in found.items()}
