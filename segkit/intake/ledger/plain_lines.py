"""The plain lines of a large file, typed by SQL in one pass; a line with any cell that is not plain is handed on as it stands."""

# ruff: noqa: S608 - names of tables are our own; every text of a client is quoted or bound

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from segkit.intake.ledger.database import Database, quoted
from segkit.intake.ledger.days import DateForm
from segkit.intake.ledger.edges import BLANKS, WRAPS
from segkit.intake.ledger.numerals import Grammar
from segkit.intake.ledger.record import TEXTS
from segkit.intake.ledger.staging import DIGITS, Money, too_long
from segkit.intake.settings import Source
from segkit.intake.totals import LABEL, names_total
from segkit.intake.values import read_ids
from segkit.tables import COLUMNS

_PLAIN_TEXT = r"""[!$-&(-<>-~]([ -~]*[!-~])?"""
"""Texts in plain letters that are what they are: no blank at an end, and nothing before them that Excel may have put there."""

_PLAIN_ID = "[A-Za-z._/-]*[0-9][0-9A-Za-z._/-]*"

_AHEAD = dt.timedelta(days=366)
"""Dates further ahead than this are doubted, which Python does."""

_STORED = {"customer_id": "customer", "order": "ord"} | {name: name for name in (*TEXTS, "currency")}
"""The columns of texts in the table of plain lines."""

_KINDS = {column.name: column.kind for column in COLUMNS["transactions"]}


@dataclass(frozen=True)
class Columns:
    """Which cells of a line mean what: `names` are the file's headings in order, the cell of heading i is called c<i>.

    `doubtful` are the places of headings among whose cells some may begin or end with a blank or a sign that is not part of them.
    """

    source: Source
    names: tuple[str, ...]
    doubtful: frozenset[int]

    @property
    def every(self) -> list[str]:
        return [f"c{i}" for i in range(len(self.names))]

    def of_kind(self, *kinds: str) -> list[str]:
        """Return the names of the file's columns of these kinds, as tables.py has them."""
        return [name for name in self.source.columns if _KINDS[name] in kinds]

    @property
    def numbers(self) -> list[tuple[str, str]]:
        """The headings that hold numbers, each with its column."""
        return [(name, heading) for name in self.of_kind("money", "number") for heading in self.source.columns[name].headings]

    @property
    def texts(self) -> list[tuple[str, str]]:
        """The headings that hold texts, each with its column or attribute."""
        mapped = [(name, heading) for name in self.of_kind("id", "text") for heading in self.source.columns[name].headings]
        return [*mapped, *self.source.attributes.items()]

    def filled(self, name: str, heading: str) -> str:
        """Return the SQL over `<name>_main` that tells whether a text's cell is filled: its column does, where it has no other heading."""
        if (name, heading) in self._told_apart:
            return f"f{self.names.index(heading)}"
        return f"{_STORED[name]} IS NOT NULL"

    @property
    def _told_apart(self) -> list[tuple[str, str]]:
        alone = {name for name in self.source.columns if name in _STORED and len(self.source.columns[name].headings) == 1}
        return [(name, heading) for name, heading in self.texts if name not in alone]

    @property
    def flags(self) -> list[str]:
        """The SQL by which `filled` can tell."""
        places = sorted({self.names.index(heading) for _, heading in self._told_apart})
        return [f"c{place} IS NOT NULL AS f{place}" for place in places]

    def cells(self, name: str) -> list[str]:
        return [self.cell(heading) for heading in self.source.columns[name].headings]

    def cell(self, heading: str) -> str:
        return f"c{self.names.index(heading)}"

    @property
    def date(self) -> str:
        return self.cells("date")[0]


@dataclass(frozen=True)
class Forms:
    """How plain cells are written: a grammar per heading of numbers, the form of dates (None: no date is plain), one line in how many Python reads
    besides, customers' numbers that are not plainly themselves."""

    grammars: dict[str, Grammar]
    date: DateForm | None
    one_in: int
    odd_ids: tuple[str, ...] = ()
    witnesses: tuple[tuple[str, str], ...] = ()
    """Texts under a heading that leave no choice about its decimal sign or order of dates: their lines are read by Python too."""


def type_lines(db: Database, columns: Columns, forms: Forms, records: str, name: str) -> None:
    """Make the table `<name>_main` of the records: typed where the line is plain, `cells` where it is not."""
    customer = _joined(columns.cells("customer_id"))
    parts = [f"{forms.grammars[heading].value(columns.cell(heading))} AS n{i}" for i, (_, heading) in enumerate(columns.numbers)]
    parts.append(f"{forms.date.day(columns.date) if forms.date else 'NULL::DATE'} AS day")
    parts.append(f"{customer} AS customer")
    parts.append(f"{customer} IS NOT NULL AND NOT regexp_full_match({customer}, '{_PLAIN_ID}') AS unsure")
    parts += [f"{_joined(columns.cells(text))} AS {text}" for text in (*TEXTS, "currency") if text in columns.source.columns]
    if "order" in columns.source.columns:
        order = _joined(columns.cells("order"))
        parts.append(f"CASE WHEN {order} IS NOT NULL THEN hash({order}) END AS ord")
    parts += columns.flags
    if forms.date and forms.date.clock:
        parts.append(f"{forms.date.timed(columns.date)} AS timed")
    parts += [
        f"coalesce(contains({columns.cell(heading)}, {quoted(',' if grammar.sign == '.' else '.')}), false) AS g{i}"
        for i, (_, heading) in enumerate(columns.numbers)
        if (grammar := forms.grammars[heading]).grouped
    ]
    plain = " AND ".join([*_plain_cells(columns, forms), _no_total(columns, customer)])
    every = ", ".join(columns.every)
    # The conditions stand outside, where the day is at hand; where one of them cannot be told, the line is not plain.
    db.run(
        f"""CREATE OR REPLACE TABLE {name}_main AS
        SELECT * EXCLUDE ({every}), CASE WHEN {plain} AND h % {forms.one_in} <> 0 THEN NULL ELSE [{every}] END AS cells
        FROM (SELECT {every}, {", ".join(parts)}, hash({every}) AS h FROM {records})"""
    )


