"""Corrections applied to the accounts: only those named change, and whoever is gone is told."""

from collections.abc import Mapping
from decimal import Decimal

import pandas as pd

from segkit.findings import Finding
from segkit.intake.corrections import POTENTIAL, REVENUE, Correction, Corrections, label_of


def corrected(accounts: Mapping[str, pd.DataFrame], corrections: Corrections) -> tuple[dict[str, pd.DataFrame], list[Finding]]:
    """Return customers and leads with the potentials and expected revenues that were decided, and what could not be used.

    `accounts` maps "customer" and "lead" to tables indexed by number. A corrected potential counts as answered.
    """
    findings = [
        Finding("correction_of_nobody", corrections.file, line, {"example": entry.account[1], "field": label_of(entry.field)})
        for entry, line in corrections.in_force.values()
        if entry.account[0] != "task" and (entry.account[0] not in accounts or entry.account[1] not in accounts[entry.account[0]].index)
    ]
    result = dict(accounts)
    for kind, field in (("customer", POTENTIAL), ("lead", POTENTIAL), ("lead", REVENUE)):
        table = result[kind]
        given = {number: entry for number, entry in corrections.of(kind, field).items() if number in table.index}
        if given:
            findings += _differing(table, given, corrections)
            result[kind] = _with(table, field, {number: entry.amount for number, entry in given.items()})
    return result, findings


def _differing(table: pd.DataFrame, given: Mapping[str, Correction], corrections: Corrections) -> list[Finding]:
    """Return a question for each amount that a file gives otherwise than it was decided."""
    found = []
    for number, entry in given.items():
        account = table.loc[number]
        known, name = account.get(entry.field), account.get("name")
        if isinstance(known, Decimal) and known != entry.amount:
            line = corrections.in_force[entry.key, entry.field][1]
            values = {"answer": entry.amount, "name": name if isinstance(name, str) and name else number, "known": known}
            found.append(Finding("correction_differs", corrections.file, line, values))
    return found


def _with(table: pd.DataFrame, field: str, amounts: Mapping[str, Decimal | None]) -> pd.DataFrame:
    decided = pd.Series(amounts, dtype=object).reindex(table.index)
    columns = [field, "_answered"] if field == POTENTIAL else [field]
    return table.assign(
        **{
            column: decided.where(decided.notna(), table[column] if column in table else pd.Series(None, table.index, dtype=object))
            for column in columns
        }
    )
