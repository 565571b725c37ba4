"""The truth: a Nordic company's customers or invoice lines, exact, before anything happens to them on the way to a file."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Literal

PERIOD_BEGIN, PERIOD_END = dt.date(2025, 7, 1), dt.date(2026, 6, 30)


@dataclass(frozen=True)
class Unreadable:
    """A cell whose value nobody can know from the file: it must come out empty, and be told of."""

    text: str


Value = str | Decimal | dt.date | Unreadable | None
Record = Mapping[str, Value]
Holds = Literal["customers", "transactions"]
Kind = Literal["id", "text", "money", "count", "date"]


@dataclass(frozen=True)
class Column:
    """A column of the company's system; `canonical` is segkit's name of it, None where nobody maps it."""

    key: str
    heading: str
    kind: Kind
    canonical: str | None


@dataclass(frozen=True)
class Company:
    """What the company's system holds: its columns, and one record per row, in order."""

    holds: Holds
    columns: tuple[Column, ...]
    records: tuple[Record, ...]


def column(heading: str, kind: Kind, canonical: str | None) -> Column:
    return Column(canonical or heading, heading, kind, canonical)


CUSTOMER_COLUMNS = (
    column("Kundenr.", "id", "customer_id"),
    column("Navn", "text", "name"),
    column("Sælger", "text", "owner"),
    column("Postnr.", "text", "region"),
    column("Ansatte", "count", "employees"),
    column("Omsætning", "money", "revenue"),
    column("Vareforbrug", "money", "cost"),
    column("Potentiale", "money", "potential"),
    column("Bemærkning", "text", None),
)
LINE_COLUMNS = (
    column("Debitornr.", "id", "customer_id"),
    column("Bogføringsdato", "date", "date"),
    column("Faktura", "text", "order"),
    column("Beløb", "money", "amount"),
    column("Kostpris", "money", "cost"),
    column("Debitornavn", "text", "name"),
    column("Sælger", "text", "owner"),
    column("Tekst", "text", None),
)

REPS = ("Mette Østergaard", "Jens Kjærholm", "Søren Bøgelund", "Åsa Lindström", "Bo Møller", "Ida Skov")
_STEMS = (
    "Nordkær",
    "Vestlund",
    "Brøndum",
    "Åhavn",
    "Kjærgård",
    "Malmö Rör",
    "Jäderlund",
    "Søholm",
    "Élysée",
    "Müller",
    "Fjordby",
    "Tømrer Bæk",
)
_TRADES = ("Byg", "VVS", "Køl", "El", "Maskiner", "Værktøj", "Rør & Stål", "Låse", "Træ", "Færger")
_FORMS = ("A/S", "ApS", "AB", "I/S", "AS", "GmbH")
_POSTCODES = ("0999", "2100", "5000", "8000", "211 20", "0150", "6400", "9000", "1050", "4700")
_NOTES = ("", "", "", "Ringer selv", "Rabat 10 pct.", "Betaler til tiden", "Se aftale fra 2019", "Lukket i juli")

ID_STYLES: dict[str, Callable[[int], str]] = {
    "plain": lambda i: str(1001 + i * 7),
    "leading_zeros": lambda i: f"{12 + i * 3:06d}",
    "twenty_digits": lambda i: f"9{i * 37 + 5:019d}",
    "letters": lambda i: f"K-{1002 + i}",
    "month_like": lambda i: f"{('MAR', 'SEP', 'DEC', 'OCT')[i % 4]}{i + 1}",
    "scientific_like": lambda i: f"{i + 1}E5",
    "date_like": lambda i: f"{i + 1}-3" if i % 2 else f"1/{i + 2}",
    "mixed": lambda i: ("0012", "12", "TRUE", "K-1002", "MAR1", "1E5", "12-3", "1/2", "Ø7")[i] if i < 9 else f"X{i}",
}


def company(rng: Random, writable: Callable[[str], bool], *, holds: Holds, ids: str, size: int) -> Company:
    """Return a company of `size` rows whose texts are all `writable` in the character set that the file will have."""
    names = _names(rng, writable, size)
    reps = [rep for rep in REPS if writable(rep)]
    if holds == "customers":
        numbers = [ID_STYLES[ids](i) for i in range(size)]
        return Company(holds, CUSTOMER_COLUMNS, tuple(_customer(rng, number, names[i], reps) for i, number in enumerate(numbers)))
    buyers = [(ID_STYLES[ids](i), names[i], rng.choice(reps)) for i in range(max(2, size // 4))]
    days = _days(rng, size)
    return Company(holds, LINE_COLUMNS, tuple(_line(rng, *rng.choice(buyers), i, day) for i, day in enumerate(days)))


def amount(rng: Random, largest: int) -> Decimal:
    """Return an amount with øre, of any size up to `largest` kroner."""
    return Decimal(int(largest ** rng.random())) + Decimal(rng.randrange(100)) / 100


def _names(rng: Random, writable: Callable[[str], bool], size: int) -> list[str]:
    names = [f"{stem} {trade} {form}" for stem in _STEMS for trade in _TRADES for form in _FORMS]
    return rng.sample([name for name in names if writable(name)], size)


def _customer(rng: Random, number: str, name: str, reps: list[str]) -> Record:
    revenue = rng.choice((Decimal(0), -amount(rng, 9_000), *[amount(rng, 90_000)] * 12))
    return {
        "customer_id": number,
        "name": name,
        "owner": rng.choice(reps),
        "region": rng.choice(_POSTCODES),
        "employees": rng.choice((None, Decimal(rng.randint(1, 400)))),
        "revenue": revenue,
        "cost": (revenue * Decimal(rng.randint(40, 80)) / 100).quantize(Decimal("0.01")),
        "potential": rng.choice((None, Decimal(0), *[amount(rng, 300_000)] * 8)),
        "Bemærkning": rng.choice(_NOTES) or None,
    }


def _days(rng: Random, size: int) -> list[dt.date]:
    """Return days from before the period to after it, both ends of the period among them."""
    spread = [PERIOD_BEGIN + dt.timedelta(days=rng.randint(-30, 394)) for _ in range(size - 2)]
    return sorted([*spread, PERIOD_BEGIN, PERIOD_END])


def _line(rng: Random, number: str, name: str, rep: str, i: int, day: dt.date) -> Record:
    net = rng.choice((-1, *[1] * 9)) * amount(rng, 20_000)
    return {
        "customer_id": number,
        "date": day,
        "order": f"F{40_000 + i}",
        "amount": net,
        "cost": None if rng.random() < 0.05 else (net * Decimal("0.62")).quantize(Decimal("0.01")),
        "name": name,
        "owner": rep,
        "Tekst": rng.choice(_NOTES) or None,
    }
