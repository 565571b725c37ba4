"""The life of `segkit intake`: asked, received, proposed, accepted, answered, checked, run; and what a person can get wrong on the way."""

import datetime as dt
import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from dirty_client import ENGAGEMENT, lay_out
from rounds import QUESTIONS, ROWS, TOTALS, answer, nth, report, rows_with, said, the_row

import segkit
from segkit.deliverables import in_place
from segkit.deliverables.call_list import write_call_list
from segkit.engagement import read_engagement

PERIOD = "period:\n  from: 2025-07-01\n  to: 2026-06-30\n"

MASTER = """\
Kundenr;Navn;Sælger;Region;Omsætning;Potentiale
0001;Ærø Værft A/S;Ida Holm;Syd;1.000,50;90.000,00
0002;Beslag ApS;Bo Lund;Nord;2.000,25;40.000,50
0003;Træ A/S;Bo Lund;Nord;300,00;
0004;Smedjen I/S;Ida Holm;Syd;4.000,00;70.000,00
"""

INVOICES = """\
Kundenr;Fakturanr;Fakturadato;Beløb
0001;F1;15-07-2025;1.000,50
0002;F2;16-08-2025;2.000,25
0003;F3;17-09-2025;300,00
0004;F4;18-06-2026;4.000,00
"""


def new_client(root: Path, name: str = "søby", language: str = "da") -> Path:
    """Make a client with a settled period and return its folder."""
    assert said(root, "new", name, "--language", language).code == 0
    file = root / "workbooks" / name / "engagement.yaml"
    lines = file.read_text(encoding="utf-8").split("period:")
    rest = lines[1].split("\n", 3)
    file.write_text(lines[0] + PERIOD + rest[3], encoding="utf-8")
    return file.parent


def put(folder: Path, name: str, text: str, encoding: str = "utf-8") -> None:
    (folder / "data" / name).write_bytes(text.replace("\n", "\r\n").encode(encoding))


# --- the whole way ----------------------------------------------------------------------------------------------------------


def test_from_a_new_client_to_a_published_deliverable(tmp_path: Path):
    """new, request, intake, --accept, check, run: each ends well and says what comes next."""
    folder = new_client(tmp_path)
    asked = said(tmp_path, "request", "søby")
    put(folder, "kunder.csv", MASTER, "cp1252")
    put(folder, "faktura.csv", INVOICES)
    before = (folder / "engagement.yaml").read_text(encoding="utf-8")
    proposed = said(tmp_path, "intake", "søby")
    unchanged = (folder / "engagement.yaml").read_text(encoding="utf-8")
    accepted = said(tmp_path, "intake", "søby", "--accept")
    checked, ran = said(tmp_path, "check", "søby"), said(tmp_path, "run", "søby")

    assert sorted(path.name for path in (folder / "request").iterdir()) == ["data_request.xlsx", "letter.txt"]
    assert asked.out.endswith("Next: send both; put what comes back into workbooks/søby/data, then: segkit intake søby\n")
    assert proposed.code == 0
    assert unchanged == before
    assert proposed.out.endswith("Next: look at the proposed sources, then take them over: segkit intake søby --accept\n")
    assert "Written into engagement.yaml: sources for faktura.csv and kunder.csv.\n" in accepted.out
    assert accepted.out.endswith("Then: segkit run søby\n")
    assert (accepted.code, checked.code, ran.code) == (0, 0, 0)
    assert [path.name for path in (tmp_path / "deliverables" / "søby").iterdir()] == [str(read_engagement(folder / "engagement.yaml").date)]


def test_accepting_keeps_every_comment_and_setting(tmp_path: Path):
    """F02: only the list of sources changes in engagement.yaml; each other line stands, remarks and all."""
    folder = new_client(tmp_path)
    file = folder / "engagement.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("currency: DKK", "currency: DKK   # aftalt med Ida"), encoding="utf-8")
    above, below = file.read_text(encoding="utf-8").split("sources: []\n")
    put(folder, "kunder.csv", MASTER)
    put(folder, "faktura.csv", INVOICES)
    said(tmp_path, "intake", "søby", "--accept")
    after = file.read_text(encoding="utf-8")

    assert "# aftalt med Ida" in above
    assert after.startswith(above + "sources:\n  - file: faktura.csv\n")
    assert after.endswith(below)
    assert [source.file for source in read_engagement(file).sources] == ["faktura.csv", "kunder.csv"]


