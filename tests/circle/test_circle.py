"""What changed since the last delivery: who moved and why, which rules are others, and only where there is something to compare with."""

import gzip
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import nbformat
import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from nbformat.v4 import new_markdown_cell, new_notebook
from tiny import CUSTOMERS, TINY

import segkit
from segkit.circle import GONE, NEW, Changes, delivered_bytes, delivered_file, last_delivery, since_last, verify
from segkit.circle.delivered import Delivered, as_delivered, read_delivered
from segkit.deliverables import delivery, publish
from segkit.deliverables.excel import strategy_file
from segkit.deliverables.manifest import Template
from segkit.deliverables.places import deliverable_folder, staging_folder
from segkit.rating import Axis, Cut, Grid, measured, rate

FIRST, SECOND = "2026-08-31", "2027-02-28"
TEMPLATE = Template("basic_abcd.ipynb", "0" * 64, modified=False)
GRADES = (("B", "A"), ("D", "C"))


def delivered(file: Path) -> Path:
    """Deliver an engagement as a run does, and return the deliverable's folder."""
    engagement = segkit.read_engagement(file)
    segkit.deliver(segkit.run_study(engagement))
    notebook = file.parent / "executed.ipynb"
    nbformat.write(new_notebook(cells=[new_markdown_cell("# Tiny")]), notebook)
    return publish(engagement, notebook, TEMPLATE).folder


LEADS = """\
  - file: leads.csv
    holds: leads
    columns: {lead_id: Lead, name: Name, revenue: Expected, potential: Potential}
"""


@pytest.fixture
def half_a_year_later(workbook: Callable[..., Path]) -> Path:
    """The tiny engagement after its first delivery: other figures, a higher threshold, a meeting more, another goal."""
    first = CUSTOMERS + "006;Zeta;Bo;100\n"
    with_leads = TINY.replace("abcd:\n", f"{LEADS}abcd:\n")
    delivered(workbook(with_leads, customers_csv=first, leads_csv="Lead;Name;Expected;Potential\nE1;Eta;2000;9000\nE2;Theta;1;\n"))
    yaml = with_leads.replace(FIRST, SECOND).replace("revenue_high: 1000", "revenue_high: 1100")
    yaml += "playbook:\n  A: {meetings_per_year: 7, goal: Keep them close}\n"
    customers = "No;Name;Rep;Potential\n005;Epsilon;Bo;\n001;Alfa;Ida;9000\n002;Beta;Ida;6000\n003;Gamma;Bo;100\n004;Delta;Bo;5000\n"
    lines = "No;Date;Amount\n001;15-07-2025;1.000,00\n002;16-08-2025;1.050,00\n003;18-10-2025;700,00\n004;19-06-2026;1.200,00\n"
    return workbook(yaml, customers_csv=customers, lines_csv=lines, leads_csv="Lead;Name;Expected;Potential\nE1;Eta;2000;100\n")


def changes(file: Path) -> Changes:
    engagement = segkit.read_engagement(file)
    last = last_delivery(engagement).delivered
    assert last is not None
    return since_last(segkit.run_study(engagement), last)


def test_who_moved_and_why(half_a_year_later: Path) -> None:
    """N12: today's figures under the thresholds of then decide whether the figures, the rules or both moved a customer."""
    moved = changes(half_a_year_later).customers.moved

    assert [(move.number, move.grade_before, move.grade_after, move.why) for move in moved] == [
        ("001", "A", "B", "rules"),
        ("002", "C", "B", "both"),
        ("004", "B", "A", "figures"),
    ]
    assert (moved[1].revenue_before, moved[1].revenue_after, moved[1].potential_before, moved[1].potential_after) == (
        1400,
        1050,
        4000,
        6000,
    )


def test_who_came_who_went_and_who_is_rated_now(half_a_year_later: Path) -> None:
    """N12: a customer who was not rated is no move from D, and one who is gone is no move to D."""
    found = changes(half_a_year_later).customers

    assert [(move.number, move.grade_before, move.grade_after, move.why) for move in found.newly_rated] == [("003", None, "D", "figures")]
    assert found.no_longer_rated == ()
    assert [(account.number, account.name, account.grade) for account in found.new] == [("005", "Epsilon", None)]
    assert [(account.number, account.name, account.grade) for account in found.gone] == [("006", "Zeta", "D")]


