"""The shelf: what is half filled waits there while something else is asked.

It lies within the content of the form that is asked now, under one key, and comes back when that
form ends. Each kind of form waits there once.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aiogram.fsm.context import FSMContext

SHELF = "shelf"
"""The key of the content under which the waiting forms lie: state and content, the newest last."""

WAITING = ("filling", "saying", "entering")
"""The kinds of forms that wait; a question about a saved entry is asked again instead."""

Form = tuple[str | None, dict[str, Any]]


def with_state(form: Form, state: str | None) -> Form:
    """Return a form in another state; one of another kind puts it by, and takes up its own."""
    before, content = form
    if before is None or state is None or _kind(before) == _kind(state):
        return state, content
    waiting = _shelf(content)
    taken_up = next((kept for each, kept in waiting if _kind(each) == _kind(state)), {})
    waiting = [each for each in waiting if _kind(each[0]) != _kind(state)]
    if _kind(before) in WAITING:
        waiting.append((before, _alone(content)))
    return state, _beside(taken_up, waiting)


def with_content(form: Form, content: Mapping[str, Any]) -> Form:
    """Return a form with other content, the shelf as it was unless the content has its own.

    A form that has ended, in no state and without content, gives way to the newest that waits.
    """
    state = form[0]
    waiting = _shelf(content) if SHELF in content else _shelf(form[1])
    if state is None and not _alone(content) and waiting:
        *waiting, (state, content) = waiting
    return state, _beside(_alone(content), waiting)


async def put_by(state: FSMContext, kind: str) -> dict[str, Any] | None:
    """Return the content of the form of this kind that was put by, or None."""
    shelf = _shelf(await state.get_data())
    return next((kept for each, kept in shelf if _kind(each) == _kind(kind)), None)


async def take_from_shelf(state: FSMContext, entry_id: int) -> None:
    """Let no form of this entry wait on the shelf."""
    content = await state.get_data()
    left = [each for each in _shelf(content) if each[1].get("entry") != entry_id]
    if len(left) < len(_shelf(content)):
        await state.set_data({**content, SHELF: left})


def _kind(state: str) -> str:
    return state.partition(":")[0].casefold()


def _shelf(content: Mapping[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return [(state, kept) for state, kept in content.get(SHELF, ())]


def _alone(content: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in content.items() if key != SHELF}


def _beside(
    content: Mapping[str, Any], waiting: list[tuple[str, dict[str, Any]]]
) -> dict[str, Any]:
    return {**content, SHELF: waiting} if waiting else dict(content)
