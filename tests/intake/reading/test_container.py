"""What a file is by its first bytes, whatever its name says; the packing around it; the files of a folder."""

import gzip
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter

from segkit.errors import SourceError
from segkit.intake.reading import files as files_module
from segkit.intake.reading import files_in, read_table, read_table_here, read_tables, sha256_of
from segkit.intake.reading.container import unpacked
from segkit.intake.reading.isolated import _started as start
from segkit.intake.source_table import Reading
from segkit.words import Words

isolated_module = sys.modules["segkit.intake.reading.isolated"]

ROWS = [["No.", "Name", "Town"], ["001", "Sørensen", "Århus"], ["002", "Æble", "Rødby"]]
HTML = (
    "<html><head><style>td{}</style></head><body><table>"
    + "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS)
    + "</table></body></html>"
)
XML2003 = (
    '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
    '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
    '<Worksheet ss:Name="List"><Table>'
    + "".join("<Row>" + "".join(f'<Cell><Data ss:Type="String">{cell}</Data></Cell>' for cell in row) + "</Row>" for row in ROWS)
    + "</Table></Worksheet></Workbook>"
)
TSV = "".join("\t".join(row) + "\n" for row in ROWS)
CSV = "".join(";".join(row) + "\n" for row in ROWS)


def xlsx() -> bytes:
    whole = BytesIO()
    with xlsxwriter.Workbook(whole) as made:
        sheet = made.add_worksheet("List")
        for number, row in enumerate(ROWS):
            for column, text in enumerate(row):
                sheet.write_string(number, column, text)
    return whole.getvalue()


def zip_of(**files: str) -> bytes:
    whole = BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as made:
        for name, text in files.items():
            made.writestr(name.replace("_csv", ".csv"), text)
    return whole.getvalue()


LIES = {
    "list.xls is HTML": ("list.xls", HTML.encode(), "html", ".xls", "HTML"),
    "list.xls is HTML in the Windows character set": ("list.xls", HTML.encode("cp1252"), "html", ".xls", "HTML"),
    "list.xls is HTML in UTF-16": ("list.xls", HTML.encode("utf-16"), "html", ".xls", "HTML"),
    "list.xls is XML of 2003": ("list.xls", XML2003.encode(), "xml2003", ".xls", "XML (Excel 2003)"),
    "list.xls is tabs": ("list.xls", TSV.encode(), "csv", ".xls", "text (CSV)"),
    "list.xls is tabs in UTF-16": ("list.xls", TSV.encode("utf-16"), "csv", ".xls", "text (CSV)"),
    "list.xls is xlsx": ("list.xls", xlsx(), "xlsx", ".xls", ".xlsx"),
    "list.csv is xlsx": ("list.csv", xlsx(), "xlsx", ".csv", ".xlsx"),
    "list.xlsx is CSV": ("list.xlsx", CSV.encode(), "csv", ".xlsx", "text (CSV)"),
    "list.txt is xlsx": ("list.txt", xlsx(), "xlsx", ".txt", ".xlsx"),
}


@pytest.mark.parametrize("lie", LIES)
def test_the_first_bytes_say_what_a_file_is(lie: str, tmp_path: Path):
    """A03: a file is read as what it is, every letter right, and its name's lie is told."""
    name, content, form, ending, shown = LIES[lie]
    (tmp_path / name).write_bytes(content)

    table = read_table(tmp_path / name)

    assert [list(table.cells.columns), *table.cells.to_numpy().tolist()] == ROWS
    assert list(table.cells.index) == [2, 3]
    assert table.how.form == form
    (said,) = (finding for finding in table.findings if finding.kind == "read_as")
    assert said.text(Words("en")) == f"The file's name ends in {ending}, but by its first bytes it is {shown}."


@pytest.mark.parametrize("packing", ["gzip", "zip"])
def test_a_packed_text_is_taken_out(packing: str, tmp_path: Path):
    """B12: a CSV packed alone is read, and the packing is told."""
    content = gzip.compress(CSV.encode()) if packing == "gzip" else zip_of(list_csv=CSV)
    (tmp_path / "list.csv").write_bytes(content)

    table = read_table(tmp_path / "list.csv")

    assert table.cells.to_numpy().tolist() == ROWS[1:]
    assert [(finding.kind, finding.values["packing"]) for finding in table.findings] == [("unpacked", packing)]
    assert table.sha256 == sha256_of(content)


def test_a_zip_of_several_files_is_refused(tmp_path: Path):
    """B12: which one is meant is not guessed."""
    with pytest.raises(SourceError) as caught:
        unpacked("all.zip", zip_of(a_csv=CSV, b_csv=CSV))

    assert str(caught.value) == "SEG-A04: all.zip is a zip file that holds 2 files (a.csv, b.csv). Put the one with the table into data/."


def test_a_cut_gzip_is_incomplete():
    """A02: a packed text that ends too early is refused."""
    content = gzip.compress(CSV.encode() * 100)[:-20]

    with pytest.raises(SourceError, match=rf"^SEG-A02: a\.csv is incomplete \({len(content)} bytes; the packed file ends too early\)"):
        unpacked("a.csv", content)


