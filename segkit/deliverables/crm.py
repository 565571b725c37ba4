"""crm.csv: what a CRM takes in, one row per customer and lead, found by the client's own number.

A spreadsheet that opens a CSV file runs a text that looks like a formula. Such a text gets an apostrophe in front, which `unguarded` takes
away again, letter for letter. Numbers are numbers, and are never guarded.
"""

import csv
import io
import re
from collections.abc import Hashable, Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from segkit.deliverables.in_place import write_whole
from segkit.segments import NOT_RATED_SEGMENT
from segkit.strategy import PROPOSALS, SegmentPolicy
from segkit.study import Study
from segkit.views.labels import segment_label
from segkit.views.ratings.naming import class_label
from segkit.words import Words, is_missing, phrase

FILE_NAME = "crm.csv"

COLUMNS: dict[str, str] = {
    "kind": phrase("Kind"),
    "number": phrase("Number"),
    "name": phrase("Name"),
    "grade": phrase("Grade"),
    "segment": phrase("Segment"),
    "utilisation": phrase("Utilisation"),
    "headroom": phrase("Headroom"),
    "proposal": phrase("Proposal"),
    "owner": phrase("Owner"),
    "response_hours": phrase("Response time in hours"),
    "contacts_per_year": phrase("Contacts per year"),
}
"""The columns in their order, with their headings."""

DEEP_COLUMNS: dict[str, str] = {"rating_class": phrase("Rating class"), "rating": phrase("Rating")}
"""Further columns of a Deep Dive, behind the others."""

Cell = str | float | None

_TRIGGERED = re.compile("'*[=+\\-@\t\r\n|%＝＋－＠\0]")
_GUARDED = re.compile("'+[=+\\-@\t\r\n|%＝＋－＠\0]")


def write_crm(study: Study, folder: Path) -> Path:
    """Write crm.csv into a folder and return its path: UTF-8 with its mark, semicolons, the decimal sign of the client's language.

    Raises DeliverableError; an earlier file then stands untouched.
    """
    words, raw = study.words, study.engagement.output.crm_raw
    columns = COLUMNS | (DEEP_COLUMNS if study.deep is not None else {})
    headings = [words(heading) for heading in columns.values()]
    rows = ([_written(row[name], words.decimal_sign, guard=name not in raw) for name in columns] for row in _rows(study))
    path = folder / FILE_NAME
    write_whole(path, csv_bytes([headings, *rows]))
    return path


def guarded(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: with an apostrophe in front where it begins like one."""
    return f"'{text}" if _TRIGGERED.match(text) else text


def unguarded(text: str) -> str:
    """Return the text that `guarded` was given, exactly."""
    return text[1:] if _GUARDED.match(text) else text


def csv_bytes(rows: Iterable[Sequence[str]]) -> bytes:
    """Return rows as the bytes of a CSV file; only what needs quotation marks has them."""
    target = io.StringIO(newline="")
    csv.writer(target, delimiter=";", lineterminator="\r\n").writerows(rows)
    return target.getvalue().encode("utf-8-sig", "replace")


def _written(cell: Cell, decimal_sign: str, *, guard: bool) -> str:
    if isinstance(cell, str):
        return guarded(cell) if guard else cell
    return plain_number(cell, decimal_sign)


def plain_number(value: float | None, decimal_sign: str) -> str:
    """Return a number with nothing but its digits, a minus and a decimal sign; nothing at all where it is unknown."""
    if value is None or is_missing(value):
        return ""
    digits = format(Decimal(str(float(value) + 0.0)), "f")  # + 0.0: no minus before a nought
    whole, _, part = digits.partition(".")
    part = part.rstrip("0")
    return f"{whole}{decimal_sign}{part}" if part else whole


def _rows(study: Study) -> Iterable[dict[str, Cell]]:
    policies = {policy.segment: policy for policy in study.plan.policies}
    rated = ratings_by_number(study)
    for kind, number, accounts in (("customer", "customer_id", study.customers), ("lead", "lead_id", study.leads)):
        for account in accounts.to_dict("records"):
            policy = policies[NOT_RATED_SEGMENT if is_missing(account["grade"]) else account["grade"]]
            yield {
                **_account(study.words, account),
                "kind": study.words(_KINDS[kind]),
                "number": str(account[number]),
                "grade": segment_label(study, account["grade"]),
                **_policy(policy, customer=kind == "customer"),
                **(_rating(rated.get(str(account[number])) if kind == "customer" else None) if study.deep is not None else {}),
            }


_KINDS = {"customer": phrase("Customer"), "lead": phrase("Lead")}


def _account(words: Words, account: Mapping[Hashable, Any]) -> dict[str, Cell]:
    proposal = account.get("proposal")
    return {
        "name": "" if is_missing(account["name"]) else str(account["name"]),
        "owner": "" if is_missing(account["owner"]) else str(account["owner"]),
        "utilisation": account["utilisation"],
        "headroom": account["headroom"],
        "proposal": words(PROPOSALS[proposal]) if proposal else "",
    }


def ratings_by_number(study: Study) -> dict[str, tuple[str, float | None]]:
    """Return rating class as the client sees it ("" = not rated) and rating of every customer of a Deep Dive, by number."""
    if study.deep is None:
        return {}
    frame = study.deep.customers
    return {
        str(number): (class_label(study, band), None if is_missing(score) else float(score))
        for number, band, score in zip(frame["customer_id"], frame["rating_class"], frame["score"], strict=True)
    }


def _rating(rated: tuple[str, float | None] | None) -> dict[str, Cell]:
    band, score = rated if rated is not None else ("", None)
    return {"rating_class": band, "rating": score}


def _policy(policy: SegmentPolicy, *, customer: bool) -> dict[str, Cell]:
    """Return what the playbook says of an account. Contacts are planned with customers only; an enquiry is answered to leads too."""
    return {
        "segment": policy.name,
        "response_hours": policy.response_hours,
        "contacts_per_year": policy.meetings_per_year if customer else None,
    }
