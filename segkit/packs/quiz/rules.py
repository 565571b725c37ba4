"""Quiz questions about the rules: grades, thresholds, headroom, and what the service policy promises."""

import numpy as np
import pandas as pd

from segkit.packs.figures import held, of_segment, plain_hours
from segkit.packs.quiz.item import Item, of_numbers, of_texts
from segkit.rating import NOT_RATED, measured, rate
from segkit.segments import NOT_RATED_SEGMENT
from segkit.strategy import SegmentPolicy
from segkit.study import Study
from segkit.views.explaining import explanation
from segkit.views.labels import cut_text, segment_label
from segkit.words import is_missing


def grade_of_one(study: Study) -> Item | None:
    """Which grade follows from the figures of a real customer."""
    words, row = study.words, _one(study)
    if row is None:
        return None
    grade = row["grade"]
    text = words(
        "A customer buys for {revenue} of a potential of {potential}. Which grade do the figures give it?",
        revenue=words.money(row["revenue"]), potential=words.money(row["potential"]),
    )  # fmt: skip
    labels = [segment_label(study, letter) for letter in study.grid.letters]
    near = sorted(study.grid.letters, key=lambda letter: abs(study.grid.letters.index(letter) - study.grid.letters.index(grade)))
    wrong = [segment_label(study, letter) for letter in near]
    return of_texts(text, segment_label(study, grade), wrong, explanation(study, row), labels)


def not_rated(study: Study) -> Item | None:
    """What a customer of unknown potential gets."""
    words = study.words
    if not any(axis.measure in {"potential", "utilisation", "headroom"} for axis in study.grid.axes):
        return None
    letters = [segment_label(study, letter) for letter in study.grid.letters]
    label = words(NOT_RATED)
    why = words("Unknown is never low: without a potential there is no grade, and somebody asks the customer.")
    text = words("Nobody knows a customer's potential. Which grade does it get?")
    return of_texts(text, label, [letters[-1], letters[0], *letters[1:-1]], why, [*letters, label])


def headroom_of_one(study: Study) -> Item | None:
    """What is still to be won from a real customer."""
    words, row = study.words, _one(study)
    if row is None or row["potential"] <= row["revenue"]:
        return None
    revenue, potential = float(row["revenue"]), float(row["potential"])
    text = words(
        "A customer buys for {revenue} of a potential of {potential}. How much is its headroom?",
        revenue=words.money(revenue), potential=words.money(potential),
    )  # fmt: skip
    right = potential - revenue
    wrong = [potential, revenue, potential + revenue, right / 2]
    why = words("Headroom is potential less revenue: what is still to be won.")
    return of_numbers(text, (right, words.money(right)), [(value, words.money(value)) for value in wrong], why)


def utilisation_of_one(study: Study) -> Item | None:
    """Which share of its potential a real customer buys here."""
    words, row = study.words, _one(study)
    if row is None:
        return None
    share = float(row["revenue"] / row["potential"])
    text = words(
        "A customer buys for {revenue} of a potential of {potential}. How much of the potential is used?",
        revenue=words.money(row["revenue"]), potential=words.money(row["potential"]),
    )  # fmt: skip
    wrong = [1 - share, share / 2, min(share * 1.5, (1 + share) / 2), share * 3]
    why = words("Utilisation is revenue divided by potential.")
    return of_numbers(text, (share, words.percent(share)), [(value, words.percent(value)) for value in wrong], why)


def contacts(study: Study) -> Item | None:
    """How often the customers of a segment are contacted."""
    words, policy = study.words, _most_contacts(study)
    if policy is None:
        return None
    often = policy.meetings_per_year
    text = words("How many contacts a year does a customer in segment {name} get by the policy?", name=segment_label(study, policy.segment))
    others = [other.meetings_per_year for other in study.plan.policies]
    wrong = [*sorted({value for value in others if value != often}, reverse=True), often * 2, often + 4, often / 2]
    why = words("It is the segment's rhythm of contact: {channel}.", channel=policy.channel)
    return of_numbers(text, (often, plain_hours(study, often)), [(value, plain_hours(study, value)) for value in wrong], why)


