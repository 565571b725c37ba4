"""Customers and leads as Excel tables: which columns there are, where their cells lie, and the formulas of each row.

Each live formula comes from the function that stands beside the engine's rule; the engine's value is its cached result.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd

from segkit.deliverables.excel.account_columns import MATCHING, AccountColumn
from segkit.deliverables.excel.cells import Sheet, clean, quoted
from segkit.deliverables.excel.live_table import LiveTable, TableColumn, unique_headings, write_table
from segkit.intake import ATTRIBUTE
from segkit.rating import NOT_RATED, REASONS
from segkit.rating.measures import contribution_formula, headroom_formula, utilisation_formula
from segkit.segments import NOT_RATED_SEGMENT
from segkit.strategy import PROPOSAL_REASONS, PROPOSALS, proposal_formula
from segkit.study import Study
from segkit.tables import POTENTIAL_BASES
from segkit.views.labels import band_label, pareto_label, segment_label
from segkit.words.language import UNKNOWN


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

    def chosen(self, grade: str) -> str:
        """Return the formula that tells of each row whether it has a grade, letter for letter."""
        return f"EXACT({self.column('grade')},{grade})"

    def count_formula(self, grade: str) -> str:
        """Return the formula of the number of accounts with a grade, which is given as a reference."""
        return f"SUMPRODUCT(--{self.chosen(grade)})"

    def sum_formula(self, key: str, grade: str) -> str:
        """Return the formula of the sum of a column over the accounts with a grade."""
        return f"ROUND(SUMPRODUCT(--{self.chosen(grade)},{self.column(key)}),2)"

    def known_sum_formula(self, key: str, grade: str) -> str:
        """Return the same sum, or a dash where there are such accounts and nothing is known of any."""
        known = f"SUMPRODUCT({self.chosen(grade)}*ISNUMBER({self.column(key)}))"
        return f"IF(AND({known}=0,{self.count_formula(grade)}>0),{quoted(UNKNOWN)},{self.sum_formula(key, grade)})"

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
        place = f"SUMPRODUCT(EXACT(segment_grades,{cell('grade')})*segment_positions)"
        found = {
            "utilisation": utilisation_formula(revenue, potential),
            "headroom": headroom_formula(revenue, potential),
            "grade": grid.grade_formula(cells, clean(words(NOT_RATED)).replace('"', '""')),
            "why": self._why_formula(cells),
            "segment": f'IF({place}>0,INDEX(segment_names,{place}),"")',
        }
        if self.has("contribution"):
            found["contribution"] = contribution_formula(revenue, cell("cost"))
        if self.has("proposal"):
            by_rule = {key: cell(key) for key in ("strategic", "contribution") if self.has(key)}
            keep, adjust = (quoted(words(text)) for text in (PROPOSALS[name] for name in ("keep", "adjust")))
            by_segment = f'IF({place}>0,INDEX(segment_proposals,{place}),"")'
            found["proposal"] = proposal_formula(by_rule, keep, adjust, by_segment)
            reasons = {key: quoted(_sentence(words(text))) for key, text in PROPOSAL_REASONS.items()}
            found["reason"] = proposal_formula(by_rule, reasons["strategic"], reasons["negative_contribution"], reasons["segment"])
        return found

    def values(self) -> pd.DataFrame:
        """Return what the cells hold, as the engine has it: one column per key, texts in the client's language."""
        study, rows = self.study, self.rows
        words, plan = study.words, study.plan
        names = {policy.segment: policy.name for policy in plan.policies}
        values = rows.assign(
            number=rows[rows.columns[0]],
            key=f"{self.kind}:" + rows[rows.columns[0]].astype(str),
            line=range(1, len(rows) + 1),
            basis=rows["potential_basis"].map({key: _sentence(words(text)) for key, text in POTENTIAL_BASES.items()}),
            grade=_named(rows["grade"], lambda grade: segment_label(study, grade)),
            segment=_named(rows["grade"], lambda grade: names.get(grade or NOT_RATED_SEGMENT)),
            why=self._why(),
        )
        if self.has("proposal"):
            values["proposal"] = rows["proposal"].map({key: words(text) for key, text in PROPOSALS.items()})
            values["reason"] = rows["proposal_reason"].map({key: _sentence(words(text)) for key, text in PROPOSAL_REASONS.items()})
            values["pareto"] = _named(rows["pareto_class"], lambda name: pareto_label(study, name))
        return values[list(self.headings)]

    def _why_formula(self, cells: dict[str, str]) -> str:
        words, axes = self.study.words, self.study.grid.axes
        parts = []
        for axis in axes:
            bands = ",".join(quoted(band_label(self.study, axis, band)) for band in range(len(axis.bands)))
            parts.append(f"CHOOSE(1+{axis.band_formula(cells[axis.measure])},{bands})")
        because = self.study.grid.reason_formula(cells, {key: quoted(_sentence(words(text))) for key, text in REASONS.items()})
        told = f"&{quoted(' · ')}&".join(parts)
        return f"IF({self.study.grid.known_formula(cells)},{told},{because})"

    def _why(self) -> pd.Series:
        """Return the reason of each grade: the bands of a rated account, what is lacking of another."""
        study, axes = self.study, self.study.grid.axes
        frame = nw.from_native(self.rows, eager_only=True)
        bands = frame.select(axis.band().alias(f"{i}") for i, axis in enumerate(axes)).to_native()
        told = np.array([""], dtype=object)
        place = np.zeros(len(self.rows), dtype=np.int64)
        for i, axis in enumerate(axes):
            labels = [band_label(study, axis, band) for band in range(len(axis.bands))]
            told = np.array([f"{before} · {label}" if i else label for before in told for label in labels], dtype=object)
            place = place * len(labels) + bands[f"{i}"].fillna(0).to_numpy(dtype=np.int64)
        lacking = self.rows["not_rated_because"]
        reasons = _named(lacking, lambda because: _sentence(study.words(REASONS[because])) if because else None)
        return pd.Series(np.where(lacking.isna(), told[place], reasons), index=self.rows.index, dtype=object)


