"""The sheets that show customers again: the same figures on every one, whoever sorts, filters or deletes rows in the customers' table."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from recalculation import recalculated, stripped
from tiny import CUSTOMERS, LINES, TINY

import segkit
from segkit.circle import since_last
from segkit.circle.delivered import as_delivered
from segkit.deliverables.excel import rep_sheets, write_strategy
from segkit.deliverables.excel.account_columns import CUSTOMER_TABLE
from segkit.deliverables.excel.account_table import account_table
from segkit.segments import NOT_RATED_SEGMENT, earners
from segkit.strategy import implementation

Build = Callable[..., Path]
Rows = list[dict[str, Any]]


def study_of(path: Path) -> segkit.Study:
    return segkit.run_study(segkit.read_engagement(path))


@pytest.fixture(scope="module")
def delivered(example: segkit.Study, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example's strategy file, in Danish."""
    return write_strategy(example, tmp_path_factory.mktemp("lists"))


def tables(path: Path, *, values: bool = True) -> Iterator[tuple[Worksheet, str, int, list[str]]]:
    """Yield every table of a file: its sheet, its name, the row of its headings and these."""
    book = openpyxl.load_workbook(path, data_only=values)
    for sheet in book.worksheets:
        for table in sheet.tables.values():
            first = openpyxl.utils.range_boundaries(table.ref)[1]
            yield sheet, table.name, first, [str(column.name) for column in table.tableColumns]


def rows_of(path: Path, name: str) -> Rows:
    """Return a table's rows by heading."""
    sheet, _, first, headings = next(found for found in tables(path) if found[1] == name)
    last = openpyxl.utils.range_boundaries(sheet.tables[name].ref)[3]
    return [
        dict(zip(headings, [sheet.cell(row, col).value for col in range(1, len(headings) + 1)], strict=True))
        for row in range(first + 1, last + 1)
    ]


def owners(path: Path) -> list[str]:
    return [name for _, name, _, _ in tables(path) if name.startswith("Owner_")]


def shown(rows: Rows, leave_out: set[str]) -> dict[Any, dict[str, Any]]:
    """Return rows by the customer's number, without the columns that say where a customer stands."""
    return {
        row["Kundenr."]: {
            key: (round(value, 9) if isinstance(value, float) else value) or None for key, value in row.items() if key not in leave_out
        }
        for row in rows
        if row["Kundenr."]
    }


# --- the same numbers


def test_every_customer_stands_on_one_reps_sheet_with_the_same_figures(delivered: Path):
    """K02 K15 N15: the reps' sheets together are the customers' table, cell for cell."""
    customers = {row["Kundenr."]: row for row in rows_of(delivered, "Customers")}
    of_reps = [row for name in owners(delivered) for row in rows_of(delivered, name)]

    assert sorted(row["Kundenr."] for row in of_reps) == sorted(customers)
    shared = set(of_reps[0]) & set(next(iter(customers.values()))) - {"Løbenr."}
    assert {"Klasse", "Omsætning", "Potentiale", "Merpotentiale", "Hvorfor", "Første frist", "Timer pr. år"} <= shared
    for row in of_reps:
        assert {key: row[key] or None for key in shared} == {key: customers[row["Kundenr."]][key] or None for key in shared}


def test_management_overview_and_reps_agree(delivered: Path, example: segkit.Study):
    """N15 C04: the management's total is the overview's, per grade and in money, hours and contribution."""
    book = openpyxl.load_workbook(delivered, data_only=True)
    sheet = book["Ledelse"]
    headings = [cell.value for cell in sheet[4]]
    total = dict(zip(headings, [cell.value for cell in sheet[sheet.max_row]], strict=True))
    segments = example.segmentation

    assert total["Kunder"] == len(example.customers)
    assert [total[letter] for letter in "ABCD"] == [segments.count(letter) for letter in "ABCD"]
    assert total["Ikke vurderet"] == segments.count(NOT_RATED_SEGMENT)
    assert [total[name] for name in ("Omsætning", "Potentiale", "Merpotentiale", "Dækningsbidrag")] == [
        segments.total[key] for key in ("revenue", "potential", "headroom", "contribution")
    ]
    assert total["Timer pr. år"] == pytest.approx(example.plan.total_hours)


def test_customer_service_has_every_customer_those_who_are_answered_first_at_the_top(delivered: Path, example: segkit.Study):
    """N15 C11: the support priority follows the grade, and the hours are the policy's."""
    rows = rows_of(delivered, "Service")
    policies = {policy.segment: policy for policy in example.plan.policies}
    grades = example.customers.set_index("customer_id")["grade"]

    assert len(rows) == len(example.customers)
    assert [row["Serviceprioritet"] for row in rows] == sorted(row["Serviceprioritet"] for row in rows)
    for row in rows:
        grade = grades[row["Kundenr."]]
        policy = policies[grade if isinstance(grade, str) else NOT_RATED_SEGMENT]
        assert (row["Serviceprioritet"], row["Svartid, timer"]) == (policy.support_priority, policy.response_hours)