def test_leads_are_never_counted_as_customers(half_a_year_later: Path) -> None:
    """N12: leads move and go by the same rules, in lists and a table of their own."""
    found = changes(half_a_year_later).leads

    assert [(move.kind, move.number, move.grade_before, move.grade_after, move.why) for move in found.moved] == [
        ("lead", "E1", "A", "C", "figures")
    ]
    assert [account.number for account in found.gone] == ["E2"]
    assert int(found.migration.to_numpy().sum()) == 2


def test_the_migration_table_of_a_known_case(half_a_year_later: Path) -> None:
    """N12: from each grade to each, with those who are new, gone and not rated."""
    table = changes(half_a_year_later).customers.migration
    counted = {(row, column): int(table.at[row, column]) for row in table.index for column in table.columns if table.at[row, column]}

    assert list(table.index) == ["A", "B", "C", "D", "not_rated", NEW]
    assert list(table.columns) == ["A", "B", "C", "D", "not_rated", GONE]
    assert counted == {
        ("A", "B"): 1,
        ("B", "A"): 1,
        ("C", "B"): 1,
        ("D", GONE): 1,
        ("not_rated", "D"): 1,
        (NEW, "not_rated"): 1,
    }


def test_which_rules_are_others(half_a_year_later: Path) -> None:
    """K58: the thresholds, the playbook's numbers and its texts that changed, old and new, and nothing that did not."""
    found = changes(half_a_year_later)

    assert [(number.key, number.label, number.unit, number.before, number.after) for number in found.numbers] == [
        ("abcd.revenue_high", "High revenue from", "currency", 1000, 1100),
        ("playbook.A.meetings_per_year", "Contacts per year", "per year", 8, 7),
    ]
    assert [(text.segment, text.field, text.label, text.after) for text in found.texts] == [("A", "goal", "Goal", "Keep them close")]
    assert found.preset is None


def test_another_preset_is_told_and_its_letters_are_kept_apart(half_a_year_later: Path) -> None:
    """K58: rows have the letters of then, columns those of now."""
    text = (
        half_a_year_later.read_text(encoding="utf-8")
        .replace("preset: classic", "preset: size_sow_3x3\n  potential_middle: 4000")
        .replace("A: {", "A1: {")
    )
    half_a_year_later.write_text(text, encoding="utf-8")

    found = changes(half_a_year_later)

    assert found.preset == ("classic", "size_sow_3x3")
    assert list(found.customers.migration.index)[:4] == ["A", "B", "C", "D"]
    assert list(found.customers.migration.columns)[:3] == ["A1", "A2", "A3"]
    assert ("abcd.revenue_high", 1000, None) in [(number.key, number.before, number.after) for number in found.numbers]


def test_a_translation_is_no_change_of_the_playbook(half_a_year_later: Path) -> None:
    """K58: in another language every text reads differently, so none is compared."""
    text = half_a_year_later.read_text(encoding="utf-8").replace("language: en", "language: da")
    half_a_year_later.write_text(text, encoding="utf-8")

    assert changes(half_a_year_later).texts == ()


def test_the_same_study_again_has_not_changed(tiny: segkit.Study) -> None:
    """N12: compared with itself, a study has no changes, and everyone stands on the diagonal."""
    found = since_last(tiny, read_delivered(delivered_bytes(tiny, "0")))

    assert (found.customers.moved, found.customers.new, found.customers.gone, found.numbers, found.texts) == ((), (), (), (), ())
    assert int(np.trace(found.customers.migration.to_numpy())) == len(tiny.customers)


# --- properties -----------------------------------------------------------------------------------------------------------------

AMOUNTS = st.one_of(st.none(), st.integers(0, 4).map(lambda n: n * 1000.0))
ACCOUNTS = st.dictionaries(st.sampled_from("abcdefgh"), st.tuples(AMOUNTS, AMOUNTS), max_size=8)
CUTS = st.tuples(st.sampled_from([1000.0, 2000.0]), st.sampled_from([1000.0, 3000.0]))


def rated(tiny: segkit.Study, accounts: dict[str, tuple[float | None, float | None]], cuts: tuple[float, float]) -> segkit.Study:
    """The tiny study with other customers, rated by other cuts."""
    grid = Grid(Axis("revenue", (Cut("abcd.revenue_high", cuts[0]),)), Axis("potential", (Cut("abcd.potential_high", cuts[1]),)), GRADES)
    figures = {"revenue": [pair[0] for pair in accounts.values()], "potential": [pair[1] for pair in accounts.values()], "cost": None}
    frame = pd.DataFrame({name: pd.Series(values, range(len(accounts)), dtype=float) for name, values in figures.items()})
    frame.insert(0, "customer_id", list(accounts))
    return replace(tiny, customers=rate(measured(frame.assign(name="N")), grid).frame.assign(fixed_holds=False), grid=grid)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(then=ACCOUNTS, now=ACCOUNTS, cuts=CUTS, new_cuts=CUTS)
