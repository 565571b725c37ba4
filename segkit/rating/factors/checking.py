"""Whether a factor tree is defined: all that is missing or does not fit, node by node, before anybody is rated by it."""

import itertools
from collections.abc import Collection, Iterator
from typing import NamedTuple

from segkit.parameters import nearest
from segkit.rating.factors.library import fits_scale, ready_keys
from segkit.rating.factors.pairwise import MOST_COMPARED, folded, problems
from segkit.rating.factors.settings import DEPTH, MOST_CHILDREN, Factor, FactorTree, Judgement

Place = tuple[str | int, ...]

WHOLE = 100.0
_CLOSE = 1e-6
"""What weights of a group may miss 100 by: rounding, not a missing weight."""

LEAF_ONLY = ("source", "direction", "anchors", "column", "points", "unit", "step", "lever")
"""Settings that a factor has only where it is not split."""


class Gap(NamedTuple):
    """Something that a tree lacks: its place in the YAML below `tree`, and what to do about it."""

    place: Place
    sentence: str


def gaps(settings: FactorTree, columns: Collection[str]) -> tuple[Gap, ...]:
    """Return everything that keeps a tree from being used, in the order of its nodes; nothing where it is whole.

    `columns` are those a measured leaf may be read from. What is taken from the library must have been filled in before (`completed`).
    """
    found = [*_weights((), "the factors of level 1", settings.factors, settings.pairwise), *_again(settings)]
    for place, factor, level in _walk(settings.factors, (), 1):
        found += [Gap((*place, *where), sentence) for where, sentence in _of_factor(factor, level)]
        if factor.factors or factor.pairwise:
            found += _weights(place, f"the factors below {_called(factor, place)}", factor.factors, factor.pairwise)
        if not factor.factors:
            found += [Gap((*place, *where), f"{_called(factor, place)} {said}") for where, said in _of_leaf(factor, settings, columns)]
    order = {place: i for i, place in enumerate(_order(settings))}
    return tuple(sorted(found, key=lambda gap: order.get(_node(gap.place), -1)))


def _walk(factors: list[Factor], above: Place, level: int) -> Iterator[tuple[Place, Factor, int]]:
    """Yield every factor with its place and its level."""
    for i, factor in enumerate(factors):
        place = (*above, "factors", i)
        yield place, factor, level
        yield from _walk(factor.factors, place, level + 1)


def _order(settings: FactorTree) -> list[Place]:
    return [(), *(place for place, *_ in _walk(settings.factors, (), 1))]


def _node(place: Place) -> Place:
    """Return the place of the node that a place lies in."""
    numbers = 0
    while place[numbers : numbers + 1] == ("factors",) and len(place) > numbers + 1:
        numbers += 2
    return place[:numbers]


def _called(factor: Factor, place: Place) -> str:
    """Return a factor as sentences call it: its name, or its number."""
    return f"'{factor.name}'" if factor.name.strip() else f"factor {'.'.join(str(n + 1) for n in place if isinstance(n, int))}"


def _again(settings: FactorTree) -> Iterator[Gap]:
    """Names are how leaves are known when ratings come home: each stands once."""
    first: dict[str, str] = {}
    for place, factor, *_ in _walk(settings.factors, (), 1):
        name = folded(factor.name)
        if name and name in first:
            yield Gap(
                (*place, "name"),
                f"the name '{factor.name}' stands twice in the tree. Give each factor a name of its own, for by it ratings are known.",
            )
        first.setdefault(name, factor.name)


def _of_factor(factor: Factor, level: int) -> Iterator[tuple[Place, str]]:
    """Yield what any factor lacks, split or not, with the place within it."""
    called = f"'{factor.name}'"
    if not factor.name.strip():
        called = "the factor"
        yield ("name",), "a factor has no name. Write what it is called."
    if factor.ready is not None and factor.ready not in ready_keys():
        like = nearest(factor.ready, ready_keys())
        hint = f"Did you mean '{like}'?" if like else f"It has: {', '.join(ready_keys())}."
        yield ("ready",), f"{called} takes '{factor.ready}' from the library, which has no such factor. {hint}"
    if level > DEPTH:
        yield (), f"{called} stands on level {level}, but a tree has {DEPTH} levels. Move it up, or join it with what stands above."
    if level == 1 and not 1 <= len(factor.factors) <= MOST_CHILDREN:
        yield (
            ("factors",),
            f"{called} has {len(factor.factors) or 'no'} factors below it; a factor of level 1 is split into 1 to {MOST_CHILDREN}. "
            + ("Join some of them." if factor.factors else "Say what it consists of."),
        )
    if not factor.definition.strip():
        yield ("definition",), f"{called} has no definition. Write what it means, in words that everybody reads alike."
    if level == 1 and not factor.owner.strip():  # an owner answers for all that stands below
        yield ("owner",), f"{called} has no owner. Write who answers for it; what stands below may name others."
    if factor.factors:
        given = [name for name in LEAF_ONLY if _is_given(factor, name)]
        if given:
            yield (
                (given[0],),
                f"{called} is split into further factors, so {_quoted(given)} of its own would never be read. "
                f"Move {'it' if len(given) == 1 else 'them'} to the factors below, or take {'it' if len(given) == 1 else 'them'} out.",
            )


def _is_given(factor: Factor, name: str) -> bool:
    return name in factor.model_fields_set and getattr(factor, name) not in ("", None, {}, [])


