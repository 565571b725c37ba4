"""Charts of a study: one function each, from Study to Chart, the same in notebook and report; None where there is nothing to draw."""

from segkit.views.chart import Chart
from segkit.views.charts.accounts import earners, key_customers
from segkit.views.charts.capacity import capacity
from segkit.views.charts.class_factors import class_factors
from segkit.views.charts.classes import rating_classes
from segkit.views.charts.customer_points import customer_points
from segkit.views.charts.effort import effort
from segkit.views.charts.factor_tree import factor_tree
from segkit.views.charts.funnel import funnel
from segkit.views.charts.growth import growth
from segkit.views.charts.ladder import ladder
from segkit.views.charts.matrix import matrix
from segkit.views.charts.models import models
from segkit.views.charts.months import months, trend
from segkit.views.charts.pareto import pareto
from segkit.views.charts.segments import segments
from segkit.views.charts.thieves import thieves
from segkit.views.charts.true_ends import true_ends
from segkit.views.charts.unknown import unknown
from segkit.views.charts.value_at_stake import value_at_stake
from segkit.views.charts.verdicts import proposals
from segkit.views.charts.whale import whale

__all__ = [
    "Chart",
    "capacity",
    "class_factors",
    "customer_points",
    "earners",
    "effort",
    "factor_tree",
    "funnel",
    "growth",
    "key_customers",
    "ladder",
    "matrix",
    "models",
    "months",
    "pareto",
    "proposals",
    "rating_classes",
    "segments",
    "thieves",
    "trend",
    "true_ends",
    "unknown",
    "value_at_stake",
    "whale",
]
