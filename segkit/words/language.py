"""One language as it is spoken to a client: gettext catalogs read with Babel, and Babel's numbers, money and dates."""

import datetime as dt
import gettext
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal, localcontext
from functools import cache
from io import BytesIO
from pathlib import Path

from babel import Locale, dates, numbers
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

CATALOGS = Path(__file__).with_name("catalogs")

LANGUAGES: Mapping[str, str] = {"da": "da_DK", "sv": "sv_SE", "nb": "nb_NO", "en": "en_GB", "de": "de_DE"}
"""The languages a deliverable can be written in, each with the locale that formats its numbers."""

SHORT_DATES: Mapping[str, str] = {"da": "dd.MM.yyyy", "sv": "yyyy-MM-dd", "nb": "dd.MM.yyyy", "en": "d MMM yyyy", "de": "dd.MM.yyyy"}
"""Dates in figures, in Unicode's notation; the tables of the report and the cells of Excel write them alike."""

FAMILIAR_SYMBOLS = frozenset({"kr.", "kr", "€", "£", "$"})
"""Signs a reader knows at sight; any other currency is shown by its ISO code."""

UNKNOWN = "–"
"""How a missing figure is shown: never 0, never blank in a sentence."""

Value = str | int | float | Decimal | dt.date | tuple[str, ...] | None


def phrase(text: str) -> str:
    """Mark a text for the catalogs where it is declared; it is translated where it is shown."""
    return text


def phrases(one: str, many: str) -> tuple[str, str]:
    """Mark the two forms of a text that counts something, where they are declared."""
    return one, many


class Term(str):
    """A phrase that stands as a value in another text: it is translated where that text is."""

    __slots__ = ()


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(LANGUAGES[language])


@cache
def _catalog(language: str) -> gettext.NullTranslations:
    if language == "en":
        return gettext.NullTranslations()
    with (CATALOGS / f"{language}.po").open("rb") as file:
        catalog = read_po(file, locale=LANGUAGES[language])
    compiled = BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


class Words:
    """Speaks one language: `words("{n} rows", n=3)` translates, then fills in; values are never read as templates.

    Missing figures (None, NaN) are shown as a dash, Decimals as money. `currency` is the ISO code of the engagement's money.
    """

    def __init__(self, language: str, currency: str = "") -> None:
        self.language = language
        self.currency = currency
        self.locale = _locale(language)
        self._catalog = _catalog(language)

    @property
    def name(self) -> str:
        """The language's name in English, as commands say it."""
        return str(self.locale.get_language_name("en"))

    def __call__(self, text: str, /, **values: Value) -> str:
        return self._filled(self._catalog.gettext(text) if text else "", values)

    def plural(self, one: str, many: str, n: int, /, **values: Value) -> str:
        """Return the form of the text that fits n; n itself can be used as {n}."""
        return self._filled(self._catalog.ngettext(one, many, n), {"n": n, **values})

    def number(self, value: float | Decimal | None, decimals: int = 0) -> str:
        """Return a number with the language's separators, rounded half up as people round."""
        if is_missing(value):
            return UNKNOWN
        with localcontext(rounding=ROUND_HALF_UP):
            return str(numbers.format_decimal(_exact(value), format=_figures(decimals), locale=self.locale))

    def money(self, value: float | Decimal | None, decimals: int = 0) -> str:
        """Return an amount in the engagement's currency, as the language writes it."""
        if is_missing(value):
            return UNKNOWN
        pattern = self.money_pattern(decimals)
        with localcontext(rounding=ROUND_HALF_UP):
            shown = numbers.format_currency(_exact(value), self.currency, format=pattern, locale=self.locale, currency_digits=False)
        return str(shown)

    def money_pattern(self, decimals: int = 0) -> str:
        """Return the pattern of amounts in Unicode's notation; ¤ stands for the currency's familiar sign, ¤¤ for its ISO code."""
        pattern = str(self.locale.currency_formats["standard"].pattern).split(";")[0].replace("#,##0.00", _figures(decimals))
        if numbers.get_currency_symbol(self.currency, self.locale) in FAMILIAR_SYMBOLS:
            return pattern
        return pattern.replace("¤#", "¤\N{NO-BREAK SPACE}#").replace("¤", "¤¤")

    def percent(self, share: float | Decimal | None, decimals: int = 0) -> str:
        """Return a fraction (0.25) as a percentage."""
        if is_missing(share):
            return UNKNOWN
        pattern = self.locale.percent_formats[None].pattern.replace("#,##0", _figures(decimals))
        with localcontext(rounding=ROUND_HALF_UP):
            return str(numbers.format_percent(_exact(share), format=pattern, locale=self.locale))

    def date(self, day: dt.date) -> str:
        """Return a date in full: 31. august 2026."""
        return str(dates.format_date(day, format="long", locale=self.locale))

    def short_date(self, day: dt.date) -> str:
        """Return a date in figures, for tables."""
        return str(dates.format_date(day, format=SHORT_DATES[self.language], locale=self.locale))

    def month(self, day: dt.date) -> str:
        """Return month and year, short: aug. 2026."""
        return str(dates.format_date(day, format="MMM yyyy", locale=self.locale))

    def month_name(self, day: dt.date) -> str:
        """Return the month alone, short: aug."""
        return str(dates.format_date(day, format="LLL", locale=self.locale))

    def weekday(self, day: dt.date) -> str:
        """Return the day of the week, short: man."""
        return str(dates.format_date(day, format="EEE", locale=self.locale))

    @property
    def decimal_sign(self) -> str:
        return str(numbers.get_decimal_symbol(self.locale))

    def inside(self, noun: str) -> str:
        """Return a noun as it stands inside a sentence; German keeps its capital, and so does an abbreviation such as CVR."""
        return noun if self.language == "de" or noun[1:2].isupper() else noun[:1].lower() + noun[1:]

    def join(self, parts: list[str]) -> str:
        """Return parts as a sentence lists them: a, b and c."""
        from_parts = [part for part in parts if part]
        if len(from_parts) < 2:
            return "".join(from_parts)
        return self(phrase("{most} and {last}"), most=", ".join(from_parts[:-1]), last=from_parts[-1])

    def _filled(self, text: str, values: Mapping[str, Value]) -> str:
        shown = {name: self._shown(value) for name, value in values.items()}
        for name, value in shown.items():
            if value.endswith("."):  # the stop of "kr." also ends the sentence
                text = text.replace(f"{{{name}}}.", f"{{{name}}}")
        return text.format_map(shown) if values else text

    def _shown(self, value: Value) -> str:
        if isinstance(value, str):
            return self._catalog.gettext(value) if isinstance(value, Term) else value
        if isinstance(value, tuple):
            return ", ".join(map(self._shown, value))
        if isinstance(value, dt.date):
            return self.short_date(value)
        if isinstance(value, Decimal) and self.currency:
            return self.money(value, 2)
        if isinstance(value, int) or is_missing(value):
            return self.number(value)
        return self.number(value, 2)


def capitalised(text: str) -> str:
    """Return a text as it begins a sentence."""
    return text[:1].upper() + text[1:]


def is_missing(value: object) -> bool:
    """Return whether a value is unknown: None, NaN or NaT."""
    return value is None or value != value  # noqa: PLR0124 - NaN and NaT are the values that differ from themselves


def _figures(decimals: int) -> str:
    return "#,##0" + ("." + "0" * decimals if decimals else "")


def _exact(value: float | Decimal | None) -> Decimal:
    # The shortest text that stands for the float, so that 0.285 rounds as a person expects.
    return Decimal(str(float(value)) if isinstance(value, float) else str(value))
