"""segkit unlock: a workbook with a password, opened for the intake."""

import io
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from msoffcrypto.format.ooxml import OOXMLFile

from segkit.cli import main
from segkit.deliverables.unlocking import unlock
from segkit.errors import CommandError, SourceError


@pytest.fixture
def acme(tmp_path: Path) -> Path:
    folder = tmp_path / "workbooks" / "acme"
    (folder / "data").mkdir(parents=True)
    (folder / "engagement.yaml").write_text(
        "client: Acme\npackage: basic\nlanguage: en\ncurrency: DKK\ndate: 2026-08-31\n", encoding="utf-8"
    )
    plain, locked = io.BytesIO(), io.BytesIO()
    with xlsxwriter.Workbook(plain) as made:
        made.add_worksheet("Kunder").write_row(0, 0, ["Kundenr", "Navn"])
    OOXMLFile(io.BytesIO(plain.getvalue())).encrypt("hemmelig æøå", locked)
    (folder / "data" / "kunder.xlsx").write_bytes(locked.getvalue())
    return folder


def test_the_right_password_opens_and_the_original_is_kept(acme: Path):
    """A01: data/ holds the workbook without its password; the protected one lies beside it, byte for byte."""
    protected = (acme / "data" / "kunder.xlsx").read_bytes()

    kept = unlock(acme, "kunder.xlsx", "hemmelig æøå")

    assert openpyxl.load_workbook(acme / "data" / "kunder.xlsx")["Kunder"]["A1"].value == "Kundenr"
    assert kept.read_bytes() == protected


def test_a_wrong_password_changes_nothing(acme: Path):
    """A01: one sentence, and the file stands as it was."""
    protected = (acme / "data" / "kunder.xlsx").read_bytes()

    with pytest.raises(SourceError) as caught:
        unlock(acme, "kunder.xlsx", "hemmelig")

    assert str(caught.value) == (
        "SEG-A01: kunder.xlsx does not open with this password. Ask the client for the right one; capital letters count."
    )
    assert (acme / "data" / "kunder.xlsx").read_bytes() == protected
    assert not (acme / "locked").exists()


@pytest.mark.parametrize("name", ["emner.xlsx", "../engagement.yaml"])
def test_a_file_that_is_not_in_data(acme: Path, name: str):
    """A02: only files of data/ are opened, and nothing outside it is touched."""
    with pytest.raises(CommandError) as caught:
        unlock(acme, name, "x")

    assert str(caught.value) == f"SEG-A02: There is no file {name} in workbooks/acme/data."


def test_the_command_asks_and_never_shows(acme: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    """A01: the password is asked for, stands on no command line, and is not repeated."""
    monkeypatch.setattr("typer.prompt", lambda text, hide_input: "hemmelig æøå" if hide_input else text)

    code = main(["unlock", "acme", "kunder.xlsx", "--folder", str(acme.parent.parent)])
    said = capsys.readouterr()

    assert (code, said.err) == (0, "")
    assert said.out == (
        "Written to workbooks/acme/data: kunder.xlsx, without its password. The protected original lies in locked/.\n"
        "Next: segkit intake acme\n"
    )
