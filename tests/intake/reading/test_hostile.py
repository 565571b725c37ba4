"""Hostile files: each ends in one sentence, within five seconds and 500 MB, and this process lives on."""

import gzip
import os
import struct
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from threading import Event, Thread
from time import sleep

import msoffcrypto.format.ooxml
import openpyxl
import psutil
import pytest
import xlsxwriter

from segkit.cli import main
from segkit.errors import SourceError
from segkit.intake.marked import mark_of
from segkit.intake.reading import read_table
from segkit.intake.source_table import Reading

SECONDS = 5
MEMORY = 500_000_000

TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def book(**options: object) -> bytes:
    """An ordinary workbook."""
    whole = BytesIO()
    with xlsxwriter.Workbook(whole, {"in_memory": True}) as made:
        sheet = made.add_worksheet("Customers")
        for row in range(200):
            sheet.write_row(row, 0, ["No.", "Name"] if row == 0 else [str(row), f"Customer {row}"])
    return whole.getvalue()


def zipped(parts: dict[str, bytes], level: int = 9) -> bytes:
    whole = BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return whole.getvalue()


def zipped_with(content: bytes, more: dict[str, bytes]) -> bytes:
    with zipfile.ZipFile(BytesIO(content)) as source:
        return zipped({name: source.read(name) for name in source.namelist()} | more)


def changed(content: bytes, part: str, old: bytes, new: bytes) -> bytes:
    with zipfile.ZipFile(BytesIO(content)) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    assert old in parts[part]
    return zipped(parts | {part: parts[part].replace(old, new)})


def bomb_by_ratio() -> bytes:
    return zipped({"[Content_Types].xml": TYPES.encode(), "xl/workbook.xml": b" " * 50_000_000})


def bomb_by_parts() -> bytes:
    return zipped({"[Content_Types].xml": b"", "xl/workbook.xml": b""} | {f"xl/{i}.xml": b"" for i in range(1_500)})


def bomb_by_size() -> bytes:
    """One part that says it unpacks to 600 MB."""
    content = bytearray(zipped({"[Content_Types].xml": TYPES.encode(), "xl/workbook.xml": b"x" * 1000}))
    at = content.rfind(b"PK\x01\x02")
    struct.pack_into("<L", content, at + 24, 600_000_000)
    return bytes(content)


def bomb_by_total() -> bytes:
    content = bytearray(zipped({"[Content_Types].xml": TYPES.encode()} | {f"xl/{i}.xml": b"x" for i in range(4)}))
    at = -1
    while (at := content.find(b"PK\x01\x02", at + 1)) >= 0:
        struct.pack_into("<LL", content, at + 20, 5_000_000, 400_000_000)
    return bytes(content)


def bomb_nested() -> bytes:
    return zipped({"[Content_Types].xml": TYPES.encode(), "xl/workbook.xml": b"<w/>", "xl/more.zip": zipped({"a": b"b"})})


def nested_archive() -> bytes:
    return zipped({"inner.zip": zipped({"a.csv": b"a;b\n1;2\n"})})


def gzip_in_gzip() -> bytes:
    return gzip.compress(gzip.compress(b"a;b\n1;2\n"))


LEVELS = ["&lol;" * 10, *(f"&lol{i};" * 10 for i in range(1, 9))]
ENTITIES = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">'
    + "".join(f'<!ENTITY lol{i} "{text}">' for i, text in enumerate(LEVELS, start=1))
    + "]><sst>&lol9;</sst>"
)


def entity_bomb() -> bytes:
    return zipped({"[Content_Types].xml": TYPES.encode(), "xl/workbook.xml": b"<w/>", "xl/sharedStrings.xml": ENTITIES.encode()})


def entity_bomb_in_utf16() -> bytes:
    return zipped({"[Content_Types].xml": TYPES.encode(), "xl/workbook.xml": b"<w/>", "xl/sharedStrings.xml": ENTITIES.encode("utf-16")})


def external_entity() -> bytes:
    xml = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><worksheet>&x;</worksheet>'
    return zipped({"[Content_Types].xml": TYPES.encode(), "xl/workbook.xml": b"<w/>", "xl/worksheets/sheet1.xml": xml})


def external_entity_in_xml2003() -> bytes:
    return (
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet>&x;</Worksheet></Workbook>'
    )


def password() -> bytes:
    whole = BytesIO()
    msoffcrypto.format.ooxml.OOXMLFile(BytesIO(book())).encrypt("secret", whole)
    return whole.getvalue()