def account_table(study: Study, name: str, columns: tuple[AccountColumn, ...], accounts: pd.DataFrame, first: int) -> AccountTable:
    """Return the table of accounts, largest revenue first, without the columns that no account fills."""
    number = accounts.columns[0]
    rows = accounts.sort_values(["revenue", number], ascending=[False, True], na_position="last", kind="stable", ignore_index=True)
    own = tuple(
        AccountColumn(str(name), clean(str(name).removeprefix(ATTRIBUTE)), "client", 30) for name in rows if str(name).startswith(ATTRIBUTE)
    )
    filled = tuple(column for column in (*columns, *own, *MATCHING) if column.always or (column.key in rows and _any(rows[column.key])))
    return AccountTable(study, name, filled, rows, first)


def write_accounts(sheet: Sheet, table: AccountTable) -> None:
    """Write the table: headings, cells with their formulas, filters, widths."""
    formulas, values = table.live, table.shown
    columns = [
        TableColumn(
            column.key,
            table.headings[column.key],
            column.kind.removeprefix("live "),
            list(values[column.key]),
            formulas.get(column.key, ""),
            column.width,
            entry=column.entry,
            hidden=column.hidden,
        )
        for column in table.columns
    ]
    write_table(sheet, table.place, columns)


def _named(values: pd.Series, name: Callable[[str | None], Any]) -> pd.Series:
    """Return what each value is called; every distinct one is asked for once, those that are missing as None."""
    places, distinct = pd.factorize(values)
    names = np.array([*(name(str(value)) for value in distinct), name(None)], dtype=object)  # a missing value's place is -1: the last
    return pd.Series(names[places], index=values.index, dtype=object)


def _any(values: pd.Series) -> bool:
    return bool((values.notna() & (values.astype(object) != "")).any())


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
