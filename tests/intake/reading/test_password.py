"""Workbooks under a password: opened with it, refused without, and nothing of it left behind."""

import subprocess
from io import BytesIO
from pathlib import Path

import hostile_work
import msoffcrypto.format.ooxml
import pytest
import xlsxwriter

from segkit.errors import SourceError
from segkit.intake.reading import read_table
from segkit.intake.reading.isolated import ChildStoppedError
from segkit.intake.reading.password import unlocked

PASSWORD = "Hemmelig-æøå-1"


def plain() -> bytes:
    whole = BytesIO()
    with xlsxwriter.Workbook(whole) as book:
        sheet = book.add_worksheet("List")
        for row in range(50):
            sheet.write_row(row, 0, ["No.", "Name"] if row == 0 else [f"K{row:03}", "Sørensen"])
    return whole.getvalue()


def locked(path: Path) -> Path:
    with path.open("wb") as file:
        msoffcrypto.format.ooxml.OOXMLFile(BytesIO(plain())).encrypt(PASSWORD, file)
    return path


def sentence(path: Path, password: str) -> str:
    with pytest.raises(SourceError) as caught:
        unlocked(path, password)
    assert PASSWORD not in repr(caught.value) + str(caught.value.__cause__)
    return str(caught.value)


def test_with_its_password_a_workbook_is_read(tmp_path: Path):
    """A01: what comes out is read as any other workbook."""
    content = unlocked(locked(tmp_path / "locked.xlsx"), PASSWORD)
    (tmp_path / "open.xlsx").write_bytes(content)

    assert read_table(tmp_path / "open.xlsx").cells["No."].tolist() == [f"K{row:03}" for row in range(1, 50)]


@pytest.mark.parametrize("wrong", ["hemmelig-æøå-1", "", "x" * 300])
def test_a_wrong_password_is_one_sentence(wrong: str, tmp_path: Path):
    """A01: the sentence names the file, never the password."""
    assert sentence(locked(tmp_path / "locked.xlsx"), wrong) == (
        "SEG-A01: locked.xlsx does not open with this password. Ask the client for the right one; capital letters count."
    )


def test_a_workbook_without_a_password_is_said_to_have_none(tmp_path: Path):
    """A01: a password for an open file is a mistake about which file it is."""
    (tmp_path / "open.xlsx").write_bytes(plain())

    assert sentence(tmp_path / "open.xlsx", PASSWORD) == "SEG-A01: open.xlsx is not password protected. Read it without a password."


@pytest.mark.parametrize("tenth", range(1, 10))
def test_a_locked_workbook_that_was_cut_is_refused(tenth: int, tmp_path: Path):
    """A01, A02: a locked file that ends too early is one sentence."""
    whole = locked(tmp_path / "locked.xlsx").read_bytes()
    (tmp_path / "cut.xlsx").write_bytes(whole[: len(whole) * tenth // 10])

    assert sentence(tmp_path / "cut.xlsx", PASSWORD).startswith(("SEG-A01: cut.xlsx ", "SEG-A02: cut.xlsx "))


def test_the_password_reaches_the_child_through_a_pipe_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A01: neither the command line nor the environment of the child, which others on the computer can see, holds the password."""
    seen: list[str] = []
    popen = subprocess.Popen

    def watched(command: list[str], **options: object) -> object:
        seen.append(repr(command) + repr(options["env"]))
        return popen(command, **options)

    monkeypatch.setattr(subprocess, "Popen", watched)
    unlocked(locked(tmp_path / "locked.xlsx"), PASSWORD)

    assert seen
    assert not [text for text in seen if PASSWORD in text]


def test_what_happened_in_the_child_does_not_tell_the_password(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A01: a crash that nobody foresaw keeps it to itself, also in the cause behind the sentence."""
    monkeypatch.setattr("segkit.intake.reading.password._unlocked", hostile_work.crash_with)
    with pytest.raises(SourceError) as caught:
        unlocked(locked(tmp_path / "locked.xlsx"), PASSWORD)

    assert caught.value.code == "SEG-A09"
    assert isinstance(caught.value.__cause__, ChildStoppedError)
    assert "LookupError: locked.xlsx" in str(caught.value.__cause__)
    assert PASSWORD not in str(caught.value.__cause__)
