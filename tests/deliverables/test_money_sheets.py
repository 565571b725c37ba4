"""The Deep Dive's sheets of money and time: recalculated they give what the engine gives, also after a yellow cell was changed."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from recalculation import differences_of, formulas, recalculated_all, same, stripped, values
from tiny import TINY

import segkit
from segkit.deliverables.excel import write_strategy
from segkit.deliverables.xlsxlint import lint
from segkit.study import Study

Build = Callable[..., Path]

SHEETS = {
    "Costs and capacity", "True contribution", "Whale curve", "Customers to build on", "Customers to change", "Time thieves", "Levers",
}  # fmt: skip

TREE = """\
tree:
  factors:
    - name: Room to grow
      weight_pct: 100
      definition: What the customer could still buy.
      owner: Sales
      factors:
        - name: Headroom
          weight_pct: 100
          definition: Potential less revenue.
          source: Invoices
          direction: benefit
          column: headroom
          points: [[0, 1], [10000, 5]]
growth: {attainable: 0.3, rating_power: 2}
"""
COSTS = """\
contribution:
  target_margin: 0.1
  elements:
    - {name: '=Visits [1]', step: sales, kinds: [Visit], ledger: 1000.01, practical_hours: 7}
    - {name: Freight, step: freight, kinds: [Freight]}
    - {name: Orders, step: administration, per: orders, minutes_each: 12, ledger: 300, theoretical_hours: 10, practical_share: 0.8}
    - {name: Credit, step: credit, rate: 0.08}
"""
CUSTOMERS = """\
No;Name;Rep;Potential;Owed;Days
001;Alfa;Ida;9000;;30
002;Beta;Ida;4000;500,50;
003;Gamma;Bo;;;20
004;Delta;Bo;5000;;
005;Epsilon;Bo;8000;;45
006;Zeta;Bo;100;;45
"""
LINES = """\
No;Date;Amount;Cost;Order
001;15-07-2025;1.000,00;600,00;1
002;16-08-2025;1.500,50;1.400,00;2
002;17-09-2025;-100,50;-50,00;3
003;18-10-2025;700,00;;4
004;19-06-2026;999,99;10,00;5
005;19-06-2026;-250,00;-100,00;6
006;20-06-2026;4.000,00;3.800,00;7
"""
TIME = """\
No;Day;Work;Hours;Paid
001;15-07-2025;Visit;1,25;
002;16-08-2025;Visit;2,5;
006;16-08-2025;Visit;0,333333;
;16-08-2025;Visit;0,5;
002;16-08-2025;Freight;;104,55
005;16-08-2025;Freight;;10,10
"""


def small(workbook: Build, name: str = "small", costs: str = COSTS, time: str = TIME, lines: str = LINES) -> Study:
    """Six customers: an unknown cost, a negative revenue, one without hours, one without credit terms, one below its target."""
    more = "    columns: {customer_id: No, date: Date, amount: Amount, cost: Cost, order: Order}\n"
    more += (
        "  - {file: time.csv, holds: costs, columns: {customer_id: No, date: Day, kind: Work, hours: Hours, amount: Paid}}\n"
        if time
        else ""
    )
    yaml = TINY.replace("package: basic", "package: deepdive")
    yaml = yaml.replace("potential: Potential}", "potential: Potential, receivables: Owed, payment_days: Days}")
    yaml = yaml.replace("    columns: {customer_id: No, date: Date, amount: Amount}\n", more)
    files = {"customers_csv": CUSTOMERS, "lines_csv": lines} | ({"time_csv": time} if time else {})
    return segkit.run_study(segkit.read_engagement(workbook(yaml + TREE + costs, name, **files)))


@dataclass(frozen=True)
class Written:
    """The example's strategy file, and all cells of it."""

    path: Path
    cells: dict[tuple[str, str], Any]


@pytest.fixture(scope="module")
def written(deep: Study, tmp_path_factory: pytest.TempPathFactory) -> Written:
    path = write_strategy(deep, tmp_path_factory.mktemp("money"))
    return Written(path, values(path))


def texts(path: Path, sheet: str) -> list[str]:
    return [value for (name, _), value in values(path).items() if name == sheet and isinstance(value, str)]


def column(path: Path, sheet: str, table: str, heading: str) -> dict[str, Any]:
    """Return a column of a table by the customers' numbers, as the file holds it."""
    page = openpyxl.load_workbook(path, data_only=True)[sheet]
    rows = list(page[page.tables[table].ref])
    heads = [cell.value for cell in rows[0]]
    return {str(row[heads.index("Customer no.")].value): row[heads.index(heading)].value for row in rows[1:]}


