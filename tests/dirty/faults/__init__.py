"""The families of faults, a file per subject; importing them registers them."""

from . import dates, dialects, encodings, headings, ids, numbers, rows, totals, workbooks
from .fault import FAULTS, Fault

__all__ = ["FAULTS", "Fault", "dates", "dialects", "encodings", "headings", "ids", "numbers", "rows", "totals", "workbooks"]
