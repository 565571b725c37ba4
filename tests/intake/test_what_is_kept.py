"""What the client has of its own is kept: own columns, numbers that meet only when they may, rows that repeat, merges that change no total."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from tiny import CUSTOMERS, LINES, TINY

import segkit
from segkit.deliverables.excel import write_strategy
from segkit.errors import EngagementError
from segkit.findings import Finding
from segkit.intake import Intake, take_in

Build = Callable[..., Path]


def intake(file: Path) -> Intake:
    engagement = segkit.read_engagement(file)
    return take_in(engagement.sources, engagement.period, engagement.data, engagement.identity)


def found(result: Intake, kind: str) -> list[Finding]:
    return [finding for finding in result.findings if finding.kind == kind]


def revenues(result: Intake) -> dict[str, float]:
    return dict(zip(result.customers["customer_id"], result.customers["revenue"], strict=True))


CHAINS = (
    "No;Name;Rep;Potential;Kæde;CVR\n001;Alfa;Ida;9000;Nord;13585628\n002;Beta;Ida;4000;;\n003;Gamma;Bo;;=1+1;\n004;Delta;Bo;5000;Nord;\n"
)


def test_own_columns_reach_the_excel_strategy_and_can_be_filtered(workbook: Build, tmp_path: Path):
    """C15: a column of the client's own stands among the customers under the client's name for it, empty where it was empty."""
    yaml = TINY.replace("potential: Potential}", "potential: Potential, org_number: CVR}\n    attributes: {Kædenavn: Kæde}")
    study = segkit.run_study(segkit.read_engagement(workbook(yaml, customers_csv=CHAINS)))
    book = openpyxl.load_workbook(write_strategy(study, tmp_path))
    sheet = book["Customers"]
    [table] = sheet.tables.values()
    head = next(row for row in sheet.iter_rows() if any(cell.value == "Kædenavn" for cell in row))
    column = next(cell.column for cell in head if cell.value == "Kædenavn")
    number = next(cell.column for cell in head if cell.value == "Customer no.")
    held = {sheet.cell(at, number).value: sheet.cell(at, column).value for at in range(head[0].row + 1, head[0].row + 5)}

    assert held == {"001": "Nord", "002": None, "003": "=1+1", "004": "Nord"}
    assert "Kædenavn" in [heading.name for heading in table.tableColumns]
    assert table.autoFilter is not None
    assert all(cell.data_type != "f" for cell in sheet[sheet.cell(1, column).column_letter])


UNPADDED = LINES.replace("001;", "1;").replace("002;", "2;")


def test_numbers_without_their_zeros_meet_nobody_by_themselves(workbook: Build):
    """C02: 1 is not 001 unless somebody says so; it is asked, and the revenue stays with the number as it stands."""
    result = intake(workbook(lines_csv=UNPADDED))

    assert revenues(result)["001"] == 0.0
    assert revenues(result)["1"] == 1000.0


def test_normalised_numbers_join_and_are_counted(workbook: Build):
    """C02: where the source says 'normalised', 1 is 001; the total is unchanged and the join is told."""
    yaml = TINY.replace("    holds: transactions\n", "    holds: transactions\n    numbers: normalised\n")
    exact, joined = intake(workbook(lines_csv=UNPADDED)), intake(workbook(yaml, lines_csv=UNPADDED))
    told = [finding for finding in joined.findings if finding.code == "SEG-C02"]

    assert revenues(joined) == {"001": 1000.0, "002": 1400.0, "003": 700.0, "004": 999.99}
    assert joined.reconciliation.revenue == exact.reconciliation.revenue == Decimal("4099.99")
    assert [finding.values["n"] for finding in told if "n" in finding.values][:1] == [2]


@pytest.mark.parametrize(("which", "name"), [("first", "Beta"), ("last", "Beta again")])
def test_a_repeated_number_takes_the_row_that_was_chosen(workbook: Build, which: str, name: str):
    """D04: first or last row, as engagement.yaml says; the other is set aside and counted."""
    yaml = TINY.replace("    holds: customers\n", f"    holds: customers\n    repeated: {which}\n")
    result = intake(workbook(yaml, customers_csv=CUSTOMERS + "002;Beta again;Bo;1\n"))
    account = {line.what: line.rows for line in result.reconciliation.lines if line.file == "customers.csv" and line.rows}

    assert result.customers.set_index("customer_id").at["002", "name"] == name
    assert account == {"received": 5, "same_row": 1, "used": 4}


def test_a_merge_by_decision_keeps_every_total(workbook: Build):
    """D03: two customers become one only because decisions.yaml says so; the revenue of all is what it was, and two potentials are told."""
    file = workbook()
    before = intake(file)
    (file.parent / "decisions.yaml").write_text('duplicates:\n  - keep: "001"\n    merge: ["002"]\n    decision: merge\n', encoding="utf-8")
    after = intake(file)

    assert revenues(after) == {"001": 2400.0, "003": 700.0, "004": 999.99}
    assert after.reconciliation.revenue == before.reconciliation.revenue
    assert found(after, "merge_potential_differs")[0].values["n"] == 1


def test_customers_kept_apart_stay_so(workbook: Build):
    """D03: a decision to keep two apart closes the question."""
    customers = CUSTOMERS.replace("002;Beta", "002;Nordjysk Tømmerhandel ApS").replace("001;Alfa", "001;Nordjysk Tømmerhandel A/S")
    file = workbook(customers_csv=customers)
    asked = [candidate.ids for candidate in intake(file).candidates]
    (file.parent / "decisions.yaml").write_text('duplicates:\n  - keep: "001"\n    merge: ["002"]\n    decision: apart\n', encoding="utf-8")

    assert ("001", "002") in asked
    assert intake(file).candidates == ()


def test_customers_below_zero_stand_in_their_own_finding(workbook: Build):
    """D01: credit notes without sales leave a negative revenue that is shown, not clipped, and never a NaN."""
    result = intake(workbook(lines_csv=LINES + "003;20-10-2025;-900,00\n"))
    [told] = found(result, "negative_revenue")

    assert revenues(result)["003"] == -200.0
    assert told.values["n"] == 1
    assert result.customers["revenue"].notna().all()


NORMALISED = TINY.replace("    holds: transactions\n", "    holds: transactions\n    numbers: normalised\n")


def test_a_line_that_cannot_be_read_leaves_the_revenue_of_a_joined_number_open(workbook: Build):
    """C02, C04: 1 is 001, and its only line has no amount: the revenue of 001 is unknown, not 0."""
    result = intake(workbook(NORMALISED, lines_csv=LINES.replace("001;15-07-2025;1.000,00", "1;15-07-2025;x")))
    revenue = dict(zip(result.customers["customer_id"], result.customers["revenue"], strict=True))

    assert revenue["001"] != revenue["001"]
    assert not [finding for finding in result.findings if finding.kind == "no_transactions"]


def test_joined_numbers_are_said_to_buy_and_are_nobodys_decision(workbook: Build):
    """C02: whoever is joined has lines, and decisions.yaml is not named where it says nothing."""
    result = intake(workbook(NORMALISED, lines_csv=LINES.replace("001;", "1;")))

    assert {"no_transactions", "accounts_merged"} & {finding.kind for finding in result.findings} == set()
    assert result.customers["revenue"].sum() == 4099.99


def test_contacts_go_with_the_number_that_is_kept(workbook: Build):
    """D03: the contact of a merged number is a contact of the customer it was merged into."""
    yaml = TINY.replace("abcd:", "  - file: contacts.csv\n    holds: contacts\n    columns: {customer_id: No, name: Name}\nabcd:")
    file = workbook(yaml, contacts_csv="No;Name\n002;Ib\n003;Bo\n009;Al\n")
    decided = 'duplicates:\n- keep: "001"\n  merge: ["002"]\n  decision: merge\n- keep: "008"\n  merge: ["003"]\n  decision: merge\n'
    (file.parent / "decisions.yaml").write_text(decided, encoding="utf-8")

    assert list(intake(file).contacts["customer_id"]) == ["001", "003", "009"]


def test_one_file_may_hold_customers_and_their_lines(workbook: Build):
    """D10: a flat export is the list of customers and the invoice lines at once; each use of it has its own account."""
    yaml = TINY.replace("customers.csv", "lines.csv").replace("name: Name, owner: Rep, potential: Potential", "name: Name")
    result = intake(workbook(yaml, lines_csv="No;Name;Date;Amount\n001;A;15-07-2025;1,00\n002;B;16-08-2025;3,00\n001;A;17-08-2025;1,50\n"))

    assert revenues(result) == {"001": 2.5, "002": 3.0}
    assert [(file, received.rows, len(parts) > 1) for file, received, parts in result.reconciliation.accounts] == [
        ("lines.csv", 3, True),
        ("lines.csv", 3, True),
    ]


def test_a_file_of_lines_written_down_twice_is_refused(workbook: Build):
    """D04: the same source twice would double the revenue."""
    again = "  - file: lines.csv\n    holds: transactions\n    columns: {customer_id: No, date: Date, amount: Amount}\nabcd:"
    with pytest.raises(EngagementError) as caught:
        segkit.read_engagement(workbook(TINY.replace("abcd:", again)))

    assert "lines.csv stands twice under 'sources' as transactions, so every row of it would count twice. Remove one of the two." in str(
        caught.value
    )


def test_exports_that_overlap_are_asked_about(workbook: Build):
    """D05: lines that stand in two files count twice, so it is asked; a single line that two files share is chance."""
    again = "  - file: more.csv\n    holds: transactions\n    columns: {customer_id: No, date: Date, amount: Amount}\nabcd:"
    others = "".join(f"001;{day}-03-2026;{day},50\n" for day in range(10, 28))
    both = intake(workbook(TINY.replace("abcd:", again), more_csv=LINES + "001;20-06-2026;1,00\n"))
    chance = intake(
        workbook(
            TINY.replace("abcd:", again),
            lines_csv=LINES + others,
            more_csv="No;Date;Amount\n001;15-07-2025;1.000,00\n" + others.replace(",50", ",75"),
        )
    )

    assert [(told.file, told.values, told.rows) for told in found(both, "same_line_twice")] == [
        ("more.csv", {"n": 5, "amount": Decimal("4099.99")}, (2, 3, 4, 5, 6))
    ]
    assert not found(chance, "same_line_twice")
