"""Placing: each single time on a day of a week that has room for it, as near to its ideal day as possible.

What is most important has its place before anything less important is looked at. A time is first tried near its ideal day, then anywhere
between the times before and after it that is not closer to them than half their rhythm, then anywhere between them. What finds no week is
not placed, and says why.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from segkit.strategy.rounds.weeks import DAYS_OF_A_WEEK, RepWeeks

PLACED, AWAY, TOO_LONG, FULL = "", "away", "too_long", "full"

MIDDLE = 2
"""Wednesday: ideal days behind it are nearer to the next week, the others to the one before."""

QUARTER = 4
"""A time is first placed within a quarter of its rhythm from its ideal day, so that two of them lie half of it apart."""


@dataclass(frozen=True)
class Visit:
    """One single time to be placed: days are counted from the first Monday of the rep's weeks; `rhythm` is the days between two times.

    The times of one customer and activity share a `series` and are numbered from 1 on; those of one `rank` are as important as each other.
    """

    rank: int
    series: int
    number: int
    ideal: int
    first: int
    last: int
    minutes: int
    rhythm: float


@dataclass
class _Series:
    """The times of one customer and activity that have a week, in their order."""

    numbers: list[int]
    weeks: list[int]

    def around(self, number: int, weeks: int) -> tuple[int, int]:
        """Return the weeks of the nearest times before and after a number; where there is none, -1 and so many weeks."""
        at = bisect_left(self.numbers, number)
        return (self.weeks[at - 1] if at else -1), (self.weeks[at] if at < len(self.weeks) else weeks)

    def add(self, number: int, week: int) -> None:
        at = bisect_left(self.numbers, number)
        self.numbers.insert(at, number)
        self.weeks.insert(at, week)


def place(visits: Sequence[Visit], weeks: RepWeeks) -> tuple[list[int], list[str]]:
    """Return for each visit the day that it is on, or -1, and the reason why it has none. The visits stand by rank, the first rank first."""
    room, most, found, bounds, reasons = weeks.room, weeks.room, [-1] * len(visits), [], []
    longest = max(room)
    worked = [day for days in weeks.days for day in days]
    for visit in visits:
        # The weeks of the first and the last day within its dates on which the rep works.
        begins, ends = bisect_left(worked, visit.first), bisect_right(worked, visit.last) - 1
        bounds.append((worked[begins] // DAYS_OF_A_WEEK, worked[ends] // DAYS_OF_A_WEEK) if begins <= ends else (0, -1))
        reasons.append(AWAY if begins > ends else TOO_LONG if visit.minutes > longest > 0 else PLACED)
    series: dict[int, _Series] = defaultdict(lambda: _Series([], []))
    for _, rank in groupby(range(len(visits)), key=lambda i: visits[i].rank):
        waiting = [i for i in rank if not reasons[i]]
        for tried in (_near, _apart, _between):
            for i in _fairly(visits, waiting, series):
                visit, known = visits[i], series[visits[i].series]
                low, high = tried(visit, *known.around(visit.number, len(room)))
                low, high = max(low, bounds[i][0]), min(high, bounds[i][1])
                week = _emptier(room, most, weeks, visit, (low, high)) if tried is _near else -1
                week = _nearest(room, visit, low, high) if week < 0 else week
                if week >= 0:
                    found[i] = week
                    room[week] -= visit.minutes
                    known.add(visit.number, week)
            waiting = [i for i in waiting if found[i] < 0]
        for i in waiting:
            reasons[i] = FULL
    return _on_days(visits, found, weeks), reasons


def _fairly(visits: Sequence[Visit], waiting: Sequence[int], series: Mapping[int, _Series]) -> Iterator[int]:
    """Return visits in their order, number by number; of each number those first whose customers have fewest placed by then."""
    for _, same in groupby(waiting, key=lambda i: visits[i].number):
        yield from sorted(same, key=lambda i: len(series[visits[i].series].numbers))


def _near(visit: Visit, before: int, after: int) -> tuple[int, int]:
    """Return the first and last week in which a visit is near its ideal day, and in order with what is placed already."""
    around = visit.rhythm / QUARTER
    return max(before, int(visit.ideal - around) // DAYS_OF_A_WEEK), min(after, int(visit.ideal + around) // DAYS_OF_A_WEEK)


def _apart(visit: Visit, before: int, after: int) -> tuple[int, int]:
    """Return the first and last week that are half the rhythm, in whole weeks, from the visits before and after."""
    half = int(visit.rhythm / 2 / DAYS_OF_A_WEEK)
    return (before + half if before >= 0 else 0), after - half


def _between(visit: Visit, before: int, after: int) -> tuple[int, int]:
    """Return the first and last week that are in order with the visits before and after."""
    return max(before, 0), after


def _emptier(room: Sequence[int], most: Sequence[int], weeks: RepWeeks, visit: Visit, bounds: tuple[int, int]) -> int:
    """Return the week of the ideal day, or the one beside it on whose side the day lies, whichever has less per working day; -1 for neither.

    So weeks fill evenly where there is room, and nothing is more than a week away from its ideal day.
    """
    week, weekday = divmod(visit.ideal, DAYS_OF_A_WEEK)
    beside = week + (1 if weekday > MIDDLE else -1)
    choice = [w for w in (week, beside) if bounds[0] <= w <= bounds[1] and room[w] >= visit.minutes]
    return min(choice, key=lambda w: (most[w] - room[w]) / len(weeks.days[w]), default=-1)


def _nearest(room: Sequence[int], visit: Visit, low: int, high: int) -> int:
    """Return the week from `low` to `high` that has room and is nearest to the ideal day, the earlier of two; -1 where there is none."""
    if low > high or max(room[low : high + 1]) < visit.minutes:
        return -1
    later = min(max(visit.ideal // DAYS_OF_A_WEEK, low), high)
    earlier = later - 1
    while True:
        # How far the nearest weekday of each of the two weeks is from the ideal day.
        before = visit.ideal - (earlier * DAYS_OF_A_WEEK + 4) if earlier >= low else None
        behind = later * DAYS_OF_A_WEEK - visit.ideal if later <= high else None
        if before is not None and (behind is None or before <= behind):
            if room[earlier] >= visit.minutes:
                return earlier
            earlier -= 1
        else:
            if room[later] >= visit.minutes:
                return later
            later += 1


def _on_days(visits: Sequence[Visit], found: Sequence[int], weeks: RepWeeks) -> list[int]:
    """Return the day of each visit that has a week, the longest first: within a week of its ideal day if it can be, where there is least so far."""
    by_week: dict[int, list[int]] = {}
    for i, week in enumerate(found):
        if week >= 0:
            by_week.setdefault(week, []).append(i)
    days = [-1] * len(visits)
    for week, members in by_week.items():
        load = dict.fromkeys(weeks.days[week], 0)
        for i in sorted(members, key=lambda i: -visits[i].minutes):
            visit = visits[i]
            allowed = [(abs(day - visit.ideal), day) for day in load if visit.first <= day <= visit.last]
            days[i] = min(allowed, key=lambda far: (far[0] > DAYS_OF_A_WEEK, load[far[1]], far))[1]
            load[days[i]] += visit.minutes
        _in_order(visits, members, days)
    return days


def _in_order(visits: Sequence[Visit], members: Iterable[int], days: list[int]) -> None:
    """Put the days of those visits of a week into order that belong to one customer and activity."""
    together: dict[int, list[int]] = {}
    for i in members:
        together.setdefault(visits[i].series, []).append(i)
    for same in (found for found in together.values() if len(found) > 1):
        same.sort(key=lambda i: visits[i].number)
        for i, day in zip(same, sorted(days[i] for i in same), strict=True):
            days[i] = day
