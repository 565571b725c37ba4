"""The call list coming home: potentials answered in the Excel list that a run wrote, matched by number, never by position."""

import json
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd

from segkit.errors import SourceError
from segkit.findings import Finding
from segkit.intake.values import read_numbers

MARK_SHEET = "_segkit"
"""The very hidden sheet that makes a workbook a call list; its A1 holds {"kind", "client", "key_column", "answer_column", "first_row"} as JSON."""

CALL_LIST = "call_list"


@dataclass(frozen=True)
class Answer:
    """One filled answer cell: whose potential, the cell as found, and where it stands."""

    key: str
    cell: object
    file: str
    row: int


def call_lists(data: Path) -> list[Path]:
    """Return the files in a folder that are call lists of segkit's."""
    return [path for path in sorted(data.glob("*.xlsx")) if not path.name.startswith("~$") and _mark(path)]


def read_answers(paths: list[Path], client: str) -> list[Answer]:
    """Return the filled answers. Raises SourceError when a list was written for another client: nothing of it is used."""
    answers: list[Answer] = []
    for path in paths:
        mark = _mark(path) or {}
        if mark.get("client") != client:
            raise SourceError(f"{path.name} is the call list of another client. Take it out of data/.", code="SEG-F05")
        book = openpyxl.load_workbook(path, data_only=True)
        sheet = next(ws for ws in book.worksheets if ws.title != MARK_SHEET)
        keys, cells = _columns(sheet, mark)
        for row, (key, cell) in enumerate(zip(keys, cells, strict=True), start=1):
            if row >= mark["first_row"] and key not in {None, ""} and cell not in {None, ""}:
                answers.append(Answer(str(key), cell, path.name, row))
    return answers


def answered(accounts: dict[str, pd.DataFrame], answers: list[Answer]) -> tuple[dict[str, pd.DataFrame], list[Finding]]:
    """Return customers and leads with the answered potentials, and what could not be used. Only answered rows change.

    `accounts` maps "customer" and "lead" to tables indexed by number; a key in the list is "customer:1001".
    """
    findings: list[Finding] = []
    amounts: dict[str, dict[str, Decimal]] = {kind: {} for kind in accounts}
    for answer in answers:
        kind, _, number = answer.key.partition(":")
        if kind not in accounts or number not in accounts[kind].index:
            findings.append(Finding("answer_of_nobody", answer.file, answer.row, {"example": number or answer.key}))
            continue
        account = accounts[kind].loc[number]
        name = str(account.get("name") or number)
        amount = _amount(answer.cell)
        if amount is None:
            findings.append(Finding("answer_not_a_number", answer.file, answer.row, {"name": name, "example": str(answer.cell)}))
            continue
        known = amounts[kind].get(number, account.get("potential"))
        if isinstance(known, Decimal) and known != amount:
            findings.append(Finding("answer_differs", answer.file, answer.row, {"answer": amount, "name": name, "known": known}))
        amounts[kind][number] = amount
    taken = sum(len(given) for given in amounts.values())
    if taken:
        findings.append(Finding("answers_taken", answers[0].file, values={"n": taken}))
    return {kind: _with_answers(table, amounts[kind]) for kind, table in accounts.items()}, findings


def _with_answers(accounts: pd.DataFrame, amounts: dict[str, Decimal]) -> pd.DataFrame:
    known = accounts["potential"] if "potential" in accounts else pd.Series(None, accounts.index, dtype=object)
    answers = pd.Series(amounts, dtype=object).reindex(accounts.index)
    return accounts.assign(potential=answers.where(answers.notna(), known), _answered=answers.where(answers.notna(), None))


def _amount(cell: object) -> Decimal | None:
    if isinstance(cell, bool):
        return None
    if isinstance(cell, (int, float)):
        amount: Decimal | None = Decimal(str(cell))
    else:
        read = read_numbers(pd.Series([str(cell)], dtype=object))
        amount = None if read.undecided else read.values.iloc[0]
    return amount if amount is not None and amount >= 0 else None


def _columns(sheet: Any, mark: dict[str, Any]) -> tuple[list[Any], list[Any]]:
    def column(letter: str) -> list[Any]:
        return [cell.value for cell in sheet[letter]]

    return column(mark["key_column"]), column(mark["answer_column"])


def _mark(path: Path) -> dict[str, Any] | None:
    try:
        book = openpyxl.load_workbook(path, read_only=True)
    except (OSError, ValueError, KeyError, EOFError):
        return None  # not a workbook openpyxl can open, so not a list that segkit wrote; the intake says so if it is a source
    try:
        if MARK_SHEET not in book.sheetnames:
            return None
        value = json.loads(str(book[MARK_SHEET]["A1"].value))
        return value if isinstance(value, dict) and value.get("kind") == CALL_LIST else None
    except ValueError:
        return None
    finally:
        book.close()
