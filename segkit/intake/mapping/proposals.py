"""What is proposed to a person: headings for columns, files for tables, and joins between files."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from segkit.findings import Detected


@dataclass(frozen=True)
class ColumnProposal:
    """A heading proposed for a column. `score` is 0 to 100; `also` are further headings that are added or multiplied with it."""

    column: str
    heading: str
    score: float
    why: Detected[str]
    sure: bool
    also: tuple[str, ...] = ()
    operation: Literal["", "sum", "product"] = ""


@dataclass(frozen=True)
class JoinProposal:
    """A file whose columns can be added by a key; `own_key` is the heading in the file that receives them."""

    file: str
    key: str
    own_key: str
    score: float
    why: Detected[str]
    sure: bool
    sheet: str | None = None


@dataclass(frozen=True)
class TableProposal:
    """What a file holds: a table of segkit's, "join" for a file that only adds columns to another, or None where nothing fits.

    `columns` are sure, `doubtful` must be asked (the best first for each column), `unused` are headings that nothing claims.
    """

    holds: str | None
    score: float
    why: Detected[str | None]
    columns: tuple[ColumnProposal, ...]
    doubtful: tuple[ColumnProposal, ...]
    unused: tuple[str, ...]
    file: str = ""
    sheet: str | None = None
    joins: tuple[JoinProposal, ...] = ()
    rival_sheets: tuple[str, ...] = ()
    rival_files: tuple[str, ...] = ()
    """Files that list the same accounts and are as good or better, so that this one is not taken by itself."""
    """Other sheets of the same file that hold the same table; which of them counts must be asked, never the first one taken."""


def unsure(column: ColumnProposal, why: str, values: Mapping[str, Any]) -> ColumnProposal:
    """Return a proposal as a doubt, with the reason."""
    return replace(column, sure=False, why=Detected(column.heading, why, dict(values), column.why.score))
