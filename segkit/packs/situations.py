"""What a segment's customers are like to talk to: the situation that decides which questions are asked and which conversations are practised."""

from typing import Literal

from segkit.segments import NOT_RATED_SEGMENT
from segkit.strategy import SegmentPolicy
from segkit.study import Study
from segkit.views.labels import segment_label
from segkit.words import phrase

Situation = Literal["key", "grow", "hold", "lean", "unknown"]

SITUATIONS: dict[Situation, str] = {
    "key": phrase("The most important customers: keep them and develop the business"),
    "grow": phrase("Customers with room to grow: win a larger share of what they buy"),
    "hold": phrase("Steady customers: keep the business with less effort and a sound margin"),
    "lean": phrase("Small customers: serve them simply, at a cost that the revenue carries"),
    "unknown": phrase("Customers of unknown potential: find out what they buy in all"),
}
"""The situations a segment can be in; grids of one's own have them too, for they follow from what is proposed for a segment."""


def situation(policies: tuple[SegmentPolicy, ...], segment: str) -> Situation:
    """Return a segment's situation: by its proposal, and of the segments to keep the first is the key one."""
    policy = next(policy for policy in policies if policy.segment == segment)
    if segment == NOT_RATED_SEGMENT or policy.proposal == "find_out":
        return "unknown"
    if policy.proposal == "grow":
        return "grow"
    if policy.proposal == "review":
        return "lean"
    kept = [policy.segment for policy in policies if policy.proposal == "keep"]
    return "key" if kept and kept[0] == segment else "hold"


def by_situation(study: Study) -> dict[Situation, tuple[SegmentPolicy, ...]]:
    """Return the segments of each situation that occurs, in the order of the grades."""
    policies = study.plan.policies
    found: dict[Situation, tuple[SegmentPolicy, ...]] = {}
    for policy in policies:
        name = situation(policies, policy.segment)
        found[name] = (*found.get(name, ()), policy)
    return found


def segment_title(study: Study, policy: SegmentPolicy) -> str:
    """Return a segment as a heading names it: "A · Key customers"."""
    return f"{segment_label(study, policy.segment)} · {policy.name}"