def _of_leaf(leaf: Factor, settings: FactorTree, columns: Collection[str]) -> Iterator[tuple[Place, str]]:
    """Yield what a leaf lacks, as the end of a sentence that begins with its name."""
    if leaf.direction is None:
        yield ("direction",), "has no direction. Write 'benefit' where more is better, 'cost' where more is worse."
    if not leaf.source.strip():
        yield ("source",), "has no data source. Write where its values come from."
    foreign = leaf.ready in ready_keys() and not fits_scale(settings)
    yield from _unfit(leaf, settings) if foreign and not (leaf.anchors or leaf.points) else ()
    if leaf.column is None:
        yield from _of_rated(leaf, settings, told=foreign and not leaf.anchors)
    else:
        yield from _of_measured(leaf, leaf.column, settings, columns, told=foreign and not leaf.points)


def _unfit(leaf: Factor, settings: FactorTree) -> Iterator[tuple[Place, str]]:
    what = "points" if leaf.column is not None else "anchors"
    yield (
        (what,),
        f"is taken from the library, whose {what} are made for a scale from 1 to 5, but this tree's runs from {settings.lowest} to "
        f"{settings.highest}. Write {what} of its own, or rate from 1 to 5.",
    )


def _of_rated(leaf: Factor, settings: FactorTree, *, told: bool) -> Iterator[tuple[Place, str]]:
    scale = range(settings.lowest, settings.highest + 1)
    outside = sorted(point for point in leaf.anchors if point not in scale)
    if outside:
        yield (
            ("anchors",),
            f"has an anchor for {_and(outside)}, but the scale runs from {settings.lowest} to {settings.highest}. Take it out or change the scale.",
        )
    lacking = [point for point in scale if not leaf.anchors.get(point, "").strip()]
    if lacking and not told:
        yield (
            ("anchors",),
            f"is rated by people and lacks an anchor for {_and(lacking)}. Write in words what each point means, or name the column that measures it.",
        )
    given = [name for name in ("points", "unit", "step") if _is_given(leaf, name)]
    if given:
        yield (given[0],), f"has {_quoted(given)} but no column, so people would rate it. Name the column that measures it."


def _of_measured(leaf: Factor, column: str, settings: FactorTree, columns: Collection[str], *, told: bool) -> Iterator[tuple[Place, str]]:
    if column not in columns:
        like = nearest(column, columns)
        hint = f"Did you mean '{like}'?" if like else f"There are: {', '.join(columns)}."
        yield ("column",), f"is measured by '{column}', which is no column that is known. {hint}"
    if leaf.points:
        yield from _of_points(leaf, settings)
    elif not told:
        yield (
            ("points",),
            f"is measured but has no points. Write pairs of value and points, such as [[0, {settings.lowest}], [10, {settings.highest}]].",
        )


def _of_points(leaf: Factor, settings: FactorTree) -> Iterator[tuple[Place, str]]:
    given = [points for _, points in leaf.points]
    outside = [points for points in given if not settings.lowest <= points <= settings.highest]
    if outside:
        yield (
            ("points",),
            f"gives {_and(outside)} points, but the scale runs from {settings.lowest} to {settings.highest}. Keep its points within the scale.",
        )
    steps = [later - earlier for earlier, later in itertools.pairwise(given)]
    wrong = {"benefit": any(step < 0 for step in steps), "cost": any(step > 0 for step in steps)}
    if leaf.direction is not None and wrong[leaf.direction]:
        better = (
            "better, but its points fall as the values rise"
            if leaf.direction == "benefit"
            else "worse, but its points rise with the values"
        )
        yield ("points",), f"says that more is {better}. Turn the points round, or change its direction."
    elif not any(steps):
        yield ("points",), f"gives {given[0]:g} points to every value, so it tells no customer from another. Let the points differ."


def _weights(place: Place, which: str, factors: list[Factor], judgements: list[Judgement]) -> Iterator[Gap]:
    """Yield what is wrong with the weights of one group."""
    if judgements:
        yield from _pairs(place, which, factors, judgements)
        return
    if not factors:
        return
    lacking = [i for i, factor in enumerate(factors) if factor.weight_pct is None]
    for i in lacking:
        here = (*place, "factors", i)
        yield Gap((*here, "weight_pct"), f"{_called(factors[i], here)} has no weight. Write its share of {which} in per cent.")
    total = sum(factor.weight_pct or 0.0 for factor in factors)
    if not lacking and abs(total - WHOLE) > _CLOSE:
        rest = f"{_figure(WHOLE - total)} are missing" if total < WHOLE else f"{_figure(total - WHOLE)} too much"
        yield Gap(
            (*place, "factors"), f"the weights of {which} add up to {_figure(total)} instead of 100: {rest}. Change them until they do."
        )


def _pairs(place: Place, which: str, factors: list[Factor], judgements: list[Judgement]) -> Iterator[Gap]:
    names = [factor.name for factor in factors]
    if len(factors) > MOST_COMPARED:
        yield Gap(
            (*place, "pairwise"),
            f"{which} are {len(factors)}; in pairs at most {MOST_COMPARED} can be compared. Write their weights in per cent.",
        )
        return
    for i, factor in enumerate(factors):
        if factor.weight_pct is not None:
            here = (*place, "factors", i)
            yield Gap(
                (*here, "weight_pct"),
                f"{_called(factor, here)} has a weight of {_figure(factor.weight_pct)}%, and {which} are weighed in pairs as well. Keep one of the two.",
            )
    for number, sentence in problems(judgements, names):
        yield Gap((*place, "pairwise") if number is None else (*place, "pairwise", number), f"{which}: {sentence}")


def _figure(number: float) -> str:
    """Return a number with as many decimals as it needs, at most six."""
    return f"{number:.6f}".rstrip("0").rstrip(".")


def _quoted(names: list[str]) -> str:
    return ", ".join(f"'{name}'" for name in names)


def _and(numbers: list[int] | list[float]) -> str:
    shown = [_figure(number) for number in numbers]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"
