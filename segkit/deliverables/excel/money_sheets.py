"""The Deep Dive's sheets of money and time together: costs, true contribution, whale curve, both lists, time thieves and levers."""

from segkit.deliverables.excel import (
    change_sheet,
    contribution_sheet,
    costs_sheet,
    growth_sheet,
    levers_sheet,
    thieves_sheet,
    whale_sheet,
)
from segkit.deliverables.excel.account_table import AccountTable
from segkit.deliverables.excel.returned_tables import ReturnedTable
from segkit.deliverables.excel.workbook import Book


def write(book: Book, table: AccountTable) -> list[ReturnedTable]:
    """Write the sheets, where there is a Deep Dive, and return what is read of them when they come back."""
    if book.study.deep is None:
        return []
    ladder = contribution_sheet.write(book, table)
    costs_sheet.write(book, ladder)
    whale_sheet.write(book, ladder)
    lists = [growth_sheet.write(book, table), change_sheet.write(book, table, ladder)]
    thieves_sheet.write(book, table, ladder)
    levers_sheet.write(book)
    return [found for found in lists if found is not None]