def response(study: Study) -> Item | None:
    """Within how many hours the first segment is answered."""
    words, policies = study.words, held(study)
    if not policies:
        return None
    policy = min(policies, key=lambda policy: policy.support_priority)
    hours = policy.response_hours
    others = sorted({other.response_hours for other in study.plan.policies if other.response_hours != hours})
    wrong = [*others, hours * 2, hours * 6, hours / 2]
    text = words(
        "Within how many working hours is an enquiry from segment {name} answered?", name=segment_label(study, policy.segment)
    )  # fmt: skip
    return of_numbers(
        text, (hours, plain_hours(study, hours)), [(value, plain_hours(study, value)) for value in wrong], policy.service_level
    )


def hours_of_one(study: Study) -> Item | None:
    """How many hours a year a customer of a segment gets in all."""
    words, policy = study.words, _most_contacts(study)
    if policy is None or policy.hours <= 0:
        return None
    text = words("How many hours a year does the plan hold for one customer in segment {name}?", name=segment_label(study, policy.segment))
    wrong = [policy.hours * factor for factor in (0.5, 1.5, 2.0, 3.0)]
    why = words("Contacts, preparation, travel and follow-up, and all other activities of the segment.")
    shown = [(value, plain_hours(study, value)) for value in wrong]
    return of_numbers(text, (policy.hours, plain_hours(study, policy.hours)), shown, why)


def threshold(study: Study) -> Item | None:
    """What a value exactly on a threshold counts as."""
    words = study.words
    cut = next((cut for cut in study.grid.cuts if not cut.open), None)
    if cut is None:
        return None
    label = next(value.label for value in study.parameters if value.key == cut.key)
    text = words(
        "The threshold “{name}” is {value}. A customer has exactly that. What does it count as?", name=words(label), value=cut_text(study, cut)
    )  # fmt: skip
    right = words("The higher band")
    wrong = [words("The lower band"), words("Not rated, until somebody decides"), words("What it counted as last year")]
    return of_texts(text, right, wrong, words("A value exactly on the threshold belongs to the higher band, everywhere."), [])


def who_decides(study: Study) -> Item | None:
    """Who decides that a customer is parted with."""
    words = study.words
    right = words("A person; the figures only put the question")
    wrong = [words("The grade"), words("The figures, by a rule"), words("The sales rep alone, on the spot")]
    why = words("A proposal is what the rule suggests. The decision is taken by a person.")
    return of_texts(words("Who decides to part with a customer?"), right, wrong, why)


def negative(study: Study) -> Item | None:
    """What a missing figure is."""
    words = study.words
    right = words("That nobody knows it yet")
    wrong = [words("That it is 0"), words("That it is low"), words("That the customer is gone")]
    why = words("Unknown is never low and never 0: it is found out.")
    return of_texts(words("What does a dash in a table mean?"), right, wrong, why)


def _one(study: Study) -> pd.Series | None:
    """Return the figures of a real customer in whole units, with the grade that these give; None where nobody's are known.

    It is the one in the middle of the segment that comes first in the order of the grades.
    """
    for policy in held(study):
        if policy.segment == NOT_RATED_SEGMENT:
            continue
        own = of_segment(study, policy.segment)
        known = own[(own["revenue"] > 0) & (own["potential"] > 0)]
        if known.empty:
            continue
        row = known.iloc[len(known) // 2]
        figures = pd.DataFrame({name: [float(round(row[name]))] for name in ("revenue", "potential")}).assign(cost=np.nan)
        rated = rate(measured(figures), study.grid).frame.iloc[0]
        if not is_missing(rated["grade"]):
            return rated
    return None


def _most_contacts(study: Study) -> SegmentPolicy | None:
    """Return the policy with the most contacts a year; None where nobody is contacted."""
    policies = [policy for policy in held(study) if policy.meetings_per_year > 0]
    return max(policies, key=lambda policy: policy.meetings_per_year, default=None)
