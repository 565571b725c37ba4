"""Tables: where they lie, what they are called, and whether their headings are those of the cells."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from segkit.deliverables.xlsxlint.formulas import Formulas, column_key
from segkit.deliverables.xlsxlint.markup import attribute, child, local, named, plain, unescaped, units, whole
from segkit.deliverables.xlsxlint.names import name_fault
from segkit.deliverables.xlsxlint.problem import Problem
from segkit.deliverables.xlsxlint.references import Area, area, column_letters, overlap, overlaps, shown

LONGEST_HEADING = 255


@dataclass(frozen=True)
class Table:
    """One table part: its area, its columns' names, and whether its first row holds them."""

    part: str
    sheet: str
    tree: Element
    name: str
    place: Area | None
    columns: tuple[str, ...]
    has_headings: bool
    totals: int


def table_of(part: str, sheet: str, tree: Element) -> Table:
    holder = child(tree, "tableColumns")
    columns = () if holder is None else tuple(attribute(each, "name") for each in holder if local(each) == "tableColumn")
    name = attribute(tree, "displayName") or attribute(tree, "name")
    headings, totals = attribute(tree, "headerRowCount"), whole(attribute(tree, "totalsRowCount")) or 0
    return Table(part, sheet, tree, name, area(attribute(tree, "ref")), columns, headings != "0", totals)


def headings_wanted(tables: Iterable[Table]) -> dict[int, frozenset[int]]:
    """Return the columns, by row, of the cells that must hold the headings of tables."""
    wanted: dict[int, frozenset[int]] = {}
    for table in tables:
        if table.place and table.has_headings:
            top, left, _, right = table.place
            wanted[top] = wanted.get(top, frozenset()) | frozenset(range(left, right + 1))
    return wanted


def table_problems(tables: Sequence[Table], names: frozenset[str], formulas: Formulas) -> Iterator[Problem]:
    """Return what is wrong with the tables of a file, apart from where they lie and what their cells hold."""
    taken, idents = Counter(names), Counter(attribute(table.tree, "id") for table in tables)
    taken.update(table.name.casefold() for table in tables)
    for table in tables:
        if fault := name_fault(table.name):
            yield Problem("table_name", table.part, table.name, fault[1])
        if taken[table.name.casefold()] > 1:
            yield Problem("table_name_twice", table.part, table.name, f"The name {table.name} stands for more than one thing in the file.")
        if idents[attribute(table.tree, "id")] > 1:
            yield Problem("table_id_twice", table.part, table.name, f"The table {table.name} has the number of another table.")
        yield from _area_problems(table)
        yield from _column_problems(table)
        for element in named(table.tree, "calculatedColumnFormula", "totalsRowFormula"):
            for rule, text in formulas.faults(element.text or ""):
                yield Problem(rule, table.part, table.name, text)


def _area_problems(table: Table) -> Iterator[Problem]:
    if table.place is None:
        text = f"The table {table.name} has the area '{attribute(table.tree, 'ref')}', which is none."
        yield Problem("table_area", table.part, table.name, text)
        return
    top, left, bottom, right = table.place
    if bottom - top + 1 - table.has_headings - table.totals < 1:
        yield Problem("table_without_rows", table.part, shown(table.place), f"The table {table.name} has no row below its headings.")
    if right - left + 1 != len(table.columns):
        text = f"The table {table.name} covers {right - left + 1} columns, but names {len(table.columns)}."
        yield Problem("table_columns", table.part, shown(table.place), text)
    for found in named(table.tree, "autoFilter"):
        inner = area(attribute(found, "ref"))
        if inner is None or inner[:2] != (top, left) or inner[2] > bottom or inner[3] != right:
            text = f"The filter of the table {table.name} covers {attribute(found, 'ref')}, not the table's own {shown(table.place)}."
            yield Problem("table_filter", table.part, attribute(found, "ref"), text)


def _column_problems(table: Table) -> Iterator[Problem]:
    for name, n in Counter(column_key(name) for name in table.columns).items():
        if n > 1:
            text = f"The table {table.name} has the heading '{name}' {n} times, taken without case; Excel repairs the table."
            yield Problem("table_header_twice", table.part, name, text)
    idents = Counter(attribute(each, "id") for each in named(table.tree, "tableColumn"))
    for ident, n in idents.items():
        if n > 1:
            yield Problem(
                "table_column_id_twice", table.part, ident, f"The number {ident} is given to {n} columns of the table {table.name}."
            )
    for at, name in enumerate(table.columns, start=1):
        if not name:
            yield Problem("table_header_empty", table.part, str(at), f"Column {at} of the table {table.name} has no heading.")
        elif units(unescaped(name)) > LONGEST_HEADING:
            text = f"The heading of column {at} of the table {table.name} has more than {LONGEST_HEADING} characters."
            yield Problem("table_header_long", table.part, str(at), text)


def heading_problems(table: Table, cells: dict[tuple[int, int], tuple[str, bytes]], strings: dict[int, str]) -> Iterator[Problem]:
    """Return the headings that are not the texts of their cells; `cells` holds kind and value, `strings` the shared texts."""
    if table.place is None or not table.has_headings:
        return
    for at, name in enumerate(table.columns, start=table.place[1]):
        kind, value = cells.get((table.place[0], at), ("", b""))
        found = strings.get(int(value)) if kind == "s" and value.isdigit() and len(value) <= 10 else plain(value)
        place = f"{column_letters(at)}{table.place[0]}"
        if kind not in {"s", "str", "inlineStr"}:
            text = f"The table {table.name} calls a column '{name}', but its cell holds no text; Excel repairs the table."
            yield Problem("table_header_mismatch", table.sheet, place, text)
        elif found is not None and unescaped(found) != unescaped(name):
            text = f"The table {table.name} calls a column '{name}', but its cell says '{found}'; Excel repairs the table."
            yield Problem("table_header_mismatch", table.sheet, place, text)


def place_problems(sheet: str, tables: Sequence[Table], merged: Sequence[Area], filtered: Area | None) -> Iterator[Problem]:
    """Return tables of one sheet that clash with each other, with merged cells, or with the sheet's own filter."""
    places = [table.place for table in tables if table.place]
    for a, b in overlaps(places):
        yield Problem("table_overlap", sheet, shown(b), f"The tables {shown(a)} and {shown(b)} overlap; Excel repairs the sheet.")
    for place in places:
        for other in merged:
            if overlap(place, other):
                yield Problem("table_over_merge", sheet, shown(other), f"The merged cells {shown(other)} lie in the table {shown(place)}.")
        if filtered and overlap(place, filtered):
            text = f"The sheet's own filter {shown(filtered)} lies over the table {shown(place)}; Excel repairs the sheet."
            yield Problem("table_filter_clash", sheet, shown(filtered), text)
