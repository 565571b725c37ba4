"""The target: what a customer should leave of the revenue after all costs, and how far from it a customer is. Beside its Excel formula."""

from decimal import Decimal
from fractions import Fraction as Ratio

import numpy as np

from segkit.rating.contribution.ladder import TrueContribution
from segkit.rating.contribution.settings import CostModel
from segkit.rating.contribution.whole import ORE, scaled
from segkit.rating.measures import Floats


def target(revenue: Floats, model: CostModel) -> Floats:
    """Return the target in øre, from revenue in øre; a revenue below 0 has the target 0."""
    return scaled(np.maximum(revenue, 0.0), Ratio(Decimal(str(model.target_margin))))


def target_formula(revenue: str, target_margin: str) -> str:
    """Return the Excel formula of the target, from the cells of a row's revenue and of the target margin."""
    return f'IF(ISNUMBER({revenue}),ROUND(MAX({revenue},0)*{target_margin},2),"")'


def in_ore(result: TrueContribution, column: str) -> Floats:
    """Return a column of money of the ladder in whole øre."""
    return np.asarray(np.rint(result.frame[column].to_numpy(dtype=np.float64) * ORE), dtype=np.float64)


def short_of_target(result: TrueContribution) -> Floats:
    """Return how many øre each customer is short of the target: 0 or less where it is reached, NaN where that is unknown."""
    return target(in_ore(result, "revenue"), result.model) - in_ore(result, "true_contribution")


def short_formula(target: str, contribution: str) -> str:
    """Return the Excel formula of what is missing to the target, from a row's cells: 0 or less where it is reached."""
    return f'IF(AND(ISNUMBER({target}),ISNUMBER({contribution})),ROUND({target}-{contribution},2),"")'
