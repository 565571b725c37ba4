"""The summary on one page: headline figures, and what they say in sentences."""

from segkit.segments import NOT_RATED_SEGMENT
from segkit.study import Study
from segkit.views import sentences
from segkit.views.chapters.opening import opening
from segkit.views.labels import period_text
from segkit.views.text import Passage, bullets, facts, note, paragraph


def summary(study: Study) -> Passage:
    """Return the one-page summary: headline figures and what they say."""
    words, segmentation = study.words, study.segmentation
    n = len(study.customers)
    rated = n - segmentation.count(NOT_RATED_SEGMENT)
    tiles = [
        (words.number(n), words("Customers")),
        (words.money(segmentation.total["revenue"]), words("Revenue")),
        (words.percent(rated / n), words("Customers rated")),
        (words.money(segmentation.total["headroom"]), words("Headroom")),
    ]
    first = words.plural(
        "The revenue of {n} customer in the period {period} is {revenue}.",
        "The revenue of {n} customers in the period {period} is {revenue}.",
        n,
        revenue=words.money(segmentation.total["revenue"]),
        period=period_text(study),
    )
    said = [
        sentences.largest_segment(study),
        sentences.concentration(study),
        sentences.most_headroom(study),
        sentences.headroom_to_win(study),
        sentences.contribution_to_recover(study),
        sentences.not_rated(study),
        sentences.hours_asked(study),
    ]
    return (
        opening(study, "summary")
        + facts(tiles)
        + paragraph(first, sentences.trend(study))
        + bullets([line for line in said if line])
        + note(
            words("The Excel file that goes with this report holds every customer; its figures follow when a threshold is changed in it.")
        )
    )
