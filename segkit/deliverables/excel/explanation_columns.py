"""The live explanation of each account: the sentence, the smallest step, the grades still possible, and the hidden columns they use.

Per breakpoint of the grid there are three hidden columns: the amount beyond it (to), the grade there (at) and the size of the step (by).
The rules stand in rating/explanation.py beside the engine's; the texts are those of views/explaining.py.
"""

from collections.abc import Callable

import numpy as np
import pandas as pd

from segkit.deliverables.excel.account_columns import AccountColumn
from segkit.deliverables.excel.cells import clean, quoted
from segkit.deliverables.excel.sentence_formula import sentence_formula
from segkit.rating import NOT_RATED, REASONS, Axis
from segkit.rating.breakpoints import FIGURES, amounts, breakpoints, needed
from segkit.rating.explanation import StepFormulas, smallest, trials
from segkit.rating.overrides import holds_formula
from segkit.rating.possible import base_cells
from segkit.study import Study
from segkit.views import explaining
from segkit.views.labels import segment_label
from segkit.words.amounts import Amounts, joined
from segkit.words.spelled_dates import short_date_formula

MARK = "¦"
"""What stands before each possible grade while they are collected."""


def explanation_helpers(study: Study, rows: pd.DataFrame) -> tuple[AccountColumn, ...]:
    """Return the hidden columns for these accounts; those of the possible grades only where an account is not rated."""
    count = len(breakpoints(study.grid))
    kinds = {"to": "live exact", "at": "live text", "by": "live exact"}
    keys = {f"{name}{i}": kind for name, kind in kinds.items() for i in range(1, count + 1)} | {"step_at": "live count"}
    if any_open(rows):
        # The grade at the lowest amount stands before the others, so that one range holds them all.
        ordered = [*(key for key in keys if key.startswith("to")), "at0", *(key for key in keys if not key.startswith("to")), "reached"]
        keys = {key: keys.get(key, "live text") for key in ordered}
    keys |= {f"said{i}": "live text" for i in range(1, len(study.grid.axes) + 1)}
    fixed = {"fixed_told": "live text"} if "fixed_grade" in rows else {}
    return tuple(AccountColumn(key, key, kind, 8, always=True, hidden=True) for key, kind in (keys | fixed).items())


def any_open(rows: pd.DataFrame) -> bool:
    """Return whether an account is not rated, so that it matters which grades are possible."""
    return bool(rows["not_rated_because"].notna().any())


def nothing_is_known(study: Study) -> bool:
    """Return whether there is an account of which the grid needs two figures and neither is known."""
    figures = list(needed(study.grid))
    return len(figures) > 1 and any(accounts[figures].isna().all(axis=1).any() for accounts in (study.customers, study.leads))


