"""Formulas of a table that are not as they were delivered: changed, or replaced by what was typed."""

from collections import Counter
from collections.abc import Mapping

from segkit.returned.formulas import Columns, plain_formula
from segkit.returned.items import Item
from segkit.returned.layout import COMPUTED
from segkit.returned.matching import Delivered
from segkit.returned.tables import FoundRow, FoundTable
from segkit.returned.written import told_of


def bent_formulas(
    edited: FoundTable, rows: Mapping[str, FoundRow], delivered: Delivered, columns: tuple[Columns, Columns]
) -> tuple[list[Item], dict[str, str]]:
    """Return what is told of a table's formulas, and the keys of the rows that hold such a one, each with the cell's place.

    `rows` are the table's rows by key, `columns` those of all tables in the delivered and in the edited workbook. A column that is bent in the
    same way in most rows is told once.
    """
    layout, items, bent = edited.layout, list[Item](), dict[str, str]()
    for of in layout.fields(COMPUTED):
        wrong = _wrong(of, rows, delivered, columns)
        if not wrong:
            continue
        form, n = Counter(wrong.values()).most_common(1)[0]
        in_all = [key for key, found in wrong.items() if found == form] if n > 1 and 2 * n > len(rows) else []
        if in_all:
            first = rows[in_all[0]]
            kind = "column_changed" if form else "column_replaced"
            items.append(Item(kind, first.place(of), what=layout.by_field[of].heading, values={"n": n}))
        for key, found in wrong.items():
            bent.setdefault(key, rows[key].place(of))
            if not in_all or found != form:
                kind = "formula_changed" if found else "formula_replaced"
                items.append(told_of(kind, layout.by_field[of], key, (rows[key], delivered.rows[key])))
    return items, bent


def _wrong(of: str, rows: Mapping[str, FoundRow], delivered: Delivered, columns: tuple[Columns, Columns]) -> dict[str, str]:
    """Return the formulas of a field that are not as delivered, each in one way of writing; "" where there is none any more."""
    wrong = {}
    for key, row in rows.items():
        here, there = row.cell(of).formula, delivered.rows[key].cell(of).formula
        if not row.has(of) or there is None or here == there:
            continue
        found = _as_it_is(row, of, columns[1])
        if found != _as_it_is(delivered.rows[key], of, columns[0]):
            wrong[key] = found
    return wrong


def _as_it_is(row: FoundRow, of: str, columns: Columns) -> str:
    formula = row.cell(of).formula
    return plain_formula(formula, row.head, row.row, columns) if formula is not None else ""
