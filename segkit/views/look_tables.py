"""Tables of a quick look: one function each, from Look to Table; None where there is nothing to list."""

from segkit.look import MOVES, Look
from segkit.views.look_data import window
from segkit.views.table import Align, Table

TOP_ROWS = 10
ASLEEP_ROWS = 5


def top(look: Look, rows: int = TOP_ROWS) -> Table | None:
    """Return the largest customers with the share that they hold together; None without revenue."""
    words, pareto = look.words, look.pareto
    if pareto.to_80 is None:
        return None
    names = look.customers.set_index("customer_id")["name"]
    shown = pareto.frame[pareto.frame["value"] > 0].head(rows)
    body = tuple(
        (
            words.number(place),
            str(names[row["customer_id"]]),
            words.number(row["value"]),
            words.percent(row["share"], 1),
            words.percent(row["cumulative"], 1),
        )
        for place, row in enumerate(shown.to_dict("records"), start=1)
    )
    headings = (words("No."), words("Name"), words("Revenue"), words("Share"), words("Cumulative share"))
    caption = words.plural(
        "The customer with the highest revenue, {period}. Amounts in {currency}.",
        "The {n} customers with the highest revenue, {period}. Amounts in {currency}.",
        len(body),
        period=window(look, look.period),
        currency=words.currency,
    )
    aligns: tuple[Align, ...] = ("num", "text", "num", "num", "num")
    return Table(caption, headings, aligns, body)


def moves(look: Look) -> Table | None:
    """Return how many customers grow, shrink, come and leave, and what that is worth; None without a year before, or with too few customers."""
    words, customers = look.words, look.customers
    told = customers[customers["move"].notna()]
    if look.windows.before is None or len(told) < look.model.fewest:
        return None
    rows = []
    for move, label in MOVES.items():
        own = told[told["move"] == move]
        if len(own):
            rows.append(
                (words(label), words.number(len(own)), *(words.number(own[part].sum()) for part in ("before", "revenue", "change")))
            )
    total = (words("Total"), words.number(len(told)), *(words.number(told[part].sum()) for part in ("before", "revenue", "change")))
    headings = (words("Customers"), words("How many"), words("Year before"), words("Now"), words("Difference"))
    aligns: tuple[Align, ...] = ("text", "num", "num", "num", "num")
    caption = words("Customers against the year before. Amounts in {currency}.", currency=words.currency)
    return Table(caption, headings, aligns, (*rows, total), total=True)


def asleep(look: Look, rows: int = ASLEEP_ROWS) -> Table | None:
    """Return who is falling asleep, the largest first; None where nobody is."""
    words = look.words
    found = look.customers[look.customers["asleep"]]
    if found.empty:
        return None
    shown = found.sort_values(["revenue", "customer_id"], ascending=[False, True]).head(rows)
    body = tuple(
        (
            row["name"],
            words.short_date(row["last"]),
            words.number(row["since"]),
            words.number(row["usual"]),
            words.number(row["revenue"]),
        )
        for row in shown.to_dict("records")
    )
    headings = (words("Name"), words("Last order"), words("Days since"), words("Usual days between"), words("Revenue"))
    aligns: tuple[Align, ...] = ("text", "text", "num", "num", "num")
    caption = words("Falling asleep: whom to call first. Revenue in {currency}.", currency=words.currency)
    return Table(caption, headings, aligns, body)
