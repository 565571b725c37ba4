"""The funnel as people read it: what each step asks, who left for which reason with which money, and who is chosen."""

from collections.abc import Hashable
from typing import Any

import pandas as pd

from segkit.segments import NOT_RATED_SEGMENT
from segkit.strategy import Amounts, FunnelStep, SegmentPolicy
from segkit.strategy.funnel import KNOWLEDGE, Known
from segkit.strategy.funnel_rule import CRITERIA, REASONS, STEPS
from segkit.study import Study
from segkit.views.labels import segment_label
from segkit.views.table import A_NUMBER, Align, Table
from segkit.words import Words, capitalised, is_missing, phrase
from segkit.words.language import UNKNOWN, Value

_SENTENCES: dict[str, str] = {
    "chosen": phrase("Place {place} of {all} by {measure}: {value}."),
    "beyond": phrase("Place {place} of {all} by {measure}; the step takes {n}."),
    "left_out": phrase("It is not worked with: {reason}"),
    "grade_not_chosen": phrase("Its grade is {grade}; those that go on: {grades}."),
    "too_little": phrase("{amount} can be won; more than {least} is asked for."),
    "negative_contribution": phrase("It costs {amount} more than it brings, and no strategic reason to keep it is known."),
    "criterion_unknown": phrase("{measure} is not known yet, so it has no place."),
    "name_unknown": phrase("Its name is not known yet, only its number."),
    "figures_unknown": phrase("Neither its revenue nor its potential is known yet."),
    "potential_unknown": phrase("Its potential is not known yet; it stands among what to find out."),
    "not_rated": phrase("It has no grade yet."),
    "no_room": phrase("Nothing is left to win."),
    "contribution_unknown": phrase("Its contribution is not known yet."),
    "rating_unknown": phrase("It is not rated by the factors yet."),
    "owner_unknown": phrase("Nobody answers for it yet."),
    "contact_unknown": phrase("No person there is known yet."),
    "no_contact": phrase("Nobody there may be contacted: they want no contact, or have said no to every channel."),
    "consent_unknown": phrase("Nobody there has said yes to a channel yet."),
}
"""Why an account is chosen or has left, in one sentence each; "too_little" is said where a least amount was asked for."""

Row = dict[Hashable, Any]
"""One account of the funnel: its columns by name."""


def step_label(study: Study, key: str) -> str:
    """Return a step's name with its number: "2. Rated"."""
    return f"{list(STEPS).index(key) + 1}. {study.words(STEPS[key])}"


def kind_label(study: Study, kind: str) -> str:
    """Return whether an account is a customer or a lead."""
    return study.words("Customer") if kind == "customer" else study.words("Lead")


def measure_label(study: Study, criterion: str) -> str:
    """Return what a step ranks by; in a Deep Dive contributions are true contributions."""
    if study.funnel.deep and criterion == "contribution":
        return study.words("True contribution")
    return study.words(CRITERIA[criterion])


def reason_label(study: Study, step: FunnelStep, reason: str) -> str:
    """Return why accounts left a step, in a few words."""
    return study.words(REASONS[reason], measure=measure_label(study, step.criterion), n=step.size)


def known_amounts(study: Study, found: Amounts) -> tuple[float | None, float | None]:
    """Return the revenue and what can be won; None where there are accounts and it is known of none of them."""
    revenue = None if found.customers and found.revenue_unknown == found.customers else found.revenue
    return revenue, None if found.accounts and found.room_unknown == found.accounts else found.room


def lines(study: Study) -> list[tuple[str, str, Amounts, bool]]:
    """Return the account of every step: step, what became of the accounts, how many with which money, and whether the line sums up."""
    words, found = study.words, []
    for step in study.funnel.steps:
        label = step_label(study, step.key)
        found.append((label, words("Came"), step.came, False))
        found += [(label, reason_label(study, step, reason), left, False) for reason, left in step.left]
        found.append((label, words("Go on"), step.went, True))
    return found


def steps(study: Study) -> Table:
    """Return who left and who goes on at each step, with money: who came less who left are who goes on, and they come to the next step."""
    words = study.words
    body = [("", words("All accounts"), *_figures(study, study.funnel.steps[0].came))]
    for step in study.funnel.steps:
        outcomes = [*((reason_label(study, step, reason), left) for reason, left in step.left), (words("Go on"), step.went)]
        labels = [step_label(study, step.key), *[""] * (len(outcomes) - 1)]
        body += [(label, what, *_figures(study, found)) for label, (what, found) in zip(labels, outcomes, strict=True)]
    headings = (words("Step"), words("Outcome"), words("Accounts"), words("Leads"), words("Revenue"), words("Can be won"))
    aligns: tuple[Align, ...] = ("text", "text", "num", "num", "num", "num")
    caption = words(
        "Who leaves at each step and why, and who goes on; it all adds up. Revenue is that of the customers. Amounts in {currency}.",
        currency=words.currency,
    )
    return Table(caption, headings, aligns, tuple(body), language=words.language)


