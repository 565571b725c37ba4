"""One table three ways: as delivered, as it came back, and as it stands now; what was written into it, and what was written over."""

from dataclasses import dataclass, field
from decimal import Decimal

from segkit.engagement import Engagement
from segkit.intake.corrections import COMMENT, POINT, Corrections, can_be_decided, is_number
from segkit.returned.bent import bent_formulas
from segkit.returned.decisions import Decision
from segkit.returned.fixed import FIXED, compare_fixed
from segkit.returned.formulas import Columns
from segkit.returned.items import Item, Shown
from segkit.returned.layout import ENTRY, GIVEN, TableLayout
from segkit.returned.matching import Delivered, match_rows
from segkit.returned.tables import KEY, LINE, FoundRow, FoundTable
from segkit.returned.values import Notation, alike, plain, read_entry, text_of
from segkit.returned.written import Written, conflict, told_of


@dataclass(frozen=True)
class Ways:
    """A table three ways, each found in its own workbook; and the columns of all tables, of the delivered one and of the edited one."""

    delivered: FoundTable
    edited: FoundTable
    current: FoundTable
    columns: tuple[Columns, Columns]


@dataclass
class Compared:
    """What is told of a table, and what was decided in it."""

    items: list[Item] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)


def compare_table(ways: Ways, engagement: Engagement, corrections: Corrections, notation: Notation) -> Compared:
    """Return what is different in a table that came back."""
    layout, result = ways.edited.layout, Compared()
    if not ways.edited.heads:
        result.items.append(Item("table_gone", layout.sheet, values={"sheet": layout.sheet}))
        return result
    delivered, current = Delivered.of(ways.delivered), Delivered.of(ways.current)
    result.items += _columns(ways)
    matched = match_rows(ways.edited, delivered)
    result.items += matched.items
    told, bent = bent_formulas(ways.edited, matched.rows, delivered, ways.columns)
    result.items += told
    for key, row in matched.rows.items():
        own = delivered.rows[key]
        result.items += _given(layout, key, row, own)
        found = _entries(Written(layout, key, row, own, current.rows.get(key, own), notation), engagement, corrections)
        if key in bent:
            held = [item for item in found.items if item.group == "change"]
            result.items += [
                Item("held", item.place, key, item.whom, item.what, item.old, item.new, {"edited": item.new or "–", "cell": bent[key]})
                for item in held
            ]
            result.items += [item for item in found.items if item.group != "change"]
        else:
            result.items += found.items
            result.decisions += found.decisions
    return result


def _columns(ways: Ways) -> list[Item]:
    """Return what is told of columns: gone, added, and the hidden keys."""
    layout, items = ways.edited.layout, []
    foreign = {text for head in ways.delivered.heads for text in head.foreign.values()}
    for head in ways.edited.heads:
        if KEY not in head.columns:
            items.append(Item("keys_gone", head.sheet, values={"sheet": head.sheet}))
        gone = [column.heading for column in layout.columns if column.field not in head.columns and column.field not in {KEY, LINE}]
        items += [Item("column_gone", head.sheet, what=heading, values={"heading": heading, "sheet": head.sheet}) for heading in gone]
        added = [text for text in head.foreign.values() if text not in foreign]
        items += [Item("column_added", head.sheet, what=heading, values={"heading": heading}) for heading in added]
    return items


def _given(layout: TableLayout, key: str, row: FoundRow, own: FoundRow) -> list[Item]:
    """Return the cells of the client's system that are not as delivered."""
    items = []
    only_shown = not layout.fields(ENTRY)
    for of in layout.fields(GIVEN):
        if of in {KEY, LINE} or not row.has(of):
            continue
        here, there = row.cell(of), own.cell(of)
        if here == there or plain(here) == plain(there):
            continue
        kind = "restored" if here.formula is None and alike(here, there) else "shown_only" if only_shown else "given_changed"
        items.append(told_of(kind, layout.by_field[of], key, (row, own)))
    return items


def _entries(written: Written, engagement: Engagement, corrections: Corrections) -> Compared:
    """Return what was written into one row's entries."""
    result = Compared()
    fixed = [of for of in FIXED if of in written.layout.by_field and written.row.has(of)]
    if fixed:
        items, decision = compare_fixed(written, engagement)
        result.items += items
        result.decisions += [decision] if decision is not None else []
    for of in written.layout.fields(ENTRY):
        if of in FIXED or not written.row.has(of) or not written.changed(of):
            continue
        item, decision = _entry(written, of, corrections)
        result.items += [item] if item is not None else []
        result.decisions += [decision] if decision is not None else []
    return result


def _entry(written: Written, of: str, corrections: Corrections) -> tuple[Item | None, Decision | None]:
    """Return what is told of one entry that was changed, and the decision in it."""
    column = written.layout.by_field[of]
    if written.doubled(of):
        return written.item("column_twice", of, heading=column.heading), None
    if not can_be_decided(written.key, of):
        return written.item("shown_only", of), None
    read = read_entry(written.row.cell(of), column.takes, column.choices, written.notation)
    question = read.question or _off_the_scale(written, of, read.value)
    return (written.question(question, of), None) if question else _decided(written, of, read.value, corrections)


def _off_the_scale(written: Written, of: str, value: Shown) -> str:
    """Return the question about a point that the scale does not have; "" for any other value."""
    lowest, highest = written.notation.scale
    return "not_a_point" if of.startswith(POINT) and isinstance(value, Decimal) and not lowest <= value <= highest else ""


def _decided(written: Written, of: str, value: Shown, corrections: Corrections) -> tuple[Item | None, Decision | None]:
    """Return what comes of a new value that can be read: nothing where it holds already, a question where something else does."""
    takes, place = written.takes(of), (written.key, of)
    now = plain(written.current.cell(of), takes)
    if value == now or (value is None and place in corrections.taken_back):
        return None, None
    if value is None and is_number(of) and place not in corrections.in_force:
        return written.item("cannot_be_emptied", of, delivered=written.shown(of)), None
    if now != written.shown(of):
        return conflict(written, of, value, now), None
    kept = value if isinstance(value, Decimal) or value is None else str(value)
    reason = text_of(written.row.cell(COMMENT).value) if of.startswith(POINT) and kept is not None else ""
    item = written.item("taken_back" if value is None else "changed", of, new=value)
    return item, Decision(*place, kept, written.row.place(of), reason)
