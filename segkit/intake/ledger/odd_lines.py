"""The lines of a large file that are not plain, read by the functions that read small files: records, rows set aside, and findings."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from segkit.findings import Finding
from segkit.intake.ledger.head import Head
from segkit.intake.ledger.plain_copy import is_utf8, undecodable
from segkit.intake.ledger.record import LargeFile
from segkit.intake.ledger.scan import OddLines
from segkit.intake.reading.layout import lay_out
from segkit.intake.reading.text import text_records
from segkit.intake.reading.text.encoding import patched
from segkit.intake.source_table import Reading, SetAside


@dataclass(frozen=True)
class OddRecords:
    """What the odd lines hold: records by their line in the file, one column per heading, rows set aside, and findings."""

    cells: pd.DataFrame
    set_aside: tuple[SetAside, ...]
    findings: tuple[Finding, ...]


def read_odd_lines(path: Path, file: LargeFile, head: Head, odd: OddLines, wanted: tuple[str, ...]) -> OddRecords:
    """Return what the odd lines hold, as a reader of the whole file would. Raises SourceError as that reader does."""
    name, source = file.path.name, file.source
    texts, numbers, aside, findings = _decoded(path, name, head, odd)
    reading = Reading(None, head.separator.answer, "utf-8", source.heading_row, source.heading_rows)
    found = text_records(name, "".join(texts).encode("utf-8", "surrogatepass"), wanted, reading)
    rows = [numbers[at - 1] for at in found.numbers]
    laid = lay_out(name, found.rows, rows, wanted, reading, ragged=True, separator=head.separator.answer)
    own = [replace(row, row=numbers[row.row - 1]) for row in found.set_aside]
    placed = [_placed(finding, numbers) for finding in found.findings]
    cells = laid.cells.reindex(columns=list(laid.names), fill_value="")
    everything = tuple(sorted((*aside, *own, *laid.set_aside), key=lambda row: row.row))
    return OddRecords(cells, everything, (*findings, *placed, *laid.findings))


def _decoded(path: Path, name: str, head: Head, odd: OddLines) -> tuple[list[str], list[int], list[SetAside], list[Finding]]:
    """Return the lines as text with their numbers; in a file of UTF-8 those of another program are read as cp1252 or set aside."""
    texts: list[str] = []
    numbers: list[int] = []
    foreign: list[tuple[int, str]] = []
    aside: list[SetAside] = []
    for number, begin, line in _lines(path, odd):
        try:
            text = line.decode(head.codec)
        except UnicodeDecodeError as error:
            if not is_utf8(head):
                raise undecodable(file_path(path, name), number, begin + error.start, head.encoding.answer) from None
            repaired = patched(line)
            if repaired is None:
                aside.append(SetAside(number, "undecodable", line.decode("utf-8", "backslashreplace").rstrip("\r\n")))
                continue
            text = repaired
            foreign.append((number, repaired.strip()[:80]))
        texts.append(text.lstrip("\ufeff") if number == 1 else text)
        numbers.append(number)
    findings = []
    for kind, found in (("foreign_lines", foreign), ("undecodable_lines", [(row.row, row.raw.strip()[:80]) for row in aside])):
        if found:
            rows = tuple(number for number, _ in found)
            findings.append(Finding(kind, name, rows[0], {"n": len(found), "example": found[0][1]}, rows=rows))
    return texts, numbers, aside, findings


def file_path(path: Path, name: str) -> Path:
    return path.with_name(name)


def _lines(path: Path, odd: OddLines) -> list[tuple[int, int, bytes]]:
    lines = []
    with path.open("rb") as file:
        for number, begin, end in zip(odd.numbers.tolist(), odd.begins.tolist(), odd.ends.tolist(), strict=True):
            if file.tell() != begin:
                file.seek(begin)
            lines.append((number, begin, file.read(end - begin)))
    return lines


def _placed(finding: Finding, numbers: Sequence[int]) -> Finding:
    """Return a finding of the odd lines with the rows of the file."""
    row = None if finding.row is None else numbers[finding.row - 1]
    return replace(finding, row=row, rows=tuple(numbers[own - 1] for own in finding.rows))
