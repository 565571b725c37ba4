"""What commands show to the person who typed them."""

from segkit.terminal.calendar import after_calendar, show_calendar
from segkit.terminal.decisions import after_decide, decided_lines
from segkit.terminal.deep_dive import show_deep_dive
from segkit.terminal.factor_tree import after_tree, show_tree_form
from segkit.terminal.findings import console, show_check
from segkit.terminal.fit import show_trial
from segkit.terminal.fit_choice import after_fit, decision_lines, show_trials
from segkit.terminal.packs import after_packs, packs_there_are
from segkit.terminal.progress import ProgressShown
from segkit.terminal.quick_look import looked_lines
from segkit.terminal.ratings import show_raters, written_lines
from segkit.terminal.reception import after_intake, request_fields, show_reception
from segkit.terminal.results import protected_lines, show_ratings, show_result, show_summary
from segkit.terminal.returned import after_return, show_returned
from segkit.terminal.status import show_client, show_status

__all__ = [
    "ProgressShown",
    "after_calendar",
    "after_decide",
    "after_fit",
    "after_intake",
    "after_packs",
    "after_return",
    "after_tree",
    "console",
    "decided_lines",
    "decision_lines",
    "looked_lines",
    "packs_there_are",
    "protected_lines",
    "request_fields",
    "show_calendar",
    "show_check",
    "show_client",
    "show_deep_dive",
    "show_raters",
    "show_ratings",
    "show_reception",
    "show_result",
    "show_returned",
    "show_status",
    "show_summary",
    "show_tree_form",
    "show_trial",
    "show_trials",
    "written_lines",
]
