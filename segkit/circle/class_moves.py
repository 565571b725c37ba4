"""Who has moved between the rating classes of a Deep Dive, and whether the customer or the tree is the reason."""

from collections.abc import Mapping

from segkit.circle.changes import ClassChanges, ClassMove, Why
from segkit.circle.delivered import Account, Delivered, accounts
from segkit.circle.stability import class_migration
from segkit.deep_dive import DeepDive
from segkit.rating.factors import Tree, points_of, score
from segkit.study import Study


def class_changes(study: Study, delivered: Delivered) -> ClassChanges | None:
    """Return the moves between classes since a delivery; None where it, or the study of now, has no ratings."""
    if study.deep is None or delivered.tree is None:
        return None
    then = {account.number: account for account in delivered.accounts if account.kind == "customer"}
    now, by_old_tree = accounts(study, "customer"), _classes(study.deep, delivered.tree)
    moves = [
        _move(then[account.number], account, by_old_tree[account.number])
        for account in now
        if account.number in then and then[account.number].rating_class != account.rating_class
    ]
    names = tuple(band.name for band in delivered.tree.classes), tuple(band.name for band in study.deep.tree.classes)
    return ClassChanges(tuple(sorted(moves, key=_least_first)), class_migration(then, now, names))


def _classes(deep: DeepDive, tree: Tree) -> Mapping[str, str | None]:
    """Return each customer's class by another tree, from the figures and points of now."""
    points = points_of(tree, deep.figures, deep.raters.points.reset_index(drop=True))
    found = score(points, tree).rating_class
    return {str(number): name for number, name in zip(deep.customers["customer_id"], found, strict=True)}


def _move(before: Account, after: Account, by_old_tree: str | None) -> ClassMove:
    changed, same = by_old_tree != before.rating_class, by_old_tree == after.rating_class
    why: Why = "rules" if not changed else "figures" if same else "both"
    return ClassMove(after.number, after.name, before.rating_class, after.rating_class, why, before.score, after.score)


def _least_first(move: ClassMove) -> tuple[bool, float]:
    """Return by what moves are sorted: the largest step in the rating first, and those without two ratings last."""
    if move.score_before is None or move.score_after is None:
        return True, 0.0
    return False, -abs(move.score_after - move.score_before)
