"""What people decided in returned files: corrections.yaml, an entry for each decision, the newest of an account and field in force."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from pydantic import Field, field_validator, model_validator
from ruamel.yaml.nodes import Node, ScalarNode, SequenceNode

from segkit.errors import EngagementError
from segkit.intake.identity.decisions import composed, value_of
from segkit.parameters import Record, nearest, parameter, read_record, read_yaml
from segkit.words import phrase
from segkit.words.language import Term

GRADE, POTENTIAL, REVENUE, COMMENT, STATUS, DONE = "grade", "potential", "revenue", "comment", "status", "done"
RESPONSIBLE, DECISION = "responsible", "decision"
AMOUNTS = (POTENTIAL, REVENUE)
POINT = "given:"
"""What the field of a point begins with; the name of the factor that people rate follows."""

FIELDS: dict[str, tuple[str, ...]] = {
    "customer": (GRADE, POTENTIAL, COMMENT),
    "lead": (GRADE, POTENTIAL, REVENUE, COMMENT),
    "action": (STATUS, DONE, COMMENT),
    "task": (STATUS, COMMENT),
    "rating": (COMMENT,),
    "growth": (RESPONSIBLE, COMMENT),
    "change": (DECISION, COMMENT),
}
"""What can be decided of whom. An action belongs to an account: action:customer:0012:2 is the second of customer 0012.

