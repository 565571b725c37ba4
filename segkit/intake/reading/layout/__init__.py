"""Rows of cells to a table: where its heading stands, what its columns are called, and which rows are no records."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from segkit.errors import SourceError
from segkit.findings import Detected, Finding
from segkit.intake.reading.layout.body import Body, Top, sort_out, two_tables
from segkit.intake.reading.layout.heading import SEARCHED, HeadingBlock, block_at, find_heading, find_wanted, heading_score, is_sure
from segkit.intake.reading.layout.names import Names, key, names_of, spelled, tidy
from segkit.intake.reading.layout.rows import looks_like_record, without_figures
from segkit.intake.reading.layout.shapes import filled, is_blank
from segkit.intake.source_table import Cell, Reading, SetAside
from segkit.intake.values.personal import without_personal_numbers
from segkit.parameters import nearest
from segkit.words import phrase

__all__ = ["HOLDS_WANTED", "LaidOut", "lay_out"]

Rows = Sequence[Sequence[Cell]]
_BELOW = 50
"""Records that show what a record looks like."""
HOLDS_WANTED = phrase("row {row} holds {n} of the {of} headings that are asked for")
_PRINTED = ("repeated_heading", "page_break")


@dataclass(frozen=True)
class LaidOut:
    """A table's records, one column per heading, named uniquely; their index is the row that Excel or an editor shows."""

    cells: pd.DataFrame
    set_aside: tuple[SetAside, ...]
    headings: Detected[tuple[int, ...]]
    findings: tuple[Finding, ...]
    names: tuple[str, ...] = ()
    """The name of every field, those too that are not among the columns because they are blank from top to bottom."""


def lay_out(
    name: str,
    rows: Rows,
    numbers: Sequence[int],
    wanted: tuple[str, ...],
    reading: Reading,
    *,
    ragged: bool,
    separator: str = ";",
) -> LaidOut:
    """Return the table in the rows of a text file or sheet, cells untouched. `numbers` are the rows' numbers, blank rows left out.

    `wanted` are headings that engagement.yaml names; where there are none, the heading is found. With `ragged` (text files), a row
    whose number of fields is not the heading's is set aside, never shifted; otherwise short rows are filled up with empty cells.

    Raises SourceError: SEG-A13 a wanted heading is missing, SEG-B04 no row fits the heading, SEG-B08 no heading or two tables.
    """
    if not rows:
        raise SourceError(f"{name} has no rows. Ask the client to send it again.", code="SEG-B08")
    block, answer = _heading(name, rows, numbers, wanted, reading)
    headings = rows[block.first : block.after]
    width = _width(headings, rows[block.after :], ragged=ragged)
    heads = names_of(headings, width, units=block.units)
    names, missing = spelled(heads, wanted)
    if missing:
        raise SourceError(
            "\n".join(_missing_sentence(name, heading, names, numbers[block.after - 1]) for heading in missing), code="SEG-A13"
        )
    preamble = frozenset(without_figures(row) for row in rows[: block.first]) - {""}
    body = sort_out(name, rows[block.after :], numbers[block.after :], Top(headings, preamble, width), ragged=ragged, separator=separator)
    index = pd.Index(body.numbers, dtype="int64" if body.numbers else object)
    cells = pd.DataFrame(body.cells, columns=pd.Index(names, dtype=object), index=index, dtype=object)
    hollow = [i for i, part in enumerate(heads.written) if not part and names[i] not in wanted and all(map(is_blank, body.cells[:, i]))]
    findings = (
        *_heading_findings(name, heads, names, hollow=hollow, answer=answer, block=block, headings=headings),
        *_above_findings(name, rows[: block.first], numbers, rows[block.after : block.after + _BELOW]),
        *_body_findings(name, body, answer, width),
    )
    return LaidOut(cells.drop(columns=[names[i] for i in hollow]) if hollow else cells, body.set_aside, answer, findings, tuple(names))


