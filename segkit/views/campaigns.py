"""The campaigns of the plan, where they meet, and how far the planned actions are."""

from segkit.strategy import KPIS, STATES
from segkit.strategy.activities import CHANNELS
from segkit.strategy.campaigns import Overlap, Target
from segkit.study import Study
from segkit.views.labels import segment_label
from segkit.views.table import A_NUMBER, Align, Table


def days_text(study: Study, target: Target) -> str:
    """Return the days of a campaign: "1 Oct 2026 – 18 Dec 2026"."""
    words, campaign = study.words, target.campaign
    return words("{first} – {last}", first=words.short_date(campaign.start), last=words.short_date(campaign.end))


def segments_text(study: Study, target: Target) -> str:
    """Return whom a campaign is for: its segments, and what it is narrowed by."""
    words, campaign = study.words, target.campaign
    kinds = {"customers": [words("Customers")], "leads": [words("Leads")], "both": []}[campaign.accounts]
    narrowed = [*kinds, *campaign.regions, *campaign.industries, *campaign.owners]
    segments = ", ".join(segment_label(study, segment) for segment in campaign.segments)
    return "; ".join([segments, *narrowed])


def goal_text(study: Study, target: Target) -> str:
    """Return by what a campaign is judged, with its goal where there is one."""
    words, campaign = study.words, target.campaign
    kpi = words(KPIS[campaign.kpi])
    return f"{kpi}: {campaign.goal}" if campaign.goal else kpi


def overlap_text(study: Study, overlap: Overlap) -> str:
    """Return in sentences where two campaigns meet."""
    words = study.words
    met = words(
        "{first} and {second} run at the same time from {begin} to {end}.",
        first=overlap.first, second=overlap.second, begin=overlap.begin, end=overlap.end,
    )  # fmt: skip
    said = [met]
    if overlap.both:
        said.append(words.plural("{n} account is contacted in both.", "{n} accounts are contacted in both.", overlap.both))
    if overlap.spoiled:
        said.append(
            words.plural(
                "{n} account of one's control group is contacted in the other, so it no longer compares.",
                "{n} accounts of one's control group are contacted in the other, so they no longer compare.",
                overlap.spoiled,
            )
        )
    return " ".join(said)


def left_out_text(study: Study) -> str:
    """Return whom the campaigns leave out, and what is not known of the accounts."""
    words, plan = study.words, study.campaigns
    refused, unknown = (sum(getattr(target, name) for target in plan.targets) for name in ("no_contact", "unknown"))
    said = []
    if not plan.contacts_known:
        said.append(words("No contacts were delivered, so nobody's wish for no contact is known: ask before the first contact."))
    if refused:
        said.append(words.plural("{n} account is on no list, because nobody there may be contacted that way.",
                                 "{n} times an account is on no list, because nobody there may be contacted that way.", refused))  # fmt: skip
    if unknown:
        said.append(words.plural("{n} account is on no list, because what the campaign chooses by is not known of it.",
                                 "{n} times an account is on no list, because what the campaign chooses by is not known of it.", unknown))  # fmt: skip
    return " ".join(said)


def campaigns(study: Study) -> Table | None:
    """Return the campaigns with whom they are for, when, how many are contacted and what a contact costs; None where there are none."""
    words, plan = study.words, study.campaigns
    if not plan.targets:
        return None
    body = tuple(
        (
            target.campaign.name,
            segments_text(study, target),
            f"{target.campaign.activity} ({words(CHANNELS[target.campaign.channel])})",
            days_text(study, target),
            words.number(target.contacted),
            words.number(target.control),
            words.number(target.campaign.budget),
            words.number(target.cost_per_contact, 2),
        )
        for target in plan.targets
    )
    headings = (
        words("Campaign"), words("Meant for"), words("Activity"), words("When"), words("Contacted"), words("Control group"), words("Budget"),
        words("Cost per contact"),
    )  # fmt: skip
    aligns: tuple[Align, ...] = ("text", "text", "text", "text", "num", "num", "num", "num")
    caption = words(
        "Campaigns. The control group is not contacted, so that the effect can be told. Amounts in {currency}.", currency=words.currency
    )
    return Table(caption, headings, aligns, body, language=words.language)


def planned_and_done(study: Study) -> Table | None:
    """Return the planned actions per segment and what has come back of them; None before anything has."""
    words, found = study.words, study.progress
    if found is None:
        return None
    rows = [(segment_label(study, str(segment)), row) for segment, row in found.table.iterrows() if row["planned"]]
    columns = ("planned", "done", "under_way", "dropped", "open", "due", "overdue")
    body = [(label, *(words.number(int(row[name])) for name in columns)) for label, row in [*rows, (words("Total"), found.total)]]
    headings = (
        words("Segment"), words("Planned"), *(words(STATES[name]) for name in columns[1:5]), words("Due by {date}", date=found.until),
        words("Of them overdue"),
    )  # fmt: skip
    aligns: tuple[Align, ...] = ("grade", *(A_NUMBER * len(columns)))
    caption = words(
        "Planned against done: the actions of the plan, each counted once, and what has come back of them until {date}.", date=found.until
    )
    return Table(caption, headings, aligns, tuple(body), total=True, language=words.language)
