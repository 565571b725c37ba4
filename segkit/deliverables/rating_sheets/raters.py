"""Who rates whom: the raters, the files that are theirs, and the lines of each sheet with what was given before."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from segkit.deliverables.file_names import file_stems
from segkit.errors import CommandError
from segkit.intake import RatingGiven
from segkit.parameters import nearest
from segkit.study import Study
from segkit.words import is_missing

SHEET_NAME = "ratings-"
"""What the file names of rating sheets begin with, in every language."""
NOBODY = ""
"""The rater of customers without an owner: whoever fills in the sheet says so in it."""


@dataclass(frozen=True)
class Wanted:
    """Which sheets are wanted: of one rater alone, of all customers for every rater, of the largest customers of each only."""

    rater: str | None = None
    all_customers: bool = False
    most: int | None = None


@dataclass(frozen=True)
class Line:
    """One row of a sheet: a customer's number, name, revenue and grade, and the ratings given before by leaf.

    `who` is another rater than the sheet's, whose ratings stood on it.
    """

    number: str
    name: str | None
    revenue: float | None
    grade: str | None
    given: Mapping[str, RatingGiven]
    who: str = ""


def raters(study: Study, wanted: Wanted) -> list[str]:
    """Return whose sheets to write, by name; nobody's customers come last.

    Raises CommandError where the wanted rater owns no customer; with all customers, anybody may rate.
    """
    owners = _owners(study)
    everybody = sorted({owner for owner in owners.values() if owner}, key=lambda name: (name.casefold(), name))
    if wanted.rater is not None:
        asked = " ".join(wanted.rater.split())
        known = next((owner for owner in everybody if owner.casefold() == asked.casefold()), None)
        if known is not None:
            return [known]
        if wanted.all_customers and asked:
            return [asked]
        like = nearest(asked, everybody)
        hint = f"Did you mean '{like}'?" if like else f"They are: {', '.join(everybody)}." if everybody else "No customer has an owner."
        raise CommandError(
            f"'{asked}' is the owner of no customer. {hint} To have somebody else rate every customer, add --all-customers.", code="SEG-P01"
        )
    nobody = [] if wanted.all_customers and everybody else [NOBODY] if NOBODY in owners.values() else []
    return [*everybody, *nobody]


def file_names(study: Study, found: Sequence[str]) -> dict[str, str]:
    """Return each rater's file name: the same in every round, safe on every system, and no two alike in any case of letters."""
    owners = {owner for owner in _owners(study).values() if owner}
    order = [
        NOBODY,
        *sorted(owners, key=lambda name: (name.casefold(), name)),
        *(rater for rater in found if rater not in owners and rater),
    ]
    return {rater: f"{SHEET_NAME}{stem}.xlsx" for rater, stem in file_stems(order, unnamed="rater").items()}


def lines(study: Study, rater: str, wanted: Wanted) -> list[Line]:
    """Return the rows of a rater's sheet, most revenue first; what was given before stands in them, whoever it was given by.

    Customers that were rated on this sheet before stay on it, even where they are no longer asked for.
    """
    owners = _owners(study)
    rows = sorted(study.customers.to_dict("records"), key=lambda row: (-_amount(row["revenue"]), str(row["customer_id"])))
    asked = [str(row["customer_id"]) for row in rows if wanted.all_customers or owners[str(row["customer_id"])] == rater][: wanted.most]
    own, others = _given(study.intake.ratings, rater)
    if rater == NOBODY:
        # Whoever has rated stands in the row itself, so no second, empty one is needed.
        asked = [number for number in asked if number not in others]
    wanted_here = own.keys() | set(asked)
    found = []
    for row in rows:
        number = str(row["customer_id"])
        shown = number, row["name"], row["revenue"], row["grade"]
        if number in wanted_here:
            found.append(Line(*shown, own.get(number, {})))
        found += [Line(*shown, given, who) for who, given in sorted(others.get(number, {}).items())]
    return found


def _owners(study: Study) -> dict[str, str]:
    """Return each customer's owner, NOBODY where there is none."""
    customers = study.customers
    owners = customers["owner"] if "owner" in customers else [None] * len(customers)
    return {
        str(number): NOBODY if is_missing(owner) else " ".join(str(owner).split())
        for number, owner in zip(customers["customer_id"], owners, strict=True)
    }


Given = dict[str, RatingGiven]


def _given(ratings: Iterable[RatingGiven], rater: str) -> tuple[dict[str, Given], dict[str, dict[str, Given]]]:
    """Return what the rater gave, by customer and leaf; and what others gave on the rater's sheet, by customer, then by rater."""
    own: dict[str, Given] = {}
    others: dict[str, dict[str, Given]] = {}
    for given in ratings:
        if given.rater == rater:
            own.setdefault(given.customer_id, {})[given.leaf] = given
        elif given.sheet_of == rater:
            others.setdefault(given.customer_id, {}).setdefault(given.rater, {})[given.leaf] = given
    return own, others


def _amount(revenue: float | None) -> float:
    return -math.inf if revenue is None or is_missing(revenue) else float(revenue)
