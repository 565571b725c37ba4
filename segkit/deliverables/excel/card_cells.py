"""What one customer's page looks up: cells of the tables of ratings, customers and true contribution, for the number in the yellow cell."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from segkit.deliverables.excel.account_table import AccountTable
from segkit.deliverables.excel.cells import quoted
from segkit.deliverables.excel.finding_rows import row_formula
from segkit.deliverables.excel.live_table import LiveTable
from segkit.deliverables.excel.rating_layout import RatingLayout
from segkit.deliverables.excel.ratings_sheet import rating_values
from segkit.deliverables.excel.workbook import Book
from segkit.words import is_missing
from segkit.words.language import UNKNOWN

NUMBER, KNOWN, CUSTOMER, OWN_LINE = "card_number", "card_row", "card_customer", "card_line"
"""Names of the cells: the number chosen, and the customer's row in the ratings, in the table of customers, and its line as delivered."""


@dataclass(frozen=True)
class Line:
    """Something looked up: what it is called, its formula, what that gives for the customer shown first, and its looks."""

    label: str
    formula: str
    value: Any
    looks: tuple[str, ...]


@dataclass(frozen=True)
class Card:
    """The page of one customer, who stands in position `at` of the table of customers as delivered."""

    book: Book
    table: AccountTable
    layout: RatingLayout
    contribution: LiveTable | None
    at: int
    values: dict[str, Any]

    @property
    def number(self) -> str:
        return str(self.table.rows["customer_id"].iloc[self.at])

    @property
    def position(self) -> int:
        """Where the customer stands among the study's customers."""
        return int(pd.Index(self.layout.deep.customers["customer_id"]).get_loc(self.number))

    def rated(self, key: str, *looks: str, label: str = "") -> Line:
        """Return a cell of the ratings."""
        place = self.layout.place
        return Line(label or place.headings[key], shown_formula(place.column(key), KNOWN), _shown(self.values[key]), looks)

    def customer(self, key: str, *looks: str) -> Line:
        """Return a cell of the table of customers."""
        value = self.table.shown[key].iloc[self.at]
        return Line(self.table.headings[key], shown_formula(self.table.column(key), CUSTOMER), _shown(value), looks)

    def money(self, key: str, *looks: str) -> Line:
        """Return a cell of the table of true contribution."""
        assert self.contribution is not None
        row = row_formula(self.contribution, OWN_LINE)
        formula = shown_formula(self.contribution.column(key), row)
        return Line(self.contribution.headings[key], formula, _shown(self.of_money(key)), looks)

    def has_money(self, key: str) -> bool:
        return self.contribution is not None and self.contribution.has(key)

    def of_money(self, key: str) -> Any:
        """Return what the engine has for a column of the table of true contribution."""
        value = self.layout.deep.customers[key].iloc[self.position]
        return None if is_missing(value) else float(value)

    def write(self, row: int, col: int, line: Line, *looks: str) -> None:
        """Write what is looked up; what is missing is a dash."""
        self.book.sheets["card"].formula(row, col, line.formula, line.value, *line.looks, *looks)


def card_of(book: Book, table: AccountTable, layout: RatingLayout, contribution: LiveTable | None) -> Card:
    """Return the page of the first customer to build on, or else of the one with the largest revenue."""
    best = layout.deep.lists.best["customer_id"].tolist()
    numbers = table.rows["customer_id"].tolist()
    at = numbers.index(best[0]) if best else 0
    values = {key: cells[at] for key, cells in rating_values(layout, table).items()}
    return Card(book, table, layout, contribution, at, values)


def shown_formula(column: str, row: str) -> str:
    """Return what stands in a row of a column; a dash where nothing does, and nothing where there is no such row."""
    cell = f"INDEX({column},{row})"
    return f'IF({row}=0,"",IF({cell}="",{quoted(UNKNOWN)},{cell}))'


def _shown(value: Any) -> Any:
    return UNKNOWN if value is None or value == "" or is_missing(value) else value
