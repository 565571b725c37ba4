"""The campaigns: what each is and costs, where they meet, and every account with its group; as delivered."""

from segkit.deliverables.excel.live_table import LiveTable, TableColumn, unique_headings, write_table
from segkit.deliverables.excel.workbook import Book, page
from segkit.strategy.activities import CHANNELS
from segkit.strategy.campaigns import GROUPS
from segkit.views import campaigns as views
from segkit.views.funnel import kind_label
from segkit.views.labels import segment_label
from segkit.words import phrase

KEY, NAME = "campaigns", "Campaigns"
TOP = 3
_HEADINGS: dict[str, tuple[str, str, float]] = {
    "campaign": (phrase("Campaign"), "client", 30),
    "group": (phrase("Group"), "text", 34),
    "kind": (phrase("Kind"), "text", 14),
    "number": (phrase("Number"), "identifier", 16),
    "name": (phrase("Name"), "client", 36),
    "owner": (phrase("Owner"), "client", 22),
    "region": (phrase("Region"), "client", 18),
    "segment": (phrase("Segment"), "client", 14),
    "activity": (phrase("Activity"), "client", 40),
}
LAST = len(_HEADINGS)
"""The last column of the table of campaigns, which has one more than the list."""


def write(book: Book) -> None:
    """Write the campaigns, the sentences about them, and the lists."""
    words, study, sheet = book.study.words, book.study, book.sheets[KEY]
    plan = study.campaigns
    sheet.title(
        words("Campaigns"),
        words(
            "Whom each campaign is for, and who is left out of it to compare, as delivered. Amounts in {currency}.", currency=words.currency
        ),
    )
    row = _campaigns(book, TOP)
    rule = words(
        "The control group is drawn by lot within each segment, the same in every run: its share of the accounts, a half rounded up, and at most "
        "all but one. It is never contacted in its campaign."
    )
    for sentence in (rule, views.left_out_text(study), *(views.overlap_text(study, overlap) for overlap in plan.overlaps)):
        if sentence:
            sheet.client(row, 0, sentence)
            row += 1
    rows = plan.accounts
    place = LiveTable(NAME, unique_headings({key: words(text) for key, (text, _, _) in _HEADINGS.items()}), row + 1, len(rows))
    if rows.empty:
        sheet.text(place.first, 0, words("Nobody is on any list."), "label")
        sheet.widths(30, 30, 30, 24)
        page(book, KEY, wide=True, last=(place.first, LAST))
        return
    activity = {target.campaign.name: target.campaign.activity for target in plan.targets}
    values = {key: rows[key].tolist() for key in ("campaign", "number", "name", "owner", "region")} | {
        "group": [words(GROUPS[group]) for group in rows["group"]],
        "kind": [kind_label(study, kind) for kind in rows["kind"]],
        "segment": [segment_label(study, segment) for segment in rows["segment"]],
        "activity": [activity[name] for name in rows["campaign"]],
    }
    write_table(
        sheet, place, [TableColumn(key, place.headings[key], kind, values[key], width=most) for key, (_, kind, most) in _HEADINGS.items()]
    )
    sheet.widths(24, first=LAST)
    sheet.height(place.first, 30)
    page(book, KEY, wide=True, repeat=place.first, last=(place.last, LAST))


def _campaigns(book: Book, row: int) -> int:
    """Write a line for each campaign; return the row below."""
    words, study, sheet = book.study.words, book.study, book.sheets[KEY]
    headings = [
        words("Campaign"), words("Meant for"), words("Channel"), words("When"), words("Activity"), words("Goal"), words("Contacted"),
        words("Control group"), words("Budget"), words("Cost per contact"),
    ]  # fmt: skip
    sheet.heads(row, 0, headings, {6, 7, 8, 9})
    sheet.height(row, 32)
    for target in study.campaigns.targets:
        row += 1
        campaign = target.campaign
        sheet.client(row, 0, campaign.name, "line", "wrap", "middle")
        sheet.client(row, 1, views.segments_text(study, target), "line", "wrap", "middle")
        sheet.text(row, 2, words(CHANNELS[campaign.channel]), "line", "wrap", "middle")
        sheet.text(row, 3, views.days_text(study, target), "line", "wrap", "middle")
        sheet.client(row, 4, campaign.activity, "line", "wrap", "middle")
        sheet.client(row, 5, views.goal_text(study, target), "line", "wrap", "middle")
        sheet.number(row, 6, target.contacted, "count", "line", "middle")
        sheet.number(row, 7, target.control, "count", "line", "middle")
        sheet.number(row, 8, campaign.budget, "exact", "line", "middle")
        sheet.number(row, 9, target.cost_per_contact, "exact", "line", "middle")
    return row + 2
