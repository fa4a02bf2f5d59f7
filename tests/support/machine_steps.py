"""What six people do at two clinics, each step with what it should come to in the model."""

import re
import shutil
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path

from clinic.calendar import HandClock
from clinic.people import Role
from handlers.callbacks import EditField, ShowLine, VoidLine, WithdrawLine
from handlers.people_buttons import GiveRole, RemovePerson, SwitchClinic
from playground.messages import Message
from tests.support.cast import code_in
from tests.support.machine_cast import (
    KOPECKS,
    NAMES,
    ROLES,
    TODAY,
    Correction,
    Typed,
    differing,
    line_of,
)
from tests.support.model import MODELLED, OWNER, Entry, Model
from tests.support.stage import MORNING, Actor, Stage, plain, staged, world_of_one_bot

COUNT = re.compile(r"(\d+) visits? today")
CARDS = "SELECT id, entry_id, chat_id, message_id FROM cards WHERE message_id IS NOT NULL"
FAULTS = "SELECT update_id, fault FROM inbox WHERE fault IS NOT NULL"
LEFT = "SELECT method, payload FROM outbox WHERE state <> 'sent'"


@dataclass
class Desks:
    """The application, the six people in front of it, and the model."""

    folder: Path
    model: Model = field(
        default_factory=lambda: Model(
            dict(ROLES), {person: min(c for c, p in ROLES if p == person) for person in NAMES}
        )
    )
    typed: dict[int, list[Typed]] = field(default_factory=dict)
    """Person → the messages that became an entry."""

    def __post_init__(self) -> None:
        self.world = world_of_one_bot()
        self.clock = HandClock(MORNING)
        self.stack = AsyncExitStack()
        self.actors: dict[int, Actor] = {}
        self.cards: dict[int, tuple[int, Entry, list[str]]] = {}
        """Card id → its entry's number, the entry as it was shown last, what the card must say."""
        self.heard: dict[int, int] = {}

    async def opens(self, source: Path) -> None:
        """Raise the curtain over a copy of the database."""
        shutil.copy(source, self.folder / "clinic.db")
        await self._raise()
        for actor in self.actors.values():
            actor.person.starts()
        await self.stage.settles()

    async def _raise(self) -> None:
        play = staged(self.folder, self.clock, world=self.world)
        self.stage: Stage = await self.stack.enter_async_context(play)
        self.actors = {who: self.stage.actor(name, who) for who, name in NAMES.items()}

    async def restarts(self) -> None:
        """End the application in order and start it over the same database and world."""
        await self.stack.aclose()
        self.stack = AsyncExitStack()
        await self._raise()

    async def closes(self) -> None:
        await self.stack.aclose()

    # What people do

    async def logs(self, who: int, entry: Entry) -> None:
        """Type a line: code, service, amount, and what else there is."""
        message = await self.actors[who].sends(line_of(entry))
        if self.model.clinic_of(who) is not None:
            self.typed.setdefault(who, []).append(Typed(message, len(self.model.entries), entry))
        self.model.log(who, entry)

    async def logs_by_taps(self, who: int, code: str, service: str, taps: int) -> None:
        """Fill the form in: the code typed, the rest by chips, the last one perhaps twice."""
        clinic = self.model.clinic_of(who)
        if clinic is None:
            return
        person = self.actors[who]
        await person.sends("/visit")
        await person.sends(code)
        if f"New patient {code}" in person.buttons:  # a code stays known when its entries move on
            await person.taps(f"New patient {code}")
        await person.taps(service)
        form = person.person.chat.newest_with("No amount")
        last = form.button("No amount") or {}
        await self._taps(who, last["callback_data"], form, taps)
        self.model.log(who, Entry(clinic, who, code, service, None, TODAY))

    async def edits_message(self, who: int, number: int, now: Entry) -> None:
        """Edit a message that became an entry; what it says otherwise than before is changed."""
        typed = self.typed[who][number % len(self.typed[who])]
        await self.actors[who].edits(typed.message, line_of(now))
        entry = self.model.entries[typed.number]
        if entry.standing and self.model.clinic_of(who) == entry.clinic:
            self.model.amend(who, typed.number, **differing(typed.said, now))
            typed.said = now

    async def replies(self, who: int, card: int, correction: Correction) -> None:
        """Correct an entry by a reply to one of the person's cards."""
        message, number = self._card(who, card)
        await self.actors[who].replies(message, correction.text)
        self.model.amend(who, number, **correction.changes)

    async def undoes(self, who: int, card: int, taps: int) -> None:
        """Tap Undo on a card, perhaps twice before the bot has answered, and say yes if asked."""
        message, number = self._card(who, card)
        line = self._ids()[number]
        await self._taps(who, VoidLine(line=line).pack(), message, taps)
        await self._confirms(who, line, taps)
        self.model.void(who, number)

    async def reaches_for(self, who: int, number: int) -> None:
        """Tap Undo of any entry, from a message that is no card, and say yes if asked."""
        number %= len(self.model.entries)
        line = self._ids()[number]
        await self._taps_anywhere(who, VoidLine(line=line).pack())
        await self._confirms(who, line, 1)
        self.model.void(who, number)

    async def looks_at(self, who: int, number: int) -> None:
        """Open the card of any entry, as the list of a day does."""
        line = self._ids()[number % len(self.model.entries)]
        await self._taps_anywhere(who, ShowLine(line=line).pack())

    async def undoes_newest(self, who: int) -> None:
        """Say /undo, and yes if asked."""
        number = self.model.newest_of(who)
        await self.actors[who].sends("/undo")
        if number is not None:
            await self._confirms(who, self._ids()[number], 1)
            self.model.void(who, number)

    async def _confirms(self, who: int, line: int, taps: int) -> None:
        """Tap Withdraw under the newest message that asks it of this line."""
        asked = WithdrawLine(line=line, seen=0).pack().rpartition(":")[0]
        for message in reversed(self.world.chat(who).screen):
            for button in (each for row in message.buttons for each in row):
                if button.get("callback_data", "").startswith(asked + ":"):
                    await self._taps(who, button["callback_data"], message, taps)
                    return

    async def _taps(self, who: int, data: str, message: Message, taps: int) -> None:
        for _ in range(taps):
            self.actors[who].person.taps(data, message, stale=True)
        await self.stage.settles()

    async def edits_field(self, who: int, card: int, amount: int) -> None:
        """Press the field of the amount, as [Edit] offers it, and type a value."""
        message, number = self._card(who, card)
        data = EditField(line=self._ids()[number], field="amount").pack()
        await self.actors[who].taps(data, message, stale=True)
        entry = self.model.entries[number]
        if entry.standing and self.model.reaches(who, entry):
            await self.actors[who].sends(str(amount))
            self.model.amend(who, number, amount=amount * KOPECKS)

    async def switches(self, who: int, clinic: int) -> None:
        """Tap a clinic, be it one where the person does not work."""
        await self._taps_anywhere(who, SwitchClinic(clinic=clinic).pack())
        self.model.switch(who, clinic)

    async def removes(self, who: int, whom: int) -> None:
        """Tap the removal of somebody, be it beyond one's role."""
        clinic = self.model.clinic_of(who) or 0
        await self._taps_anywhere(who, RemovePerson(clinic=clinic, person=whom).pack())
        self.model.remove(who, whom)

    async def gives_role(self, who: int, whom: int, role: str) -> None:
        """Tap another role for somebody, be it beyond one's own."""
        clinic = self.model.clinic_of(who) or 0
        button = GiveRole(clinic=clinic, person=whom, role=Role(role))
        await self._taps_anywhere(who, button.pack())
        self.model.give_role(who, whom, role)

    async def invites(self, who: int, whom: int, role: str) -> None:
        """Ask for an invite, and let somebody open it who does not work there."""
        clinic = self.model.clinic_of(who)
        if self.model.roles.get((clinic or 0, who)) != OWNER:
            await self.actors[who].sends(f"/invite {role}")
        elif (clinic, whom) not in self.model.roles:
            await self.actors[who].sends(f"/invite {role}")
            await self.actors[whom].sends(f"/start {code_in(self.actors[who].sees)}")
            self.model.join(clinic or 0, whom, role)

    async def _taps_anywhere(self, who: int, data: str) -> None:
        """Send a button's data from a message that is no card."""
        await self.actors[who].sends("/help")
        await self._taps(who, data, self.actors[who].person.last, 1)

    # What must hold

    def _ids(self) -> list[int]:
        return [row[-1] for row in self.stage.rows(MODELLED)]

    def cards_of(self, who: int) -> list[tuple[Message, int]]:
        """The cards in a person's chat, oldest first, each with the number of its entry."""
        messages, numbers = self.world.chat(who).messages, self._ids()
        return [
            (messages[message_id], numbers.index(entry_id))
            for _, entry_id, chat_id, message_id in self.stage.rows(CARDS + " ORDER BY id")
            if chat_id == who and message_id in messages and entry_id in numbers
        ]

    def _card(self, who: int, card: int) -> tuple[Message, int]:
        found = self.cards_of(who)
        return found[card % len(found)]

    def holds(self) -> None:
        """Compare the database and every screen with the model."""
        assert self.stage.rows(FAULTS) == []
        assert self.stage.rows(LEFT) == []
        stored = [row[:-1] for row in self.stage.rows(MODELLED)]
        assert stored == [entry.row for entry in self.model.entries]
        self._cards_hold()
        self._counts_hold()

    def _cards_hold(self) -> None:
        numbers = {line_id: number for number, line_id in enumerate(self._ids())}
        for card, entry_id, reader, message_id in self.stage.rows(CARDS):
            number = numbers.get(entry_id)
            if number is None:
                continue  # a form that was not filled in
            entry = self.model.entries[number]
            shown = self.cards.get(card)
            present = (entry.clinic, reader) in self.model.roles  # wherever he works now
            if shown is None or (present and shown[:2] != (number, entry)):
                parts = self._parts(entry, reader)
                self.cards[card] = shown = (number, replace(entry), parts)
            text = plain(self.world.chat(reader).messages[message_id].text)
            missing = [part for part in shown[2] if part not in text]
            assert missing == [], f"{NAMES[reader]} reads {text!r} without {missing}"

    def _parts(self, entry: Entry, reader: int) -> list[str]:
        """What a card must say of its entry to this reader."""
        parts = [entry.code, *([entry.service] if entry.service else [])]
        if entry.amount is not None and self.model.sees_money(reader, entry):
            parts.append(f"RUB {entry.amount // KOPECKS:,}")
        if not entry.standing:
            return [*parts, "Withdrawn"]
        if entry.wait is not None:
            parts.append(f"wait: {entry.wait} min")
        return [*parts, *([entry.note] if entry.note else [])]

    def _counts_hold(self) -> None:
        """Today's count in whatever was said since the last step is the model's."""
        for who in NAMES:
            said = [message for message in self.world.chat(who).screen if message.from_bot]
            newest = said[-1] if said else None
            clinic = self.model.clinic_of(who)
            if newest is None or newest.message_id == self.heard.get(who) or clinic is None:
                continue
            self.heard[who] = newest.message_id
            counted = COUNT.search(plain(newest.text))
            if counted:
                assert int(counted[1]) == self.model.visits(clinic, TODAY), newest.text
