"""Rows of the form to the settings of a tree: names to places, words to settings, comparisons to the group they are about."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from segkit.deliverables.tree_form.columns import LEVELS
from segkit.deliverables.tree_form.points import read_number, read_points
from segkit.parameters import nearest
from segkit.parameters.yaml_file import Place
from segkit.rating.factors.pairwise import folded
from segkit.returned.layout import spoken

_TEXTS = ("definition", "owner", "source", "unit")
_NUMBERS = ("weight_pct", "step", "times")
_CLOSE = 1e-6

Words = dict[str, Any]
"""A factor or the tree as plain data, as engagement.yaml would hold it."""


@dataclass(frozen=True)
class FormLine:
    """A filled row: its number, and its cells by the setting they hold."""

    row: int
    cells: Mapping[str, Any]

    def text(self, name: str) -> str:
        """Return a cell as text; a whole number without decimals."""
        value = self.cells.get(name, "")
        return f"{value:g}" if isinstance(value, float) else str(value).strip()


@dataclass
class Lines:
    """What the rows say: the tree as plain data, the row of each place in it, and the cells that say nothing it can hold."""

    data: Words
    first: int = 1
    rows: dict[Place, int] = field(default_factory=dict)
    problems: list[tuple[int, str]] = field(default_factory=list)


def tree_of(tree: Sequence[FormLine], pairs: Sequence[FormLine], choices: Mapping[str, Mapping[str, str]]) -> Lines:
    """Return the tree that rows say, in their order. `choices` holds, by setting, what the words of a list mean."""
    read = Lines({"factors": []}, tree[0].row if tree else 1)
    nodes: dict[tuple[str, ...], tuple[Words, int]] = {}
    for line in tree:
        path = _path(line, read)
        if path is None:
            continue
        key = tuple(folded(name) for name in path)
        if key in nodes:
            read.problems.append(
                (line.row, f"'{path[-1]}' stands here a second time; the first is in row {nodes[key][1]}. Keep one of the two rows.")
            )
            continue
        nodes[key] = ({"name": path[-1], **_settings(line, read, choices)}, line.row)
    _hang(nodes, read)
    _as_shares(read.data["factors"])
    _remember(read.data["factors"], (), nodes, (), read)
    _add_pairs(pairs, nodes, read)
    return read


def _path(line: FormLine, read: Lines) -> tuple[str, ...] | None:
    """Return the names down to the row's own; None, and the reason told, where one is missing."""
    names = [line.text(level) for level in LEVELS]
    given = [i for i, name in enumerate(names) if name]
    if not given:
        read.problems.append((line.row, "there are entries, but no name of a factor. Write the name, or empty the row."))
        return None
    lacking = [i for i in range(given[-1]) if not names[i]]
    if lacking:
        read.problems.append(
            (
                line.row,
                f"'{names[given[-1]]}' stands on level {given[-1] + 1}, but level {lacking[0] + 1} is empty. Write what it stands under.",
            )
        )
        return None
    return tuple(names[: given[-1] + 1])


def _settings(line: FormLine, read: Lines, choices: Mapping[str, Mapping[str, str]]) -> Words:
    """Return a row's settings; what cannot be read is told and left out."""
    found: Words = {name: line.text(name) for name in _TEXTS if line.text(name)}
    for name in ("weight_pct", "step"):
        if name in line.cells:
            found |= _read(line, name, read, lambda text: read_number(text.removesuffix("%")))
    if line.text("points"):
        found |= _read(line, "points", read, read_points)
    for name in ("direction", "lever", "column"):
        if text := line.text(name):
            found |= _chosen(line, name, text, read, choices[name])
    anchors = {
        cell.removeprefix("anchor_"): line.text(cell)
        for cell in sorted(line.cells, key=_point)
        if cell.startswith("anchor_") and line.text(cell)
    }
    return found | ({"anchors": anchors} if anchors else {})


def _point(name: str) -> int:
    """Return the point of an anchor's column; 0 for any other."""
    return int(name.removeprefix("anchor_")) if name.startswith("anchor_") else 0


def _read(line: FormLine, name: str, read: Lines, reader: Callable[[str], Any]) -> Words:
    value = line.cells[name]
    if isinstance(value, (int, float)) and name in _NUMBERS:
        return {name: float(value)}
    try:
        return {name: reader(str(value))}
    except ValueError as error:
        read.problems.append((line.row, f"{_SAID[name]}: {error}."))
        return {}


_SAID = {"weight_pct": "the weight", "step": "the smallest step", "points": "the points", "times": "how many times"}


