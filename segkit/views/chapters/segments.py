"""Segment by segment, a page each: who they are, what they earn, what to do with them; and what to do with the not rated."""

from segkit.segments import NOT_RATED_SEGMENT
from segkit.strategy import SegmentPolicy
from segkit.study import Study
from segkit.views import profile_chart, profiling, sentences
from segkit.views.chapters.opening import opening
from segkit.views.labels import definition, segment_label
from segkit.views.parts import Parts
from segkit.views.text import Passage, facts, heading, page, paragraph, points


def segment_pages(study: Study) -> Parts:
    """Return a page for each segment of rated customers."""
    pages = Parts(())
    for policy in study.plan.policies:
        if policy.segment != NOT_RATED_SEGMENT:
            pages += _page(study, policy, first=not pages.views)
    return pages


def not_rated_policy(study: Study) -> Passage | None:
    """Return what to do with the not rated until more is known; None where everybody is rated."""
    policy = next(policy for policy in study.plan.policies if policy.segment == NOT_RATED_SEGMENT)
    if study.segmentation.count(NOT_RATED_SEGMENT) + study.lead_segmentation.count(NOT_RATED_SEGMENT) == 0:
        return None
    wanted = {study.words(label) for label in ("Contacts", "Activities", "Responsible")}
    return paragraph(policy.goal) + points([line for line in _lines(study, policy) if line[0] in wanted])


def _page(study: Study, policy: SegmentPolicy, *, first: bool) -> Parts:
    title = f"{segment_label(study, policy.segment)} · {policy.name}"
    said = paragraph(definition(study, policy.segment), policy.goal, _leads(study, policy))
    head = heading(title, 2) + facts(_figures(study, policy)) + said
    who = heading(study.words("Who they are"), 3) + paragraph(profiling.apart(study, policy.segment))
    do = heading(study.words("What to do"), 3) + points(_lines(study, policy))
    return Parts.of(opening(study, "segments") + head if first else page(head), who, profile_chart.profile(study, policy.segment), do)


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
        hours=sentences.plain(study, policy.hours_per_meeting),
    )
