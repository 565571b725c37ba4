"""What has changed since the last delivery: how many moved, how stable the grades are, and who went where."""

from segkit.circle import Changes
from segkit.study import Study
from segkit.views import stability
from segkit.views.chapters.opening import opening
from segkit.views.parts import Parts
from segkit.views.text import paragraph


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
    return Parts.of(text, stability.migration(study, since, customers), stability.money_migration(study, since, customers))
