"""A quarter of a clinic, with restarts, an outage and a change of the clocks: everything once."""

from bisect import bisect_left
from calendar import monthrange
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, time, timedelta
from pathlib import Path

import pytest

from clinic.calendar import HOUR, HandClock, day_number
from tests.support.quarter import CLOSES, OPENS, Act, Play, Quarter, Told, local, moment

SPRING = Quarter(date(2026, 3, 29), begins=-59)
AUTUMN = Quarter(date(2026, 10, 25), begins=-61)
EVENING = time(20, 45)
AWAY, BACK = (13, 14), (16, 14)
"""The days and hours between which the bot is away: three evenings, three openings."""

STARTS = (-38, -20, 0, 6, 18)
PROMISES = [
    ("1101", "Rita", -56, -53, None),
    ("1102", "Rita", -49, -45, -47),
    ("1103", "Zoe", -42, -40, -40),
    ("1104", "Zoe", -42, 0, None),
    ("1105", "Rita", -42, 14, None),
    ("1106", "Zoe", -41, 4, None),
    ("1107", "Mila", -41, 22, None),
]
"""To whom, by whom, made when, due when, kept when: all in days from the change of the clocks."""

VISITS = [
    (-57, "Rita", "4001 hygiene google", "day close"),
    (-39, "Mila", "4009 hygiene 80 google; /cash 80", ""),
    (0, "Rita", "4002 hygiene google", "day close"),
    (0, "Mila", "4003 hygiene 80 google", "cash"),
    (5, "Rita", "4004 hygiene google", "day close"),
    (8, "Rita", "4005 hygiene google", "day close"),
    (13, "Rita", "4006 hygiene google", "day close"),
    (19, "Zoe", "4007 hygiene 80 google", ""),
    (19, "Rita", "4008 hygiene google", "day close"),
]
"""The day, who logs what, and which reminder that asks for on a working day."""

TAKEN = "2003"
LATE = [(TAKEN, -50, 15), ("2002", -30, 16), ("2004", -1, 12), ("2005", 12, 17)]
"""Complaints that are not resolved in time, by the day and the hour; one of them is taken up."""

Shown = Callable[[int], int]


def says(name: str, *lines: str) -> Act:
    async def act(play: Play) -> None:
        for line in lines:
            await play.actor(name).sends(line)

    return act


def works(name: str, command: str, *buttons: str, words: str = "") -> Act:
    async def act(play: Play) -> None:
        person = play.actor(name)
        await person.sends(command)
        for button in buttons:
            await person.taps(button)
        if words:
            await person.sends(words)

    return act


def taps(name: str, button: str, about: str) -> Act:
    """Tap a button of the newest message that tells about something."""

    async def act(play: Play) -> None:
        person = play.actor(name)
        found = [each for each in person.person.sees if each.from_bot and about in each.text]
        await person.taps(button, found[-1])

    return act


async def opens(play: Play) -> None:
    """Found the clinic; its people join, and every update comes twice from now on."""
    assert play.stage is not None
    hours = {"opens": "02:30", "open_days": "234567", "day_close": "20:00"}
    holiday = play.quarter.day(play.quarter.holiday).isoformat()
    place = {"timezone": "Europe/Berlin", "currency": "EUR", "holidays": holiday}
    play.world.knobs.repeat(2)
    play.stage.add_clinic("Smile", 501, **hours, **place)
    play.stage.has_written(501)
    olga = play.actor("Olga")
    for name, role in (("Rita", ""), ("Zoe", ""), ("Mila", "manager")):
        await olga.sends(f"/invite {role}".strip())
        await play.actor(name).sends(f"/start {olga.sees.split('start=')[1].split()[0]}")
        play.stage.has_written(play.actor(name).id)
    await olga.sends("1001 hygiene 80 2025-05-01\n1002 hygiene 90 2025-05-01")
    await olga.sends("/expense rent 2000 monthly")


