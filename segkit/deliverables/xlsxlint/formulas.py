"""Formulas as the file format wants them: read sign by sign, without being worked out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from segkit.deliverables.xlsxlint.markup import plain, unescaped, units

LONGEST, DEEPEST, LONGEST_TEXT = 8_192, 64, 255
FUNCTIONS = frozenset((Path(__file__).parent / "functions.txt").read_text(encoding="ascii").split())
"""The functions that the format knows without a prefix; newer ones are written _xlfn.NAME."""

Fault = tuple[str, str]
"""A rule's key and a sentence."""

_TEXT = re.compile(r'"((?:[^"]|"")*)"')
_QUOTED = re.compile(r"'((?:[^']|'')*)'")
_WORD = re.compile(r"[^\W\d][\w.\\?]*|\\[\w.\\?]*")
_SKIPPED = re.compile(r"#[A-Za-z0-9_/]+[!?]?|#|[^\"'\[\](){};#\w\\]+|\d[\w.]*")
"""An error value, signs of operation and reference, or a number."""
_ITEM = r"\s*\[(?:#(?:All|Data|Headers|Totals|This Row)|(?:[^\[\]'#]|'.)*)\]\s*"
_ITEMS = re.compile(rf"{_ITEM}(?:[,:]{_ITEM})*", re.IGNORECASE | re.DOTALL)
_ONE = re.compile(r"#(?:All|Data|Headers|Totals|This Row)|(?:[^\[\]'#]|'.)*", re.IGNORECASE | re.DOTALL)
_COLUMN = re.compile(r"\[((?:[^\[\]'#]|'.)*)\]", re.DOTALL)
_SHORT_ROW = re.compile(r"(?<!')\[@")
_PLACE = re.compile(rb"(?<![\w.])(\$?[A-Z]{1,3}\$?)\d{1,6}(?![\w(.])")
_MOST_REMEMBERED = 20_000


@dataclass(frozen=True)
class Scope:
    """What a formula may name, all in lower case: sheets, defined names, and the columns of each table."""

    sheets: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    tables: dict[str, frozenset[str]] = field(default_factory=dict)
    own_functions: bool = False
    """Whether functions may come from macros or other files, so that an unknown one is none of ours to judge."""


