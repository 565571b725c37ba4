"""Columns that data minimisation keeps out: private lives by their headings, personal numbers by their content."""

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
from stdnum.dk import cpr
from stdnum.no import fodselsnummer
from stdnum.se import personnummer

from segkit.findings import Detected, Finding
from segkit.intake.mapping.candidates import LEAST, candidates
from segkit.intake.mapping.folding import words_of
from segkit.intake.mapping.profile import Profile, as_text, is_empty, profile
from segkit.intake.source_table import SourceTable
from segkit.tables import COLUMNS
from segkit.words import phrase

MOST = 0.5
"""Digits without a sign between date and serial are personal numbers only where more than this share of the column passes the check."""

PRIVATE = ("birthdays", "age", "gender", "family", "leisure", "belief", "health", "union", "personal_numbers")
"""The private matters that headings are searched for, as private.toml groups them."""

_WRITTEN = re.compile(r"(?<![\d-])(\d{6}-\d{4}|(?:19|20)\d{6}-\d{4}|\d{6}[+]\d{4}|\d{6} \d{5})(?![\d-])")
_BARE = re.compile(r"\d{10,12}")
_BARE_LINE = re.compile(r"^\d{10,12}$", re.MULTILINE)
_EMAIL = re.compile(r"[^@\s;,<>()]+@[^@\s;,<>()]+\.[a-z]{2,}", re.IGNORECASE)
_PHONE = re.compile(
    r"(?:\+|\b00)(?:45|46|47|49|358|44)[ \d-]{8,}|\b(?:tlf|tel|telefon|mobil|mob|phone|handy)\b\D{0,4}\d[\d ]{6,}\d", re.IGNORECASE
)
_PHONE_MARKS = ("+4", "+3", "0044", "0045", "0046", "0047", "0049", "00358", "tlf", "tel", "mob", "phone", "handy")
"""One of these stands in every telephone number that _PHONE finds; looking for them first is quick."""

_CHECKS: Mapping[str, Callable[[str], bool]] = {
    "CPR": cpr.is_valid,
    "personnummer": personnummer.is_valid,
    "fødselsnummer": fodselsnummer.is_valid,
}


@dataclass(frozen=True)
class Forbidden:
    """A column that stays out unless somebody writes a reason: why, how many cells, and the rows; never a value of it."""

    heading: str
    kind: str
    why: Detected[str]
    count: int
    rows: tuple[int, ...] = ()


def forbidden(table: SourceTable) -> tuple[Forbidden, ...]:
    """Return the columns that data minimisation forbids, in the file's order, one reason each.

    A company's own facts (when it was founded, its number) are not personal, except the number of a Swedish sole proprietor. Raises
    nothing; no value of a cell is kept.
    """
    profiles = {str(heading): profile(table.cells[heading]) for heading in table.cells.columns}
    expected = _expected(profiles, table)
    found = (_one(table, heading, looks, expected) for heading, looks in profiles.items() if looks.filled)
    return tuple(column for column in found if column is not None)


def personal_findings(table: SourceTable, found: Sequence[Forbidden]) -> list[Finding]:
    """Return one question per forbidden column: its heading and a count, never a value."""
    return [
        Finding(
            column.kind,
            table.path.name,
            column.rows[0] if column.rows else None,
            {"n": column.count, "column": column.heading, "what": column.why.answer},
            sheet=table.how.sheet,
            column=column.heading,
            rows=column.rows,
        )
        for column in found
    ]


def _one(table: SourceTable, heading: str, looks: Profile, expected: Mapping[str, set[str]]) -> Forbidden | None:
    is_company = heading in expected["org_number"]
    cells = table.cells[heading]
    texts = {cell: as_text(cell) for cell in cells.unique() if not is_empty(cell)}
    numbers, which = _personal_numbers(texts, cells)
    if numbers:
        kind = "sole_proprietors" if is_company and which == "personnummer" else "personal_numbers"
        why = Detected(which, _BY_CONTENT, {"n": len(numbers), "of": looks.filled, "what": which}, len(numbers) / looks.filled)
        return Forbidden(heading, kind, why, len(numbers), numbers)
    group = _private(heading)
    if group is not None and not is_company:
        return Forbidden(heading, "private_column", Detected(group, _BY_HEADING, {"column": heading}), looks.filled)
    if heading not in expected["email"] | expected["phone"]:
        rows = _with_contacts(texts, cells)
        if rows:
            return Forbidden(heading, "contacts_in_text", Detected("", _CONTACTS, {"n": len(rows), "of": looks.filled}), len(rows), rows)
    return None


def _expected(profiles: Mapping[str, Profile], table: SourceTable) -> dict[str, set[str]]:
    """Return the headings under which company numbers, e-mail addresses and telephone numbers belong."""
    wanted: dict[str, set[str]] = {"org_number": set(), "email": set(), "phone": set()}
    for holds in COLUMNS:
        for candidate in candidates(holds, profiles, table.cells.iloc[:0]):
            if candidate.column in wanted and candidate.score >= LEAST:
                wanted[candidate.column].add(candidate.heading)
    return wanted


def _private(heading: str) -> str | None:
    """Return the group of private matters that a heading names, or None."""
    words = f" {words_of(heading)} "
    groups = _groups()
    if any(f" {word} " in words for word in groups["not_private"]["words"]):
        return None
    for group in PRIVATE:
        entry = groups[group]
        if any(f" {word} " in words for word in entry["words"]) or any(part in words for part in entry["parts"]):
            return group
    return None


@cache
def _groups() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("private.toml").read_text(encoding="utf-8"))


def _personal_numbers(texts: Mapping[Any, str], cells: pd.Series) -> tuple[tuple[int, ...], str]:
    """Return the rows with a personal number and what it is called; bare digits count only where most of the column passes."""
    whole = "\n".join(texts.values())
    has_written = any(sign in whole for sign in "-+ ") and _WRITTEN.search(whole) is not None
    has_bare = _BARE_LINE.search(whole) is not None
    if not has_written and not has_bare:
        return (), ""
    written = {cell: matches for cell, text in texts.items() if (matches := _WRITTEN.findall(text))} if has_written else {}
    alone = {cell: text for cell, text in texts.items() if text[:1].isdigit() and _BARE.fullmatch(text)} if has_bare else {}
    for name, check in _CHECKS.items():
        found = {cell for cell, numbers in written.items() if any(map(check, numbers))}
        bare = {cell for cell, text in alone.items() if check(text)}
        if len(bare) > MOST * len(texts):
            found |= bare
        if found:
            return _rows(cells, found), name
    return (), ""


def _with_contacts(texts: Mapping[Any, str], cells: pd.Series) -> tuple[int, ...]:
    """Return the rows whose text holds an e-mail address or a telephone number."""
    whole = "\n".join(texts.values())
    small = whole.casefold()
    found = {cell for cell, text in texts.items() if "@" in text and _EMAIL.search(text)} if "@" in whole else set()
    if any(mark in small for mark in _PHONE_MARKS):
        found |= {cell for cell, text in texts.items() if _PHONE.search(text)}
    return _rows(cells, found)


def _rows(cells: pd.Series, wanted: set[Any]) -> tuple[int, ...]:
    return tuple(int(str(row)) for row in cells.index[cells.isin(list(wanted))]) if wanted else ()


_BY_CONTENT = phrase("{n} of {of} filled cells pass the check of a {what}.")
_BY_HEADING = phrase("The heading '{column}' names something about a person that a study of companies does not need.")
_CONTACTS = phrase("{n} of {of} filled cells hold an e-mail address or a telephone number where none belongs.")
