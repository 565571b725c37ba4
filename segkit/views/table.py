"""A table as people look at it: headings and shown values, numbers to the right; the same in notebook, report and panel."""

from dataclasses import dataclass
from html import escape
from typing import Literal

Align = Literal["text", "num", "grade"]

A_NUMBER: tuple[Align, ...] = ("num",)
"""The aligns of one column of numbers; times a count, those of so many."""


@dataclass(frozen=True)
class Table:
    """Rows of shown text under headings. `aligns` says per column whether it holds text, numbers or a grade.

    `total` is True when the last row sums up; `wide` asks the report for more room. `language` is the one in which the cells are written;
    a table that says it sorts and searches where scripts may run.
    """

    caption: str
    headings: tuple[str, ...]
    aligns: tuple[Align, ...]
    rows: tuple[tuple[str, ...], ...]
    total: bool = False
    wide: bool = False
    language: str = ""

    def __post_init__(self) -> None:
        if any(len(row) != len(self.headings) for row in (*self.rows, self.aligns)):
            raise ValueError(f"table '{self.caption}': every row needs {len(self.headings)} cells")

    def _repr_html_(self) -> str:
        head = "".join(f"<th{self._class(i, total=True)}>{escape(name)}</th>" for i, name in enumerate(self.headings))
        last = len(self.rows) - 1
        body = "".join(self._row(row, total=self.total and i == last) for i, row in enumerate(self.rows))
        # The second class keeps notebooks from reading a name with two dollar signs as a formula.
        kind = f"{'wide' if self.wide else 'upright'} mathjax_ignore"
        language = f' lang="{escape(self.language)}"' if self.language else ""
        return f'<table class="{kind}"{language}><caption>{escape(self.caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'

    def __repr__(self) -> str:
        return "\n".join([self.caption, " | ".join(self.headings), *(" | ".join(row) for row in self.rows)])

    def _row(self, row: tuple[str, ...], *, total: bool) -> str:
        cells = "".join(f"<td{self._class(i, cell, total=total)}>{escape(cell)}</td>" for i, cell in enumerate(row))
        return f'<tr class="total">{cells}</tr>' if total else f"<tr>{cells}</tr>"

    def _class(self, column: int, cell: str = "", *, total: bool = False) -> str:
        align = self.aligns[column]
        # A grade is a chip of one word; "Not rated" and the total are plain text.
        plain = align == "text" or (align == "grade" and (total or " " in cell or not cell))
        # Notebooks set every cell to the right, which texts and grades do not want.
        left = "" if align == "num" else ' style="text-align: left"'
        return left if plain else f' class="{align}"{left}'