def test_the_action_list_has_each_activity_once_with_its_day(delivered: Path, example: segkit.Study):
    """K14 K15: the rows that show something are the study's actions, with owner and first due date."""
    rows = [row for row in rows_of(delivered, "Actions") if row["Aktivitet"]]
    wanted = {(row.customer_id, row.activity): (row.owner, row.due.date()) for row in example.actions.itertuples()}

    assert len(rows) == len(example.actions)
    assert {(row["Kundenr."], row["Aktivitet"]): (row["Kundeansvarlig"], row["Første frist"].date()) for row in rows} == wanted


# --- whatever is done to the customers' table


def moved(path: Path, folder: Path, order: Callable[[list[list[Any]]], list[list[Any]]]) -> Path:
    """Return the recalculated file with the rows of the customers' table in another order, as sorting in Excel leaves them."""
    book = openpyxl.load_workbook(stripped(path, folder))
    sheet = next(sheet for sheet in book.worksheets if "Customers" in sheet.tables)
    left, top, right, bottom = openpyxl.utils.range_boundaries(sheet.tables["Customers"].ref)
    rows = [[sheet.cell(row, col).value for col in range(left, right + 1)] for row in range(top + 1, bottom + 1)]
    for row, cells in enumerate(order(rows), start=top + 1):
        for col, value in enumerate(cells, start=left):
            sheet.cell(row, col).value = value
    changed = folder / "moved.xlsx"
    book.save(changed)
    return recalculated(changed, folder)


def test_sorting_the_customers_changes_no_other_sheet(delivered: Path, tmp_path: Path):
    """C05 C19: after sorting backwards every list shows for each customer what it showed before."""
    again = moved(delivered, tmp_path, lambda rows: rows[::-1])

    for name in [*owners(delivered), "Service", "Actions"]:
        before, after = (rows_of(path, name) for path in (delivered, again))
        assert [row["Kundenr."] for row in after] == [row["Kundenr."] for row in before], name
        assert shown(after, {"Række"}) == shown(before, {"Række"}), name


def test_a_deleted_customer_leaves_an_empty_row_and_no_error(workbook: Build, tmp_path: Path):
    """A row that was taken out of the customers' table is empty elsewhere; nobody else's figures move into its place."""
    path = write_strategy(study_of(workbook()), tmp_path)
    again = moved(path, tmp_path, lambda rows: [*rows[1:], [None] * len(rows[0])])
    book = openpyxl.load_workbook(again, data_only=True)
    left = {row["Customer no."] or None: row["Revenue"] or None for name in owners(path) for row in rows_of(again, name)}
    errors = [cell.value for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.data_type == "e"]

    assert left == {None: None, "001": 1000, "003": 700, "004": 999.99}
    assert errors == []


# --- who gets a sheet


def many(count: int) -> str:
    return "No;Name;Rep;Potential\n" + "".join(f"{i:03};Customer {i};Rep {i % count:02};{i * 100}\n" for i in range(1, 2 * count + 1))


def test_more_sales_reps_than_sheets_share_one(workbook: Build, monkeypatch: pytest.MonkeyPatch):
    """Those with the fewest customers share a sheet that names the owner; nobody is left out."""
    monkeypatch.setattr(rep_sheets, "MOST_SHEETS", 3)
    study = study_of(workbook(customers_csv=many(5) + "099;Nobody's;;100\n"))
    found = rep_sheets.reps(study, account_table(study, "Customers", CUSTOMER_TABLE, study.customers, 3))

    assert [(rep.name, len(rep.lines), rep.shared) for rep in found] == [
        ("Rep 00", 2, False),
        ("Rep 01", 2, False),
        ("Rep 02", 2, False),
        ("Other sales reps", 4, True),
        ("No sales rep", 1, False),
    ]
    assert sorted(line for rep in found for line in rep.lines) == list(range(1, len(study.customers) + 1))


def test_a_client_without_sales_reps_has_no_such_sheets(workbook: Build, tmp_path: Path):
    """Where no file names an owner there is neither a rep's sheet nor the management's view, and the cover names none."""
    yaml = TINY.replace("owner: Rep, ", "")
    path = write_strategy(study_of(workbook(yaml)), tmp_path)
    book = openpyxl.load_workbook(path)

    assert owners(path) == []
    assert "Management" not in book.sheetnames
    assert "Management" not in [cell.value for row in book["Cover"].iter_rows() for cell in row]


# --- best and worst, the plan, what changed


