"""B03, B05, B06, B12: separators, quotes, line ends, and text files in a wrapping."""

from dataclasses import replace
from random import Random
from typing import Any

from ..draft import Draft, chosen
from .fault import CELLS, TEXT, WRITING, Befall, fault


def _dialect(**changes: Any) -> Befall:
    def befall(draft: Draft, _: Random) -> Draft:
        return replace(draft, dialect=replace(draft.dialect, **changes))

    return befall


_SEPARATORS = {"comma": ",", "tab": "\t", "pipe": "|", "caret": "^", "comma_blank": ", ", "semicolon_blank": "; "}
for _name, _separator in _SEPARATORS.items():
    fault(f"B03.{_name}", "separator", WRITING, media=TEXT)(_dialect(separator=_separator))
for _name, _separator in {"semicolon": ";", "comma": ",", "tab": "\t"}.items():
    fault(f"B03.says_{_name}", "separator", WRITING, media=TEXT)(_dialect(separator=_separator, says_separator=True))

fault("B05.quote_all", "quote", WRITING, media=TEXT)(_dialect(quoted="all"))


def _quoting(text: str, **changes: Any) -> Befall:
    """Return a dialect that shows itself: some owners are called `text`."""

    def befall(draft: Draft, rng: Random) -> Draft:
        for at in chosen(draft, rng):
            draft = draft.with_value(at, "owner", text)
        return replace(draft, dialect=replace(draft.dialect, **changes))

    return befall


fault("B05.single_quotes", "quote", WRITING, media=TEXT)(_quoting("Bo 'Bob' Ravn; Nord, Syd", quote="'"))
fault("B05.single_quotes_all", "quote", WRITING, media=TEXT)(_quoting("Bo 'Bob' Ravn; Nord, Syd", quote="'", quoted="all"))
fault("B05.backslash", "quote", WRITING, media=TEXT)(_quoting('Bo "Bob" Ravn; Nord, Syd', escape="\\"))

fault("B06.crlf", "line_end", WRITING, media=TEXT)(_dialect(ends=("\r\n",)))
fault("B06.cr", "line_end", WRITING, media=TEXT)(_dialect(ends=("\r",)))
fault("B06.mixed_ends", "line_end", WRITING, media=TEXT)(_dialect(ends=("\r\n", "\n", "\n")))

fault("B06.no_final_line_end", "file_end", WRITING, media=TEXT)(_dialect(last_end=False))
fault("B06.ctrl_z", "file_end", WRITING, media=TEXT, clashes=("encoding",))(_dialect(tail=b"\x1a"))
fault("B06.trailing_blank_lines", "file_end", WRITING, media=TEXT, clashes=("encoding",))(_dialect(tail=b"\n\r\n\n"))


@fault("B12.gzip", "name", WRITING, media=TEXT)
def gzipped(draft: Draft, rng: Random) -> Draft:
    return replace(draft, wrapped="gzip", file=draft.file + rng.choice((".gz", "")))


@fault("B12.zip", "name", WRITING, media=TEXT)
def zipped(draft: Draft, _: Random) -> Draft:
    return replace(draft, wrapped="zip", file=draft.file + ".zip")


@fault("A03.text_named_as_workbook", "name", WRITING, media=TEXT)
def named_as_workbook(draft: Draft, rng: Random) -> Draft:
    return replace(draft, file=draft.file.removesuffix(".csv") + rng.choice((".xls", ".xlsx", ".txt", ".dat")))


@fault(
    "B11.aligned_by_blanks", "separator", WRITING, media=TEXT, clashes=("ragged", "stray_quote", "quote", "single_cells", "footer", "pages")
)
def aligned(draft: Draft, _: Random) -> Draft:
    """A print list whose columns are aligned by blanks: refused, never half read."""
    width = max(len(line.cells) for line in draft.lines)
    widths = [max(len(str(line.cells[i])) if i < len(line.cells) else 0 for line in draft.lines) + 2 for i in range(width)]
    lines = [
        replace(line, cells=("".join(str(cell).ljust(w) for cell, w in zip(line.cells, widths, strict=False)).rstrip(),), literal=True)
        for line in draft.lines
    ]
    return replace(draft, lines=tuple(lines), file=draft.file.removesuffix(".csv") + ".lst").asks("must", "SEG-B11")


@fault("B07.nul_byte", "control", CELLS, media=TEXT, clashes=("encoding", "stray_quote", "single_cells", "name_letters"))
def nul_byte(draft: Draft, rng: Random) -> Draft:
    """A NUL byte is no text: refused with its line."""
    at = chosen(draft, rng)[0]
    return draft.with_cell(at, "name", f"{draft.value(at, 'name')}\x00").asks("must", "SEG-B07")


@fault("B07.invisible_signs", "control", CELLS, media=TEXT, encoding="utf-8")
def invisible(draft: Draft, rng: Random) -> Draft:
    """Zero-width and right-to-left marks inside a name are told of and stay."""
    for at in chosen(draft, rng):
        mark = rng.choice("\u200b\u200f\u202e\u2060")
        draft = draft.with_value(at, "owner", f"Ida{mark} Skov")
    return draft