def _heading(
    name: str, rows: Rows, numbers: Sequence[int], wanted: tuple[str, ...], reading: Reading
) -> tuple[HeadingBlock, Detected[tuple[int, ...]]]:
    if reading.heading_row is not None:
        block = _told(name, rows, numbers, reading.heading_row, reading.heading_rows)
        return block, Detected(_places(block, numbers), phrase("engagement.yaml says so"))
    if wanted:
        block = _wanted_block(rows, numbers, wanted)
        _refuse_table_above(name, rows, numbers, block)
        keys = {key(cell) for row in rows[block.first : block.after] for cell in row}
        values = {"n": sum(key(heading) in keys for heading in wanted), "of": len(wanted), "row": str(numbers[block.after - 1])}
        return block, Detected(_places(block, numbers), HOLDS_WANTED, values)
    found = find_heading(rows, numbers)
    if found is None:
        raise _no_heading(name, rows, numbers)
    _refuse_table_above(name, rows, numbers, found)
    why = phrase("the first row, of {searched} looked at, that holds names over the values below it, {width} of them")
    values = {"searched": min(SEARCHED, len(rows)), "width": len(filled(rows[found.first]))}
    return found, Detected(_places(found, numbers), why, values, score=found.score)


def _told(name: str, rows: Rows, numbers: Sequence[int], row: int, count: int | None) -> HeadingBlock:
    if row not in numbers:
        raise SourceError(
            f"{name}: row {row} is blank or beyond the end, so it holds no headings. Correct 'heading_row' at this source.", code="SEG-A13"
        )
    at = list(numbers).index(row)
    if count is not None:
        return HeadingBlock(at, min(count, len(rows) - at), 1.0)
    block = block_at(rows, numbers, at, score=1.0)
    return HeadingBlock(at, block.after - at, 1.0, block.units)


def _wanted_block(rows: Rows, numbers: Sequence[int], wanted: tuple[str, ...]) -> HeadingBlock:
    """Return the heading around the row with the most wanted names, or the found one where no row has any."""
    block = find_wanted(rows, numbers, wanted)
    narrower = [HeadingBlock(first, count, 1.0) for count in (1, 2, 3) for first in range(block.first, block.after)]
    missing = [_missing(rows[b.first : b.after], b, wanted) for b in (block, *narrower)]
    if missing[0] == len(wanted) == min(missing):
        return find_heading(rows, numbers) or block
    return (block, *narrower)[missing.index(min(missing))]


def _refuse_table_above(name: str, rows: Rows, numbers: Sequence[int], block: HeadingBlock) -> None:
    """Raise SourceError SEG-B08 where what stands above the heading is a table of its own."""
    above = rows[: block.first]
    for i in range(len(above) - 2):
        places = filled(above[i])
        follows = [row for row in above[i + 1 : i + 4] if len(filled(row)) >= max(3, len(places))]
        if len(places) >= 3 and len(follows) >= 2 and heading_score(above, i) >= 0.9:
            raise two_tables(name, above[i], rows[block.first], numbers[block.first])


def _missing(headings: Rows, block: HeadingBlock, wanted: tuple[str, ...]) -> int:
    return len(spelled(names_of(headings, _widest(headings), units=block.units), wanted)[1])


def _width(headings: Rows, body: Rows, *, ragged: bool) -> int:
    """Return how many columns the table has; a text file's heading decides, unless every record ends with one more separator."""
    own = _widest(headings)
    if not ragged:
        return max(own, _widest(body))
    longer = [row for row in body if len(row) > own]
    widths = {len(row) for row in longer}
    if len(widths) == 1 and 2 * len(longer) > len(body) and not any(filled(row[own:]) for row in longer):
        return widths.pop()
    return own


def _widest(rows: Rows) -> int:
    return max(map(len, rows), default=0)


