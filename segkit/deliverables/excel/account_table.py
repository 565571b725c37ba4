"""Customers and leads as Excel tables: which columns there are, where their cells lie, and the formulas of each row.

Each live formula comes from the function that stands beside the engine's rule; the engine's value is its cached result.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from segkit.deliverables.excel.account_columns import MATCHING, AccountColumn
from segkit.deliverables.excel.cells import Sheet, clean, quoted
from segkit.deliverables.excel.contribution_place import place_of
from segkit.deliverables.excel.explanation_columns import ExplanationFormulas, any_open, explanation_helpers, explanation_values
from segkit.deliverables.excel.finding_rows import found_formula, row_formula
from segkit.deliverables.excel.live_table import LiveTable, TableColumn, unique_headings, write_table
from segkit.deliverables.excel.rating_layout import rating_layout
from segkit.intake import ATTRIBUTE
from segkit.rating import DIFFERS, NOT_RATED
from segkit.rating.contribution import PROPOSALS as VERDICTS
from segkit.rating.measures import contribution_formula, headroom_formula, utilisation_formula
from segkit.rating.overrides import differs_formula, in_force_formula
from segkit.segments import NOT_RATED_SEGMENT
from segkit.strategy import (
    PROPOSAL_REASONS,
    PROPOSALS,
    SegmentPolicy,
    day_formula,
    first_of,
    middles,
    proposal_formula,
    spread_formula,
    weekday_formula,
)
from segkit.study import Study
from segkit.tables import POTENTIAL_BASES
from segkit.views.labels import pareto_label, segment_label
from segkit.views.ratings.naming import class_label
from segkit.words import capitalised
from segkit.words.language import UNKNOWN

_OF_THE_POLICY: dict[str, Callable[[SegmentPolicy], Any]] = {
    "action": lambda policy: first_of(policy.activities),
    "contacts": lambda policy: policy.meetings_per_year,
    "hours": lambda policy: policy.hours,
}
"""What a customer gets by the segment in which it is."""


@dataclass(frozen=True)
class AccountTable:
    """Where a table lies: `name` is the table's name in Excel, `first` the row of its headings, `rows` its accounts as shown."""

    study: Study
    name: str
    columns: tuple[AccountColumn, ...]
    rows: pd.DataFrame
    first: int

    @property
    def kind(self) -> str:
        """customer or lead, as keys say it."""
        return str(self.rows.columns[0]).removesuffix("_id")

    @cached_property
    def place(self) -> LiveTable:
        headings = {column.key: self.study.words(column.heading) for column in self.columns}
        return LiveTable(self.name, unique_headings(headings), self.first, len(self.rows))

    @property
    def headings(self) -> dict[str, str]:
        return self.place.headings

    @property
    def last(self) -> int:
        return self.place.last

    def has(self, key: str) -> bool:
        return self.place.has(key)

    def position(self, key: str) -> int:
        return self.place.position(key)

    def column(self, key: str) -> str:
        """Return the reference to a whole column, without its heading."""
        return self.place.column(key)

    def cell(self, key: str) -> str:
        """Return the reference to this row's cell of a column."""
        return self.place.cell(key)

    def chosen(self, grade: str, by: str = "grade") -> str:
        """Return the formula that tells of each row whether it has a grade, letter for letter: in force, or `by` the figures (computed)."""
        return f"EXACT({self.column(by)},{grade})"

    def count_formula(self, grade: str, by: str = "grade") -> str:
        """Return the formula of the number of accounts with a grade, which is given as a reference."""
        return f"SUMPRODUCT(--{self.chosen(grade, by)})"

    def sum_formula(self, key: str, grade: str, by: str = "grade") -> str:
        """Return the formula of the sum of a column over the accounts with a grade."""
        return f"ROUND(SUMPRODUCT(--{self.chosen(grade, by)},{self.column(key)}),2)"

    def known_sum_formula(self, key: str, grade: str, by: str = "grade") -> str:
        """Return the same sum, or a dash where there are such accounts and nothing is known of any."""
        known = f"SUMPRODUCT({self.chosen(grade, by)}*ISNUMBER({self.column(key)}))"
        return f"IF(AND({known}=0,{self.count_formula(grade, by)}>0),{quoted(UNKNOWN)},{self.sum_formula(key, grade, by)})"

    @cached_property
    def live(self) -> dict[str, str]:
        """The formulas, made once: every sheet that shows accounts asks which columns have one."""
        return self.formulas()

    @cached_property
    def shown(self) -> pd.DataFrame:
        """The cells' values, made once."""
        return self.values()

    def formulas(self) -> dict[str, str]:
        """Return the formula of every live column; the same for all rows."""
        words, grid, cell = self.study.words, self.study.grid, self.cell
        revenue, potential = cell("revenue"), cell("potential")
        cells = {key: cell(key) for key in ("revenue", "potential", "utilisation", "headroom")}
        place = cell("place")
        found = {
            "utilisation": utilisation_formula(revenue, potential),
            "headroom": headroom_formula(revenue, potential),
            "computed": grid.grade_formula(cells, clean(words(NOT_RATED)).replace('"', '""')),
            "grade": in_force_formula({key: cell(key) for key in ("fixed_grade", "fixed_until", "computed")}),
            "differs": differs_formula(cell("grade"), cell("computed")),
            "place": f"SUMPRODUCT(EXACT(segment_grades,{cell('grade')})*segment_positions)",
            "segment": _of_segment("names", place),
        }
        found |= ExplanationFormulas(study=self.study, cell=cell, has=self.has, span=self.place.span).formulas()
        if self.has("contribution"):
            found["contribution"] = contribution_formula(revenue, cell("cost"))
        ratings = rating_layout(self.study)
        if ratings is not None and self.has("rating_class"):
            found |= {key: ratings.looked_up(of, cell("line")) for key, of in (("rating_class", "class"), ("rating", "rating"))}
        if self.has("proposal"):
            by_rule = {key: cell(key) for key in ("strategic", "contribution") if self.has(key)}
            keep, adjust = (quoted(words(text)) for text in (PROPOSALS[name] for name in ("keep", "adjust")))
            found["proposal"] = proposal_formula(by_rule, keep, adjust, _of_segment("proposals", place))
            found |= {key: _of_segment(key + ("s" if key == "action" else ""), place) for key in ("action", "contacts", "hours")}
            starts, days = (f"INDEX(segment_{name},{place})" for name in ("starts", "days"))
            moment = spread_formula(cell("middle"), f"INDEX(segment_slots,{place})")
            found["day"] = f'IF({place}>0,{day_formula(starts, moment, cell("contacts"), days)},"")'
            found["due"] = weekday_formula(cell("day"))
            reasons = {key: quoted(capitalised(words(text))) for key, text in PROPOSAL_REASONS.items()}
            found["reason"] = proposal_formula(by_rule, reasons["strategic"], reasons["negative_contribution"], reasons["segment"])
        if self.has("ladder"):
            found |= self._by_true_contribution(found, by_rule={key: cell(key) for key in ("strategic",) if self.has(key)})
        return found

    def _by_true_contribution(self, found: dict[str, str], by_rule: dict[str, str]) -> dict[str, str]:
        """Return the formulas that look into the table of true contribution; its verdict stands before the segment's proposal."""
        words, ladder, row = self.study.words, place_of(self.study), self.cell("ladder")
        first = f'IF({row}=0,"",INDEX({ladder.column("overrules")},{row}))'
        by_true, strategic, keep = PROPOSAL_REASONS["true_contribution"], PROPOSAL_REASONS["strategic"], PROPOSALS["keep"]
        because, kept = (quoted(capitalised(words(text))) for text in (by_true, strategic))
        return {
            "ladder": row_formula(ladder, self.cell("line")),
            "true_contribution": found_formula(ladder, "true_contribution", row),
            "verdict": found_formula(ladder, "verdict", row),
            "proposal": proposal_formula(by_rule, quoted(words(keep)), "", f'IF({first}<>"",{first},{found["proposal"]})'),
            "reason": proposal_formula(by_rule, kept, "", f'IF({first}<>"",{because},{found["reason"]})'),
        }

    def values(self) -> pd.DataFrame:
        """Return what the cells hold, as the engine has it: one column per key, texts in the client's language."""
        study, rows = self.study, self.rows
        words, plan = study.words, study.plan
        grade, computed = (_named(rows[name], lambda letter: segment_label(study, letter)) for name in ("grade", "computed_grade"))
        names = {policy.segment: policy.name for policy in plan.policies}
        values = rows.assign(
            number=rows[rows.columns[0]],
            key=f"{self.kind}:" + rows[rows.columns[0]].astype(str),
            line=range(1, len(rows) + 1),
            basis=rows["potential_basis"].map({key: capitalised(words(text)) for key, text in POTENTIAL_BASES.items()}),
            grade=grade,
            segment=_named(rows["grade"], lambda letter: names.get(letter or NOT_RATED_SEGMENT)),
            place=_named(rows["grade"], lambda letter: list(names).index(letter or NOT_RATED_SEGMENT) + 1),
            computed=computed,
            fixed_grade=_named(rows["fixed_grade"], lambda letter: segment_label(study, letter) if letter else None),
            differs=np.where(grade == computed, "", DIFFERS),
            **explanation_values(study, rows),
        )
        if self.has("proposal"):
            values["proposal"] = rows["proposal"].map({key: words(text) for key, text in PROPOSALS.items()})
            values["reason"] = rows["proposal_reason"].map({key: capitalised(words(text)) for key, text in PROPOSAL_REASONS.items()})
            by_segment = {policy.segment: policy for policy in plan.policies}
            for key, of in _OF_THE_POLICY.items():
                values[key] = _named(rows["grade"], lambda letter, of=of: of(by_segment[letter or NOT_RATED_SEGMENT]))  # type: ignore[misc]
            values["middle"] = middles(rows)
            values[["due", "day"]] = self._first_due()
            if self.has("ladder"):
                verdicts = {key: words(text) for key, text in VERDICTS.items()}
                values = values.assign(ladder=values["line"], verdict=rows["verdict"].map(verdicts))
            values["pareto"] = _named(rows["pareto_class"], lambda name: pareto_label(study, name))
        return values[list(self.headings)]

    def _first_due(self) -> pd.DataFrame:
        """Return when each customer's contact is due, and the day before it was moved off a weekend, as Excel counts days."""
        planned, policies = self.study.actions, self.study.plan.policies
        contacts = {policy.segment: policy.contact_slot for policy in policies}
        own = planned[planned["slot"] == planned["segment"].map(contacts)].set_index("customer_id")
        return own[["due", "day"]].apply(serials).reindex(self.rows["customer_id"]).set_axis(self.rows.index)


