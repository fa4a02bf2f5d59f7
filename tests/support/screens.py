"""What a person has on the screen beside the messages: the keys and the menu of commands."""

from playground.keyboards import keys_of
from tests.support.stage import Actor


def keys(person: Actor) -> list[list[str]]:
    """The labels of the main screen, row by row, as this person has it now."""
    return keys_of(person.person.chat.keyboards.get(person.id))


def all_keys(person: Actor) -> list[str]:
    return [label for row in keys(person) for label in row]


def menu(person: Actor) -> dict[str, str]:
    """The commands of the person's menu, each with its line."""
    shown = person.person.chat.bot.commands_for(person.person.chat, person.person)
    return {line["command"]: line["description"] for line in shown}
