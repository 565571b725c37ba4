"""segkit protect: a deliverable once more, each file of it encrypted, whole or not at all."""

import hashlib
import io
import json
from pathlib import Path

import msoffcrypto
import pytest
import xlsxwriter
from msoffcrypto.exceptions import InvalidKeyError
from nbformat.v4 import new_markdown_cell, new_notebook
from pypdf import PdfReader

from segkit.circle import verify
from segkit.cli import main
from segkit.deliverables import protecting
from segkit.deliverables.protecting import latest_deliverable, protect
from segkit.deliverables.report import report_pdf
from segkit.errors import CommandError, DeliverableError

PASSWORD = "blåbærgrød æøå €"


def workbook_of(text: str) -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        book.add_worksheet("Ark").write_string(0, 0, text)
    return made.getvalue()


def pdf() -> bytes:
    """A report as segkit sets it: tagged, in a language."""
    return report_pdf(new_notebook(cells=[new_markdown_cell("# Segmentering\n\nTekst.")]), name="Acme").content


def deliverable(folder: Path, files: dict[str, bytes]) -> Path:
    """Write files and the manifest that goes with them, as a run publishes them."""
    folder.mkdir(parents=True)
    described = []
    for name, content in files.items():
        (folder / name).write_bytes(content)
        described.append({"role": Path(name).stem, "path": name, "sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)})
    facts = {"client": "Acme A/S", "revenue_total": 106187747.76, "files": described}
    (folder / "manifest.json").write_text(json.dumps(facts), encoding="utf-8")
    return folder


@pytest.fixture
def acme(tmp_path: Path) -> Path:
    """A client with two deliverables, the newer one with a file that cannot be encrypted."""
    workbook = tmp_path / "workbooks" / "acme"
    workbook.mkdir(parents=True)
    (workbook / "engagement.yaml").write_text("client: Acme A/S\n", encoding="utf-8")
    home = tmp_path / "deliverables" / "acme"
    deliverable(home / "2026-02-28", {"strategy.xlsx": workbook_of("old")})
    deliverable(home / "2026-08-31", {"strategy.xlsx": workbook_of("new"), "report.pdf": pdf(), "crm.csv": b"Nr;Navn\r\n1;Alfa\r\n"})
    return workbook


def opened(path: Path, password: str) -> bytes:
    plain = io.BytesIO()
    with path.open("rb") as file:
        locked = msoffcrypto.OfficeFile(file)
        locked.load_key(password=password, verify_password=True)
        locked.decrypt(plain)
    return plain.getvalue()


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_password_opens_every_file(acme: Path) -> None:
    """E14: the workbook comes back byte for byte, the report with its text, tags and properties; letters of any language count."""
    source = latest_deliverable(acme)

    made = protect(source, PASSWORD, PASSWORD)
    report = PdfReader(made.folder / "report.pdf", password=PASSWORD)
    plain = PdfReader(source / "report.pdf")

    assert made.folder == source.with_name("2026-08-31 (protected)")
    assert opened(made.folder / "strategy.xlsx", PASSWORD) == (source / "strategy.xlsx").read_bytes()
    assert [page.extract_text() for page in report.pages] == [page.extract_text() for page in plain.pages]
    assert report.metadata == plain.metadata
    assert {"/StructTreeRoot", "/MarkInfo", "/Lang"} <= set(report.root_object) == set(plain.root_object)


def test_a_wrong_password_opens_nothing(acme: Path) -> None:
    """E14: neither the workbook nor the report, and both are encrypted by AES with 256 bits."""
    made = protect(latest_deliverable(acme), PASSWORD, PASSWORD)

    with pytest.raises(InvalidKeyError):
        opened(made.folder / "strategy.xlsx", PASSWORD[:-1])
    report = PdfReader(made.folder / "report.pdf")
    assert report.decrypt(PASSWORD[:-1]) == 0
    assert b"/AESV3" in (made.folder / "report.pdf").read_bytes()
    assert b'keyBits="256"' in (made.folder / "strategy.xlsx").read_bytes()


def test_nothing_leaves_open(acme: Path) -> None:
    """E14: what cannot be encrypted is left out and named; the manifest holds hashes and none of the figures."""
    made = protect(latest_deliverable(acme), PASSWORD, PASSWORD)
    manifest = json.loads((made.folder / "manifest.json").read_text(encoding="utf-8"))

    assert names(made.folder) == ["manifest.json", "report.pdf", "strategy.xlsx"]
    assert (made.files, made.left_out) == (("strategy.xlsx", "report.pdf"), ("crm.csv",))
    assert verify(made.folder) == []
    assert list(manifest) == ["segkit", "client", "date", "protected", "made_from", "files"]
    assert PASSWORD not in (made.folder / "manifest.json").read_text(encoding="utf-8")


def test_the_deliverable_itself_stands_as_it_was(acme: Path) -> None:
    """I01: the files without a password are not touched, and no staging is left."""
    source = latest_deliverable(acme)

    protect(source, PASSWORD, PASSWORD)

    assert verify(source) == []
    assert names(source.parent) == ["2026-02-28", "2026-08-31", "2026-08-31 (protected)"]


def test_again_replaces_what_segkit_wrote_and_keeps_what_a_person_changed(acme: Path) -> None:
    """I01: an untouched protected folder makes room for the new one, a changed one is kept under another name."""
    source = latest_deliverable(acme)
    protect(source, "the first one", "the first one")
    second = protect(source, PASSWORD, PASSWORD)
    (second.folder / "remarks.txt").write_text("mine", encoding="utf-8")

    third = protect(source, PASSWORD, PASSWORD)

    assert second.kept is None
    assert third.kept == source.with_name("2026-08-31 (protected) (kept 1)")
    assert opened(third.folder / "strategy.xlsx", PASSWORD) == (source / "strategy.xlsx").read_bytes()
    assert latest_deliverable(acme) == source


def test_whole_or_not_at_all(acme: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """I01: when a file cannot be encrypted, no part of a protected folder is there, and an earlier one stands."""
    source = latest_deliverable(acme)
    before = protect(source, PASSWORD, PASSWORD).folder
    hashes = {path.name: path.read_bytes() for path in before.iterdir()}

    def full(path: Path) -> None:
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr(protecting, "on_disk", full)
    with pytest.raises(OSError, match="No space left"):
        protect(source, "another one", "another one")

    assert {path.name: path.read_bytes() for path in before.iterdir()} == hashes


@pytest.mark.parametrize(
    ("password", "again", "told"),
    [
        ("long enough", "long enuogh", "The two passwords are not the same, so nothing was written. Type the command again."),
        ("syv tgn", "syv tgn", "The password has 7 characters, and needs 8 or more. Type the command again."),
        ("æ" * 64, "æ" * 64, "The password is longer than a PDF can take. Choose one of at most 127 plain letters."),
        ("hemmelig\t1", "hemmelig\t1", "The password holds a character that cannot be typed into Excel. Choose letters, digits and signs."),
    ],
)
def test_a_password_that_cannot_be_used(acme: Path, password: str, again: str, told: str) -> None:
    """P01: mistyped, too short, too long, with a tab: one sentence, and nothing is written."""
    with pytest.raises(CommandError) as caught:
        protect(latest_deliverable(acme), password, again)

    assert str(caught.value) == f"SEG-P01: {told}"
    assert names(acme.parent.parent / "deliverables" / "acme") == ["2026-02-28", "2026-08-31"]


def test_eight_characters_and_127_bytes_are_enough_and_not_too_much(acme: Path) -> None:
    """The bounds themselves are allowed."""
    for password in ("otte tgn", "x" * 127):
        made = protect(latest_deliverable(acme), password, password)

        assert PdfReader(made.folder / "report.pdf").decrypt(password) > 0


def test_a_client_without_a_deliverable(tmp_path: Path) -> None:
    """G09: there is nothing to protect yet."""
    with pytest.raises(DeliverableError) as caught:
        latest_deliverable(tmp_path / "workbooks" / "Søby & Co")

    assert str(caught.value) == 'SEG-G09: There is no deliverable of Søby & Co yet. Make one with: segkit run "Søby & Co"'


def test_a_deliverable_that_was_changed_is_not_protected(acme: Path) -> None:
    """I08: what a person has changed is not what segkit answers for; the sentence names the files."""
    (latest_deliverable(acme) / "strategy.xlsx").write_bytes(b"mine")

    with pytest.raises(DeliverableError) as caught:
        latest_deliverable(acme)

    assert str(caught.value) == (
        "SEG-I08: deliverables/acme/2026-08-31 is not as segkit wrote it: strategy.xlsx was changed. "
        "Run again for a fresh one; what was changed is kept beside it."
    )


def test_a_deliverable_that_changed_while_the_password_was_typed(acme: Path) -> None:
    """I08: it is looked at once more when the password is there."""
    source = latest_deliverable(acme)
    (source / "report.pdf").write_bytes(b"mine")

    with pytest.raises(DeliverableError, match=r"report\.pdf was changed\."):
        protect(source, PASSWORD, PASSWORD)


def test_the_command_asks_twice_and_never_shows(acme: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """E14: the password is typed twice at a hidden prompt; what is said makes no promise that sheet protection keeps."""
    asked = []

    def prompt(text: str, *, hide_input: bool) -> str:
        asked.append((text, hide_input))
        return PASSWORD

    monkeypatch.setattr("typer.prompt", prompt)

    code = main(["protect", "acme", "--folder", str(acme.parent.parent)])
    said = capsys.readouterr()

    assert (code, said.err) == (0, "")
    assert asked == [("Password for the deliverable of 2026-08-31, 8 characters or more", True), ("The same password once more", True)]
    assert said.out == (
        "Written to deliverables/acme/2026-08-31 (protected), encrypted: strategy.xlsx, report.pdf.\n"
        "Left out, because only Excel files and PDFs can be encrypted: crm.csv.\n"
        "This is encryption (AES-256): without the password nobody can read the files. Protecting sheets in Excel is not security.\n"
        "The password is kept nowhere and cannot be recovered. Give it to the client by another way than the files.\n"
        "Next: open one of the files with the password, then send this folder and not the one without a password.\n"
    )


def test_nobody_is_asked_where_there_is_nothing_to_protect(
    acme: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """I08: the deliverable is looked at before the prompt, and no option takes a password."""
    (latest_deliverable(acme) / "report.pdf").unlink()
    monkeypatch.setattr("typer.prompt", lambda *_, **__: pytest.fail("asked for a password"))

    code = main(["protect", "acme", "--folder", str(acme.parent.parent)])
    told = capsys.readouterr().err
    refused = main(["protect", "acme", "--password", PASSWORD, "--folder", str(acme.parent.parent)])

    assert (code, told.startswith("SEG-I08: ")) == (1, True)
    assert refused == 2
