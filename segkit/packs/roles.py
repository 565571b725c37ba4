"""A page per role from one result: the same figures on every page, what they mean for the role, and the first three things to do."""

from collections.abc import Callable
from dataclasses import dataclass

from segkit.packs.content import Bullets, Column, Grid, Pack, Part, Section, Text
from segkit.packs.figures import headline, held, known, plain_hours, rep_grid, segment_grid
from segkit.packs.first_days import due_within
from segkit.strategy import CHANNELS, PROPOSALS, message_matrix
from segkit.study import Study
from segkit.views import charts, sentences
from segkit.views.chart import Chart
from segkit.views.labels import segment_label
from segkit.views.money import headlines
from segkit.words import phrase


@dataclass(frozen=True)
class Role:
    """One role: its key, name, what the segmentation is to it, and the first three things it does."""

    key: str
    name: str
    meaning: str
    first: tuple[str, str, str]


ROLES: tuple[Role, ...] = (
    Role(
        "management",
        phrase("Management"),
        phrase("You decide where the money and the best people go. The segments say where they earn most."),
        (
            phrase("Confirm thresholds and service policy, and say to everyone why customers are treated differently."),
            phrase("Name one person who answers for the plan, and give the hours that it asks for."),
            phrase("Look at the plan and the result every quarter, with the same figures as here."),
        ),
    ),
    Role(
        "sales",
        phrase("Sales"),
        phrase("You meet the customers. The segment says how often, for what, and where a no is the right answer."),
        (
            phrase("Read your own customers' grades, and say where you know better than the figures."),
            phrase("Book the contacts of the first month with the customers of most headroom."),
            phrase("Find out one unknown potential a week, and note who told you."),
        ),
    ),
    Role(
        "service",
        phrase("Customer service"),
        phrase("You meet the customers most often. The segment says who is answered first, and what you listen for."),
        (
            phrase("Have the segment on the screen whenever a customer calls."),
            phrase("Answer within the hours of the segment, and say so where they cannot be kept."),
            phrase("Pass on to sales, on the same day, what a customer buys elsewhere or is dissatisfied with."),
        ),
    ),
    Role(
        "marketing",
        phrase("Marketing"),
        phrase("You reach everyone at once. The segment says who hears which message, in which channel, and who is left in peace."),
        (
            phrase("Agree with sales on one message, one offer and one proof per segment."),
            phrase("Make the lists per segment, and leave out those whom sales meets in person."),
            phrase("Measure answers per segment, and stop what nobody answers."),
        ),
    ),
    Role(
        "product",
        phrase("Product"),
        phrase("You decide what there is to sell. The segments say whose needs pay for it, and where customers buy elsewhere."),
        (
            phrase("Sit in on two meetings with customers of most headroom, and write down what they buy elsewhere."),
            phrase("Sort the wishes on your list by the segment they come from."),
            phrase("Find one service that small customers can do without, and one that large ones would pay for."),
        ),
    ),
)


def roles(study: Study) -> Pack:
    """Return a page for each role."""
    words = study.words
    purpose = words("One result, five pages: the figures are the same for everyone, what to do with them is not.")
    return Pack("roles", words("Role pages"), purpose, tuple(_page(study, role) for role in ROLES))


def _page(study: Study, role: Role) -> Section:
    words = study.words
    parts: list[Part] = [headline(study), Text(words(role.meaning)), Bullets(_meanings(study, role.key))]
    if (table := TABLES[role.key](study)) is not None:
        parts.append(table)
    parts.append(Text(words("The first three things to do:")))
    parts.append(Bullets(tuple(words(step) for step in role.first), numbered=True))
    if (make := CHARTS.get(role.key)) is not None and (chart := make(study)) is not None:
        parts.append(chart)
    return Section(role.key, words(role.name), tuple(parts), words(role.name), page=role is not ROLES[0])


def _meanings(study: Study, role: str) -> tuple[str, ...]:
    """Return what the figures mean for a role, in sentences of the deliverables."""
    return tuple(said for said in MEANINGS[role](study) if said)


def _management(study: Study) -> list[str]:
    deep = [headlines.true_contribution(study), headlines.growth(study), headlines.change(study)] if study.deep is not None else []
    basic = [sentences.largest_segment(study), sentences.most_headroom(study), sentences.headroom_to_win(study)]
    return [sentences.concentration(study), *(deep or basic), sentences.hours_asked(study)]


