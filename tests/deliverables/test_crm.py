"""crm.csv: one row per customer and lead for another system to take in; no text of it acts, and no text is lost."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example as known
from hypothesis import given
from hypothesis import strategies as st
from tiny import LINES, TINY

import segkit
from segkit.deliverables.crm import csv_bytes, guarded, plain_number, unguarded, write_crm
from segkit.deliverables.places import FACTS
from segkit.engagement import CRM_TEXTS
from segkit.errors import EngagementError

LEADS = "  - file: leads.csv\n    holds: leads\n    columns: {lead_id: Lead, name: Name, potential: Potential, revenue: Expected}\n"
TRIGGERS = "=+-@\t\r\n|%＝＋－＠\0"


def rows_of(path: Path) -> list[list[str]]:
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def made(file: Path, tmp_path: Path) -> Path:
    return write_crm(segkit.run_study(segkit.read_engagement(file)), tmp_path)


def test_a_row_per_customer_and_lead_on_the_clients_own_number(workbook: Callable[..., Path], tmp_path: Path) -> None:
    """M02, K22, C11: the file of the tiny engagement as a whole; zeros stay, the unknown is empty, leads follow the customers."""
    yaml = TINY.replace("abcd:\n", f"{LEADS}abcd:\n")
    file = workbook(yaml, leads_csv="Lead;Name;Potential;Expected\nE1;Eta;6000;1000\nE2;Theta;;\n")

    text = made(file, tmp_path).read_bytes().decode("utf-8-sig")

    assert text == (
        "Kind;Number;Name;Grade;Segment;Utilisation;Headroom;Proposal;Owner;Response time in hours;Contacts per year\r\n"
        "Customer;001;Alfa;A;Key customers;0.111111111111;8000;Keep;Ida;4;8\r\n"
        "Customer;002;Beta;C;Steady core customers;0.35;2600;Keep;Ida;8;3\r\n"
        "Customer;003;Gamma;Not rated;Potential unknown;;;Find out the potential;Bo;8;1\r\n"
        "Customer;004;Delta;B;Growth customers;0.199998;4000.01;Grow;Bo;4;6\r\n"
        "Lead;E1;Eta;A;Key customers;0.166666666667;5000;;;4;\r\n"
        "Lead;E2;Theta;Not rated;Potential unknown;;;;;8;\r\n"
    )


def test_numbers_are_written_as_the_language_writes_them(workbook: Callable[..., Path], tmp_path: Path) -> None:
    """G02: with a decimal comma in Danish and no thousands sign; a negative headroom is a number and stays one."""
    lines = LINES.replace("1.500,50", "12.500,75")
    file = workbook(TINY.replace("language: en", "language: da"), lines_csv=lines)

    rows = rows_of(made(file, tmp_path))

    assert rows[0][:9] == ["Type", "Nummer", "Navn", "Klasse", "Segment", "Udnyttelsesgrad", "Merpotentiale", "Forslag", "Kundeansvarlig"]
    assert rows[2][5:7] == ["3,1000625", "-8400,25"]


@pytest.mark.parametrize(
    ("value", "shown"),
    [(None, ""), (float("nan"), ""), (0.0, "0"), (-0.0, "0"), (1200.0, "1200"), (0.75, "0,75"), (-5.5, "-5,5"), (1e16, "10000000000000000"), (1e-7, "0,0000001")],
)  # fmt: skip
def test_a_number_is_its_digits(value: float | None, shown: str) -> None:
    """G02: no exponent, no thousands sign, no nought for what is unknown."""
    assert plain_number(value, ",") == shown


@pytest.mark.parametrize("trigger", TRIGGERS)
def test_what_begins_like_a_formula_is_guarded(trigger: str) -> None:
    """G02: every sign at which a spreadsheet begins to calculate, the full-width ones too."""
    assert guarded(f"{trigger}cmd") == f"'{trigger}cmd"


@pytest.mark.parametrize("text", ["", "Alfa", "0012", "12-5", "O'Hara", "'t Hart", "a=b", " x", "''", "'"])
def test_what_does_not_is_left_as_it_is(text: str) -> None:
    """G02: an ordinary name, a number with zeros and an apostrophe of its own are not touched."""
    assert guarded(text) == text


@given(st.text() | st.builds("".join, st.lists(st.sampled_from(["'", ";", '"', "a", *TRIGGERS]), max_size=6)))
@known("'=1")
@known("''+45")
@known('";\r\n=')
def test_every_text_comes_back_exactly(text: str) -> None:
    """G02: through the csv module and back, whatever it holds; and no text in the file begins like a formula."""
    content = csv_bytes([["Nr", guarded(text)], [guarded(text), "x"]])

    [[_, last], [first, _]] = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";")

    assert unguarded(last) == unguarded(first) == text
    assert last[:1] not in set(TRIGGERS)


@pytest.mark.parametrize("text", ["+45 12 34 56 78", "-5"])
def test_a_telephone_number_is_a_text(text: str) -> None:
    """G02: what looks like a number but is a text would lose its signs in a spreadsheet, so it is guarded, and comes back."""
    assert (guarded(text), unguarded(guarded(text))) == (f"'{text}", text)


HOSTILE = 'No;Name;Rep;Potential\n-5;=cmd|\' /C calc\'!A0;+Ida;9000\n002;"Semi; ""quoted""";@ref;4000\n\'003;Gamma;＝1;\n'


