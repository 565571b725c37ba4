"""N5: a delivered file says whose it is, of which delivery, and where people may write."""

import json
from decimal import Decimal
from pathlib import Path

import openpyxl
from returning import ENGAGEMENT, Desk, deliver, desk, published, set_name, told, write

from segkit.circle import MANIFEST
from segkit.deliverables.excel.live_table import LiveTable, TableColumn
from segkit.deliverables.excel.returned_tables import ReturnedTable
from segkit.intake.marked import MARK_SHEET
from segkit.returned import accept


def test_the_mark_the_manifest_and_the_method_sheet_name_one_delivery(delivered):
    """N5: the same number stands in all three, on a sheet that no menu shows."""
    path = published(delivered.desk)
    book = openpyxl.load_workbook(path)
    manifest = json.loads((path.parent / MANIFEST).read_text(encoding="utf-8"))

    mark = json.loads(book[MARK_SHEET]["A1"].value)

    assert book[MARK_SHEET].sheet_state == "veryHidden"
    assert mark == {
        "kind": "strategy", "client": "Nord A/S", "folder": "nord", "delivery": manifest["delivery"], "date": "2026-08-31",
    }  # fmt: skip
    assert manifest["delivery"] in {cell.value for cell in book["Method"]["B"]}


def test_a_table_of_actions_is_described_by_one_call():
    """N5: a further sheet says by itself which of its columns are given, computed and filled in, and what they take."""
    headings = {"key": "Key", "what": "What", "hours": "Hours", "status": "Status", "done": "Done on", "comment": "Comment"}
    columns = [
        TableColumn("key", "Key", "identifier", [], hidden=True),
        TableColumn("what", "What", "text", []),
        TableColumn("hours", "Hours", "hours", [], formula="1+1"),
        TableColumn("status", "Status", "text", [], entry=True),
        TableColumn("done", "Done on", "date", [], entry=True),
        TableColumn("comment", "Comment", "client", [], entry=True),
    ]

    described = ReturnedTable("actions", LiveTable("Actions", headings, 3, 0), columns, {"status": ("open", "done")}).described("Actions")

    assert [(column["field"], column["role"], column.get("takes")) for column in described["columns"]] == [
        ("key", "given", None),
        ("what", "given", None),
        ("hours", "computed", None),
        ("status", "entry", "choice"),
        ("done", "entry", "date"),
        ("comment", "entry", "text"),
    ]


OWN = ENGAGEMENT.replace(
    "  preset: classic\n  revenue_high: 1000  # agreed with Ida\n  potential_high: 5000\n",
    "  preset: own\n  grid:\n    across: revenue\n    across_cuts: [1000]\n    up: potential\n    up_cuts: [5000]  # kept\n"
    "    grades: [[B, A], [D, C]]\n",
)


def test_a_grid_of_ones_own_is_changed_in_its_place(tmp_path: Path):
    """N5: cuts, letters and contacts of the workbook go into engagement.yaml where they stand, and nothing else of it changes."""
    made = desk(tmp_path, OWN)
    made.edit(
        set_name("abcd_potential_cut_1", 6000.5), set_name("abcd_grades", "A"), set_name("playbook_1_hours_per_meeting", "1,5"), set_name("capacity_sales_hours", 900)
    )  # fmt: skip

    returned = made.returned()
    accept(returned, returned.delivered)

    assert [told(item)[3:] for item in returned.items] == [
        (Decimal(5000), Decimal("6000.5")),
        (Decimal(800), Decimal(900)),
        (Decimal(3), Decimal("1.5")),
        ("B", "A"),
    ]
    assert made.file.read_text(encoding="utf-8") == (
        OWN.replace("up_cuts: [5000]  # kept", "up_cuts: [6000.5]  # kept; changed in strategy.xlsx, 2026-08-31")
        .replace("grades: [[B, A], [D, C]]", 'grades: [["A", A], [D, C]]  # changed in strategy.xlsx, 2026-08-31')
        .replace("sales_hours: 800", "sales_hours: 900  # changed in strategy.xlsx, 2026-08-31")
        + "\nplaybook:\n  A:\n    hours_per_meeting: 1.5  # changed in strategy.xlsx, 2026-08-31\n"
    )
    assert made.returned().items == ()


def test_the_labels_of_the_grades_come_back_as_letters(tmp_path: Path):
    """N5: who sees Platinum chooses Platinum, and corrections.yaml keeps the letter."""
    made = desk(tmp_path, ENGAGEMENT.replace("  preset: classic\n", "  preset: classic\n  labels: {A: Platinum}\n"))
    made.edit(write("0013", "Fixed grade", "platinum"), write("0013", "Reason for the fixed grade", "Old friend"))

    returned = made.returned()
    accept(returned, returned.delivered)
    deliver(made)

    assert [(decision.field, decision.value) for decision in returned.decisions] == [("grade", "A")]
    customers = made.study().customers.set_index("customer_id")
    assert customers.at["0013", "grade"] == "A"
    assert Desk(made.file, published(made)).returned(published(made)).items == ()


def test_one_setting_that_cannot_be_used_does_not_stop_the_others(fresh: Desk):
    """N5: only what engagement.yaml would be refused for is asked about."""
    fresh.edit(set_name("playbook_1_meetings_per_year", 900), set_name("abcd_revenue_high", 1200))

    returned = fresh.returned()

    assert [item.kind for item in returned.items] == ["changed", "setting_refused"]
    assert [change.path for change in returned.settings] == [("abcd", "revenue_high")]