def test_best_and_worst_stand_side_by_side_by_what_they_earn(delivered: Path, example: segkit.Study):
    """K62: the lists go by contribution where it is known of all, and hold nobody twice."""
    book = openpyxl.load_workbook(delivered, data_only=True)
    rows = [[cell.value for cell in row] for row in book["Top og bund"].iter_rows(min_row=7)]
    best, worst = [row[2] for row in rows if row[2]], [row[row.index(None, 3) + 1] for row in rows if None in row[3:]]

    assert example.earners.measure == "contribution"
    assert best == list(example.earners.best["customer_id"])
    assert worst == list(example.earners.worst["customer_id"])
    assert not set(best) & set(worst)
    assert list(example.earners.best["contribution"]) == sorted(example.customers["contribution"], reverse=True)[:50]


def test_an_unknown_cost_makes_the_lists_go_by_revenue(example: segkit.Study):
    """One customer without a cost would be left out of a list by contribution; then the revenue decides."""
    customers = example.customers.copy()
    customers.loc[0, "contribution"] = float("nan")

    assert earners(customers, (10,)).measure == "revenue"


def test_the_implementation_plan_goes_by_weekdays_and_leaves_out_what_concerns_nobody():
    """K23: tasks stand by day, none on a weekend, none after the review, none for nobody."""
    review = dt.date(2027, 9, 4)
    tasks = implementation(dt.date(2026, 8, 29), review, {"prices": 0, "find_out": 12, "leads": 0})
    keys = [task.key for task in tasks]

    assert not {"prices", "leads"} & set(keys)
    assert next(task.count for task in tasks if task.key == "find_out") == 12
    assert [task.due for task in tasks] == sorted(task.due for task in tasks)
    assert all(task.due.weekday() < 5 for task in tasks)
    assert (keys[-1], tasks[-1].due) == ("again", dt.date(2027, 9, 6))


def test_what_changed_since_the_last_delivery_stands_on_a_sheet(workbook: Build, tmp_path: Path):
    """N12 K58: who moved and why, who is new and who is gone, and the threshold that is another."""
    then = study_of(workbook(name="then"))
    yaml = TINY.replace("potential_high: 5000", "potential_high: 4000").replace("2026-08-31", "2027-08-31")
    now = study_of(
        workbook(
            yaml,
            name="now",
            customers_csv=CUSTOMERS.replace("003;Gamma;Bo;\n", "") + "005;Epsilon;Bo;100\n",
            lines_csv=LINES.replace("003;", "005;"),
        )
    )
    changes = since_last(now, as_delivered(then, "0" * 64))
    path = write_strategy(now, tmp_path, changes)
    rows = [[cell.value for cell in row if cell.value is not None] for row in openpyxl.load_workbook(path)["Changes"].iter_rows()]

    assert ["002", "Beta", "C", "A", "the rules changed", 1400, 1400, 4000, 4000] in rows
    assert any(row[:1] == ["005"] and "new" in row for row in rows)
    assert any(row[:1] == ["003"] and "no longer there" in row for row in rows)
    assert any("High potential from" in row and 5000 in row and 4000 in row for row in rows)


def test_a_grade_set_by_hand_is_told_as_such(workbook: Build):
    """A customer that moved because a person fixed its grade is not said to have moved by its figures."""
    then = study_of(workbook(name="then"))
    file = workbook(name="now")
    (file.parent / "corrections.yaml").write_text(
        'corrections:\n  - key: "customer:002"\n    field: grade\n    value: "A"\n    reason: "New owner"\n'
        "    from: {file: strategy.xlsx, cell: Customers!N5}\n    date: 2026-08-31\n",
        encoding="utf-8",
    )
    changes = since_last(study_of(file), as_delivered(then, "0" * 64))

    assert [(move.number, move.grade_before, move.grade_after, move.why) for move in changes.customers.moved] == [
        ("002", "C", "A", "fixed")
    ]


# --- the cover


def test_the_cover_leads_to_every_sheet_that_is_shown(delivered: Path):
    """Each sheet has a link and a sentence; the links lead to cells that there are."""
    book = openpyxl.load_workbook(delivered)
    visible = [sheet.title for sheet in book.worksheets if sheet.sheet_state == "visible"]
    cells = [cell for row in book["Forside"].iter_rows() for cell in row if cell.hyperlink]

    assert [cell.value for cell in cells] == visible[1:]
    assert [cell.hyperlink.location for cell in cells] == [f"'{name}'!A1" for name in visible[1:]]
    assert all(book["Forside"].cell(cell.row, 2).value for cell in cells)


def test_the_same_study_without_a_delivery_before_has_no_sheet_of_changes(tiny: segkit.Study, tmp_path: Path):
    """A first delivery is compared with nothing."""
    book = openpyxl.load_workbook(write_strategy(replace(tiny), tmp_path))

    assert "Changes" not in book.sheetnames