def test_the_example_recalculates_to_the_engine(written: Written, workbook: Build, tmp_path: Path):
    """K33, N1: every formula of the example and of a small client with gaps, negative revenue and odd names gives the engine's figure."""
    (tmp_path / "a").mkdir()
    odd = write_strategy(small(workbook), tmp_path / "a")
    found = differences_of([written.path, odd], tmp_path)

    assert {sheet for sheet, _ in formulas(written.path)} >= SHEETS - {"Levers"}
    assert found == [[], []]


def test_the_files_are_sound(written: Written, workbook: Build, tmp_path: Path):
    """N1: no sheet would be repaired by Excel, whatever a cost is called."""
    assert list(lint(written.path)) == []
    assert list(lint(write_strategy(small(workbook), tmp_path))) == []


def test_the_accounts_add_up_to_the_oere(written: Written, deep: Study):
    """N8: on the sheet of costs nothing is left over in any account, and the sums of the customers' table are the engine's."""
    page = openpyxl.load_workbook(written.path, data_only=True)["Costs and capacity"]
    checks = [cell.value for cell in page["P"][5:] if isinstance(cell.value, (int, float))]
    true = column(written.path, "True contribution", "Contribution", "True contribution")
    known = [value for value in true.values() if isinstance(value, (int, float))]

    assert deep.deep is not None
    assert checks == [0.0] * (len(deep.deep.contribution.accounts) + 1)
    assert round(sum(known), 2) == deep.deep.whale.total


CHANGED = {
    "contribution_elements_3_ledger": 6200000.0,
    "contribution_elements_4_practical_hours": 1300.0,
    "contribution_elements_6_minutes_each": 15.0,
    "contribution_elements_7_rate": 0.06,
    "contribution_target_margin": 0.08,
    "growth_attainable": 0.3,
    "growth_rating_power": 2.0,
}
EDITS = (
    ("ledger: 5785000.00", "ledger: 6200000.00"),
    ("practical_hours: 1500}", "practical_hours: 1300}"),
    ("minutes_each: 12,", "minutes_each: 15,"),
    ("rate: 0.08}", "rate: 0.06}"),
    ("target_margin: 0.05 ", "target_margin: 0.08 "),
)


def test_changed_inputs_give_what_a_new_run_gives(written: Written, deep_file: Path, tmp_path: Path):
    """N1, K33, K63: a ledger amount, hours, minutes, interest, target and rule of growth changed in Excel are those changed in the settings."""
    text = deep_file.read_text(encoding="utf-8")
    for old, new in EDITS:
        assert old in text
        text = text.replace(old, new)
    other = deep_file.with_name("other.yaml")
    other.write_text(text + "\ngrowth: {attainable: 0.3, rating_power: 2}\n", encoding="utf-8")
    study = segkit.run_study(segkit.read_engagement(other))
    other.unlink()
    again = values(recalculated_all([stripped(written.path, tmp_path, CHANGED)], tmp_path)[0])
    expected = values(write_strategy(study, tmp_path))
    live = {place for place in formulas(written.path) if place[0] in {"True contribution", "Costs and capacity", "Whale curve"}}
    growth = column(tmp_path / "strategy.xlsx", "Customers to build on", "Growth", "Growth within the plan")

    assert [place for place in live if not same(expected.get(place), again.get(place))] == []
    assert any(not same(written.cells.get(place), again.get(place)) for place in live)
    assert study.deep is not None
    lines = {number: line for line, number in enumerate(growth)}
    own = study.deep.customers.set_index("customer_id")["growth"]
    assert all(same(own[number], growth[number]) for number in lines)


def test_growth_follows_its_rule_in_excel(written: Written, deep: Study, tmp_path: Path):
    """K63: with twice the attainable share in Excel every customer of the list grows twice as much, to half an øre of rounding."""
    again = recalculated_all([stripped(written.path, tmp_path, {"growth_attainable": 0.5})], tmp_path)[0]
    before = column(written.path, "Customers to build on", "Growth", "Growth within the plan")
    after = column(again, "Customers to build on", "Growth", "Growth within the plan")

    assert len(before) == 50
    assert all(abs(after[number] - 2 * before[number]) <= 0.011 for number in before)


def test_no_two_proposals_contradict_each_other(deep: Study, written: Written):
    """K60: the customers' table proposes what true contribution asks for, and a parting is shown as a review."""
    assert deep.deep is not None
    verdicts = deep.deep.customers.set_index("customer_id")["proposal"]
    shown = column(written.path, "Customers", "Customers", "Proposal")
    best = set(deep.deep.lists.best["customer_id"])
    adjusted = [number for number in verdicts.index if verdicts[number] == "adjust"]
    parted = [number for number in verdicts.index if verdicts[number] == "exit"]

    assert adjusted
    assert parted
    assert not best & set(parted)
    assert {shown[number] for number in adjusted} == {"Adjust price or service"}
    assert {shown[number] for number in parted} == {"Review the effort"}


