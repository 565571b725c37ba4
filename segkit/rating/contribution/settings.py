"""The cost model as engagement.yaml writes it: which costs and hours lie between revenue and true contribution, and what they are worth."""

from collections import Counter
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction as Ratio
from typing import Annotated, Literal

from pydantic import Field, model_validator

from segkit.parameters import Fraction, Money, ParameterValue, Record, declared, parameter
from segkit.words import phrase

Step = Literal["discounts", "freight", "returns", "sales", "service", "administration", "credit"]
Basis = Literal["amounts", "time", "orders", "credit"]

STEPS: dict[str, str] = {
    "discounts": phrase("Discounts and bonus"),
    "freight": phrase("Freight"),
    "returns": phrase("Returns"),
    "sales": phrase("Sales time"),
    "service": phrase("Service"),
    "administration": phrase("Administration"),
    "credit": phrase("Credit"),
}
"""The steps from contribution I to true contribution, in their order."""

PRACTICAL_SHARE = 0.85
"""What of the hours paid for is practical capacity, where nothing else is said."""

Kind = Annotated[str, Field(min_length=1, max_length=80)]
Minutes = Annotated[float, Field(gt=0, le=6000, allow_inf_nan=False)]

_FITTING: dict[Basis, tuple[str, ...]] = {
    "amounts": ("kinds", "ledger"),
    "time": ("kinds", "minutes", "ledger", "practical_hours", "theoretical_hours", "practical_share"),
    "orders": ("per", "minutes_each", "ledger", "practical_hours", "theoretical_hours", "practical_share"),
    "credit": ("rate",),
}
"""Which settings belong to an element, besides its name and step, by what it is reckoned from."""

_WHAT: dict[Basis, str] = {
    "amounts": "amounts of records",
    "time": "hours of records",
    "orders": "minutes for each order",
    "credit": "a yearly rate of interest",
}


class CostElement(Record):
    """One cost on the way to true contribution: amounts of records, hours of records, minutes for each order, or interest on credit."""

    name: str = parameter(label="Cost", help="What the cost is called; no two costs share a name.", min_length=1, max_length=60)
    step: Step = parameter(label="Step", help="The step of the ladder at which the cost is taken off.")
    kinds: list[Kind] = parameter([], label="Kinds of records", help="The kinds of time and cost records that belong to the cost.")
    minutes: dict[Kind, Minutes] = Field(
        default_factory=dict,
        title=phrase("Minutes where none are recorded"),
        description=phrase("How long a record of a kind takes where it gives no hours."),
        json_schema_extra={"unit": "minutes"},
    )
    per: Literal["orders"] | None = parameter(None, label="Per", help="'orders' where every order takes the same time.")
    minutes_each: Minutes | None = parameter(
        None, label=phrase("Minutes for each order"), unit="minutes", help=phrase("How long one order takes, with everything.")
    )
    ledger: Money | None = parameter(
        None,
        label=phrase("Cost by the accounts"),
        unit="currency",
        help=phrase("What the accounts say that the cost was in the period; needed where hours are turned into money."),
    )
    practical_hours: float | None = parameter(
        None,
        label=phrase("Practical hours"),
        unit="hours",
        help=phrase("Hours of the period that could be spent on customers, without holidays, illness, courses and breaks."),
        gt=0,
        le=1e8,
        allow_inf_nan=False,
    )
    theoretical_hours: float | None = parameter(
        None,
        label=phrase("Hours paid for"),
        unit="hours",
        help=phrase("All hours of the period that were paid for; the practical ones are a share of them."),
        gt=0,
        le=1e8,
        allow_inf_nan=False,
    )
    practical_share: Fraction | None = parameter(
        None,
        label=phrase("Practical share"),
        unit="fraction",
        help=phrase("Share of the hours paid for that could be spent on customers; 0.85 where nothing is said."),
    )
    rate: Fraction | None = parameter(
        None, label=phrase("Interest per year"), unit="fraction", help=phrase("What a year of outstanding money costs, as a share of it.")
    )

    @property
    def basis(self) -> Basis:
        """What the cost is reckoned from."""
        if self.rate is not None or self.step == "credit":
            return "credit"
        if self.per is not None or self.minutes_each is not None:
            return "orders"
        hours = (self.practical_hours, self.theoretical_hours, self.practical_share, self.minutes or None)
        return "amounts" if all(given is None for given in hours) else "time"

    @property
    def practical(self) -> Decimal:
        """The practical hours of a cost that is time, exactly as the settings give them."""
        if self.practical_hours is not None:
            return Decimal(str(self.practical_hours))
        share = PRACTICAL_SHARE if self.practical_share is None else self.practical_share
        return Decimal(str(self.theoretical_hours)) * Decimal(str(share))

    @property
    def ledger_ore(self) -> int | None:
        """The cost by the accounts, in øre."""
        return None if self.ledger is None else int((Decimal(str(self.ledger)) * 100).to_integral_value(ROUND_HALF_UP))

    @property
    def cost_rate(self) -> Ratio:
        """What an hour costs, in the engagement's currency: the cost by the accounts / the practical hours. Exact."""
        return Ratio(self.ledger_ore or 0, 100) / Ratio(self.practical)

    @model_validator(mode="after")
    def _fits_together(self) -> "CostElement":
        if self.step == "credit" and self.rate is None:
            raise ValueError(f"'{self.name}': the step credit needs 'rate', the interest per year, such as 0.08.")
        if self.rate is not None and self.step != "credit":
            raise ValueError(f"'{self.name}': 'rate' belongs to 'step: credit', but the step is {self.step}. Take one of them out.")
        self._nothing_foreign()
        if self.basis == "amounts":
            self._with_kinds()
        elif self.basis == "time":
            self._with_kinds()
            self._with_hours()
        elif self.basis == "orders":
            if self.per is None or self.minutes_each is None:
                raise ValueError(f"'{self.name}': 'per: orders' and 'minutes_each' belong together. Give both or neither.")
            self._with_hours()
        return self

    def _nothing_foreign(self) -> None:
        own = ("name", "step", *_FITTING[self.basis])
        foreign = [key for key in type(self).model_fields if key not in own and getattr(self, key) not in (None, [], {})]
        if foreign:
            keys = ", ".join(f"'{key}'" for key in foreign)
            raise ValueError(
                f"'{self.name}' is reckoned from {_WHAT[self.basis]}, so {keys} cannot belong to it. Take out what does not belong, "
                "or make two costs of it."
            )

    def _with_kinds(self) -> None:
        if not self.kinds:
            raise ValueError(f"'{self.name}' needs 'kinds', the kinds of records that belong to it, or 'per: orders'.")
        own = [folded(kind) for kind in self.kinds]
        twice = next((kind for kind, n in Counter(own).items() if n > 1), None)
        if twice is not None:
            raise ValueError(f"'{self.name}': the kind '{twice}' stands twice under 'kinds'. Take one of them out.")
        strange = next((kind for kind in self.minutes if folded(kind) not in own), None)
        if strange is not None:
            raise ValueError(f"'{self.name}': 'minutes' gives '{strange}', which is not among its kinds: {', '.join(self.kinds)}.")

    def _with_hours(self) -> None:
        if self.ledger is None:
            raise ValueError(f"'{self.name}' is time, so it needs 'ledger', what the accounts say that this time cost in the period.")
        if (self.practical_hours is None) == (self.theoretical_hours is None):
            raise ValueError(f"'{self.name}' needs either 'practical_hours' or 'theoretical_hours', the hours that its cost pays for.")
        if self.practical_share is not None and self.theoretical_hours is None:
            raise ValueError(f"'{self.name}': 'practical_share' is a share of 'theoretical_hours', which is missing.")


