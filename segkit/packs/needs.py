"""Who needs what: roles with their tasks, the attributes that come of them, and the processes that use the result."""

from segkit.engagement import Engagement
from segkit.packs.content import Column, Grid, Value
from segkit.tables import COLUMNS
from segkit.words import phrase

ROLES: tuple[tuple[str, str, str], ...] = (
    (phrase("Management"), phrase("decides where time and money go"), phrase("by segment, region and industry, with money")),
    (phrase("Sales manager"), phrase("divides customers and follows the plan"), phrase("by sales rep and segment, with hours")),
    (phrase("Sales rep"), phrase("prepares the week and the visit"), phrase("own customers by segment, headroom and next activity")),
    (phrase("Customer service"), phrase("answers in the right order"), phrase("by customer: segment and response time")),
    (phrase("Marketing"), phrase("chooses whom a campaign is for"), phrase("by segment, industry and consent")),
    (phrase("Product management"), phrase("chooses what to develop"), phrase("by product group and segment")),
    (phrase("Finance"), phrase("sets prices, terms and credit"), phrase("by contribution, days to pay and segment")),
)
"""A role, a task of it, and what it groups, searches or reports by."""

PROCESSES: tuple[str, ...] = (
    phrase("Visit planning"),
    phrase("Finding and qualifying leads"),
    phrase("Offers, prices and discounts"),
    phrase("Order handling and delivery"),
    phrase("Customer service and complaints"),
    phrase("Campaigns and newsletters"),
    phrase("Key account work"),
    phrase("Credit and payment terms"),
    phrase("Product development"),
    phrase("Budget and follow-up"),
)

BLANK_NEEDS, BLANK_ATTRIBUTES, BLANK_PROCESSES = 5, 4, 2


def need_grid(engagement: Engagement) -> Grid:
    """Return the sheet roles x needs: a proposal per role, and lines for more."""
    words = engagement.words
    columns = (
        Column(words("Role"), "text", 20),
        Column(words("Task"), "text", 32),
        Column(words("Groups, searches or reports"), "text", 38),
        Column(words("Attribute needed"), "entry", 26),
        Column(words("Why it is needed"), "entry", 34),
    )
    rows = tuple((words(role), words(task), words(need), None, None) for role, task, need in ROLES)
    return Grid("", columns, rows, blank=BLANK_NEEDS)


def attribute_grid(engagement: Engagement) -> Grid:
    """Return the attributes that the data hold or are asked for, each to be kept with its reason or dropped."""
    words = engagement.words
    columns = (
        Column(words("Attribute"), "client", 28),
        Column(words("In the data"), "text", 14),
        Column(words("Who needs it"), "entry", 26),
        Column(words("For which task"), "entry", 40),
        Column(words("Keep"), "tick", 9),
        Column(words("Drop"), "tick", 9),
    )
    here = {name for source in engagement.sources if source.holds == "customers" for name in source.columns}
    own = [name for source in engagement.sources if source.holds == "customers" for name in source.attributes]
    asked = [column for column in COLUMNS["customers"] if column.name in {*here, *engagement.request.customers} and not column.required]
    rows: list[tuple[Value, ...]] = [
        (words(column.label), words("yes") if column.name in here else words("no"), None, None, None, None) for column in asked
    ]
    rows += [(name, words("yes"), None, None, None, None) for name in dict.fromkeys(own)]
    return Grid("", columns, tuple(rows), blank=BLANK_ATTRIBUTES)


def process_grid(engagement: Engagement) -> Grid:
    """Return the matrix of processes: which of them use the segment, and what changes in them."""
    words, deep = engagement.words, engagement.package == "deepdive"
    columns = (
        Column(words("Process"), "text", 34),
        Column(words("Uses the segment"), "tick", 12),
        *((Column(words("Uses the points"), "tick", 12),) if deep else ()),
        Column(words("Which roles"), "entry", 26),
        Column(words("What changes"), "entry", 44),
        Column(words("From when"), "entry", 14, filled="date"),
    )
    rows = tuple((words(process), *[None] * (len(columns) - 1)) for process in PROCESSES)
    return Grid("", columns, rows, blank=BLANK_PROCESSES)