def nonsense_after_magic() -> bytes:
    return b"PK\x03\x04" + bytes(range(256)) * 40


def ole_of_nothing() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 4000


def ole_loop() -> bytes:
    """A container whose directory's sector chain runs in a circle."""
    head = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\x00"))
    struct.pack_into("<H", head, 30, 9)
    struct.pack_into("<L", head, 48, 1)
    struct.pack_into("<LL", head, 68, 0xFFFFFFFE, 0)
    struct.pack_into("<109L", head, 76, 0, *[0xFFFFFFFF] * 108)
    table = struct.pack("<128L", 0xFFFFFFFD, 2, 1, *[0xFFFFFFFF] * 125)
    return bytes(head) + table + b"\x00" * 1024


def string_index_out_of_range() -> bytes:
    return changed(book(), "xl/worksheets/sheet1.xml", b"<v>0</v>", b"<v>99999999</v>")


def gzip_bomb() -> bytes:
    """A text of 500 MB of nothing but zeros, in half a megabyte."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    block = b"0;" * 500_000
    return b"".join([*(packer.compress(block) for _ in range(500)), packer.flush()])


def zip_bomb_of_text() -> bytes:
    """The same for a zip file that holds one text."""
    return zipped({"list.csv": b"0;" * 100_000_000}, level=1)


def longer_list_of_parts() -> bytes:
    """A zip whose list of parts is long, and whose last record says otherwise; zipfile believes the longer record before it."""
    content = zipped({"[Content_Types].xml": TYPES.encode()} | {f"xl/{i}.xml": b"" for i in range(1_500)})
    at = content.rfind(b"PK\x05\x06")
    size, begin = struct.unpack_from("<LL", content, at + 12)
    longer = struct.pack("<4sQHHLLQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, 1_501, 1_501, size, begin)
    where = struct.pack("<4sLQL", b"PK\x06\x07", 0, at, 1)
    return content[:at] + longer + where + struct.pack("<4sHHHHLLH", b"PK\x05\x06", 0, 0, 3, 3, 0xFFFFFFFF, 0xFFFFFFFF, 0)


def ole_of_one_sector_over_and_over() -> bytes:
    """A container of 5 MB whose table of sectors names one sector ten thousand times, so that its chains come to 640 MB."""
    head = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\x00"))
    struct.pack_into("<H", head, 30, 9)
    struct.pack_into("<L", head, 48, 1)
    struct.pack_into("<LL", head, 68, 2, 1)
    struct.pack_into("<109L", head, 76, *[0] * 109)
    table = struct.pack("<128L", *[1] * 128)
    more = struct.pack("<128L", *[0] * 127, 2)
    return bytes(head) + table + bytes(512) + more + bytes(5_000_000)


def claims_to_be_ours() -> bytes:
    """A workbook whose list of sheets names segkit's own, and whose texts are an entity bomb."""
    sheets = b'<workbook><sheets><sheet name="_segkit"/></sheets></workbook>'
    return zipped({"[Content_Types].xml": TYPES.encode(), "xl/workbook.xml": sheets, "xl/sharedStrings.xml": ENTITIES.encode()})


def packed_by_another_method() -> bytes:
    """A list of sheets packed with LZMA, which may ask for any amount of memory."""
    whole = BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_LZMA) as made:
        for name in ("[Content_Types].xml", "xl/workbook.xml"):
            made.writestr(name, b"_segkit" * 1000)
    return whole.getvalue()


def damaged_deflate() -> bytes:
    content = bytearray(zipped({"[Content_Types].xml": TYPES.encode(), "xl/workbook.xml": b"<workbook>" + bytes(range(256)) * 20}))
    at = content.find(b"xl/workbook.xml") + len("xl/workbook.xml")
    content[at : at + 40] = b"\xff" * 40
    return bytes(content)


def html_of_nested_tables() -> bytes:
    return b"<html><body>" + b"<table><tr><td>" * 20_000 + b"x"


