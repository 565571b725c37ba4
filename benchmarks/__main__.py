"""Run the benchmarks and print one table of ratios: `python -m benchmarks [NAME …]`."""

import sys
from statistics import median

from rich.console import Console
from rich.table import Table

from benchmarks import charts, clients, fit, grading, ledger, rating, recalculating, report, strategy, workbook

BENCHMARKS = {
    "grading": grading.measure,
    "charts": charts.measure,
    "clients": clients.measure,
    "fit": fit.measure,
    "ledger": ledger.measure,
    "workbook": workbook.measure,
    "strategy": strategy.measure,
    "strategy_small": strategy.measure_small,
    "recalculating": recalculating.measure,
    "report": report.measure,
    "rating": rating.measure,
    "robustness": rating.measure_robustness,
}


def main(names: list[str]) -> int:
    """Measure the named benchmarks, or all; peer = 1.00."""
    unknown = [name for name in names if name not in BENCHMARKS]
    if unknown:
        print(f"There is no benchmark {', '.join(unknown)}. There are: {', '.join(BENCHMARKS)}.")
        return 2
    table = Table("Benchmark", "What", "Seconds", "Ratio to peer", "Runs")
    for name in names or BENCHMARKS:
        rows = BENCHMARKS[name]()
        peer = median(rows[0].seconds)
        for row in rows:
            table.add_row(name, row.what, f"{median(row.seconds):.2f}", f"{median(row.seconds) / peer:.2f}", str(len(row.seconds)))
    Console().print(table)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
