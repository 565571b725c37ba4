"""What has changed since the last delivery: how many moved, how stable the grades are, and who went where."""

from collections import Counter

from segkit.circle import WHY, Changes
from segkit.study import Study
from segkit.views import stability
from segkit.views.chapters.opening import opening
from segkit.views.parts import Parts
from segkit.views.rule_changes import rules_table
from segkit.views.text import Passage, paragraph


def changes(study: Study, since: Changes | None) -> Parts | None:
    """Return the comparison with the last delivery; None before there is one. Other leads are told of in the Excel file."""
    if since is None:
        return None
    words, customers = study.words, since.customers
    text = opening(study, "changes") + paragraph(
        words("Compared with the delivery of {date}.", date=words.date(since.since)),
        words(
            "Customers who changed grade: {moved}; new: {new}; no longer there: {gone}.",
            moved=len(customers.moved),
            new=len(customers.new),
            gone=len(customers.gone),
        ),
        stability.stable(study, since, customers),
        words("Part of every change is chance: who stood unusually high or low then moves back towards the middle by itself."),
        words("The Excel file names every account that moved, with the reason, and the rules that are others."),
    )
    return Parts.of(
        text,
        stability.migration(study, since, customers),
        stability.money_migration(study, since, customers),
        _classes(study, since),
        stability.class_migration(study, since, since.classes) if since.classes else None,
        rules_table(study, since),
    )


def _classes(study: Study, since: Changes) -> Passage | None:
    """Return how many customers changed rating class, and for which reason; None without ratings then and now."""
    if since.classes is None:
        return None
    words, moved = study.words, since.classes.moved
    counts = Counter(move.why for move in moved)
    reasons = "; ".join(words("{what}: {value}", what=words(WHY[why]), value=words.number(n)) for why, n in counts.most_common())
    told = words.plural(
        "{n} customer changed rating class ({reasons}).", "{n} customers changed rating class ({reasons}).", len(moved), reasons=reasons
    )
    return paragraph(told if moved else words("No customer changed rating class."))