def test_revenue_in_both_files_is_taken_from_the_lines(tmp_path: Path):
    """D10: where the list of customers has a revenue of its own beside invoice lines, it is a doubt, so that nothing counts twice."""
    folder = new_client(tmp_path)
    put(folder, "kunder.csv", MASTER)
    put(folder, "faktura.csv", INVOICES)
    result = said(tmp_path, "intake", "søby", "--accept")
    customers = next(source for source in read_engagement(folder / "engagement.yaml").sources if source.holds == "customers")

    assert result.code == 0
    assert "revenue" not in customers.columns
    assert "# revenue: Omsætning" in (folder / "engagement.yaml").read_text(encoding="utf-8")


def test_nothing_is_accepted_that_makes_the_settings_unusable(tmp_path: Path):
    """D09: invoice lines beside a list of customers whose revenue is already used: engagement.yaml is left as it was, and the reason said."""
    folder = new_client(tmp_path)
    put(folder, "kunder.csv", MASTER)
    said(tmp_path, "intake", "søby", "--accept")
    put(folder, "faktura.csv", INVOICES)
    before = (folder / "engagement.yaml").read_bytes()
    result = said(tmp_path, "intake", "søby", "--accept")

    assert (result.code, result.out) == (2, "")
    assert result.err == (
        "SEG-D09: engagement.yaml: nothing was written, for with the proposed sources it could not be used: revenue comes twice: from the "
        "transactions and from 'revenue' in the source of customers. Keep one of the two.\n"
    )
    assert (folder / "engagement.yaml").read_bytes() == before


def test_a_list_without_revenue_is_accepted_and_said_to_be_no_go(tmp_path: Path):
    """D10: without a revenue there is no study yet; it is said, and the invoice lines may still come."""
    folder = new_client(tmp_path)
    put(folder, "kunder.csv", MASTER.replace("Omsætning", "Felt 7"))
    first = said(tmp_path, "intake", "søby", "--accept")
    put(folder, "faktura.csv", INVOICES)
    second = said(tmp_path, "intake", "søby", "--accept")

    assert (first.code, "SEG-D05: There is no revenue:" in first.out, "søby: no go" in first.out) == (1, True, True)
    assert (second.code, said(tmp_path, "check", "søby").code) == (0, 0)


# --- questions and answers --------------------------------------------------------------------------------------------------

OPEN = ENGAGEMENT.replace("rates:\n  date: 2026-06-30\n  origin: Danmarks Nationalbank\n  values: {EUR: 7.5}\n", "").replace(
    "      currency: Valuta\n", ""
)
OPEN_LINES = "Kundenr;Fakturanr;Dato;Beløb\n0101;F1;03-04-2026;1.500\n0102;F2;05-06-2026;2.250\n0103;F3;07-08-2025;4.000\n"


@pytest.fixture
def undecided(tmp_path: Path) -> Path:
    """A client whose invoice lines leave the decimal sign and the order of dates open; returns the root."""
    folder = lay_out(tmp_path, OPEN)
    (folder / "data" / "faktura.txt").write_text(OPEN_LINES, encoding="utf-8")
    return tmp_path


DECIMAL, ORDER = "undecided_numbers|faktura.txt||Beløb", "undecided_dates|faktura.txt||Dato"


def test_an_open_decimal_sign_and_date_order_are_asked(undecided: Path):
    """C04, C09: 1.500 and 03-04-2026 are never guessed; the run stops and the report has a list to choose from."""
    result = said(undecided, "intake", "nordlyd")
    asked = [row[0] for row in rows_with(nth(undecided, "nordlyd", QUESTIONS), "undecided_")]
    book = openpyxl.load_workbook(undecided / "workbooks" / "nordlyd" / "intake.xlsx")
    ranges = [check.formula1.split("!")[1] for check in book.worksheets[1].data_validations.dataValidation]
    choices = [[cell.value for row in book["_segkit"][cells] for cell in row] for cells in sorted(ranges)]

    assert result.code == 1
    assert sorted(asked) == sorted([DECIMAL, ORDER])
    assert choices == [[",", "."], ["dmy", "mdy", "ymd"]]


def test_answers_typed_into_the_report_settle_the_run(undecided: Path):
    """C04, C09: what is typed into the yellow cells is kept in decisions.yaml, stays answered, and is how the cells are read."""
    folder = undecided / "workbooks" / "nordlyd"
    said(undecided, "intake", "nordlyd")
    answer(folder / "intake.xlsx", DECIMAL, ".")
    answer(folder / "intake.xlsx", ORDER, "dmy")
    first = said(undecided, "intake", "nordlyd")
    again = said(undecided, "intake", "nordlyd")
    decided = (folder / "decisions.yaml").read_text(encoding="utf-8")
    total = the_row(nth(undecided, "nordlyd", TOTALS), "faktura.txt", "Beløb")

    assert (first.code, again.code) == (0, 0)
    assert f'question: "{DECIMAL}"' in decided
    assert 'answer: "."' in decided
    assert f'question: "{ORDER}"' in decided
    assert total[5] == 7.75
    assert decided.count("question:") == 2


