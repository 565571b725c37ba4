"""The top of a large text file: how it is written and where its table begins, found out by the readers of small files."""

import codecs
from dataclasses import dataclass, replace
from pathlib import Path

from segkit.findings import Detected, Finding
from segkit.intake.ledger.record import LargeFile
from segkit.intake.reading.layout import lay_out
from segkit.intake.reading.text import text_records
from segkit.intake.reading.text.encoding import decoded
from segkit.intake.source_table import Reading

TOP = 1 << 20
"""Bytes from which character set, separator and heading are found out."""

LINES = 3000
"""Lines from the top that Python reads whatever they hold."""


@dataclass(frozen=True)
class Head:
    """How a large file is written. `names` are the headings of all fields, `records` examples of records, `starts` the ways in which a
    heading line that stands again further down can begin, `lines` how many lines from the top Python reads."""

    encoding: Detected[str]
    separator: Detected[str]
    quote: str
    headings: Detected[tuple[int, ...]]
    names: tuple[str, ...]
    records: tuple[tuple[str, ...], ...]
    starts: tuple[bytes, ...]
    lines: int
    rewrite: bool
    """Whether the file must be written anew before its bytes can be looked at: two bytes a letter, or no line feeds."""
    doubts: tuple[Finding, ...] = ()
    """Whether the letters read as well in another character set."""

    @property
    def codec(self) -> str:
        return self.encoding.answer.removesuffix("-sig")

    @property
    def plain(self) -> bool:
        """Whether a pass over the bytes can tell fields apart: one byte between them, and double quotes without backslashes."""
        return len(self.separator.answer) == 1 and self.separator.answer.isascii() and self.quote == '"'


def read_head(file: LargeFile, wanted: tuple[str, ...], beside: bytes = b"") -> Head:
    """Return what the first megabyte tells; `beside` are further lines to know the character set by. Raises SourceError as small files do."""
    path, source = file.path, file.source
    content = top_of(path)
    read = decoded(path.name, content + beside, source.encoding)
    encoding = read.encoding
    # Lines further down may have shown that the top, plain as it is, is of another character set; UTF-8 with foreign lines stays as found.
    further = encoding.answer if beside and encoding.answer != "utf-8" else None
    text = decoded(path.name, content, source.encoding or further).text
    reading = Reading(None, source.separator, "utf-8", source.heading_row, source.heading_rows)
    found = text_records(path.name, text.encode("utf-8", "replace"), wanted, reading)
    separator = found.separator
    laid = lay_out(path.name, found.rows, found.numbers, wanted, reading, ragged=True, separator=separator.answer)
    headings = set(laid.headings.answer)
    starts = {
        start
        for row, number in zip(found.rows, found.numbers, strict=True)
        if number in headings
        for start in _starts(row, separator.answer)
    }
    rewrite = encoding.answer.lower().startswith(("utf-16", "utf-32")) or (b"\r" in content and b"\n" not in content)
    lines = min(LINES, max(content.count(b"\n"), max(headings) + 1))
    records = laid.cells.reindex(columns=list(laid.names), fill_value="").iloc[:LINES]
    return Head(
        encoding,
        separator,
        found.quote,
        laid.headings,
        laid.names,
        tuple(tuple(map(str, row)) for row in records.itertuples(index=False)),
        tuple(start.encode(encoding.answer, "ignore") for start in sorted(starts)),
        lines,
        rewrite,
        tuple(_placed(finding, content.count(b"\n")) for finding in read.findings if finding.kind == "encoding_doubt"),
    )


def _placed(finding: Finding, lines: int) -> Finding:
    """Return a finding without its row where that is none of the top, for the lines that follow are from anywhere below."""
    return replace(finding, row=None) if finding.row is not None and finding.row > lines + 1 else finding


def _starts(row: list[str], separator: str) -> list[str]:
    if not row[0].strip():
        return [separator.join(row)]
    return [f"{row[0]}{separator}", f'"{row[0]}"{separator}']


def top_of(path: Path) -> bytes:
    """Return the first megabyte of a file, whole lines of it."""
    with path.open("rb") as file:
        content = file.read(TOP)
        whole = len(content) < TOP
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\x00" in content[:4096]:
        return content[: len(content) // 4 * 4]
    return content if whole else content[: content.rfind(b"\n") + 1] or content
