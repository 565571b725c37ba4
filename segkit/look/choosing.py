"""Which table of a file is the ledger, and which of its headings are customer, date and amount: proposed by the intake, or as a person says."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from segkit.errors import SourceError
from segkit.intake import ColumnMap, Source
from segkit.intake.mapping import ColumnProposal
from segkit.intake.survey import Surveyed, survey
from segkit.intake.values import read_dates, read_numbers
from segkit.look.lines import as_lines, listed, no_lines
from segkit.look.names import NAMES, NEEDED, ORDERS, Said
from segkit.look.workplace import workplace
from segkit.parameters import nearest

_DECIMALS: dict[str, Literal[",", "."]] = {"da": ",", "sv": ",", "nb": ",", "en": ".", "de": ","}
"""The decimal sign that a language writes, taken where the amounts themselves leave it open."""

_CURRENCIES = {"da": "DKK", "sv": "SEK", "nb": "NOK", "en": "EUR", "de": "EUR"}
"""The currency that a language suggests, taken where neither a person nor the ledger names one."""


@dataclass(frozen=True)
class Chosen:
    """The ledger as it will be read, its currency, and a sentence for each thing that was taken without being sure."""

    source: Source
    currency: str
    taken: tuple[str, ...]


def choose(file: Path, said: Said, language: str) -> Chosen:
    """Return how a ledger is to be read.

    Raises SourceError, with what to do, for a file that cannot be read, holds no invoice lines, or in which customer, date or amount is
    not found.
    """
    with workplace(file) as data:
        looked = survey(data, file.name, file.name)
    if looked.refused:
        raise SourceError(looked.refused[0].sentence, code=looked.refused[0].code)
    if looked.skipped:
        raise SourceError(
            f"{file.name} holds no sales ledger: it is {looked.skipped[0][1]}. Name the file with the invoice lines.", code="SEG-A02"
        )
    table = _ledger(file, looked.tables, said)
    columns, taken = _columns(table, said)
    currency, told = _currency(table, columns, said, language)
    source = Source(
        file=file.name, sheet=table.table.how.sheet, holds="transactions", columns=columns, decimal=said.decimal, dates=said.dates
    )
    source, open_signs = _settled(table, source, currency, language)
    return Chosen(source, currency, (*taken, *told, *open_signs))


def _ledger(file: Path, tables: Sequence[Surveyed], said: Said) -> Surveyed:
    named = [table for table in tables if said.sheet in {None, table.table.how.sheet}]
    if not named:
        sheets = ", ".join(table.table.how.sheet or "" for table in tables if table.table.how.sheet) or "none"
        raise SourceError(f"{file.name} has no sheet '{said.sheet}' with a table. Its sheets are: {sheets}.", code="SEG-A12")
    empty = next((table for table in named if table.rows == 0), None)
    if empty is not None and len(named) == 1:
        raise SourceError(f"{file.name} holds headings and not one row below them. Ask for the export again.", code="SEG-D05")
    found = [table for table in named if set(NEEDED) <= set(said.columns) or table.proposal.holds == "transactions"]
    found = found or [lines for table in named if (lines := as_lines(table, said)) is not None]
    if len(found) > 1:
        sheets = ", ".join(str(table.table.how.sheet) for table in found)
        raise SourceError(
            f'{file.name} has several sheets with invoice lines: {sheets}. Say which one counts: --sheet "{found[0].table.how.sheet}"',
            code="SEG-A12",
        )
    if not found:
        raise no_lines(file, named, said)
    return found[0]


def _columns(table: Surveyed, said: Said) -> tuple[dict[str, ColumnMap], list[str]]:
    """Return the columns that are used, and what was taken without being sure."""
    columns: dict[str, ColumnMap] = {}
    taken: list[str] = []
    for name, column in NAMES.items():
        if name in said.columns:
            columns[column] = _as_said(table, name, said.columns[name])
    given = {heading for column_map in columns.values() for heading in column_map.headings}
    for name, column in NAMES.items():
        if column in columns:
            continue
        sure = next((found for found in table.proposal.columns if found.column == column and found.heading not in given), None)
        doubts = [found for found in table.proposal.doubtful if found.column == column and found.heading not in given]
        if sure is not None:
            columns[column] = _map(sure)
        elif name in NEEDED and doubts:
            best = max(doubts, key=lambda found: found.score)
            columns[column] = _map(best)
            taken.append(_doubt(name, best, [found for found in doubts if found is not best]))
        elif name in NEEDED:
            raise SourceError(
                f"{table.shown}: no column was found for the {name}. The headings are: {listed(table)}. Say which it is: --columns {name}=HEADING",
                code="SEG-A13",
            )
    return columns, taken


def _as_said(table: Surveyed, name: str, text: str) -> ColumnMap:
    """Return the heading that a person has named; "Quantity*Price" is their product, "Goods+Freight" their sum."""
    headings = [str(heading) for heading in table.table.cells.columns]
    if text in headings:
        return ColumnMap(column=text)
    for sign in "*+":
        parts = [part.strip() for part in text.split(sign)]
        if len(parts) > 1 and set(parts) <= set(headings):
            return ColumnMap(product=parts) if sign == "*" else ColumnMap(sum=parts)
    like = nearest(text, headings)
    hint = f"Did you mean '{like}'?" if like else f"The headings are: {listed(table)}."
    raise SourceError(f"{table.shown} has no heading '{text}', which --columns names for the {name}. {hint}", code="SEG-A13")


def _map(proposal: ColumnProposal) -> ColumnMap:
    if not proposal.also:
        return ColumnMap(column=proposal.heading)
    together = [proposal.heading, *proposal.also]
    return ColumnMap(product=together) if proposal.operation == "product" else ColumnMap(sum=together)


def _doubt(name: str, best: ColumnProposal, others: Sequence[ColumnProposal]) -> str:
    sign = "*" if best.operation == "product" else "+"
    shown = f" {sign} ".join(f"'{heading}'" for heading in (best.heading, *best.also))
    also = ", ".join(f"'{other.heading}'" for other in others)
    rivals = f" {also} would do as well." if also else ""
    instead = others[0].heading if others else "HEADING"
    return f"The {name} was taken from {shown}, which is not certain.{rivals} If that is wrong: --columns {name}={_typed(instead)}"


def _currency(table: Surveyed, columns: Mapping[str, ColumnMap], said: Said, language: str) -> tuple[str, list[str]]:
    if said.currency:
        return said.currency, []
    if "currency" in columns:
        cells = {str(cell).strip().upper() for cell in table.table.cells[columns["currency"].headings[0]].unique()} - {""}
        if len(cells) == 1 and re.fullmatch("[A-Z]{3}", code := cells.pop()):
            return code, []
    code = _CURRENCIES[language]
    return code, [f"The amounts were taken to be in {code}. If they are not: --currency CODE"]


def _settled(table: Surveyed, source: Source, currency: str, language: str) -> tuple[Source, list[str]]:
    """Return the source with the decimal sign and the order of dates that a reader of the language expects, where the cells leave them open.

    Of a large file only the top was looked at, so nothing is settled for it here.
    """
    if not table.whole:
        return source, []
    columns, taken = dict(source.columns), []
    for heading in columns["amount"].headings:
        read = read_numbers(table.table.cells[heading], source.decimal, currency)
        if read.undecided is not None and columns["amount"].decimal is None:
            sign = _DECIMALS[language]
            columns["amount"] = columns["amount"].model_copy(update={"decimal": sign})
            other = "." if sign == "," else ","
            taken.append(
                f"The amounts under '{heading}' can be read two ways, such as {read.undecided}; '{sign}' was taken for the decimal sign. "
                f'If that is wrong: --decimal "{other}"'
            )
    days = read_dates(table.table.cells[columns["date"].headings[0]], source.dates)
    if days.undecided is not None and days.question == "undecided_dates":
        columns["date"] = columns["date"].model_copy(update={"dates": "dmy"})
        taken.append(
            f"The dates under '{columns['date'].headings[0]}' can be read two ways, such as {days.undecided}; {ORDERS['dmy']} was taken for "
            "their order. If that is wrong: --dates mdy"
        )
    return source.model_copy(update={"columns": columns}), taken


def _typed(heading: str) -> str:
    return f'"{heading}"' if re.search(r"[\s&|<>()]", heading) else heading
