"""The separator and quotation mark of a text file, found from its lines and shown with evidence."""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from segkit.errors import SourceError
from segkit.findings import Detected
from segkit.intake.reading.text.fields import Dialect
from segkit.intake.reading.text.fixed_width import is_fixed_width, only_decimal_commas, refuse_fixed_width
from segkit.words import phrase

_SEPARATORS = (";", ",", "\t", "|", "^", "||", "~")
_HARD = frozenset(";\t|^~")
"""Signs that rarely stand inside a text; cells full of them say that the wrong separator was tried."""

_SEP_LINE = re.compile(r'"?sep=(.+?)"?', re.IGNORECASE)
_NO_SEPARATOR = re.compile(r"(?<=\d),(?=\d)|,(?= )")
_SAMPLE = 400
_LEAST_SHARE = 0.25
"""Of the lines, how many must have the usual number of fields; a preamble and damaged lines have others."""
_LONG_TEXT = 50
"""Lines that a text with line breaks is passed over at most while the separator is looked for."""


@dataclass(frozen=True)
class Found:
    """How a file is written, how many fields most of its lines have, and how many lines on top only tell the separator."""

    dialect: Dialect
    separator: Detected[str]
    width: int
    skipped: int = 0


@dataclass(frozen=True)
class _Split:
    """What one separator makes of the sample."""

    dialect: Dialect
    width: int
    share: float
    wanted: int
    points: float


def find_dialect(name: str, lines: Sequence[str], wanted: tuple[str, ...], given: str | None) -> Found:
    """Return how the file is written: as told, as its line "sep=" says, or the sign that splits its lines most evenly.

    `lines` are without line ends. Raises SourceError SEG-B03 where no sign gives more than one field a line, SEG-B11 where the
    columns are aligned by blanks.
    """
    told = _SEP_LINE.fullmatch(lines[0].lstrip(" \ufeff")) if lines else None
    skipped = 1 if told else 0
    sample = _sample(lines[skipped:])
    if given is not None or told:
        separator = _unescaped(given) if given is not None else _told_sign(told, sample)
        why = phrase("engagement.yaml says so") if given is not None else phrase("the first line says sep={sign}")
        split = _split(sample, separator, wanted)
        if split.width < 2:
            raise _not_there(name, separator)
        return Found(split.dialect, Detected(separator, why, {"sign": _shown(separator)}), split.width, skipped)
    splits = [_split(sample, sign, wanted) for sign in _SEPARATORS]
    best = max(splits, key=lambda split: (split.wanted >= 2, split.wanted, split.points))
    if best.points <= 0 or (best.dialect.separator == "," and only_decimal_commas(sample)):
        best = _without_sign(name, sample, wanted)
    elif best.dialect.separator == "|" and sum(line.count("|") - 2 * line.count("||") for line in sample) == 0:
        best = _split(sample, "||", wanted)
    elif best.dialect.separator == ",":
        best = _spaced(sample, best, wanted)
    return Found(best.dialect, _evidence(best), best.width, skipped)


def _without_sign(name: str, sample: Sequence[str], wanted: tuple[str, ...]) -> _Split:
    """Return a file whose fields a single blank separates; raises where blanks align columns, or where there is one field a line."""
    if is_fixed_width(name, sample):
        raise refuse_fixed_width(name)
    blank = _split(sample, " ", wanted)
    digits = sum(line[-1:].isdigit() for line in sample[1:])
    if blank.share == 1 and blank.width > 2 and len(sample) > 2 and digits == len(sample) - 1 and not sample[0][-1:].isdigit():
        return blank
    comma = _split(sample, ",", wanted)
    if comma.points > 0 and not only_decimal_commas(sample[1:]):
        return comma
    raise SourceError(
        f"{name} has one field a line with ; , tab | and ^. Give the sign between fields as 'separator' at this source, or ask the client "
        "for a CSV file with a semicolon between the fields.",
        code="SEG-B03",
    )


def _told_sign(told: re.Match[str] | None, sample: Sequence[str]) -> str:
    """Return the sign of a line "sep="; a blank behind it belongs to it only where the lines are split by both."""
    sign = told[1] if told else ""
    return sign if _split(sample, sign, ()).width > 1 else sign.strip(" ")


def _not_there(name: str, separator: str) -> SourceError:
    return SourceError(
        f"{name} has one field a line with the separator '{_shown(separator)}'. Correct 'separator' at this source, or leave it out to have "
        "it found.",
        code="SEG-B03",
    )


def _sample(lines: Sequence[str]) -> list[str]:
    filled = [line for line in lines[: 4 * _SAMPLE] if line.strip()]
    return filled[:_SAMPLE]


def _split(sample: Sequence[str], separator: str, wanted: tuple[str, ...], quote: str = "") -> _Split:
    dialect = _with_backslash(sample, Dialect(separator, quote or _quote(sample, separator)))
    rows = _single_lines(sample, dialect)
    if not rows:
        return _Split(dialect, 1, 0.0, 0, 0.0)
    widths = Counter(len(row) for row in rows)
    width = max(widths, key=lambda w: (widths[w] * math.log(w + 0.01), w)) if len(widths) > 1 else next(iter(widths))
    even = [row for row in rows if len(row) == width]
    cells = [cell for row in even for cell in row if cell]
    hard = _HARD - set(separator)
    clean = sum(hard.isdisjoint(cell) for cell in cells) / len(cells) if cells else 0.0
    share = len(even) / len(rows)
    names = {_key(heading) for heading in wanted}
    found = max((len(names & {_key(cell) for cell in row}) for row in rows[:60]), default=0) if names else 0
    # Where two of the headings asked for stand side by side, no further line is needed to be sure.
    enough = width > 1 and (found > 1 or (share >= _LEAST_SHARE and (len(even) > 1 or len(rows) == 1)))
    points = share**2 * clean**2 * math.log(width) if enough else 0.0
    return _Split(dialect, width, share, found, points)


