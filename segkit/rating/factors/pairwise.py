"""Weights from comparisons in pairs: one answer per pair and voter, several voters as one group, and how well the answers agree.

Weights are row geometric means, not the eigenvector: a workbook can work them out with the same result (definitions.md 14). The two are
the same where all answers agree with each other, and close otherwise.
"""

import itertools
import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from segkit.rating.factors.settings import Judgement

Matrix = npt.NDArray[np.float64]

RANDOM_INDEX = {3: 0.52, 4: 0.89, 5: 1.11, 6: 1.25, 7: 1.35, 8: 1.40, 9: 1.45, 10: 1.49}
"""Saaty's random index by number of factors: how inconsistent answers given at random are on average."""

RANDOM_INDEX_OF = "Saaty"
MOST_COMPARED = max(RANDOM_INDEX)
ACCEPTED = 0.10
"""The highest consistency ratio with which answers are taken to agree with each other."""

MOST_TIMES = 9.0
_NOISE = 1e-9
"""What lies below this is rounding: answers that agree have a ratio of 0 and nothing to look at again."""


@dataclass(frozen=True)
class Revisit:
    """The judgement to look at again: what its voter said, and what all the other judgements imply (never beyond 9 times).

    `voter` is "" where the group's judgements are looked at as one. `ratio` is the consistency ratio as it would then be.
    """

    voter: str
    prefer: str
    over: str
    times: float
    implied_prefer: str
    implied_over: str
    implied_times: float
    ratio: float


@dataclass(frozen=True)
class Consistency:
    """How well the answers of one voter, or of the group (voter ""), agree with each other.

    `lambda_max` is the largest eigenvalue, `index` = (lambda_max - n) / (n - 1), `ratio` = index / Saaty's random index; 0 below three factors.
    """

    voter: str
    lambda_max: float
    index: float
    ratio: float
    revisit: Revisit | None

    @property
    def accepted(self) -> bool:
        return self.ratio <= ACCEPTED


@dataclass(frozen=True)
class Disagreement:
    """One pair as the voters see it: how many times `factor` counts as much as `other`, at most and at least, and in whose opinion.

    `ratio` is the highest answer divided by the lowest: 1 where all say the same.
    """

    factor: str
    other: str
    highest: float
    lowest: float
    highest_voter: str
    lowest_voter: str

    @property
    def ratio(self) -> float:
        return self.highest / self.lowest


@dataclass(frozen=True)
class PairwiseWeights:
    """The weights of a group's factors, in the order of `names`, which add up to 1; `disagreements` lists every pair, the widest first.

    `random_index` says whose random index the ratios are divided by.
    """

    names: tuple[str, ...]
    weights: tuple[float, ...]
    group: Consistency
    voters: tuple[Consistency, ...]
    disagreements: tuple[Disagreement, ...]
    random_index: str = RANDOM_INDEX_OF

    @property
    def by_name(self) -> dict[str, float]:
        return dict(zip(self.names, self.weights, strict=True))

    @property
    def revisit(self) -> Revisit | None:
        """The one judgement of all voters that would lower its voter's ratio most; None where every voter agrees with themselves."""
        gains = [(voter.ratio - voter.revisit.ratio, voter.revisit) for voter in self.voters if voter.revisit is not None]
        return max(gains, key=lambda gain: gain[0])[1] if gains else None


def weights(judgements: Sequence[Judgement], names: Sequence[str]) -> PairwiseWeights:
    """Return the weights of factors from their comparisons in pairs; several voters are combined by the geometric mean of their judgements.

    Consistency ratios use Saaty's random index. Raises ValueError where `problems` finds any. Source: definitions.md 14.
    """
    wrong = problems(judgements, names)
    if wrong:
        raise ValueError(wrong[0][1])
    shown = tuple(names)
    position = {folded(name): i for i, name in enumerate(shown)}
    matrices: dict[str, Matrix] = {}
    called: dict[str, str] = {}
    for judgement in judgements:
        voter = folded(judgement.voter)
        called.setdefault(voter, judgement.voter.strip())
        matrix = matrices.setdefault(voter, np.ones((len(shown), len(shown))))
        i, j = position[folded(judgement.prefer)], position[folded(judgement.over)]
        matrix[i, j], matrix[j, i] = judgement.times, 1 / judgement.times
    logs = [np.log(matrix) for matrix in matrices.values()]
    together: Matrix = np.exp(np.mean(logs, axis=0)) if logs else np.ones((len(shown), len(shown)))
    return PairwiseWeights(
        shown,
        tuple(float(weight) for weight in _row_means(together)),
        _consistency(together, shown, ""),
        tuple(_consistency(matrix, shown, called[voter]) for voter, matrix in matrices.items()),
        _disagreements({called[voter]: matrix for voter, matrix in matrices.items()}, shown),
    )


