"""Rating sheets: one workbook per rater with the customers to rate, one column per leaf that people rate; intake/rated.py reads them back."""

from segkit.deliverables.rating_sheets.raters import NOBODY, SHEET_NAME, Wanted
from segkit.deliverables.rating_sheets.writing import FOLDER, Written, raters_so_far, write_rating_sheets

__all__ = ["FOLDER", "NOBODY", "SHEET_NAME", "Wanted", "Written", "raters_so_far", "write_rating_sheets"]
