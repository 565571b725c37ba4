"""What commands show to the person who typed them."""

from segkit.terminal.decisions import after_decide, decided_lines
from segkit.terminal.deep_dive import show_deep_dive
from segkit.terminal.factor_tree import after_tree, show_tree_form
from segkit.terminal.findings import console, show_check
from segkit.terminal.packs import after_packs, packs_there_are
from segkit.terminal.progress import ProgressShown
from segkit.terminal.quick_look import looked_lines
from segkit.terminal.ratings import show_raters, written_lines
from segkit.terminal.reception import after_intake, request_fields, show_reception
from segkit.terminal.results import protected_lines, show_ratings, show_result, show_summary
from segkit.terminal.returned import after_return, show_returned

__all__ = [
    "ProgressShown",
    "after_decide",
    "after_intake",
    "after_packs",
    "after_return",
    "after_tree",
    "console",
    "decided_lines",
    "looked_lines",
    "packs_there_are",
    "protected_lines",
    "request_fields",
    "show_check",
    "show_deep_dive",
    "show_raters",
    "show_ratings",
    "show_reception",
    "show_result",
    "show_returned",
    "show_summary",
    "show_tree_form",
    "written_lines",
]