def problems(judgements: Sequence[Judgement], names: Sequence[str]) -> tuple[tuple[int | None, str], ...]:
    """Return what keeps judgements from giving weights: the position of the judgement (None for what is not there), and a sentence."""
    shown = {folded(name): name for name in names}
    found: list[tuple[int | None, str]] = []
    judged: dict[str, dict[frozenset[str], int]] = defaultdict(dict)
    voters: dict[str, str] = {}
    for number, judgement in enumerate(judgements):
        pair = frozenset((folded(judgement.prefer), folded(judgement.over)))
        voter = folded(judgement.voter)
        voters.setdefault(voter, judgement.voter.strip())
        unknown = [name for name in (judgement.prefer, judgement.over) if folded(name) not in shown]
        if unknown:
            found.append((number, f"{voters[voter]} compares '{unknown[0]}', which is not one of the group's factors: {_listed(names)}."))
        elif len(pair) == 1:
            found.append((number, f"{voters[voter]} compares '{judgement.prefer}' with itself. Name two factors of the group."))
        elif pair in judged[voter]:
            found.append(
                (number, f"{voters[voter]} judges '{judgement.prefer}' and '{judgement.over}' twice. Keep one of the two judgements.")
            )
        else:
            judged[voter][pair] = number
    for voter, name in voters.items():
        for one, other in itertools.combinations(shown, 2):
            if frozenset((one, other)) not in judged[voter]:
                found.append((None, f"{name} has not compared '{shown[one]}' with '{shown[other]}'. Ask for the judgement."))
    return tuple(found)


@dataclass(frozen=True)
class JudgedPair:
    """What voters say of one pair: how many, how many times the first counts as much as the second together, and highest over lowest answer.

    None where too few have answered: one for `together`, two for `spread`.
    """

    answers: int
    together: float | None
    spread: float | None


def judged_pair(judgements: Sequence[Judgement], one: str, other: str) -> JudgedPair:
    """Return what judgements say of a pair; it need not be complete."""
    forth, back = (folded(one), folded(other)), (folded(other), folded(one))
    logs = [
        math.log(judgement.times) * (1 if pair == forth else -1)
        for judgement in judgements
        if (pair := (folded(judgement.prefer), folded(judgement.over))) in {forth, back}
    ]
    together = math.exp(sum(logs) / len(logs)) if logs else None
    return JudgedPair(len(logs), together, math.exp(max(logs) - min(logs)) if len(logs) > 1 else None)


def folded(name: str) -> str:
    """Return a name as names are compared: blanks squeezed, capital letters do not count."""
    return " ".join(name.split()).casefold()


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names)


def _row_means(matrix: Matrix) -> Matrix:
    means: Matrix = np.exp(np.mean(np.log(matrix), axis=1))
    total: Matrix = means / means.sum()
    return total


def _ratio(matrix: Matrix) -> tuple[float, float, float]:
    """Return lambda max, consistency index and consistency ratio; both are 0 where fewer than three factors are compared."""
    n = len(matrix)
    if n < min(RANDOM_INDEX):
        return float(n), 0.0, 0.0
    largest = float(np.max(np.linalg.eigvals(matrix).real))
    index = max(0.0, (largest - n) / (n - 1))
    index = index if index > _NOISE else 0.0
    return largest, index, index / RANDOM_INDEX[min(n, MOST_COMPARED)]


def _consistency(matrix: Matrix, names: Sequence[str], voter: str) -> Consistency:
    largest, index, ratio = _ratio(matrix)
    return Consistency(voter, largest, index, ratio, _revisit(matrix, names, voter) if ratio > _NOISE else None)


def _revisit(matrix: Matrix, names: Sequence[str], voter: str) -> Revisit | None:
    """Return the judgement whose change to what the others imply lowers the ratio most; None where no change lowers it."""
    least, best = _ratio(matrix)[2] - _NOISE, None
    for i, j, implied in _implied(matrix):
        changed = matrix.copy()
        changed[i, j], changed[j, i] = implied, 1 / implied
        ratio = _ratio(changed)[2]
        if ratio < least:
            least, best = ratio, (i, j, implied)
    if best is None:
        return None
    i, j, implied = best
    said, meant = _directed(matrix[i, j], names[i], names[j]), _directed(implied, names[i], names[j])
    return Revisit(voter, *said, *meant, least)


def _implied(matrix: Matrix) -> Iterator[tuple[int, int, float]]:
    """Yield each pair with the judgement that all the others imply: the geometric mean of the ways by a third factor."""
    for i, j in itertools.combinations(range(len(matrix)), 2):
        others = [k for k in range(len(matrix)) if k not in {i, j}]
        implied = math.exp(float(np.mean([math.log(matrix[i, k] * matrix[k, j]) for k in others])))
        yield i, j, min(MOST_TIMES, max(1 / MOST_TIMES, implied))


def _directed(times: float, name: str, other: str) -> tuple[str, str, float]:
    return (name, other, float(times)) if times >= 1 else (other, name, float(1 / times))


def _disagreements(matrices: dict[str, Matrix], names: Sequence[str]) -> tuple[Disagreement, ...]:
    if len(matrices) < 2:
        return ()
    found = []
    for i, j in itertools.combinations(range(len(names)), 2):
        answers = {voter: float(matrix[i, j]) for voter, matrix in matrices.items()}
        highest, lowest = max(answers, key=answers.__getitem__), min(answers, key=answers.__getitem__)
        found.append(Disagreement(names[i], names[j], answers[highest], answers[lowest], highest, lowest))
    return tuple(sorted(found, key=lambda pair: -pair.ratio))
