"""Currencies as clients write them: beside an amount, and in the heading of a column."""

import re
from collections.abc import Iterable

_KNOWN = """
AED ARS AUD BGN BRL CAD CHF CLP CNY CZK DKK EGP EUR GBP HKD HUF IDR ILS INR ISK JPY KES KRW KWD MAD MXN MYR NGN NOK NZD PHP PKR PLN
QAR RON RSD RUB SAR SEK SGD THB TRY TWD UAH USD VND ZAR
"""
CODES = frozenset(_KNOWN.split())
"""The ISO codes that are known beside an amount; any other word there makes the cell unreadable."""

_KRONER = frozenset({"DKK", "SEK", "NOK", "ISK"})
_WORDS: dict[str, frozenset[str]] = {
    **{code.casefold(): frozenset({code}) for code in CODES},
    "kr": _KRONER,
    "dkr": frozenset({"DKK"}),
    "skr": frozenset({"SEK"}),
    "nkr": frozenset({"NOK"}),
    "ikr": frozenset({"ISK"}),
    "€": frozenset({"EUR"}),
    "euro": frozenset({"EUR"}),
    "£": frozenset({"GBP"}),
    "us$": frozenset({"USD"}),
    "$": frozenset({"USD", "CAD", "AUD", "NZD", "HKD", "SGD"}),
    "¥": frozenset({"JPY", "CNY"}),
    "zł": frozenset({"PLN"}),
    "kč": frozenset({"CZK"}),
    "sfr": frozenset({"CHF"}),
}


def are_currencies(words: Iterable[str]) -> bool:
    """Return whether each word names a currency, be it one of several."""
    return all(word.removesuffix(".") in _WORDS for word in words)


def beside(words: Iterable[str], currency: str) -> str | None:
    """Return the currency that the words beside an amount name; `currency` where they can mean it or where there are none.

    None where two contradict each other, or where one can mean several others (kr., $).
    """
    meant: frozenset[str] | None = None
    for word in words:
        named = _WORDS[word.removesuffix(".")]
        meant = named if meant is None else meant & named
    if meant is None or currency in meant:
        return currency
    return next(iter(meant)) if len(meant) == 1 else None


_CODE = re.compile(rf"(?<![^\W_])(?:[TKM])?({'|'.join(sorted(CODES))})(?:[km]?)(?![^\W_])")
_SMALL_CODE = re.compile(r"(?<![^\W_])[tkm]?(dkk|sek|nok|eur|euro|usd|gbp|chf)(?![^\W_])", re.IGNORECASE)
_SIGNS = {"€": "EUR", "£": "GBP", "US$": "USD"}


def currency_in_heading(heading: str) -> str | None:
    """Return the ISO code that a heading names: 'Omsætning (DKK)', 'Netto SEK', 'TEUR', 'Umsatz €'.

    None where it names none, two, or one that several countries use ('kr.', '$').
    """
    named = set(_CODE.findall(heading))
    named |= {"EUR" if code.casefold() == "euro" else code.upper() for code in _SMALL_CODE.findall(heading)}
    named |= {code for sign, code in _SIGNS.items() if sign in heading}
    return named.pop() if len(named) == 1 else None
