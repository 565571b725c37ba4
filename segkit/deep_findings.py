"""What is odd in a Deep Dive once everything is reckoned: points that were decided of nobody's factor, and accounts that do not fit their records."""

from collections.abc import Iterator
from decimal import Decimal

from segkit.deep_dive import DeepDive, decided_points
from segkit.engagement import Engagement
from segkit.findings import Finding
from segkit.intake import Intake
from segkit.intake.corrections import Corrections
from segkit.rating.contribution import Account, without_element
from segkit.rating.factors import usable

_UNCOUNTED = {
    (True, True): "cost_uncounted_both",
    (True, False): "cost_uncounted_hours",
    (False, True): "cost_uncounted_amounts",
    (False, False): "cost_uncounted",
}
"""What is told of a kind of records that no cost counts, by whether it has hours and amounts."""

_SMALLEST_HOURS = 0.005
"""Overtime below this is a rounding of hours, not time that was worked."""


def deep_findings(deep: DeepDive, engagement: Engagement, intake: Intake, corrections: Corrections) -> list[Finding]:
    """Return the findings of a Deep Dive that only the whole of it shows."""
    return [
        *_decided(deep, corrections),
        *_uncounted(engagement, intake),
        *(found for each in deep.contribution.accounts for found in _account(each)),
    ]


def _decided(deep: DeepDive, corrections: Corrections) -> Iterator[Finding]:
    """Yield a question for each decided point that the tree no longer asks for, or whose scale no longer has it.

    Customers who are gone are told by the intake.
    """
    tree, customers = deep.tree, set(deep.raters.points.index)
    in_force = {(customer, leaf.casefold()) for customer, leaf in usable(deep.raters, tree, decided_points(corrections))}
    for (customer, leaf), (entry, line) in corrections.points().items():
        if customer not in customers or (customer, leaf.casefold()) in in_force:
            continue
        values = {"point": _point(entry.amount), "leaf": leaf, "example": customer, "lowest": tree.lowest, "highest": tree.highest}
        known = leaf.casefold() in {str(name).casefold() for name in deep.raters.points.columns}
        yield Finding("decided_off_the_scale" if known else "decided_leaf_gone", corrections.file, line, values)


def _point(value: Decimal | None) -> int | float | None:
    """Return a point as people write it: a whole one without decimals."""
    return None if value is None else int(value) if value == value.to_integral_value() else float(value)


def _uncounted(engagement: Engagement, intake: Intake) -> Iterator[Finding]:
    """Yield a question for each kind of records that no cost counts."""
    for kind in without_element(intake.costs, engagement.contribution).to_dict("records"):
        told = _UNCOUNTED[bool(kind["hours"]), bool(kind["amount"])]
        values = {"n": int(kind["records"]), "kind": kind["kind"] or "–", "hours": float(kind["hours"]), "amount": kind["amount"]}
        yield Finding(told, values=values)


def _account(account: Account) -> Iterator[Finding]:
    """Yield what does not fit between an account and its records."""
    if account.pool is not None and account.unused < 0:
        hours = -account.pool.unused
        if hours >= _SMALLEST_HOURS:
            values = {"name": account.name, "hours": hours, "practical": account.pool.practical, "amount": -account.unused}
            yield Finding("cost_overtime", values=values)
    if account.beyond < 0:
        yield Finding("cost_beyond_accounts", values={"name": account.name, "ledger": account.ledger, "amount": -account.beyond})
    if account.rows_empty:
        yield Finding("cost_records_empty", values={"n": account.rows_empty, "name": account.name})
