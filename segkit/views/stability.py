"""How stable the grades have been since the last delivery: in a sentence, and as a table of who went where."""

from collections.abc import Mapping

import pandas as pd

from segkit.circle import GONE, MOVED, NEW, AccountChanges, Changes, ClassChanges, Stability, shares_of_rows
from segkit.circle.stability import SMALL
from segkit.segments import NOT_RATED_SEGMENT
from segkit.study import Study
from segkit.views.labels import segment_label
from segkit.views.ratings.naming import class_label
from segkit.views.table import Align, Table


def stable(study: Study, changes: Changes, accounts: AccountChanges) -> str:
    """Return in a sentence or two how far the grades have moved; empty where there is nothing, or another preset, to compare with."""
    words, found = study.words, accounts.stability
    if found is None or changes.preset is not None:
        return ""
    sentence = words(
        "How the accounts are spread over the grades, since the delivery of {date}: {moved} (stability index {index}).",
        date=words.date(changes.since),
        moved=words(MOVED[found.told]),
        index=words.number(found.index, 2),
    )
    return f"{sentence} {_by_chance(study, found)}".strip()


def migration(study: Study, changes: Changes, accounts: AccountChanges) -> Table:
    """Return for each grade of then what became of its accounts: how many, and in brackets their share of the row."""
    words = study.words
    caption = words(
        "From the grade then (rows) to the grade now (columns): accounts and their share of the row, since {date}.",
        date=words.date(changes.since),
    )
    labels = {name: _label(study, name) for name in _names(accounts.migration)}
    return _who_went_where(study, accounts.migration, (caption, words("Grade then")), labels)


def class_migration(study: Study, changes: Changes, classes: ClassChanges) -> Table:
    """Return the same of the rating classes."""
    words = study.words
    caption = words(
        "From the class then (rows) to the class now (columns): customers and their share of the row, since {date}.",
        date=words.date(changes.since),
    )
    edges = {**_edges(study), NOT_RATED_SEGMENT: class_label(study, None)}
    labels = {name: edges.get(name) or class_label(study, name) for name in _names(classes.migration)}
    return _who_went_where(study, classes.migration, (caption, words("Class then")), labels)


def _who_went_where(study: Study, table: pd.DataFrame, titles: tuple[str, str], labels: Mapping[str, str]) -> Table:
    """Return a migration as a table with its caption and its first heading."""
    shares = shares_of_rows(table)
    body = tuple((labels[str(row)], *(_counted(study, table, shares, (row, column)) for column in table.columns)) for row in table.index)
    figures: list[Align] = ["num"] * len(table.columns)
    return Table(titles[0], (titles[1], *(labels[str(column)] for column in table.columns)), ("text", *figures), body, wide=True)


def money_migration(study: Study, changes: Changes, accounts: AccountChanges) -> Table:
    """Return the same in money: the revenue of now, of those who are gone that of then."""
    words, table = study.words, accounts.money
    caption = words(
        "The same in {currency}: revenue of now, and of then for those who are gone; since {date}.",
        currency=words.currency,
        date=words.date(changes.since),
    )
    body = tuple((_label(study, str(row)), *(words.number(value) for value in table.loc[row])) for row in table.index)
    headings = (words("Grade then"), *(_label(study, str(column)) for column in table.columns))
    figures: list[Align] = ["num"] * len(table.columns)
    return Table(caption, headings, ("text", *figures), body, wide=True)


def _by_chance(study: Study, found: Stability) -> str:
    """Return how far the index can be trusted where accounts are few; empty where they are many."""
    words = study.words
    if found.low is None or found.high is None:
        return ""
    return words(
        "With fewer than {n} accounts the index is rough: {low} to {high}.",
        n=SMALL,
        low=words.number(found.low, 2),
        high=words.number(found.high, 2),
    )


def _names(table: pd.DataFrame) -> list[str]:
    return [str(name) for name in (*table.index, *table.columns)]


def _edges(study: Study) -> dict[str, str]:
    return {NEW: study.words("New"), GONE: study.words("No longer there")}


def _label(study: Study, name: str) -> str:
    return _edges(study).get(name) or segment_label(study, name)


def _counted(study: Study, table: pd.DataFrame, shares: pd.DataFrame, cell: tuple[str, str]) -> str:
    words, count = study.words, int(table.loc[cell[0], cell[1]])  # type: ignore[arg-type]  # a table of counts
    if not count:
        return words.number(0)
    return words("{value} ({share})", value=words.number(count), share=words.percent(float(shares.loc[cell[0], cell[1]])))  # type: ignore[arg-type]
