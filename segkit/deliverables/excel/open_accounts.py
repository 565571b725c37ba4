"""The accounts whose potential is to be found out, as the strategy file lists them and as the call list asks about them."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from segkit.deliverables.excel.cells import Sheet, fitted
from segkit.deliverables.excel.live_table import TableColumn
from segkit.words import Words

COLUMNS = 6
REVENUE = 5
"""Position of the revenue among the columns."""


def account_headings(words: Words) -> list[str]:
    """Return the headings of the columns: kind, number, name, owner, region and revenue."""
    return [words("Kind"), words("Number"), words("Name"), words("Owner"), words("Region"), words("Revenue")]


def account_widths(rows: pd.DataFrame) -> list[float]:
    """Return the widths of the columns, as their texts need them."""
    texts = (("number", 11, 18), ("name", 20, 36), ("owner", 12, 22), ("region", 10, 18))
    return [11, *(fitted([str(text) for text in rows[key]], low, high) for key, low, high in texts), 14]


def account_columns(words: Words, rows: pd.DataFrame) -> list[TableColumn]:
    """Return the columns of accounts, whose headings are written by themselves."""
    kinds = [words("Customer") if kind == "customer" else words("Lead") for kind in rows["kind"]]
    return [
        TableColumn("kind", "", "text", kinds),
        TableColumn("number", "", "identifier", list(rows["number"])),
        *(TableColumn(key, "", "client", list(rows[key])) for key in ("name", "owner", "region")),
        TableColumn("revenue", "", "money", list(rows["revenue"])),
    ]


def write_account(sheet: Sheet, words: Words, row: int, first: int, account: Mapping[Any, Any]) -> None:
    """Write one account into a row that has further cells of its own, from the column `first` on; the same cells as `account_columns`."""
    sheet.text(row, first, words("Customer") if account["kind"] == "customer" else words("Lead"), "line", "wrap")
    sheet.client(row, first + 1, account["number"], "line", "wrap", "identifier")
    for col, key in enumerate(("name", "owner", "region"), start=first + 2):
        sheet.client(row, col, account[key], "line", "wrap")
    sheet.number(row, first + REVENUE, account["revenue"], "line", "money", "top")