def _plain_cells(columns: Columns, forms: Forms) -> list[str]:
    missing = columns.source.missing
    told = ", ".join(quoted(token) for token in missing)
    conditions = [forms.grammars[heading].fits(columns.cell(heading), missing) for _, heading in columns.numbers]
    doubtful = columns.names.index(columns.source.columns["date"].headings[0]) in columns.doubtful
    until = dt.date.today() + _AHEAD
    conditions.append(forms.date.fits(columns.date, missing, until, doubtful=doubtful) if forms.date else f"{columns.date} IS NULL")
    for _, heading in columns.texts:
        cell = columns.cell(heading)
        wraps = ", ".join(map(quoted, WRAPS))
        other = f"trim({cell}, {quoted(BLANKS)}) = {cell} AND left({cell}, 1) NOT IN ({wraps})"
        # A CASE, unlike an OR, leaves the slow comparison to the few cells that need it.
        plain = f"(CASE WHEN regexp_full_match({cell}, {quoted(_PLAIN_TEXT)}) THEN true ELSE {other} END)"
        asked = [plain] if columns.names.index(heading) in columns.doubtful else []
        asked += [f"{cell} NOT IN ({told})"] if missing else []
        if asked:
            conditions.append(f"({cell} IS NULL OR ({' AND '.join(asked)}))")
    conditions += [f"coalesce({columns.cell(heading)} <> {quoted(text)}, true)" for heading, text in forms.witnesses]
    if forms.odd_ids:
        odd = ", ".join(map(quoted, forms.odd_ids))
        conditions.append(f"coalesce({_joined(columns.cells('customer_id'))} NOT IN ({odd}), true)")
    return conditions


def _no_total(columns: Columns, customer: str) -> str:
    """Return the SQL condition that a line without a customer has no cell that calls it a total."""
    label = quoted(rf"(?i)\s*(?:{LABEL})\s*:*\s*")
    says = " OR ".join(f"coalesce(regexp_full_match({cell}, {label}), false)" for cell in columns.every)
    return f"(CASE WHEN {customer} IS NULL THEN NOT ({says}) ELSE true END)"


def _joined(cells: Sequence[str]) -> str:
    return cells[0] if len(cells) == 1 else f"nullif(concat_ws(' ', {', '.join(cells)}), '')"


def odd_ids(db: Database, name: str) -> tuple[str, ...]:
    """Return the customers' numbers among the plain lines that read_ids would change or refuse, or that may be totals."""
    texts = [text for (text,) in db.rows(f"SELECT DISTINCT customer FROM {name}_main WHERE cells IS NULL AND unsure")]
    if not texts:
        return ()
    read = read_ids(pd.Series(texts, dtype=object))
    return tuple(text for text, value in zip(texts, read.values, strict=True) if text != value or "+" in text or names_total(text))


# --- the view ---------------------------------------------------------------------------------------------------------------


def amounts_of(columns: Columns, forms: Forms) -> tuple[dict[str, str], Money]:
    """Return the SQL of the columns of money over `<name>_main`, and how many figures they need."""
    places = {heading: f"n{i}" for i, (_, heading) in enumerate(columns.numbers)}
    whole, found = Money(1, 2), {}
    for name in columns.of_kind("money"):
        found[name], money = _combined(columns.source, name, places, forms.grammars)
        whole = whole.with_room_for(money)
    return found, whole


def combined_of(columns: Columns, forms: Forms) -> dict[tuple[str, str], str]:
    """Return the SQL of each column that comes from several headings of numbers, by the column and its headings as facts show them."""
    places = {heading: f"n{i}" for i, (_, heading) in enumerate(columns.numbers)}
    maps = {name: columns.source.columns[name] for name in columns.of_kind("money", "number")}
    return {
        (name, (" × " if column_map.product else " + ").join(column_map.headings)): _combined(columns.source, name, places, forms.grammars)[
            0
        ]
        for name, column_map in maps.items()
        if len(column_map.headings) > 1
    }


def _combined(source: Source, name: str, places: dict[str, str], grammars: dict[str, Grammar]) -> tuple[str, Money]:
    """Return the SQL of a column's sum or product of headings, times its factor, and how many figures it needs."""
    column_map = source.columns[name]
    parts = [Money(grammars[heading].whole, grammars[heading].decimals) for heading in column_map.headings]
    factor = Decimal(str(column_map.times))
    times = Money(max(factor.adjusted() + 1, 1), max(-int(factor.as_tuple().exponent), 0))
    if column_map.product:
        money = Money(sum(part.whole for part in parts), sum(part.decimals for part in parts))
    else:
        money = Money(max(part.whole for part in parts) + len(parts) - 1, max(part.decimals for part in parts))
    sql = (" * " if column_map.product else " + ").join(f"({places[heading]})" for heading in column_map.headings)
    if factor != 1:
        money = Money(money.whole + times.whole, money.decimals + times.decimals)
        sql = f"({sql}) * {factor:f}::DECIMAL({times.whole + times.decimals}, {times.decimals})"
    if money.whole + money.decimals > DIGITS:
        raise too_long(source)
    return sql, money
