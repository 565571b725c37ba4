"""True contribution: what every customer leaves after all costs and time, and what would change it."""

from segkit.rating.contribution.accounts import Account, Pool
from segkit.rating.contribution.ladder import TrueContribution, true_contribution
from segkit.rating.contribution.settings import CostElement, CostModel

__all__ = ["Account", "CostElement", "CostModel", "Pool", "TrueContribution", "true_contribution"]
