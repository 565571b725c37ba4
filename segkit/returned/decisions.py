"""What a returned file comes to: the decisions to be kept, the settings to be changed, and everything that is told of it."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from segkit.engagement import Engagement
from segkit.returned.items import Group, Item


@dataclass(frozen=True)
class Decision:
    """One decision as corrections.yaml keeps it; without a value it takes back what was decided before."""

    key: str
    field: str
    value: str | Decimal | None
    cell: str
    reason: str = ""
    until: dt.date | None = None


SettingValue = str | Decimal | tuple[Any, ...]


@dataclass(frozen=True)
class SettingChange:
    """A setting of engagement.yaml with its new value: where it stands in the file, and the cell it comes from.

    A list is a tuple of tuples: pairs of numbers, or a mapping's names with their values. `also` are further changes that it takes over.
    """

    path: tuple[str | int, ...]
    value: SettingValue
    cell: str
    item: Item
    also: tuple[Item, ...] = ()


@dataclass(frozen=True)
class Returned:
    """A returned file held against what was delivered and what holds now. Nothing has been written yet."""

    engagement: Engagement
    file: str
    delivered: dt.date
    items: tuple[Item, ...]
    decisions: tuple[Decision, ...]
    settings: tuple[SettingChange, ...]

    def of(self, group: Group) -> Iterator[Item]:
        return (item for item in self.items if item.group == group)

    def count(self, group: Group) -> int:
        return sum(1 for _ in self.of(group))
