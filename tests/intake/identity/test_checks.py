"""Company numbers and postcodes held against their checks."""

import pandas as pd

from segkit.intake.identity import identifier_findings


def test_an_invalid_company_number_is_told_and_kept():
    """C14: 13585628 passes Denmark's check, 13585627 does not; the row is named, and nothing of the account changes."""
    accounts = pd.DataFrame(
        {"org_number": ["13585628", "13585627", None], "postcode": ["0999", "999", "8000"], "_file": "kunder.csv", "_row": [2, 3, 4]},
        index=pd.Index(["1", "2", "3"], name="customer_id"),
        dtype=object,
    )
    before = accounts.copy()
    company, code = identifier_findings(accounts, "DKK")

    assert (company.kind, company.rows, company.values["example"]) == ("org_number_invalid", (3,), "13585627")
    assert (code.kind, code.rows, code.values["example"]) == ("postcode_invalid", (3,), "999")
    pd.testing.assert_frame_equal(accounts, before)


def test_without_a_country_no_postcode_is_judged():
    """C14: an engagement in euro says nothing of the country."""
    accounts = pd.DataFrame({"postcode": ["999"], "_file": "k.csv", "_row": [2]}, index=pd.Index(["1"], name="customer_id"), dtype=object)

    assert identifier_findings(accounts, "EUR") == []
