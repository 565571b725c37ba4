"""The Deep Dive's summary on one page: headline figures, and what rating, money and time say in a sentence each."""

from segkit.study import Study
from segkit.views import sentences
from segkit.views.chapters.opening import opening
from segkit.views.charts.classes import finding
from segkit.views.labels import period_text
from segkit.views.money import headlines
from segkit.views.money.known import in_all
from segkit.views.ratings import firmness, raters
from segkit.views.text import Passage, bullets, facts, note, paragraph
from segkit.words import is_missing
from segkit.words.language import UNKNOWN


def deep_summary(study: Study) -> Passage | None:
    """Return the one-page summary of a Deep Dive: headline figures and what they say; None in a Basic engagement."""
    if study.deep is None:
        return None
    words, deep = study.words, study.deep
    n, whole = len(study.customers), in_all(study, deep)
    rated = int(deep.customers["rating_class"].notna().sum())
    first = deep.lists.best["growth"].head(deep.lists.sizes[0])
    tiles = [
        (words.number(n), words("Customers")),
        (words.percent(rated / n), words("Customers with a rating")),
        (words.money(whole.true_contribution) if whole.customers else UNKNOWN, words("True contribution")),
        (words.money(first.sum()) if len(first) else UNKNOWN, words("Growth of the first {n}", n=deep.lists.sizes[0])),
    ]
    opened = words.plural(
        "The revenue of {n} customer in the period {period} is {revenue}.",
        "The revenue of {n} customers in the period {period} is {revenue}.",
        n,
        revenue=words.money(study.segmentation.total["revenue"]),
        period=period_text(study),
    )
    said = [
        headlines.true_contribution(study),
        headlines.whale_sentence(study),
        finding(study),
        headlines.growth(study),
        headlines.change(study),
        headlines.thieves(study),
        sentences.hours_asked(study),
        raters.agreement(study),
        firmness.how_firm(study) if is_missing(deep.raters.agreement) else "",
    ]
    return (
        opening(study, "summary")
        + facts(tiles)
        + paragraph(opened, sentences.trend(study))
        + bullets([line for line in said if line])
        + note(
            words(
                "The Excel file that goes with this report holds every customer, with its rating factor by factor and its true contribution."
            )
        )
    )
