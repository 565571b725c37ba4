"""Which of segkit's tables a file holds, judged from its best headings, how its numbers repeat, and its name."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from segkit.intake.mapping.candidates import DATED, KNOWN, WITHOUT_UNIT, Candidate
from segkit.intake.mapping.profile import Profile
from segkit.intake.source_table import SourceTable
from segkit.tables import Holds
from segkit.words import phrase

HOLDS_LEAST = 60.0
"""Below this score a file is not taken to hold anything."""

_NAMES: Mapping[Holds, re.Pattern[str]] = {
    "customers": re.compile(r"kund|debitor|customer|client|reseller|account|stam", re.IGNORECASE),
    "leads": re.compile(r"lead|emne|prospe|interessent", re.IGNORECASE),
    "transactions": re.compile(r"faktura|post|linje|line|invoice|sales|salg|umsatz|rechnung|transa|order|ordre|försäljning", re.IGNORECASE),
    "contacts": re.compile(r"kontakt|contact|ansprech|person", re.IGNORECASE),
    "costs": re.compile(
        r"tidsreg|tidreg|tidrap|tidsforbrug|tidsåtg|tidsbruk|(?<!op)timer|timeliste|timesheet|time.?(log|sheet|entr|record)|zeiterf|zeitaufw|stunden"
        r"|fragt|frakt|fracht|freight|bonus|rebate|omkost|kostnad|kosten|service.?(sag|case|ärende|sak|f[aä])|supportsag|tickets|besøg|besök|besuch|visits",
        re.IGNORECASE,
    ),
}
_HINT, _PERSON = 8.0, 12.0
ONE_EACH = 1.05
"""Rows per customer up to which nobody comes back."""
_ONE_ROW_EACH, _FEW_LINES = 30.0, 3.0
"""What speaks against invoice lines where no customer comes back, with and without what a list of customers says."""

_NO_INVOICE = 0.6
"""What is left of a file's being invoice lines where it tells of time or costs and has no invoice number."""

_ON_INVOICES = ("order", "product", "product_group", "quantity", "unit_price", "cost")
"""What only invoice lines say of a row."""

_SAID_OF_ACCOUNTS = {"name", "potential", "industry", "employees", "org_number", "address", "postcode", "customer_since"}
_PERSONS = {"contact_id", "title", "first_name", "last_name", "preferred_channel", "preferred_time", "do_not_contact"}

Judged = tuple[Holds | None, float, str, dict[str, Any]]


def judge(each: Mapping[Holds, Sequence[Candidate]], profiles: Mapping[str, Profile], table: SourceTable) -> Judged:
    """Return what a file most likely holds, the score from 0 to 100, and why."""
    best = {holds: _best(found) for holds, found in each.items()}
    persons = sum(candidate.score >= WITHOUT_UNIT and _is_personal(name) for name, candidate in best["contacts"].items())
    scores = {
        "transactions": _lines(best["transactions"], best["customers"], profiles),
        "customers": _accounts(best["customers"], "customer_id") - _PERSON * max(0, persons - 1),
        "leads": _accounts(best["leads"], "lead_id") - _PERSON * max(0, persons - 1),
        "contacts": _people(best["contacts"], persons),
    }
    called = f"{table.path.stem} {table.how.sheet or ''}"
    scores["costs"] = _records(best, profiles, named=_named_after_costs(called))
    if scores["costs"]:
        scores["transactions"] *= _NO_INVOICE
    hinted = {
        holds: scores[holds] + (_HINT if scores[holds] >= HOLDS_LEAST and pattern.search(called) else 0)
        for holds, pattern in _NAMES.items()
    }
    holds = max(hinted, key=lambda name: hinted[name])
    score = round(min(100.0, max(0.0, hinted[holds])), 1)
    if score < HOLDS_LEAST:
        return None, score, _NOTHING, {}
    return (
        holds,
        score,
        _WHY[holds],
        {name: candidate.heading for name, candidate in best[holds].items() if name in _SPOKEN}
        | {"id": best[holds]["customer_id" if holds != "leads" else "lead_id"].heading if _key_of(holds) in best[holds] else "–"},
    )


def _named_after_costs(called: str) -> bool:
    return _NAMES["costs"].search(called) is not None and _NAMES["transactions"].search(called) is None


def _key_of(holds: Holds) -> str:
    return "lead_id" if holds == "leads" else "customer_id"


