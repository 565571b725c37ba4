"""What would bring a customer to its target, and what is proposed for it, as sentences: the same words in Excel and in the report."""

from collections.abc import Hashable, Mapping
from typing import Any

from segkit.rating.contribution import BreakEven
from segkit.rating.contribution.break_even import Fewer, highest_permille
from segkit.rating.contribution.ladder import MISSING
from segkit.rating.contribution.tracing import ORDERS
from segkit.study import Study
from segkit.views.labels import decimals
from segkit.words import phrase

NEVER_BY_RULE = phrase("Less service is not enough either. To be decided by the management: what is the customer worth to us besides?")
"""What is said of a candidate for parting: nobody is given up by a rule."""

WAYS = 2
"""Ways of less service that a sentence names."""


def price_sentence(study: Study, way: BreakEven) -> str:
    """Return by how much the price would have to rise if nothing else changed."""
    words = study.words
    if way.price_pct is None:
        return words("No price rise would be enough.")
    return words("Price alone: +{rise}.", rise=words.percent(way.price_pct / 100, 1))


def fewer_sentence(study: Study, fewer: Fewer) -> str:
    """Return one way of less service without a full stop: "Visits: from 12 to 7", "Sales time: from 62.5 to 20 hours"."""
    words = study.words
    now, then = (words.number(value, decimals(value, most=2)) for value in (fewer.now, fewer.then))
    if fewer.unit == "hours":
        return words("{what}: from {now} to {then} hours", what=fewer.element, now=now, then=then)
    what = fewer.element if fewer.kind in {"", ORDERS} else fewer.kind
    return words("{what}: from {now} to {then}", what=what, now=now, then=then)


def both_sentence(study: Study, way: BreakEven) -> str:
    """Return the highest price rise with the less service that then suffices; empty where both together are not enough."""
    if way.both is None:
        return ""
    words = study.words
    rise = words.percent(way.both.price_pct / 100, 1)
    return words("Price +{rise} together with less service: {fewer}.", rise=rise, fewer=_named(study, way.both.fewer))


def ways_sentence(study: Study, way: BreakEven) -> str:
    """Return what brings a customer to the target, the way that is proposed first."""
    words = study.words
    alone = words("Less service alone: {fewer}.", fewer=_named(study, way.fewer)) if way.fewer else ""
    if way.feasible == "price":
        return " ".join(part for part in (price_sentence(study, way), alone) if part)
    if way.feasible == "service":
        return " ".join([alone, _too_high(study, way)])
    if way.feasible == "both":
        return " ".join([both_sentence(study, way), _too_high(study, way)])
    return " ".join([_too_high(study, way), words(NEVER_BY_RULE)])


def proposal_sentence(study: Study, customer: Mapping[Hashable, Any]) -> str:
    """Return what is proposed for a customer and what it takes; `customer` is a row of the Deep Dive's customers or of one of its lists.

    Empty without a Deep Dive.
    """
    deep, words = study.deep, study.words
    if deep is None:
        return ""
    number, reason = str(customer["customer_id"]), str(customer["proposal_reason"])
    way = deep.proposed.way(number)
    if reason == "missing":
        frame = deep.proposed.frame
        gaps = frame.loc[frame["customer_id"] == number, "missing"].iloc[0]
        return words("Not known yet: {missing}.", missing=words.join([words(MISSING[gap]) for gap in gaps]))
    if reason == "strategic":
        kept = words("Kept for a strategic reason: {reason}.", reason=str(customer["strategic"]).strip().rstrip("."))
        return kept if way is None else f"{kept} {words('To reach the target:')} {ways_sentence(study, way)}"
    if reason == "built_on":
        return words("To be built on: it is below the target today, and has room to grow.")
    if way is None:
        return words("Reaches the target after all costs and time.")
    return ways_sentence(study, way)


def _too_high(study: Study, way: BreakEven) -> str:
    """Return why the price alone is not proposed."""
    words = study.words
    if way.price_pct is None or study.deep is None:
        return words("No price rise would be enough.")
    highest = highest_permille(study.deep.contribution.model) / 1000
    rise, most = words.percent(way.price_pct / 100, 1), words.percent(highest, decimals(highest * 100))
    return words("Price alone would take +{rise}; at most +{most} is proposed.", rise=rise, most=most)


def _named(study: Study, ways: tuple[Fewer, ...]) -> str:
    """Return the mildest ways; those that count visits or cases before those in hours, and none that takes all away where another does not."""
    kept = [way for way in ways if way.then > 0] or list(ways)
    counted = [way for way in kept if way.unit == "records"]
    chosen = (counted + [way for way in kept if way.unit == "hours"])[:WAYS]
    return study.words("; or ").join(fewer_sentence(study, way) for way in chosen)
