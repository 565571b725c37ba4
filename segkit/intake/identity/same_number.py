"""One number on several rows of the customer file: the same row again is set aside, two different rows are asked about."""

from collections.abc import Hashable
from decimal import Decimal
from typing import Literal, NamedTuple

import pandas as pd

from segkit.findings import Finding
from segkit.tables import COLUMNS
from segkit.words import Term

Repeated = Literal["first", "last", "refuse"]
"""What to do with rows of one number that differ: use the first, use the last, or refuse."""


class RowSetAside(NamedTuple):
    """A row that is not used because its number stands elsewhere, and the revenue it holds (None = none that is known)."""

    row: int
    file: str
    revenue: Decimal | None


def one_row_each(accounts: pd.DataFrame, repeated: Repeated) -> tuple[pd.DataFrame, list[RowSetAside], list[Finding]]:
    """Return the accounts with each number on one row, the rows set aside, and what was found.

    `accounts` is indexed by number, with `_file` and `_row`. A row equal to an earlier one in every column is set aside. Rows of
    one number that differ are all kept, with a finding that blocks, unless `repeated` says which counts; where their revenue
    differs they always block, for neither amount may be lost.
    """
    again = accounts.index.duplicated(keep=False)
    if not again.any():
        return accounts, [], []
    place = pd.RangeIndex(len(accounts))
    data = [column for column in accounts.columns if column not in {"_file", "_row"}]
    shared = accounts.assign(_number=accounts.index).set_axis(place, axis=0)[again].astype(object)
    shared = shared.where(shared.notna(), None)
    equal = shared.duplicated(["_number", *data])
    same, rest = shared[equal], shared[~equal]
    differing = rest[rest["_number"].duplicated(keep=False)]
    unequal = _columns_that_differ(differing, data)
    open_numbers = [number for number, columns in unequal.items() if repeated == "refuse" or "revenue" in columns]
    chosen = differing[~differing["_number"].isin(open_numbers)]
    left = chosen[chosen["_number"].duplicated(keep="last" if repeated == "last" else "first")]
    findings = [*_same_row(same, shared, data), *_left_open(differing, unequal, open_numbers), *_chosen(chosen, left, unequal)]
    aside = shared.loc[same.index.union(left.index)]
    return accounts[~place.isin(aside.index)], [_set_aside(row) for row in aside.to_dict("records")], findings


def _columns_that_differ(rows: pd.DataFrame, data: list[str]) -> dict[str, list[str]]:
    """Return, for each number, the columns in which its rows are not all the same."""
    if rows.empty:
        return {}
    counts = rows.groupby("_number", sort=False)[data].nunique(dropna=False)
    return {str(number): [column for column in data if row[column] > 1] for number, row in counts.iterrows()}


def _same_row(same: pd.DataFrame, shared: pd.DataFrame, data: list[str]) -> list[Finding]:
    if same.empty:
        return []
    again = same.iloc[0]
    own = shared[shared["_number"] == again["_number"]]
    first = next(row for _, row in own.iterrows() if list(row[data]) == list(again[data]))
    values = {"n": len(same), "example": str(again["_number"])}
    return [_finding("same_row_twice", same, first, again, values)]


def _left_open(differing: pd.DataFrame, unequal: dict[str, list[str]], numbers: list[str]) -> list[Finding]:
    findings = []
    for kind, with_revenue in (("number_with_two_revenues", True), ("number_on_two_rows", False)):
        concerned = [number for number in numbers if ("revenue" in unequal[number]) == with_revenue]
        if concerned:
            rows = differing[differing["_number"].isin(concerned)]
            findings.append(_finding(kind, rows, *_compared(rows, unequal, concerned)))
    return findings


def _chosen(chosen: pd.DataFrame, left: pd.DataFrame, unequal: dict[str, list[str]]) -> list[Finding]:
    if left.empty:
        return []
    numbers = list(dict.fromkeys(left["_number"]))
    first, second, values = _compared(chosen, unequal, numbers)
    kept = chosen.drop(left.index)
    used = kept[kept["_number"] == numbers[0]].iloc[0]
    return [_finding("number_row_chosen", left, first, second, values | {"used": _place(used, str(second["_file"]))})]


def _compared(rows: pd.DataFrame, unequal: dict[str, list[str]], numbers: list[str]) -> tuple[pd.Series, pd.Series, dict[str, object]]:
    """Return two rows of the first of the numbers, and what a finding says of them: a column in which they differ, and all columns."""
    own = rows[rows["_number"] == numbers[0]]
    column = next(column for column in (*_TELLING, *unequal[numbers[0]]) if column in unequal[numbers[0]])
    first = own.iloc[0]
    second = own[own[column].map(lambda value: value != first[column]).astype(bool)].iloc[0]
    values = {
        "n": len(numbers),
        "example": numbers[0],
        "column": _label(column),
        "first": _shown(first[column]),
        "second": _shown(second[column]),
        "columns": tuple(_label(name) for name in dict.fromkeys(name for number in numbers for name in unequal[number])),
    }
    return first, second, values


_TELLING = ("revenue", "name", "owner")
"""The columns that say most clearly that two rows are not one account."""


def _finding(kind: str, rows: pd.DataFrame, first: pd.Series, second: pd.Series, values: dict[str, object]) -> Finding:
    file = str(second["_file"])
    values |= {"row": _place(first, file), "again": str(second["_row"])}
    return Finding(kind, file, int(second["_row"]), values, rows=tuple(int(row) for row in rows.loc[rows["_file"] == file, "_row"]))


def _place(row: pd.Series, file: str) -> str:
    """Return a row's number, with its file where that is another one than the finding's."""
    return str(row["_row"]) if row["_file"] == file else f"{row['_row']} ({row['_file']})"


def _label(column: str) -> Term:
    """Return what people call a column; one of the client's own keeps its name."""
    return Term(next((known.label for holds in COLUMNS.values() for known in holds if known.name == column), column))


def _shown(value: object) -> object:
    """Return a value as a finding shows it; an empty cell is shown as a dash."""
    return value if value is None or isinstance(value, Decimal) else str(value)


def _set_aside(row: dict[Hashable, object]) -> RowSetAside:
    revenue = row.get("revenue")
    return RowSetAside(int(str(row["_row"])), str(row["_file"]), revenue if isinstance(revenue, Decimal) else None)
