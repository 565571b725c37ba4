"""The rules that are others than in the last delivery: what each is about, and its value then and now."""

from collections.abc import Iterator
from dataclasses import dataclass

from segkit.circle import Changes, NumberChange, RuleChange
from segkit.segments import NOT_RATED_SEGMENT
from segkit.strategy import PROPOSALS
from segkit.study import Study
from segkit.views.labels import decimals, segment_label
from segkit.views.table import Table
from segkit.words.language import UNKNOWN

MOST = 30
"""Rows that the report shows; the Excel file has all."""


@dataclass(frozen=True)
class ToldChange:
    """One rule that is another: whom or what it is about ("" = all), what of it, and its texts then and now."""

    about: str
    what: str
    before: str
    after: str


def told_rules(study: Study, changes: Changes) -> Iterator[ToldChange]:
    """Yield the rules in words that are others: preset, grid, activities, factors."""
    words = study.words
    if changes.preset is not None:
        yield ToldChange("", words("Preset"), *changes.preset)
    for rule in changes.rules:
        about = segment_called(study, rule.about) if rule.segment else rule.about
        yield ToldChange(about, _what(study, rule), rule.before or UNKNOWN, rule.after or UNKNOWN)


def told_texts(study: Study, changes: Changes) -> Iterator[ToldChange]:
    """Yield the texts of the playbook that are others."""
    words = study.words
    for text in changes.texts:
        told = (text.before, text.after)
        if text.field == "proposal":
            told = (words(PROPOSALS.get(text.before, text.before)), words(PROPOSALS.get(text.after, text.after)))
        yield ToldChange(segment_called(study, text.segment), words(text.label), *told)


def rules_table(study: Study, changes: Changes) -> Table | None:
    """Return what is another in the rules as a table, the first MOST of them; None where all is as it was."""
    words = study.words
    numbers = (
        ToldChange(number_about(study, one.key), words(one.label), *(_shown(study, one, value) for value in (one.before, one.after)))
        for one in changes.numbers
    )
    rows = [(one.about, one.what, one.before, one.after) for one in (*told_rules(study, changes), *numbers, *told_texts(study, changes))]
    if not rows:
        return None
    caption = words("The rules that are others than on {date}.", date=words.date(changes.since))
    if len(rows) > MOST:
        more = words("{shown} of {n} are shown; the Excel file has all.", shown=MOST, n=len(rows))
        caption = f"{caption} {more}"
    headings = (words("About"), words("What"), words("Then"), words("Now"))
    return Table(caption, headings, ("text",) * 4, tuple(rows[:MOST]))


def number_about(study: Study, key: str) -> str:
    """Return whom or what a number belongs to: a segment, a sales rep, in a Deep Dive a factor, a class or a cost; "" for one that stands alone."""
    if key.startswith("playbook."):
        return segment_called(study, key.split(".")[1])
    if not key.startswith(("tree.", "contribution.", "capacity.reps.")):
        return ""
    gone = key.split(".")[2] if key.startswith(("tree.weights.", "tree.points.")) else ""
    return next((value.about for value in study.parameters if value.key == key), gone)


def segment_called(study: Study, name: str) -> str:
    """Return a segment as the client calls it."""
    return segment_label(study, None if name == NOT_RATED_SEGMENT else name)


def _what(study: Study, rule: RuleChange) -> str:
    label = study.words(rule.label)
    return f"{label}: {rule.item}" if rule.item else label


def _shown(study: Study, number: NumberChange, value: float | None) -> str:
    words = study.words
    if value is None:
        return UNKNOWN
    if number.unit == "fraction":
        return words.percent(value, decimals(value * 100))
    if number.unit.startswith("currency"):
        return words.money(value, decimals(value, most=2))
    return words.number(value, next((n for n in range(2) if round(value, n) == round(value, 2)), 2))
