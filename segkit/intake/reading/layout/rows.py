"""Rows among the records that are no records: headings again, page numbers, dashes, text below the table, a second table."""

import re
from collections.abc import Sequence

from segkit.intake.reading.layout.names import key
from segkit.intake.reading.layout.shapes import filled, is_blank, shape
from segkit.intake.source_table import Cell

_PAGE = re.compile(
    r"[-–\s]*(?:side|page|seite|sida|sid|s\.|p\.)\s*(?:nr\.?|no\.?)?\s*:?\s*\d+\s*(?:(?:af|av|of|von|/|-)\s*\d+|\(\s*\d+\s*\))?[-–\s]*",
    re.IGNORECASE,
)
_PRINTED = re.compile(
    r"(?:udskrevet|udskrift(?:sdato)?|utskrevet|utskriven|utskrift(?:sdato|sdatum)?|printed|print(?:ed)? (?:on|date)|run date|gedruckt(?: am)?|druckdatum|dato"
    r"|date|datum|kl\.?|tid|time)?\s*(?:d\.|den|on|am)?\s*:?\s*(?:\d{1,4}[-./]\d{1,2}[-./]\d{1,4})?\s*(?:kl\.?)?\s*(?:\d{1,2}[:.]\d{2}(?:[:.]\d{2})?)?",
    re.IGNORECASE,
)
_PRINT_WORD = re.compile(r"udskr|utskr|print|gedruckt|druckdatum|run date", re.IGNORECASE)
_FIGURES = frozenset({"number", "date", "year"})
_SPACED = re.compile(r"\s{2,}")
_DASHES = re.compile(r"[-=_*~─━═+|\s]+")
_FOOTNOTE = re.compile(
    r"(?:kilde|source|quelle|källa|note|noter|bemærk|obs|nb|anmerkung|udtræk|udskrevet|printed|udarbejdet|eksporteret|exported|generated|genereret)\b.*:.*"
    r"|(?:kilde|source|quelle|källa|note|bemærk|nb|obs|filter|filtre|report generated|rapport dannet|antal poster|antal rækker|number of rows)\s*[:=].*"
    r"|\*+ ?\w.*|\(?\d+ (?:rows?|records?|rækker|poster|linjer|rader|zeilen)(?: \w+)*\)?\.?|(?:end of|slut på|ende der?|slutt på)\b.*|alle beløb .*|all amounts .*"
    r"|.*©.*|fortrolig.*|confidential.*",
    re.IGNORECASE,
)
_TOTAL = re.compile(r"(?:i ?alt|total|sum|summe|subtotal|gesamt|grand total|totalt|samlet|summa)\b.*", re.IGNORECASE)


def is_heading_again(row: Sequence[Cell], headings: Sequence[Sequence[Cell]]) -> bool:
    """Return whether a row says the same as one of the heading's rows, whatever the blanks and case."""
    said = [key(cell) for cell in row if not is_blank(cell)]
    return len(said) > 1 and any(said == [key(cell) for cell in heading if not is_blank(cell)] for heading in headings)


def is_page_break(row: Sequence[Cell], width: int) -> bool:
    """Return whether a row holds nothing but page numbers, print dates or dashes; in a table of two columns only dashes are sure."""
    texts = [str(row[i]).strip() for i in filled(row)]
    if texts and all(_DASHES.fullmatch(text) for text in texts):
        # A lone "-" is how some people write an empty cell; one line of dashes or a dash in every column is a drawn line.
        return any(len(text) >= 3 for text in texts) and (len(texts) > 1 or width > 1)
    if not texts or len(texts) > 4 or width < 3 or len(texts) > width / 2:
        return False
    parts = [part for text in texts for part in _SPACED.split(text) if part]
    if not all(_PAGE.fullmatch(part) or _PRINTED.fullmatch(part) for part in parts):
        return False
    return any(_PAGE.fullmatch(part) or _PRINT_WORD.match(part) for part in parts)


def is_footnote(row: Sequence[Cell]) -> bool:
    """Return whether a row's one or two filled cells say something about the table: "Kilde: Navision", "* incl. freight"."""
    places = filled(row)
    return 0 < len(places) <= 2 and bool(_FOOTNOTE.fullmatch(str(row[places[0]]).strip()))


def is_prose(row: Sequence[Cell]) -> bool:
    """Return whether a row's only filled cell is a sentence of at least four words, and no label of a total."""
    places = filled(row)
    if len(places) != 1:
        return False
    text = str(row[places[0]]).strip()
    return len(text.split()) >= 4 and shape(text) in {"text", "code"} and not _TOTAL.fullmatch(text)


def calls_itself_total(cell: Cell) -> bool:
    return isinstance(cell, str) and _TOTAL.fullmatch(cell.strip()) is not None


def is_words(row: Sequence[Cell]) -> bool:
    """Return whether a row's only filled cell holds two words or more without a figure, and no label of a total."""
    places = filled(row)
    text = str(row[places[0]]).strip() if len(places) == 1 else ""
    return len(text.split()) >= 2 and shape(text) == "text" and not _TOTAL.fullmatch(text)


def says_as_preamble(row: Sequence[Cell], preamble: frozenset[str]) -> bool:
    """Return whether a row repeats a line from above the heading, but for its figures, as each page of a print list does."""
    return bool(preamble) and without_figures(row) in preamble


def without_figures(row: Sequence[Cell]) -> str:
    return re.sub(r"\d+", "0", " ".join(key(cell) for cell in row if not is_blank(cell)))


def looks_like_record(row: Sequence[Cell], below: Sequence[Sequence[Cell]]) -> bool:
    """Return whether a row fills at least as many cells as half the records below do, and holds figures in every column of figures it fills."""
    counts = sorted(len(filled(other)) for other in below)
    places = filled(row)
    if not counts or len(places) < max(2, counts[len(counts) // 2]):
        return False
    figures = [i for i in places if _mostly_figures([other[i] for other in below if i < len(other)])]
    return bool(figures) and all(shape(row[i]) in _FIGURES for i in figures)


def _mostly_figures(cells: Sequence[Cell]) -> bool:
    held = [shape(cell) for cell in cells if not is_blank(cell)]
    return bool(held) and sum(kind in {"number", "date"} for kind in held) > 0.7 * len(held)


def could_head(row: Sequence[Cell], below: Sequence[Sequence[Cell]]) -> bool:
    """Return whether a row below the heading could head a second table: only texts without digits, no two alike, over figures."""
    places = filled(row)
    if len(places) < 2 or any(shape(row[i]) != "text" for i in places) or len({key(row[i]) for i in places}) < len(places):
        return False
    if any(len(str(row[i])) > 40 or _TOTAL.fullmatch(str(row[i]).strip()) for i in places):
        return False
    return sum(any(i < len(other) and shape(other[i]) in {"number", "date"} for other in below) for i in places) > 0
