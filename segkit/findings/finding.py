"""A finding: a kind with its place and the values in its text, spoken in the language of whoever reads it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from segkit.findings.kind import SEVERITIES, Severity
from segkit.findings.kinds import KINDS
from segkit.words import Words


@dataclass(frozen=True)
class Finding:
    """One finding: its kind, its place (row = the number that Excel or a text editor shows) and the values in its text.

    Values are texts, numbers, exact amounts (Decimal) and dates. `rows` are all rows concerned, of which `row` is the first;
    `sheet` and `column` (the heading in the file) say where in the file, when they are known.
    """

    kind: str
    file: str = ""
    row: int | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    sheet: str | None = None
    column: str | None = None
    rows: tuple[int, ...] = ()

    @property
    def code(self) -> str:
        return KINDS[self.kind].code

    @property
    def severity(self) -> Severity:
        return KINDS[self.kind].severity

    def place(self, words: Words) -> str:
        return self.file if self.row is None else words("{file}, row {row}", file=self.file, row=str(self.row))

    def text(self, words: Words) -> str:
        text = KINDS[self.kind].text
        if isinstance(text, str):
            return words(text, **self.values)
        others = {name: value for name, value in self.values.items() if name != "n"}
        return words.plural(*text, int(str(self.values["n"])), **others)

    def done(self, words: Words) -> str:
        return words(KINDS[self.kind].done, **self.values)

    def todo(self, words: Words) -> str:
        return words(KINDS[self.kind].todo, **self.values)


Findings = tuple[Finding, ...]


def in_order(findings: Iterable[Finding]) -> Findings:
    """Return the findings with the gravest first, otherwise in the order in which they were found."""
    ranks = list(SEVERITIES)
    return tuple(sorted(findings, key=lambda finding: ranks.index(finding.severity)))
