"""Amounts in several currencies: told apart, added only at rates that a person has given."""

# ruff: noqa: S608 - names of tables are our own; every text of a client is quoted or bound

from collections.abc import Mapping, Sequence
from decimal import Decimal

from segkit.findings import Finding
from segkit.intake.ledger.database import Database
from segkit.intake.ledger.staging import Staged
from segkit.intake.ledger.sums import ZERO, exact

_SIGNS = {"€": "EUR", "£": "GBP", "US$": "USD", "EURO": "EUR"}
ONE = Decimal(1)
_CROWNS = ("DKK", "SEK", "NOK", "ISK")


def currency_codes(db: Database, staged: Sequence[Staged], home: str) -> dict[str, str]:
    """Return the code of each text in the files' currency columns; an empty cell and "kr." are the engagement's."""
    texts = {"": home}
    for table in staged:
        if "currency" in table.has:
            texts |= {text: currency_code(text, home) for (text,) in db.rows(f"SELECT DISTINCT currency FROM {table.relation}") if text}
    return texts


def currency_code(text: str, home: str) -> str:
    """Return the code that a cell of a currency column means: " eur" is EUR; "kr." is the engagement's, where that is a crown."""
    word = text.strip().upper()
    if word.rstrip(".") == "KR" and home in _CROWNS:
        return home
    return _SIGNS.get(word, word)


def currency_findings(db: Database, staged: Sequence[Staged], home: str, rates: Mapping[str, Decimal]) -> list[Finding]:
    """Return what is not in the engagement's currency: converted at a given rate, or a reason to stop."""
    if not any("currency" in table.has for table in staged):
        return []
    findings = []
    for place, table in enumerate(staged):
        if "currency" not in table.has:
            continue
        sums = db.rows(
            f"SELECT code, count(*), sum(amount)::VARCHAR, min(row) FROM lines WHERE source = {place} AND amount IS NOT NULL GROUP BY code ORDER BY code"
        )
        foreign = [(code, n, exact(amount) or ZERO, row) for code, n, amount, row in sums if code != home]
        unrated = [line for line in foreign if line[0] not in rates]
        if unrated and (home or len(sums) > 1):
            own = [(code or home, (exact(amount) or ZERO) / rates.get(code, ONE)) for code, _, amount, _ in sums]  # as the file has them
            findings.append(_mixed(table, own, unrated[0][3]))
            continue
        for code, n, amount, row in foreign:
            if code in rates:
                values = {"n": n, "currency": code, "rate": rates[code], "home": home, "amount": amount}
                findings.append(Finding("currency_converted", table.shown, row, values))
    return findings


def _mixed(table: Staged, sums: Sequence[tuple[str, Decimal]], row: int) -> Finding:
    listed = ", ".join(f"{amount:.2f} {code}" for code, amount in sums)
    kind = "mixed_currencies" if len(sums) > 1 else "other_currency"
    return Finding(kind, table.shown, row, {"n": len(sums), "currencies": listed})
