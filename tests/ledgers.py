"""Sales ledgers written for one test each, and the look at them."""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

from segkit.look import Asked, Look, Said, choose, look_at

TODAY = dt.date(2026, 8, 31)

HEADING = "Kundenr;Navn;Fakturadato;Fakturanr;Beløb"

Line = tuple[str, dt.date, str]
"""Customer number, day and amount as it is written."""


def write(path: Path, lines: Iterable[Line]) -> Path:
    """Write a Danish ledger; each customer is called Firma and its number, each line is an invoice of its own."""
    rows = [f"{number};Firma {number};{day:%d-%m-%Y};F{i};{amount}" for i, (number, day, amount) in enumerate(lines, start=1)]
    path.write_text("\n".join([HEADING, *rows]) + "\n", encoding="utf-8")
    return path


def monthly(number: str, amount: str, first: dt.date, months: int) -> list[Line]:
    """Return a line on the first and one on the last days of so many months: the months are whole."""
    days = [dt.date(first.year + (first.month - 1 + i) // 12, (first.month - 1 + i) % 12 + 1, 1) for i in range(months)]
    return [line for day in days for line in ((number, day, amount), (number, day.replace(day=28), amount))]


def looked(file: Path, said: Said = Said(), *, language: str = "da", client: str = "") -> Look:  # noqa: B008 - a frozen record
    """Return the look at a file as the command would take it."""
    chosen = choose(file, said, language)
    return look_at(
        Asked.model_validate(
            {"file": str(file), "source": chosen.source, "client": client, "language": language, "currency": chosen.currency, "date": TODAY}
        )
    )