def test_a_changed_answer_takes_the_place_of_the_old(undecided: Path):
    """C04: the same question answered otherwise is read otherwise; both sums cannot be right."""
    folder = undecided / "workbooks" / "nordlyd"
    said(undecided, "intake", "nordlyd")
    answer(folder / "intake.xlsx", DECIMAL, ".")
    answer(folder / "intake.xlsx", ORDER, "dmy")
    said(undecided, "intake", "nordlyd")
    decided = (folder / "decisions.yaml").read_text(encoding="utf-8").replace('answer: "."', 'answer: ","')
    (folder / "decisions.yaml").write_text(decided, encoding="utf-8")
    (folder / "intake.xlsx").unlink()
    result = said(undecided, "intake", "nordlyd")

    assert result.code == 0
    assert the_row(nth(undecided, "nordlyd", TOTALS), "faktura.txt", "Beløb")[5] == 7750


def test_check_and_the_study_read_the_answers_too(undecided: Path):
    """C04, C09: the study is made from the same reading as the report."""
    folder = undecided / "workbooks" / "nordlyd"
    said(undecided, "intake", "nordlyd")
    stopped = said(undecided, "check", "nordlyd")
    answer(folder / "intake.xlsx", DECIMAL, ",")
    answer(folder / "intake.xlsx", ORDER, "dmy")
    said(undecided, "intake", "nordlyd")
    checked = said(undecided, "check", "nordlyd")
    study = segkit.run_study(read_engagement(folder / "engagement.yaml"))

    assert (stopped.code, checked.code) == (1, 0)
    assert study.segmentation.total["revenue"] == 7750.0


def test_a_free_answer_stays_in_the_report(tmp_path: Path):
    """P03: an answer in words is kept, closes its question, and stands in the next report."""
    folder = lay_out(tmp_path)
    said(tmp_path, "intake", "nordlyd")
    key = "no_customer_on_line|faktura.txt||"
    answer(folder / "intake.xlsx", key, "Kontantsalg i butikken; Bo, 3. august")
    said(tmp_path, "intake", "nordlyd")
    said(tmp_path, "intake", "nordlyd")

    assert the_row(nth(tmp_path, "nordlyd", QUESTIONS), key)[9] == "Kontantsalg i butikken; Bo, 3. august"
    assert "Kontantsalg i butikken" in (folder / "decisions.yaml").read_text(encoding="utf-8")


# --- segkit's own files, of this client and of another ------------------------------------------------------------------------


def fill(template: Path, target: Path) -> None:
    """Fill in the template as a client does and save it under another name."""
    book = openpyxl.load_workbook(template)
    rows: dict[int, list[list[Any]]] = {
        1: [
            ["0001", "Ærø Værft A/S", None, "Ida", "Nord", "Industri", 20, 90000],
            ["0002", "Beslag ApS", None, "Bo", "Syd", "Handel", 5, None],
        ],
        2: [["0001", dt.date(2025, 7, 3), 1000.5, 600, "F1", "VB-1"], ["0002", dt.date(2026, 6, 30), 2000, 900, "F2", "VB-2"]],
        3: [["L-1", "Ny Kunde A/S", None, "Bo", "Syd", "Handel", 5, 1000, 5000]],
    }
    for sheet, lines in rows.items():
        for at, line in enumerate(lines, start=2):
            for col, value in enumerate(line, start=1):
                book.worksheets[sheet].cell(at, col, value)
    book.save(target)


def test_the_filled_template_is_mapped_without_a_question(tmp_path: Path):
    """A12: the sheets of customers, invoice lines and leads are known by the template's own mark; the example is never data."""
    folder = new_client(tmp_path)
    said(tmp_path, "request", "søby")
    fill(folder / "request" / "data_request.xlsx", folder / "data" / "udfyldt af Bo.xlsx")
    result = said(tmp_path, "intake", "søby", "--accept")
    questions = [row[0] for row in nth(tmp_path, "søby", QUESTIONS) if row[0] and "|" in str(row[0])]
    sources = {source.holds: source for source in read_engagement(folder / "engagement.yaml").sources}

    assert result.code == 0
    assert set(sources) == {"customers", "transactions", "leads"}
    assert {name: column.column for name, column in sources["transactions"].columns.items()} == {
        "customer_id": "Kundenr.", "date": "Dato", "amount": "Beløb", "cost": "Direkte omkostninger", "order": "Fakturanr.", "product": "Produkt",
    }  # fmt: skip
    assert questions == ["potential_unknown|||"]
    assert {row[0]: row[2] for row in nth(tmp_path, "søby", ROWS) if row[1] == "Anvendt: salg"} == {
        f"udfyldt af Bo.xlsx [{sources['transactions'].sheet}]": 2
    }
    assert "Nordhavn Maskinfabrik" not in str(report(tmp_path, "søby"))


