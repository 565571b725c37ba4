"""An .xlsx of 100,000 rows and 25 columns: pandas with openpyxl, which most scripts use, against read_table with its checks."""

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pandas as pd
import xlsxwriter

from benchmarks.timing import Measured, in_turn
from segkit.intake.reading import read_table

ROWS, NUMBERS, TEXTS = 100_000, 10, 13


def measure() -> list[Measured]:
    """Return pandas first (the peer), then segkit, child process and layout included. Both must find the same cells."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "lines.xlsx"
        _write(path)

        def pandas() -> pd.DataFrame:
            return pd.read_excel(path, engine="openpyxl", dtype={"No.": str})

        def segkit() -> pd.DataFrame:
            return read_table(path).cells

        first, second = pandas(), segkit()
        if first.shape != second.shape or first["Number 3"].tolist() != second["Number 3"].tolist():
            raise AssertionError("the two tables differ")
        return in_turn({"pandas.read_excel, openpyxl (peer)": pandas, "segkit read_table": segkit}, runs=3, warm_up=0)


def _write(path: Path) -> None:
    random = np.random.default_rng(1)
    names = ["No.", "Date", *(f"Number {i}" for i in range(NUMBERS)), *(f"Text {i}" for i in range(TEXTS))]
    numbers = np.round(random.random((ROWS, NUMBERS)) * 10_000, 2).tolist()
    texts = random.integers(0, 50_000, (ROWS, 3)).tolist()
    regions = random.choice(["Jylland", "Fyn", "Sjælland", "Bornholm"], (ROWS, TEXTS - 3)).tolist()
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Lines")
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, names)
        for row in range(ROWS):
            sheet.write_string(row + 1, 0, f"{row:07}")
            sheet.write_number(row + 1, 1, 45_000 + row % 365, day)
            sheet.write_row(row + 1, 2, numbers[row])
            sheet.write_row(row + 1, 2 + NUMBERS, [f"Text {number}" for number in texts[row]] + regions[row])
