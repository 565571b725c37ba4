"""What it takes before a difference between customers is told: the least numbers, and the limits of what counts as different."""

from itertools import pairwise

from pydantic import model_validator

from segkit.parameters import Fraction, Record, parameter
from segkit.words import phrase


class ProfileRules(Record):
    """When a segment is said to differ from all rated customers, and when there are too few to tell."""

    segment_least: int = parameter(
        10,
        label=phrase("Customers of a segment, at least"),
        help=phrase("Below so many nothing is told of a segment: with 10 customers, one more or less already moves a share by ten points."),
        ge=2,
    )
    base_least: int = parameter(
        30,
        label=phrase("Rated customers, at least"),
        help=phrase(
            "Below so many rated customers nothing is compared. Consumer panels ask for 100; a company that sells to companies may have no "
            "more than 30, so the interval stands beside every share."
        ),
        ge=2,
    )
    cell_least: int = parameter(
        5,
        label=phrase("Customers of a category, at least"),
        help=phrase(
            "How many customers of a category a segment must hold, or would hold if it were like all: below 5 a comparison of shares says "
            "more about chance than about customers."
        ),
        ge=1,
    )
    index_over: float = parameter(
        120.0,
        label=phrase("Index of more than usual, above"),
        help=phrase("100 is the share among all rated customers; the custom of market research is to read nothing into 80 to 120."),
        gt=100,
    )
    index_under: float = parameter(
        80.0,
        label=phrase("Index of less than usual, below"),
        help=phrase("100 is the share among all rated customers; the custom of market research is to read nothing into 80 to 120."),
        gt=0,
        lt=100,
    )
    z_least: float = parameter(
        2.0,
        label=phrase("Standard errors from the usual share, above"),
        help=phrase("A share that lies within 2 standard errors of the usual one could be chance."),
        gt=0,
    )
    growth_from: Fraction = parameter(
        0.05,
        label=phrase("Growing from"),
        unit="fraction",
        help=phrase("A customer grows or shrinks when its revenue has changed by at least this share of the period before."),
    )
    weak_from: Fraction = parameter(
        0.10,
        label=phrase("Weak difference from"),
        unit="fraction",
        help=phrase("Effect from which segments differ at all, between 0 (alike) and 1 (nothing in common); Cohen's small effect."),
    )
    medium_from: Fraction = parameter(
        0.24,
        label=phrase("Medium difference from"),
        unit="fraction",
        help=phrase("Effect from which the difference is seen without being looked for; Cohen's medium effect."),
    )
    strong_from: Fraction = parameter(
        0.37,
        label=phrase("Strong difference from"),
        unit="fraction",
        help=phrase("Effect from which the difference is plain to anybody; Cohen's large effect."),
    )
    coverage_least: Fraction = parameter(
        0.60,
        label=phrase("Known for, at least"),
        unit="fraction",
        help=phrase("A column that is known for a smaller share of the customers is to be collected before it is used."),
    )
    values_most: int = parameter(
        30,
        label=phrase("Different values, at most"),
        help=phrase("A column of texts with more different values describes single customers and divides nobody into groups."),
        ge=2,
    )

    @model_validator(mode="after")
    def _rising(self) -> "ProfileRules":
        for lower, higher in pairwise(("weak_from", "medium_from", "strong_from")):
            if getattr(self, lower) >= getattr(self, higher):
                raise ValueError(f"'{lower}' ({getattr(self, lower):g}) must be below '{higher}' ({getattr(self, higher):g}).")
        return self
