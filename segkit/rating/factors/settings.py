"""The factor tree as engagement.yaml writes it: factors in up to three levels, each leaf measured or rated by people."""

import itertools
import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Field, field_validator, model_validator

from segkit.parameters import Fraction, Record, parameter
from segkit.words import phrase

Direction = Literal["benefit", "cost"]
Lever = Literal["quality", "time", "service"]
Percent = Annotated[float, Field(gt=0, le=100, allow_inf_nan=False)]
Points = Annotated[float, Field(allow_inf_nan=False)]

DIRECTIONS: dict[str, str] = {"benefit": phrase("more is better"), "cost": phrase("more is worse")}
LEVERS: dict[str, str] = {
    "quality": phrase("Raise quality"),
    "time": phrase("Cut time"),
    "service": phrase("Change service"),
}
"""What directions are called, and levers, which are the kinds of effort, in the order in which they are shown."""

DEPTH, MOST_CHILDREN = 3, 5
"""Levels of a tree, and how many factors a factor of level 1 may be split into."""


class Judgement(Record):
    """One answer of a pairwise comparison: the first factor is so many times as important as the second, in one voter's opinion."""

    voter: str = parameter(label="Voter", help="Who judged.", min_length=1, max_length=80)
    prefer: str = parameter(label="Prefers", help="The factor that counts for more.", min_length=1)
    over: str = parameter(label="Over", help="The factor that counts for less.", min_length=1)
    times: float = parameter(label="Times", help="How many times as much, from 1 (the same) to 9.", ge=1, le=9)


class Factor(Record):
    """A factor: split into further factors, or a leaf that is measured or rated by people. With `ready`, what is left out comes from the library."""

    name: str = parameter("", label="Name", help="What the factor is called; no two factors of a tree share a name.", max_length=60)
    ready: str | None = parameter(None, label="Ready factor", help="A factor of the library that fills in what is left out here.")
    weight_pct: Percent | None = parameter(
        None,
        label="Weight",
        help="Share of its group in per cent; a group's weights add up to 100. Left out where a group is weighed in pairs.",
    )
    definition: str = parameter("", label="Definition", help="What the factor means, in words that everybody reads alike.", max_length=400)
    owner: str = parameter(
        "", label="Owner", help="Who answers for the factor; what stands above holds for what stands below.", max_length=80
    )
    source: str = parameter("", label="Data source", help="Where a leaf's values come from.", max_length=120)
    direction: Direction | None = parameter(None, label="Direction", help="'benefit' where more is better, 'cost' where more is worse.")
    anchors: dict[int, str] = Field(default_factory=dict, title="Anchors", description="What each point of the scale means, in words.")
    column: str | None = parameter(None, label="Column", help="The column that a measured leaf is read from; none where people rate it.")
    points: list[tuple[Points, Points]] = parameter(
        [],
        label="Points",
        help="Pairs of value and points, values rising; between them points lie on straight lines, beyond them they stay.",
    )
    unit: str = parameter("", label="Unit", help="The unit of a measured leaf's values, such as days.", max_length=20)
    step: float = parameter(1.0, label="Step", help="The smallest change of a measured value that makes sense.", gt=0)
    lever: Lever | None = parameter(
        None, label="Lever", help="Which kind of effort changes it: quality, time or service; none if it is given."
    )
    factors: list["Factor"] = Field(default_factory=list, title="Factors", description="The factors that this one is split into.")
    pairwise: list[Judgement] = Field(
        default_factory=list, title="Pairwise", description="Weights of the factors below from comparisons in pairs instead of per cent."
    )

    @field_validator("anchors", mode="before")
    @classmethod
    def _numbered(cls, anchors: Any) -> Any:
        if not isinstance(anchors, Mapping):
            return anchors
        return {int(point) if re.fullmatch("[0-9]{1,2}", str(point)) else point: text for point, text in anchors.items()}

    @field_validator("points", mode="before")
    @classmethod
    def _pairs(cls, points: Any) -> Any:
        return [tuple(pair) if isinstance(pair, list) else pair for pair in points] if isinstance(points, list) else points

    @field_validator("points", mode="after")
    @classmethod
    def _rising(cls, points: list[tuple[float, float]]) -> list[tuple[float, float]]:
        if len(points) == 1 or any(later[0] <= earlier[0] for earlier, later in itertools.pairwise(points)):
            raise ValueError("'points' needs at least two pairs of value and points, the values rising from pair to pair.")
        return points


