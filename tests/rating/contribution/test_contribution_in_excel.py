"""The ladder in Excel: the formulas beside each rule, recalculated by LibreOffice, give what the engine gives."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from cost_books import CREDIT, FREIGHT, customers, model, records
from recalculation import differences
from xlsxwriter import Workbook

from segkit.rating.contribution import TrueContribution, true_contribution
from segkit.rating.contribution.costing import credit_formula, order_hours_formula, practical_formula, rate_formula, time_cost_formula
from segkit.rating.contribution.ladder import per_hour_formula, rung_formula, share_formula
from segkit.rating.contribution.target import in_ore, target, target_formula
from segkit.rating.contribution.thieves import thief_formula, thieves

VISITS = {"name": "Besøg", "step": "sales", "kinds": ["Besøg"], "ledger": 2817.0, "theoretical_hours": 125.0, "practical_share": 0.8}
ORDERS = {"name": "Ordrer", "step": "administration", "per": "orders", "minutes_each": 7.5, "ledger": 900000.37, "practical_hours": 2719.9}
DAYS = 181

ROWS = (
    {"revenue": 1000.0, "cost": 600.0, "orders": 3.0, "receivables": 5000.0, "payment_days": 30.0},
    {"revenue": 1000.0, "cost": 600.0, "orders": 3.0, "payment_days": 30.5},
    {"revenue": 1000.0, "cost": None, "orders": 3.0, "payment_days": 30.5},
    {"revenue": 0.0, "cost": 0.0, "orders": 0.0},
    {"revenue": 1000.0, "cost": 600.0, "orders": 3.0},
    {"revenue": 1000.0, "cost": 600.0, "orders": None, "payment_days": 10.0},
    {"revenue": -250.0, "cost": -100.0, "orders": 1.0, "payment_days": 45.0},
    {"revenue": 98765.43, "cost": 12345.67, "orders": 17.0, "payment_days": 14.0},
    {"revenue": None, "cost": 5.0, "orders": 1.0, "payment_days": 14.0},
    {"revenue": 200.0, "cost": 0.0, "orders": 0.0, "receivables": 0.0},
)  # fmt: skip
HOURS = ("1.5", "-1.5", "0.5", "0.25", "2.5", "1", "0.333333", "12.75", "4.5", "0")
FREIGHTS = ("10.10", "20.20", "0.01", "0", "3", "4", "5", "6.66", "7", "8")


@dataclass(frozen=True)
class Case:
    result: TrueContribution
    path: Path


def none_if_nan(value: Any) -> Any:
    return "" if isinstance(value, float) and np.isnan(value) else value


def written(result: TrueContribution, path: Path) -> Path:
    """The customers' figures as cells, and every rung as a formula with the engine's value cached."""
    frame, cost = result.frame, result.element_cost
    found = thieves(result)
    is_thief = frame["customer_id"].isin(found.frame["customer_id"]).astype(int).where(frame["true_contribution"].notna())
    inputs = {"H1": 2817.0, "H2": 125.0, "H3": 0.8, "H5": 900000.37, "H6": 2719.9, "H7": 7.5, "H8": 0.08, "H9": DAYS}
    inputs |= {
        "J1": result.model.target_margin,
        "J2": found.hours,
        "J3": found.contribution,
        "J4": found.rate,
        "J5": result.model.thief_factor,
    }
    with Workbook(path) as book:
        sheet = book.add_worksheet("Ladder")
        for cell, value in inputs.items():
            sheet.write_number(cell.replace("H", "$AA$").replace("J", "$AB$").replace("$", ""), value)
        sheet.write_formula("AA4", "=" + practical_formula("AA2", "AA3"), None, 100.0)
        sheet.write_formula("AA10", "=" + rate_formula("AA1", "AA4"), None, 28.17)
        sheet.write_formula("AA11", "=" + rate_formula("AA5", "AA6"), None, 900000.37 / 2719.9)
        for n in range(len(frame)):
            row = n + 1
            for column, values in zip("ABCDEFG", (frame["revenue"], frame["cost"], frame["orders"], frame["receivables"], frame["payment_days"],
                                                  result.element_hours["Besøg"], cost["Fragt"]), strict=True):  # fmt: skip
                if not np.isnan(values[n]):
                    sheet.write_number(f"{column}{row}", values[n])
            outstanding = {"revenue": f"A{row}", "receivables": f"D{row}", "payment_days": f"E{row}"}
            judged = {"hours": f"S{row}", "true_contribution": f"Q{row}"}
            formulas = {
                "H": (time_cost_formula(f"F{row}", "$AA$10"), cost["Besøg"]),
                "I": (order_hours_formula(f"C{row}", "$AA$7"), result.element_hours["Ordrer"]),
                "J": (time_cost_formula(f"I{row}", "$AA$11"), cost["Ordrer"]),
                "K": (credit_formula(outstanding, "$AA$8", "$AA$9"), cost["Kredit"]),
                "L": (rung_formula(f"A{row}", [f"B{row}"]), frame["db1"]),
                "M": (rung_formula(f"L{row}", [f"G{row}"]), frame["db2"]),
                "N": (rung_formula(f"M{row}", [f"H{row}"]), frame["db3"]),
                "O": (rung_formula(f"N{row}", []), frame["db3"]),
                "Q": (rung_formula(f"O{row}", [f"J{row}", f"K{row}"]), frame["true_contribution"]),
                "R": (share_formula(f"Q{row}", f"A{row}"), frame["true_share"]),
                "S": (f'IF(ISNUMBER(I{row}),F{row}+I{row},"")', frame["hours"]),
                "T": (per_hour_formula(f"Q{row}", [f"H{row}", f"J{row}"], f"S{row}"), frame["per_hour"]),
                "U": (target_formula(f"A{row}", "$AB$1"), pd.Series(target(in_ore(result, "revenue"), result.model) / 100)),
                "V": (thief_formula(judged, ("$AB$2", "$AB$3"), "$AB$4", "$AB$5"), is_thief),
            }
            for column, (formula, values) in formulas.items():
                sheet.write_formula(f"{column}{row}", "=" + formula, None, none_if_nan(float(values[n])))
    return path


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    table = customers(*ROWS)
    lines = [
        line
        for n, (hours, freight) in enumerate(zip(HOURS, FREIGHTS, strict=True), start=1)
        for line in ((f"K{n}", "Besøg", hours, None), (f"K{n}", "Fragt", None, freight))
    ]
    result = true_contribution(table, records(*lines), model(FREIGHT, VISITS, ORDERS, CREDIT), DAYS)
    return Case(result, written(result, tmp_path_factory.mktemp("ladder") / "ladder.xlsx"))


def test_the_formulas_give_what_the_engine_gives(case: Case, tmp_path: Path):
    """K33: rates, hours, every rung, share, contribution per hour, target and time thieves are the engine's, halves and gaps included."""
    assert differences(case.path, tmp_path) == []


def test_the_case_holds_what_it_is_to_show(case: Case):
    """K33: halves of an øre, unknown costs, orders and credit, and a time thief are among the customers."""
    frame = case.result.frame

    assert case.result.element_cost["Besøg"].tolist()[:2] == [42.26, -42.26]
    assert {missing for row in frame["missing"] for missing in row} == {"revenue", "cost", "orders", "credit"}
    assert 0 < len(thieves(case.result).frame) < frame["true_contribution"].notna().sum()
