"""One canonical column: its kind, its label, what it means, and what is lost where a client does not give it."""

from dataclasses import dataclass
from typing import Literal

from segkit.words import phrase

Kind = Literal["id", "text", "money", "number", "hours", "date", "since", "percent", "truth", "choice"]
"""How cells are read. "id" is text from the first byte (0012 stays 0012); "since" a date or a year alone; "percent" a fraction;
"hours" a number, or a time such as 1:30;
"truth" yes or no; "choice" one of the column's `choices`."""

Holds = Literal["customers", "leads", "transactions", "contacts", "costs"]

Origin = Literal["internal", "survey", "external"]

ORIGINS: dict[str, str] = {
    "internal": phrase("the client's own systems"),
    "survey": phrase("asked of the customers"),
    "external": phrase("bought or public data"),
}
"""Where a column's values come from."""


@dataclass(frozen=True)
class Column:
    """One canonical column; `label`, `help` and `lost` are shown to people in their language.

    `lost` says what a study cannot do without the column, and is empty where nothing is lost. `personal` marks what data protection
    treats as being about a person. `choices` are the values of a "choice". `origin` is where the values usually come from.
    """

    name: str
    kind: Kind
    label: str
    help: str
    required: bool = False
    lost: str = ""
    personal: bool = False
    choices: tuple[str, ...] = ()
    origin: Origin = "internal"
