"""The start page and its notebook: in the consultant's language, safe with any name, never over a file of the person's own."""

import html
from pathlib import Path

import nbformat
import pytest
from desk import HOSTILE
from tiny import TINY

import segkit
from segkit.cli import main
from segkit.lab import start_page, write_start
from segkit.lab.page import page_language
from segkit.lab.standing import standings
from segkit.words import Words


def client(root: Path, name: str = "tiny", **changed: str) -> Path:
    folder = root / "workbooks" / name
    folder.mkdir(parents=True)
    lines = [f"{key}: {changed.get(key, value)}" for key, _, value in (line.partition(": ") for line in TINY.splitlines()[:5])]
    (folder / "engagement.yaml").write_text("\n".join([*lines, *TINY.splitlines()[5:]]), encoding="utf-8")
    return folder


def test_the_page_speaks_the_language_of_all_engagements(tmp_path: Path) -> None:
    """Where they share one it is that one, else English; a broken engagement has no say."""
    client(tmp_path, "one", language="da")
    (client(tmp_path, "two") / "engagement.yaml").write_text("client: x\n", encoding="utf-8")
    shared = page_language(standings(tmp_path))
    client(tmp_path, "three", language="sv")

    assert (shared, page_language(standings(tmp_path)), page_language(())) == ("da", "en", "en")


def test_no_name_is_markup(tmp_path: Path) -> None:
    """G04: in markdown, HTML and formulas a client's name is its letters."""
    quoted = HOSTILE.replace("'", "''")
    client(tmp_path, client=f"'{quoted}'")
    text = start_page(tmp_path)._repr_markdown_()

    assert not [sign for sign in ("<script", "$x$", "*b*", "[a](b)", "`c`", "{client}") if sign in text]
    assert HOSTILE in html.unescape(text)


def test_the_client_asked_for_stands_on_top(tmp_path: Path) -> None:
    """`segkit lab beta` shows beta first, the others by name."""
    for name in ("alfa", "beta", "gamma"):
        client(tmp_path, name, client=f"{name.title()} A/S")
    text = start_page(tmp_path, "beta")._repr_markdown_()

    assert text.index("Beta A/S") < text.index("Alfa A/S") < text.index("Gamma A/S")


def test_the_next_due_step_stands_with_the_client(tmp_path: Path) -> None:
    """K05: in the language of the page, with its date, and only where there is a day of order."""
    folder = client(tmp_path, language="da")
    without = html.unescape(repr(start_page(tmp_path)))
    with (folder / "engagement.yaml").open("a", encoding="utf-8") as file:
        file.write("\norder: {date: 2026-08-03, done: {kickoff: 2026-08-10}}\n")
    text = html.unescape(repr(start_page(tmp_path)))

    assert "Næste frist" not in without
    step = Words("da")("The client's data are here")
    assert f"Næste frist: {step}, 17. august 2026." in text


def test_without_clients_the_page_says_how_to_begin(tmp_path: Path) -> None:
    """An empty workbooks/ is a beginning, not an error."""
    (tmp_path / "workbooks").mkdir()
    text = html.unescape(repr(start_page(tmp_path)))

    assert "segkit new nordhavn --language en" in text
    assert "basic_abcd.ipynb" in text


def test_the_notebook_is_shown_without_running_anything(tmp_path: Path) -> None:
    """All but one cell is text, the kernel is this Python's, and the file is valid."""
    client(tmp_path)
    notebook = nbformat.read(write_start(tmp_path, start_page(tmp_path)), as_version=4)
    nbformat.validate(notebook)

    assert [cell.cell_type for cell in notebook.cells[:-1]] == ["markdown"] * (len(notebook.cells) - 1)
    assert notebook.cells[-1].source == 'import segkit\n\nsegkit.start_page("..")'
    assert notebook.metadata.kernelspec.name == "python3"


def test_the_refreshing_cell_shows_the_same_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The cell runs in workbooks/, where the notebook lies, and its links are those of the page."""
    client(tmp_path)
    written = start_page(tmp_path)
    monkeypatch.chdir(tmp_path / "workbooks")

    assert segkit.start_page("..")._repr_markdown_() == written._repr_markdown_()


def test_the_page_is_written_anew(tmp_path: Path) -> None:
    """Each start writes it over the last one, also where JupyterLab has saved that with an output."""
    client(tmp_path)
    path = write_start(tmp_path, start_page(tmp_path))
    saved = nbformat.read(path, as_version=4)
    saved.cells[-1].outputs = [nbformat.v4.new_output("stream", text="seen")]
    saved.metadata.language_info = {"name": "python", "version": "3"}
    nbformat.write(saved, path)
    client(tmp_path, "second")
    again = write_start(tmp_path, start_page(tmp_path))

    assert again == path
    assert "second" in again.read_text(encoding="utf-8")
    assert [file.name for file in path.parent.glob("*START*")] == ["START.ipynb"]


@pytest.mark.parametrize("own", ["a notebook of their own", "a page with a note", "no notebook at all"])
def test_a_file_of_the_persons_own_stays(tmp_path: Path, own: str) -> None:
    """A START.ipynb that a person wrote or wrote in is left byte for byte; the page takes another name, the same one next time."""
    client(tmp_path)
    path = tmp_path / "workbooks" / "START.ipynb"
    if own == "a page with a note":
        noted = nbformat.read(write_start(tmp_path, start_page(tmp_path)), as_version=4)
        noted.cells[0].source += "\n\nCall Ida."
        nbformat.write(noted, path)
    else:
        path.write_text(
            '{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}' if "notebook of" in own else "x", encoding="utf-8"
        )
    content = path.read_bytes()
    first, second = (write_start(tmp_path, start_page(tmp_path)) for _ in range(2))

    assert path.read_bytes() == content
    assert (first.name, second) == ("START (segkit 1).ipynb", first)


def test_a_mistyped_client_is_told_the_nearest(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`segkit lab wrongname` starts nothing, writes nothing and names who was meant."""
    client(tmp_path, "nordhavn")
    code = main(["lab", "nordhaven", "--folder", str(tmp_path)])

    assert (code, capsys.readouterr().err) == (2, "SEG-G09: There is no client 'nordhaven' in workbooks/. Did you mean 'nordhavn'?\n")
    assert not (tmp_path / "workbooks" / "START.ipynb").exists()


def test_a_folder_without_workbooks_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """JupyterLab is not opened somewhere else than where the clients are."""
    code = main(["lab", "--folder", str(tmp_path)])

    assert code == 2
    assert capsys.readouterr().err == (
        f"SEG-G09: There is no folder workbooks/ in {tmp_path}. Go to segkit's folder, or give it with --folder.\n"
    )
