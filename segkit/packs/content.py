"""What a pack holds: sections of texts, tables and charts, once, for the Excel file and for the PDF."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from segkit.views.chart import Chart

FOLDER = "packs"
"""The folder of a client's workbook in which its packs lie."""

Kind = Literal["text", "client", "money", "exact", "count", "hours", "percent", "date", "entry", "tick", "grade"]
"""What a column of a table holds: a text of ours, a text of the client's, an amount in the engagement's currency (`money` in whole units,
`exact` with two decimals), a whole number, hours, a share (0.25 is shown as 25 %), a day; `entry` is a cell to be filled in (yellow in Excel,
an empty box on paper), `tick` a box to tick, and `grade` a segment's letter in its colour."""

NUMBERS: frozenset[Kind] = frozenset({"money", "exact", "count", "hours", "percent"})
"""The kinds whose cells stand to the right; a missing number is a dash on paper and an empty cell in Excel."""

Value = str | float | int | dt.date | None
"""A cell's value; None is empty, or not known where the column holds numbers."""


@dataclass(frozen=True)
class Column:
    """One column of a table: its heading, what it holds, and how wide it is on a scale on which a sentence has 60.

    `choices` are the only answers that an entry takes; `filled` asks for a day or a number in an entry. `key` is the name by which a column
    of a grid that is read back is known in every language; headings within such a grid differ.
    """

    label: str
    kind: Kind = "text"
    width: int = 20
    choices: tuple[str, ...] = ()
    filled: Literal["text", "date", "number"] = "text"
    key: str = ""


@dataclass(frozen=True)
class Grid:
    """A table with typed cells. `blank` adds rows to fill in, every cell of them an entry; with `total` the last row sums up.

    A grid with a `key` is read back: `row_keys` name its rows (as many as there are rows), blank rows are named new:1, new:2, ….
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    blank: int = 0
    total: bool = False
    key: str = ""
    row_keys: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError(f"grid '{self.title}': every row needs {len(self.columns)} cells")
        if self.key and len(self.row_keys) != len(self.rows):
            raise ValueError(f"grid '{self.title}': every row needs a key")
        if self.key and len({column.label for column in self.columns}) != len(self.columns):
            raise ValueError(f"grid '{self.title}': every column needs a heading of its own")
        if self.key and self.total:
            raise ValueError(f"grid '{self.title}': a grid that is read back sums up nothing")


@dataclass(frozen=True)
class Text:
    """A paragraph."""

    text: str


@dataclass(frozen=True)
class Bullets:
    """A list of short texts; where they are (label, text) pairs, each begins with its bold label. `numbered` counts them."""

    items: tuple[str | tuple[str, str], ...]
    numbered: bool = False


@dataclass(frozen=True)
class Facts:
    """Headline figures side by side: (value as shown, label)."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Note:
    """A remark set apart in a box."""

    text: str


@dataclass(frozen=True)
class Lines:
    """Empty lines to write on by hand, under a label; in Excel one tall cell to fill in."""

    label: str
    lines: int = 4


@dataclass(frozen=True)
class Cards:
    """Cards to cut out, each with a title and lines: two beside each other on paper, one below the other in Excel."""

    cards: tuple[tuple[str, tuple[str, ...]], ...]


Part = Text | Bullets | Facts | Note | Lines | Cards | Grid | Chart


@dataclass(frozen=True)
class Section:
    """A chapter of a pack: on paper under a heading (on a page of its own where `page`), in Excel a sheet of its own named `tab`."""

    key: str
    title: str
    parts: tuple[Part, ...]
    tab: str = ""
    page: bool = False


@dataclass(frozen=True)
class Pack:
    """One pack: its key (which names the files), its title and what it is for, and its sections in their order.

    `purpose` stands below the title. `mark` says what the file is when it comes home; "" where it does not. `wide` lays the pages on their
    side.
    """

    key: str
    title: str
    purpose: str
    sections: tuple[Section, ...]
    mark: str = ""
    wide: bool = False
