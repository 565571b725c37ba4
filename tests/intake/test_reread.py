"""Tables of the survey that are taken a second time: the same as if their files were read again, or not taken."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from segkit.intake import reread
from segkit.intake.reading import read_table
from segkit.intake.reread import reader_of
from segkit.intake.source_table import Reading, SourceTable
from segkit.intake.survey import survey

FIND_OUT = Reading()
WANTED = ("Customer no.", "Amount")
PLAIN = "Customer no.;Name;Amount\n" + "".join(f"00{n};Kunde {n} ApS;{n}50,00\n" for n in range(1, 9)) + "009;Kunde; 9;1,00\n"


def seen(table: SourceTable) -> tuple[object, ...]:
    """Everything a table says, cells as lists."""
    return (table.path, table.sha256, list(table.cells), table.cells.index.tolist(), table.cells.to_numpy().tolist(), *rest(table))


def rest(table: SourceTable) -> tuple[object, ...]:
    return table.set_aside, table.how, table.findings


@pytest.fixture
def read_anew(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that are read again."""
    again: list[str] = []

    def read(path: Path, wanted: tuple[str, ...], reading: Reading) -> SourceTable:
        again.append(path.name)
        return read_table(path, wanted, reading)

    monkeypatch.setattr(reread, "read_table", read)
    return again


def write_workbook(path: Path) -> None:
    book = Workbook()
    for row in (["Customer no.", "Name", "Amount"], *([f"00{n}", f"Kunde {n}", n * 1.5] for n in range(1, 9))):
        book.active.append(row)
    book.save(path)


def taken_and_read(path: Path, wanted: tuple[str, ...] = WANTED, reading: Reading = FIND_OUT) -> tuple[SourceTable, SourceTable]:
    looked = survey(path.parent, "Nordhavn", "nordhavn")
    return reader_of(looked)(path, wanted, reading), read_table(path, wanted, reading)


@pytest.mark.parametrize("wanted", [WANTED, ("Name",), ()])
def test_a_plain_text_file_is_read_once(tmp_path: Path, read_anew: list[str], wanted: tuple[str, ...]):
    """D10: the survey's table of a text file is the one that reading it for its headings gives, evidence and set-aside rows with it."""
    path = tmp_path / "lines.csv"
    path.write_text(PLAIN, encoding="utf-8")
    taken, read = taken_and_read(path, wanted)

    assert seen(taken) == seen(read)
    assert read_anew == []


@pytest.mark.parametrize("sheet", [None, "Sheet"])
def test_a_plain_workbook_is_read_once(tmp_path: Path, read_anew: list[str], sheet: str | None):
    """D10: so it is with a workbook of one sheet, whether or not the sheet is named."""
    path = tmp_path / "lines.xlsx"
    write_workbook(path)
    taken, read = taken_and_read(path, reading=Reading(sheet=sheet))

    assert seen(taken) == seen(read)
    assert read_anew == []


@pytest.mark.parametrize(
    ("text", "wanted", "reading"),
    [
        (PLAIN, ("customer NO.",), Reading()),
        (PLAIN, WANTED, Reading(separator=";")),
        ("Report of June\n\n" + PLAIN, WANTED, Reading()),
        (PLAIN.replace("Name", "Amount"), WANTED, Reading()),
    ],
    ids=["spelled otherwise", "told how", "preamble", "two of one name"],
)
def test_what_may_be_read_otherwise_is_read_again(
    tmp_path: Path, read_anew: list[str], text: str, wanted: tuple[str, ...], reading: Reading
):
    """D10: where the headings asked for, or what a person has said, may change how a file is read, it is read again."""
    path = tmp_path / "lines.csv"
    path.write_text(text, encoding="utf-8")
    taken, read = taken_and_read(path, wanted, reading)

    assert seen(taken) == seen(read)
    assert read_anew == ["lines.csv"]


def test_a_file_that_has_changed_since_is_read_again(tmp_path: Path, read_anew: list[str]):
    """A24: what the survey saw is not taken for what lies there now."""
    path = tmp_path / "lines.csv"
    path.write_text(PLAIN, encoding="utf-8")
    read = reader_of(survey(tmp_path, "Nordhavn", "nordhavn"))
    path.write_text(PLAIN + "010;Kunde 10 ApS;1050,00\n", encoding="utf-8")

    assert "010" in set(read(path, WANTED, Reading()).cells["Customer no."])
    assert read_anew == ["lines.csv"]
