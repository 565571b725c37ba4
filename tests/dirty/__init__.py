"""Dirty ERP exports with known truth: a company, what goes wrong on the way to a file, and the judge of what is made of it."""

from .cases import Case, Expected, make_case
from .door import Outcome, read_here, taken_in, taken_in_by_yaml
from .draft import Dialect, Line
from .faults import FAULTS
from .judge import Verdict, judged
from .trial import Trial, table, tried, verdict_on
from .truth import Unreadable
from .writers import text_file

__all__ = [
    "FAULTS",
    "Case",
    "Dialect",
    "Expected",
    "Line",
    "Outcome",
    "Trial",
    "Unreadable",
    "Verdict",
    "judged",
    "make_case",
    "read_here",
    "table",
    "taken_in",
    "taken_in_by_yaml",
    "text_file",
    "tried",
    "verdict_on",
]