class RatingClass(Record):
    """A band of the rating with a name of its own."""

    name: str = parameter(label="Name", help="What customers of the class are called.", min_length=1, max_length=24)
    least: Points = parameter(label="Least", help="The lowest rating of the class; exactly this rating belongs to it.")


CLASSES = (phrase("Platinum"), phrase("Gold"), phrase("Silver"), phrase("Bronze"))


MISSING: dict[str, str] = {
    "renormalise": phrase("The known factors of a group share the weight of those that are unknown. Unknown is never taken for low."),
    "block": phrase("A customer is rated only where every point is known. Unknown is never taken for low."),
    "bounds": phrase("A customer gets a class only where every answer to what is unknown gives the same one."),
}
"""How missing points are dealt with, by the tree's rule."""


class FactorTree(Record):
    """The factors by which customers are rated, and how."""

    factors: list[Factor] = Field(default_factory=list, title="Factors", description="The factors of level 1.")
    pairwise: list[Judgement] = Field(
        default_factory=list, title="Pairwise", description="Weights of level 1 from comparisons in pairs instead of per cent."
    )
    lowest: int = parameter(1, label=phrase("Lowest point"), help="The worst point of the scale.", ge=0, le=10)
    highest: int = parameter(5, label=phrase("Highest point"), help="The best point of the scale.", ge=1, le=10)
    missing: Literal["renormalise", "block", "bounds"] = parameter(
        "renormalise",
        label=phrase("Missing points"),
        help="'renormalise': the known factors of a group share its weight; 'block': no rating; 'bounds': a class only where every answer gives it.",
    )
    least_covered: Fraction = parameter(
        0.6,
        label=phrase("Known at least"),
        unit="fraction",
        help=phrase("Share of the weight that must be known before a customer gets a rating from the factors that are known."),
    )
    classes: list[RatingClass] = Field(
        default_factory=list,
        title="Classes",
        description="Bands of the rating, the best first; left out: Platinum, Gold, Silver and Bronze.",
    )
    weight_range: Fraction = parameter(
        0.25,
        label=phrase("Range of the weights"),
        unit="fraction",
        help=phrase("How far each weight may lie from the agreed one when it is tried how firm the classes are."),
    )
    rating_error: float = parameter(
        0.5,
        label=phrase("Uncertainty of points"),
        help=phrase("How far true points may lie from the given ones when it is tried how firm the classes are."),
        ge=0,
        le=5,
    )

    @model_validator(mode="before")
    @classmethod
    def _list_alone(cls, given: Any) -> Any:
        return {"factors": given} if isinstance(given, list) else given

    @model_validator(mode="after")
    def _fits_together(self) -> "FactorTree":
        if self.highest <= self.lowest:
            raise ValueError(f"'highest' must be above 'lowest', but they are {self.highest} and {self.lowest}.")
        least = [band.least for band in self.classes]
        if any(later >= earlier for earlier, later in itertools.pairwise(least)):
            raise ValueError("'classes' must fall from class to class, the best first.")
        if least and not self.lowest >= least[-1]:
            raise ValueError(f"the last of 'classes' must begin at {self.lowest}, the lowest point, so that every rating has a class.")
        names = [band.name.casefold() for band in self.classes]
        if len(set(names)) < len(names):
            raise ValueError("two of 'classes' have the same name.")
        return self
