"""Sentences made from the figures of a study, each in the client's language; empty where there is nothing to say."""

from segkit.rating import Pareto
from segkit.segments import NOT_RATED_SEGMENT
from segkit.strategy import SCENARIOS
from segkit.study import Study
from segkit.views.labels import decimals, segment_label
from segkit.words import Words, is_missing, phrase, phrases


def trend(study: Study) -> str:
    """Return how the revenue compares with the period before; empty where that is unknown."""
    words, before = study.words, study.customers["revenue_before"]
    if before.isna().all() or before.sum() == 0:
        return ""
    change = study.segmentation.total["revenue"] / before.sum() - 1
    return (
        words("That is {share} more than in the period before.", share=words.percent(change, 1))
        if change >= 0
        else words("That is {share} less than in the period before.", share=words.percent(-change, 1))
    )


def largest_segment(study: Study) -> str:
    """Return which segment holds most of the revenue."""
    words, table = study.words, study.segmentation.table
    rated = table.drop(index=NOT_RATED_SEGMENT)
    if rated["accounts"].sum() == 0:
        return words("Nobody is rated yet, because no potential is known.")
    name = str(rated["revenue"].idxmax())
    return words(
        "Segment {name} holds {customers} of the customers and {revenue} of the revenue.",
        name=segment_label(study, name),
        customers=words.percent(study.segmentation.value(name, "share")),
        revenue=words.percent(study.segmentation.value(name, "revenue_share")),
    )


FEW_BUYERS = 10
"""Fewer customers than this have no 20% to speak of."""


def concentration(study: Study) -> str:
    """Return how few customers make 80% of the Pareto measure; empty without any."""
    return concentrated(study.words, study.pareto)


def concentrated(words: Words, pareto: Pareto) -> str:
    """Return the same of any Pareto classes, and what the largest 20% make where there are enough for that to be more than one."""
    if pareto.to_80 is None or pareto.top_20_share is None:
        return ""
    one, many = (
        phrases("{n} customer, {share} of those who buy, makes 80% of the revenue.",
                "{n} customers, {share} of those who buy, make 80% of the revenue.")
        if pareto.measure == "revenue"
        else phrases("{n} customer, {share} of those with a contribution above 0, makes 80% of the contribution.",
                     "{n} customers, {share} of those with a contribution above 0, make 80% of the contribution.")
    )  # fmt: skip
    first = words.plural(one, many, pareto.to_80, share=words.percent(pareto.to_80 / pareto.buyers))
    if pareto.buyers < FEW_BUYERS:
        return first
    return " ".join([first, words("The largest 20% make {top}.", top=words.percent(pareto.top_20_share))])


def headroom(study: Study, headroom: float) -> str:
    """Return a segment's headroom in words: unknown, still to win, or already passed."""
    words = study.words
    if is_missing(headroom):
        return words("Their headroom is unknown.")
    if headroom < 0:
        return words(
            "Together they buy for {amount} more than their potential, so the potentials are to be asked about.",
            amount=words.money(-headroom),
        )
    return words("Their headroom is {headroom}.", headroom=words.money(headroom))


def hours_of_the_largest(study: Study) -> str:
    """Return the share of the planned hours that goes to the customers who make 80% of the revenue."""
    words, share = study.words, study.effort.largest
    return "" if share is None else words("The plan gives them {share} of its hours.", share=words.percent(share))


def most_headroom(study: Study) -> str:
    """Return in which segment most is still to be won; empty where nothing is."""
    words, table = study.words, study.segmentation.table
    rated = table.drop(index=NOT_RATED_SEGMENT)
    known = rated["headroom"].dropna()
    if known.empty or known.max() <= 0:
        return ""
    name = str(known.idxmax())
    return words("Most headroom, {headroom}, lies in segment {name}.", headroom=words.money(known[name]), name=segment_label(study, name))


def headroom_to_win(study: Study) -> str:
    """Return how much of the headroom can be won within the plan, as a range with the likely amount; empty where nothing can."""
    return _at_stake(
        study,
        "headroom",
        phrase(
            "Customers with room to grow have a headroom of {whole}; {conservative} to {optimistic} of it can be won within the plan, most likely {likely}."
        ),
    )


def contribution_to_recover(study: Study) -> str:
    """Return how much of what customers cost more than they bring can be recovered; empty where costs are unknown or nobody does."""
    return _at_stake(
        study,
        "contribution",
        phrase(
            "Customers who cost more than they bring take {whole} a period; {conservative} to {optimistic} of it can be recovered within the plan, "
            "most likely {likely}."
        ),
    )


def _at_stake(study: Study, measure: str, sentence: str) -> str:
    words, total = study.words, study.value.total
    whole = total[measure]
    if is_missing(whole) or whole == 0:
        return ""
    amounts = {scenario: words.money(total[f"{measure}_{scenario}"]) for scenario in SCENARIOS}
    return words(sentence, whole=words.money(abs(whole)), **amounts)


def not_rated(study: Study) -> str:
    """Return how many customers have no grade, and why; empty where all have one."""
    words, n = study.words, study.segmentation.count(NOT_RATED_SEGMENT)
    if n == 0:
        return ""
    left_out = study.customers[study.customers["grade"].isna()]
    if (left_out["not_rated_because"] == "potential_zero").any():
        return words.plural(
            "{n} customer is not rated, because its potential or revenue is unknown or leaves no share to compute.",
            "{n} customers are not rated, because their potential or revenue is unknown or leaves no share to compute.",
            n,
        )
    return words.plural(
        "{n} customer is not rated, because its potential or revenue is unknown.",
        "{n} customers are not rated, because their potential or revenue is unknown.",
        n,
    )


def hours_asked(study: Study) -> str:
    """Return the hours that the plan asks for against those there are; empty where these are not given."""
    words, plan = study.words, study.plan
    if plan.available_hours is None:
        return ""
    values = {"hours": words.number(plan.total_hours), "available": words.number(plan.available_hours)}
    if plan.total_hours <= plan.available_hours:
        return words("The plan asks for {hours} of the {available} hours available.", **values)
    return words("The plan asks for {hours} hours, but only {available} are available.", **values)


def plain(study: Study, number: float) -> str:
    """Return a number with a decimal only where it has one."""
    return study.words.number(number, decimals(number))
