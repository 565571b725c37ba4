"""Which talking points are told: ten of those that the data carry, in order of the money they are about."""

from collections.abc import Callable

from segkit.circle import Changes
from segkit.packs.talking import deep, segments, work
from segkit.packs.talking.point import NotSaid, Point
from segkit.study import Study

MOST = 10

_DEEP: tuple[Callable[[Study], Point | NotSaid], ...] = (deep.true_contribution, deep.build_on, deep.change, deep.ratings)
_ALWAYS: tuple[Callable[[Study], Point | NotSaid], ...] = (
    segments.concentration, segments.largest, segments.headroom, segments.unknown, work.value_at_stake, work.hours_per_rep,
)  # fmt: skip
_FURTHER: tuple[Callable[[Study], Point | NotSaid], ...] = (
    segments.utilisation, segments.best, segments.worst, work.effort, work.trend, work.review, segments.leads,
)  # fmt: skip


def talking_points(study: Study, since: Changes | None) -> tuple[tuple[Point, ...], tuple[NotSaid, ...]]:
    """Return ten points, those about most money first, and what the data do not carry; fewer points only where there are no others."""
    makers = (*(_DEEP if study.deep is not None else ()), *_ALWAYS)
    found = [*(maker(study) for maker in makers), work.changes(study, since), *(maker(study) for maker in _FURTHER)]
    made = [point for point in found if isinstance(point, Point)][:MOST]
    ordered = sorted(made, key=lambda point: (point.money is None, -abs(point.money or 0.0)))
    return tuple(ordered), tuple(point for point in found if isinstance(point, NotSaid))
