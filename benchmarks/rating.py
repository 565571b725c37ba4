"""Rating by a factor tree of 45 leaves: a million customers against matrix products, and how firm classes are against a double loop."""

import subprocess
import sys
from collections.abc import Callable
from time import perf_counter

import numpy as np

from benchmarks.timing import Measured, in_turn
from segkit.rating.factors.growing import grow
from segkit.rating.factors.robustness import acceptability, membership
from segkit.rating.factors.scoring import score
from segkit.rating.factors.settings import Factor, FactorTree
from segkit.rating.factors.tree import Tree
from segkit.rating.factors.weightings import weightings

CUSTOMERS, FEWER, DRAWS, MISSING = 1_000_000, 5_000, 10_000, 0.15
PART_CUSTOMERS, PART_DRAWS = 500, 20
"""The part of customers and weightings on which the double loop is timed."""

LEVELS = (np.array([20.0] * 5), np.array([30.0, 30, 40]), np.array([20.0, 30, 50]))
"""Weights of a group at each level, in per cent: 5 x 3 x 3 leaves."""

_PEAK = """
from pathlib import Path
from benchmarks.rating import CUSTOMERS, make_points, make_tree
from segkit.rating.factors.scoring import score
points, tree = make_points(CUSTOMERS), make_tree()
def peak():  # of this process alone; what getrusage tells begins with the peak of the one that started it
    return next(int(line.split()[1]) for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM")) // 1024
told = [peak()]
found = score(points, tree)
told.append(peak())
found.levels
told.append(peak())
found.contributions
print(*told, peak())
"""


def make_tree() -> Tree:
    """Return a tree of three levels with 45 leaves."""

    def below(level: int, path: str) -> list[Factor]:
        if level == len(LEVELS):
            return []
        return [
            Factor(name=f"{path}{i}", weight_pct=weight, factors=below(level + 1, f"{path}{i}.")) for i, weight in enumerate(LEVELS[level])
        ]

    return grow(FactorTree(factors=below(0, "Factor ")))


def make_points(customers: int) -> np.ndarray:
    """Return whole points of 1 to 5, customers x leaves, some of them missing."""
    random, points = np.random.default_rng(1), np.empty((customers, 45))
    for row in points:  # one by one, so that nothing but the points counts as the peak of making them
        row[:] = random.integers(1, 6, len(row))
        row[random.random(len(row)) < MISSING] = np.nan
    return points


def measure() -> list[Measured]:
    """Return numpy first (the peer: the levels as matrix products, no classes), then the engine, alone and with every level kept."""
    points, tree = make_points(CUSTOMERS), make_tree()
    products = _products([level / 100 for level in LEVELS])

    def by_hand() -> list[np.ndarray]:
        return _by_matrix_products(points, products)

    def with_levels() -> np.ndarray:
        return score(points, tree).levels

    np.testing.assert_allclose(by_hand()[-1][:, 0], score(points, tree).total, rtol=0, atol=1e-12)
    told = subprocess.run([sys.executable, "-c", _PEAK], check=True, capture_output=True, text=True).stdout.split()
    input_mb, rated, levels, contributions = map(int, told)
    print(
        f"peak beyond the input of {points.nbytes // 2**20} MB: {rated - input_mb} MB rated, {levels - input_mb} MB with every level,",
        end=" ",
    )
    print(f"{contributions - input_mb} MB with contributions too")
    ways: dict[str, Callable[[], object]] = {
        "numpy, matrix products (peer)": by_hand,
        "segkit, score, class and covered": lambda: score(points, tree),
        "segkit, every level kept as well": with_levels,
    }
    return in_turn(ways, runs=5)


def measure_robustness() -> list[Measured]:
    """Return the double loop (the peer, timed on a part and scaled), then firmness by weights and by errors, and the top 10, 30 and 50."""
    points, tree = make_points(FEWER), make_tree()
    drawn = weightings(tree, DRAWS, 1)
    scale = DRAWS * FEWER / (PART_DRAWS * PART_CUSTOMERS)
    loop = []
    for _ in range(3):
        begin = perf_counter()
        _looped(points[:PART_CUSTOMERS], tree, drawn[:PART_DRAWS])
        loop.append((perf_counter() - begin) * scale)
    worth = np.random.default_rng(2).uniform(0, 1e6, FEWER)
    ways: dict[str, Callable[[], object]] = {
        f"segkit, {DRAWS} weightings and {DRAWS} draws of errors, {FEWER} customers": lambda: acceptability(points, tree, n=DRAWS),
        f"segkit, top 10, 30 and 50 under {DRAWS} weightings": lambda: membership(points, tree, worth, n=DRAWS),
    }
    return [Measured(f"numpy in a double loop, weightings only, scaled x {scale:.0f} (peer)", loop), *in_turn(ways, runs=3)]


def _products(weights: list[np.ndarray]) -> list[np.ndarray]:
    """Return a matrix per level, the lowest first, children x parents, of the weights of each group (one group, or all groups in a row)."""
    sizes = (5, 3, 3)
    found = []
    for level in (2, 1, 0):
        parents = int(np.prod(sizes[:level]))
        group = np.resize(weights[level], (parents, sizes[level]))
        found.append(np.zeros((parents * sizes[level], parents)))
        for parent in range(parents):
            found[-1][parent * sizes[level] : (parent + 1) * sizes[level], parent] = group[parent]
    return found


def _by_matrix_products(points: np.ndarray, products: list[np.ndarray]) -> list[np.ndarray]:
    """Return the scores of each level, the lowest first; NaN where nothing is known."""
    known = ~np.isnan(points)
    scores, found = np.where(known, points, 0.0), []
    there = known.astype(float)
    for product in products:
        weight, summed = there @ product, scores @ product
        is_known = weight > 0
        scores = np.divide(summed, weight, out=np.zeros_like(summed), where=is_known)
        found.append(np.where(is_known, scores, np.nan))
        there = is_known.astype(float)
    return found


def _looped(points: np.ndarray, tree: Tree, drawn: np.ndarray) -> np.ndarray:
    """Return how often each customer has each class, one weighting and one customer at a time."""
    places = [[i for i, node in enumerate(tree.nodes) if node.level == level] for level in (1, 2, 3)]
    least = np.array([band.least for band in reversed(tree.classes)])
    counts = np.zeros((len(points), len(least)))
    for weighting in drawn:
        products = _products([weighting[place] for place in places])
        for row, given in enumerate(points):
            known = ~np.isnan(given)
            scores, there = np.where(known, given, 0.0), known.astype(float)
            for product in products:
                weight = there @ product
                scores = (scores @ product) / np.where(weight > 0, weight, 1.0)
                there = (weight > 0).astype(float)
            counts[row, np.searchsorted(least, scores[0], side="right") - 1] += 1
    return counts
