"""The code book: rooms, and services, channels and doctors that are merged."""

from __future__ import annotations

from aiogram import Router

from clinic.people import Right
from handlers.code_book_merging import ask_sure, ask_which, merge, separate
from handlers.code_book_rooms import ask_room, remove_room, show_room, show_rooms
from handlers.filters import May
from handlers.setting_buttons import (
    AskMerge,
    AskRoom,
    HideRoom,
    MergeListed,
    OfferMerge,
    OfRoom,
    SeparateListed,
    ShowRooms,
)


def routes() -> Router:
    """Route what owners change in the code book; what is listed by name has a router of its own."""
    router = Router(name=__name__)
    may = May(Right.SET)
    router.callback_query.register(show_rooms, ShowRooms.filter(), may)
    router.callback_query.register(show_room, OfRoom.filter(), may)
    router.callback_query.register(ask_room, AskRoom.filter(), may)
    router.callback_query.register(remove_room, HideRoom.filter(), may)
    router.callback_query.register(ask_which, AskMerge.filter(), may)
    router.callback_query.register(ask_sure, OfferMerge.filter(), may)
    router.callback_query.register(merge, MergeListed.filter(), may)
    router.callback_query.register(separate, SeparateListed.filter(), may)
    return router
