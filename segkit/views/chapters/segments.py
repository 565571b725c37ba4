"""Segment by segment, a page each: who they are, what they earn, what to do with them."""

from segkit.segments import NOT_RATED_SEGMENT
from segkit.strategy import SegmentPolicy
from segkit.study import Study
from segkit.views import profile_chart, profiling, sentences
from segkit.views.chapters.opening import opening
from segkit.views.labels import definition, segment_label
from segkit.views.parts import Parts
from segkit.views.text import Passage, facts, heading, page, paragraph, points


def segment_pages(study: Study) -> Parts:
    """Return each segment's page; the not rated have one only where there are any."""
    shown = [policy for policy in study.plan.policies if policy.segment != NOT_RATED_SEGMENT or _accounts(study, policy)]
    pages = Parts(())
    for policy in shown:
        pages += _page(study, policy, first=policy is shown[0])
    return pages


def _accounts(study: Study, policy: SegmentPolicy) -> int:
    return study.segmentation.count(policy.segment) + study.lead_segmentation.count(policy.segment)


def _page(study: Study, policy: SegmentPolicy, *, first: bool) -> Parts:
    label = segment_label(study, policy.segment)
    title = policy.name if policy.segment == NOT_RATED_SEGMENT else f"{label} · {policy.name}"
    head = (
        heading(title, 2)
        + facts(_figures(study, policy))
        + paragraph(definition(study, policy.segment), policy.goal, _leads(study, policy))
    )
    begin = opening(study, "segments") + head if first else page(head)
    return Parts.of(
        begin,
        _who_they_are(study, policy),
        None if policy.segment == NOT_RATED_SEGMENT else profile_chart.profile(study, policy.segment),
        _to_do(study, policy),
    )


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


def _who_they_are(study: Study, policy: SegmentPolicy) -> Passage | None:
    """Return what sets the segment's customers apart; nothing of the not rated, who are no kind of customer."""
    if policy.segment == NOT_RATED_SEGMENT:
        return None
    return heading(study.words("Who they are"), 3) + paragraph(profiling.apart(study, policy.segment))


def _to_do(study: Study, policy: SegmentPolicy) -> Passage:
    """Return what is done with the segment's customers and leads."""
    words = study.words
    contacts = words(
        "{channel}; {n} a year of {hours} hours each",
        channel=policy.channel,
        n=sentences.plain(study, policy.meetings_per_year),
        hours=sentences.plain(study, policy.hours_per_meeting),
    )
    return heading(words("What to do"), 3) + points([
        (words("Service level"), policy.service_level),
        (words("Contacts"), contacts),
        (words("Response time"), words("within {hours} working hours", hours=sentences.plain(study, policy.response_hours))),
        (words("Activities"), "; ".join(activity.name for activity in policy.activities)),
        (words("Price policy"), policy.price_policy),
        (words("Responsible"), policy.responsible),
        (words("Leads"), policy.leads),
    ])  # fmt: skip
