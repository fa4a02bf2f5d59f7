"""A plain model of the journals of two clinics, so simple that it can be believed."""

from dataclasses import dataclass, field, replace

OWNER, MANAGER, STAFF = "owner", "manager", "staff"


@dataclass
class Entry:
    """One line as it should stand; the day as days since 1970, the amount in minor units."""

    clinic: int
    author: int
    code: str
    service: str | None
    amount: int | None
    day: int
    wait: int | None = None
    note: str = ""
    standing: bool = True

    @property
    def row(self) -> tuple[object, ...]:
        """The entry as the database has it, in the order of MODELLED."""
        return (
            self.clinic,
            self.author,
            self.code,
            self.service,
            self.amount,
            self.day,
            self.wait,
            self.note,
            int(self.standing),
        )


MODELLED = """
    SELECT v.clinic_id, v.author_id, p.code, s.name, v.amount, v.day, v.wait_min, v.note,
        v.voided IS NULL, v.id
    FROM visit_lines v
    JOIN patients p ON p.clinic_id = v.clinic_id AND p.id = v.patient_id
    LEFT JOIN services s ON s.clinic_id = v.clinic_id AND s.id = v.service_id
    ORDER BY v.id
"""


@dataclass
class Model:
    """Who works where, where each stands now, and every entry in the order of logging."""

    roles: dict[tuple[int, int], str]
    """(clinic, person) → role, of those who work there now."""

    here: dict[int, int]
    """Person → the clinic that was chosen last; it counts while he works there."""

    entries: list[Entry] = field(default_factory=list)

    def clinics_of(self, person: int) -> list[int]:
        """The clinics a person works in, the oldest first."""
        return sorted(clinic for clinic, who in self.roles if who == person)

    def clinic_of(self, person: int) -> int | None:
        """The clinic a person works in now, or None for a stranger."""
        working = self.clinics_of(person)
        chosen = self.here.get(person)
        return chosen if chosen in working else next(iter(working), None)

    def reaches(self, person: int, entry: Entry) -> bool:
        """Whether a person may change an entry: where he works now, his own or by role."""
        if self.clinic_of(person) != entry.clinic:
            return False
        return person == entry.author or self.roles[entry.clinic, person] in (OWNER, MANAGER)

    def sees_money(self, person: int, entry: Entry) -> bool:
        """Whether a person who reaches the entry sees its amount."""
        return person == entry.author or self.roles.get((entry.clinic, person)) == OWNER

    def switch(self, person: int, clinic: int) -> None:
        """Let a person work in another of his clinics."""
        if (clinic, person) in self.roles:
            self.here[person] = clinic

    def join(self, clinic: int, person: int, role: str) -> None:
        """Let a person in by an invite; that is where he works now."""
        self.roles[clinic, person] = role
        self.here[person] = clinic

    def remove(self, owner: int, person: int) -> None:
        """End a person's access, if the one who asks is an owner and one stays."""
        clinic = self._owned_by(owner)
        place = (clinic or 0, person)
        if place in self.roles and self._others_own(*place):
            del self.roles[place]

    def give_role(self, owner: int, person: int, role: str) -> None:
        """Change a person's role, if the one who asks is an owner and one stays."""
        clinic = self._owned_by(owner)
        place = (clinic or 0, person)
        if place in self.roles and (role == OWNER or self._others_own(*place)):
            self.roles[place] = role

    def _owned_by(self, person: int) -> int | None:
        clinic = self.clinic_of(person)
        owns = clinic is not None and self.roles[clinic, person] == OWNER
        return clinic if owns else None

    def _others_own(self, clinic: int, person: int) -> bool:
        """Whether an owner stays without this person."""
        owned = {place for place, role in self.roles.items() if role == OWNER}
        return any(where == clinic and who != person for where, who in owned)

    def log(self, person: int, entry: Entry) -> None:
        """Keep an entry of somebody who works somewhere."""
        clinic = self.clinic_of(person)
        if clinic is not None:
            self.entries.append(replace(entry, clinic=clinic, author=person))

    def amend(self, person: int, number: int, **changes: object) -> None:
        """Change fields of the entry, if the person reaches it and it stands."""
        entry = self.entries[number]
        if entry.standing and self.reaches(person, entry):
            for name, value in changes.items():
                setattr(entry, name, value)

    def void(self, person: int, number: int) -> None:
        """Withdraw the entry, if the person reaches it."""
        if self.reaches(person, self.entries[number]):
            self.entries[number].standing = False

    def newest_of(self, person: int) -> int | None:
        """The number of a person's newest standing entry where he works now."""
        clinic = self.clinic_of(person)
        own = [
            number
            for number, entry in enumerate(self.entries)
            if entry.standing and (entry.author, entry.clinic) == (person, clinic)
        ]
        return max(own, default=None)

    def visits(self, clinic: int, day: int) -> int:
        """The visits of a day: patients with a standing line that is no refund."""
        seen = {
            entry.code
            for entry in self.entries
            if entry.standing
            and (entry.clinic, entry.day) == (clinic, day)
            and (entry.amount or 0) >= 0
        }
        return len(seen)
