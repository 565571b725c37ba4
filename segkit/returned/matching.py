"""Rows to accounts: by the hidden key, held against number and name; without a key by number and name, where they leave no doubt."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from segkit.returned.book import Cell
from segkit.returned.items import Item
from segkit.returned.layout import GIVEN
from segkit.returned.tables import KEY, LINE, NAME, NUMBER, FoundRow, FoundTable
from segkit.returned.values import alike, plain, same_number, text_of

_NOT_JUDGED = frozenset({KEY, LINE, NUMBER, NAME, "middle"})
"""Given cells that do not tell whose row it is: its identity, looked at by itself, and where its work lies in the year, hidden and never sorted."""
_ENOUGH = 3
"""Given cells that must be there before a row is judged by them."""


@dataclass
class Matched:
    """The rows of a table by key, and what is to be told of its rows."""

    rows: dict[str, FoundRow] = field(default_factory=dict)
    items: list[Item] = field(default_factory=list)


@dataclass(frozen=True)
class Delivered:
    """A table as it was delivered: its rows by key, and the keys of each number, figure and name."""

    rows: Mapping[str, FoundRow]
    by_name: Mapping[str, tuple[str, ...]]
    lines: Mapping[str, str]

    @classmethod
    def of(cls, table: FoundTable) -> "Delivered":
        rows = {text_of(row.cell(KEY).value): row for row in table.rows if not row.cell(KEY).is_empty}
        names: dict[str, list[str]] = defaultdict(list)
        for key, row in rows.items():
            names[_name(row.cell(NAME))].append(key)
        lines = {text_of(row.cell(LINE).value): key for key, row in rows.items() if row.has(LINE)}
        return cls(rows, {name: tuple(keys) for name, keys in names.items()}, lines)

    def whom(self, key: str) -> str:
        row = self.rows.get(key)
        return text_of(row.cell(NAME).value) if row is not None else ""

    def by_number_and_name(self, row: FoundRow) -> str | None:
        """Return the key of the only account with a row's name and, as far as a spreadsheet leaves it, its number."""
        if row.cell(NUMBER).is_empty or row.cell(NAME).is_empty:
            return None
        found = [key for key in self.by_name.get(_name(row.cell(NAME)), ()) if _number_fits(row, self.rows[key])]
        exact = [key for key in found if text_of(self.rows[key].cell(NUMBER).value) == text_of(row.cell(NUMBER).value)]
        one = exact if len(exact) == 1 else found
        return one[0] if len(one) == 1 else None


def match_rows(table: FoundTable, delivered: Delivered) -> Matched:
    """Return whose row each one is. A row about which there is any doubt is a question, and nothing of it is taken."""
    matched = Matched()
    found: dict[str, list[FoundRow]] = defaultdict(list)
    doubted: set[str] = set()
    given = frozenset(table.layout.fields(GIVEN)) - _NOT_JUDGED
    for row in table.rows:
        key = text_of(row.cell(KEY).value)
        owner = delivered.by_number_and_name(row)
        if key in delivered.rows and _contradicts(row, key, delivered, given):
            matched.items.append(Item("row_contradicts", row.place(NUMBER), key, delivered.whom(key), values={"key": key}))
            doubted |= {key, owner or key}
        elif key in delivered.rows:
            found[key].append(row)
        elif owner is not None:
            found[owner].append(row)
            if row.has(KEY):
                matched.items.append(Item("key_restored", row.place(KEY), owner, delivered.whom(owner), old=owner, new=key or None))
        else:
            matched.items += _stranger(row, key, delivered)
    _one_each(found, delivered, matched)
    gone = [key for key in delivered.rows if key not in found and key not in doubted] if table.heads else []
    matched.items += [Item("row_deleted", table.heads[0].sheet, key, delivered.whom(key)) for key in gone]
    return matched


def _one_each(found: Mapping[str, list[FoundRow]], delivered: Delivered, matched: Matched) -> None:
    """Keep the row of each account; several that say the same are one, several that differ are a question."""
    for key, rows in found.items():
        contents = [_content(row) for row in rows]
        whom = delivered.whom(key)
        if any(content != contents[0] for content in contents):
            places = ", ".join(row.place(NUMBER) for row in rows)
            matched.items.append(Item("rows_differ", rows[0].place(NUMBER), key, whom, values={"rows": places}))
            continue
        matched.rows[key] = rows[0]
        matched.items += [Item("row_repeated", row.place(NUMBER), key, whom) for row in rows[1:]]


def _content(row: FoundRow) -> dict[str, object]:
    return {of: plain(row.cell(of)) for of in row.head.columns if row.cell(of).formula is None and of not in {KEY, LINE}}


def _contradicts(row: FoundRow, key: str, delivered: Delivered, given: frozenset[str]) -> bool:
    """Return whether a row's visible cells belong to somebody else than its key says."""
    own = delivered.rows[key]
    number = _number_fits(row, own) if _typed(row.cell(NUMBER)) else None
    name = _name(row.cell(NAME)) == _name(own.cell(NAME)) if _typed(row.cell(NAME)) else None
    if False in {number, name} and True not in {number, name}:
        return True
    if row.has(LINE) and delivered.lines.get(text_of(row.cell(LINE).value), key) != key:
        return True
    told = [of for of in given & row.head.columns.keys() if not (own.cell(of).is_empty and row.cell(of).is_empty)]
    differing = sum(not alike(row.cell(of), own.cell(of)) for of in told)
    return differing >= _ENOUGH and 2 * differing > len(told)


def _typed(cell: Cell) -> bool:
    """Return whether a cell holds something of its own; what a formula shows follows its row's key, or was never calculated."""
    return not cell.is_empty and cell.formula is None


def _stranger(row: FoundRow, key: str, delivered: Delivered) -> list[Item]:
    """Return what is to be told of a row that is nobody's: added, or somebody's who cannot be told."""
    typed = [text_of(row.cell(of).value) for of in row.head.columns if row.cell(of).formula is None and not row.cell(of).is_empty]
    if not typed:
        return []  # a table's new row has its formulas before anyone writes into it
    number, name = text_of(row.cell(NUMBER).value), _name(row.cell(NAME))
    known = name in delivered.by_name or any(
        same_number(number, text_of(own.cell(NUMBER).value)) for own in delivered.rows.values() if number
    )
    if known or (key and not number and not name):
        return [Item("whose_row", row.place(NUMBER), whom=text_of(row.cell(NAME).value), new=number or key or None)]
    return [Item("row_added", row.place(NUMBER), whom=text_of(row.cell(NAME).value), values={"found": ", ".join(typed[:3])})]


def _number_fits(row: FoundRow, own: FoundRow) -> bool:
    return same_number(text_of(row.cell(NUMBER).value), text_of(own.cell(NUMBER).value))


def _name(cell: Cell) -> str:
    return " ".join(text_of(cell.value).split()).casefold()
