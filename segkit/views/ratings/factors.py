"""What makes the classes differ: how far the best and the worst class lie apart on each factor, beyond chance or not."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from segkit.deep_dive import DeepDive
from segkit.rating.factors import Node
from segkit.rating.factors.scoring import does_not_discriminate
from segkit.rating.measures import Floats
from segkit.segments.intervals import UNTOLD, Estimate, Z
from segkit.study import Study
from segkit.views.ratings.naming import class_label, class_names, members, points
from segkit.words import is_missing

LEVELS = 2
"""The levels that the sentences speak of: single factors below them are too many to read."""
PAIR = 2
"""What it takes to compare: two classes, two customers of each."""


@dataclass(frozen=True)
class Difference:
    """How far the means of two classes lie apart on a factor, the better class less the worse, with the ends of the interval."""

    place: int
    node: Node
    apart: Estimate

    @property
    def clear(self) -> bool:
        return self.apart.low > 0 or self.apart.high < 0


def large_enough(study: Study) -> tuple[str, ...]:
    """Return the classes with enough customers to tell a mean of, the best first; the least number is the profile's."""
    if study.deep is None:
        return ()
    least = max(study.engagement.profile.cell_least, PAIR)
    return tuple(name for name in class_names(study.deep.tree) if members(study.deep, name).sum() >= least)


def mean_points(deep: DeepDive, place: int, name: str) -> float:
    """Return a class's mean points on the factor of a place in the tree; NaN where none are known."""
    known = _known(deep, place, name)
    return float(known.mean()) if len(known) else float("nan")


def difference(study: Study, place: int) -> Difference:
    """Return how far the best and the worst class that are large enough lie apart on a factor; NaN where that cannot be told."""
    assert study.deep is not None
    names, node = large_enough(study), study.deep.tree.nodes[place]
    if len(names) < PAIR:
        return Difference(place, node, UNTOLD)
    best, worst = (_known(study.deep, place, name) for name in (names[0], names[-1]))
    if min(len(best), len(worst)) < PAIR:
        return Difference(place, node, UNTOLD)
    value = float(best.mean() - worst.mean())
    # Welch's standard error: the two classes need not be spread alike.
    reach = Z * float(np.sqrt(best.var(ddof=1) / len(best) + worst.var(ddof=1) / len(worst)))
    return Difference(place, node, Estimate(value, value - reach, value + reach))


def told_apart(study: Study) -> str:
    """Return what sets the best class apart from the worst most, and which factors do so little; empty in a Basic engagement."""
    if study.deep is None:
        return ""
    return " ".join(part for part in (_most(study), _unclear(study), same_for_all(study)) if part)


def same_for_all(study: Study) -> str:
    """Return the single factors that tell no customer from another; empty where there are none."""
    if study.deep is None or len(study.deep.customers) < PAIR:
        return ""
    words, deep = study.words, study.deep
    leaves = [deep.tree.nodes[i].name for i in deep.tree.leaves]
    same = does_not_discriminate(pd.DataFrame(deep.scores.points, columns=leaves))
    if not same:
        return ""
    return words.plural(
        "{names} is the same for everybody of whom it is known, or known of nobody, so it tells no customer from another.",
        "{names} are the same for everybody of whom they are known, or known of nobody, so they tell no customer from another.",
        len(same),
        names=words.join(list(same)),
    )


def _most(study: Study) -> str:
    assert study.deep is not None
    words, names = study.words, large_enough(study)
    if len(names) < PAIR:
        return words(
            "There are too few customers to compare classes: that takes two classes with {least} customers or more.",
            least=max(study.engagement.profile.cell_least, PAIR),
        )
    values = {"best": class_label(study, names[0]), "worst": class_label(study, names[-1])}
    clear = [one for one in _differences(study) if one.clear and one.apart.value > 0]
    if not clear:
        return words("No factor sets class {best} clearly apart from class {worst}.", **values)
    most = max(clear, key=lambda one: one.apart.value)
    return words(
        "What sets class {best} apart from class {worst} most is {factor}: {high} points on average against {low}.",
        factor=most.node.name,
        high=points(study, mean_points(study.deep, most.place, names[0])),
        low=points(study, mean_points(study.deep, most.place, names[-1])),
        **values,
    )


def _unclear(study: Study) -> str:
    """Return the factors on which the two classes do not differ beyond chance; empty where they do on every one."""
    unclear = [one.node.name for one in _differences(study) if not one.clear]
    if not unclear:
        return ""
    return study.words.plural(
        "On {names} they do not differ beyond chance: that factor does little to tell customers apart.",
        "On {names} they do not differ beyond chance: those factors do little to tell customers apart.",
        len(unclear),
        names=study.words.join(unclear),
    )


def _differences(study: Study) -> list[Difference]:
    """Return the differences that can be told, of the factors of the second level and of those that end above it."""
    assert study.deep is not None
    nodes = study.deep.tree.nodes
    places = [place for place, node in enumerate(nodes) if node.level == LEVELS or (node.is_leaf and node.level < LEVELS)]
    found = [difference(study, place) for place in places]
    return [one for one in found if not is_missing(one.apart.value)]


def _known(deep: DeepDive, place: int, name: str) -> Floats:
    values = deep.scores.levels[members(deep, name), place]
    return np.asarray(values[~np.isnan(values)])
