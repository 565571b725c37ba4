"""All sources' lines in one view, each under exactly one heading of the reconciliation."""

# ruff: noqa: S608 - names of tables are our own; every text of a client is quoted or bound

from collections.abc import Mapping, Sequence
from decimal import Decimal

from segkit.errors import SourceError
from segkit.intake.ledger.database import Database, quoted
from segkit.intake.ledger.record import TEXTS
from segkit.intake.ledger.staging import DIGITS, Money, Staged
from segkit.intake.settings import Period


def make_lines(db: Database, staged: Sequence[Staged], period: Period, codes: Mapping[str, str], rates: Mapping[str, Decimal]) -> None:
    """Make the view `lines` of all sources: their columns and `source` (its place in the list), `code`, `reason` and `key`.

    The view `used` is of those lines alone whose reason is 'used', the view `earlier` of those that would be in the period before.
    `codes` gives each text of a currency column its code, the empty text that of the engagement; amounts of a code in `rates` are
    multiplied by its rate. `key` orders the lines as they count for the latest text: by day, then source, then row.
    """
    money = Money(1, 2)
    for table in staged:
        money = money.with_room_for(table.money)
    parts = [_part(i, table, money, rates) for i, table in enumerate(staged)]
    db.keep("codes", {"text": list(codes), "code": list(codes.values())}, {"text": "VARCHAR", "code": "VARCHAR"})
    inside = _days(period)
    every = " UNION ALL ".join(parts)
    key = f"(day - DATE '1900-01-01')::BIGINT * {1 << 41} + source * {1 << 33} + row"
    db.run(
        f"""CREATE VIEW lines AS SELECT *,
        CASE WHEN amount IS NULL THEN 'bad_number' WHEN day IS NULL THEN 'bad_date' WHEN customer IS NULL THEN 'no_customer'
             WHEN NOT ({inside}) THEN 'outside_period' ELSE 'used' END AS reason,
        {key} AS key
        FROM ({every})"""
    )
    # Told in columns and not by `reason`, a condition lets the database pass over whole stretches of days.
    for view, own in (("used", period), ("earlier", period.before)):
        db.run(
            f"CREATE VIEW {view} AS SELECT *, {key} AS key FROM ({every}) WHERE amount IS NOT NULL AND customer IS NOT NULL AND {_days(own)}"
        )


def _days(period: Period) -> str:
    return f"day BETWEEN DATE '{period.begin}' AND DATE '{period.end}'"


def _part(place: int, table: Staged, money: Money, rates: Mapping[str, Decimal]) -> str:
    texts = ", ".join(TEXTS)
    if "currency" not in table.has or not rates:
        code = "'' AS code" if "currency" not in table.has else "coalesce(codes.code, '') AS code"
        join = "LEFT JOIN codes ON codes.text = coalesce(t.currency, '')" if "currency" in table.has else ""
        return (
            f"SELECT {place}::BIGINT AS source, row, customer, day, CAST(amount AS {money.sql}) AS amount, CAST(cost AS {money.sql}) AS cost, ord, {texts}, {code} "
            f"FROM {table.relation} t {join}"
        )
    amount, cost = (_converted(column, table, rates) for column in ("amount", "cost"))
    return (
        f"SELECT {place}::BIGINT AS source, row, customer, day, {amount} AS amount, {cost} AS cost, ord, {texts}, coalesce(codes.code, '') AS code "
        f"FROM {table.relation} t LEFT JOIN codes ON codes.text = coalesce(t.currency, '')"
    )


def _converted(column: str, table: Staged, rates: Mapping[str, Decimal]) -> str:
    """Return the SQL of an amount times its currency's rate, without rounding."""
    decimals = max(max(-int(rate.as_tuple().exponent), 0) for rate in rates.values())
    whole = max(max(rate.adjusted() + 1, 1) for rate in rates.values())
    left = DIGITS - whole - decimals
    if table.money.whole + table.money.decimals > left:
        raise SourceError(
            f"{table.shown} holds amounts of {table.money.whole + table.money.decimals} figures, which cannot be multiplied exactly by rates of {whole + decimals} figures. "
            "Give the rates with fewer decimals.",
            code="SEG-C06",
        )
    of = f"DECIMAL({whole + decimals}, {decimals})"
    rate = " ".join(f"WHEN {quoted(code)} THEN {value:f}::{of}" for code, value in rates.items())
    return f"CAST({column} AS DECIMAL({left}, {table.money.decimals})) * (CASE codes.code {rate} ELSE 1::{of} END)"
