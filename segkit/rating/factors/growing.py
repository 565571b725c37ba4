"""From the settings of a factor tree, already checked, to the tree itself."""

from segkit.rating.factors.pairwise import problems, weights
from segkit.rating.factors.settings import CLASSES, Factor, FactorTree, Judgement, RatingClass
from segkit.rating.factors.tree import Node, Tree


def grow(settings: FactorTree) -> Tree:
    """Return the tree of settings in which nothing is missing; of an unfinished one, a weight that is missing counts as 0."""
    nodes: list[Node | None] = []
    _add(nodes, settings.factors, (), None, shares(settings.factors, settings.pairwise))
    return Tree(tuple(node for node in nodes if node is not None), _classes(settings), settings)


def shares(factors: list[Factor], judgements: list[Judgement]) -> tuple[float, ...]:
    """Return the weights of a group as fractions: from its comparisons in pairs where it has any, from its per cent otherwise.

    Comparisons that do not fit together yet give no weights: they are 0.
    """
    if not judgements:
        return tuple((factor.weight_pct or 0.0) / 100 for factor in factors)
    names = [factor.name for factor in factors]
    return (0.0,) * len(names) if problems(judgements, names) else weights(judgements, names).weights


def _add(
    nodes: list[Node | None],
    factors: list[Factor],
    above: tuple[int, ...],
    parent: tuple[int, float, str] | None,
    group: tuple[float, ...],
) -> tuple[int, ...]:
    """Append factors and all below them, depth first; return the positions of the factors themselves.

    `parent` is position, weight and owner; `group` are the factors' weights.
    """
    positions = []
    above_weight, above_owner = (parent[1], parent[2]) if parent else (1.0, "")
    for number, (factor, weight) in enumerate(zip(factors, group, strict=True), start=1):
        position = len(nodes)
        in_all, owner = above_weight * weight, factor.owner or above_owner
        nodes.append(None)
        children = _add(nodes, factor.factors, (*above, number), (position, in_all, owner), shares(factor.factors, factor.pairwise))
        nodes[position] = Node(
            factor.name, (*above, number), weight, in_all, parent[0] if parent else None, children, factor.definition, owner,
            factor.source, factor.direction or "benefit", factor.anchors, factor.column, tuple(factor.points), factor.unit, factor.step,
            factor.lever,
        )  # fmt: skip
        positions.append(position)
    return tuple(positions)


def _classes(settings: FactorTree) -> tuple[RatingClass, ...]:
    """Return the classes given, or four that divide the scale into quarters."""
    if settings.classes:
        return tuple(settings.classes)
    span = settings.highest - settings.lowest
    least = [settings.lowest + span * share for share in (0.75, 0.5, 0.25, 0.0)]
    return tuple(RatingClass(name=name, least=edge) for name, edge in zip(CLASSES, least, strict=True))
