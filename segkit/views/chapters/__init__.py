"""Chapters of the report in sentences made from the figures: one function each, from Study to what a cell shows."""

from segkit.views.chapters.campaigns import campaigns, progress
from segkit.views.chapters.capacity import capacity
from segkit.views.chapters.changes import changes
from segkit.views.chapters.closing import data_quality, method, plan
from segkit.views.chapters.contribution import change, contribution, growth, time
from segkit.views.chapters.customer_pages import customer_pages
from segkit.views.chapters.deep_summary import deep_summary
from segkit.views.chapters.findings import best_worst, leads, matrix, money, unknown, value
from segkit.views.chapters.funnel import funnel
from segkit.views.chapters.opening import TITLES, questions
from segkit.views.chapters.ratings import factor_glossary, rating, rating_factors, rating_levers
from segkit.views.chapters.segments import not_rated_policy, segment_pages
from segkit.views.chapters.summary import summary

__all__ = [
    "TITLES",
    "best_worst",
    "campaigns",
    "capacity",
    "change",
    "changes",
    "contribution",
    "customer_pages",
    "data_quality",
    "deep_summary",
    "factor_glossary",
    "funnel",
    "growth",
    "leads",
    "matrix",
    "method",
    "money",
    "not_rated_policy",
    "plan",
    "progress",
    "questions",
    "rating",
    "rating_factors",
    "rating_levers",
    "segment_pages",
    "summary",
    "time",
    "unknown",
    "value",
]
