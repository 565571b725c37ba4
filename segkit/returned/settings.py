"""The parameter sheet three ways: settings that were changed, and where they stand in engagement.yaml."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from segkit.engagement import Engagement
from segkit.errors import EngagementError
from segkit.parameters import read_record, read_yaml, yaml_text
from segkit.parameters.yaml_edit import plain_text, with_scalar, with_value
from segkit.returned.book import Cell, ReturnedBook
from segkit.returned.decisions import SettingChange, SettingValue
from segkit.returned.fixed import letter_of
from segkit.returned.items import Item
from segkit.returned.layout import Layout, layout_of
from segkit.returned.tree_settings import TREE, tree_changes
from segkit.returned.values import Notation, number_of, plain, read_entry, text_of
from segkit.study import Study
from segkit.tuning import REP, path_of
from segkit.views.labels import segment_label
from segkit.words import Words

LETTERS = "abcd_grades"
Place = tuple[str | int, ...]


@dataclass(frozen=True)
class Books:
    """The workbook three ways."""

    delivered: ReturnedBook
    edited: ReturnedBook
    current: ReturnedBook


def compare_settings(books: Books, layout: Layout, study: Study, notation: Notation) -> tuple[list[Item], list[SettingChange]]:
    """Return what is told of the parameter sheet, and the settings that would be changed."""
    items: list[Item] = []
    changes: list[SettingChange] = []
    of_the_tree: list[tuple[str, Item]] = []
    names_now = layout_of(books.current.described).parameters if books.current.described else layout.parameters
    for key, name in layout.parameters.items():
        what, whom = _called(study, key)
        found = _setting(books, (name, names_now.get(key)), notation)
        if found is not None:
            told = replace(found, whom=whom, what=what)
            is_change = told.group == "change" and isinstance(told.new, Decimal)
            if is_change and key.startswith(TREE):
                of_the_tree.append((key, told))
                continue
            items.append(told)
            if is_change and isinstance(told.new, Decimal):
                changes.append(_change(study, key, told, told.new))
    changes = _with_places(study.engagement, changes)
    if of_the_tree:
        told_of_tree, taken = tree_changes(study.engagement, of_the_tree)
        items, changes = [*items, *told_of_tree], [*changes, *taken]
    letters, drawn = _letters(books, study, notation)
    changes += drawn
    items += [*letters, *_given(books, layout, study.words)]
    usable, refused = _usable(study.engagement, changes)
    return [replace(item, kind="setting_refused", values={"reason": refused[item]}) if item in refused else item for item in items], usable


NEW_REP: Place = ("capacity", "reps", "new")
"""Where a sales rep stands who is not in engagement.yaml yet, until it is known how many of them there are."""


def _change(study: Study, key: str, told: Item, value: Decimal) -> SettingChange:
    """Return the change of a setting; hours of a sales rep who only stands at customers make a new entry, with the name."""
    rep = REP.fullmatch(key)
    if rep and int(rep["number"]) > len(study.engagement.capacity.reps):
        return SettingChange(NEW_REP, (("name", told.whom), (rep["name"], value)), told.place, told)
    return SettingChange(path_of(study.engagement, key), value, told.place, told)


def _with_places(engagement: Engagement, changes: list[SettingChange]) -> list[SettingChange]:
    """Return the changes with the new sales reps one after the other behind those who are there."""
    place = len(engagement.capacity.reps)
    found = []
    for change in changes:
        if change.path == NEW_REP:
            found.append(replace(change, path=("capacity", "reps", place)))
            place += 1
        else:
            found.append(change)
    return found


def _setting(books: Books, names: tuple[str, str | None], notation: Notation) -> Item | None:
    """Return what is told of one setting's cell; None where it says what was delivered, or what holds already.

    `names` are the cell's as delivered and as it would be delivered now (None = the setting is no longer there).
    """
    name, name_now = names
    delivered, now = _first(books.delivered, name), _first(books.current, name_now) if name_now else None
    found = _first(books.edited, name)
    if found is None:
        return Item("setting_gone", name)
    place, cell = found
    old, raw = (plain(known[1]) if known else None for known in (delivered, found))
    if raw == old:
        return None
    new = number_of(cell, notation.currency)
    if new is None or name_now is None:
        no_number = "no_result" if cell.formula is not None and cell.value is None else "not_an_amount"
        kind = "setting_left" if name_now is None else no_number
        return Item(kind, place, old=old, new=raw, values={"found": text_of(raw)})
    holds = plain(now[1]) if now is not None else old
    if new in {old, holds}:
        return None
    if holds != old:
        values = {"delivered": text_of(old), "edited": text_of(new), "current": text_of(holds)}
        return Item("conflict", place, old=old, new=new, values=values)
    return Item("changed", place, old=old, new=new)


def _first(book: ReturnedBook, name: str) -> tuple[str, Cell] | None:
    return next(iter((book.named(name) or {}).values()), None)


def _letters(books: Books, study: Study, notation: Notation) -> tuple[list[Item], list[SettingChange]]:
    """Return the letters of the grid that were changed; those of a preset cannot be, for the preset is its letters."""
    delivered, edited, current = (book.named(LETTERS) or {} for book in (books.delivered, books.edited, books.current))
    what = study.words("Grades")
    items, changes = [], []
    for at, (_, cell) in delivered.items():
        place, now = edited.get(at, ("", cell))
        old, raw = plain(cell), plain(now)
        if raw == old or (at in current and raw == plain(current[at][1])):
            continue
        read = read_entry(now, "grade", (), notation)
        if read.question or read.value is None:
            values = {"found": text_of(now.value), "choices": ", ".join(notation.grades)}
            items.append(Item("not_a_grade", place, what=what, old=old, new=raw, values=values))
        elif study.engagement.abcd.grid is None:
            items.append(Item("preset_letters", place, what=what, old=old, new=raw))
        else:
            item = Item("changed", place, what=what, old=old, new=read.value)
            items.append(item)
            path = ("abcd", "grid", "grades", *at)
            changes.append(SettingChange(path, letter_of(study.engagement, str(read.value)), place, item))
    return items, changes


def _given(books: Books, layout: Layout, words: Words) -> Iterator[Item]:
    for name in layout.given:
        delivered, edited = (_first(book, name) for book in (books.delivered, books.edited))
        if delivered is not None and edited is not None and plain(delivered[1]) != plain(edited[1]):
            yield Item("fixed_by_us", edited[0], what=words("As of"), old=plain(delivered[1]), new=plain(edited[1]))


def _called(study: Study, key: str) -> tuple[str, str]:
    """Return what a setting is called, and the segment it belongs to."""
    words = study.words
    label = next((words(value.label) for value in study.parameters if value.key == key), key)
    match = _PLAYBOOK.fullmatch(key)
    about = next((value.about for value in study.parameters if value.key == key), "")
    return label, segment_label(study, match["segment"]) if match else about if _BY_PLACE.match(key) else ""


_PLAYBOOK = re.compile(r"playbook\.(?P<segment>.+)\.(?P<name>\w+)", re.DOTALL)
_BY_PLACE = re.compile(r"(tree|contribution|capacity\.reps)\.")


def changed_text(file: Path, text: str, changes: list[SettingChange], comment: str) -> str:
    """Return the text of engagement.yaml with settings changed in their places, and nothing else.

    Raises EngagementError where a place cannot be changed, or where the file could not be used any more.
    """
    for change in changes:
        try:
            text = with_scalar(text, change.path, _yaml(change.value), comment)
        except ValueError as error:
            raise EngagementError([f"{file.name}: {'.'.join(map(str, change.path))} cannot be changed here, for {error}."]) from None
    yaml = yaml_text(file, text)
    if yaml.data != _expected(read_yaml(file).data, changes):
        raise EngagementError([f"{file.name}: the settings cannot be changed in their places. Change them by hand."])
    read_record(Engagement, yaml)
    return text


def _yaml(value: SettingValue) -> str:
    if isinstance(value, tuple):
        named = bool(value) and isinstance(value[0], str)
        return f"{value[0]}: {_yaml(value[1])}" if named else _listed(value)
    if isinstance(value, Decimal):
        shown = f"{value:f}"
        return shown.rstrip("0").rstrip(".") if "." in shown else shown
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _listed(value: tuple[Any, ...]) -> str:
    """Return a list between brackets; one of names with their values is a mapping."""
    is_mapping = bool(value) and isinstance(value[0], tuple) and bool(value[0]) and isinstance(value[0][0], str)
    inner = ", ".join(_yaml(part) for part in value)
    return f"{{{inner}}}" if is_mapping else f"[{inner}]"


def _expected(data: object, changes: list[SettingChange]) -> object:
    for change in changes:
        data = with_value(data, change.path, _plain(change.value))
    return data


def _plain(value: SettingValue) -> object:
    """Return a value as a YAML file holds it."""
    if isinstance(value, Decimal):
        return _number(value)
    if isinstance(value, str):
        return value
    if value and isinstance(value[0], tuple) and value[0] and isinstance(value[0][0], str):
        return {name: _plain(of) for name, of in value}
    return [_plain(part) for part in value]


def _number(value: Decimal) -> float | int:
    return int(value) if value == value.to_integral_value() else float(value)


def _usable(engagement: Engagement, changes: list[SettingChange]) -> tuple[list[SettingChange], dict[Item, str]]:
    """Return the changes with which engagement.yaml can be used, and why the others are refused; what fits only together is tried together."""
    if not _refusal(engagement, changes):
        return changes, {}
    usable: list[SettingChange] = []
    refused: dict[Item, str] = {}
    for change in changes:
        reason = _refusal(engagement, [*usable, change])
        if reason:
            refused |= dict.fromkeys((change.item, *change.also), reason)
        else:
            usable.append(change)
    return usable, refused


def _refusal(engagement: Engagement, changes: list[SettingChange]) -> str:
    """Return why engagement.yaml could not be used with the settings; "" where it could."""
    if not changes:
        return ""
    try:
        changed_text(engagement.file, plain_text(engagement.file.read_bytes()), changes, "")
    except EngagementError as error:
        return " ".join(problem.partition(": ")[2] or problem for problem in error.problems)
    return ""
