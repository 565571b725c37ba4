"""The time thieves: who they are, what their hours cost and leave, and the hours that the policy of their segment would set free."""

from segkit.study import Study
from segkit.views.labels import decimals, period_text
from segkit.views.money.headlines import hours_released
from segkit.views.table import A_NUMBER, Table

SHOWN_ROWS = 6
"""Customers of the list in the report; the whole list stands in the Excel file."""


def thieves_table(study: Study, rows: int = SHOWN_ROWS) -> Table | None:
    """Return the time thieves with most hours: hours, shares, what an hour leaves, and the hours set free; None without any."""
    deep = study.deep
    if deep is None or deep.thieves.frame.empty:
        return None
    words, accounts = study.words, deep.customers.set_index("customer_id")
    body = []
    for row in deep.thieves.frame.head(rows).to_dict("records"):
        account = accounts.loc[row["customer_id"]]
        body.append((
            account["name"],
            words.number(row["hours"], 1),
            words.percent(row["hours_share"], 1),
            words.number(row["true_contribution"]),
            words.percent(row["contribution_share"], 1),
            words.number(row["left_per_hour"]),
            words.number(account["released"], 1),
        ))  # fmt: skip
    headings = (
        words("Name"), words("Hours"), words("Share of hours"), words("True contribution"), words("Share of contribution"),
        words("Left per hour"), words("Hours released"),
    )  # fmt: skip
    figures = A_NUMBER * (len(headings) - 1)
    caption = words.plural(
        "The time thief, {period}. Amounts in {currency}.",
        "The {n} time thieves with most hours, {period}. Amounts in {currency}.",
        len(body),
        period=period_text(study),
        currency=words.currency,
    )
    return Table(caption, headings, ("text", *figures), tuple(body), language=words.language)


def rule_text(study: Study) -> str:
    """Return who counts as a time thief, with the factor and the cost of an hour of this engagement."""
    if study.deep is None:
        return ""
    words, found = study.words, study.deep.thieves
    factor = study.deep.contribution.model.thief_factor
    return words(
        "A customer is a time thief where its share of the hours is more than {factor} times its share of the true contribution and an hour with "
        "it leaves less than {rate}, which an hour costs on average, or where it takes hours and leaves nothing.",
        factor=words.number(factor, decimals(factor, most=2)),
        rate=words.money(found.rate),
    )


def released_text(study: Study) -> str:
    """Return the hours of the time thieves that the policies of their segments would set free, and what these cost; empty without any."""
    if study.deep is None or study.deep.thieves.frame.empty:
        return ""
    words, found, free = study.words, study.deep.thieves, hours_released(study.deep)
    if round(free) == 0:
        return words("The policies of the segments would set no hours free: they give no less.")
    return words.plural(
        "With the hours of its segment's policy, {hours} hours would be set free, which cost {amount}: time for the customers to build on.",
        "With the hours of their segments' policies, {hours} hours would be set free, which cost {amount}: time for the customers to build on.",
        len(found.frame),
        hours=words.number(free),
        amount=words.money(free * found.rate),
    )


def cost_text(study: Study) -> str:
    """Return how many hours the time thieves took and what these cost; empty without any."""
    if study.deep is None or study.deep.thieves.frame.empty:
        return ""
    words, deep = study.words, study.deep
    position = deep.contribution.frame["customer_id"].isin(deep.thieves.frame["customer_id"])
    timed = list(deep.contribution.element_hours)
    return words.plural(
        "It took {hours} hours, which cost {amount}.",
        "They took {hours} hours, which cost {amount}.",
        len(deep.thieves.frame),
        hours=words.number(float(deep.thieves.frame["hours"].sum())),
        amount=words.money(float((deep.contribution.element_cost.loc[position, timed] * 100).round().sum().sum()) / 100),
    )
