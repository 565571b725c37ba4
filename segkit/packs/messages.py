"""The message matrix as a pack: a card per segment, what is said in which channel, and the activities with their messages."""

from segkit.packs.content import Bullets, Column, Grid, Note, Pack, Part, Section, Text, Value
from segkit.packs.drafts import DRAFTS, Draft
from segkit.packs.figures import held, plain_hours
from segkit.packs.situations import segment_title, situation
from segkit.strategy import CHANNELS, PLACES, MatrixCell, SegmentMessages, SegmentPolicy, message_matrix
from segkit.study import Study
from segkit.views import profiling
from segkit.views.labels import definition, segment_label
from segkit.words import phrase

FIRST_ACTIONS = 15
"""Actions of the plan that are listed with their message; all of them stand in the strategy file."""

CARD_LINES: dict[str, str] = {
    "needs": phrase("Needs"),
    "drivers": phrase("Buying drivers"),
    "phase": phrase("Life phase"),
}
"""What is known of a segment's customers, by the field of engagement.yaml that says it."""


def messages(study: Study) -> Pack:
    """Return the message matrix of a study with its segment cards."""
    words = study.words
    cards = tuple(_card(study, policy) for policy in held(study))
    purpose = words("What is said to which customers, in which channel, when and where, and what proves it.")
    return Pack("messages", words("Messages per segment"), purpose, (_matrix(study), *cards, _actions(study)), wide=True)


def _matrix(study: Study) -> Section:
    words = study.words
    columns = (
        Column(words("Segment"), "grade", 11),
        Column(words("Channel"), "text", 14),
        Column(words("Message"), "client", 40),
        Column(words("Offer"), "client", 28),
        Column(words("Time"), "client", 17),
        Column(words("Place"), "client", 20),
        Column(words("Proof"), "client", 28),
        Column(words("State"), "text", 10),
    )
    rows = tuple(_row(study, cell) for cell in cells(study))
    drafts = sum(_is_draft(study, cell) for cell in cells(study))
    told = words(
        "One message per segment, said in each channel that the plan uses. Time follows from the activities, place from the channel, unless "
        "something else is agreed."
    )
    parts: list[Part] = [Text(told), Grid(words("Segment by segment, channel by channel"), columns, rows)]
    if drafts:
        parts.append(Note(words(
            "{n} of {all} messages are drafts by the kind of segment. They are starting points: agree on words of your own before they are used.",
            n=drafts, all=len(rows),
        )))  # fmt: skip
    return Section("matrix", words("Message matrix"), tuple(parts), words("Matrix"))


def cells(study: Study) -> tuple[MatrixCell, ...]:
    """Return the matrix of the segments that hold a customer."""
    shown = {policy.segment for policy in held(study)}
    return tuple(cell for cell in message_matrix(study.plan.policies, study.engagement.messages) if cell.segment in shown)


def _row(study: Study, cell: MatrixCell) -> tuple[Value, ...]:
    words = study.words
    message, offer, proof = said(study, cell)
    return (
        segment_label(study, cell.segment),
        words(CHANNELS[cell.channel]),
        message,
        offer,
        cell.time or _rhythm(study, cell),
        cell.place or words(PLACES[cell.channel]),
        proof,
        words("Draft") if _is_draft(study, cell) else words("Agreed"),
    )


def said(study: Study, cell: MatrixCell) -> tuple[str, str, str]:
    """Return message, offer and proof of a cell: those entered, else the draft of the segment's situation."""
    words, draft = study.words, _draft(study, cell.segment)
    return cell.message or words(draft.message), cell.offer or words(draft.offer), cell.proof or words(draft.proof)


def _is_draft(study: Study, cell: MatrixCell) -> bool:
    return not cell.message


def _draft(study: Study, segment: str) -> Draft:
    return DRAFTS[situation(study.plan.policies, segment)]


def _rhythm(study: Study, cell: MatrixCell) -> str:
    words = study.words
    times = sum(activity.per_year for activity in cell.activities)
    if not cell.activities:
        return words("to be agreed")
    return words("once a year") if times == 1 else words("{n} times a year", n=plain_hours(study, times))


