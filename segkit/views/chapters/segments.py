"""Segment by segment, a page each: who they are, what they earn, what to do with them; and what to do with the not rated."""

from segkit.segments import NOT_RATED_SEGMENT
from segkit.strategy import SegmentPolicy
from segkit.study import Study
from segkit.views import profile_chart, profiling, sentences
from segkit.views.chapters.opening import opening
from segkit.views.labels import definition, segment_label
from segkit.views.parts import Parts, View
from segkit.views.text import Passage, facts, heading, page, paragraph, points, together


def segment_pages(study: Study) -> Parts:
    """Return a page for each segment of rated customers; segments of nobody share a page with what stands before them."""
    policies = [policy for policy in study.plan.policies if policy.segment != NOT_RATED_SEGMENT]
    pages = Parts(())
    for before, policy in zip([None, *policies], policies, strict=False):
        first, *others = _parts(study, policy)
        if before is None:
            first = opening(study, "segments") + first
        elif _holds_any(study, before) or _holds_any(study, policy):
            first = page(first)
        pages += Parts.of(first, *others)
    return pages


def _holds_any(study: Study, policy: SegmentPolicy) -> bool:
    return study.segmentation.count(policy.segment) > 0


def not_rated_policy(study: Study) -> Passage | None:
    """Return what to do with the not rated until more is known; None where everybody is rated."""
    policy = next(policy for policy in study.plan.policies if policy.segment == NOT_RATED_SEGMENT)
    if study.segmentation.count(NOT_RATED_SEGMENT) + study.lead_segmentation.count(NOT_RATED_SEGMENT) == 0:
        return None
    wanted = {study.words(label) for label in ("Contacts", "Activities", "Responsible")}
    return paragraph(policy.goal) + points([line for line in _lines(study, policy) if line[0] in wanted])


def _parts(study: Study, policy: SegmentPolicy) -> tuple[Passage, *tuple[View | None, ...]]:
    """Return what a segment's page shows; of a segment of nobody one passage, kept together."""
    title, apart = _title(study, policy), paragraph(profiling.apart(study, policy.segment))
    do = heading(study.words("What to do"), 3) + points(_lines(study, policy))
    if not _holds_any(study, policy):
        return (together(title + apart + do),)
    who = heading(study.words("Who they are"), 3) + apart
    return (title, who, profile_chart.profile(study, policy.segment), do)


def _title(study: Study, policy: SegmentPolicy) -> Passage:
    """Return the segment's name, its figures where it has customers, what puts one into it, and its goal."""
    name = heading(f"{segment_label(study, policy.segment)} · {policy.name}", 2)
    figures = facts(_figures(study, policy)) if _holds_any(study, policy) else Passage("", "")
    return name + figures + paragraph(definition(study, policy.segment), policy.goal, _leads(study, policy))


def _figures(study: Study, policy: SegmentPolicy) -> list[tuple[str, str]]:
    words, segmentation = study.words, study.segmentation
    revenue, share, headroom = (segmentation.value(policy.segment, measure) for measure in ("revenue", "revenue_share", "headroom"))
    return [
        (words.number(segmentation.count(policy.segment)), words("Customers")),
        (words.money(revenue), words("Revenue, {share} of all", share=words.percent(share))),
        (words.money(headroom), words("Headroom")),
        (words.number(study.plan.hours[policy.segment]), words("Hours a year by the plan")),
    ]


def _leads(study: Study, policy: SegmentPolicy) -> str:
    leads = study.lead_segmentation.count(policy.segment)
    return study.words.plural("{n} lead falls into the segment.", "{n} leads fall into the segment.", leads) if leads else ""


def _lines(study: Study, policy: SegmentPolicy) -> list[tuple[str, str]]:
    """Return what is done with the segment's customers and leads, as label and text."""
    words = study.words
    return [
        (words("Service level"), policy.service_level),
        (words("Contacts"), _contacts(study, policy)),
        (words("Response time"), words("within {hours} working hours", hours=sentences.plain(study, policy.response_hours))),
        (words("Activities"), "; ".join(activity.name for activity in policy.activities)),
        (words("Price policy"), policy.price_policy),
        (words("Responsible"), policy.responsible),
        (words("Leads"), policy.leads),
    ]


def _contacts(study: Study, policy: SegmentPolicy) -> str:
    return study.words(
        "{channel}; {n} a year of {hours} hours each",
        channel=policy.channel,
        n=sentences.plain(study, policy.meetings_per_year),
        hours=sentences.plain(study, policy.hours_per_contact),
    )