def _places(block: HeadingBlock, numbers: Sequence[int]) -> tuple[int, ...]:
    return tuple(numbers[block.first : block.after])


def _no_heading(name: str, rows: Rows, numbers: Sequence[int]) -> SourceError:
    return SourceError(
        f"{name} has no row of headings: row {numbers[0]} reads {_reads(rows[0])}, like the rows below it. Ask the client for the file with "
        "headings, or write heading_row at this source if one of the rows holds them.",
        code="SEG-B08",
    )


def _reads(row: Sequence[Cell]) -> str:
    return ", ".join(f"'{tidy(row[i])}'" for i in filled(row)[:6])


def _missing_sentence(file: str, heading: str, names: Sequence[str], row: int) -> str:
    like = nearest(heading, names)
    hint = f"Did you mean '{like}'?" if like else f"Row {row} reads: {', '.join(names[:12])}."
    return f"{file} has no heading '{heading}'. {hint}"


def _heading_findings(
    name: str,
    heads: Names,
    names: Sequence[str],
    *,
    hollow: Sequence[int],
    answer: Detected[tuple[int, ...]],
    block: HeadingBlock,
    headings: Rows,
) -> list[Finding]:
    row = answer.answer[0]
    findings = []
    if not is_sure(block):
        findings.append(Finding("heading_doubt", name, row, {"row": str(row), "names": ", ".join(names[:6])}))
    places: dict[str, list[int]] = {}
    for i, own in enumerate(heads.written):
        if own:
            places.setdefault(own.casefold(), []).append(i)
    twice = [found for found in places.values() if len(found) > 1]
    if twice:
        columns = ", ".join(str(i + 1) for i in twice[0])
        values = {"n": len(twice), "example": heads.written[twice[0][0]], "columns": columns, "second": names[twice[0][1]]}
        findings.append(Finding("duplicate_headings", name, row, values, column=names[twice[0][0]]))
    nameless = [names[i] for i, own in enumerate(heads.written) if not own and i not in hollow]
    if nameless:
        findings.append(Finding("blank_headings", name, row, {"n": len(nameless), "example": nameless[0]}, column=nameless[0]))
    if block.units:
        units = [(i, tidy(cell)) for i, cell in enumerate(headings[-1]) if not is_blank(cell)]
        at, unit = units[0]
        findings.append(
            Finding("units_in_heading", name, answer.answer[-1], {"n": len(units), "column": names[at], "unit": unit}, column=names[at])
        )
    return findings


def _above_findings(name: str, above: Rows, numbers: Sequence[int], below: Rows) -> list[Finding]:
    """Return a question where rows above the heading look like records: as many cells, and figures where the records have figures."""
    found = [i for i, row in enumerate(above) if looks_like_record(row, below)]
    if not found:
        return []
    rows = tuple(numbers[i] for i in found)
    values = {"n": len(found), "row": str(numbers[len(above)]), "example": _reads(above[found[0]])}
    return [Finding("records_above", name, rows[0], values, rows=rows)]


def _body_findings(name: str, body: Body, answer: Detected[tuple[int, ...]], width: int) -> list[Finding]:
    findings = []
    for kind, reasons in (("printed_lines", _PRINTED), ("text_below", ("footer",)), ("ragged_rows", ("ragged",))):
        found = [aside for aside in body.set_aside if aside.reason in reasons]
        if found:
            whole = without_personal_numbers(found[0].raw)
            raw = whole if len(whole) <= 120 else whole[:119] + "…"
            values: dict[str, object] = {"n": len(found), "example": raw}
            if kind == "ragged_rows":
                values = {"n": len(found), "found": body.found[found[0].row], "expected": width, "raw": raw}
            findings.append(Finding(kind, name, found[0].row, values, rows=tuple(aside.row for aside in found)))
    if not body.numbers:
        findings.append(Finding("heading_only", name, answer.answer[-1], {"row": str(answer.answer[-1])}))
    return findings