def test_entries_of_the_lists_come_home(written: Written):
    """K31, K32: who is responsible, what is decided and both comments are known to the file's mark as entries with keys."""
    page = openpyxl.load_workbook(written.path, data_only=True)
    layout = "".join(str(row[0]) for row in page[page.sheetnames[-1]].iter_rows(min_row=2, max_col=1, values_only=True) if row[0])

    assert '"key": "growth"' in layout
    assert '"key": "change"' in layout
    assert "contribution_elements_3_ledger" in layout
    assert column(written.path, "Customers to build on", "Growth", "Key").popitem()[1].startswith("growth:customer:")


def test_less_than_a_list_of_customers(workbook: Build, tmp_path: Path):
    """K31, K32: six customers give short lists, and nobody stands on both."""
    path = write_strategy(small(workbook), tmp_path)
    build, change = (
        set(column(path, *where, "Customer no.")) for where in (("Customers to build on", "Growth"), ("Customers to change", "Change"))
    )

    assert build
    assert change
    assert not build & change


def test_without_hours_the_sheets_say_so(workbook: Build, tmp_path: Path):
    """K64: no time records and no cost elements: a sentence stands where the list would be, and nothing is 0 that is unknown."""
    study = small(workbook, costs="contribution: {target_margin: 0}\n", time="", lines=LINES.replace("4.000,00;3.800,00", "4.000,00;3.000,00")
                  .replace("-250,00;-100,00", "250,00;100,00"))  # fmt: skip
    path = write_strategy(study, tmp_path)

    assert "No hours of customers have been recorded, so nobody can be told to take more time than others." in texts(path, "Time thieves")
    assert "No cost beyond the direct cost has been given, so the true contribution is contribution I." in texts(path, "Costs and capacity")
    assert "Nobody whose true contribution is known is below the target." in texts(path, "Customers to change")
    assert list(lint(path)) == []


def test_nothing_known_is_told_not_drawn(workbook: Build, tmp_path: Path):
    """K33: without any direct cost nobody's true contribution is known; the curve's sheet says why it is empty."""
    lines = "\n".join(";".join([*(parts := line.split(";"))[:3], "" if number else parts[3], parts[4]])
                      for number, line in enumerate(LINES.strip().splitlines())) + "\n"  # fmt: skip
    study = small(workbook, lines=lines)
    path = write_strategy(study, tmp_path)
    told = "Nobody's true contribution is known: the direct cost or another cost is missing for every customer."

    assert told in texts(path, "Whale curve")
    assert told in texts(path, "True contribution")
    assert list(lint(path)) == []


def test_a_total_below_zero_is_shown_in_amounts(workbook: Build, tmp_path: Path):
    """K33: where all customers together lose money a share of the total would say nothing, so the curve's shares are dashes."""
    path = write_strategy(small(workbook, lines=LINES.replace("4.000,00;3.800,00", "4.000,00;9.800,00")), tmp_path)
    told = texts(path, "Whale curve")

    assert "The total is not above 0, so shares of it would say nothing: the curve shows amounts." in told
    assert told.count("–") >= 5
    assert differences_of([path], tmp_path) == [[]]
    assert list(lint(path)) == []


def test_the_small_client_holds_what_it_is_to_show(workbook: Build, tmp_path: Path):
    """K33: an unknown cost, unknown credit, a negative revenue, a price rise that is needed and hours of nobody are among its customers."""
    study = small(workbook)
    path = write_strategy(study, tmp_path)
    true, rise, below = (
        column(path, "True contribution", "Contribution", heading)
        for heading in ("True contribution", "Price rise needed", "Below the target")
    )

    assert study.deep is not None
    assert {number for number, value in true.items() if value in {None, ""}} == {"003", "004"}
    assert min(value for value in column(path, "True contribution", "Contribution", "Revenue").values() if value is not None) < 0
    assert any(isinstance(value, float) and value > 0 for value in rise.values())
    assert {"yes", "no"} <= set(below.values())
    assert any(account.of_nobody for account in study.deep.contribution.accounts)


def test_a_basic_file_has_none_of_these_sheets(example: Study, tmp_path: Path):
    """K01: the Basic package stays what it is."""
    book = openpyxl.load_workbook(write_strategy(example, tmp_path), read_only=True)

    assert not {example.words(name) for name in SHEETS} & set(book.sheetnames)
