"""All methods by their name in lower case, as Telegram finds them."""

from playground.methods import about, editing, fetching, places, sending
from playground.methods.method import Method

TABLE: dict[str, Method] = {
    method.name.lower(): method
    for family in (about, editing, fetching, places, sending)
    for method in family.METHODS
}