def serials(days: pd.Series) -> pd.Series:
    """Return days as Excel counts them, as a formula's result is kept."""
    return (days - pd.Timestamp(1899, 12, 30)).dt.days


def _of_segment(name: str, place: str) -> str:
    """Return what is listed for the segment at a position; empty for a letter that is no segment's."""
    return f'IF({place}>0,INDEX(segment_{name},{place}),"")'


def account_table(study: Study, name: str, columns: tuple[AccountColumn, ...], accounts: pd.DataFrame, first: int) -> AccountTable:
    """Return the table of accounts, largest revenue first, without the columns that no account fills."""
    number = accounts.columns[0]
    if study.deep is not None and number == "customer_id":
        classes = [class_label(study, name) for name in study.deep.scores.rating_class]
        accounts = accounts.assign(rating_class=classes, rating=study.deep.scores.score)
    rows = accounts.sort_values(["revenue", number], ascending=[False, True], na_position="last", kind="stable", ignore_index=True)
    own = tuple(
        AccountColumn(str(name), clean(str(name).removeprefix(ATTRIBUTE)), "client", 30) for name in rows if str(name).startswith(ATTRIBUTE)
    )
    filled = tuple(column for column in (*columns, *own, *explanation_helpers(study, rows), *MATCHING) if _filled(column, rows))
    return AccountTable(study, name, filled, rows, first)


