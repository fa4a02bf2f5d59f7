"""A clinic in the middle of its day, and everybody who may reach for its rows, or may not."""

from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

from aiogram.filters.callback_data import CallbackData
from sqlalchemy import Table

from handlers.menu import COMMANDS
from playground.messages import Message
from storage.outside import outside, touch
from storage.shapes import metadata
from storage.tables import staff
from tests.support.buttons import Ids, ids_of
from tests.support.cast import NIKOLAI, OLGA, RITA, SASHA, ZOE, code_in
from tests.support.stage import Actor, Stage

MILA, REM = 505, 506
SMILE, NEXT_DOOR = 1, 2
AMOUNT, NOTE, COMPLAINT = "3,517", "prefers mornings", "the drill was loud"
CODE, LONG_GONE = "8042", "8911"
TYPED = (
    *("/arrived 8042", "/review google 5/5", "/expense rent 900", f"/promise {CODE} write"),
    *("/merge 8042 8911", "/merge list", "/poster front desk", "/calls", "/due", "/open"),
    *("/praise ask for Maria Ivanova", "/wish whitening", "/ltv", "/returns", "/numbers"),
)
"""What leads further than a command alone."""

PASSING = frozenset({"outbox", "inbox", "forms", "chats", "pictures", "bots", "people"})
"""What is on its way, and belongs to no clinic's journal."""

OWN_MARKS = frozenset({("staff", "wrote"), ("staff", "change")})
"""What a person's own first entry leaves on his own row."""

Rows = dict[str, set[tuple[tuple[str, object], ...]]]


@dataclass
class Scene:
    """The people of Smile and around it; Rita has written what the others reach for."""

    stage: Stage
    people: dict[str, Actor] = field(default_factory=dict)

    def __getitem__(self, who: str) -> Actor:
        return self.people[who]

    def rows(self, clinic_id: int = SMILE) -> Rows:
        """What is stored of a clinic, table by table; each row as its columns and values."""
        kept = [each for each in metadata.tables.values() if each.name not in PASSING]
        with self.stage.read() as rows:
            return {
                table.name: {tuple(zip(names, row, strict=True)) for row in rows(sql, clinic_id)}
                for table in kept
                if "clinic_id" in table.columns
                for names, sql in (_asked_of(table),)
            }

    def said_to(self, who: Actor) -> list[str]:
        """Everything the bot has sent to a person since the world began, edits and alerts too."""
        calls = [call.parameters for call in self.stage.world.calls]
        sent = [str(each) for each in calls if str(each.get("chat_id")) == str(who.id)]
        return sent + [alert["text"] for alert in who.person.alerts]


def _asked_of(table: Table) -> tuple[list[str], str]:
    names = [c.name for c in table.columns if (table.name, c.name) not in OWN_MARKS]
    return names, f"SELECT {', '.join(names)} FROM {table.name} WHERE clinic_id = ?"  # noqa: S608 - our own names


async def scene_on(stage: Stage) -> Scene:
    """Let everybody join and Rita write; the stage has the clinics Smile and Neighbour."""
    scene = Scene(stage)
    owner = scene.people["owner"] = stage.actor("Olga", OLGA)
    scene.people["neighbour"] = stage.actor("Nikolai", NIKOLAI)
    scene.people["stranger"] = stage.actor("Sasha", SASHA)
    joining = {"author": ("Rita", RITA, "staff"), "colleague": ("Zoe", ZOE, "staff")}
    joining |= {"manager": ("Mila", MILA, "manager"), "removed": ("Rem", REM, "staff")}
    for place, (name, number, role) in joining.items():
        await owner.sends(f"/invite {role}")
        person = scene.people[place] = stage.actor(name, number)
        await person.sends(f"/start {code_in(owner.sees)}")
    remove(stage, REM)
    await _writes(scene)
    return scene


async def _writes(scene: Scene) -> None:
    """Rita logs, is praised and complained to; the owner has an invite open, and somebody to
    call."""
    rita, owner = scene["author"], scene["owner"]
    await rita.sends(f"{LONG_GONE} hygiene 1000 01.03.2025")
    await rita.sends(f"/promise {CODE} call back tomorrow")
    await rita.sends(f"{CODE} hygiene {AMOUNT.replace(',', '')} w15 // {NOTE}")
    await rita.sends(f"/complaint {COMPLAINT}")
    await rita.sends("/praise gentle hands")
    await owner.sends("/invite staff")


