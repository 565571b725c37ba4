"""How chapters begin: their titles, and the questions of the kick-off that each of them answers."""

from segkit.strategy import Chapter
from segkit.study import Study
from segkit.views.table import Table
from segkit.views.text import Passage, answers, heading
from segkit.words import phrase

TITLES: dict[Chapter, str] = {
    "summary": phrase("Summary"),
    "money": phrase("Where the money is"),
    "matrix": phrase("The segments"),
    "segments": phrase("Segment by segment"),
    "value": phrase("Headroom and value at stake"),
    "best_worst": phrase("The best and the worst customers"),
    "leads": phrase("Leads"),
    "unknown": phrase("What we do not know yet"),
    "funnel": phrase("From {n} to {m}"),
    "contribution": phrase("True contribution"),
    "growth": phrase("Customers to build on"),
    "change": phrase("Customers to change"),
    "time": phrase("Where the time goes"),
    "plan": phrase("The plan"),
    "capacity": phrase("Capacity"),
    "changes": phrase("What has changed"),
    "data": phrase("The data"),
    "rating": phrase("How customers are rated"),
    "factors": phrase("What the ratings say"),
    "levers": phrase("What would move most"),
    "glossary": phrase("Glossary of factors"),
}
"""The chapters by the names that engagement.yaml knows them by."""


def opening(study: Study, chapter: Chapter, level: int = 1) -> Passage:
    """Return a chapter's heading, with the questions that it answers."""
    words = study.words
    asked = [question.ask for question in study.engagement.questions if chapter in question.answered_in]
    return heading(title(study, chapter), level) + answers([words("Answers: {question}", question=question) for question in asked])


def title(study: Study, chapter: Chapter) -> str:
    """Return a chapter's title; that of the funnel says how many accounts came and how many are chosen."""
    steps = study.funnel.steps
    return study.words(TITLES[chapter], n=steps[0].came.accounts, m=steps[-1].went.accounts)


def questions(study: Study) -> Table | None:
    """Return the questions of the kick-off with the chapters that answer them; None where none were written down."""
    words, asked = study.words, study.engagement.questions
    if not asked:
        return None
    places = {key: title(study, key) for key in TITLES}
    rows = tuple(
        (question.ask, "; ".join(dict.fromkeys(places[key] for key in question.answered_in)) or words("not answered by this report"))
        for question in asked
    )
    return Table(words("What the segmentation is to answer."), (words("Question"), words("Answered in")), ("text", "text"), rows)
