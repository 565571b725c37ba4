"""Text files: character set, separator, heading row, and records with their own field count."""

import csv
from collections import Counter
from dataclasses import dataclass
from io import StringIO
from itertools import islice
from pathlib import Path

import pandas as pd

from segkit.errors import SourceError
from segkit.intake.headings import heading_row

csv.field_size_limit(10_000_000)

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_SEPARATORS = (";", ",", "\t", "|")


@dataclass(frozen=True)
class TextTable:
    """The cells of a text file by line number, the records with too few or too many fields, and how it is written."""

    cells: pd.DataFrame
    ragged: dict[int, list[str]]
    encoding: str
    separator: str


def read_text_table(path: Path, content: bytes, headings: tuple[str, ...], separator: str | None, encoding: str | None) -> TextTable:
    """Return the table below the heading row. Raises SourceError when the text cannot be decoded or has no such heading."""
    text, encoding = _decoded(path, content, encoding)
    separator = separator or _separator(path, text, headings)
    rows, numbers = _records(path, text, separator)
    at, names = heading_row(path.name, rows, headings)
    body = [(number, row) for number, row in zip(numbers[at + 1 :], rows[at + 1 :], strict=True) if any(row)]
    kept = [(number, row) for number, row in body if len(row) == len(rows[at])]
    ragged = {number: row for number, row in body if len(row) != len(rows[at])}
    cells = pd.DataFrame([row for _, row in kept], columns=names, index=[number for number, _ in kept], dtype=object)
    return TextTable(cells, ragged, encoding, separator)


def _decoded(path: Path, content: bytes, encoding: str | None) -> tuple[str, str]:
    if (encoding is None and b"\x00" not in content[:4096]) or content.startswith((b"\xff\xfe", b"\xfe\xff")):
        candidates = [name for mark, name in _MARKS if content.startswith(mark)] or ["utf-8", "cp1252"]
    else:
        candidates = [encoding or "utf-16-le"]
    for candidate in candidates:
        try:
            return content.decode(candidate), candidate
        except LookupError:
            raise SourceError(
                f"{path.name}: '{encoding}' is not a character set. Write cp1252, cp850, latin-1 or utf-8.", code="SEG-B01"
            ) from None
        except UnicodeDecodeError as error:
            failure = error
    line = content[: failure.start].count(b"\n") + 1
    raise SourceError(
        f"{path.name}, line {line}: byte {failure.start} cannot be read as {candidates[-1]}. Give the file's character set as 'encoding' at this source.",
        code="SEG-B01",
    )


def _separator(path: Path, text: str, headings: tuple[str, ...]) -> str:
    """Return the sign that splits the file into the most fields, most evenly; one that also gives the wanted headings wins."""
    sample = text[:200_000].splitlines()[:200]
    wanted = {heading.strip().casefold() for heading in headings}
    best, best_score = "", (0, 0.0)
    for sign in _SEPARATORS:
        rows = [row for row in csv.reader(sample, delimiter=sign) if row]
        widths = Counter(len(row) for row in rows)
        if not widths:
            continue
        width, times = widths.most_common(1)[0]
        found = max((len(wanted & {cell.strip().casefold() for cell in row}) for row in rows[:40]), default=0)
        score = (found, times / len(rows) * width if width > 1 else 0.0)
        if score > best_score:
            best, best_score = sign, score
    if not best:
        raise SourceError(
            f"{path.name} has one field a line with ; , tab and |. Give the sign between fields as 'separator' at this source.",
            code="SEG-B03",
        )
    return best


def _records(path: Path, text: str, separator: str) -> tuple[list[list[str]], list[int]]:
    if "\x00" in text:
        line = text[: text.index("\x00")].count("\n") + 1
        raise SourceError(
            f"{path.name}, line {line}: holds a NUL byte, so it is not plain text. Ask the client for a new export.", code="SEG-B07"
        )
    lines = StringIO(text, newline="").readlines()
    rows: list[list[str]] = []
    numbers: list[int] = []
    start = 0
    while start < len(lines):
        reader = csv.reader(islice(lines, start, None), delimiter=separator)
        before = 0
        for row in reader:
            swallowed = lines[start + before : start + reader.line_num]
            if _is_stray_quote(swallowed, separator):
                # The first line alone is set aside, by its wrong number of fields; reading goes on with the line below it.
                rows.append([swallowed[0].rstrip("\r\n")])
                numbers.append(start + before + 1)
                start += before + 1
                break
            rows.append(row)
            numbers.append(start + before + 1)
            before = reader.line_num
        else:
            break
    return rows, numbers


def _is_stray_quote(lines: list[str], separator: str) -> bool:
    """Return whether a record over several lines is one line with an unclosed quote that swallowed whole records.

    A text with line breaks of its own rarely holds as many separators in each further line as the first line has.
    """
    counts = [line.count(separator) for line in lines]
    return len(lines) > 1 and counts[0] > 0 and all(count >= counts[0] for count in counts[1:])
