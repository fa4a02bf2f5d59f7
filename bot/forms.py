"""Forms half filled: their state is part of the unit, and survives a restart."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextvars import ContextVar
from typing import Any

from aiogram.fsm.state import State
from aiogram.fsm.storage.base import BaseStorage, StateType, StorageKey

from handlers.form_shelf import with_content, with_state
from handlers.group_buttons import NoFormsHere
from storage.mail import KEEP_FORM, NO_FORM, Mail
from storage.unit import Unit

current_unit: ContextVar[Unit] = ContextVar("current_unit")


class Forms(BaseStorage):
    """aiogram's storage of forms over the unit of the update being handled."""

    def __init__(self, mail: Mail) -> None:
        """Read committed forms from the post: those of people who have ever begun one."""
        self._mail = mail
        self._begun = mail.forms()

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        """Put the state into the unit; a visit or complaint of before is put by."""
        name = state.state if isinstance(state, State) else state
        before, content = self._form(key)
        self._keep(key, *with_state((before, json.loads(content)), name))

    async def get_state(self, key: StorageKey) -> str | None:
        """Return the state as this unit leaves it."""
        return self._form(key)[0]

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        """Put the content into the unit; what was put by comes back when the form has ended."""
        state, content = self._form(key)
        self._keep(key, *with_content((state, json.loads(content)), data))

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        """Return the content as this unit leaves it."""
        content: dict[str, Any] = json.loads(self._form(key)[1])
        return content

    async def close(self) -> None:
        """Close nothing: the reader belongs to the application."""

    def _form(self, key: StorageKey) -> tuple[str | None, str]:
        place = (key.chat_id, key.user_id)
        if place not in self._begun:
            return NO_FORM
        return current_unit.get().forms.get(place) or self._mail.form(*place)

    def _keep(self, key: StorageKey, state: str | None, content: dict[str, Any]) -> None:
        if key.chat_id < 0:
            if state is not None:
                raise NoFormsHere
            return
        self._begun.add((key.chat_id, key.user_id))
        kept = json.dumps(content, ensure_ascii=False)
        current_unit.get().forms[key.chat_id, key.user_id] = (state, kept)


def write_forms(unit: Unit) -> None:
    """Turn the forms that the unit changed into its writes."""
    for (chat_id, person_id), (state, content) in unit.forms.items():
        unit.write(
            KEEP_FORM,
            bot_id=unit.bot_id,
            chat_id=chat_id,
            person_id=person_id,
            state=state,
            content=content,
        )