def test_the_migration_adds_up(
    tiny: segkit.Study,
    then: dict[str, tuple[float | None, float | None]],
    now: dict[str, tuple[float | None, float | None]],
    cuts: tuple[float, float],
    new_cuts: tuple[float, float],
) -> None:
    """N12: rows add up to the accounts of then by grade, columns to those of now, and every change stands in exactly one list."""
    before, after = rated(tiny, then, cuts), rated(tiny, now, new_cuts)
    found = since_last(after, as_delivered(before, "0")).customers
    table = found.migration

    def by_grade(study: segkit.Study) -> dict[str, int]:
        return study.customers["grade"].fillna("not_rated").value_counts().to_dict()

    rows, columns = table.drop(index=NEW).sum(axis=1), table.drop(columns=GONE).sum(axis=0)
    off_diagonal = int(table.to_numpy().sum()) - sum(int(table.at[grade, grade]) for grade in [*"ABCD", "not_rated"])
    lists = [found.moved, found.newly_rated, found.no_longer_rated, found.new, found.gone]
    numbers = [entry.number for entries in lists for entry in entries]
    assert {grade: n for grade, n in rows.items() if n} == by_grade(before)
    assert {grade: n for grade, n in columns.items() if n} == by_grade(after)
    assert len(numbers) == len(set(numbers)) == off_diagonal
    if cuts == new_cuts:
        assert all(move.why == "figures" for moves in lists[:3] for move in moves)
    if then == now:
        assert all(move.why == "rules" for moves in lists[:3] for move in moves)


# --- the record and what it belongs to -------------------------------------------------------------------------------------------


def test_a_record_is_read_as_it_was_written(example: segkit.Study) -> None:
    """N12: thousands of accounts, the grid and the playbook come back as they were; the same study gives the same bytes."""
    content = delivered_bytes(example, "ab")
    again, whole = read_delivered(content), as_delivered(example, "ab")

    def plain(record: Delivered) -> Delivered:
        return replace(record, numbers=())

    assert plain(again) == plain(whole)
    assert [(number.key, number.value) for number in again.numbers] == [(number.key, number.value) for number in whole.numbers]
    assert content == delivered_bytes(example, "ab")
    assert content[4:8] == bytes(4)  # no time in it


def test_a_threshold_that_was_open_has_no_number(tiny: segkit.Study) -> None:
    """K58: an open threshold that was settled since changed from nothing to an amount, not from 0."""
    potential = tiny.grid.cuts[1]
    open_cut = replace(potential, value=0.0, open=True)
    grid = Grid(tiny.grid.across, Axis("potential", (open_cut,)), tiny.grid.grades)
    numbers = tuple(replace(number, value=float("nan")) if number.key == potential.key else number for number in tiny.parameters)
    then = replace(tiny, grid=grid, parameters=numbers, customers=rate(tiny.customers, grid).frame)

    found = since_last(tiny, read_delivered(delivered_bytes(then, "0")))

    assert [(number.key, number.before, number.after) for number in found.numbers] == [("abcd.potential_high", None, 5000)]
    assert {move.why for move in found.customers.newly_rated} == {"rules"}


def test_before_the_first_delivery_there_is_nothing_to_say(workbook: Callable[..., Path]) -> None:
    """N12: no earlier deliverable, no comparison and no notice; one of the same date is no earlier one."""
    file = workbook()
    delivered(file)

    assert last_delivery(segkit.read_engagement(file)) == last_delivery(segkit.read_engagement(workbook(name="beta")))
    assert last_delivery(segkit.read_engagement(file)).notices == ()


def test_only_deliverables_before_the_date_count(workbook: Callable[..., Path]) -> None:
    """N12: the newest before the engagement's date; kept and protected copies, later ones and other folders are passed over."""
    for date in ("2026-01-31", FIRST, "2027-06-30"):
        folder = delivered(workbook(TINY.replace(FIRST, date)))
    for name in ("2026-12-31 (kept 1)", "2026-12-31 (protected)", "20261231", "2026-13-01", ".staging"):
        (folder.parent / name).mkdir()

    last = last_delivery(segkit.read_engagement(workbook(TINY.replace(FIRST, SECOND)))).delivered

    assert last is not None
    assert last.date.isoformat() == FIRST


