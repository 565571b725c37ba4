"""A linter for Excel files: `lint(path)` names what Excel would refuse or repair, before a client is the first to see it."""

from segkit.deliverables.xlsxlint.linting import lint
from segkit.deliverables.xlsxlint.problem import Problem

__all__ = ["Problem", "lint"]