class Formulas:
    """The formulas of one file, each looked at once: those of a column differ in row numbers only."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self._same: dict[bytes, tuple[Fault, ...]] = {}
        self._alike: dict[bytes, tuple[Fault, ...]] = {}

    def escaped(self, formula: bytes) -> tuple[Fault, ...]:
        """Return the faults of a formula as it stands in the bytes of a part."""
        if formula not in self._same:
            if len(self._same) > _MOST_REMEMBERED:
                self._same.clear()
            if len(self._alike) > _MOST_REMEMBERED:
                self._alike.clear()
            self._same[formula] = self._by_likeness(formula)
        return self._same[formula]

    def _by_likeness(self, formula: bytes) -> tuple[Fault, ...]:
        if len(formula) > LONGEST:
            return self.faults(plain(formula))
        alike = _PLACE.sub(rb"\g<1>1", formula)
        if alike not in self._alike:
            self._alike[alike] = self.faults(plain(alike))
        return self._alike[alike]

    def faults(self, formula: str) -> tuple[Fault, ...]:
        """Return the faults of a formula, written without its equals sign."""
        length = units(formula)
        if length > LONGEST:
            return (("formula_too_long", f"The formula has {length} characters; Excel allows {LONGEST}."),)
        return tuple(dict.fromkeys(_Reading(formula, self.scope).faults()))


class _Reading:
    """One walk through a formula: what is open at each sign, and how many functions stand inside one another."""

    def __init__(self, formula: str, scope: Scope) -> None:
        self.formula, self.scope = formula, scope
        self.at, self.word = 0, ""
        self.open: list[str] = []
        self.depth = self.deepest = 0

    def faults(self) -> Iterator[Fault]:
        readers = {
            '"': self._text,
            "'": self._sheet,
            "[": self._bracket,
            "]": self._lone_bracket,
            "(": self._opening,
            "{": self._opening,
            ")": self._closing,
            "}": self._closing,
            ";": self._semicolon,
        }
        while self.at < len(self.formula):
            reader = readers.get(self.formula[self.at], self._other)
            word = self.word
            yield from reader()
            if self.word == word:  # a word counts only for the sign right behind it
                self.word = ""
        if self.open:
            missing = "}" if self.open[-1] == "{" else ")"
            yield "formula_parentheses", f"The formula lacks a {missing}: {self._shown()}"
        if self.deepest > DEEPEST:
            yield "formula_nesting", f"The formula has {self.deepest} functions inside one another; Excel allows {DEEPEST}."

    def _other(self) -> Iterator[Fault]:
        """Pass a word, a number or a sign of operation."""
        found = _WORD.match(self.formula, self.at)
        if not found:
            passed = _SKIPPED.match(self.formula, self.at)
            self.at = passed.end() if passed else self.at + 1
            return
        self.word, self.at = found[0], found.end()
        yield from self._word()

    def _shown(self) -> str:
        return self.formula if len(self.formula) <= 80 else self.formula[:79] + "…"

    def _text(self) -> Iterator[Fault]:
        found = _TEXT.match(self.formula, self.at)
        if not found:
            yield "formula_quotes", f"The formula has a text that does not end: {self._shown()}"
            self._stop()
            return
        self.at = found.end()
        if units(found[1].replace('""', '"')) > LONGEST_TEXT:
            yield "formula_text_too_long", f"A text inside the formula is longer than {LONGEST_TEXT} characters: {self._shown()}"

    def _sheet(self) -> Iterator[Fault]:
        found = _QUOTED.match(self.formula, self.at)
        is_item = self.formula[self.at - 1 : self.at] == "!" if self.at else False  # of a link to another program
        if not found or not (is_item or self.formula.startswith("!", found.end())):
            yield "formula_quotes", f"The formula has a ' that does not belong to the name of a sheet: {self._shown()}"
            self._stop()
            return
        self.at = found.end()
        if not is_item:
            yield from self._named_sheet(found[1].replace("''", "'"))

    def _named_sheet(self, name: str) -> Iterator[Fault]:
        """Judge a sheet's name, or two with : between; one in another file is none of ours."""
        if "[" in name or "\\" in name or "/" in name:
            return
        for each in name.split(":"):
            if each.casefold() not in self.scope.sheets:
                yield "formula_sheet_missing", f"The formula refers to the sheet '{each}', which the file does not have: {self._shown()}"

    def _word(self) -> Iterator[Fault]:
        behind = self.formula[self.at : self.at + 1]
        begin = self.at - len(self.word)
        before = self.formula[begin - 1 : begin] if begin else ""
        if behind == "!" and before not in {"]", "'", ":"}:
            yield from self._named_sheet(self.word)
        if behind == "(" and before != "!" and not self._is_known(self.word):
            text = f"Excel's file format knows no function {self.word}; a newer one is written _xlfn.{self.word}: {self._shown()}"
            yield "function_unknown", text

    def _is_known(self, function: str) -> bool:
        prefixed = function.casefold().startswith(("_xlfn.", "_xll.", "_xludf.", "_xlpm.", "_xlws."))
        return prefixed or self.scope.own_functions or function.upper() in FUNCTIONS or function.casefold() in self.scope.names

    def _opening(self) -> Iterator[Fault]:
        sign = self.formula[self.at]
        if sign == "(" and self.word:
            self.depth += 1
            self.deepest = max(self.deepest, self.depth)
            sign = "f"
        self.open.append(sign)
        self.at += 1
        yield from ()

    def _closing(self) -> Iterator[Fault]:
        sign = self.formula[self.at]
        last = self.open.pop() if self.open else ""
        if (last == "{") != (sign == "}") or not last:
            yield "formula_parentheses", f"The formula has a {sign} without its fellow: {self._shown()}"
            self._stop()
            return
        self.depth -= last == "f"
        self.at += 1

    def _semicolon(self) -> Iterator[Fault]:
        if "{" not in self.open:
            yield "formula_semicolon", f"The formula separates by ; where the file format wants a comma: {self._shown()}"
            self._stop()
            return
        self.at += 1

    def _stop(self) -> None:
        """End the walk: behind such a fault everything else looks wrong, too."""
        self.at, self.open, self.deepest = len(self.formula), [], 0

    def _lone_bracket(self) -> Iterator[Fault]:
        yield "formula_brackets", f"The formula has a ] without its [: {self._shown()}"
        self._stop()

    def _bracket(self) -> Iterator[Fault]:
        """Judge what stands in brackets: columns of a table, or the number of another file."""
        end = _bracket_end(self.formula, self.at)
        if end is None:
            yield "formula_brackets", f"The formula lacks a ]: {self._shown()}"
            self._stop()
            return
        inner, before = self.formula[self.at + 1 : end], self.formula[: self.at - len(self.word)]
        self.at = end + 1
        if self.word and not before.endswith("!"):
            yield from self._table_columns(self.word, inner)
        elif not self.word and inner.startswith("@"):
            yield "formula_at_sign", f"The formula writes [@…]; the file format wants [#This Row]: {self._shown()}"

    def _table_columns(self, table: str, inner: str) -> Iterator[Fault]:
        if inner.startswith("@") or _SHORT_ROW.search(inner):
            yield "formula_at_sign", f"The formula writes [@…]; the file format wants [#This Row]: {self._shown()}"
            return
        several = inner.lstrip().startswith("[")
        if not (_ITEMS if several else _ONE).fullmatch(inner):
            yield "table_reference_unescaped", f"A column's name has one of [ ] # ' without a ' before it: {self._shown()}"
            return
        if table.casefold() not in self.scope.tables:
            yield "table_unknown", f"The formula refers to the table {table}, which the file does not have: {self._shown()}"
            return
        columns = _COLUMN.findall(inner) if several else [] if inner.startswith("#") or not inner else [inner]
        for name in columns:
            if column_key(re.sub(r"'(.)", r"\1", name, flags=re.DOTALL)) not in self.scope.tables[table.casefold()]:
                yield "table_column_unknown", f"The table {table} has no column '{name}': {self._shown()}"


def _bracket_end(formula: str, at: int) -> int | None:
    """Return where the bracket that opens at a place is closed; a ' takes the sign behind it as it is."""
    depth, i = 0, at
    while i < len(formula):
        if formula[i] == "'":
            i += 1
        elif formula[i] in "[]":
            depth += 1 if formula[i] == "[" else -1
            if not depth:
                return i
        i += 1
    return None


def column_key(name: str) -> str:
    """Return a column's name as Excel compares it."""
    return unescaped(name).casefold()
