"""Talking points about the segments: where the money is, where it could be, and what is not known."""

import pandas as pd

from segkit.packs.talking.point import NotSaid, Point
from segkit.segments import NOT_RATED_SEGMENT, BestWorst
from segkit.strategy.money import known_total, total
from segkit.study import Study
from segkit.views import sentences
from segkit.views.labels import segment_label
from segkit.words import is_missing


def concentration(study: Study) -> Point | NotSaid:
    """How few customers the revenue hangs on."""
    words, title = study.words, study.words("How few the revenue hangs on")
    said, held = sentences.concentration(study), study.pareto.to_80
    if not said or held is None or study.pareto.measure != "revenue":
        return NotSaid(title, words("no customer has bought anything in the period"))
    names = study.pareto.frame["customer_id"].head(held)
    money = total(study.customers.set_index("customer_id").loc[names, "revenue"])
    said = " ".join([said, sentences.hours_of_the_largest(study)]).strip()
    return Point(title, said, words("Who looks after each of them, and who steps in when that person leaves?"), words("Revenue"), money)


def largest(study: Study) -> Point | NotSaid:
    """Which segment holds most of the revenue."""
    words, title = study.words, study.words("Where the revenue is today")
    rated = study.segmentation.table.drop(index=NOT_RATED_SEGMENT)
    if rated["accounts"].sum() == 0:
        return NotSaid(title, words("nobody is rated yet, because no potential is known"))
    money = float(rated["revenue"].max())
    return Point(
        title,
        sentences.largest_segment(study),
        words("Do these customers notice that they are the most important ones?"),
        words("Revenue"),
        money,
    )


def headroom(study: Study) -> Point | NotSaid:
    """In which segment most is still to be won."""
    words, title = study.words, study.words("Where most is still to be won")
    if not (said := sentences.most_headroom(study)):
        return NotSaid(title, words("no potential is known that lies above the revenue"))
    rated = study.segmentation.table.drop(index=NOT_RATED_SEGMENT)["headroom"].dropna()
    name = str(rated.idxmax())
    said = " ".join([said, words.plural("It holds {n} customer.", "It holds {n} customers.", study.segmentation.count(name))])
    return Point(
        title, said, words("What do they buy elsewhere today, and what would move it here?"), words("Headroom"), float(rated.max())
    )


def unknown(study: Study) -> Point | NotSaid:
    """How much revenue nobody can grade, and whom to ask first."""
    words, title = study.words, study.words("What is not known yet")
    if not (said := sentences.not_rated(study)):
        return NotSaid(title, words("every customer has a grade"))
    revenue = study.segmentation.value(NOT_RATED_SEGMENT, "revenue")
    asked = study.find_out[study.find_out["kind"] == "customer"]
    if not is_missing(revenue):
        said += " " + words("They buy for {revenue}.", revenue=words.money(revenue))
    if len(asked):
        said += " " + words("First to ask: {name}.", name=str(asked.iloc[0]["name"]))
    return Point(title, said, words("Who asks them, and by when?"), words("Revenue"), None if is_missing(revenue) else float(revenue))


def utilisation(study: Study) -> Point | NotSaid:
    """Which share of what customers buy in all is bought here."""
    words, title = study.words, study.words("How much of the potential is used")
    known = study.customers[study.customers["potential"].notna() & study.customers["revenue"].notna()]
    potential = known_total(known["potential"])
    if known.empty or not potential > 0:
        return NotSaid(title, words("no potential is known"))
    revenue = total(known["revenue"])
    said = words.plural(
        "{n} customer of known potential buys {share} of it here: {revenue} of {potential}.",
        "{n} customers of known potential buy {share} of it here: {revenue} of {potential}.",
        len(known),
        share=words.percent(revenue / potential),
        revenue=words.money(revenue),
        potential=words.money(potential),
    )
    return Point(title, said, words("Is that the share you expected, and where is it lowest?"), words("Headroom"), potential - revenue)


def best(study: Study) -> Point | NotSaid:
    """What the first list of the best customers holds."""
    words, title, lists = study.words, study.words("The best customers"), study.best_worst
    first = _first(lists, lists.best)
    if first.empty or is_missing(first["cumulative"].iloc[-1]):
        return NotSaid(title, words("no customer has bought anything in the period"))
    said = words.plural(
        "The customer with the highest revenue makes {share} of it: {name}.",
        "The {n} customers with the highest revenue make {share} of it; the first is {name}.",
        len(first),
        share=words.percent(float(first["cumulative"].iloc[-1])),
        name=str(first["name"].iloc[0]),
    )
    return Point(
        title, said, words("What would it take to lose one of them, and how would you notice?"), words("Revenue"), total(first["revenue"])
    )


def worst(study: Study) -> Point | NotSaid:
    """What customers who cost more than they bring take, or what the smallest buy."""
    words, title = study.words, study.words("The other end")
    losing = study.customers[study.customers["contribution"] < 0]
    if len(losing):
        amount = total(losing["contribution"])
        said = words.plural(
            "{n} customer costs more than it brings: {amount} in the period.",
            "{n} customers cost more than they bring: {amount} in the period.",
            len(losing),
            amount=words.money(-amount),
        )
        return Point(
            title, said, words("Which of them are kept for a reason, and what changes for the others?"), words("Contribution"), -amount
        )
    first = _first(study.best_worst, study.best_worst.worst)
    if first.empty:
        return NotSaid(title, words("there are too few customers for a list"))
    said = words.plural(
        "The customer with the lowest revenue buys for {amount}.",
        "The {n} customers with the lowest revenue buy for {amount} together.",
        len(first),
        amount=words.money(total(first["revenue"])),
    )
    return Point(title, said, words("What does serving them cost, and what would be enough?"), words("Revenue"), total(first["revenue"]))


def leads(study: Study) -> Point | NotSaid:
    """How many leads fall into the best segment that has any."""
    words, title, table = study.words, study.words("The leads"), study.lead_segmentation.table
    if study.leads.empty:
        return NotSaid(title, words("no file holds leads"))
    name = next(str(name) for name, row in table.iterrows() if row["accounts"] > 0)
    said = words.plural(
        "There is {n} lead; the best segment with leads is {segment}, with {first}.",
        "There are {n} leads; the best segment with leads is {segment}, with {first}.",
        len(study.leads),
        segment=segment_label(study, name),
        first=study.lead_segmentation.count(name),
    )
    money = study.lead_segmentation.total["potential"]
    return Point(title, said, words("Who owns each of them?"), words("Potential"), None if is_missing(money) else float(money))


def _first(lists: BestWorst, frame: pd.DataFrame) -> pd.DataFrame:
    """Return the first of the nested lists."""
    return frame.head(lists.sizes[0])