def _sales(study: Study) -> list[str]:
    words, n = study.words, due_within(study, 30)
    first = words.plural(
        "The plan has {n} action in its first 30 days.", "The plan has {n} actions in its first 30 days.", n
    )  # fmt: skip
    growth = headlines.growth(study) if study.deep is not None else sentences.most_headroom(study)
    return [growth, sentences.not_rated(study), first if n else "", sentences.hours_asked(study)]


def _service(study: Study) -> list[str]:
    words = study.words
    first = min(study.plan.policies, key=lambda policy: policy.support_priority)
    answered = words(
        "Segment {name} is answered first, within {hours} working hours.",
        name=segment_label(study, first.segment), hours=plain_hours(study, first.response_hours),
    )  # fmt: skip
    return [answered, sentences.concentration(study), sentences.not_rated(study)]


def _marketing(study: Study) -> list[str]:
    words, leads = study.words, len(study.leads)
    told = words.plural("There is {n} lead to win.", "There are {n} leads to win.", leads) if leads else ""
    agreed = sum(bool(cell.message) for cell in message_matrix(study.plan.policies, study.engagement.messages))
    none = "" if agreed else words("No message has been agreed yet; the message matrix holds drafts to begin with.")
    return [sentences.largest_segment(study), sentences.most_headroom(study), told, none]


def _product(study: Study) -> list[str]:
    thieves = headlines.thieves(study) if study.deep is not None else ""
    return [sentences.most_headroom(study), sentences.headroom_to_win(study), sentences.contribution_to_recover(study), thieves]


MEANINGS: dict[str, Callable[[Study], list[str]]] = {
    "management": _management, "sales": _sales, "service": _service, "marketing": _marketing, "product": _product,
}  # fmt: skip


CHARTS: dict[str, Callable[[Study], Chart | None]] = {
    "management": charts.segments, "sales": charts.effort, "product": charts.value_at_stake,
}  # fmt: skip
"""What a role's page shows besides, where there is anything to draw."""


def _response_times(study: Study) -> Grid:
    words = study.words
    columns = (
        Column(words("Segment"), "grade", 24),
        Column(words("Answered as no."), "count", 10),
        Column(words("Customers"), "count", 12),
        Column(words("Answered within"), "text", 18),
        Column(words("Service level"), "text", 50),
    )
    rows = tuple(
        (
            segment_label(study, policy.segment),
            policy.support_priority,
            study.segmentation.count(policy.segment),
            words("{hours} working hours", hours=plain_hours(study, policy.response_hours)),
            policy.service_level,
        )
        for policy in sorted(held(study), key=lambda policy: policy.support_priority)
    )
    return Grid(words("Who is answered first"), columns, rows)


def _channels(study: Study) -> Grid:
    words = study.words
    columns = (
        Column(words("Segment"), "grade", 24),
        Column(words("Customers"), "count", 11),
        Column(words("Leads"), "count", 9),
        Column(words("Channels in the plan"), "text", 30),
        Column(words("Goal"), "text", 42),
    )
    rows = tuple(
        (
            segment_label(study, policy.segment),
            study.segmentation.count(policy.segment),
            study.lead_segmentation.count(policy.segment),
            ", ".join(words(CHANNELS[name]) for name in CHANNELS if name in {activity.channel for activity in policy.activities}),
            policy.goal,
        )
        for policy in held(study)
    )
    return Grid(words("Whom to reach, and how"), columns, rows)


def _use(study: Study) -> Grid:
    words = study.words
    columns = (
        Column(words("Segment"), "grade", 24),
        Column(words("Name"), "text", 26),
        Column(words("Customers"), "count", 11),
        Column(words("Potential"), "money", 16),
        Column(words("Headroom"), "money", 16),
        Column(words("Proposal"), "text", 24),
    )
    rows = tuple(
        (
            segment_label(study, policy.segment), policy.name, study.segmentation.count(policy.segment),
            known(study.segmentation.value(policy.segment, "potential")), known(study.segmentation.value(policy.segment, "headroom")), words(PROPOSALS[policy.proposal]),
        )
        for policy in held(study)
    )  # fmt: skip
    total = study.segmentation.total
    whole = (words("Total"), "", len(study.customers), known(total["potential"]), known(total["headroom"]), "")
    return Grid(words("Where customers buy elsewhere"), columns, (*rows, whole), total=True)


TABLES: dict[str, Callable[[Study], Grid | None]] = {
    "management": segment_grid, "sales": rep_grid, "service": _response_times, "marketing": _channels, "product": _use,
}  # fmt: skip
