"""A small reader for these tests only: texts, files and made-up exports as SourceTable."""

import datetime as dt
import gzip
import io
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pandas as pd
import pytest

from segkit.findings import Detected
from segkit.intake.source_table import Cell, HowRead, SourceTable

Table = Callable[..., SourceTable]
ROWS = 60
FIRST = dt.date(2025, 7, 1)
CVRS = ("13585628", "35408002", "30715063", "27355021")
NAMES = ("Nordisk Stål A/S", "Bager Jensen ApS", "Åkerlunds Bygg AB", "Müller GmbH", "Fjord Transport AS", "Hansen & Søn")
WORDS = ("Nord", "Syd", "Vest", "Øst", "Midt")


def made_table(columns: Mapping[str, Sequence[Cell]], file: str = "file.csv") -> SourceTable:
    """Return columns as a table whose heading stands on row 1."""
    frame = pd.DataFrame({heading: pd.Series(list(cells), dtype=object) for heading, cells in columns.items()})
    frame.index = pd.RangeIndex(2, 2 + len(frame))
    return SourceTable(Path(file), "0" * 64, frame, (), HowRead("csv", 0, Detected((1,), "")))


def read_table(path: Path, separator: str = ",", encoding: str = "utf-8-sig") -> SourceTable:
    """Return a plain text file as a table."""
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    frame = pd.read_csv(
        io.BytesIO(raw), sep=separator, encoding=encoding, dtype=str, keep_default_na=False, na_filter=False, on_bad_lines="skip"
    ).astype(object)
    frame.index = pd.RangeIndex(2, 2 + len(frame))
    return SourceTable(path, "0" * 64, frame, (), HowRead("csv", len(raw), Detected((1,), "")))


def cells_under(kind: str, holds: str) -> list[Cell]:
    """Return cells as they stand under a column of this name or kind."""
    lists = holds in {"customers", "leads"}
    makers: dict[str, Callable[[int], Cell]] = {
        "customer_id": lambda i: f"{10_200 + 7 * (i if lists else i * i % 13)}",
        "lead_id": lambda i: f"L{400 + i}",
        "contact_id": lambda i: f"K{900 + i}",
        "repeated": lambda i: f"{10_200 + 7 * (i * i % 13)}",
        "order": lambda i: f"F{2000 + i // 2}",
        "product": lambda i: f"V-{i % 17:03}",
        "date": lambda i: f"{FIRST + dt.timedelta(days=3 * (i // 2)):%d-%m-%Y}",
        "consent_email_date": lambda i: f"{FIRST + dt.timedelta(days=i):%d.%m.%Y}",
        "customer_since": lambda i: f"{FIRST - dt.timedelta(days=97 * i):%d-%m-%Y}",
        "founded": lambda i: str(1950 + i),
        "money": lambda i: f"{(i * 977 + 131) % 90_000},{i % 100:02}".replace(",", "," if i else ",5"),
        "quantity": lambda i: str(1 + i % 12),
        "employees": lambda i: str(3 + i * 5),
        "percent": lambda i: f"{i % 40} %",
        "counter": lambda i: str(880_001 + 13 * i),
        "ean": lambda i: f"57900000{10000 + i}",
        "code": lambda i: ("A", "B", "C")[i % 3],
        "text": lambda i: f"fast aftale {i}",
        "name": lambda i: f"{NAMES[i % 6]} {i}",
        "owner": lambda i: ("MJ", "KP", "LH")[i % 3],
        "email": lambda i: f"post{i}@firma{i}.dk",
        "phone": lambda i: f"{31_000_000 + 137 * i}",
        "postcode": lambda i: f"{1000 + 37 * i}",
        "city": lambda i: ("Aarhus", "Malmö", "Oslo", "Köln")[i % 4],
        "address": lambda i: f"Bygade {i}",
        "country": lambda i: ("DK", "SE", "NO")[i % 3],
        "currency": lambda i: ("DKK", "EUR")[i % 2],
        "org_number": lambda i: CVRS[i % 4],
        "industry": lambda i: ("Byggeri", "Handel", "Industri")[i % 3],
        "title": lambda i: ("Indkøbschef", "Direktør")[i % 2],
        "consent_email": lambda i: ("Ja", "Nej", "")[i % 3],
        "do_not_contact": lambda i: ("X", "")[i % 2],
        "preferred_channel": lambda i: ("Telefon", "E-post")[i % 2],
        "kind": lambda i: ("Besøg", "Telefon", "Service", "Fragt")[i % 4],
        "hours": lambda i: f"{i % 4},{25 * (i % 4):02}",
        "minutes": lambda i: str(5 + 5 * (i % 17)),
        "who": lambda i: ("IH", "BK", "LM")[i % 3],
        "preferred_time": lambda i: ("formiddag", "efter kl. 14")[i % 2],
    }
    same_as = {"amount": "money", "revenue": "money", "cost": "money", "potential": "money", "?": "repeated"}
    maker = makers.get(same_as.get(kind, kind), lambda i: WORDS[i % 5])
    return [maker(i) for i in range(ROWS)]


@pytest.fixture(scope="session")
def table() -> Table:
    """Builds a table of columns: `table({"Nr.": ["1", "2"]}, "kunder.csv")`."""
    return made_table


@pytest.fixture(scope="session")
def read() -> Table:
    """Reads a plain text file: `read(path, ";", "cp1252")`."""
    return read_table


@pytest.fixture(scope="session")
def exported() -> Table:
    """Builds the table of one export of exports.toml."""

    def build(export: dict) -> SourceTable:
        return made_table(
            {entry[0]: cells_under(entry[2] if len(entry) > 2 else entry[1], export["holds"]) for entry in export["headings"]}
        )

    return build
