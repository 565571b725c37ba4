"""Tuned numbers of the factor tree, on their way into engagement.yaml: where each stands there, and groups whose weights no longer add up."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from segkit.engagement import Engagement
from segkit.parameters import read_yaml
from segkit.rating.factors import grow
from segkit.rating.factors.settings import Factor, FactorTree, Judgement
from segkit.returned.decisions import SettingChange
from segkit.returned.items import Item

TREE = "tree."

_WHOLE, _CLOSE = Decimal(100), Decimal("0.000001")
_WEIGHT = re.compile(r"tree\.weights\.(?P<name>.+)", re.DOTALL)
_PAIR = re.compile(r"tree\.points\.(?P<name>.+)\.(?P<number>\d+)\.(?P<what>value|points)", re.DOTALL)
_CLASS = re.compile(r"tree\.classes\.(?P<number>\d+)\.least")

Place = tuple[str | int, ...]


@dataclass(frozen=True)
class Placed:
    """A factor with its place in engagement.yaml, and the group it is weighed in."""

    factor: Factor
    place: Place
    group: Place


@dataclass(frozen=True)
class Group:
    """Factors that are weighed against each other: what stands above them ("" for level 1), and comparisons in pairs where there are any."""

    above: str
    factors: Sequence[Factor]
    pairwise: Sequence[Judgement]


def tree_changes(engagement: Engagement, found: Sequence[tuple[str, Item]]) -> tuple[list[Item], list[SettingChange]]:
    """Return what is told of changed numbers of the tree, by their keys, and the changes of engagement.yaml that follow.

    Weights are taken only where the whole group still adds up to 100, and never where it was weighed in pairs.
    """
    written = read_yaml(engagement.file).data
    top: Place = ("tree",) if isinstance(written.get("tree"), list) else ("tree", "factors")
    factors = {placed.factor.name.casefold(): placed for placed in _placed(engagement.tree.factors, top)}
    groups = _groups(engagement.tree, top)
    told, changes = _weights(factors, groups, [(key, item) for key, item in found if _WEIGHT.fullmatch(key)])
    points = [(match, item) for key, item in found if (match := _PAIR.fullmatch(key))]
    changes += _points(written, factors, points)
    changes += _classes(written, engagement, [(match, item) for key, item in found if (match := _CLASS.fullmatch(key))])
    told += [item for key, item in found if not _WEIGHT.fullmatch(key)]
    changes += [
        SettingChange(("tree", "least_covered"), item.new, item.place, item)
        for key, item in found
        if key == "tree.least_covered" and isinstance(item.new, Decimal)
    ]
    return told, changes


def _placed(factors: Sequence[Factor], above: Place) -> Iterator[Placed]:
    for i, factor in enumerate(factors):
        place = (*above, i)
        yield Placed(factor, place, above)
        yield from _placed(factor.factors, (*place, "factors"))


def _groups(tree: FactorTree, top: Place) -> dict[Place, Group]:
    below = {
        (*placed.place, "factors"): Group(placed.factor.name, placed.factor.factors, placed.factor.pairwise)
        for placed in _placed(tree.factors, top)
    }
    return {top: Group("", tree.factors, tree.pairwise), **below}


def _weights(
    factors: Mapping[str, Placed], groups: Mapping[Place, Group], found: Sequence[tuple[str, Item]]
) -> tuple[list[Item], list[SettingChange]]:
    """Return the weights that can be taken, group by group, and what is told of all of them."""
    by_group: dict[Place, list[tuple[Placed, Item]]] = {}
    for key, item in found:
        placed = factors[key.removeprefix("tree.weights.").casefold()]
        by_group.setdefault(placed.group, []).append((placed, item))
    told: list[Item] = []
    changes: list[SettingChange] = []
    for place, weighed in by_group.items():
        group = groups[place]
        if group.pairwise:
            told += [replace(item, kind="weights_in_pairs", values={"group": group.above}) for _, item in weighed]
            continue
        new = {placed.factor.name: item.new for placed, item in weighed}
        total = sum((_weight(factor, new) for factor in group.factors), Decimal(0))
        if abs(total - _WHOLE) > _CLOSE:
            kind = "weights_below" if group.above else "weights_on_top"
            told += [replace(item, kind=kind, values={"group": group.above, "sum": _short(total)}) for _, item in weighed]
            continue
        told += [item for _, item in weighed]
        changes += [
            SettingChange((*placed.place, "weight_pct"), item.new, item.place, item)
            for placed, item in weighed
            if isinstance(item.new, Decimal)
        ]
    return told, changes


def _weight(factor: Factor, new: Mapping[str, Any]) -> Decimal:
    given = new.get(factor.name)
    return given if isinstance(given, Decimal) else Decimal(str(factor.weight_pct or 0))


def _short(total: Decimal) -> int | float:
    rounded = round(total, 2)
    return int(rounded) if rounded == rounded.to_integral_value() else float(rounded)


def _points(written: Any, factors: Mapping[str, Placed], found: Sequence[tuple[re.Match[str], Item]]) -> list[SettingChange]:
    """Return the changed values and points of measured leaves; those that the library fills in are written down whole."""
    changes: list[SettingChange] = []
    filled: dict[str, list[tuple[re.Match[str], Item]]] = {}
    for match, item in found:
        placed = factors[match["name"].casefold()]
        if _at(written, placed.place).get("points"):
            at = (*placed.place, "points", int(match["number"]) - 1, 0 if match["what"] == "value" else 1)
            changes += [SettingChange(at, item.new, item.place, item)] if isinstance(item.new, Decimal) else []
        else:
            filled.setdefault(match["name"].casefold(), []).append((match, item))
    for name, several in filled.items():
        pairs = [[Decimal(str(number)) for number in pair] for pair in factors[name].factor.points]
        for match, item in several:
            if isinstance(item.new, Decimal):
                pairs[int(match["number"]) - 1][0 if match["what"] == "value" else 1] = item.new
        items = [item for _, item in several]
        place = (*factors[name].place, "points")
        changes.append(SettingChange(place, tuple(tuple(pair) for pair in pairs), items[0].place, items[0], tuple(items[1:])))
    return changes


def _classes(written: Any, engagement: Engagement, found: Sequence[tuple[re.Match[str], Item]]) -> list[SettingChange]:
    """Return the changed edges of the classes; where the four usual classes hold, all four are written down as the client calls them."""
    tree, words = engagement.tree, engagement.words
    numbers = {int(match["number"]): item for match, item in found if isinstance(item.new, Decimal)}
    if not numbers:
        return []
    if tree.classes and "classes" in written["tree"]:
        places = {k: ("tree", "classes", k - 1, "least") for k in numbers}
        return [SettingChange(places[k], item.new, item.place, item) for k, item in numbers.items() if isinstance(item.new, Decimal)]
    bands = [
        (("name", words(band.name)), ("least", numbers[k].new if k in numbers else Decimal(str(band.least))))
        for k, band in enumerate(grow(tree).classes, start=1)
    ]
    items = list(numbers.values())
    return [SettingChange(("tree", "classes"), tuple(bands), items[0].place, items[0], tuple(items[1:]))]


def _at(written: Any, place: Place) -> Any:
    for part in place:
        written = written[part]
    return written
