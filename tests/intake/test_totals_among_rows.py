"""Totals rows: recognised by their words and by what they add up to."""

from decimal import Decimal

import pandas as pd

from segkit.findings.kinds import KINDS, SUBJECTS
from segkit.intake.settings import Source
from segkit.intake.total_findings import total_findings
from segkit.intake.totals import Total, total_rows


def totals(*rows: tuple[str | None, str, str]) -> list[Total]:
    """Return the totals among rows of number, name and amount; the first stands in row 2."""
    index = range(2, len(rows) + 2)
    keys = pd.Series([row[0] for row in rows], index=index, dtype=object)
    sent = pd.DataFrame([[key or "", name, f"{amount} SEK"] for key, name, amount in rows], index=index, dtype=object)
    amounts = pd.Series([Decimal(row[2]) for row in rows], index=index, dtype=object)
    return total_rows(keys, sent, [amounts])


def test_a_sub_total_with_a_name_over_one_row_is_a_total():
    """B09: "Sum Ida Skov" below the only customer of Ida Skov is a total, though its amounts carry letters."""
    found = totals(("1", "Acme", "10.5"), ("2", "Beta", "5"), ("Sum Bo", "", "15.5"), ("3", "Gamma", "7"), ("Sum Ida Skov", "", "7"))

    assert found == [Total(4, "Sum Bo", 2, 3), Total(6, "Sum Ida Skov", 5, 5)]


def test_a_customer_whose_number_sounds_like_a_total_stays():
    """B09: a number such as "Total Byg" whose amount is no sum of the rows above is a customer."""
    assert totals(("1", "Acme", "10.5"), ("Total Byg", "Total Byg A/S", "5"), ("2", "Beta", "5")) == []


def test_every_kind_of_finding_has_a_name_of_its_own():
    """C06: no subject's kinds hide those of another, as two of other currencies once did."""
    assert sum(len(subject.KINDS) for subject in SUBJECTS) == len(KINDS)


def named(*rows: tuple[str, str]) -> list[Total]:
    """Return the totals among rows of a name that is the number, and an amount."""
    index = range(2, len(rows) + 2)
    keys = pd.Series([row[0] for row in rows], index=index, dtype=object)
    sent = pd.DataFrame([[name, "15-07-2025", amount] for name, amount in rows], index=index, dtype=object)
    return total_rows(keys, sent, [pd.Series([Decimal(row[1]) for row in rows], index=index, dtype=object)])


def test_a_company_called_total_stays_where_names_are_the_numbers():
    """B09: "Total A/S" buys twice and is no sum; "Total Ida Skov" is taken for a total."""
    assert named(("Acme", "10"), ("Total A/S", "1000"), ("Total A/S", "2000"), ("Total Ida Skov", "7")) == [Total(5, "Total Ida Skov")]


def test_a_number_and_a_name_beside_it_are_two_texts():
    """B09: number "SUM 2" with the name "Beta ApS" says more than that it is a total."""
    assert totals(("1", "Acme", "10.5"), ("SUM 2", "Beta ApS", "5")) == []


def test_a_total_by_its_name_alone_is_asked_about():
    """B09: whoever is left out for a name only may be a customer, so it is a question; a word for a total is a note."""
    source = Source.model_validate({"file": "f.csv", "holds": "customers", "columns": {"customer_id": "No"}})
    found = total_findings(source, [Total(5, "Sum Design"), Total(6, "I alt")])

    assert [(finding.kind, finding.severity, finding.rows) for finding in found] == [
        ("total_rows", "note", (6,)),
        ("total_by_name", "question", (5,)),
    ]
