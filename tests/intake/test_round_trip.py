"""Any table of texts written in any supported dialect and taken in gives the table back, cell by cell, on its true rows."""

import re
import tempfile
from pathlib import Path

import pandas as pd
from dirty import Dialect, Line, read_here, text_file
from hypothesis import event, given, settings
from hypothesis import strategies as st

from segkit.intake import Source

HEADINGS = {"customer_id": "Kundenr.", "name": "Navn", "owner": "Sælger", "region": "Område", "industry": "Branche", "strategic": "Årsag"}
LETTERS = "abcXYZæøåÆØÅéüñß0123456789 .,;|^\t-/&\n"
FOUND = [("utf-8", b""), ("utf-8", b"\xef\xbb\xbf"), ("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff")]
"""Character sets that segkit must find out by itself whatever the table holds."""
GIVEN = ["cp1252", "iso-8859-15", "cp850", "mac_roman", "utf-16-le"]
"""Character sets that a small table may leave open, so that engagement.yaml names them."""

MARKED = re.compile(r"\s*'[0-9]+\s*")


@st.composite
def dialects(draw: st.DrawFn) -> tuple[Dialect, str | None]:
    """A dialect, and the character set that engagement.yaml names, None where segkit finds it."""
    given_encoding = draw(st.none() | st.sampled_from(GIVEN))
    encoding, mark = (given_encoding, b"") if given_encoding else draw(st.sampled_from(FOUND))
    quote = draw(st.sampled_from("\"'"))
    dialect = Dialect(
        encoding=encoding,
        mark=mark,
        separator=draw(st.sampled_from([";", ",", "\t", "|", "^", ", "])),
        quote=quote,
        quoted=draw(st.sampled_from(["minimal", "all"])),
        escape=draw(st.sampled_from(["", "\\"])),
        ends=draw(st.sampled_from([("\n",), ("\r\n",), ("\r",), ("\r\n", "\n")])),
        last_end=draw(st.booleans()),
    )
    return dialect, given_encoding


@st.composite
def tables(draw: st.DrawFn, dialect: Dialect) -> list[tuple[str, ...]]:
    """Rows of a unique number and some texts. What a small file leaves open stays out: quotes of the other kind, and line breaks
    beside backslashes, for "\\" at the end of a line may as well be a backslash in quotes; and figures behind an apostrophe, by which Excel
    marks a text: the values are read without it (C01)."""
    width = draw(st.integers(2, len(HEADINGS)))
    numbers = draw(st.lists(st.from_regex(r"[A-Z]{0,2}0?[0-9]{1,6}", fullmatch=True), min_size=1, max_size=8, unique=True))
    letters = LETTERS + dialect.quote
    text = st.text(letters.replace("\n", "") if dialect.escape else letters, max_size=12).filter(lambda cell: not MARKED.fullmatch(cell))
    return [(number, *draw(st.tuples(*[text] * (width - 1)))) for number in numbers]


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_any_table_in_any_dialect_comes_back(data: st.DataObject):
    """B01, B03, B05, B06, C01: every cell is what it was, and every row stands under the number an editor shows."""
    dialect, encoding = data.draw(dialects())
    rows = data.draw(tables(dialect))
    keys = list(HEADINGS)[: len(rows[0])]
    lines = [Line(tuple(HEADINGS[key] for key in keys), "heading"), *(Line(row, "record") for row in rows)]
    event(f"separator {dialect.separator!r}, quote {dialect.quote}")

    content, numbers = text_file(tuple(lines), dialect)

    assert _taken_in(content, keys, encoding) == {
        number: tuple(cell.replace("\r\n", "\n").strip() or None for cell in row) for number, row in zip(numbers[1:], rows, strict=True)
    }


def _taken_in(content: bytes, keys: list[str], encoding: str | None) -> dict[int, tuple[str | None, ...]]:
    columns = {key: HEADINGS[key] for key in keys}
    source = Source.model_validate({"file": "kunder.csv", "holds": "customers", "columns": columns, "encoding": encoding})
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "kunder.csv").write_bytes(content)
        frame = read_here(source, Path(folder), "DKK").frame[keys]
    return {
        int(row): tuple(None if pd.isna(cell) else str(cell).replace("\r\n", "\n") for cell in cells)
        for row, cells in zip(frame.index, frame.to_numpy(), strict=True)
    }
