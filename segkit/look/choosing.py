"""Which table of a file is the ledger, and which of its headings are customer, date and amount: proposed by the intake, or as a person says."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from segkit.errors import CommandError, SourceError
from segkit.intake import ColumnMap, Source
from segkit.intake.mapping import ColumnProposal
from segkit.intake.survey import Surveyed, survey
from segkit.intake.values import read_dates, read_numbers
from segkit.look.workplace import workplace
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

_DECIMALS: dict[str, Literal[",", "."]] = {"da": ",", "sv": ",", "nb": ",", "en": ".", "de": ","}
"""The decimal sign that a language writes, taken where the amounts themselves leave it open."""

_ORDERS: dict[Literal["dmy", "mdy", "ymd"], str] = {"dmy": "day, month, year", "mdy": "month, day, year", "ymd": "year, month, day"}

_SIGNS: tuple[Literal[",", "."], ...] = (",", ".")

_CURRENCIES = {"da": "DKK", "sv": "SEK", "nb": "NOK", "en": "EUR", "de": "EUR"}
"""The currency that a language suggests, taken where neither a person nor the ledger names one."""


@dataclass(frozen=True)
class Said:
    """What a person has said of the ledger; nothing of it need be said."""

    columns: Mapping[str, str] = field(default_factory=dict)
    sheet: str | None = None
    decimal: Literal[",", "."] | None = None
    dates: Literal["dmy", "mdy", "ymd"] | None = None
    currency: str | None = None


@dataclass(frozen=True)
class Chosen:
    """The ledger as it will be read, its currency, and a sentence for each thing that was taken without being sure."""

    source: Source
    currency: str
    taken: tuple[str, ...]


def said(columns: str, sheet: str | None, decimal: str | None, dates: str | None, currency: str | None) -> Said:
    """Return the options of the command as a record. Raises CommandError for what cannot be read."""
    for option, given, known in (("--decimal", decimal, _SIGNS), ("--dates", dates, tuple(_ORDERS))):
        if given is not None and given not in known:
            raise CommandError(f"{option} must be {' or '.join(known)}, but is '{given}'.", code="SEG-P01")
    order: Literal["dmy", "mdy", "ymd"] | None = next((order for order in _ORDERS if order == dates), None)
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
    found = [table for table in named if set(NEEDED) <= set(said.columns) or table.proposal.holds == "transactions"]
    if len(found) > 1:
        sheets = ", ".join(str(table.table.how.sheet) for table in found)
        raise SourceError(
            f'{file.name} has several sheets with invoice lines: {sheets}. Say which one counts: --sheet "{found[0].table.how.sheet}"',
            code="SEG-A12",
        )
    if not found:
        raise _no_lines(file, named)
    return found[0]


_OTHERS = {"customers": "customers", "leads": "leads", "contacts": "contacts"}


def _no_lines(file: Path, tables: Sequence[Surveyed]) -> SourceError:
    holds = next((table.proposal.holds for table in tables if table.proposal.holds in _OTHERS), None)
    if holds is not None:
        return SourceError(
            f"{file.name} is a list of {holds}, without invoice lines. A quick look needs the sales ledger: a row per invoice line with "
            "customer number, date and amount. Ask for it, or take the list in with: segkit new CLIENT",
            code="SEG-D05",
        )
    headings = _listed(tables[0])
    return SourceError(
        f"{file.name} does not look like a sales ledger: no customer, date and amount was found among its headings, which are: {headings}. "
        "If they are there, say which: --columns customer=HEADING,date=HEADING,amount=HEADING",
        code="SEG-D05",
    )


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
                f"{table.shown}: no column was found for the {name}. The headings are: {_listed(table)}. Say which it is: --columns {name}=HEADING",
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
    hint = f"Did you mean '{like}'?" if like else f"The headings are: {_listed(table)}."
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
    return code, [f"The amounts were taken to be in {code}. If they are not: --currency EUR"]


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
            f"The dates under '{columns['date'].headings[0]}' can be read two ways, such as {days.undecided}; {_ORDERS['dmy']} was taken for "
            "their order. If that is wrong: --dates mdy"
        )
    return source.model_copy(update={"columns": columns}), taken


def _listed(table: Surveyed) -> str:
    return ", ".join(f"'{heading}'" for heading in table.table.cells.columns)


def _typed(heading: str) -> str:
    return f'"{heading}"' if re.search(r"[\s&|<>()]", heading) else heading
