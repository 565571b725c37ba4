"""The strategy file as a whole: its sheets in their order."""

from pathlib import Path

from segkit.circle import Changes
from segkit.deliverables.excel import (
    actions_sheet,
    best_worst_sheet,
    campaigns_sheet,
    capacity_sheet,
    card_sheet,
    changes_sheet,
    chart_data,
    cover_sheet,
    customers,
    factors_sheet,
    find_out_sheet,
    findings_sheet,
    funnel_sheet,
    leads,
    lookup_sheet,
    management_sheet,
    matrix,
    method,
    money_sheets,
    nothing_known,
    overview,
    parameter_sheet,
    plan_sheet,
    ratings_sheet,
    rep_sheets,
    service_sheet,
    strategy_sheet,
    value_sheet,
)
from segkit.deliverables.excel.account_columns import CUSTOMER_TABLE, LEAD_TABLE
from segkit.deliverables.excel.account_table import account_table
from segkit.deliverables.excel.capacity_place import has_reps
from segkit.deliverables.excel.contents import contents
from segkit.deliverables.excel.contribution_place import place_of
from segkit.deliverables.excel.explanation_columns import nothing_is_known
from segkit.deliverables.excel.rating_layout import rating_layout
from segkit.deliverables.excel.returned_tables import write_mark
from segkit.deliverables.excel.workbook import open_book, uncollected
from segkit.study import Study

FILE_NAME = "strategy.xlsx"


def write_strategy(study: Study, folder: Path, changes: Changes | None = None) -> Path:
    """Write the strategy file into a folder and return its path; `changes` are those since the last delivery, where there was one.

    Raises DeliverableError; an earlier file then stands untouched.
    """
    with uncollected():
        return _write(study, folder, changes)


def _write(study: Study, folder: Path, changes: Changes | None) -> Path:
    table = account_table(study, "Customers", CUSTOMER_TABLE, customers.with_contribution(study), customers.HEADING_ROW)
    lead_table = account_table(study, "Leads", LEAD_TABLE, study.leads, leads.HEADING_ROW)
    reps = rep_sheets.reps(study, table)
    plans = contents(study, reps, compared=changes is not None)
    book = open_book(study, study.words("Segmentation strategy"), [(plan.key, plan.name, plan.kind) for plan in plans], changes)
    cover_sheet.write(book, plans)
    parameter_sheet.write(book)
    lookup_sheet.write(book)
    if nothing_is_known(study):
        nothing_known.write(book, "lookups", lookup_sheet.LAST + 2)
    points = chart_data.write(book)
    returned = [customers.write(book, table), *leads.write(book, lead_table)]
    layout = rating_layout(study)
    if layout is not None:
        factors_sheet.write(book, layout.deep, table, layout.place)
        money = place_of(study)
        returned.append(ratings_sheet.write(book, table, layout, money))
        card_sheet.write(book, table, layout, money)
    places = rep_sheets.write(book, table, reps)
    if reps:
        management_sheet.write(book, table, reps, places)
    if has_reps(study):
        capacity_sheet.write(book, table, reps, places)
    service_sheet.write(book, table)
    returned += [actions_sheet.write(book, table), plan_sheet.write(book, table)]
    value_sheet.write(book, table)
    if changes is not None:
        changes_sheet.write(book, changes)
    strategy_sheet.write(book, table, lead_table)
    overview.write(book, table, lead_table, points)
    matrix.write(book, table, points)
    returned += money_sheets.write(book, table)
    best_worst_sheet.write(book, table)
    find_out_sheet.write(book)
    funnel_sheet.write(book)
    if study.campaigns.targets:
        campaigns_sheet.write(book)
    findings_sheet.write(book)
    method.write(book)
    write_mark(book, returned)
    book.sheets["cover"].worksheet.activate()
    return book.save(folder / FILE_NAME)
