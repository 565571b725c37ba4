"""The readiness questionnaire: every field that is asked for, what is lost without it, and whether the client has it."""

from segkit.engagement import Engagement
from segkit.intake.request import asked_of
from segkit.packs.content import Column, Grid, Value
from segkit.tables import COLUMNS, Holds
from segkit.words import phrase

TABLES: dict[Holds, str] = {
    "customers": phrase("Customers"),
    "transactions": phrase("Invoice lines"),
    "leads": phrase("Leads"),
    "contacts": phrase("Contacts"),
    "costs": phrase("Time and costs"),
}

YES, PARTLY, NO = phrase("yes"), phrase("partly"), phrase("no")


def readiness_grids(engagement: Engagement) -> tuple[Grid, ...]:
    """Return a table per kind of file with the fields that cost something when they are missing."""
    words = engagement.words
    columns = (
        Column(words("Field"), "text", 26),
        Column(words("Without it"), "text", 54),
        Column(words("There?"), "entry", 12, choices=(words(YES), words(PARTLY), words(NO))),
        Column(words("From which system, and who gets it"), "entry", 32),
    )
    grids = []
    for holds, names in asked_of(engagement.request, engagement.package).items():
        rows: list[tuple[Value, ...]] = []
        for column in COLUMNS[holds]:
            costs = words("Needed on every row.") if column.required else words(column.lost)
            if column.name in names and costs:
                rows.append((words(column.label), costs, None, None))
        grids.append(Grid(words(TABLES[holds]), columns, tuple(rows)))
    return tuple(grid for grid in grids if grid.rows)