def _figures(study: Study, found: Amounts) -> tuple[str, str, str, str]:
    words, (revenue, room) = study.words, known_amounts(study, found)
    return words.number(found.accounts), words.number(found.leads), words.number(revenue), words.number(room)


def asked(study: Study) -> list[tuple[str, str]]:
    """Return what each step adds to what is known of the accounts that reach it, as step and sentence."""
    return [(step_label(study, step.key), _asked(study, step)) for step in study.funnel.steps]


def _asked(study: Study, step: FunnelStep) -> str:
    words = study.words
    pieces = [_piece(words, piece) for piece in step.knowledge if piece.asked]
    known = words("known of those who came: {pieces}", pieces="; ".join(pieces)) if pieces else words("nothing more is known")
    ranked = words.plural(
        "ranked by {measure}; at most {n} goes on", "ranked by {measure}; at most {n} go on", step.size,
        measure=words.inside(measure_label(study, step.criterion)),
    )  # fmt: skip
    return f"{known}; {ranked}."


def _piece(words: Words, piece: Known) -> str:
    return words("{what} {have} of {of}", what=words.inside(words(KNOWLEDGE[piece.what])), have=piece.have, of=piece.of)


def why(study: Study, row: Row) -> str:
    """Return in one sentence why an account left, or why it is chosen."""
    words, rule = study.words, study.funnel.rule
    step = study.funnel.steps[min(int(row["step"]), len(STEPS) - 1)]
    reason = "chosen" if is_missing(row["reason"]) else "too_little" if row["reason"] == "no_room" and rule.least > 0 else row["reason"]
    values: dict[str, Value] = {"measure": words.inside(measure_label(study, step.criterion))}
    if reason in {"chosen", "beyond"}:
        values |= {"place": int(row["place"]), "all": int(row["of"]), "n": step.size, "value": shown_value(study, row)}
    elif reason == "left_out":
        values["reason"] = rule.left_out[row["key"]]
    elif reason == "grade_not_chosen":
        values |= {"grade": segment_label(study, row["grade"]), "grades": tuple(segment_label(study, grade) for grade in rule.grades)}
    elif reason == "too_little":
        values |= {"amount": words.money(row["room"]), "least": words.money(rule.least)}
    elif reason == "negative_contribution":
        values["amount"] = words.money(-row["contribution"])
    return capitalised(words(_SENTENCES[reason], **values))


def shown_value(study: Study, row: Row) -> str:
    """Return the figure by which an account was ranked."""
    words = study.words
    if is_missing(row["value"]):
        return UNKNOWN
    return words.number(row["value"], 2) if row["criterion"] == "rating" else words.money(row["value"])


def chosen(study: Study) -> Table | None:
    """Return who comes first: with which money, who answers for it, what is done first and what after that; None where nobody is left."""
    words, funnel = study.words, study.funnel
    if funnel.chosen.empty:
        return None
    # What the last step ranked by has a column of its own where it is another figure than what can be won.
    ranked = bool((funnel.chosen["value"] != funnel.chosen["room"]).any())
    measure = measure_label(study, funnel.steps[-1].criterion)
    body = tuple(
        (
            words.number(row["place"]),
            row["name"],
            row["owner"] or UNKNOWN,
            segment_label(study, row["grade"]),
            UNKNOWN if row["kind"] == "lead" else words.number(row["revenue"]),
            words.number(row["room"]),
            *([words.number(row["value"], 2 if row["criterion"] == "rating" else 0)] if ranked else []),
            *activities(study, row),
        )
        for row in funnel.chosen.to_dict("records")
    )
    aligns: tuple[Align, ...] = ("num", "text", "text", "grade", "num", "num", *(A_NUMBER if ranked else ()), "text", "text")
    headings = (
        words("No."), words("Name"), words("Owner"), words("Grade"), words("Revenue"), words("Can be won"), *([measure] if ranked else []),
        words("First activity"), words("Next step"),
    )  # fmt: skip
    caption = words.plural(
        "The account that comes first, by {measure}. Amounts in {currency}.",
        "The {n} accounts that come first, by {measure}. Amounts in {currency}.",
        len(body),
        measure=words.inside(measure),
        currency=words.currency,
    )  # fmt: skip
    return Table(caption, headings, aligns, body, wide=True, language=words.language)


def activities(study: Study, row: Row) -> tuple[str, str]:
    """Return the first activity with an account and the step after it, as the plan has them."""
    words = study.words
    segment = NOT_RATED_SEGMENT if is_missing(row["grade"]) else row["grade"]
    policy: SegmentPolicy = next(policy for policy in study.plan.policies if policy.segment == segment)
    if row["kind"] == "lead":
        after = words("after the first order: {activity}", activity=policy.activities[0].name) if policy.activities else policy.goal
        return policy.leads, after
    own = study.actions[study.actions["customer_id"] == row["number"]].sort_values(["due", "slot"], kind="stable").head(2)
    dated = [f"{name}, {words.short_date(due.date())}" for name, due in zip(own["activity"], pd.to_datetime(own["due"]), strict=True)]
    first, then = (*dated, "", "")[:2]
    return first or policy.goal, then or policy.goal
