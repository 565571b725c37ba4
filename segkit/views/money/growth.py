"""The customers to build growth on: who they are, from which revenue to which, and the rule that chose them, in words with its numbers."""

from segkit.deep_dive import DeepDive
from segkit.strategy.money import total
from segkit.study import Study
from segkit.views.labels import decimals
from segkit.views.money.headlines import share_of_headroom
from segkit.views.ratings.naming import class_label
from segkit.views.table import Align, Table
from segkit.words import phrase

SHOWN_ROWS = 10
"""Customers of the list in the report; the whole list stands in the Excel file."""
NAMED = 5
"""The most customers that a sentence names."""


def growth_table(study: Study, rows: int = SHOWN_ROWS) -> Table | None:
    """Return the customers who can grow most within the plan, with revenue and utilisation from and to; None without any."""
    deep = study.deep
    if deep is None or deep.lists.best.empty:
        return None
    words, stays = study.words, _stays(deep)
    body = tuple(
        (
            words.number(row["rank"]),
            row["name"],
            f"{class_label(study, row['rating_class'])} {words.number(row['score'], 2)}",
            words.number(row["revenue"]),
            words.number(row["target_revenue"]),
            words("{before} → {after}", before=words.percent(row["utilisation"]), after=words.percent(row["target_utilisation"])),
            words.number(row["growth"]),
            words.percent(stays.get(row["customer_id"], {}).get(row["list"])),
        )
        for row in deep.lists.best.head(rows).to_dict("records")
    )
    headings = (
        words("No."), words("Name"), words("Rating"), words("Revenue"), words("Target"), words("Utilisation"),
        words("Growth"), words("Stays"),
    )  # fmt: skip
    aligns: tuple[Align, ...] = ("num", "text", "text", "num", "num", "num", "num", "num")
    caption = words.plural(
        "The first customer to build on: revenue and utilisation today, and what they can be in {months} months. Amounts in {currency}. "
        "Stays: the share of other weightings of the factors in which the customer stays in its list.",
        "The first {n} customers to build on: revenue and utilisation today, and what they can be in {months} months. Amounts in {currency}. "
        "Stays: the share of other weightings of the factors in which the customer stays in its list.",
        len(body),
        months=study.engagement.plan_period.months,
        currency=words.currency,
    )
    return Table(caption, headings, aligns, body, language=words.language)


def _stays(deep: DeepDive) -> dict[str, dict[int, float]]:
    """Return for each customer and size of list the share of weightings in which the customer is in it."""
    shares = zip(deep.customers["customer_id"], deep.stays.share.tolist(), strict=True)
    return {str(number): dict(zip(deep.stays.sizes, own, strict=True)) for number, own in shares}


def lists_text(study: Study) -> str:
    """Return what the customers of each list can grow together; lists that hold no more than the one before are left out."""
    if study.deep is None:
        return ""
    words, lists = study.words, study.deep.lists
    said, before = [], 0
    for size in lists.sizes:
        n = min(size, len(lists.best))
        if n <= before:
            break
        before = n
        said.append(
            words.plural(
                "The first customer can grow by {amount}, {share} of all headroom.",
                "The first {n} can grow by {amount} together, {share} of all headroom.",
                n,
                amount=words.money(total(lists.best["growth"].head(n))),
                share=share_of_headroom(study, study.deep, n),
            )
        )
    return " ".join(said)


def rule_text(study: Study) -> str:
    """Return in words how growth is reckoned, with the numbers of this engagement."""
    if study.deep is None:
        return ""
    words, rule, tree = study.words, study.engagement.growth, study.deep.tree
    values = {
        "share": words.percent(rule.attainable, decimals(rule.attainable * 100)),
        "lowest": words.number(tree.lowest),
        "highest": words.number(tree.highest),
        "power": words.number(rule.rating_power, decimals(rule.rating_power, most=2)),
        "months": words.number(study.engagement.plan_period.months),
    }
    if rule.rating_power == 0:
        return words("Growth within the {months} months of the plan = headroom × {share}. The rating does not count.", **values)
    if rule.rating_power == 1:
        return words(
            "Growth within the {months} months of the plan = headroom × {share} × the rating's place on the scale. The place is 0 at {lowest}, "
            "the lowest rating, and 1 at {highest}, the highest.",
            **values,
        )
    return words(
        "Growth within the {months} months of the plan = headroom × {share} × the rating's place on the scale, raised to the power of {power}. "
        "The place is 0 at {lowest}, the lowest rating, and 1 at {highest}, the highest.",
        **values,
    )


def both_text(study: Study) -> str:
    """Return who is not built on, because it is to be changed first; empty where nobody is on both lists."""
    if study.deep is None or not study.deep.lists.both:
        return ""
    words, both = study.words, study.deep.lists.both
    names = study.deep.customers.set_index("customer_id")["name"]
    named = [str(names[number]) for number in both[:NAMED]]
    if more := len(both) - len(named):
        named.append(words.plural("{n} more", "{n} more", more))
    return words.plural(
        "{n} customer could grow as much, but is to be changed first and stands among those alone: {names}.",
        "{n} customers could grow as much, but are to be changed first and stand among those alone: {names}.",
        len(both),
        names=words.join(named),
    )


def unknown_growth_text(study: Study) -> str:
    """Return how many customers have no known growth; empty where all have one."""
    if study.deep is None or not study.deep.lists.unknown:
        return ""
    return study.words.plural(
        "Of {n} customer nothing can be said, because its potential or its rating is unknown.",
        "Of {n} customers nothing can be said, because their potential or their rating is unknown.",
        study.deep.lists.unknown,
    )


SHORT_LIST = phrase("There are fewer of them than the longest list could hold.")


def short_text(study: Study) -> str:
    """Return that the list is shorter than its size; empty where it is not, or is empty."""
    lists = None if study.deep is None else study.deep.lists
    return study.words(SHORT_LIST) if lists is not None and lists.best_is_short and len(lists.best) else ""