def remove(stage: Stage, person_id: int, clinic_id: int = SMILE) -> None:
    """Remove somebody as another process does."""
    with closing(outside(stage.path).connect()) as connection, connection.begin():
        change = touch(connection, clinic_id)
        gone = staff.update().where(staff.c.id == person_id, staff.c.clinic_id == clinic_id)
        connection.execute(gone.values(removed=stage.clock.now(), change=change))


Shown = dict[str, list[dict[str, Any]]]
"""Fields of the buttons of each prefix that a tour has seen."""

STANDING = """
    SELECT 1 FROM visit_lines WHERE clinic_id = ? AND voided IS NULL
    AND id = (SELECT max(id) FROM visit_lines)
"""
TOURISTS = ("author", "owner", "manager", "owner")


async def toured(scene: Scene, kinds: list[type[CallbackData]], taps: int) -> Shown:
    """Let those who may tap what they see, every shape once; return what the buttons carried."""
    by_prefix = {kind.__prefix__: kind for kind in kinds}
    shown: Shown = {}
    shapes: set[tuple[object, ...]] = set()
    for who in TOURISTS:
        await scene[who].sends("/start")
        keys = [key for row in scene[who].keys for key in row]
        for typed in (*(f"/{name}" for name in COMMANDS), *keys, *TYPED):
            await scene[who].sends(typed)
            await _works_in_earnest(scene, scene[who])
    for turn in range(taps):
        who = scene[TOURISTS[turn % len(TOURISTS)]]
        fresh = _new(who, by_prefix, shapes)
        if fresh:
            # A kind that nobody has tapped yet leads further than one more of the same.
            seen = min(fresh, key=lambda each: len(shown.get(each.__prefix__, ())))
            shapes.add((who.id, *_shape(seen)))
            shown.setdefault(seen.__prefix__, []).append(seen.model_dump())
            await _tap_afresh(scene, who, seen)
    return shown


async def _tap_afresh(scene: Scene, who: Actor, seen: CallbackData) -> None:
    """Tap the button of that kind that acts on rows which stand now; earlier taps may have undone
    those it was shown with."""
    if not scene.stage.rows(STANDING, SMILE):
        await scene["author"].sends(f"{CODE} hygiene 3500")
    ids = ids_around(scene, ZOE)
    data = type(seen)(**ids.turned(seen.model_dump())).pack()
    await who.sends("/privacy")  # a message of its own, so that no page before it is lost
    await who.taps(data, shown_text(who), stale=True)
    await _works_in_earnest(scene, who)


async def _works_in_earnest(scene: Scene, who: Actor) -> None:
    [(practises,)] = scene.stage.rows("SELECT practice FROM people WHERE id = ?", who.id)
    if practises:
        await who.sends("End practice")


def shown_text(who: Actor) -> Message:
    """Return the newest text that the bot shows: a picture cannot become one."""
    return next(each for each in reversed(who.person.sees) if each.from_bot and "text" in each.wire)


def _new(
    who: Actor, kinds: dict[str, type[CallbackData]], shapes: set[tuple[object, ...]]
) -> list[CallbackData]:
    """Return what the person's buttons carry of shapes that were not followed yet, newest first."""
    rows = (row for message in reversed(who.person.sees) for row in message.buttons)
    texts = [button.get("callback_data", "") for row in rows for button in row]
    known = [(kinds.get(text.split(":")[0]), text) for text in texts]
    carried = [kind.unpack(text) for kind, text in known if kind is not None]
    return [each for each in carried if (who.id, *_shape(each)) not in shapes]


def _shape(carried: CallbackData) -> tuple[object, ...]:
    """Return the kind of a button and what it says besides numbers and codes."""
    said = (value for value in carried.model_dump().values() if not isinstance(value, int))
    return (carried.__prefix__, *(value for value in said if len(str(value)) < LONG))


LONG = 12
"""Characters of what is no word any more but a day or a hash."""


def ids_around(scene: Scene, person_id: int = RITA) -> Ids:
    """Return Smile's ids, with Rita for its people: she is the one the others act upon."""
    ids = ids_of(scene.stage, SMILE)
    ids.newest["staff"] = person_id
    return ids
