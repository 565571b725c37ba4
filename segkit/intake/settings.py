"""What engagement.yaml says of the client's files: what each holds, how it is written, and which of its columns is which."""

import datetime as dt
from typing import Any, Literal

from pydantic import Field, field_validator, model_validator

from segkit.intake.source_table import Reading
from segkit.parameters import Record, nearest, parameter
from segkit.tables import COLUMNS, KEYS, Holds, Origin

DecimalSign = Literal[",", "."] | None
DateOrder = Literal["dmy", "mdy", "ymd"] | None
NumbersMeet = Literal["exact", "normalised"]


class ColumnMap(Record):
    """Where a canonical column comes from: one heading, a sum or a product of several, times a factor."""

    column: str | None = parameter(None, label="Heading", help="The heading in the file, letter for letter.")
    sum: list[str] | None = parameter(None, label="Sum of", help="Headings whose values are added.", min_length=1)
    product: list[str] | None = parameter(None, label="Product of", help="Headings whose values are multiplied.", min_length=1)
    times: float = parameter(1.0, label="Times", help="A factor for every value: 1000 where the file says tkr.", gt=0)
    decimal: DecimalSign = parameter(None, label="Decimal sign", help="Give it only when the column leaves it open.")
    dates: DateOrder = parameter(None, label="Order of dates", help="Give it only when the column leaves it open.")

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


class Table(Record):
    """How one table of a file is found and read; what is left out, segkit finds out."""

    file: str = parameter(label="File", help="The file's name in data/, such as kunder.csv.")
    sheet: str | None = parameter(None, label="Sheet", help="The sheet of the workbook to read.")
    separator: str | None = parameter(None, label="Separator", help="The sign between fields of a text file.", min_length=1, max_length=3)
    encoding: str | None = parameter(None, label="Encoding", help="The character set of a text file, such as cp1252 or cp850.")
    heading_row: int | None = parameter(None, label="Heading row", help="The row that holds the headings, as Excel numbers it.", ge=1)
    heading_rows: int | None = parameter(None, label="Heading rows", help="How many rows the headings take.", ge=1, le=5)
    fill_down: list[str] = Field(
        default_factory=list, title="Fill down", description="Headings whose merged cells hold for every row that they span."
    )
    origin: Origin = parameter("internal", label="Origin", help="Where the data come from: internal, survey or external.")
    licence: str = parameter("", label="Licence", help="Who made the data, when, and under which licence; needed for external data.")

    @field_validator("file")
    @classmethod
    def _inside_data(cls, name: str) -> str:
        if any(part in {"..", ""} for part in name.replace("\\", "/").split("/")) or ":" in name:
            raise ValueError(f"'{name}' leaves the folder data/. Put the file into data/ and give its name.")
        return name

    @property
    def reading(self) -> Reading:
        return Reading(self.sheet, self.separator, self.encoding, self.heading_row, self.heading_rows, tuple(self.fill_down))


class Join(Table):
    """A second file whose columns are added by a key, such as a customer's region from its postcode."""

    key: str = parameter(label="Key", help="The heading by which the rows are found in this file.")
    own_key: str | None = parameter(None, label="Own key", help="The heading of the same in the file that receives, where it is another.")
    numbers: NumbersMeet = parameter("exact", label="Numbers", help="'normalised' lets 0999 meet 999, where the file holds just one such.")
    spellings: dict[str, str] = Field(
        default_factory=dict,
        title="Spellings",
        description="How the receiving file writes a key: how this one does, such as Koebenhavn: København.",
    )


class Source(Table):
    """One of the client's files."""

    holds: Holds = parameter(
        label="Holds", help="What the file holds: customers, leads, transactions, contacts or costs (records of time and costs)."
    )
    kind: str | None = parameter(
        None,
        label="Kind",
        help="What every record of costs in this file is, such as Freight, where no column says it.",
        min_length=1,
        max_length=80,
    )
    columns: dict[str, ColumnMap] = parameter(label="Columns", help="Which heading is which of segkit's columns.", min_length=1)
    join: list[Join] = Field(default_factory=list, title="Join", description="Further files whose columns are added by a key.")
    missing: list[str] = Field(
        default_factory=list, title="Missing", description="Texts that mean an empty cell in this file, such as NULL."
    )
    decimal: DecimalSign = parameter(None, label="Decimal sign", help="Give it only when the file leaves it open.")
    dates: DateOrder = parameter(None, label="Order of dates", help="Give it only when the file leaves it open.")
    currency: str | None = parameter(
        None, label="Currency", help="Three letters, where the file's money is in another than the engagement's."
    )
    numbers: NumbersMeet = parameter(
        "exact",
        label="Numbers",
        help="'normalised' lets 0012 meet 12, and A-1 meet a1, where the customer file holds just one such number; 'exact' never does.",
    )
    repeated: Literal["refuse", "first", "last"] = parameter(
        "refuse", label="Repeated numbers", help="Which row of a number that stands twice is used; 'refuse' stops and lists them."
    )
    attributes: dict[str, str] = Field(
        default_factory=dict,
        title="Attributes",
        description="Columns of the client's own that are kept to filter and sort by: a name of your own, and the heading.",
    )
    personal: dict[str, str] = Field(
        default_factory=dict,
        title="Personal data",
        description="Headings that data protection forbids by default, each with the reason why the analysis needs it.",
    )

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

    @model_validator(mode="after")
    def _kind_of_costs(self) -> "Source":
        if self.holds != "costs":
            if self.kind is not None:
                raise ValueError(f"'kind' is for a file that holds costs, but {self.file} holds {self.holds}. Take it out.")
            return self
        if self.kind is not None and "kind" in self.columns:
            raise ValueError(f"the kind of the records of {self.file} comes twice: from 'kind' and from a column. Keep one of the two.")
        if self.kind is None and not self.columns.keys() & {"kind", "hours", "minutes", "amount"}:
            raise ValueError(
                f"{self.file} says neither of what kind its records are nor what they took. Give a heading for 'kind', 'hours', 'minutes' or "
                "'amount', or write what they all are under 'kind'."
            )
        return self

    @property
    def headings(self) -> frozenset[str]:
        """Every heading that the source uses, in its own file or in one that is joined."""
        mapped = {heading for column_map in self.columns.values() for heading in column_map.headings}
        return frozenset(mapped | set(self.attributes.values()) | {join.own_key or join.key for join in self.join})

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