def test_hostile_names_arrive_as_text(workbook: Callable[..., Path], tmp_path: Path) -> None:
    """G02: a formula, a name and a number that is a text are guarded, and come back as they were."""
    rows = rows_of(made(workbook(customers_csv=HOSTILE, lines_csv="No;Date;Amount\n-5;15-07-2025;1\n"), tmp_path))
    texts = [[row[1], row[2], row[8]] for row in rows[1:]]

    assert texts[0] == ["'-5", "'=cmd|' /C calc'!A0", "'+Ida"]
    assert [[unguarded(text) for text in row] for row in texts] == [
        ["-5", "=cmd|' /C calc'!A0", "+Ida"],
        ["002", 'Semi; "quoted"', "@ref"],
        ["003", "Gamma", "＝1"],
    ]


def test_a_column_is_raw_only_for_a_written_reason(workbook: Callable[..., Path]) -> None:
    """G02: the opt-out is per column; its reason goes into the manifest with the delivery."""
    yaml = f"{TINY}output:\n  crm_raw: {{owner: The CRM is filled by a program and no one opens the file}}\n"
    engagement = segkit.read_engagement(workbook(yaml, customers_csv=HOSTILE, lines_csv="No;Date;Amount\n-5;15-07-2025;1\n"))

    delivery = segkit.deliver(segkit.run_study(engagement))
    facts = json.loads((delivery.folder / FACTS).read_text(encoding="utf-8"))
    row = rows_of(delivery.folder / "crm.csv")[1]

    assert (row[1], row[8]) == ("'-5", "+Ida")
    assert facts["crm_raw"] == {"owner": "The CRM is filled by a program and no one opens the file"}
    assert facts["files"][-1] == {"role": "crm", "path": "crm.csv"}


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        ("{ownr: no one opens the file}", "'crm_raw' names 'ownr', which is no text column of crm.csv. Did you mean 'owner'?"),
        (
            "{headroom: no one opens the file}",
            "'crm_raw' names 'headroom', which is no text column of crm.csv. They are: kind, number, name, grade, segment, proposal, owner.",
        ),
        (
            "{owner: ' '}",
            "'crm_raw' gives no reason for 'owner'. Write down why a spreadsheet will never open the file; it goes into the manifest.",
        ),
    ],
)
def test_an_opt_out_without_a_reason_is_refused(workbook: Callable[..., Path], raw: str, told: str) -> None:
    """G02, D09: a column that is not there, one of numbers, and a blank reason."""
    with pytest.raises(EngagementError) as caught:
        segkit.read_engagement(workbook(f"{TINY}output:\n  crm_raw: {raw}\n"))

    assert str(caught.value) == f"SEG-D09: engagement.yaml, line 21: {told}"


def test_the_text_columns_are_those_of_the_file(tiny: segkit.Study, tmp_path: Path) -> None:
    """What engagement.yaml calls text columns is what the file guards."""
    from segkit.deliverables import crm

    rows = list(crm._rows(tiny))

    assert {name for row in rows for name, cell in row.items() if isinstance(cell, str)} == set(CRM_TEXTS)
    assert set(CRM_TEXTS) < set(crm.COLUMNS)


def test_the_same_study_gives_the_same_bytes(example: segkit.Study, tmp_path: Path) -> None:
    """M02: every customer and lead of the example, twice the same."""
    first = write_crm(example, tmp_path).read_bytes()

    assert write_crm(example, tmp_path).read_bytes() == first
    assert len(rows_of(tmp_path / "crm.csv")) == 1 + len(example.customers) + len(example.leads)
