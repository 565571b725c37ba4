"""Formulas bent in a strategy file, one kind of mistake each: what the comparison with the engine must find."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from html import escape
from pathlib import Path

import workbook_parts

from .batch import Case

Parts = dict[str, bytes]

_FORMULA = re.compile(r"(?<=<f>)[^<]*(?=</f>)")
ROUNDED_SHARE = r"ROUND\(((?:[^()]|\([^()]*\))*/(?:[^()]|\([^()]*\))*),12\)"


def bent(case: Case, kind: str, path: Path) -> Path | None:
    """Write a copy of a case's file with one kind of mistake in it, wherever it can be made; None where it cannot be made at all."""
    before = workbook_parts.parts(case.path)
    after = BENDS[kind](case, dict(before))
    return workbook_parts.written(after, path) if after != before else None


def cases_bent(cases: Iterable[Case], kind: str, folder: Path, most: int) -> list[Path]:
    """Return up to so many files with a kind of mistake in them."""
    made: Iterator[Path | None] = (bent(case, kind, folder / f"{kind.replace(' ', '_')}_{case.seed}.xlsx") for case in cases)
    return [path for path, _ in zip((path for path in made if path), range(most), strict=False)]


def _rewritten(parts: Parts, rewrite: Callable[[str], str]) -> Parts:
    """Return the parts with every formula of every sheet, as XML, rewritten."""
    return {
        name: _FORMULA.sub(lambda match: rewrite(match[0]), xml.decode()).encode() if name.startswith("xl/worksheets/sheet") else xml
        for name, xml in parts.items()
    }


def _pattern(pattern: str, replacement: str) -> Callable[[Case, Parts], Parts]:
    return lambda _, parts: _rewritten(parts, lambda formula: re.sub(pattern, replacement, formula))


def _exchanged(one: str, other: str) -> Callable[[str], str]:
    found = {one: other, other: one}
    names = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in found))
    return lambda formula: names.sub(lambda match: found[match[0]], formula)


def _cut_names(case: Case, parts: Parts) -> Parts:
    first = [axis.cuts[0].name for axis in case.study.grid.axes]
    return _rewritten(parts, _exchanged(*first)) if len(first) == 2 else parts


def _columns(case: Case, parts: Parts) -> Parts:
    """Revenue and potential exchanged in the rows of the customers."""
    words = case.study.words
    one, other = (f"Customers[[#This Row],[{escape(words(heading), quote=False)}]]" for heading in ("Revenue", "Potential"))
    return _rewritten(parts, lambda formula: formula.replace(one, "\0").replace(other, one).replace("\0", other))


def _summed_column(case: Case, parts: Parts) -> Parts:
    words = case.study.words
    wrong, right = (f"Customers[{escape(words(heading), quote=False)}]" for heading in ("Revenue", "Headroom"))
    return _rewritten(parts, lambda formula: formula.replace(f"SUMIFS({right}", f"SUMIFS({wrong}"))


def _short_table(_: Case, parts: Parts) -> Parts:
    """The table of customers ends a row too early, unless it has but one."""

    def shorter(match: re.Match[str]) -> str:
        return f'{match[1]}{int(match[2]) - (int(match[2]) > 5)}"'

    return parts | {"xl/tables/table1.xml": re.sub(r'(ref="A4:[A-Z]+)(\d+)"', shorter, parts["xl/tables/table1.xml"].decode()).encode()}


def _short_name(_: Case, parts: Parts) -> Parts:
    """The list of proposals ends before the not rated."""

    def shorter(match: re.Match[str]) -> str:
        return f"{match[1]}{int(match[2]) - 1}<"

    book = re.sub(r'(<definedName name="segment_proposals">[^<]*\$)(\d+)<', shorter, parts["xl/workbook.xml"].decode())
    return parts | {"xl/workbook.xml": book.encode()}


def _short_sum(_: Case, parts: Parts) -> Parts:
    return _rewritten(parts, lambda formula: re.sub(r"(?<=SUM\()(\w+:[A-Z]+)(\d+)", lambda m: f"{m[1]}{int(m[2]) - 1}", formula))


BENDS: Mapping[str, Callable[[Case, Parts], Parts]] = {
    "comparison turned round": _pattern("&gt;=abcd_", "&lt;abcd_"),
    "threshold excluded": _pattern("&gt;=abcd_", "&gt;abcd_"),
    "threshold of the next band included": _pattern('"&lt;"&amp;abcd_', '"&lt;="&amp;abcd_'),
    "columns exchanged": _columns,
    "difference turned round": _pattern(r"ROUND\((\w+\[\[[^]]*\],\[[^]]*\]\])-(\w+\[\[[^]]*\],\[[^]]*\]\]),2\)", r"ROUND(\2-\1,2)"),
    "cut names exchanged": _cut_names,
    "letters read across": _pattern(r"INDEX\(abcd_grades,(\d),(\d)\)", r"INDEX(abcd_grades,\2,\1)"),
    "rounding left out": _pattern(ROUNDED_SHARE, r"(\1)"),
    "unknown taken for low": _pattern(r"IF\(AND\((?:ISNUMBER\([^()]*\),?)+\),(?=INDEX\(abcd_grades)", "IF(TRUE,"),
    "table a row short": _short_table,
    "named range a row short": _short_name,
    "sum a row short": _short_sum,
    "wrong column summed": _summed_column,
    "another segment's hours": _pattern("playbook_1_", "playbook_2_"),
    "a fixed text": _pattern(r"INDEX\(segment_names,.*", '"A")'),
}
"""Each kind of mistake, and how it is made in the parts of a file."""
