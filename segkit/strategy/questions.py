"""The questions of the kick-off meeting that the segmentation is to answer, and the chapters of the report that answer each."""

from typing import Literal

from segkit.parameters import Record, parameter

Chapter = Literal[
    "summary", "money", "matrix", "segments", "value", "best_worst", "leads", "unknown", "funnel", "rating", "factors", "contribution", "growth", "change",
    "time", "levers", "plan", "capacity", "changes", "data", "glossary",
]  # fmt: skip


class Question(Record):
    """A question of the client's, and where the report answers it."""

    ask: str = parameter(label="Question", help="What the client wants to know, in the client's own words.", min_length=1, max_length=240)
    answered_in: list[Chapter] = parameter(
        [],
        label="Answered in",
        help="The chapters of the report that answer it; left empty, the report lists the question as not answered.",
    )