def xml2003_that_goes_deep() -> bytes:
    return b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">' + b"<Worksheet>" * 50_000


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "ratio": (bomb_by_ratio, "SEG-A06"),
    "parts": (bomb_by_parts, "SEG-A06"),
    "size": (bomb_by_size, "SEG-A06"),
    "total": (bomb_by_total, "SEG-A06"),
    "nested": (bomb_nested, "SEG-A06"),
    "nested archive": (nested_archive, "SEG-A06"),
    "gzip in gzip": (gzip_in_gzip, "SEG-A06"),
    "entity bomb": (entity_bomb, "SEG-A07"),
    "entity bomb in UTF-16": (entity_bomb_in_utf16, "SEG-A07"),
    "external entity": (external_entity, "SEG-A07"),
    "external entity in XML 2003": (external_entity_in_xml2003, "SEG-A07"),
    "password": (password, "SEG-A01"),
    "nonsense after magic bytes": (nonsense_after_magic, "SEG-A02"),
    "container of nothing": (ole_of_nothing, "SEG-A04"),
    "container in a circle": (ole_loop, "SEG-A04"),
    "shared text out of range": (string_index_out_of_range, "SEG-A02"),
    "gzip bomb": (gzip_bomb, "SEG-A06"),
    "text bomb in a zip": (zip_bomb_of_text, "SEG-A06"),
    "longer list of parts": (longer_list_of_parts, "SEG-A06"),
    "one sector over and over": (ole_of_one_sector_over_and_over, "SEG-A04"),
    "claims to be segkit's own": (claims_to_be_ours, "SEG-A07"),
    "packed by another method": (packed_by_another_method, "SEG-A02"),
    "damaged packing": (damaged_deflate, "SEG-A02"),
    "nested tables": (html_of_nested_tables, "SEG-A02"),
    "XML that goes deep": (xml2003_that_goes_deep, "SEG-A02"),
}


def worked() -> float:
    """Return the seconds that this process and its children have computed: a busy machine does not make a file slower."""
    return sum(os.times()[:4])


class Watch:
    """The most memory of their own that children of this process held at one time; what they share with it is not theirs."""

    def __enter__(self) -> "Watch":
        self.most, self.over = 0, Event()
        self.thread = Thread(target=self.look, daemon=True)
        self.thread.start()
        return self

    def look(self) -> None:
        while not self.over.is_set():
            for child in psutil.Process().children():
                try:
                    self.most = max(self.most, child.memory_full_info().uss)
                except psutil.Error:
                    continue
            sleep(0.01)

    def __exit__(self, *_: object) -> None:
        self.over.set()
        self.thread.join()


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_file_is_one_sentence(what: str, tmp_path: Path):
    """A01, A02, A06, A07, A09: refused in a sentence that names the file, in time, in little memory."""
    make, code = HOSTILE[what]
    path = tmp_path / "list.xlsx"
    path.write_bytes(make())
    begin, before = worked(), psutil.Process().memory_info().rss

    with Watch() as watch, pytest.raises(SourceError) as caught:
        read_table(path)

    assert caught.value.code == code
    assert caught.value.message.startswith("list.xlsx")
    assert "\n" not in str(caught.value)
    assert "root:" not in str(caught.value)
    assert worked() - begin < (2 if code == "SEG-A06" else SECONDS)
    assert watch.most < MEMORY
    assert psutil.Process().memory_info().rss - before < (300_000_000 if code == "SEG-A06" else MEMORY)


