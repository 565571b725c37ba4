"""The columns of time and cost records: one row per visit, call, case, freight bill or bonus."""

from segkit.tables.column import Column
from segkit.words import phrase

COST_COLUMNS = (
    Column(
        "customer_id",
        "id",
        phrase("Customer no."),
        phrase("The customer for whom the time or the money was spent; empty where it was nobody's, such as an internal meeting."),
        lost=phrase("Time and costs cannot be traced to customers."),
    ),
    Column(
        "date",
        "date",
        phrase("Date"),
        phrase("The day, or the month, of the record."),
        lost=phrase("Every record is taken to lie in the period."),
    ),
    Column(
        "kind",
        "text",
        phrase("Kind of record"),
        phrase("What it was: a visit, a call, a service case, freight, a bonus."),
        lost=phrase("Records of different kinds cannot be told apart."),
    ),
    Column(
        "hours",
        "hours",
        phrase("Hours"),
        phrase("Time spent, as 1.5 or 1:30."),
        lost=phrase("Time is taken to be the same for every record of a kind."),
    ),
    Column("minutes", "number", phrase("Minutes"), phrase("Time spent in minutes; beside hours, the minutes on top of them.")),
    Column(
        "amount",
        "money",
        phrase("Amount"),
        phrase("What was paid or given away; negative where it came back."),
        lost=phrase("Freight, bonuses and other payments cannot be traced to customers."),
    ),
    Column(
        "who",
        "text",
        phrase("Who"),
        phrase("Who spent the time."),
        lost=phrase("Hours cannot be shown by employee."),
        personal=True,
    ),
)
