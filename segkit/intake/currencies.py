"""Amounts in other currencies: never added to the engagement's, converted only by rates that someone has written down with their date."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

import pandas as pd
from pydantic import Field, field_validator

from segkit.findings import Finding
from segkit.intake.settings import Source
from segkit.intake.values.currencies import are_currencies, beside
from segkit.parameters import Record, parameter
from segkit.tables import COLUMNS

ZERO = Decimal(0)


class Rates(Record):
    """What one unit of another currency is worth in the engagement's, on one day."""

    date: dt.date = parameter(label="Date", help="The day of the rates, such as 2026-06-30.")
    origin: str = parameter("", label="Origin", help="Where the rates come from, such as Danmarks Nationalbank.")
    values: dict[str, float] = Field(title="Rates", description="One unit of each currency in the engagement's, such as EUR: 7.46.")

    @field_validator("values")
    @classmethod
    def _above_zero(cls, values: dict[str, float]) -> dict[str, float]:
        for code, rate in values.items():
            if len(code) != 3 or not code.isalpha() or not code.isupper() or not rate > 0:
                raise ValueError(f"a rate is three capital letters and a number above 0, such as EUR: 7.46, but found {code}: {rate}.")
        return values

    def rate(self, code: str) -> Decimal | None:
        return Decimal(str(self.values[code])) if code in self.values else None


def in_one_currency(
    frame: pd.DataFrame,
    foreign: Mapping[str, Mapping[str, pd.Series]],
    source: Source,
    currency: str,
    rates: Rates | None,
    *,
    signed: Mapping[str, pd.Index] = MappingProxyType({}),
) -> tuple[pd.DataFrame, list[Finding]]:
    """Return a source's rows with all money in `currency`, and what was converted; amounts without a rate are unknown, and block.

    A cell's own sign says its currency; else the row's column 'currency' does; else the source's setting; else it is the engagement's.
    `foreign` are the amounts whose own sign is another's, `signed` the rows whose cell names the source's own. Invoice lines without either
    keep their column: the ledger converts them. Where anything is converted here, the column says the engagement's, so that nothing is twice.
    """
    own = _codes(frame, source, currency)
    money = [column.name for column in COLUMNS[source.holds] if column.kind == "money" and column.name in frame]
    signed = {name: rows for name in money if len(rows := _contradicting(signed.get(name), own, source.currency or currency))}
    if source.holds == "transactions" and not foreign and not signed and source.currency in {None, currency}:
        return frame, []
    sums: dict[str, Decimal] = {}
    counts: dict[str, int] = {}
    frame = frame.copy()
    for name in money:
        codes = own.copy()
        codes.loc[signed.get(name, pd.Index([]))] = source.currency or currency
        values = frame[name].where(codes == currency, None)
        for code, amounts in _by_code(frame[name], codes, foreign.get(name, {}), currency):
            rate = Decimal(1) if code == currency else rates.rate(code) if rates else None
            known = zip(amounts, values.loc[amounts.index], strict=True)
            values.loc[amounts.index] = pd.Series([_with(amount, rate, other) for amount, other in known], amounts.index, dtype=object)
            if code != currency:
                sums[code] = sums.get(code, ZERO) + sum(amounts, ZERO)
                counts[code] = counts.get(code, 0) + len(amounts)
        frame[name] = values
    if source.holds == "transactions" and "currency" in frame:
        frame["currency"] = currency
    return frame, [_finding((code, sums[code], counts[code]), source, currency, rates) for code in sums]


def _with(amount: Decimal, rate: Decimal | None, other: Decimal | None) -> Decimal | None:
    """Return an amount converted, with what of the same row is known already."""
    return None if rate is None else amount * rate + (other if other is not None else ZERO)


def _contradicting(rows: pd.Index | None, own: pd.Series, currency: str) -> pd.Index:
    """Return those rows whose column says another currency than their cell does."""
    return pd.Index([]) if rows is None else rows[(own.loc[rows] != currency).to_numpy()]


def _codes(frame: pd.DataFrame, source: Source, currency: str) -> pd.Series:
    default = source.currency or currency
    whole = pd.Series(default, frame.index, dtype=object)
    if "currency" not in frame:
        return whole
    codes = {text: _code(text, default) for text in frame["currency"].unique() if isinstance(text, str)}
    stated = frame["currency"].map(codes)
    return stated.where(stated.notna(), whole)


def _code(text: str, default: str) -> str:
    """Return the code that a cell of a currency column means; "kr." is the source's own, where that is a crown."""
    word = text.strip().casefold()
    return (beside([word], default) if are_currencies([word]) else None) or text.strip().upper()


def _by_code(values: pd.Series, own: pd.Series, signed: Mapping[str, pd.Series], currency: str) -> list[tuple[str, pd.Series]]:
    known = values[values.notna()]
    groups = [(str(code), known[own[known.index] == code]) for code in dict.fromkeys(own[known.index]) if code != currency]
    return [*groups, *signed.items()]


def _finding(held: tuple[str, Decimal, int], source: Source, currency: str, rates: Rates | None) -> Finding:
    code, amount, n = held
    rate = rates.rate(code) if rates else None
    values = {"n": n, "code": code, "sum": f"{amount:,.2f}".replace(",", " "), "currency": currency}
    if rate is None or rates is None:
        return Finding("foreign_amounts", source.file, None, values, source.sheet)
    return Finding("converted", source.file, None, {**values, "rate": f"{rate:f}", "date": rates.date}, source.sheet)