def test_another_clients_request_is_refused(tmp_path: Path):
    """K01: the template of one client, filled in, is not read for another."""
    other, folder = new_client(tmp_path, "østerby"), new_client(tmp_path, "Vest & Co")
    said(tmp_path, "request", "østerby")
    fill(other / "request" / "data_request.xlsx", folder / "data" / "data_request.xlsx")
    result = said(tmp_path, "intake", "Vest & Co")

    assert result.code == 1
    assert "\nSEG-F05: data_request.xlsx is the data request of another client. Take it out of data/.\n" in result.out
    assert "Ærø Værft" not in result.out + str(report(tmp_path, "Vest & Co"))


def test_another_clients_report_is_refused(tmp_path: Path):
    """K01: an intake report copied into the wrong folder settles nothing there, and is not written over."""
    mine = lay_out(tmp_path)
    theirs = lay_out(tmp_path, ENGAGEMENT.replace("Nordlyd A/S", "Konkurrenten A/S"), "konkurrenten")
    said(tmp_path, "intake", "konkurrenten")
    shutil.copyfile(theirs / "intake.xlsx", mine / "intake.xlsx")
    before = (mine / "intake.xlsx").read_bytes()
    result = said(tmp_path, "intake", "nordlyd")

    assert (result.code, result.out) == (1, "")
    assert result.err == "SEG-F05: intake.xlsx is the intake report of another client. Take it out of the folder.\n"
    assert (mine / "intake.xlsx").read_bytes() == before


def test_a_call_list_in_the_data_is_never_proposed_as_a_source(tmp_path: Path):
    """A12: segkit's own call list brings answers; it is no list of customers."""
    folder = lay_out(tmp_path)
    write_call_list(segkit.run_study(read_engagement(folder / "engagement.yaml")), folder / "data")
    result = said(tmp_path, "intake", "nordlyd")

    assert result.code == 0
    assert "Proposed for engagement.yaml" not in result.out
    assert "call_list.xlsx" in result.out


# --- what can go wrong ------------------------------------------------------------------------------------------------------


def test_a_mistyped_client_is_named(tmp_path: Path):
    """G09: the nearest name is offered."""
    new_client(tmp_path, "nordhavn")
    result = said(tmp_path, "intake", "nordhvan")

    assert (result.code, result.out) == (2, "")
    assert "nordhavn" in result.err


def test_an_empty_folder_says_where_files_belong(tmp_path: Path):
    """D07: nothing there is no error of the person's; it says what comes next."""
    new_client(tmp_path)
    result = said(tmp_path, "intake", "søby")

    assert (result.code, result.err) == (1, "")
    assert result.out.endswith("Next: put the client's files into workbooks/søby/data, then: segkit intake søby\n")


def test_only_unreadable_files_are_each_told(tmp_path: Path):
    """A02, B11: each file that cannot be read is named with its reason and what to ask for; nothing is proposed."""
    folder = new_client(tmp_path)
    (folder / "data" / "halv.xlsx").write_bytes(b"PK\x03\x04 cut off")
    (folder / "data" / "tom.csv").write_bytes(b"")
    result = said(tmp_path, "intake", "søby")

    assert result.code == 1
    assert "SEG-A02: halv.xlsx" in result.out
    assert "SEG-A02: tom.csv" in result.out or "tom.csv" in result.out
    assert "Proposed for engagement.yaml" not in result.out
    assert "--accept" not in result.out


def test_a_report_open_in_excel_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """E12: while Excel holds intake.xlsx nothing is written over it, and it is said in one sentence."""
    folder = lay_out(tmp_path)
    said(tmp_path, "intake", "nordlyd")
    before = (folder / "intake.xlsx").read_bytes()
    replace = Path.replace

    def held(self: Path, target: Path) -> Path:
        if Path(target).name == "intake.xlsx":
            raise PermissionError(13, "The process cannot access the file because it is being used by another process", str(self))
        return replace(self, target)

    monkeypatch.setattr(in_place, "PATIENCE", 0.2)
    monkeypatch.setattr(Path, "replace", held)
    result = said(tmp_path, "intake", "nordlyd")

    assert (result.code, result.out) == (1, "")
    assert result.err == ("SEG-E12: intake.xlsx cannot be replaced. Close it in Excel and run again.\n")
    assert (folder / "intake.xlsx").read_bytes() == before
    assert sorted(path.name for path in folder.iterdir()) == ["data", "decisions.yaml", "engagement.yaml", "intake.xlsx"]
