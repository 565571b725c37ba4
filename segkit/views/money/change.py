"""The customers to change: who stays below the target, what would bring each up to it, and what is proposed for all customers."""

from dataclasses import dataclass

import pandas as pd

from segkit.deep_dive import DeepDive
from segkit.rating.contribution import PROPOSALS, REASONS
from segkit.strategy.money import known_total
from segkit.study import Study
from segkit.views.labels import period_text
from segkit.views.money.break_even import proposal_sentence
from segkit.views.money.headlines import target_text
from segkit.views.money.known import has_time
from segkit.views.table import A_NUMBER, Table
from segkit.words import phrase

SHOWN_ROWS = 10
"""Customers of a list in the report; the whole list stands in the Excel file."""

SHORT_PROPOSALS: dict[str, str] = {
    "keep": phrase("Keep"),
    "adjust": phrase("Adjust"),
    "exit": phrase("Ask management"),
    "unknown": phrase("Not known yet"),
}
"""The proposals in a word; to part with a customer is a question to the management."""


@dataclass(frozen=True)
class Verdict:
    """The customers with one proposal (and reason, where it is told apart): money is NaN where none is known."""

    proposal: str
    reason: str
    customers: int
    revenue: float
    true_contribution: float
    hours: float
    short: float


def verdicts(study: Study, deep: DeepDive, *, by_reason: bool = False) -> tuple[Verdict, ...]:
    """Return the customers per proposal, in their order; those of nobody are left out."""
    customers = deep.customers
    keys = [(proposal, reason) for proposal in PROPOSALS for reason in (REASONS if by_reason else [""])]
    found = []
    for proposal, reason in keys:
        own = customers[(customers["proposal"] == proposal) & ((customers["proposal_reason"] == reason) | (not by_reason))]
        if len(own):
            found.append(_verdict(proposal, reason, own))
    return tuple(found)


def _verdict(proposal: str, reason: str, own: pd.DataFrame) -> Verdict:
    return Verdict(
        proposal,
        reason,
        len(own),
        known_total(own["revenue"]),
        known_total(own["true_contribution"]),
        float(own["hours"].sum()),
        known_total(own["short"].clip(lower=0)),
    )


def proposals_table(study: Study) -> Table | None:
    """Return what is proposed for the customers and why, with revenue, true contribution, hours and what is missing to the target."""
    deep = study.deep
    if deep is None or deep.customers.empty:
        return None
    words, timed = study.words, has_time(deep)
    body = []
    for each in verdicts(study, deep, by_reason=True):
        hours = [words.number(each.hours)] if timed else []
        short = words.number(each.short) if each.short != 0 else ""
        amounts = (words.number(each.revenue), words.number(each.true_contribution), *hours, short)
        body.append((words(SHORT_PROPOSALS[each.proposal]), words(REASONS[each.reason]), words.number(each.customers), *amounts))
    whole = _verdict("", "", deep.customers)
    hours = [words.number(whole.hours)] if timed else []
    body.append((
        words("Total"), "", words.number(whole.customers), words.number(whole.revenue), words.number(whole.true_contribution), *hours,
        words.number(whole.short),
    ))  # fmt: skip
    headings = [
        words("Proposal"), words("Why"), words("Customers"), words("Revenue"), words("True contribution"), *([words("Hours")] if timed else []),
        words("Missing to the target"),
    ]  # fmt: skip
    columns = A_NUMBER * (len(headings) - 2)
    caption = words(
        "What is proposed by true contribution, {period}. Target: {target} of the revenue. Amounts in {currency}.",
        period=period_text(study),
        target=target_text(study),
        currency=words.currency,
    )
    return Table(caption, tuple(headings), ("text", "text", *columns), tuple(body), total=True, language=words.language)


def change_table(study: Study, rows: int = SHOWN_ROWS) -> Table | None:
    """Return the customers with the lowest true contribution below the target, and what would bring each up to it; None without any."""
    deep = study.deep
    if deep is None or deep.lists.worst.empty:
        return None
    words, timed = study.words, has_time(deep)
    body = []
    for _, row in deep.lists.worst.head(rows).iterrows():
        hours = [words.number(row["hours"], 1)] if timed else []
        figures = (words.number(row["revenue"]), words.number(row["true_contribution"]), *hours)
        body.append((words.number(row["rank"]), row["name"], *figures, proposal_sentence(study, dict(row))))
    headings = [
        words("No."), words("Name"), words("Revenue"), words("True contribution"), *([words("Hours")] if timed else []),
        words("What would bring it to the target"),
    ]  # fmt: skip
    columns = A_NUMBER * (len(headings) - 3)
    caption = words.plural(
        "The customer with the lowest true contribution below the target, {period}. Amounts in {currency}.",
        "The {n} customers with the lowest true contribution below the target, {period}. Amounts in {currency}.",
        len(body),
        period=period_text(study),
        currency=words.currency,
    )
    return Table(caption, tuple(headings), ("num", "text", *columns, "text"), tuple(body), language=words.language)


def proposed_text(study: Study) -> str:
    """Return how many customers can reach the target how, how many are a question to the management, and who is kept all the same."""
    if study.deep is None:
        return ""
    words, customers = study.words, study.deep.customers
    below = customers[customers["below_target"].map(lambda known: known is True)]

    def n(column: str, *keys: str) -> int:
        return int(below[column].isin(keys).sum())

    said = []
    if adjust := n("proposal", "adjust"):
        ways = [
            words(text, n=words.number(count))
            for reason, text in (
                ("price", phrase("{n} with a higher price alone")),
                ("service", phrase("{n} with less service alone")),
                ("both", phrase("{n} with both")),
            )
            if (count := n("proposal_reason", reason))
        ]
        said.append(
            words.plural(
                "{n} of those below it can reach the target: {ways}.",
                "{n} of those below it can reach the target: {ways}.",
                adjust,
                ways=words.join(ways),
            )
        )
    if leave := n("proposal", "exit"):
        said.append(
            words.plural(
                "{n} reaches it neither by price nor by service: whether to go on with it is a question to the management, never decided by rule.",
                "{n} reach it neither by price nor by service: whether to go on with them is a question to the management, never decided by rule.",
                leave,
            )
        )
    if kept := n("proposal_reason", "strategic"):
        said.append(words.plural("{n} is kept for a strategic reason.", "{n} are kept for strategic reasons.", kept))
    return " ".join(said)


def chance_note(study: Study) -> str:
    """Return what lists of the worst do by themselves."""
    return study.words(
        "A list of the worst improves by itself: part of what put a customer there was chance, and chance does not repeat. Whether a change "
        "worked shows only beside similar customers with whom nothing was changed."
    )