def _best(found: Sequence[Candidate]) -> dict[str, Candidate]:
    best: dict[str, Candidate] = {}
    for candidate in found:
        if candidate.column not in best or candidate.score > best[candidate.column].score:
            best[candidate.column] = candidate
    return best


def _lines(best: Mapping[str, Candidate], accounts: Mapping[str, Candidate], profiles: Mapping[str, Profile]) -> float:
    """Return how much a file is invoice lines: a date and an amount it must have, and its customers come back.

    Where nobody comes back, it is a list of customers with their last order, if it says what a list of customers says.
    """
    date, amount, customer = (best[name].score if name in best else 0.0 for name in ("date", "amount", "customer_id"))
    if "quantity" in best and "unit_price" in best:
        amount = max(amount, min(best["quantity"].score, best["unit_price"].score))
    if not date or not amount:
        return 0.0
    score = (date + amount + customer) / 3
    if customer and profiles[best["customer_id"].heading].repeats <= ONE_EACH and "order" not in best:
        told = sum(accounts[name].score >= KNOWN for name in _SAID_OF_ACCOUNTS & accounts.keys())
        return score - (_ONE_ROW_EACH if told else _FEW_LINES)
    return score


def _records(best: Mapping[Holds, Mapping[str, Candidate]], profiles: Mapping[str, Profile], *, named: bool) -> float:
    """Return how much a file is records of time and costs: customers with hours, or with a kind and an amount, and nothing of an invoice.

    Where the file is `named` after such records, an amount alone will do, or a kind. A list of customers that tells how many hours each took is
    still a list of customers.
    """
    own, lines, accounts = best["costs"], best["transactions"], best["customers"]
    score = {name: own[name].score if name in own else 0.0 for name in ("customer_id", "hours", "minutes", "kind", "amount")}
    paid = own["amount"].heading if "amount" in own else ""
    invoiced = [name for name in _ON_INVOICES if name in lines and lines[name].score >= WITHOUT_UNIT and lines[name].heading != paid]
    if not score["customer_id"] or invoiced:
        return 0.0
    time, kind_known = max(score["hours"], score["minutes"]), score["kind"] >= WITHOUT_UNIT
    said = max(
        time if time >= DATED else 0.0, score["amount"] if kind_known or named else 0.0, score["kind"] if kind_known and named else 0.0
    )
    if not said:
        return 0.0
    told = sum(accounts[name].score >= KNOWN for name in _SAID_OF_ACCOUNTS & accounts.keys())
    once = profiles[own["customer_id"].heading].repeats <= ONE_EACH
    return (score["customer_id"] + said) / 2 - (_ONE_ROW_EACH if once and told else 0.0)


def _accounts(best: Mapping[str, Candidate], key: str) -> float:
    """Return how much a file lists accounts: a number on one row each, and something to say of them."""
    own = [
        candidate.score
        for name, candidate in best.items()
        if name not in {key, "first_name", "last_name", "unit_price", "cost", "currency"}
    ]
    said = max(own, default=0.0)
    if key in best:
        return 0.7 * best[key].score + 0.3 * said
    named = best["name"].score if "name" in best else 0.0
    return 65.0 if key == "customer_id" and named >= KNOWN and sum(score >= WITHOUT_UNIT for score in own) >= 3 else 0.0


def _people(best: Mapping[str, Candidate], persons: int) -> float:
    if not persons or not ({"customer_id", "contact_id", "email"} & best.keys()):
        return 0.0
    sure_id = "contact_id" in best and best["contact_id"].score >= WITHOUT_UNIT
    known_customer = "customer_id" in best and best["customer_id"].score >= WITHOUT_UNIT
    return 45 + _PERSON * min(persons, 4) + (15 if sure_id else 0) + (10 if known_customer else 0)


def _is_personal(column: str) -> bool:
    return column in _PERSONS or column.startswith("consent_")


_SPOKEN = {"date", "amount", "name"}
_NOTHING = phrase("Its headings and cells fit none of the tables well enough.")
_WHY: dict[Holds, str] = {
    "transactions": phrase("It has a date and an amount on each row, and '{id}' comes back on several rows, as on invoice lines."),
    "customers": phrase("'{id}' stands on one row each, as in a list of customers."),
    "leads": phrase("'{id}' stands on one row each, as in a list of leads."),
    "costs": phrase("It tells what time or money each customer ('{id}') took, and has nothing of an invoice."),
    "contacts": phrase("Its columns are about persons, each at a customer ('{id}')."),
}