class ExplanationFormulas:
    """The formulas of one table's explanation; `cell` and `has` speak of its columns, `span` of the cells from one column to another."""

    def __init__(self, study: Study, cell: Callable[[str], str], has: Callable[[str], bool], span: Callable[[str, str], str]) -> None:
        self.study, self.cell, self.has, self.span = study, cell, has, span
        self.count = len(breakpoints(study.grid))
        self.grade = cell("computed") if has("computed") else cell("grade")
        self.cells = {key: cell(key) for key in ("revenue", "potential", "utilisation", "headroom", "step_at")} | {"grade": self.grade}
        places = range(1, self.count + 1)
        self.rule = StepFormulas(
            study.grid,
            self.cells,
            tuple(cell(f"to{i}") for i in places),
            tuple(cell(f"at{i}") for i in places),
            tuple(cell(f"by{i}") for i in places),
            {key: span(f"{name}1", f"{name}{self.count}") for key, name in (("to", "to"), ("there", "at"), ("size", "by"))},
        )

    def formulas(self) -> dict[str, str]:
        """Return the formula of every live column of the explanation."""
        rule, words = self.rule, self.study.words
        found = {f"to{i + 1}": rule.target(i) for i in range(self.count)}
        found |= {f"at{i + 1}": rule.grade_there(i) for i in range(self.count)}
        found |= {f"by{i + 1}": rule.step_size(i) for i in range(self.count)}
        found |= {
            "step_at": rule.step_at(),
            "step_by": rule.step_by(),
            "step_figure": rule.step_figure(*(quoted(words(label)) for label in FIGURES.values())),
            "step_grade": rule.step_grade(),
            "why": self._sentence(),
        }
        found |= {f"said{i}": self._figure(axis) for i, axis in enumerate(self.study.grid.axes, start=1)}
        if self.has("fixed_told"):
            found["fixed_told"] = self._fixed()
        if self.has("possible"):
            found |= {"at0": rule.grade_of_open(), "reached": self._reached(), "possible": self._possible()}
        return found

    @property
    def _not_rated(self) -> str:
        return f"EXACT({self.grade},{quoted(self.study.words(NOT_RATED))})"

    def _reached(self) -> str:
        marked = marked_grades(len(self.study.grid.letters), self.span("at0", f"at{self.count}"))
        figures = [self.cells[figure] for figure in needed(self.study.grid)]
        return f'IF(AND({self._not_rated},COUNT({",".join(figures)})={len(figures) - 1}),{marked},"")'

    def _possible(self) -> str:
        figures = [self.cells[figure] for figure in needed(self.study.grid)]
        some = joined_grades(self.study, self.cell("reached"))
        if nothing_is_known(self.study):
            some = f"IF(COUNT({','.join(figures)})=0,abcd_possible,{some})"
        return f"IF({self._not_rated},{some},{self.grade})"

    def _sentence(self) -> str:
        words, axes = self.study.words, self.study.grid.axes
        first, second = self.cell("said1"), self.cell(f"said{len(axes)}")
        template = words(explaining.TWO if len(axes) > 1 else explaining.ONE)
        rated = sentence_formula(f"{template} {{step}}", {"grade": self.grade, "first": first, "second": second, "step": self._step()})
        because = words(explaining.BECAUSE)
        reasons = {
            key: sentence_formula(because.format(grade=words(NOT_RATED), reason=explaining.reason_text(words, key)), {}) for key in REASONS
        }
        not_rated = self.study.grid.reason_formula(self.cells, reasons)
        if self.has("possible"):
            told = sentence_formula(f" {words(explaining.POSSIBLE)}", {"grades": self.cell("possible")})
            not_rated += f'&IF({self.cell("possible")}="","",{told})'
        sentence = f"IF({self._not_rated},{not_rated},{rated})"
        before = self.cell("fixed_told") if self.has("fixed_told") else ""
        return f"{before}&{sentence}" if before else sentence

    def _fixed(self) -> str:
        """Return the expression of the sentence on a fixed grade that is in force, with a blank behind it; empty where none is."""
        words = self.study.words
        grade, until, reason = (self.cell(name) for name in explaining.FIXED_COLUMNS)
        argued = f'IF(RIGHT({reason},1)=".",LEFT({reason},LEN({reason})-1),{reason})'
        values = {"grade": grade, "date": short_date_formula(words, until), "reason": argued}

        def told(template: str) -> str:
            return sentence_formula(f"{words(template)} ", values)

        endless = f'IF({reason}="",{told(explaining.FIXED_BARE)},{told(explaining.FIXED)})'
        dated = f'IF({reason}="",{told(explaining.FIXED_BARE_UNTIL)},{told(explaining.FIXED_UNTIL)})'
        holds = holds_formula({"fixed_grade": grade, "fixed_until": until})
        return f'IF({holds},IF({until}="",{endless},{dated}),"")'

    def _figure(self, axis: Axis) -> str:
        words, cell = self.study.words, self.cells[axis.measure]
        bands = ",".join(quoted(words(band)) for band in axis.bands)
        spelled = Amounts(words)
        value = (
            spelled.share_formula(cell)
            if axis.measure == "utilisation"
            else spelled.money_formula(cell, signed=axis.measure != "potential")
        )
        template = words(explaining.FIGURE).replace("{measure}", explaining.measure_name(words, axis))
        said = sentence_formula(template, {"value": value, "band": f"CHOOSE(1+{axis.band_formula(cell)},{bands})"})
        return f'IF({self._not_rated},"",{said})'

    def _step(self) -> str:
        """Return the expression of the step's sentence: the text is chosen first, and its two placeholders filled in once."""
        words, by = self.study.words, self.cell("step_by")
        figures = [figure for figure in ("revenue", "potential") if any(point.figure == figure for point in self.rule.points)]
        of_revenue = sum(point.figure == "revenue" for point in self.rule.points)
        texts = ",".join(quoted(words(explaining.STEPS[figure, up])) for figure in figures for up in (True, False))
        place = f"1+({by}<0)" + (f"+2*({self.cells['step_at']}>{of_revenue})" if len(figures) > 1 else "")
        amount = Amounts(words).money_formula(f"ABS({by})", signed=False)
        told = f'SUBSTITUTE(SUBSTITUTE(CHOOSE({place},{texts}),"{{amount}}",{amount}),"{{grade}}",{self.cell("step_grade")})'
        return f"IF(ISNUMBER({by}),{told},{quoted(words(explaining.NO_STEP))})"


