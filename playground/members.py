"""ChatMember objects of a bot.

Source: core.telegram.org/bots/api#chatmember and the objects that follow it.
"""

from playground.wire import Wire, without_none

ADMINISTRATOR_RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_pin_messages",
    "can_send_welcome_messages",
)


def bot_member(about: Wire, status: str) -> Wire:
    """Return the ChatMember object of a bot with this status."""
    extra: Wire = {}
    if status == "kicked":
        extra = {"until_date": 0}
    if status == "administrator":
        rights = dict.fromkeys(ADMINISTRATOR_RIGHTS, True)
        extra = {"can_be_edited": False, "is_anonymous": False, **rights}
    return without_none(status=status, user=about, **extra)
