"""What a clinic offers and where its patients come from: services, channels, doctors."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from clinic.dental import CHANNEL_SYNONYMS, SERVICE_SYNONYMS
from clinic.kinds import ServiceClass as ServiceClass
from clinic.reading.keys import key_of
from clinic.reading.names import Found, Names
from clinic.reading.names import Rank as Rank


class Field(StrEnum):
    """The three fields of a visit that are chosen from the catalogue."""

    SERVICE = "service"
    CHANNEL = "channel"
    DOCTOR = "doctor"


@dataclass(frozen=True, slots=True)
class Service:
    """One kind of work; ``price`` is the usual price in minor units.

    ``recall_days`` until the patient is due again, None where he is not.
    """

    id: int
    name: str
    kind: ServiceClass
    price: int | None = None
    aliases: tuple[str, ...] = ()
    hidden: bool = False
    recall_days: int | None = None


@dataclass(frozen=True, slots=True)
class Channel:
    """Where a patient heard of the clinic."""

    id: int
    name: str
    aliases: tuple[str, ...] = ()
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Doctor:
    """Who treated the patient; ``person_id`` is his Telegram id where he writes here himself."""

    id: int
    name: str
    aliases: tuple[str, ...] = ()
    hidden: bool = False
    person_id: int | None = None


Listed = Service | Channel | Doctor


@dataclass(frozen=True, slots=True)
class Match:
    """What typed words name: in which field, how well, and the equally good candidates."""

    field: Field
    found: Found[Service] | Found[Channel] | Found[Doctor]


@dataclass(frozen=True)
class Catalogue:
    """The services, channels and doctors of one clinic; hidden ones are no longer matched."""

    services: tuple[Service, ...] = ()
    channels: tuple[Channel, ...] = ()
    doctors: tuple[Doctor, ...] = ()

    @cached_property
    def service_names(self) -> Names[Service]:
        """The names of the services, with the synonyms of dentistry."""
        return Names(self.services, SERVICE_SYNONYMS)

    @cached_property
    def channel_names(self) -> Names[Channel]:
        """The names of the channels, with their usual synonyms."""
        return Names(self.channels, CHANNEL_SYNONYMS)

    @cached_property
    def doctor_names(self) -> Names[Doctor]:
        """The names of the doctors; first or last name alone will do."""
        return Names(self.doctors, by_any_word=True)

    def doctor_of(self, person_id: int) -> Doctor | None:
        """Return the doctor who this person is, while he is offered as one."""
        own = (each for each in self.doctors if each.person_id == person_id and not each.hidden)
        return next(own, None)

    def match(self, words: str) -> Match | None:
        """Return what the words name best: exactly, else by a beginning, else by close spelling.

        Where two fields match equally well, the service comes before channel and doctor.
        """
        key = key_of(words)
        matches = (
            _match(Field.SERVICE, self.service_names.best(key)),
            _match(Field.CHANNEL, self.channel_names.best(key)),
            _match(Field.DOCTOR, self.doctor_names.best(key)),
        )
        found = [match for match in matches if match is not None]
        return min(found, key=lambda match: match.found.rank, default=None)


def _match(
    field: Field, found: Found[Service] | Found[Channel] | Found[Doctor] | None
) -> Match | None:
    return Match(field, found) if found else None
