"""The form's formulas: what the weights below a factor add up to, and what the voters say of a pair together."""

from collections.abc import Mapping

from segkit.deliverables.excel.cells import quoted
from segkit.deliverables.tree_form.columns import PAIRS_TABLE, TREE_TABLE
from segkit.words import Words

_ABOVE = 10
"""More than any answer's logarithm: rows that do not count stay below those that do."""


class TreeCells:
    """References to the columns of the tree and of the pairs, by the settings they hold."""

    def __init__(self, tree: Mapping[str, str], pairs: Mapping[str, str]) -> None:
        self._tree, self._pairs = tree, pairs

    def here(self, field: str) -> str:
        return f"{TREE_TABLE}[[#This Row],[{self._tree[field]}]]"

    def all(self, field: str) -> str:
        return f"{TREE_TABLE}[{self._tree[field]}]"

    def pairs(self, field: str) -> str:
        return f"{PAIRS_TABLE}[{self._pairs[field]}]"


def check_formula(cells: TreeCells, words: Words) -> str:
    """Return the formula of one row: the sum of the weights below its factor, "in pairs", or what its name lacks."""
    one, two, three = (cells.here(level) for level in ("level_1", "level_2", "level_3"))
    ones, twos, threes = (cells.all(level) for level in ("level_1", "level_2", "level_3"))
    below_one = f'({ones}={one})*({twos}<>"")*({threes}="")'
    below_two = f'({ones}={one})*({twos}={two})*({threes}<>"")'
    above = quoted(words("level above?"))
    open_path = f'OR({one}="",AND({three}<>"",{two}=""))'
    return (
        f'IF({one}&{two}&{three}="","",IF({open_path},{above},IF({three}<>"","",'
        f'IF({two}="",{_sum(cells, below_one, twos, words)},{_sum(cells, below_two, threes, words)}))))'
    )


def top_formula(cells: TreeCells, words: Words) -> str:
    """Return the formula of what the weights of level 1 add up to."""
    ones, twos, threes = (cells.all(level) for level in ("level_1", "level_2", "level_3"))
    return _sum(cells, f'({ones}<>"")*({twos}="")*({threes}="")', ones, words)


def _sum(cells: TreeCells, members: str, names: str, words: Words) -> str:
    """Return the part that adds up the weights of a group, of which `members` is 1 in each row and 0 elsewhere."""
    in_pairs = f"SUMPRODUCT({members}*COUNTIF({cells.pairs('prefer')},{names}))>0"
    return f'IF(SUMPRODUCT({members})=0,"",IF({in_pairs},{quoted(words("in pairs"))},ROUND(SUMPRODUCT({members},{cells.all("weight_pct")}),6)))'


def answers_formula(cells: TreeCells, one: str, other: str) -> str:
    """Return how many voters have judged a pair whose names stand in two cells."""
    return f"{_count(cells, one, other)}+{_count(cells, other, one)}"


def together_formula(cells: TreeCells, one: str, other: str, answers: str) -> str:
    """Return how many times the first counts as much as the second for all voters together: the geometric mean; empty without an answer."""
    logs = f"{PAIRS_TABLE}[ln]"
    said = f"SUMPRODUCT({_is(cells, one, other)},{logs})-SUMPRODUCT({_is(cells, other, one)},{logs})"
    return f'IF({answers}=0,"",EXP(({said})/{answers}))'


def spread_formula(cells: TreeCells, one: str, other: str, answers: str) -> str:
    """Return the highest answer over the lowest; empty with fewer than two answers."""
    forth, back = _is(cells, one, other), _is(cells, other, one)
    said, log = f"({forth}+{back})", f"({forth}-{back})*{PAIRS_TABLE}[ln]"
    highest = f"SUMPRODUCT(MAX({said}*({_ABOVE}+{log})))-{_ABOVE}"
    lowest = f"{_ABOVE}-SUMPRODUCT(MAX({said}*({_ABOVE}-{log})))"
    return f'IF({answers}<2,"",EXP(({highest})-({lowest})))'


def ln_formula(times: str) -> str:
    """Return the natural logarithm of a row's answer; 0 where there is none."""
    here = f"{PAIRS_TABLE}[[#This Row],[{times}]]"
    return f"IF(ISNUMBER({here}),IF({here}>0,LN({here}),0),0)"


def _is(cells: TreeCells, one: str, other: str) -> str:
    return f"({cells.pairs('prefer')}={one})*({cells.pairs('over')}={other})*ISNUMBER({cells.pairs('times')})"


def _count(cells: TreeCells, one: str, other: str) -> str:
    return f"SUMPRODUCT({_is(cells, one, other)})"
