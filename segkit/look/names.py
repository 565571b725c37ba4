"""What a person may say of a ledger on the command line: columns, sheet, decimal sign, order of dates, currency."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from segkit.errors import CommandError
from segkit.parameters import nearest

NAMES: dict[str, str] = {
    "customer": "customer_id",
    "date": "date",
    "amount": "amount",
    "order": "order",
    "name": "name",
    "currency": "currency",
}
"""What a person may say of the columns: the name in --columns, and the column it stands for."""

NEEDED = ("customer", "date", "amount")

ORDERS: dict[Literal["dmy", "mdy", "ymd"], str] = {"dmy": "day, month, year", "mdy": "month, day, year", "ymd": "year, month, day"}

_SIGNS: tuple[Literal[",", "."], ...] = (",", ".")


@dataclass(frozen=True)
class Said:
    """What a person has said of the ledger; nothing of it need be said."""

    columns: Mapping[str, str] = field(default_factory=dict)
    sheet: str | None = None
    decimal: Literal[",", "."] | None = None
    dates: Literal["dmy", "mdy", "ymd"] | None = None
    currency: str | None = None


def said(columns: str, sheet: str | None, decimal: str | None, dates: str | None, currency: str | None) -> Said:
    """Return the options of the command as a record. Raises CommandError for what cannot be read."""
    for option, given, known in (("--decimal", decimal, _SIGNS), ("--dates", dates, tuple(ORDERS))):
        if given is not None and given not in known:
            raise CommandError(f"{option} must be {' or '.join(known)}, but is '{given}'.", code="SEG-P01")
    order: Literal["dmy", "mdy", "ymd"] | None = next((order for order in ORDERS if order == dates), None)
    sign: Literal[",", "."] | None = next((sign for sign in _SIGNS if sign == decimal), None)
    return Said(said_columns(columns) if columns.strip() else {}, sheet, sign, order, currency)


def said_columns(text: str) -> dict[str, str]:
    """Return "customer=Kundenr,date=Fakturadato" as name -> heading. Raises CommandError for anything else."""
    parts = re.split(rf",\s*(?=(?:{'|'.join(NAMES)})\s*=)", text.strip())
    said: dict[str, str] = {}
    for part in parts:
        name, sign, heading = (piece.strip() for piece in part.partition("="))
        if not sign or not heading or name not in NAMES:
            like = nearest(name, list(NAMES))
            hint = f" Did you mean '{like}'?" if like and sign else ""
            raise CommandError(
                f"--columns cannot be read at '{part}'.{hint} Write a name, = and the heading, such as: "
                f"--columns customer=Kundenr,date=Fakturadato,amount=Beløb. The names are: {', '.join(NAMES)}.",
                code="SEG-P01",
            )
        said[name] = heading
    return said
