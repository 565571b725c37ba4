"""The call list coming home: potentials answered in the Excel list that a run wrote, matched by number, never by position."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd

from segkit.errors import SourceError
from segkit.findings import Finding
from segkit.intake.marked import CALL_LIST, MARK_SHEET, Mark, is_of
from segkit.intake.reading.isolated import isolated
from segkit.intake.values import read_numbers

_KEY = re.compile("(customer|lead):.+")


@dataclass(frozen=True)
class Answer:
    """One filled answer: whose potential, the cell as found, where it stands, and what was noted beside it (date, who, note)."""

    key: str
    cell: object
    file: str
    row: int
    beside: tuple[object, ...] = ()


def call_lists(marks: Mapping[Path, Mark]) -> dict[Path, Mark]:
    """Return the call lists among marked files."""
    return {path: mark for path, mark in marks.items() if mark["kind"] == CALL_LIST}


def read_answers(lists: Mapping[Path, Mark], client: str, folder: str) -> list[Answer]:
    """Return the filled answers of all lists, wherever rows, columns and sheets have been moved to.

    Raises SourceError when a list was written for another client, or has lost its answer column: nothing of it is used.
    """
    answers: list[Answer] = []
    for path, mark in lists.items():
        if not is_of(mark, client, folder):
            raise SourceError(f"{path.name} is the call list of another client. Take it out of data/.", code="SEG-F05")
        answers += isolated(_answers_in, path, mark, about=path.name)
    return answers


def _answers_in(path: Path, mark: Mark) -> list[Answer]:
    book = openpyxl.load_workbook(path, data_only=True)
    return [answer for sheet in book.worksheets if sheet.title != MARK_SHEET for answer in _answers_of(sheet, mark, path.name)]


def _answers_of(sheet: Any, mark: Mark, file: str) -> list[Answer]:
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    keyed = [(i, col) for i, row in enumerate(rows) for col, cell in enumerate(row) if isinstance(cell, str) and _KEY.fullmatch(cell)]
    if not keyed:
        return []
    wanted = [mark["answer"], *mark["beside"]]
    head = next((row for row in rows[: keyed[0][0]] if mark["answer"] in row), None)
    if head is None:
        raise SourceError(f"{file} has no column '{mark['answer']}' any more. Put its heading back, or fill in a new list.", code="SEG-F02")
    places = [head.index(heading) if heading in head else None for heading in wanted]
    key_column = keyed[0][1]
    number = head.index(mark["number"]) if mark["number"] in head else None
    found = []
    for i in range(keyed[0][0], len(rows)):
        cells = [rows[i][place] if place is not None else None for place in places]
        key = rows[i][key_column] or (rows[i][number] if number is not None else None)
        if key not in {None, ""} and cells[0] not in {None, ""}:
            found.append(Answer(str(key), cells[0], file, i + 1, tuple(cells[1:])))
    return found


def answered(accounts: dict[str, pd.DataFrame], answers: list[Answer], currency: str) -> tuple[dict[str, pd.DataFrame], list[Finding]]:
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
        name = account.get("name")
        name = name if isinstance(name, str) and name else number
        amount = _amount(answer.cell, currency)
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


def _amount(cell: object, currency: str) -> Decimal | None:
    if isinstance(cell, bool):
        return None
    if isinstance(cell, (int, float)):
        amount: Decimal | None = Decimal(str(cell))
    else:
        read = read_numbers(pd.Series([str(cell)], dtype=object), currency=currency)
        amount = None if read.undecided else read.values.iloc[0]
    return amount if amount is not None and amount >= 0 else None
