"""What the Deep Dive says in one sentence each: true contribution, whale curve, growth, change and time; empty where nothing can be said."""

from segkit.deep_dive import DeepDive
from segkit.rating.contribution import Whale
from segkit.strategy.money import total
from segkit.study import Study
from segkit.views.labels import decimals
from segkit.views.money.known import has_time, in_all, unknown_text
from segkit.words import Words, is_missing

FEW = 10
"""Fewer customers than this are counted instead of told in per cent."""
CLEAR = 0.095
"""A smaller share is told with a decimal."""


def true_contribution(study: Study) -> str:
    """Return what all costs and time leave of the revenue, and how many customers are left out of it."""
    if study.deep is None:
        return ""
    words, deep = study.words, study.deep
    whole = in_all(study, deep)
    if whole.customers == 0:
        return " ".join([words("The true contribution of no customer is known."), unknown_text(study, deep)])
    values = {
        "revenue": words.money(whole.revenue),
        "amount": words.money(abs(whole.true_contribution)),
        "share": words.percent(abs(whole.share), 1),
    }
    if is_missing(whole.share):
        text = words("After all costs and time {amount} is left.", **values) if whole.true_contribution >= 0 else words(
            "After all costs and time {amount} is lost.", **values
        )  # fmt: skip
    elif whole.true_contribution >= 0:
        text = words("Of a revenue of {revenue}, {share} is left after all costs and time: a true contribution of {amount}.", **values)
    else:
        text = words("On a revenue of {revenue}, all costs and time leave a loss of {amount}.", **values)
    return " ".join(part for part in (text, unknown_text(study, deep)) if part)


def whale_sentence(study: Study) -> str:
    """Return how much the best customers earn and the rest takes away again."""
    if study.deep is None or study.deep.whale.frame.empty:
        return ""
    words, curve = study.words, study.deep.whale
    if curve.eroded <= 0:
        return words("No customer costs more than it brings after all costs and time.")
    lost = {"eroded": words.money(curve.eroded), "total": words.money(abs(curve.total)), "peak": words.money(curve.peak)}
    if curve.peak_customers == 0:
        return words("No customer leaves anything after all costs and time; together they cost {total}.", **lost)
    if curve.total <= 0:
        return " ".join([_best(words, curve, lost["peak"], lost["eroded"]), words("Together the customers cost {total}.", **lost)])
    share = {name: share_text(words, value, curve) for name, value in (("peak", curve.peak_share), ("eroded", curve.eroded_share))}
    if len(curve.frame) < FEW:
        return _best(words, curve, lost["peak"], lost["eroded"])
    return words(
        "The best {best} of the customers earn {peak} of the true contribution; the rest takes {eroded} away, {amount}.",
        best=words.percent(curve.peak_at),
        amount=lost["eroded"],
        **share,
    )


def _best(words: Words, curve: Whale, peak: str, eroded: str) -> str:
    return words.plural(
        "The best customer of {all} earns {peak}; the rest takes {eroded} away.",
        "The best {n} of {all} customers earn {peak}; the rest takes {eroded} away.",
        curve.peak_customers,
        all=len(curve.frame),
        peak=peak,
        eroded=eroded,
    )


def share_text(words: Words, share: float | None, curve: Whale) -> str:
    """Return a share of the curve; with a decimal where what is taken away would be a few whole per cent."""
    return words.percent(share, 1 if (curve.eroded_share or 0) < CLEAR else 0)


def growth(study: Study) -> str:
    """Return what the customers to build on can grow together within the plan."""
    if study.deep is None:
        return ""
    words, lists = study.words, study.deep.lists
    if lists.best.empty:
        return words("No customer can be said to have room to grow: headroom or rating is unknown, or all of the potential is bought.")
    months = study.engagement.plan_period.months
    return words.plural(
        "The first customer to build on can grow by {amount} within the {months} months of the plan, {share} of all headroom.",
        "The first {n} customers to build on can grow by {amount} within the {months} months of the plan, {share} of all headroom.",
        min(lists.sizes[0], len(lists.best)),
        months=months,
        amount=words.money(total(lists.best["growth"].head(lists.sizes[0]))),
        share=share_of_headroom(study, study.deep, lists.sizes[0]),
    )


def share_of_headroom(study: Study, deep: DeepDive, size: int) -> str:
    """Return what the growth of the first so many customers to build on is of all headroom above 0."""
    return study.words.percent(total(deep.lists.best["growth"].head(size)) / total(deep.customers["headroom"].clip(lower=0)), 1)


def change(study: Study) -> str:
    """Return how many customers stay below the target, and what is missing to it."""
    if study.deep is None:
        return ""
    words, customers = study.words, study.deep.customers
    below = customers[customers["below_target"].map(lambda known: known is True)]
    target = target_text(study)
    if customers["short"].isna().all():
        return words("Nobody can say which customers reach the target of {target}: no true contribution is known.", target=target)
    if below.empty:
        return words("Every customer whose true contribution is known reaches the target of {target} of the revenue.", target=target)
    losing = below[below["true_contribution"] < 0]
    text = words.plural(
        "{n} customer stays below the target of {target} of the revenue after all costs and time; {amount} is missing.",
        "{n} customers stay below the target of {target} of the revenue after all costs and time; {amount} is missing.",
        len(below),
        target=target,
        amount=words.money(total(below["short"])),
    )
    if losing.empty:
        return text
    return " ".join([text, words.plural(
        "{n} of them costs more than it brings, {amount} in the period.",
        "{n} of them cost more than they bring, {amount} in the period.",
        len(losing),
        amount=words.money(-total(losing["true_contribution"])),
    )])  # fmt: skip


def target_text(study: Study) -> str:
    """Return the target for true contribution as a share."""
    share = study.engagement.contribution.target_margin
    return study.words.percent(share, decimals(share * 100))


def thieves(study: Study) -> str:
    """Return what the time thieves take of the hours and leave of the true contribution."""
    if study.deep is None or not has_time(study.deep):
        return ""
    words, found = study.words, study.deep.thieves
    if study.deep.whale.frame.empty:
        return words("No true contribution is known, so nobody can be called a time thief.")
    if found.hours <= 0:
        return words("No hours with customers are recorded, so nobody can be called a time thief.")
    if found.frame.empty:
        return words("No customer is a time thief: the hours go where the true contribution comes from.")
    own = total(found.frame["true_contribution"])
    values = {
        "hours": words.percent(float(found.frame["hours"].sum()) / found.hours, 1),
        "amount": words.money(abs(own)),
        "share": words.percent(own / found.contribution, 1) if found.contribution > 0 else "",
    }
    n = len(found.frame)
    if own < 0 or found.contribution <= 0:
        return words.plural(
            "{n} customer is a time thief: it takes {hours} of the hours and costs {amount} more than it brings.",
            "{n} customers are time thieves: they take {hours} of the hours and cost {amount} more than they bring.",
            n,
            **values,
        )
    return words.plural(
        "{n} customer is a time thief: it takes {hours} of the hours and leaves {amount}, {share} of the true contribution.",
        "{n} customers are time thieves: they take {hours} of the hours and leave {amount}, {share} of the true contribution.",
        n,
        **values,
    )


def hours_released(deep: DeepDive) -> float:
    """Return how many hours are set free if the time thieves get the hours of their segment's policy."""
    customers = deep.customers
    return float(customers.loc[customers["customer_id"].isin(deep.thieves.frame["customer_id"]), "released"].sum())