class CostModel(Record):
    """How true contribution is reckoned: the costs, the target, and what counts as a time thief."""

    target_margin: float = parameter(
        0.05,
        label=phrase("Target for true contribution"),
        unit="fraction",
        help=phrase("Share of the revenue that a customer should leave after all costs and time."),
        ge=0,
        lt=1,
        allow_inf_nan=False,
    )
    highest_price_change: Fraction = parameter(
        0.10,
        label=phrase("Highest price rise"),
        unit="fraction",
        help=phrase("A higher rise is not proposed alone, but together with less service."),
    )
    thief_factor: float = parameter(
        2.0,
        label=phrase("Factor of a time thief"),
        help=phrase(
            "How many times as large a customer's share of the hours is as its share of the true contribution, before it is a time thief."
        ),
        gt=0,
        le=1000,
        allow_inf_nan=False,
    )
    elements: list[CostElement] = Field(
        default_factory=list, title="Elements", description="The costs and hours between contribution I and true contribution."
    )

    @model_validator(mode="after")
    def _counts_nothing_twice(self) -> "CostModel":
        names = Counter(element.name.casefold() for element in self.elements)
        for element in self.elements:
            if names[element.name.casefold()] > 1:
                raise ValueError(f"two costs of 'elements' are called '{element.name}'. Give each a name of its own.")
        credits = [element.name for element in self.elements if element.basis == "credit"]
        if len(credits) > 1:
            raise ValueError(f"'{credits[0]}' and '{credits[1]}' both reckon interest on the same credit. Keep one of them.")
        owner: dict[tuple[Basis, str], str] = {}
        for element in self.elements:
            for kind in element.kinds:
                first = owner.setdefault((element.basis, folded(kind)), element.name)
                if first != element.name:
                    raise ValueError(
                        f"the {_WHAT[element.basis]} of the kind '{kind}' would count twice, in '{first}' and in '{element.name}'. "
                        "Let each kind belong to one of them."
                    )
        return self


def folded(kind: str) -> str:
    """Return a kind as kinds are compared: without outer spaces, and alike in small and capital letters."""
    return kind.strip().casefold()


TUNED = ("ledger", "practical_hours", "theoretical_hours", "practical_share", "minutes_each", "rate")
"""Which numbers of a cost may be tuned, where they are given."""


def tuned(model: CostModel) -> tuple[ParameterValue, ...]:
    """Return every number of the cost model that may be tuned: `contribution.elements.2.ledger` is that of the second cost, counted from 1."""
    values = []
    for place, element in enumerate(model.elements, start=1):
        for name in TUNED:
            number = _given(element, name)
            if number is not None:
                values.append(declared(CostElement, name, f"contribution.elements.{place}.{name}", number, about=element.name))
    whole = ("target_margin", "highest_price_change", "thief_factor")
    return (*values, *(declared(CostModel, name, f"contribution.{name}", getattr(model, name)) for name in whole))


def _given(element: CostElement, name: str) -> float | None:
    """Return a number of a cost; the practical share is there wherever hours paid for are."""
    if name == "practical_share" and element.theoretical_hours is not None and element.practical_share is None:
        return PRACTICAL_SHARE
    number = getattr(element, name)
    return None if number is None else float(number)
