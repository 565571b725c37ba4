"""The shape of a written number: all texts of one shape are read alike, so a column is decided by its few shapes."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

_NINES = str.maketrans("123456789", "999999999")
_LONGEST = 60
"""No amount is longer; a note of fifty lines is no number."""

# Possessive (*+): a text of a thousand blanks is refused in one pass.
_B = "[\\s\N{ZERO WIDTH SPACE}\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}\N{WORD JOINER}\N{ZERO WIDTH NO-BREAK SPACE}]*+"
_MINUS = r"\-" + "\N{MINUS SIGN}\N{EN DASH}"
_BLANKS = " \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}\N{FIGURE SPACE}"
_APOSTROPHES = "'\N{RIGHT SINGLE QUOTATION MARK}"
_WORD = r"(?:[^\W\d_]|[€£$¥]){1,5}\.?"
_NUMBER = re.compile(
    rf"""{_B}(?P<wrap>="|')?{_B}(?P<left>\()?{_B}(?P<s1>[+{_MINUS}])?{_B}(?P<w1>{_WORD})?{_B}(?P<s2>[+{_MINUS}])?{_B}"""
    rf"""(?P<body>[0-9](?:[0-9.,{_BLANKS}{_APOSTROPHES}]*[0-9])?|[.,][0-9]+)"""
    rf"""(?P<dash>[.,][{_MINUS}\N{{EM DASH}}]{{1,2}})?{_B}(?P<s3>[+{_MINUS}])?{_B}(?P<percent>%)?{_B}"""
    rf"""(?P<w2>{_WORD})?{_B}(?P<s4>[+{_MINUS}])?{_B}(?P<side>[CD]R)?{_B}(?P<right>\))?{_B}(?P<unwrap>")?{_B}""",
    re.IGNORECASE,
)
_BODIES = {
    sign: re.compile(
        rf"(?:[0-9]+|[1-9][0-9]{{0,2}}(?P<thousands>[{other}{_BLANKS}{_APOSTROPHES}])[0-9]{{3}}(?:(?P=thousands)[0-9]{{3}})*)?"
        rf"(?:{re.escape(sign)}[0-9]+)?"
    )
    for sign, other in ((",", "."), (".", ","))
}
_OPEN = re.compile(r"(?:[1-9][0-9]{0,2}|0[0-9]{1,2})[.,][0-9]{3}")
_SCIENTIFIC = re.compile(rf"{_B}(?P<sign>[-+])?(?P<whole>[0-9])(?:[.,](?P<part>[0-9]+))?E(?P<power>[-+]?[0-9]{{1,3}}){_B}", re.IGNORECASE)


@dataclass(frozen=True)
class Shape:
    """How all texts of one shape are written: where the figures stand in them, how they can be read, and what stands around them."""

    start: int
    end: int
    readings: Mapping[str, str]
    """Decimal sign -> the thousands sign to take out ("" for none), for each reading that holds."""
    open: bool
    """The figures mean a thousand times more in one reading than in the other."""
    negative: bool
    words: tuple[str, ...]
    """What stands beside the figures, a currency perhaps, in small letters."""
    percent: bool
    rules: tuple[str, ...]
    figures: str
    """The figures themselves, as the shape has them."""

    def parts(self, sign: str) -> int:
        """How many figures stand behind that decimal sign."""
        return len(self.figures.partition(sign)[2])

    def wholes(self, sign: str) -> int:
        """How many figures stand before that decimal sign."""
        return sum(map(str.isdigit, self.figures.partition(sign)[0]))

    @property
    def vote(self) -> str | None:
        """The only decimal sign with which the figures can be read; None where both hold or none."""
        return None if self.open or len(self.readings) != 1 else next(iter(self.readings))


def number_shape(text: str) -> str:
    """Return the text with each digit from 1 to 9 as 9; a 0 stays, for 0.500 is never five hundred. Each sign keeps its place."""
    return text.translate(_NINES)


def shape_of(text: str) -> Shape | None:
    """Return how a number is written; None when the text is no number in any reading."""
    match = _NUMBER.fullmatch(text) if len(text) <= _LONGEST else None
    if match is None or not _is_paired(match):
        return None
    words = tuple(word.casefold() for word in (match["w1"], match["w2"]) if word)
    side = (match["side"] or "").casefold()
    if words and words[-1] in {"cr", "dr"} and match["w2"] and not side:
        *kept, side = words
        words = tuple(kept)
    marks = [mark for mark in (match["s1"], match["s2"], match["s3"], match["s4"], match["left"], side) if mark]
    readings = _readings(match["body"], (match["dash"] or "")[:1])
    if len(marks) > 1 or not readings:
        return None
    rules = ["unwrapped"] if match["wrap"] else []
    if marks and not (match["s1"] == "-" or match["s2"] == "-"):
        rules.append("sign")
    negative = bool(marks) and marks[0] not in {"+", "dr"}
    is_open = not match["dash"] and _OPEN.fullmatch(match["body"]) is not None
    start, end = match.span("body")
    return Shape(start, end, readings, is_open, negative, words, match["percent"] is not None, tuple(rules), match["body"])


def _is_paired(match: re.Match[str]) -> bool:
    wrapped = match["wrap"] == '="'
    return bool(match["left"]) == bool(match["right"]) and wrapped == bool(match["unwrap"])


def _readings(body: str, dash: str) -> dict[str, str]:
    """Return each decimal sign with which the figures hold; ",-" says "no øre", so the comma is the decimal sign and stands nowhere else."""
    readings = {}
    for sign, pattern in _BODIES.items():
        match = pattern.fullmatch(body)
        if match and (not dash or (dash == sign and sign not in body)):
            readings[sign] = match["thousands"] or ""
    return readings


def as_decimals(texts: Sequence[str], shape: Shape, sign: str) -> list[Decimal]:
    """Return the exact numbers of texts of that shape, read with that decimal sign."""
    figures = [text[shape.start : shape.end] for text in texts]
    if between := shape.readings[sign]:
        figures = [text.replace(between, "") for text in figures]
    if sign == ",":
        figures = [text.replace(",", ".") for text in figures]
    return [Decimal("-" + text) for text in figures] if shape.negative else [Decimal(text) for text in figures]


def from_scientific(text: str) -> tuple[Decimal | None, bool]:
    """Return the number written as 1,5E+01, and whether the text is written so at all.

    None where digits may be lost: Excel shows 123456 as 1,23E+05, and nobody can tell the last three digits any more.
    """
    match = _SCIENTIFIC.fullmatch(text) if len(text) <= _LONGEST else None
    if match is None:
        return None, False
    part, power = match["part"] or "", int(match["power"])
    if power > len(part):
        return None, True
    return Decimal(f"{match['sign'] or ''}{match['whole']}.{part or '0'}E{power}"), True
