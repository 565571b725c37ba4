"""A good Excel file with one of everything, small enough to be broken by hand."""

import datetime as dt
import struct
import zlib
from io import BytesIO
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def png() -> bytes:
    """Return the picture of one grey dot."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\x00\x80")) + chunk(b"IEND", b"")


def good(path: Path) -> Path:
    """Write a workbook with tables, names, validations, conditions, a chart, a picture, a remark, merged cells, links and footers."""
    with Workbook(path, OPTIONS) as book:
        book.set_properties({"title": "Good", "author": "Ida Holm", "company": "Nordhavn A/S"})
        quoted = book.add_format({"quote_prefix": True})
        _customers(book.add_worksheet("Customers"), book.add_format({"bg_color": "#FFC7CE"}), quoted)
        _figures(book, book.add_worksheet("Figures"), book.add_format({"num_format": '#,##0.00 "kr."'}))
        book.define_name("threshold", "=Figures!$B$2")
        book.define_name("figures", "=Figures!$A$2:$A$5")
    return path


def _customers(sheet: Worksheet, red: Format, quoted: Format) -> None:
    sheet.merge_range("A1:C1", "Customers")
    sheet.set_row(0, 30)
    sheet.set_column("A:B", 20)
    share = "Customers[[#This Row],[Revenue]]/SUM(Customers[Revenue])"
    rows = [["Alfa", 100], ["Beta", 300]]
    columns = [{"header": "Name"}, {"header": "Revenue"}, {"header": "Share", "formula": share}]
    sheet.add_table("A3:C5", {"name": "Customers", "data": rows, "columns": columns})
    for row, (name, revenue) in enumerate(rows, start=3):
        sheet.write_string(row, 0, str(name), quoted)
        sheet.write_formula(row, 2, f"={share}", None, int(revenue) / 400)
    sheet.add_table("E3:F4", {"name": "Grades", "columns": [{"header": "Grade"}, {"header": "Price [kr.]"}]})
    sheet.write_formula("H1", "=SUM(Grades[Price '[kr.']])", None, 0)
    sheet.write_formula("H2", '=IF(threshold>1,"many; or few","few")', None, "many; or few")
    sheet.data_validation("H3", {"validate": "list", "source": ["A", "B", "C"]})
    sheet.conditional_format("B4:B5", {"type": "cell", "criteria": ">", "value": "threshold", "format": red})
    sheet.write_comment("A3", "As the client spells it.")
    sheet.write_url("H5", "https://nordhavn.example/")
    sheet.set_header("&LNordhavn && Co")
    sheet.set_footer("&L&8 Customers&R&P / &N")
    sheet.freeze_panes(3, 0)


def _figures(book: Workbook, sheet: Worksheet, money: Format) -> None:
    sheet.write_row("A1", ["Month", "Revenue"])
    for row in range(1, 5):
        sheet.write_row(row, 0, [row, row * 10.5], money)
    sheet.write_datetime("C1", dt.datetime(2026, 8, 31))
    sheet.write_boolean("C2", True)
    sheet.autofilter("A1:B5")
    sheet.merge_range("E1:F2", "Two by two")
    sheet.merge_range("E3:F3", "One by two")
    chart = book.add_chart({"type": "column"})
    chart.add_series({"name": "=Figures!$B$1", "categories": "=Figures!$A$2:$A$5", "values": "=Figures!$B$2:$B$5"})
    sheet.insert_chart("H2", chart)
    sheet.insert_image("H20", "dot.png", {"image_data": BytesIO(png()), "x_scale": 50, "y_scale": 50})