def _without_record(file: Path) -> None:
    _record(file).unlink()


def _broken(file: Path) -> None:
    _record(file).write_bytes(_record(file).read_bytes()[:-40])


def _of_the_future(file: Path) -> None:
    _record(file).write_bytes(gzip.compress(json.dumps({"format": 99}).encode()))


def _of_another_run(file: Path) -> None:
    record = _record(file)
    record.write_bytes(delivered_bytes(segkit.run_study(segkit.read_engagement(file)), "0" * 64))


def _without_manifest(file: Path) -> None:
    (deliverable_folder(segkit.read_engagement(file)) / "manifest.json").unlink()


def _record(file: Path) -> Path:
    engagement = segkit.read_engagement(file)
    return delivered_file(engagement.folder, engagement.date)


WHERE = "What changed since the delivery of 2026-08-31 is not shown: its record, workbooks/tiny/delivered/2026-08-31.json.gz,"


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        (_without_record, f"{WHERE} is missing."),
        (_broken, f"{WHERE} cannot be read."),
        (_of_the_future, f"{WHERE} cannot be read."),
        (_of_another_run, f"{WHERE} does not belong to the files in deliverables/tiny/2026-08-31."),
        (_without_manifest, f"{WHERE} does not belong to the files in deliverables/tiny/2026-08-31."),
    ],
)
def test_without_a_record_that_fits_nothing_is_compared(workbook: Callable[..., Path], harm: Callable[[Path], None], told: str) -> None:
    """N12: a record that is missing, broken or of another run is told in a sentence, and the delivery is made all the same."""
    file = workbook()
    delivered(file)
    harm(file)

    folder = delivered(workbook(TINY.replace(FIRST, SECOND)))

    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert (manifest["compared_with"], manifest["notices"][0]) == (None, told)


def test_amounts_of_two_currencies_are_not_compared(workbook: Callable[..., Path]) -> None:
    """N12: a delivery in another currency is no measure for this one."""
    delivered(workbook())

    last = last_delivery(segkit.read_engagement(workbook(TINY.replace(FIRST, SECOND).replace("DKK", "EUR"))))

    assert (last.delivered, last.notices) == (
        None,
        ("What changed since the delivery of 2026-08-31 is not shown: it was in DKK, and this one is in EUR.",),
    )


def test_a_delivery_changed_by_hand_is_compared_as_it_was_made(workbook: Callable[..., Path]) -> None:
    """N12: a remark somebody put beside the files does not hide what was delivered, but it is told."""
    (delivered(workbook()) / "remarks.txt").write_text("mine", encoding="utf-8")

    last = last_delivery(segkit.read_engagement(workbook(TINY.replace(FIRST, SECOND))))

    assert last.delivered is not None
    assert last.notices == ("The delivery of 2026-08-31 was changed by hand after it was made; it is compared as segkit made it.",)


def test_deliver_hands_the_changes_to_the_strategy_file(half_a_year_later: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """N12: the writer of the Excel file gets the changes with the book, and the manifest says with what was compared."""
    seen = []
    open_book = strategy_file.open_book

    def watched(*arguments: object) -> object:
        seen.append(open_book(*arguments))  # type: ignore[arg-type]
        return seen[-1]

    monkeypatch.setattr(strategy_file, "open_book", watched)
    folder = delivered(half_a_year_later)

    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert seen[0].changes.customers.moved == changes(half_a_year_later).customers.moved
    assert manifest["compared_with"] == FIRST
    assert {"key": "abcd.revenue_high", "value": 1100.0} in manifest["parameters"]


def test_the_same_study_after_the_same_delivery_gives_the_same_bytes(half_a_year_later: Path) -> None:
    """N12: every file but the typeset report is the same, byte for byte, and so is the record."""
    first = {path.name: path.read_bytes() for path in delivered(half_a_year_later).iterdir()}
    record = _record(half_a_year_later).read_bytes()

    again = {path.name: path.read_bytes() for path in delivered(half_a_year_later).iterdir()}

    assert again == first
    assert _record(half_a_year_later).read_bytes() == record


def test_the_record_stays_in_the_clients_own_folder(workbook: Callable[..., Path]) -> None:
    """N12: what the client receives holds no record, and the staging is gone."""
    file = workbook()
    folder = delivered(file)

    assert [path.name for path in folder.parent.rglob("*.gz")] == []
    assert not staging_folder(segkit.read_engagement(file)).exists()
    assert verify(folder) == []
    assert delivery.RECORD not in {path.name for path in folder.iterdir()}
