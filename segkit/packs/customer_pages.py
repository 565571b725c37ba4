"""The most important customers of each sales rep: why the grade, what to do next, who and when; and whom customer service must know."""

import pandas as pd

from segkit.packs.content import Column, Grid, Note, Part, Section, Text
from segkit.packs.conversation import QUESTIONS
from segkit.packs.figures import known, plain_hours
from segkit.packs.situations import situation
from segkit.segments import NOT_RATED_SEGMENT
from segkit.strategy import CHANNELS, PROPOSAL_REASONS, PROPOSALS
from segkit.study import Study
from segkit.views.explaining import explanation
from segkit.views.labels import segment_label
from segkit.views.ratings import customer as rated
from segkit.words import is_missing

LARGEST, TO_WIN = 2, 2
"""Customers of a rep by revenue, and those of most headroom besides: two of each fill two pages."""
MOST_REPS = 40
"""Sales reps with pages of their own, those of most revenue: the strategy file gives as many a sheet."""
NEXT_ACTIONS = 2
SERVICE_CUSTOMERS = 15


def rep_pages(study: Study) -> tuple[Section, ...]:
    """Return a section for each sales rep who has customers, by name; one of all customers where no file names an owner."""
    words, frame = study.words, study.customers
    owners = frame["owner"].fillna("").astype(str)
    by_revenue = frame["revenue"].fillna(0).groupby(owners).sum().drop("", errors="ignore").sort_values(ascending=False)
    reps = sorted((str(name) for name in by_revenue.index[:MOST_REPS]), key=str.casefold)
    if not reps:
        return (_section(study, "rep-1", words("The most important customers"), frame),)
    return tuple(_section(study, f"rep-{i}", rep, frame[owners == rep]) for i, rep in enumerate(reps, start=1))


def most_important(customers: pd.DataFrame) -> pd.DataFrame:
    """Return the customers that a rep's pages show: those of highest revenue, and of the others those with most headroom above 0."""
    largest = customers.sort_values(["revenue", "customer_id"], ascending=[False, True], kind="stable").head(LARGEST)
    rest = customers.drop(index=largest.index)
    rest = rest[rest["headroom"] > 0].sort_values(["headroom", "customer_id"], ascending=[False, True], kind="stable")
    return pd.concat([largest, rest.head(TO_WIN)])


def service_page(study: Study) -> Section:
    """Return the customers whom customer service must know at once, with who answers for them and how fast they are answered."""
    words = study.words
    policies = {policy.segment: policy for policy in study.plan.policies}
    first = study.customers.sort_values(["revenue", "customer_id"], ascending=[False, True], kind="stable").head(SERVICE_CUSTOMERS)
    columns = (
        Column(words("Customer"), "client", 38),
        Column(words("Segment"), "grade", 12),
        Column(words("Revenue"), "money", 16),
        Column(words("Owner"), "client", 22),
        Column(words("Answered within"), "text", 18),
        Column(words("What I know of them"), "entry", 34),
    )
    rows = []
    for row in first.to_dict("records"):
        segment = NOT_RATED_SEGMENT if is_missing(row["grade"]) else row["grade"]
        hours = words("{hours} working hours", hours=plain_hours(study, policies[segment].response_hours))
        owner = "" if is_missing(row["owner"]) else str(row["owner"])
        rows.append((str(row["name"]), segment_label(study, row["grade"]), known(row["revenue"]), owner, hours, None))
    told = words("Whoever answers the telephone knows these names. Below stands who is asked when the sales rep is away.")
    parts = (Text(told), Grid(words("The customers with the highest revenue"), columns, tuple(rows)))
    return Section("service", words("For customer service: the first names to know"), parts, words("Customer service"), page=True)