@pytest.mark.parametrize(
    ("content", "form"),
    [
        (b"\x09\x00\x04\x00\x02\x00\x10\x00", "Excel 2"),
        (b"\x09\x02\x06\x00\x00\x00\x10\x00", "Excel 3"),
        (b"\x09\x04\x06\x00\x00\x00\x10\x00", "Excel 4"),
        (b"\x00\x00\x02\x00\x06\x04\x06\x00", "Lotus 1-2-3"),
        (b"%PDF-1.7\n", "PDF"),
        (zip_of(**{"Index/Document.iwa": "x"}), "Apple Numbers"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related", "MHT"),
    ],
)
def test_a_foreign_format_is_named(content: bytes, form: str):
    """A04: what cannot be read is refused by its name, with the way out."""
    with pytest.raises(SourceError) as caught:
        unpacked("list.xls", content)

    assert (
        str(caught.value)
        == f"SEG-A04: list.xls is a file of the format {form}, which is not supported. Ask for its table as Excel or CSV, or move it out of data/."
    )


def test_merged_cells_of_an_html_table_keep_columns_apart(tmp_path: Path):
    """A03: a cell over two rows or columns moves no other cell."""
    html = "<table><tr><th>A<th>B<th>C</tr><tr><td rowspan=2>1<td>2<td>3</tr><tr><td>4<td>5</tr><tr><td colspan=2>6<td>7</tr></table>"
    (tmp_path / "a.html").write_text(html)

    assert read_table(tmp_path / "a.html").cells.to_numpy().tolist() == [["1", "2", "3"], ["", "4", "5"], ["6", "", "7"]]


def test_several_tables_of_a_page_are_listed(tmp_path: Path):
    """A12: which table is meant is asked; with its name it is read."""
    (tmp_path / "a.html").write_text("<table><tr><td>A</tr><tr><td>1</tr></table><table><tr><td>B</tr><tr><td>2</tr></table>")

    with pytest.raises(SourceError) as caught:
        read_table(tmp_path / "a.html")

    assert str(caught.value) == (
        "SEG-A12: a.html has several sheets (rows × columns): Table 1 (2 × 1), Table 2 (2 × 1). Give the right one as 'sheet' at this source."
    )
    assert list(read_table(tmp_path / "a.html", reading=Reading(sheet="Table 2")).cells.columns) == ["B"]
    assert len(read_tables(tmp_path / "a.html")) == 2


def test_left_behind_files_are_skipped_with_their_reason(tmp_path: Path):
    """A05: lock files, temporary files and what systems leave behind are listed, not read."""
    for name in ("~$list.xlsx", "list.tmp", "Thumbs.db", "._list.xlsx", ".DS_Store", "list.xlsx"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "cloud.xlsx").write_bytes(b"")

    read, skipped = files_in(tmp_path)

    assert [path.name for path in read] == ["list.xlsx"]
    assert {path.name: reason for path, reason in skipped} == {
        "~$list.xlsx": "lock_file",
        "list.tmp": "temporary",
        "Thumbs.db": "system",
        "._list.xlsx": "system",
        ".DS_Store": "system",
        "cloud.xlsx": "empty",
    }


def test_a_lock_file_named_directly_is_explained(tmp_path: Path):
    """A05: the sentence says what it is."""
    (tmp_path / "~$list.xlsx").write_bytes(b"x")

    with pytest.raises(SourceError, match=r"^SEG-A05: ~\$list\.xlsx is Excel's lock file\. Close Excel and name the workbook itself\.$"):
        read_table(tmp_path / "~$list.xlsx")


def test_a_missing_file_names_its_neighbour(tmp_path: Path):
    """A05: a slip in the name is caught."""
    (tmp_path / "customers.csv").write_text(CSV)

    with pytest.raises(SourceError, match=r"Did you mean 'customers\.csv'\?$"):
        read_table(tmp_path / "custmers.csv")


def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A24: the hash before is the hash after, or nothing is used."""
    path = tmp_path / "list.csv"
    path.write_text(CSV, encoding="utf-8")
    read = files_module.content_of
    times = []

    def saved_meanwhile(path: Path) -> bytes:
        times.append(path)
        if len(times) == 2:
            path.write_text(CSV + "003;Ny;By\n", encoding="utf-8")
        return read(path)

    monkeypatch.setattr("segkit.intake.reading.content_of", saved_meanwhile)
    monkeypatch.setattr("segkit.intake.reading.files.content_of", saved_meanwhile)

    with pytest.raises(SourceError) as caught:
        read_table(path)

    assert str(caught.value) == "SEG-A24: list.csv was changed while it was read. Close it in Excel and run again."


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("list.csv", CSV.encode()),
        ("list.csv", gzip.compress(CSV.encode())),
        ("list.csv", 'No.;Name;Town\r\n001;;\r\n\r\n002;"a;b\r\nc";\r\n3;4\r\n'.encode("utf-16")),
        ("list.xlsx", xlsx()),
        ("list.html", HTML.encode()),
    ],
    ids=["text", "packed text", "text with a ragged row", "workbook", "page"],
)
def test_every_file_is_read_in_a_child_process(name: str, content: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A09: whatever a file is, its content is read apart, and with the same result as in this process."""
    path = tmp_path / name
    path.write_bytes(content)
    started = []
    monkeypatch.setattr(isolated_module, "_started", lambda: started.append(name) or start())
    apart = read_table(path)

    assert started
    started.clear()
    here = read_table_here(path)
    assert not started
    assert apart.cells.equals(here.cells)
    assert (apart.set_aside, apart.findings, apart.how) == (here.set_aside, here.findings, here.how)


def test_a_text_file_has_no_sheet(tmp_path: Path):
    """A03: a sheet asked of a text file is a mistake in engagement.yaml."""
    (tmp_path / "list.csv").write_text(CSV)

    with pytest.raises(SourceError, match=r"^SEG-A03: list\.csv is a text file and has no sheet 'List'\. Remove 'sheet' at this source\.$"):
        read_table(tmp_path / "list.csv", reading=Reading(sheet="List"))
