"""What engagement.yaml says of one file: what it holds, how it is written, and which of its columns is which."""

import datetime as dt
from typing import Any, Literal

from pydantic import Field, field_validator, model_validator

from segkit.parameters import Record, nearest, parameter
from segkit.tables import COLUMNS, KEYS, Holds


class ColumnMap(Record):
    """Where a canonical column comes from: one heading, a sum or a product of several, times a factor."""

    column: str | None = parameter(None, label="Heading", help="The heading in the file, letter for letter.")
    sum: list[str] | None = parameter(None, label="Sum of", help="Headings whose values are added.", min_length=1)
    product: list[str] | None = parameter(None, label="Product of", help="Headings whose values are multiplied.", min_length=1)
    times: float = parameter(1.0, label="Times", help="A factor for every value: 1000 where the file says tkr.", gt=0)

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, given: Any) -> Any:
        if isinstance(given, str):
            return {"column": given}
        return {"sum": given} if isinstance(given, list) else given

    @model_validator(mode="after")
    def _exactly_one(self) -> "ColumnMap":
        if sum(part is not None for part in (self.column, self.sum, self.product)) != 1:
            raise ValueError("a column comes from exactly one of 'column', 'sum' and 'product'.")
        return self

    @property
    def headings(self) -> tuple[str, ...]:
        return tuple(self.sum or self.product or [self.column or ""])


class Join(Record):
    """A second file whose columns are added by a key, such as a customer's region from its postcode."""

    file: str = parameter(label="File", help="The file in data/ that holds the added columns.")
    sheet: str | None = parameter(None, label="Sheet", help="The sheet of the workbook to read.")
    key: str = parameter(label="Key", help="The heading that both files share.")
    separator: str | None = parameter(None, label="Separator", help="The sign between fields of a text file.", min_length=1, max_length=1)
    encoding: str | None = parameter(None, label="Encoding", help="The character set of a text file, such as cp1252 or cp850.")


class Source(Record):
    """One of the client's files."""

    file: str = parameter(label="File", help="The file's name in data/, such as kunder.csv.")
    holds: Holds = parameter(label="Holds", help="What the file holds: customers, leads or transactions.")
    sheet: str | None = parameter(None, label="Sheet", help="The sheet of the workbook to read.")
    columns: dict[str, ColumnMap] = parameter(label="Columns", help="Which heading is which of segkit's columns.", min_length=1)
    join: list[Join] = Field(default_factory=list, title="Join", description="Further files whose columns are added by a key.")
    missing: list[str] = Field(
        default_factory=list, title="Missing", description="Texts that mean an empty cell in this file, such as NULL."
    )
    decimal: Literal[",", "."] | None = parameter(None, label="Decimal sign", help="Give it only when the file leaves it open.")
    dates: Literal["dmy", "mdy", "ymd"] | None = parameter(None, label="Order of dates", help="Give it only when the file leaves it open.")
    separator: str | None = parameter(None, label="Separator", help="The sign between fields of a text file.", min_length=1, max_length=1)
    encoding: str | None = parameter(None, label="Encoding", help="The character set of a text file, such as cp1252 or cp850.")

    @field_validator("file")
    @classmethod
    def _inside_data(cls, name: str) -> str:
        if any(part in {"..", ""} for part in name.replace("\\", "/").split("/")) or ":" in name:
            raise ValueError(f"'{name}' leaves the folder data/. Put the file into data/ and give its name.")
        return name

    @model_validator(mode="after")
    def _known_columns(self) -> "Source":
        known = [column.name for column in COLUMNS[self.holds]]
        for name in self.columns:
            if name not in known:
                like = nearest(name, known)
                hint = f"Did you mean '{like}'?" if like else f"It has: {', '.join(known)}."
                raise ValueError(f"'{name}' is not a column of {self.holds}. {hint}")
        for column in COLUMNS[self.holds]:
            if column.required and column.name not in self.columns:
                raise ValueError(f"{self.file} lacks a heading for '{column.name}', which every row of {self.holds} needs. {column.help}")
        return self

    @property
    def key(self) -> str:
        """The column that says whose row it is."""
        return KEYS[self.holds]

    @property
    def shown(self) -> str:
        """The source as people are told of it: two sheets of one file are two sources."""
        return f"{self.file} [{self.sheet}]" if self.sheet else self.file


class Period(Record):
    """The months whose revenue counts, both days included."""

    begin: dt.date = parameter(label="From", help="First day of the analysis period, such as 2025-07-01.", alias="from")
    end: dt.date = parameter(label="To", help="Last day of the analysis period, such as 2026-06-30.", alias="to")

    @model_validator(mode="after")
    def _in_order(self) -> "Period":
        if self.end <= self.begin:
            raise ValueError(f"the period ends ({self.end}) before it begins ({self.begin}). Swap 'from' and 'to'.")
        return self

    @property
    def months(self) -> int | None:
        """The number of whole calendar months, or None where the period is none."""
        after = self.end + dt.timedelta(days=1)
        whole = self.begin.day == 1 and after.day == 1
        return (after.year - self.begin.year) * 12 + after.month - self.begin.month if whole else None

    @property
    def before(self) -> "Period":
        """The period of the same length just before: as many months, or as many days."""
        end = self.begin - dt.timedelta(days=1)
        if self.months is None:
            return Period(begin=end - (self.end - self.begin), end=end)
        years, month = divmod(self.begin.year * 12 + self.begin.month - 1 - self.months, 12)
        return Period(begin=dt.date(years, month + 1, 1), end=end)
