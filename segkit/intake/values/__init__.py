"""Cells to values: the column, not the cell, decides how it is written; what cannot be decided is asked, and nothing is guessed."""

from segkit.intake.source_table import Cell
from segkit.intake.values.column import RULES, ReadColumn
from segkit.intake.values.currencies import currency_in_heading
from segkit.intake.values.dates import read_dates
from segkit.intake.values.hours import read_hours
from segkit.intake.values.identifiers import IdentifierCheck, organisation_number, postcode
from segkit.intake.values.ids import read_ids, read_texts, with_missing
from segkit.intake.values.names import match_key
from segkit.intake.values.numbers import read_numbers
from segkit.intake.values.percents import read_percents
from segkit.intake.values.personal import without_personal_numbers
from segkit.intake.values.scale import scale_in_heading
from segkit.intake.values.shapes import number_shape
from segkit.intake.values.since import read_since
from segkit.intake.values.telling import cell_findings
from segkit.intake.values.truths import TRUTH_WORDS, read_truths

__all__ = [
    "RULES",
    "TRUTH_WORDS",
    "Cell",
    "IdentifierCheck",
    "ReadColumn",
    "cell_findings",
    "currency_in_heading",
    "match_key",
    "number_shape",
    "organisation_number",
    "postcode",
    "read_dates",
    "read_hours",
    "read_ids",
    "read_numbers",
    "read_percents",
    "read_since",
    "read_texts",
    "read_truths",
    "scale_in_heading",
    "with_missing",
    "without_personal_numbers",
]