def story(quarter: Quarter) -> dict[int, Act]:
    """Return what is done, by the moment."""

    def measured(offset: int, keeper: str, words: str) -> Act:
        by = quarter.day(offset + 7)
        way = ("/open", "1", "Resolve", "Systems", "Measure", "Rules", keeper, f"{by:%b} {by.day}")
        return works("Mila", *way, words=words)

    first, called = quarter.begins, ("/calls", "First patient", "No answer")
    acts: list[tuple[int, int, Act]] = [
        (first, 10, opens),
        (first, 13, works("Mila", "/open", "1", "Take it")),
        (first + 1, 12, works("Rita", *called)),
        (first + 1, 13, measured(first + 1, "Rita", "keep in time")),
        (first + 2, 14, taps("Rita", "Measure done", "This is yours")),
        (first + 2, 16, says("Mila", "/expense ads 300 instagram monthly")),
        (-50, 17, works("Mila", "/open", "1", "Take it")),
        (-45, 10, says("Zoe", "/expense materials 40 monthly")),
        (-43, 12, measured(-43, "Zoe", "train them")),
        (-8, 12, works("Zoe", *called)),
        (first, 11, says("Rita", "/complaint 2001 waited an hour")),
        *((day, at, says("Zoe", f"/complaint {code} waited an hour")) for code, day, at in LATE),
    ]
    for n, (code, who, made, due, kept) in enumerate(PROMISES):
        acts += [(made, 9 + n, says(who, f"/promise {code} call back in {due - made} days"))]
        acts += [(kept, 18, taps(who, "Kept", code))] if kept else []
    for n, (day, who, lines, _missing) in enumerate(VISITS):
        acts += [(day, 8 + n % 3, says(who, *lines.split("; ")))]
    return {quarter.at(day, hour, 7): act for day, hour, act in acts}


def model(quarter: Quarter, shown: Shown) -> Iterator[Told]:
    """Yield what is to be told, by the calendar alone; a moment is shown at the next step."""
    yield "Rita", "saved", "3001", quarter.at(*BACK)
    yield "Rita", "day close", "3001", shown(quarter.at(BACK[0], CLOSES.hour))
    yield "Olga", "away", "", quarter.at(*BACK)
    yield from promises_due(quarter, shown)
    yield from complaints_due(quarter, shown)
    yield from measures_due(quarter, shown)
    for name, about, _amount, after in monthly(quarter):
        for day in months(quarter, after)[1:]:
            yield name, "posted", about, shown(moment(day, OPENS))
    for offset, name, lines, missing in VISITS:
        evening = moment(quarter.day(offset), CLOSES)
        is_awake = not quarter.at(*AWAY) < evening < quarter.at(*BACK)
        if missing and is_awake and quarter.is_open(quarter.day(offset)):
            yield name, missing, lines[:4] if missing == "day close" else "", shown(evening)


def promises_due(quarter: Quarter, shown: Shown) -> Iterator[Told]:
    """Yield the reminder of the day, and the one when it is overdue, to the manager too."""
    for code, who, _made, due, kept in PROMISES:
        first = shown(moment(quarter.day(due), OPENS))
        closed = first if kept is None else quarter.at(kept, 18, 7)
        if first <= closed:
            yield who, "promise today", code, first
        if kept is None:
            told = max(quarter.day(due), local(first).date())
            for name in {who, "Mila"}:
                again = shown(moment(quarter.working(told), OPENS))
                yield name, "promise overdue", code, again


def complaints_due(quarter: Quarter, shown: Shown) -> Iterator[Told]:
    """Yield what is told a day after each, unless it was taken up, and five working days after."""
    for code, day, at in LATE:
        logged = quarter.at(day, at, 7)
        tomorrow = local(logged + 24 * HOUR)
        is_open = quarter.is_open(tomorrow.date()) and OPENS <= tomorrow.time() <= CLOSES
        following = quarter.opening(tomorrow.date())
        taken = shown(logged + 24 * HOUR if is_open else following)
        for name in ("Olga", "Mila"):
            if code != TAKEN:
                yield name, "not taken up", code, taken
            last = quarter.working(quarter.day(day), 5)
            yield name, "not resolved", code, shown(moment(last, CLOSES))


def measures_due(quarter: Quarter, shown: Shown) -> Iterator[Told]:
    """Yield what is asked 30 and 90 days after the one was done, and who hears of the other."""
    for days in (30, 90):
        asked = quarter.opening(quarter.day(quarter.begins + 2 + days))
        yield "Rita", f"effect after {days}", "keep in time", shown(asked)
    reminded = shown(quarter.opening(quarter.day(-43 + 7 + 1)))
    yield "Zoe", "measure due", "train them", reminded
    told = quarter.opening(local(reminded).date() + timedelta(days=1))
    yield "Olga", "measure undone", "train them", shown(told)


def monthly(quarter: Quarter) -> list[tuple[str, str, int, int]]:
    """Return whose expense comes every month, of which kind and amount, and the first one's day.

    One begins on the day of the month of the change, one is posted while the bot is away.
    """
    first = quarter.begins
    return [
        ("Olga", "Rent", 2000, first),
        ("Mila", "Advertising", 300, first + 2),
        ("Zoe", "Materials", 40, -45),
    ]


def months(quarter: Quarter, offset: int) -> list[date]:
    """Return the day and those of the following months in the quarter; short months end sooner."""
    first, days = quarter.day(offset), quarter.days
    wanted = [day for day in days if day >= first]
    return [d for d in wanted if d.day == min(first.day, monthrange(d.year, d.month)[1])]


