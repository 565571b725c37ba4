"""Chapters of the report in sentences made from the figures: one function each, from Study to what a cell shows."""

from segkit.views.chapters.changes import changes
from segkit.views.chapters.closing import data_quality, method, plan
from segkit.views.chapters.contribution import change, contribution, growth, time
from segkit.views.chapters.findings import best_worst, leads, matrix, money, unknown, value
from segkit.views.chapters.opening import TITLES, questions
from segkit.views.chapters.segments import not_rated_policy, segment_pages
from segkit.views.chapters.summary import summary

__all__ = [
    "TITLES",
    "best_worst",
    "change",
    "changes",
    "contribution",
    "data_quality",
    "growth",
    "leads",
    "matrix",
    "method",
    "money",
    "not_rated_policy",
    "plan",
    "questions",
    "segment_pages",
    "summary",
    "time",
    "unknown",
    "value",
]
