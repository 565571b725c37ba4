"""The whole strategy file, every sheet and formula, against pandas writing the customers alone: 25 columns of plain values."""

import json
import pickle
import subprocess
import sys
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from python_calamine import CalamineWorkbook

from benchmarks.customers_file import make_client
from benchmarks.timing import Measured
from segkit.deliverables.excel.strategy_file import FILE_NAME

CUSTOMERS, SMALL, COLUMNS = 100_000, 1_000, 25
PANDAS = "customers.xlsx"

_STUDY = """
import pickle, sys
from pathlib import Path
import segkit
Path(sys.argv[2]).write_bytes(pickle.dumps(segkit.run_study(segkit.read_engagement(sys.argv[1]))))
"""
_WRITE = """
import json, pickle, resource, sys, time
from pathlib import Path
from segkit.deliverables.excel import write_strategy
folder = Path(sys.argv[1])
study = pickle.loads((folder / "study.pickle").read_bytes())
study.words("Customers")  # a study that was made in this process has read its catalogs
table = study.customers.iloc[:, :{columns}]
for i in range({columns} - table.shape[1]):
    table = table.assign(**{{f"More {{i}}": table["revenue"]}})
table.head().to_excel(folder / "first.xlsx", engine="xlsxwriter", index=False)  # nor does either way pay for its imports
clock, processor = time.perf_counter(), time.process_time()
{way}
told = [time.perf_counter() - clock, time.process_time() - processor, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024]
print(json.dumps(told))
"""
_WAYS = {
    "pandas.to_excel, xlsxwriter, {n} customers × 25 (peer)": f'table.to_excel(folder / "{PANDAS}", engine="xlsxwriter", index=False)',
    "segkit strategy.xlsx, {n} customers": "write_strategy(study, folder)",
}


def measure(customers: int = CUSTOMERS, runs: int = 2) -> list[Measured]:
    """Return pandas first (the peer), then segkit, in turn, each in a process of its own that has the finished study in its memory.

    Processor seconds and the process's peak memory are printed beside. Both files must hold the same customers and the same revenue.
    """
    with TemporaryDirectory() as name:
        folder = Path(name)
        engagement = make_client(folder / "workbooks" / "client", customers)
        # In a process of its own: what this one has needed would count as the peak of those that it starts.
        subprocess.run([sys.executable, "-c", _STUDY, str(engagement), str(folder / "study.pickle")], check=True)
        seconds: dict[str, list[float]] = {way: [] for way in _WAYS}
        for _ in range(runs):
            for way, code in _WAYS.items():
                seconds[way].append(_alone(code, folder))
        study = pickle.loads((folder / "study.pickle").read_bytes())
        expected = _figures(folder / PANDAS, 0, study.customers.columns.get_loc("revenue"))
        sheet = study.words("Customers")
        if _figures(folder / FILE_NAME, sheet, study.words("Revenue")) != expected:
            raise AssertionError("the two files differ in customers or revenue")
    return [Measured(way.format(n=f"{customers:,}"), taken) for way, taken in seconds.items()]


measure_small = partial(measure, SMALL, 5)


def _alone(way: str, folder: Path) -> float:
    program = _WRITE.format(way=way, columns=COLUMNS)
    done = subprocess.run([sys.executable, "-c", program, str(folder)], check=True, capture_output=True, text=True)
    clock, processor, peak = json.loads(done.stdout)
    print(f"{way.partition('(')[0]}: clock {clock:.2f} s, processor {processor:.2f} s, peak {peak} MB")
    return float(clock)


def _figures(path: Path, sheet: str | int, revenue: str | int) -> tuple[int, int]:
    """Return how many customers a file lists, and their revenue in øre."""
    book = CalamineWorkbook.from_path(str(path))
    rows = book.get_sheet_by_index(sheet).to_python() if isinstance(sheet, int) else book.get_sheet_by_name(sheet).to_python()
    if isinstance(revenue, str):
        head = next(i for i, row in enumerate(rows) if revenue in row)
        column = rows[head].index(revenue)
    else:
        head, column = 0, revenue
    amounts = [row[column] for row in rows[head + 1 :]]
    return len(amounts), sum(round(amount * 100) for amount in amounts if isinstance(amount, (int, float)))