def daily(quarter: Quarter, at: time, steps: list[int]) -> list[str]:
    """Return the days of what is done every day at a time: what an outage leaves out is gone."""
    done, days = steps[0], []
    for day in quarter.days:
        if moment(day, at) > done and moment(day, at) <= steps[-1]:
            done = steps[bisect_left(steps, moment(day, at))]
            days.append(day.isoformat())
    return days


def paced(quarter: Quarter, *, finely: bool) -> list[int]:
    """Return the steps: every evening, and finely each due moment, an hour before and after too."""
    steps = {moment(day, EVENING) for day in quarter.days}
    if finely:
        due = [at for *_told, at in model(quarter, lambda at: at)]
        steps |= {at + more for at in due for more in (-HOUR, 0, HOUR)}
        steps |= {quarter.at(0, 0) + n * HOUR for n in range(24)}
    steps |= {*starts(quarter), *story(quarter)}
    away, back = quarter.at(*AWAY), quarter.at(*BACK)
    return sorted(each for each in steps if each >= min(story(quarter)) and not away < each < back)


def starts(quarter: Quarter) -> dict[int, str]:
    """Return when the bot starts anew, and what Rita has written just before."""
    noons = {quarter.at(day, 12): "" for day in STARTS}
    return {**noons, quarter.at(*BACK): "3001 hygiene google"}


async def played(folder: Path, quarter: Quarter, steps: list[int]) -> Play:
    """Let the quarter pass."""
    play = Play(folder, quarter, HandClock(steps[0]))
    await play.run(steps, story(quarter), starts(quarter))
    return play


@pytest.mark.parametrize(
    ("quarter", "finely"),
    [(SPRING, True), (AUTUMN, True), (AUTUMN, False)],
    ids=["spring-finely", "autumn-finely", "autumn-coarsely"],
)
async def test_a_quarter_tells_and_posts_everything_once(
    tmp_path: Path, quarter: Quarter, finely: bool
) -> None:
    steps = paced(quarter, finely=finely)
    play = await played(tmp_path, quarter, steps)

    assert play.told == Counter(model(quarter, lambda at: steps[bisect_left(steps, at)]))
    look_at_days(play)
    look_at_jobs(play, steps)
    look_at_journal(play)


def look_at_days(play: Play) -> None:
    """Whatever the steps are, everything comes on its own day; the outage's when it is over."""
    away, back = play.quarter.at(*AWAY), play.quarter.at(*BACK)
    due = model(play.quarter, lambda at: back if away < at < back else at)
    days = Counter((*told, local(at).date()) for *told, at in due)
    assert Counter((*told, local(at).date()) for *told, at in play.told.elements()) == days


def look_at_jobs(play: Play, steps: list[int]) -> None:
    """No job is done twice or put off, none that is due is undone, and the daily ones are daily."""
    jobs = list(play.done.values())
    assert max(Counter((kind, key) for kind, key, *_done in jobs).values()) == 1
    assert {attempts for _kind, _key, attempts, _done in jobs} == {0}
    assert min(due for (due,) in play.rows("SELECT due FROM jobs WHERE done IS NULL")) > steps[-1]
    for each, at in (("calls", OPENS), ("complaint_deadlines", OPENS), ("day_close", CLOSES)):
        days = sorted(key[:10] for kind, key, *_done in jobs if kind == each)
        assert days == daily(play.quarter, at, steps)


def look_at_journal(play: Play) -> None:
    """Every month's expense stands on its day; what was written twice over stands once."""
    quarter = play.quarter
    posted = [
        (day_number(day), 100 * amount)
        for _name, _about, amount, after in monthly(quarter)
        for day in months(quarter, after)
    ]
    assert sorted(play.rows("SELECT day, amount FROM expenses")) == sorted(posted)
    states = "SELECT code, state FROM promises JOIN patients ON patients.id = patient_id"
    kept = {(code, "open" if kept is None else "kept") for code, *_rest, kept in PROMISES}
    assert sorted(play.rows(states)) == sorted(kept)
    steps = "SELECT status, count(*) FROM complaint_steps GROUP BY 1 ORDER BY 1"
    assert play.rows(steps) == [("acknowledged", 2), ("new", 5), ("prevented", 1), ("resolved", 2)]
    lines = [line for *_who, lines, _missing in VISITS for line in lines.split("; ")]
    logged = [*(line[:4] for line in lines if line[0] != "/"), "1001", "1002", "3001"]
    codes = "SELECT code FROM visit_lines JOIN patients ON patients.id = patient_id"
    assert sorted(code for (code,) in play.rows(codes)) == sorted(logged)
    assert play.rows("SELECT outcome, count(*) FROM call_attempts") == [("no_answer", 2)]
