"""Company numbers and postcodes held against the check that their country has; an invalid one is told and kept."""

from collections.abc import Callable
from functools import partial

import pandas as pd

from segkit.findings import Finding
from segkit.intake.values import IdentifierCheck, organisation_number, postcode
from segkit.words import Term

_HOME = {"DKK": "DK", "SEK": "SE", "NOK": "NO"}
"""The country of the engagement's currency, where there is one: it holds for accounts without a country."""

_CODE = 2


def identifier_findings(accounts: pd.DataFrame, currency: str) -> list[Finding]:
    """Return the accounts whose company number or postcode does not pass its check, with their rows; nothing is changed or left out.

    `accounts` is indexed by number, with `_file` and `_row`. A country other than a code of two letters is not known here.
    """
    home = _HOME.get(currency)
    findings = _told(accounts, "org_number", "org_number_invalid", organisation_number, home)
    if home is not None or "country" in accounts:
        findings += _told(accounts, "postcode", "postcode_invalid", partial(_postcode, home or ""), home)
    return findings


def _postcode(home: str, text: str, country: str | None) -> IdentifierCheck:
    return postcode(text, country or home)


def _told(
    accounts: pd.DataFrame, column: str, kind: str, check: Callable[[str, str | None], IdentifierCheck], home: str | None
) -> list[Finding]:
    if column not in accounts or "_row" not in accounts:
        return []
    given = accounts[accounts[column].notna() & accounts["_row"].notna()]
    countries = given["country"] if "country" in given else pd.Series(None, given.index, dtype=object)
    bad: dict[str, list[tuple[int, str, str]]] = {}
    for text, country, file, row in zip(given[column], countries, given["_file"], given["_row"], strict=True):
        found = check(str(text), country.strip().upper() if isinstance(country, str) and len(country.strip()) == _CODE else home)
        if not found.valid and not found.personal:
            bad.setdefault(str(file), []).append((int(row), str(text), found.why))
    return [_finding(kind, file, rows) for file, rows in bad.items()]


def _finding(kind: str, file: str, rows: list[tuple[int, str, str]]) -> Finding:
    first, example, why = rows[0]
    return Finding(kind, file, first, {"n": len(rows), "example": example, "why": Term(why)}, rows=tuple(row for row, _, _ in rows))
