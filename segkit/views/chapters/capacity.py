"""The chapter on capacity: whether every sales rep can carry the plan, and what would make it fit."""

from segkit.study import Study
from segkit.views import capacity as tables
from segkit.views import capacity_text as text
from segkit.views.chapters.opening import opening
from segkit.views.charts.capacity import capacity as chart
from segkit.views.parts import Parts
from segkit.views.text import Passage, bullets, heading, note, paragraph


def capacity(study: Study) -> Parts:
    """Return hours against hours per sales rep, the proposed moves and the regions; without hours, what to write for them."""
    if not study.capacity.is_known:
        return Parts.of(opening(study, "capacity") + _without_hours(study), tables.regions(study))
    words = study.words
    return Parts.of(
        opening(study, "capacity") + bullets(text.verdicts(study)),
        chart(study),
        tables.reps(study),
        heading(words("What would make it fit"), 2) + paragraph(*text.proposal(study)) + paragraph(text.balance(study), _rule(study)),
        tables.moves(study),
        tables.regions(study),
    )


def _rule(study: Study) -> str:
    return study.words(
        "The proposal moves as few customers as can be, respects regions and industries, leaves strategic customers where they are, and shares "
        "potential, not customers, as evenly as it can."
    )


def _without_hours(study: Study) -> Passage:
    words = study.words
    return paragraph(
        words("The hours of each sales rep are not known, so nobody can tell whether the plan fits those who carry it.")
    ) + note(
        words(
            "In engagement.yaml, under capacity, reps lists each sales rep with name and hours (a year, for customers), or with weekly_hours, "
            "weeks and selling_share; regions and industries say whose customers each of them takes."
        )
    )
