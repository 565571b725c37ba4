"""Where the table of true contribution lies and what its columns are called; other tables look its figures up by the customer's line."""

from segkit.deliverables.excel.cells import clean
from segkit.deliverables.excel.live_table import LiveTable, unique_headings
from segkit.rating.contribution import CostElement
from segkit.rating.contribution.ladder import LABELS, LADDER
from segkit.study import Study
from segkit.words import phrase

HEADING_ROW = 5
NAME = "Contribution"

_BEFORE: dict[str, str] = {
    "number": phrase("Customer no."),
    "name": phrase("Name"),
    "owner": phrase("Owner"),
    "revenue": LABELS["revenue"],
    "cost": LABELS["cost"],
}
_AFTER: dict[str, str] = {
    "true_share": phrase("Share of revenue"),
    "hours": phrase("Hours in all"),
    "per_hour": phrase("Contribution per hour"),
    "thief": phrase("Time thief"),
    "target": phrase("Target"),
    "below": phrase("Below the target"),
    "short": phrase("Missing to the target"),
    "rise": phrase("Price rise needed"),
    "verdict": phrase("Proposal, as delivered"),
    "reason": phrase("Reason, as delivered"),
    "takes": phrase("What it takes, as delivered"),
    "overrules": phrase("Proposal before the segment's"),
    "credit_share": phrase("Interest on the revenue"),
    "unrounded": phrase("Rise without rounding"),
    "line": phrase("Line"),
    "row": phrase("Row"),
}


def elements_of(study: Study) -> list[tuple[int, CostElement]]:
    """Return the costs with their number in the model, counted from 1, in the order in which the ladder takes them off."""
    if study.deep is None:
        return []
    model = study.deep.contribution.model
    steps = [step for taken in LADDER.values() for step in taken]
    return sorted(enumerate(model.elements, start=1), key=lambda numbered: steps.index(numbered[1].step))


def is_time(element: CostElement) -> bool:
    """Return whether a cost is hours, of records or of orders."""
    return element.basis in {"time", "orders"}


def has_time(study: Study) -> bool:
    """Return whether any cost is hours."""
    return any(is_time(element) for _, element in elements_of(study))


def headings_of(study: Study) -> dict[str, str]:
    """Return the headings of the table's columns by their keys; hours_3 and cost_3 are those of the third cost."""
    words, found = study.words, {key: study.words(text) for key, text in _BEFORE.items()}
    if study.customers["owner"].isna().all():
        del found["owner"]
    elements = elements_of(study)
    if any(element.basis == "orders" for _, element in elements):
        found["orders"] = words("Orders")
    if any(element.basis == "credit" for _, element in elements):
        found |= {"receivables": words("Receivables"), "payment_days": words("Days until payment")}
    for rung, taken in LADDER.items():
        for number, element in elements:
            if element.step in taken:
                name = clean(element.name)
                found |= {f"hours_{number}": words("{name}, hours", name=name)} if is_time(element) else {}
                found[f"cost_{number}"] = name
        found[rung] = words(LABELS[rung])
    timed = {"hours", "per_hour", "thief"} if not has_time(study) else set()
    found |= {key: words(text) for key, text in _AFTER.items() if key not in timed}
    return unique_headings(found)


def place_of(study: Study) -> LiveTable:
    """Return where the table lies: a row per customer."""
    return LiveTable(NAME, headings_of(study), HEADING_ROW, len(study.customers))


def rate_name(number: int) -> str:
    """Return the name of the cell that holds the cost of an hour of a cost."""
    return f"contribution_rate_{number}"


def input_name(number: int, setting: str) -> str:
    """Return the name of the cell that holds a setting of a cost."""
    return f"contribution_elements_{number}_{setting}"


DAYS = "contribution_days"
"""The name of the cell that holds the days of the period, over which interest runs."""
