"""Ten million invoice lines to customers: segkit's large lane against pandas and against a bare DuckDB query, each in a process of its own."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.lines_file import make_lines_file
from benchmarks.timing import Measured, in_turn

LINES = 10_000_000

_BARE = """
import duckdb
duckdb.connect(config={{"memory_limit": "600MB"}}).execute('''SELECT a, sum(e), count(DISTINCT c), max(b) FROM read_csv('{file}', delim = ';', quote = '"', escape = '"',
  header = false, skip = 1, auto_detect = false, dateformat = '%d-%m-%Y', decimal_separator = ',', encoding = '{encoding}',
  columns = {{'a': 'VARCHAR', 'b': 'DATE', 'c': 'VARCHAR', 'd': 'VARCHAR', 'e': 'DECIMAL(18, 2)'}}) GROUP BY a''').fetchall()
"""

_PANDAS = """
import pandas as pd
lines = pd.read_csv('{file}', sep=';', decimal=',', encoding='{encoding}', dtype={{'Kundenr.': str, 'Faktura': str}})
lines['Dato'] = pd.to_datetime(lines['Dato'], format='%d-%m-%Y')
lines.groupby('Kundenr.').agg({{'Beløb': 'sum', 'Faktura': 'nunique', 'Dato': 'max'}})
"""

_SEGKIT = """
import datetime as dt
from pathlib import Path
from segkit.intake.ledger import LargeFile, read_ledger
from segkit.intake.settings import Period, Source
columns = {{'customer_id': 'Kundenr.', 'date': 'Dato', 'amount': 'Beløb', 'order': 'Faktura'}}
source = Source.model_validate({{'file': 'lines.csv', 'holds': 'transactions', 'columns': columns}})
ledger = read_ledger([LargeFile(source, Path('{file}'))], Period(begin=dt.date(2025, 7, 1), end=dt.date(2026, 6, 30)))
assert sum(line.rows for line in ledger.reconciliation[1:]) == {lines}, ledger.findings
"""


def measure(lines: int = LINES) -> list[Measured]:
    """Return pandas first (the peer), then bare DuckDB and segkit on UTF-8, then segkit on cp1252; each label tells the peak memory."""
    with TemporaryDirectory() as folder:
        utf8, cp1252 = Path(folder) / "utf8.csv", Path(folder) / "cp1252.csv"
        make_lines_file(utf8, lines, "utf-8")
        make_lines_file(cp1252, lines, "cp1252")
        ways: dict[str, Callable[[], object]] = {
            "pandas read_csv and groupby (peer)": lambda: _alone(_PANDAS, utf8, "utf-8", lines),
            "DuckDB, dialect given": lambda: _alone(_BARE, utf8, "utf-8", lines),
            "segkit, UTF-8": lambda: _alone(_SEGKIT, utf8, "utf-8", lines),
            "segkit, cp1252": lambda: _alone(_SEGKIT, cp1252, "cp1252", lines),
        }
        return in_turn(ways, runs=1, warm_up=0)


_USED = """
import resource, sys
used = resource.getrusage(resource.RUSAGE_SELF)
print(f"peak {used.ru_maxrss // 1024} MB, processor {used.ru_utime + used.ru_stime:.1f} s", file=sys.stderr)
"""
"""Told beside the program's own output, into which DuckDB draws its progress."""


def _alone(code: str, file: Path, encoding: str, lines: int) -> None:
    program = code.format(file=file, encoding=encoding, lines=lines) + _USED
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    print(f"{code.split('import ', 1)[1].split(maxsplit=1)[0]} {encoding} {lines:,}: {done.stderr.strip()}")
