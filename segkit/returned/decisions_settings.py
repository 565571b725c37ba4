"""Settings that were decided at the kick-off: a cell to the value that engagement.yaml takes, and whether the file can be used with it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from segkit.engagement import Engagement
from segkit.errors import EngagementError
from segkit.packs.settings import Setting, shown_number
from segkit.parameters import read_record, yaml_text
from segkit.parameters.yaml_edit import plain_text, with_scalar
from segkit.returned.book import Cell
from segkit.returned.layout import spoken
from segkit.returned.values import Notation, number_of, read_entry, text_of


@dataclass(frozen=True)
class DecidedSetting:
    """A setting with the value that was decided, as engagement.yaml writes it; `new` is how it is shown, `holds` whether it was so before."""

    setting: Setting
    scalar: str
    new: str
    place: str
    holds: bool


def decided_setting(engagement: Engagement, setting: Setting, cell: Cell, place: str) -> DecidedSetting | str:
    """Return what was decided, or as a sentence why the cell cannot be read as it."""
    read = _read(engagement, setting, cell)
    if read is None:
        return f"'{setting.label}' cannot be '{text_of(cell.value)}'. {_EXPECTED[setting.takes].format(choices=_choices(setting))}"
    scalar, shown = read
    moves = setting.key == "plan.start" and engagement.plan.start is None  # it would follow the date of the deliverables
    return DecidedSetting(setting, scalar, shown, place, shown == setting.today and not moves)


_EXPECTED = {
    "amount": "Write a plain amount, such as 250000.",
    "fraction": "Write a share, such as 0.75 or 75 %.",
    "number": "Write a plain number.",
    "date": "Write a date, such as 2026-09-01.",
    "choice": "Choose one of: {choices}.",
}


def _choices(setting: Setting) -> str:
    return "; ".join(label for _, label in setting.choices)


def _read(engagement: Engagement, setting: Setting, cell: Cell) -> tuple[str, str] | None:
    """Return the value as YAML and as it is shown; None where the cell is nothing of the kind."""
    words = engagement.words
    if setting.takes == "date":
        day = read_entry(cell, "date", (), Notation("", ())).value
        return (day.isoformat(), words.short_date(day)) if isinstance(day, dt.date) else None
    if setting.takes == "choice":
        chosen = spoken(text_of(cell.value))
        return next(((key, label) for key, label in setting.choices if chosen in {spoken(label), spoken(key)}), None)
    number = _number(engagement, setting, cell)
    if number is None:
        return None
    scalar = f"{number:f}"
    scalar = scalar.rstrip("0").rstrip(".") if "." in scalar else scalar
    return scalar, shown_number(words, setting.takes, float(number))


def _number(engagement: Engagement, setting: Setting, cell: Cell) -> Decimal | None:
    """Return a number of 0 or more; a share may be written with its sign."""
    text = cell.value.strip() if isinstance(cell.value, str) else ""
    if setting.takes == "fraction" and text.endswith("%"):
        percent = number_of(Cell(text.removesuffix("%").strip()), engagement.currency)
        return None if percent is None else percent / 100
    return number_of(cell, engagement.currency)


def refused(engagement: Engagement, changes: Sequence[DecidedSetting]) -> list[str]:
    """Return a sentence per setting with which engagement.yaml could not be used; what fits only together is tried together."""
    if not _refusal(engagement, changes):
        return []
    usable: list[DecidedSetting] = []
    told = []
    for change in changes:
        reason = _refusal(engagement, [*usable, change])
        if reason:
            told.append(f"{change.place}: '{change.setting.label}' cannot be {change.new}: {reason}")
        else:
            usable.append(change)
    return told


def with_settings(engagement: Engagement, text: str, changes: Sequence[DecidedSetting], comment: str) -> str:
    """Return the text of engagement.yaml with settings in their places. Raises EngagementError where a place cannot be changed."""
    for change in changes:
        if change.holds:
            continue
        try:
            text = with_scalar(text, change.setting.path, change.scalar, comment)
        except ValueError as error:
            raise EngagementError([f"{engagement.file.name}: {change.setting.key} cannot be changed here, for {error}."]) from None
    return text


def _refusal(engagement: Engagement, changes: Sequence[DecidedSetting]) -> str:
    """Return why engagement.yaml could not be used with the settings; "" where it could."""
    try:
        text = with_settings(engagement, plain_text(engagement.file.read_bytes()), changes, "tried")
        read_record(Engagement, yaml_text(engagement.file, text))
    except EngagementError as error:
        return " ".join(problem.partition(": ")[2] or problem for problem in error.problems)
    return ""
