"""The strategy file as a whole: its sheets in their order."""

from pathlib import Path

from segkit.deliverables.excel import (
    best_worst_sheet,
    chart_data,
    customers,
    find_out_sheet,
    findings_sheet,
    leads,
    matrix,
    method,
    overview,
    parameter_sheet,
    strategy_sheet,
)
from segkit.deliverables.excel.account_columns import CUSTOMER_TABLE, LEAD_TABLE
from segkit.deliverables.excel.account_table import account_table
from segkit.deliverables.excel.returned_tables import write_mark
from segkit.deliverables.excel.workbook import open_book
from segkit.intake import MARK_SHEET
from segkit.study import Study

FILE_NAME = "strategy.xlsx"


def write_strategy(study: Study, folder: Path) -> Path:
    """Write the strategy file into a folder and return its path. Raises DeliverableError; an earlier file then stands untouched."""
    words = study.words
    sheets = (
        ("overview", words("Overview"), "result"),
        ("matrix", words("Matrix"), "result"),
        ("strategy", words("Strategy"), "result"),
        ("parameters", words("Parameters"), "input"),
        ("customers", words("Customers"), "list"),
        ("best_worst", words("Best and worst"), "list"),
        ("leads", words("Leads"), "list"),
        ("find_out", words("What to find out"), "list"),
        ("findings", words("Findings"), "background"),
        ("method", words("Method"), "background"),
        ("chart_data", words("Chart data"), "background"),
        ("mark", MARK_SHEET, "background"),
    )
    book = open_book(study, words("Segmentation strategy"), sheets)
    table = account_table(study, "Customers", CUSTOMER_TABLE, study.customers, customers.HEADING_ROW)
    lead_table = account_table(study, "Leads", LEAD_TABLE, study.leads, leads.HEADING_ROW)
    parameter_sheet.write(book)
    points = chart_data.write(book)
    returned = [customers.write(book, table), *leads.write(book, lead_table)]
    strategy_sheet.write(book, table, lead_table)
    overview.write(book, table, lead_table, points)
    matrix.write(book, table, points)
    best_worst_sheet.write(book, table)
    find_out_sheet.write(book)
    findings_sheet.write(book)
    method.write(book)
    write_mark(book, returned)
    book.sheets["overview"].worksheet.activate()
    return book.save(folder / FILE_NAME)
