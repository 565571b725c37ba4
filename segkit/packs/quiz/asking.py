"""Which questions are asked: ten of those that the client's numbers carry."""

from collections.abc import Callable

from segkit.packs.quiz import deep, rules, segments
from segkit.packs.quiz.item import Item
from segkit.study import Study

TEN = 10

_DEEP: tuple[Callable[[Study], Item | None], ...] = (deep.true_share, deep.below_target, deep.growth)
_FIRST: tuple[Callable[[Study], Item | None], ...] = (
    rules.grade_of_one, rules.not_rated, segments.most_revenue, segments.makes_80, segments.most_headroom, rules.headroom_of_one,
    rules.contacts, rules.response, rules.threshold, rules.who_decides,
)  # fmt: skip
_FURTHER: tuple[Callable[[Study], Item | None], ...] = (
    rules.utilisation_of_one, segments.how_many, segments.without_grade, rules.hours_of_one, segments.planned_hours, segments.revenue,
    rules.negative,
)  # fmt: skip


def quiz(study: Study) -> tuple[Item, ...]:
    """Return ten questions, fewer only where the numbers carry no more: those of the Deep Dive among the last."""
    own = [item for make in _DEEP if (item := make(study)) is not None] if study.deep is not None else []
    basic = [item for make in (*_FIRST, *_FURTHER) if (item := make(study)) is not None]
    return (*basic[: TEN - len(own)], *own)