def _section(study: Study, key: str, name: str, customers: pd.DataFrame) -> Section:
    words = study.words
    told = words.plural(
        "{n} of {all} customers: those of highest revenue, and of the others those with most headroom.",
        "{n} of {all} customers: those of highest revenue, and of the others those with most headroom.",
        len(most_important(customers)),
        all=len(customers),
    )
    parts: list[Part] = [Text(told)]
    places = {number: place for place, number in enumerate(study.customers["customer_id"])}
    for _, row in most_important(customers).iterrows():
        parts += _customer(study, row, places[row["customer_id"]])
    if customers["grade"].isna().all():
        parts.append(Note(words("None of these customers has a grade yet: the first thing to do is to find out their potential.")))
    return Section(key, name, tuple(parts), name, page=True)


def _customer(study: Study, row: pd.Series, position: int) -> list[Part]:
    """Return one customer: its figures, why it has its grade, what is proposed, what to ask, and its next actions."""
    words = study.words
    segment = NOT_RATED_SEGMENT if is_missing(row["grade"]) else row["grade"]
    proposal, reason = PROPOSALS[row["proposal"]], PROPOSAL_REASONS[row["proposal_reason"]]
    bank = QUESTIONS[situation(study.plan.policies, segment)].sales
    lines = [
        (words("Figures"), f"{_figures(study, row)} {_left(study, position)}".strip()),
        (words("Why the grade"), explanation(study, row)),
        *(_deep(study, position)),
        (words("Proposal"), words("{proposal}: {reason}.", proposal=words(proposal), reason=words(reason))),
        (words("Ask"), words(bank[position % len(bank)])),
    ]  # fmt: skip
    title = f"{row['name']} ({row['customer_id']}) · {segment_label(study, row['grade'])}"
    about = Grid(title, (Column(words("What"), "text", 22), Column(words("How it stands"), "client", 96)), tuple(lines))
    return [about, _next(study, str(row["customer_id"]))]


def _figures(study: Study, row: pd.Series) -> str:
    words, revenue = study.words, study.words.money(row["revenue"])
    if is_missing(row["potential"]):
        return words("Revenue {revenue}; nobody knows the potential yet.", revenue=revenue)
    return words(
        "Revenue {revenue}; potential {potential}; utilisation {share}; headroom {headroom}.",
        revenue=revenue,
        potential=words.money(row["potential"]),
        share=words.percent(row["utilisation"]),
        headroom=words.money(row["headroom"]),
    )


def _deep(study: Study, position: int) -> list[tuple[str, str]]:
    """Return why the Deep Dive gives the customer its class; nothing in a Basic engagement."""
    return [] if study.deep is None else [(study.words("Rating"), rated.why(study, position))]


def _left(study: Study, position: int) -> str:
    """Return what is left of the customer's revenue after all costs and time; empty in a Basic engagement."""
    if study.deep is None:
        return ""
    words, row = study.words, study.deep.customers.iloc[position]
    if is_missing(row["true_contribution"]):
        return words("The true contribution is not known.")
    amount = words.money(row["true_contribution"])
    if is_missing(row["true_share"]):
        return words("After all costs and time: {amount}.", amount=amount)
    return words("After all costs and time: {amount}, {share} of the revenue.", amount=amount, share=words.percent(row["true_share"], 1))


def _next(study: Study, customer: str) -> Grid:
    words = study.words
    own = study.actions[study.actions["customer_id"] == customer].sort_values(["due", "slot"], kind="stable").head(NEXT_ACTIONS)
    columns = (
        Column(words("Due"), "date", 12),
        Column(words("What to do next"), "client", 52),
        Column(words("Channel"), "text", 16),
        Column(words("Owner"), "client", 20),
        Column(words("Agreed with the customer"), "entry", 28),
    )
    rows = tuple(
        (row["due"].date(), row["activity"], _channel(study, row["channel"]), str(row["owner"]), None) for row in own.to_dict("records")
    )
    return Grid(words("Next steps"), columns, rows)


def _channel(study: Study, key: str) -> str:
    return study.words(CHANNELS[key])
