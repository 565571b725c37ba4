"""The edited strategy file comes home: held against what was delivered and what holds now, told, and taken over when accepted."""

from segkit.returned.accepting import Accepted, accept
from segkit.returned.decisions import Decision, Returned, SettingChange
from segkit.returned.decisions_accepting import accept_decisions
from segkit.returned.decisions_read import DecisionLog, read_decisions
from segkit.returned.items import GROUPS, KINDS, Item
from segkit.returned.reading import PROTECTED, read_book
from segkit.returned.report import FILE_NAME, shown, write_report
from segkit.returned.round import return_round
from segkit.returned.tree_accepting import accept_tree
from segkit.returned.tree_form import TreeForm, read_tree_form

__all__ = [
    "FILE_NAME",
    "GROUPS",
    "KINDS",
    "PROTECTED",
    "Accepted",
    "Decision",
    "DecisionLog",
    "Item",
    "Returned",
    "SettingChange",
    "TreeForm",
    "accept",
    "accept_decisions",
    "accept_tree",
    "read_book",
    "read_decisions",
    "read_tree_form",
    "return_round",
    "shown",
    "write_report",
]
