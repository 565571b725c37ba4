"""What to do with each customer, by true contribution: keep, adjust price or service, or put the question of parting to a person."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from segkit.rating.contribution.break_even import BreakEven
from segkit.rating.contribution.ladder import TrueContribution
from segkit.rating.contribution.target import short_of_target
from segkit.words import phrase

Proposal = Literal["keep", "adjust", "exit", "unknown"]

PROPOSALS: dict[str, str] = {
    "keep": phrase("Keep"),
    "adjust": phrase("Adjust price or service"),
    "exit": phrase("Candidate for parting, for a person to decide"),
    "unknown": phrase("Not known yet"),
}
"""To part with a customer is never decided by rule."""

REASONS: dict[str, str] = {
    "strategic": phrase("kept for a strategic reason"),
    "target_met": phrase("reaches the target after all costs and time"),
    "price": phrase("reaches the target with a higher price"),
    "service": phrase("reaches the target with less service"),
    "both": phrase("reaches the target with a higher price and less service"),
    "out_of_reach": phrase("does not reach the target by price and service"),
    "built_on": phrase("is to be built on, although it is below the target today"),
    "missing": phrase("something is missing for true contribution"),
}

DECISIONS: dict[str, str] = {
    "price": phrase("Raise the price"),
    "service": phrase("Less service"),
    "both": phrase("Higher price, less service"),
    "keep": phrase("Keep as it is"),
    "talk": phrase("Talk to the customer first"),
    "part": phrase("Part by agreement"),
}
"""What a person may decide about a customer below the target."""


@dataclass(frozen=True)
class Proposed:
    """One proposal per customer, in the customers' order, and the ways to the target of those below it.

    `frame`: customer_id, proposal, reason (a key of REASONS), short (money missing to the target; 0 or less where it is reached), strategic
    (the reason in the client's words), contract_end (None where none is given; nothing can change before it), missing (keys of what is).
    """

    frame: pd.DataFrame
    ways: dict[str, BreakEven]

    def of(self, proposal: Proposal) -> pd.DataFrame:
        return self.frame[self.frame["proposal"] == proposal]

    def way(self, customer_id: str) -> BreakEven | None:
        return self.ways.get(customer_id)


def propose(
    result: TrueContribution, ways: Iterable[BreakEven], strategic: pd.Series | None = None, contract_end: pd.Series | None = None
) -> Proposed:
    """Return what is proposed for each customer: a strategic reason first, then the target, then price, service, both, and parting last.

    `strategic` (texts, empty = none) and `contract_end` (dates) are indexed by customer_id; who is not in them has none.
    """
    by_customer = {way.customer_id: way for way in ways}
    ids = result.frame["customer_id"]
    said = ids.map(strategic).fillna("").astype(object) if strategic is not None else pd.Series("", index=ids.index, dtype=object)
    ends = ids.map(contract_end).astype(object) if contract_end is not None else pd.Series(None, index=ids.index, dtype=object)
    short = short_of_target(result) / 100
    judged = [
        _judged(bool(str(text).strip()), missing, by_customer.get(customer))
        for customer, text, missing in zip(ids, said, result.frame["missing"], strict=True)
    ]
    frame = pd.DataFrame({
        "customer_id": ids,
        "proposal": pd.Series([proposal for proposal, _ in judged], index=ids.index, dtype=object),
        "reason": pd.Series([reason for _, reason in judged], index=ids.index, dtype=object),
        "short": short,
        "strategic": said,
        "contract_end": ends.where(ends.notna(), None),
        "missing": result.frame["missing"],
    })  # fmt: skip
    return Proposed(frame, by_customer)


def spared(proposed: Proposed, built_on: Collection[str]) -> Proposed:
    """Return the proposals with candidates for parting kept where growth is to be built on them: a person cannot be asked to do both."""
    frame = proposed.frame
    kept = (frame["proposal"] == "exit") & frame["customer_id"].isin(list(built_on))
    return Proposed(
        frame.assign(proposal=frame["proposal"].mask(kept, "keep"), reason=frame["reason"].mask(kept, "built_on")), proposed.ways
    )


def _judged(strategic: bool, missing: tuple[str, ...], way: BreakEven | None) -> tuple[Proposal, str]:
    if strategic:
        return "keep", "strategic"
    if missing:
        return "unknown", "missing"
    if way is None:
        return "keep", "target_met"
    return ("exit", "out_of_reach") if way.feasible == "none" else ("adjust", way.feasible)
