"""The edited strategy file comes home: held against what was delivered and what holds now, told, and taken over when accepted."""

from segkit.returned.accepting import Accepted, accept
from segkit.returned.decisions import Decision, Returned, SettingChange
from segkit.returned.items import GROUPS, KINDS, Item
from segkit.returned.reading import PROTECTED, read_book
from segkit.returned.report import FILE_NAME, shown, write_report
from segkit.returned.round import return_round

__all__ = [
    "FILE_NAME",
    "GROUPS",
    "KINDS",
    "PROTECTED",
    "Accepted",
    "Decision",
    "Item",
    "Returned",
    "SettingChange",
    "accept",
    "read_book",
    "return_round",
    "shown",
    "write_report",
]
