"""A text file's bytes to its records, each with the line it begins on, before any heading is known."""

import re
from dataclasses import dataclass
from io import StringIO

from segkit.errors import SourceError
from segkit.findings import Detected, Finding
from segkit.intake.reading.text.dialect import find_dialect
from segkit.intake.reading.text.encoding import decoded
from segkit.intake.reading.text.oddities import oddities, refuse_nul
from segkit.intake.reading.text.records import Records, records
from segkit.intake.source_table import Reading, SetAside

__all__ = ["TextRecords", "text_records"]

_LONGEST_LINE = 10_000_000
_FORMULA_TEXT = re.compile(r'="((?:[^"]|"")*)"')


@dataclass(frozen=True)
class TextRecords:
    """Every record of a text file, blank ones left out, and how the file is written.

    `numbers` are the lines (1-based, as an editor shows them) on which the records begin.
    """

    rows: list[list[str]]
    numbers: list[int]
    encoding: Detected[str]
    separator: Detected[str]
    quote: str
    set_aside: tuple[SetAside, ...]
    findings: tuple[Finding, ...]


def text_records(name: str, content: bytes, wanted: tuple[str, ...], reading: Reading) -> TextRecords:
    """Return the records of a text file. `wanted` are headings that engagement.yaml names; they help to tell the separator.

    Raises SourceError: SEG-B01 undecodable, SEG-B03 one column, SEG-B07 a NUL byte, SEG-B08 nothing but blank lines, SEG-B11 a print
    list, SEG-B12 a line of more than 10 million signs.
    """
    source = decoded(name, content, reading.encoding)
    text = source.text.rstrip("\x1a \r\n\t") if source.text.rstrip(" \r\n\t").endswith("\x1a") else source.text
    refuse_nul(name, text)
    whole = StringIO(text, newline="").readlines()
    lines = [line.rstrip("\r\n") for line in whole]
    _refuse_long_lines(name, lines)
    if not any(map(str.strip, lines)):
        raise SourceError(f"{name} has nothing but blank lines. Ask the client to send it again.", code="SEG-B08")
    found = find_dialect(name, lines, wanted, reading.separator)
    ends = [line[len(bare) :] for line, bare in zip(whole, lines, strict=True)]
    read = records(lines[found.skipped :], ends[found.skipped :], found.dialect, found.skipped + 1, found.width)
    read, undecodable = _without_undecodable(read, source.undecodable, lines)
    quotes, quote_findings = _quote_damage(name, read, lines)
    unwrapped = _unwrap_formula_texts(name, read, text)
    return TextRecords(
        read.rows,
        read.numbers,
        source.encoding,
        found.separator,
        found.dialect.quote,
        tuple(sorted((*undecodable, *quotes), key=lambda aside: aside.row)),
        (*source.findings, *quote_findings, *unwrapped, *oddities(name, lines)),
    )


def _refuse_long_lines(name: str, lines: list[str]) -> None:
    for number, line in enumerate(lines, start=1):
        if len(line) > _LONGEST_LINE:
            raise SourceError(
                f"{name}, line {number}: is {len(line)} signs long; a line may have 10 million. The file is damaged or no table; ask the client "
                "for a new export.",
                code="SEG-B12",
            )


def _without_undecodable(read: Records, undecodable: frozenset[int], lines: list[str]) -> tuple[Records, list[SetAside]]:
    if not undecodable:
        return read, []
    good = [
        i for i, (first, last) in enumerate(zip(read.numbers, read.lasts, strict=True)) if undecodable.isdisjoint(range(first, last + 1))
    ]
    kept = Records(
        [read.rows[i] for i in good],
        [read.numbers[i] for i in good],
        [read.lasts[i] for i in good],
        tuple(number for number in read.literal if number not in undecodable),
        tuple(number for number in read.unreadable if number not in undecodable),
    )
    spans = [(first, last) for first, last in zip(read.numbers, read.lasts, strict=True) if first not in set(kept.numbers)]
    spans += [(number, number) for number in read.unreadable if number in undecodable]
    return kept, [SetAside(first, "undecodable", "\n".join(lines[first - 1 : last])) for first, last in spans]


def _quote_damage(name: str, read: Records, lines: list[str]) -> tuple[list[SetAside], list[Finding]]:
    findings = [
        Finding(kind, name, numbers[0], {"n": len(numbers), "example": _short(lines[numbers[0] - 1])}, rows=numbers)
        for kind, numbers in (("stray_quotes", read.unreadable), ("literal_quotes", read.literal))
        if numbers
    ]
    return [SetAside(number, "stray_quote", lines[number - 1]) for number in read.unreadable], findings


def _unwrap_formula_texts(name: str, read: Records, text: str) -> list[Finding]:
    """Replace ="00012" by 00012 in the rows, and say so."""
    if '="' not in text:
        return []
    rows: list[int] = []
    example, count = "", 0
    for number, row in zip(read.numbers, read.rows, strict=True):
        for i, cell in enumerate(row):
            if cell.startswith('="') and (match := _FORMULA_TEXT.fullmatch(cell)):
                row[i] = match[1].replace('""', '"')
                example, count = example or row[i], count + 1
                rows.append(number)
    places = tuple(dict.fromkeys(rows))
    return [Finding("formula_texts", name, places[0], {"n": count, "example": example}, rows=places)] if count else []


def _short(text: str) -> str:
    return text if len(text) <= 120 else text[:119] + "…"
