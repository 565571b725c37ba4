"""Small functions that each break a good workbook in exactly one way, with the rule that must name it."""

from . import besides, the_next_thirty, the_thirty
from .parts import MUTANTS, Mutant, Parts

__all__ = ["MUTANTS", "Mutant", "Parts", "besides", "the_next_thirty", "the_thirty"]
