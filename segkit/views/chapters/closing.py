"""The last chapters: the plan and who answers for it, the data, the method and the definitions."""

from segkit import __version__
from segkit.study import Study
from segkit.views import sentences, validity
from segkit.views.chapters.opening import opening
from segkit.views.deciding import decided, signed_off
from segkit.views.labels import pareto_preset_label, period_text, preset_label
from segkit.views.text import Passage, columns, heading, paragraph, points
from segkit.words.glossary import TERMS


def plan(study: Study) -> Passage:
    """Return the introduction to the plan: its days, the hours it asks for, and who answers for the segments."""
    words, period = study.words, study.engagement.plan_period
    return opening(study, "plan") + paragraph(
        words("Every segment has a goal, a service level and a rhythm of contact."),
        sentences.hours_asked(study) or words("Together they ask for {hours} hours a year.", hours=words.number(study.plan.total_hours)),
        sentences.hours_of_the_largest(study),
        words(
            "The plan runs from {first} to {last}; the next segmentation is due on {review}.",
            first=words.date(period.start),
            last=words.date(period.end),
            review=words.date(period.review),
        ),
    )


def data_quality(study: Study) -> Passage:
    """Return what was received, that all of it is accounted for, and how many questions are open."""
    words, account = study.words, study.intake.reconciliation
    questions = sum(finding.severity == "question" for finding in study.findings)
    return opening(study, "data") + paragraph(
        words.plural("{n} row was received.", "{n} rows were received.", account.rows("received")),
        words("Every row is used or set aside with a reason, and the amounts add up to the last decimal."),
        words.plural(
            "{n} question is open; all of them stand in the Excel file.",
            "{n} questions are open; all of them stand in the Excel file.",
            questions,
        )
        if questions
        else words("No question is open."),
        validity.verdict(study),
    )


def method(study: Study) -> Passage:
    """Return how the figures come about, and what the words mean."""
    words = study.words
    text = heading(words("Method and definitions")) + paragraph(
        words("Period: {period}.", period=period_text(study)),
        words("Model: {preset}.", preset=preset_label(study)),
        words(
            "Pareto: {preset}. A customer's class follows from the share of strictly larger customers; customers with equal revenue share a class.",
            preset=pareto_preset_label(study),
        ),
        words(
            "Made with segkit {version}; number of the study, also in manifest.json: {number}.", version=__version__, number=study.delivery
        ),
    )
    return text + agreed(study) + columns(points([(words(term), words(meaning)) for term, meaning in TERMS]))


def agreed(study: Study) -> Passage:
    """Return who signed off the basis, and what was decided with the client; nothing where nothing was written down."""
    words, lines = study.words, decided(study)
    signed = signed_off(study)
    text = paragraph(signed) if signed else Passage("", "")
    return text + heading(words("Decided with the client"), 2) + points(lines) if lines else text