def marked_grades(count: int, cells: str) -> str:
    """Return the formula that collects, of `count` grades in their order, those that stand in some of the cells, each after a mark."""
    letters = [f"INDEX(segment_grades,{k})" for k in range(1, count + 1)]
    return "&".join(f'IF(SUMPRODUCT(--EXACT({cells},{letter}))>0,"{MARK}"&{letter},"")' for letter in letters)


def joined_grades(study: Study, marked: str) -> str:
    """Return the formula that lists collected grades as a sentence does: A, B or C."""
    between = quoted(joined(study.words, ["", ""]))
    more = f'LEN({marked})-LEN(SUBSTITUTE({marked},"{MARK}",""))-1'
    shown = f"MID({marked},2,9999)"
    return f'IF({more}>0,SUBSTITUTE(SUBSTITUTE({shown},"{MARK}",{between},{more}),"{MARK}",", "),{shown})'


def explanation_values(study: Study, rows: pd.DataFrame) -> dict[str, "pd.Series | np.ndarray"]:
    """Return what the cells of the explanation hold, as the engine has it."""
    words, grid = study.words, study.grid
    tried = trials(rows, grid)
    labels = np.array([*(clean(segment_label(study, letter)) for letter in grid.cells), ""], dtype=object)
    found: dict[str, pd.Series | np.ndarray] = {}
    for i, trial in enumerate(tried, start=1):
        found |= {f"to{i}": trial.to, f"at{i}": labels[trial.cell], f"by{i}": trial.size}
    place = smallest(tried, len(rows))
    figures = {figure: words(label) for figure, label in FIGURES.items()}
    shown = {letter: segment_label(study, letter) for letter in grid.letters}
    listed = {grades: explaining.possible_text(study, grades) for grades in set(rows["possible"])}
    found |= {
        "step_at": np.where(place >= 0, place + 1.0, np.nan),
        "step_by": rows["step_by"],
        "step_figure": rows["step_figure"].map(figures),
        "step_grade": rows["step_grade"].map(shown),
        "why": explaining.explanations(study, rows),
        "possible": rows["possible"].map(listed),
    }
    for i, said in enumerate(explaining.said_of_figures(study, rows), start=1):
        found[f"said{i}"] = pd.Series(said, rows.index, dtype=object)
    if any_open(rows):
        revenue, potential = amounts(rows, "revenue"), amounts(rows, "potential")
        one = rows["not_rated_because"].notna() & (rows[list(needed(grid))].isna().sum(axis=1) == 1)
        marks = {grades: "".join(f"{MARK}{shown[grade]}" for grade in grades) for grades in listed}
        found["at0"] = labels[base_cells(grid, revenue, potential)]
        found["reached"] = rows["possible"].map(marks).where(one, "")
    if "fixed_grade" in rows:
        found["fixed_told"] = pd.Series([f"{text} " if text else "" for text in explaining.fixed(study, rows)], rows.index, dtype=object)
    return found
