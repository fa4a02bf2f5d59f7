"""The fault suite: the bot killed, stopped and confused on purpose, and what was lost counted."""