def write_accounts(sheet: Sheet, table: AccountTable) -> list[TableColumn]:
    """Write the table: headings, cells with their formulas, filters, widths. Return its columns without their values."""
    formulas, values = table.live, table.shown
    columns = [
        TableColumn(
            column.key,
            table.headings[column.key],
            column.kind.removeprefix("live "),
            values[column.key].tolist(),
            formulas.get(column.key, ""),
            column.width,
            entry=column.entry,
            hidden=column.hidden,
        )
        for column in table.columns
    ]
    write_table(sheet, table.place, columns)
    return [replace(column, values=()) for column in columns]


def _filled(column: AccountColumn, rows: pd.DataFrame) -> bool:
    if column.key == "possible":
        return any_open(rows)
    return column.always or (column.key in rows and _any(rows[column.key]))


def _named(values: pd.Series, name: Callable[[str | None], Any]) -> pd.Series:
    """Return what each value is called; every distinct one is asked for once, those that are missing as None."""
    places, distinct = pd.factorize(values)
    names = np.array([*(name(str(value)) for value in distinct), name(None)], dtype=object)  # a missing value's place is -1: the last
    return pd.Series(names[places], index=values.index, dtype=object)


def _any(values: pd.Series) -> bool:
    return bool((values.notna() & (values.astype(object) != "")).any())
