"""Fits for 10,000 customers against one `segkit run` of the same customers."""

from pathlib import Path
from tempfile import TemporaryDirectory

import segkit
from benchmarks.customers_file import make_client
from benchmarks.timing import Measured, in_turn
from segkit.fit.asked import Asked
from segkit.fit.fitting import fit
from segkit.notebooks.run import run_client

CUSTOMERS = 10_000
SHORT = 0.8
"""The hours there are, as a share of those needed."""


def measure() -> list[Measured]:
    """Return the run first (the peer): notebook, Excel, call list, PDF, manifest; then fits with their frontiers, in the same process.

    A fit begins with the study, as the command does; the fits alone, of a study that is there, stand in the last two rows.
    """
    with TemporaryDirectory() as folder:
        file = make_client(Path(folder) / "workbooks" / "client", CUSTOMERS)
        study = segkit.run_study(segkit.read_engagement(file))
        hours = round(study.plan.total_hours * SHORT)
        contacts, thresholds = Asked(hours=hours), Asked(hours=hours, change="thresholds")
        return in_turn(
            {
                f"segkit run, {CUSTOMERS:,} customers (peer)": lambda: run_client(file),
                "segkit fit, contacts, with the study": lambda: fit(segkit.run_study(segkit.read_engagement(file)), contacts),
                "segkit fit, thresholds, with the study": lambda: fit(segkit.run_study(segkit.read_engagement(file)), thresholds),
                "contacts alone": lambda: fit(study, contacts),
                "thresholds alone": lambda: fit(study, thresholds),
            },
            runs=3,
        )