def _chosen(line: FormLine, name: str, text: str, read: Lines, meanings: Mapping[str, str]) -> Words:
    """Return what a word of a list means. A column that is not in the list may be the client's own, which the tree's checks know."""
    known = {spoken(word): key for word, key in meanings.items()} | {key: key for key in meanings.values()}
    if spoken(text) in known:
        return {name: known[spoken(text)]}
    if name == "column":
        return {name: text}
    like = nearest(text, meanings)
    hint = f"Did you mean '{like}'?" if like else f"Choose one of: {', '.join(meanings)}."
    read.problems.append((line.row, f"the {name} cannot be '{text}'. {hint}"))
    return {}


def _hang(nodes: dict[tuple[str, ...], tuple[Words, int]], read: Lines) -> None:
    """Hang every factor under the one it names, in the order of the rows."""
    for key, (factor, row) in nodes.items():
        above = nodes.get(key[:-1])
        if len(key) == 1:
            read.data["factors"].append(factor)
        elif above is not None:
            above[0].setdefault("factors", []).append(factor)
        else:
            like = nearest(key[-2], [other[-1] for other in nodes if len(other) == len(key) - 1])
            names = {other: factor["name"] for other, (factor, _) in nodes.items()}
            shown = next((name for other, name in names.items() if other[-1] == like and len(other) == len(key) - 1), None)
            hint = f"Did you mean '{shown}'?" if shown and like != key[-2] else "Write a row for it."
            read.problems.append((row, f"'{factor['name']}' stands under '{key[-2]}', which has no row of its own. {hint}"))


def _as_shares(factors: list[Words]) -> None:
    """Turn weights typed as 40% into per cent: a spreadsheet keeps 0.4, and a group that adds up to 1 can mean nothing else."""
    given = [factor["weight_pct"] for factor in factors if "weight_pct" in factor]
    if len(given) == len(factors) and factors and abs(sum(given) - 1) < _CLOSE:
        for factor in factors:
            factor["weight_pct"] = round(factor["weight_pct"] * 100, 10)
    for factor in factors:
        _as_shares(factor.get("factors", []))


def _remember(
    factors: list[Words], above: tuple[str, ...], nodes: Mapping[tuple[str, ...], tuple[Words, int]], place: Place, read: Lines
) -> None:
    """Note the row of each factor's place, and of all that stands in it."""
    for i, factor in enumerate(factors):
        key, here = (*above, folded(factor["name"])), (*place, "factors", i)
        read.rows[here] = nodes[key][1]
        for name in factor:
            if name != "factors":
                read.rows[*here, name] = nodes[key][1]
        _remember(factor.get("factors", []), key, nodes, here, read)


def _add_pairs(pairs: Sequence[FormLine], nodes: Mapping[tuple[str, ...], tuple[Words, int]], read: Lines) -> None:
    """Add each comparison to the group that its factors belong to."""
    groups: dict[str, tuple[str, ...]] = {}
    for key in nodes:
        groups.setdefault(key[-1], key[:-1])
    places = {key: place for place, key in _keys(read.data["factors"], (), ())}
    for line in pairs:
        if set(line.cells) <= {"voter"} or set(line.cells) <= {"prefer", "over"}:
            continue  # prepared for an answer, and not answered
        group = _group_of(line, groups, nodes, read)
        if group is None:
            continue
        answer: Words = {name: line.text(name) for name in ("voter", "prefer", "over") if line.text(name)}
        answer |= _read(line, "times", read, read_number) if "times" in line.cells else {}
        holder = nodes[group][0] if group else read.data
        answers = holder.setdefault("pairwise", [])
        here = (*places.get(group, ()), "pairwise")
        read.rows.setdefault(here, line.row)
        read.rows[*here, len(answers)] = line.row
        answers.append(answer)


def _keys(factors: list[Words], above: tuple[str, ...], place: Place) -> list[tuple[Place, tuple[str, ...]]]:
    found: list[tuple[Place, tuple[str, ...]]] = []
    for i, factor in enumerate(factors):
        key, here = (*above, folded(factor["name"])), (*place, "factors", i)
        found += [(here, key), *_keys(factor.get("factors", []), key, here)]
    return found


def _group_of(
    line: FormLine, groups: Mapping[str, tuple[str, ...]], nodes: Mapping[tuple[str, ...], tuple[Words, int]], read: Lines
) -> tuple[str, ...] | None:
    """Return the factor under which both stand; the checks of the tree tell where the two are of different groups."""
    for name in ("prefer", "over"):
        if not line.text(name):
            read.problems.append((line.row, "a comparison lacks a factor. Write which counts for more, and than which."))
            return None
    for name in ("prefer", "over"):
        if folded(line.text(name)) not in groups:
            like = nearest(line.text(name), [factor["name"] for factor, _ in nodes.values()])
            hint = f"Did you mean '{like}'?" if like else "Use the names of the tree."
            read.problems.append((line.row, f"'{line.text(name)}' is no factor of the tree. {hint}"))
            return None
    return groups[folded(line.text("prefer"))]
