"""What a strategy file's mark says of its tables: which columns there are, and which of them people may write into."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from segkit.deliverables.excel.returned_tables import COMPUTED, ENTRY, GIVEN


@dataclass(frozen=True)
class Column:
    """A column: its field, its heading, its role (given, computed, entry), and what an entry takes."""

    field: str
    heading: str
    role: str
    takes: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class TableLayout:
    """A table as it was delivered: on which sheet, the name Excel has for it, and its columns by field."""

    key: str
    sheet: str
    name: str
    columns: tuple[Column, ...]

    @cached_property
    def by_field(self) -> dict[str, Column]:
        return {column.field: column for column in self.columns}

    @cached_property
    def by_heading(self) -> dict[str, str]:
        """The field of each heading, as `spoken` writes it."""
        return {spoken(column.heading): column.field for column in self.columns}

    def fields(self, role: str) -> tuple[str, ...]:
        return tuple(column.field for column in self.columns if column.role == role)


@dataclass(frozen=True)
class Layout:
    """All tables, the names of the parameters' cells by their keys, and the names of cells that are not to be changed."""

    tables: tuple[TableLayout, ...]
    parameters: Mapping[str, str]
    given: tuple[str, ...]


def layout_of(described: Any) -> Layout:
    """Return a layout as segkit wrote it."""
    tables = tuple(
        TableLayout(
            table["key"],
            table["sheet"],
            table["name"],
            tuple(
                Column(column["field"], column["heading"], column["role"], column.get("takes", ""), tuple(column.get("choices", ())))
                for column in table["columns"]
            ),
        )
        for table in described["tables"]
    )
    return Layout(tables, dict(described["parameters"]), tuple(described["given"]))


def spoken(text: object) -> str:
    """Return a heading as it is compared: blanks of any kind are one blank, capital letters do not count."""
    return " ".join(str(text).split()).casefold()


__all__ = ["COMPUTED", "ENTRY", "GIVEN", "Column", "Layout", "TableLayout", "layout_of", "spoken"]