def _single_lines(sample: Sequence[str], dialect: Dialect) -> list[list[str]]:
    """Return the fields of the lines that are whole records; a text with line breaks is passed over, up to its closing mark."""
    rows: list[list[str]] = []
    inside = 0
    for line in sample:
        if inside:
            inside = 0 if dialect.quote in line else inside - 1
            continue
        row, closed = dialect.fields(line)
        if closed:
            rows.append(row)
        else:
            inside = _LONG_TEXT
    return rows


def _quote(sample: Sequence[str], separator: str) -> str:
    """Return ' where it encloses fields that need it or a whole column, and no field is enclosed by a double quote."""
    sign = re.escape(separator)
    if any(re.search(rf'(?:^|{sign})"[^"]*"(?={sign}|$)', line) for line in sample):
        return '"'
    if not any("'" in line for line in sample):
        return '"'
    read = _whole_records(sample, Dialect(separator, "'")) or _whole_records(sample, Dialect(separator, "'", backslash=True))
    marked = [(text, row) for text, row in read if "'" in text]
    needed = any(separator in cell or "\n" in cell for _, row in marked for cell in row)
    inside = r"(?:[^'\\]|''|\\.)*"
    escaped = re.compile(rf"(?:^|{sign})[ ]*'{inside}(?:''|\\'){inside}'(?={sign}|$)", re.DOTALL)
    needed = needed or any(escaped.search(text) for text, _ in marked)
    everywhere = bool(marked) and all(text.startswith("'") and text.endswith("'") and f"'{separator}'" in text for text, _ in read)
    opened = sum(re.search(rf"(?:^|{sign})[ ]*'", text) is not None for text, _ in marked)
    return "'" if opened and (needed or everywhere or (opened >= 3 and opened >= 0.6 * len(read))) else '"'


def _whole_records(sample: Sequence[str], dialect: Dialect) -> list[tuple[str, list[str]]]:
    """Return the records with their texts, those with line breaks joined; none at all where a mark is not closed within its record."""
    widths = Counter(len(row) for row, closed in map(dialect.fields, sample) if closed)
    usual = widths.most_common(1)[0][0] if widths else 0
    found: list[tuple[str, list[str]]] = []
    text, lines = "", 0
    for line in sample:
        text, lines = (f"{text}\n{line}", lines + 1) if lines else (line, 1)
        row, closed = dialect.fields(text)
        if closed and (lines == 1 or len(row) >= usual):
            found.append((text, row))
            lines = 0
        elif lines > _LONG_TEXT:
            return []
    # A text may run beyond the end of the sample.
    return found if not lines or len(sample) == _SAMPLE else []


def _with_backslash(sample: Sequence[str], plain: Dialect) -> Dialect:
    """Return the dialect with backslash escapes where they leave fewer open lines and uneven ones, or of as many fewer open fields."""
    concerned = [line for line in sample if f"\\{plain.quote}" in line or f"\\{plain.separator}" in line]
    if not concerned:
        return plain
    escaped = Dialect(plain.separator, plain.quote, backslash=True)
    width = Counter(len(plain.fields(line)[0]) for line in sample).most_common(1)[0][0]

    def damage(dialect: Dialect) -> tuple[int, int]:
        read = [dialect.fields(line) for line in concerned]
        marked = sum(cell.lstrip(" ").startswith(dialect.quote) for row, _ in read for cell in row)
        return sum((not closed) + (len(row) != width) for row, closed in read), marked

    return min((plain, escaped), key=damage)


def _spaced(sample: Sequence[str], comma: _Split, wanted: tuple[str, ...]) -> _Split:
    """Return the split at ", " where every comma outside a number has a blank behind it, otherwise the split at the comma."""
    spaced = _split(sample, ", ", wanted, comma.dialect.quote)
    mark = re.escape(comma.dialect.quote)
    bare = [re.sub(f"{mark}[^{mark}]*{mark}", "", line) for line in sample]
    cells = [cell for line in bare for cell in spaced.dialect.fields(line)[0]]
    tight = sum("," in _NO_SEPARATOR.sub("", cell) for cell in cells)
    return spaced if spaced.width > 1 and spaced.share >= comma.share and tight <= 0.02 * len(cells) else comma


def _evidence(split: _Split) -> Detected[str]:
    why = phrase("{share} % of the lines have {width} fields with '{sign}'")
    values = {"share": str(math.floor(100 * split.share)), "width": str(split.width), "sign": _shown(split.dialect.separator)}
    return Detected(split.dialect.separator, why, values, score=split.share)


def _unescaped(separator: str) -> str:
    return {"\\t": "\t", "tab": "\t", "TAB": "\t"}.get(separator, separator)


def _shown(separator: str) -> str:
    return "TAB" if separator == "\t" else separator


def _key(cell: str) -> str:
    return " ".join(cell.split()).casefold()