WITH_A_TABLE: dict[str, Callable[[], bytes]] = {
    "far cell": lambda: far_cell("XFD1048576"),
    "lying dimension": lambda: changed(
        book(), "xl/worksheets/sheet1.xml", b'<dimension ref="A1:B200"/>', b'<dimension ref="A1:XFD1048576"/>'
    ),
    "macros": lambda: zipped_with(book(), {"xl/vbaProject.bin": b"x" * 1000}),
    "cut in half": lambda: book()[: len(book()) // 2],
    "empty": bytes,
}
"""Files that hold a table all the same, or are not made to harm."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one client, made by the command line."""
    root = tmp_path_factory.mktemp("hostile")
    assert main(["new", "prove", "--folder", str(root)]) == 0
    assert main(["intake", "prove", "--folder", str(root)]) == 1
    return root


@pytest.mark.parametrize("what", [*HOSTILE, *WITH_A_TABLE])
def test_a_hostile_file_does_not_stop_the_command(what: str, folder: Path, capsys: pytest.CaptureFixture[str]):
    """A01-A09: `segkit intake` tells of the file in a sentence that names it, in time and in little memory, and writes its report."""
    make, code = HOSTILE[what] if what in HOSTILE else (WITH_A_TABLE[what], "")
    path = folder / "workbooks" / "prove" / "data" / "list.xlsx"
    path.write_bytes(make())
    begin = worked()

    with Watch() as watch:
        ended = main(["intake", "prove", "--folder", str(folder)])

    streams = capsys.readouterr()
    assert ended in {0, 1}
    assert "Traceback" not in streams.out + streams.err
    assert streams.err == ""
    assert "Written to workbooks/prove: intake.xlsx" in streams.out
    assert "list.xlsx" in streams.out
    assert len([line for line in streams.out.splitlines() if line.startswith(f"{code}: list.xlsx")]) == (1 if code else 0)
    assert worked() - begin < SECONDS
    assert watch.most < MEMORY


def test_no_hostile_file_is_taken_for_segkits_own(tmp_path: Path):
    """A06, A07: the look for segkit's own workbooks, which every .xlsx gets, reads little and raises for none but one that claims to be."""
    begin, before = worked(), psutil.Process().memory_info().rss
    for what, (make, code) in HOSTILE.items():
        path = tmp_path / "list.xlsx"
        path.write_bytes(make())
        if what == "claims to be segkit's own":
            with pytest.raises(SourceError) as caught:
                mark_of(path)
            assert caught.value.code == code
        else:
            assert mark_of(path) is None, what
    assert psutil.Process().memory_info().rss - before < 100_000_000
    assert worked() - begin < 30


@pytest.mark.parametrize("tenth", range(10))
def test_a_workbook_cut_anywhere_is_incomplete(tenth: int, tmp_path: Path):
    """A02: a file that ends too early at any of ten points is refused, never read in part."""
    whole = book()
    cut = whole[: len(whole) * tenth // 10 + 30]
    path = tmp_path / "cut.xlsx"
    path.write_bytes(cut)

    with pytest.raises(SourceError) as caught:
        read_table(path)

    assert str(caught.value) == (
        f"SEG-A02: cut.xlsx is incomplete ({len(cut)} bytes; the Excel container ends too early). Ask the client to send it again."
    )


def test_an_empty_file_is_incomplete(tmp_path: Path):
    """A02: 0 bytes."""
    (tmp_path / "empty.xlsx").write_bytes(b"")

    with pytest.raises(SourceError, match=r"^SEG-A02: empty\.xlsx is empty \(0 bytes\)\. Ask the client to send it again\.$"):
        read_table(tmp_path / "empty.xlsx")


def test_a_password_is_said(tmp_path: Path):
    """A01: the sentence says what to do."""
    (tmp_path / "list.xlsx").write_bytes(password())

    with pytest.raises(
        SourceError,
        match=r"^SEG-A01: list\.xlsx is password protected\. Save an unprotected copy into data/, or open it with: segkit unlock$",
    ):
        read_table(tmp_path / "list.xlsx")


def far_cell(cell: str) -> bytes:
    whole = BytesIO()
    made = openpyxl.Workbook()
    made.active["A1"] = "No."
    made.active["A2"] = "001"
    made.active[cell] = "x"
    made.save(whole)
    return whole.getvalue()


@pytest.mark.parametrize("cell", ["XFD1048576", "XFD3", "A1048576", "XFD20000"])
def test_a_far_cell_costs_nothing(cell: str, tmp_path: Path):
    """A08: of a sheet with three cells three are read, wherever they stand."""
    path = tmp_path / "far.xlsx"
    path.write_bytes(far_cell(cell))
    begin = worked()

    with Watch() as watch:
        table = read_table(path, reading=Reading(heading_row=1, heading_rows=1))

    held = [value for row in table.cells.itertuples(index=False) for value in row if value != ""]
    assert held == ["001", "x"]
    assert list(table.cells.index) == [2, openpyxl.utils.cell.coordinate_from_string(cell)[1]]
    assert worked() - begin < SECONDS
    assert watch.most < MEMORY


@pytest.mark.parametrize("lie", [b"A1", b"A1:XFD1048576", b"C7:C7"])
def test_a_lying_dimension_changes_nothing(lie: bytes, tmp_path: Path):
    """A08: what a sheet says of its size is not believed."""
    path = tmp_path / "lie.xlsx"
    path.write_bytes(changed(book(), "xl/worksheets/sheet1.xml", b'<dimension ref="A1:B200"/>', b'<dimension ref="' + lie + b'"/>'))

    table = read_table(path)

    assert table.cells.shape == (199, 2)
    assert not [finding for finding in table.findings if finding.kind == "readers_differ"]


def test_a_damaged_sheet_is_said_to_be_damaged(tmp_path: Path):
    """A02: the container is whole and a part in it is not."""
    (tmp_path / "list.xlsx").write_bytes(string_index_out_of_range())

    with pytest.raises(SourceError) as caught:
        read_table(tmp_path / "list.xlsx")

    assert str(caught.value) == (
        "SEG-A02: list.xlsx is damaged: a part of it cannot be read. Open it in Excel, which may repair it, save it as a new .xlsx, and use that."
    )