A task is a step of the implementation plan, such as task:confirm. rating:customer:0012 is the customer in the table of ratings, where each
point can be decided besides (`given:` and the factor's name); growth: and change: are the lists to build on and to change."""

LABELS: dict[str, str] = {
    GRADE: phrase("Fixed grade"),
    POTENTIAL: phrase("Potential"),
    REVENUE: phrase("Expected revenue"),
    COMMENT: phrase("Comment"),
    STATUS: phrase("Status"),
    DONE: phrase("Done"),
    RESPONSIBLE: phrase("Responsible"),
    DECISION: phrase("Decision"),
}
"""What each field is called towards the client."""

_KEY = re.compile(r"(customer|lead):.+|action:(customer|lead):.+:[^:]+|task:[a-z_]+|(rating|growth|change):customer:.+", re.DOTALL)
_SHEET = re.compile(r"(rating|growth|change):(?=customer:)")


def can_be_decided(key: str, of: str) -> bool:
    """Return whether a field can be decided of somebody; every point can be, of a customer in the table of ratings."""
    kind = key.partition(":")[0]
    return of in FIELDS[kind] or (kind == "rating" and of.startswith(POINT) and len(of) > len(POINT))


def is_number(of: str) -> bool:
    """Return whether a field takes a number: an amount or a point."""
    return of in AMOUNTS or of.startswith(POINT)


def label_of(of: str) -> str:
    """Return what a field is called towards the client: a term to be translated, or the factor's own name."""
    return of.removeprefix(POINT) if of.startswith(POINT) else Term(LABELS[of])


class Origin(Record):
    """Where a decision was read."""

    file: str = parameter(label="File", help="The returned file.", min_length=1)
    cell: str = parameter(label="Cell", help="The cell, such as Customers!H17.", min_length=1)


class Correction(Record):
    """One entry under 'corrections'; an entry without a value takes back what was decided before."""

    key: str = parameter(label="Key", help='Whom it is about, such as "customer:0012", "lead:E7" or "action:customer:0012:2".')
    field: str = parameter(
        label="Field",
        help="What is decided: grade, potential, revenue, comment, status, done, responsible, decision, or given: and a factor's name.",
    )
    value: str | int | float | bool | None = parameter(None, label="Value", help="What was decided; nothing takes the decision back.")
    reason: str = parameter("", label="Reason", help="Why the grade is another one than the figures give; needed for a grade.")
    until: dt.date | None = parameter(None, label="Until", help="The last day on which the fixed grade holds, such as 2027-06-30.")
    origin: Origin = parameter(label="From", help="The file and the cell it was read from.", alias="from")
    date: dt.date = parameter(label="Date", help="The day it was accepted, such as 2026-08-31.")
    by: str = parameter("", label="By", help="Who decided.")

    @field_validator("key")
    @classmethod
    def _names_somebody(cls, key: str) -> str:
        if not _KEY.fullmatch(key):
            raise ValueError(f"'key' must be like customer:0012, lead:E7 or action:customer:0012:2, but is '{key}'.")
        return key

    @model_validator(mode="after")
    def _fits_together(self) -> "Correction":
        known = FIELDS[self.key.partition(":")[0]]
        if not can_be_decided(self.key, self.field):
            like = nearest(self.field, known)
            hint = f"Did you mean '{like}'?" if like else f"It can be {', '.join(known)}."
            raise ValueError(f"'{self.field}' is nothing that can be decided for {self.key}. {hint}")
        if not self.is_empty and is_number(self.field):
            self._amount_fits()
        elif not self.is_empty and not isinstance(self.value, str):
            shown = str(self.value).lower() if isinstance(self.value, bool) else self.value
            raise ValueError(f'the value of {self.field} for {self.key} stands without quotes. Write "{shown}".')
        if self.field == GRADE and not self.is_empty and not self.reason.strip():
            raise ValueError(f"the grade of {self.key} is fixed without a reason. Write one under 'reason'.")
        if self.field != GRADE and self.until is not None:
            raise ValueError(f"'until' belongs to a grade, but stands at {self.field} of {self.key}. Remove it.")
        return self

    def _amount_fits(self) -> None:
        fits = isinstance(self.value, (int, float)) and not isinstance(self.value, bool)
        if not fits or not 0 <= float(str(self.value)) < float("inf"):
            what, kind = (f"{self.field} of {self.key}", "an amount") if self.field in AMOUNTS else (f"point of {self.key}", "a number")
            raise ValueError(f"the {what} must be {kind} of 0 or more without quotes, but is '{self.value}'.")

    @property
    def is_empty(self) -> bool:
        return self.value is None or self.value == ""

    @property
    def amount(self) -> Decimal | None:
        """The value of an amount, exactly as it is written."""
        return None if self.is_empty else Decimal(str(self.value))

    @property
    def account(self) -> tuple[str, str]:
        """The account it is about, as (customer or lead, number)."""
        key = self.key.removeprefix("action:").rsplit(":", 1)[0] if self.key.startswith("action:") else _SHEET.sub("", self.key, count=1)
        kind, _, number = key.partition(":")
        return kind, number


class CorrectionFile(Record):
    """corrections.yaml as a whole."""

    corrections: list[Correction] = Field(default_factory=list, title="Corrections", description="What people decided in returned files.")


@dataclass(frozen=True)
class Corrections:
    """What is in force, by key and field, each with the line on which it stands; entries that were replaced or taken back are left out.

    `taken_back` are the keys and fields whose newest entry is empty.
    """

    file: str = "corrections.yaml"
    in_force: Mapping[tuple[str, str], tuple[Correction, int]] = field(default_factory=dict)
    taken_back: frozenset[tuple[str, str]] = frozenset()
    newest: dt.date | None = None

    def get(self, key: str, of: str) -> Correction | None:
        """Return what was decided of a field for somebody; None where nothing is in force."""
        found = self.in_force.get((key, of))
        return found[0] if found else None

    def value(self, key: str, of: str) -> Any:
        """Return the decided value of a field for somebody; None where nothing is in force."""
        found = self.get(key, of)
        return found.value if found else None

    def points(self) -> dict[tuple[str, str], tuple[Correction, int]]:
        """Return the points that were decided, by customer and factor, each with the line on which it stands."""
        found = {(key, name): entry for (key, name), entry in self.in_force.items() if name.startswith(POINT)}
        return {(entry[0].account[1], name.removeprefix(POINT)): entry for (_, name), entry in found.items()}

    def of(self, kind: str, name: str) -> dict[str, Correction]:
        """Return what was decided of a field for all of a kind, by the accounts' numbers: customer, lead, rating, growth or change."""
        found = [entry for (key, given), (entry, _) in self.in_force.items() if given == name and key.startswith(f"{kind}:")]
        return {entry.account[1]: entry for entry in found}


def read_corrections(file: Path) -> Corrections:
    """Return what corrections.yaml decides; nothing where the file does not exist.

    Of an account and field the entry of the latest date counts; of one date the lower one in the file. Raises EngagementError with a
    sentence per problem, each with its line.
    """
    if not file.is_file():
        return Corrections(file.name)
    yaml = read_yaml(file)
    unquoted = _unquoted(file)
    if unquoted:
        raise EngagementError(unquoted, code="SEG-D03")
    entries = read_record(CorrectionFile, yaml).corrections
    order = sorted(range(len(entries)), key=lambda i: (entries[i].date, i))
    newest = {(entries[i].key, entries[i].field): (entries[i], yaml.line(("corrections", i))) for i in order}
    standing = {place: found for place, found in newest.items() if not found[0].is_empty}
    return Corrections(file.name, standing, frozenset(newest.keys() - standing.keys()), max((e.date for e in entries), default=None))


def _unquoted(file: Path) -> list[str]:
    """Return a sentence for each key or grade that stands without quotes where another program would read something else."""
    return [
        f"{file.name}, line {node.start_mark.line + 1}: {node.value} under '{name}' stands without quotes. "
        f'Write "{node.value}", or another program may read it as something else.'
        for entry in _entries(composed(file.read_text(encoding="utf-8-sig")))
        for name, node in _texts_of(entry)
        if isinstance(node, ScalarNode) and node.style is None and _TRAP.fullmatch(str(node.value))
    ]


_TRAP = re.compile(r"[-+]?0\d+|[-+]?\d[\d_.,]*[eE][-+]?\d+|0[xob][\da-fA-F_]+|yes|no|on|off|y|n|true|false", re.IGNORECASE)
"""Plain words and figures that YAML readers do not agree about."""


def _entries(root: Node | None) -> Sequence[Node]:
    entries = value_of(root, "corrections")
    return list(entries.value) if isinstance(entries, SequenceNode) else []


def _texts_of(entry: Node) -> list[tuple[str, Node | None]]:
    return [(name, value_of(entry, name)) for name in ("key", "value", "reason", "by")]