def _card(study: Study, policy: SegmentPolicy) -> Section:
    """Return a segment's card: who they are, what they need, what is said to them and what is done."""
    words, own = study.words, study.engagement.messages.get(policy.segment, SegmentMessages())
    count = study.segmentation.count(policy.segment)
    counted = words.plural("{n} customer", "{n} customers", count)
    draft = _draft(study, policy.segment)
    who = Text(" ".join([f"{counted}.", definition(study, policy.segment), profiling.apart(study, policy.segment)]).strip())
    known = [(words(label), getattr(own, name)) for name, label in CARD_LINES.items()]
    to_fill = (Column(words("What we know of them"), "text", 30), Column(words("In the customers' own words"), "entry", 90))
    values = (
        (words("Message"), own.message or words(draft.message)),
        (words("Offer"), own.offer or words(draft.offer)),
        (words("Proof"), own.proof or words(draft.proof)),
    )
    plan = Bullets((
        (words("Goal"), policy.goal),
        (words("Channel"), policy.channel),
        (words("Activities"), "; ".join(activity.name for activity in policy.activities)),
        (words("Price policy"), policy.price_policy),
    ))  # fmt: skip
    grid = Grid(words("Needs, drivers and life phase"), to_fill, tuple((label, text or None) for label, text in known))
    missing = [label for label, text in known if not text]
    note = (
        Note(words("Not known yet: {what}. Ask three customers of the segment, and fill in their own words.", what=words.join(missing)))
        if missing
        else None
    )
    shown: list[Part] = [who, grid, *([note] if note else []), Bullets(values), plan]
    return Section(f"card-{policy.segment}", segment_title(study, policy), tuple(shown), segment_label(study, policy.segment), page=True)


def _actions(study: Study) -> Section:
    """Return the activities with channel and message, and the first actions of the plan."""
    words = study.words
    columns = (
        Column(words("Segment"), "grade", 11),
        Column(words("Activity"), "client", 36),
        Column(words("Channel"), "text", 15),
        Column(words("Times per year"), "text", 10),
        Column(words("Customers"), "count", 11),
        Column(words("Message"), "client", 46),
        Column(words("Place"), "client", 22),
        Column(words("Role"), "client", 20),
    )
    by_place = {(cell.segment, cell.channel): cell for cell in cells(study)}
    rows = []
    for policy in held(study):
        for activity in policy.activities:
            cell = by_place.get((policy.segment, activity.channel))
            rows.append((
                segment_label(study, policy.segment), activity.name, words(CHANNELS[activity.channel]),
                plain_hours(study, activity.per_year), study.segmentation.count(policy.segment),
                said(study, cell)[0] if cell else words("no message: the customer is not met"),
                (cell.place or words(PLACES[activity.channel])) if cell else words(PLACES[activity.channel]), activity.role,
            ))  # fmt: skip
    parts: list[Part] = [Grid(words("Every activity with its channel and message"), columns, tuple(rows))]
    if (first := _first_actions(study, by_place)) is not None:
        parts.append(first)
    return Section("actions", words("Activities with channel and message"), tuple(parts), words("Activities"), page=True)


def _first_actions(study: Study, by_place: dict[tuple[str, str], MatrixCell]) -> Grid | None:
    """Return the first actions that reach a customer, with their messages; None where nothing is planned."""
    words = study.words
    if study.actions.empty:
        return None
    names = study.customers.set_index("customer_id")["name"]
    met = study.actions[study.actions["channel"] != "desk"].sort_values(["due", "key"], kind="stable").head(FIRST_ACTIONS)
    columns = (
        Column(words("Due"), "date", 12),
        Column(words("Customer"), "client", 32),
        Column(words("Segment"), "grade", 11),
        Column(words("Owner"), "client", 18),
        Column(words("Activity"), "client", 34),
        Column(words("Channel"), "text", 14),
        Column(words("Message"), "client", 46),
    )
    rows = []
    for row in met.to_dict("records"):
        cell = by_place[row["segment"], row["channel"]]
        channel = words(CHANNELS[cell.channel])
        rows.append((
            row["due"].date(), str(names[row["customer_id"]]), segment_label(study, row["segment"]), str(row["owner"]), row["activity"],
            channel, said(study, cell)[0],
        ))  # fmt: skip
    title = words("The first {n} actions of the plan; all of them stand in the strategy file", n=len(rows))
    return Grid(title, columns, tuple(rows))
