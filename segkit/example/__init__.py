"""The example engagement: an invented Nordic company, its files as an ERP gives them, and what is true of them."""

from segkit.example.company import ANALYSED, BEFORE, Company, example_company
from segkit.example.files import make_example, write_effort_files, write_files
from segkit.example.opinions import ratings
from segkit.example.truth import Truth

__all__ = ["ANALYSED", "BEFORE", "Company", "Truth", "example_company", "make_example", "ratings", "write_effort_files", "write_files"]
