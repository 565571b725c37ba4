"""The thirty ways in which an .xlsx is known to break, most of which no checker notices."""

from .parts import BOOK, CUSTOMERS, CUSTOMERS_RELS, FIGURES, STRINGS, TABLE, TYPES, Parts, breaks


@breaks("table_header_twice", "table_header_mismatch", "table_column_unknown")
def table_header_twice(parts: Parts) -> None:
    parts.change(TABLE, 'name="Revenue"', 'name="NAME"')


@breaks("table_header_mismatch")
def table_header_is_not_the_cells(parts: Parts) -> None:
    parts.change(TABLE, 'name="Name"', 'name="Customer"')


@breaks("table_name", "table_unknown")
def table_name_with_a_blank(parts: Parts) -> None:
    parts.change(TABLE, 'displayName="Customers"', 'displayName="My Customers"')


@breaks("table_without_rows")
def table_without_a_row(parts: Parts) -> None:
    parts.write(TABLE, parts.read(TABLE).replace(b"A3:C5", b"A3:C3"))


@breaks("illegal_character")
def illegal_character(parts: Parts) -> None:
    parts.change(STRINGS, "<t>Alfa</t>", b"<t>Al\x0bfa</t>")


@breaks("text_too_long")
def text_of_40_000_characters(parts: Parts) -> None:
    parts.change(STRINGS, "<t>Alfa</t>", f"<t>{'Alfa' * 10_000}</t>")


@breaks("string_index")
def shared_text_out_of_range(parts: Parts) -> None:
    parts.change(CUSTOMERS, '<c r="A4" s="1" t="s"><v>4</v>', '<c r="A4" s="1" t="s"><v>12</v>')


@breaks("style_index")
def look_out_of_range(parts: Parts) -> None:
    parts.change(CUSTOMERS, '<c r="A4" s="1"', '<c r="A4" s="4"')


@breaks("cell_number")
def nan_in_a_number_cell(parts: Parts) -> None:
    parts.change(CUSTOMERS, "<v>100</v>", "<v>NaN</v>")


@breaks("cell_number")
def inf_in_a_number_cell(parts: Parts) -> None:
    parts.change(CUSTOMERS, "<v>100</v>", "<v>inf</v>")


@breaks("cell_order")
def cells_out_of_order(parts: Parts) -> None:
    first, second = '<c r="A2" s="3"><v>1</v></c>', '<c r="B2" s="3"><v>10.5</v></c>'
    parts.change(FIGURES, first + second, second + first)


@breaks("row_order")
def rows_out_of_order(parts: Parts) -> None:
    content = parts.read(FIGURES)
    begin, middle, end = (content.index(text) for text in (b'<row r="4"', b'<row r="5"', b"</sheetData>"))
    parts.write(FIGURES, content[:begin] + content[middle:end] + content[begin:middle] + content[end:])


@breaks("row_twice")
def row_twice(parts: Parts) -> None:
    content = parts.read(FIGURES)
    begin, end = content.index(b'<row r="5"'), content.index(b"</sheetData>")
    parts.write(FIGURES, content[:end] + content[begin:end] + content[end:])


@breaks("element_order")
def validations_too_late(parts: Parts) -> None:
    content = parts.read(CUSTOMERS)
    begin = content.index(b"<dataValidations")
    end = content.index(b"</dataValidations>") + len(b"</dataValidations>")
    late = content[:begin] + content[end:]
    parts.write(CUSTOMERS, late.replace(b"</headerFooter>", b"</headerFooter>" + content[begin:end]))


@breaks("validation_list_long")
def list_of_more_than_255_characters(parts: Parts) -> None:
    parts.change(CUSTOMERS, '"A,B,C"', '"' + ",".join(["Grade"] * 43) + '"')


@breaks("sheet_name_long")
def sheet_name_of_32_characters(parts: Parts) -> None:
    parts.change(BOOK, "</sheets>", f'<sheet name="{"n" * 32}" sheetId="3" r:id="rId99"/></sheets>')
    _third_sheet(parts)


@breaks("sheet_name_characters")
def sheet_name_with_a_slash(parts: Parts) -> None:
    parts.change(BOOK, "</sheets>", '<sheet name="A/S" sheetId="3" r:id="rId99"/></sheets>')
    _third_sheet(parts)


@breaks("sheet_name_twice")
def sheet_names_alike_without_case(parts: Parts) -> None:
    parts.change(BOOK, "</sheets>", '<sheet name="FIGURES" sheetId="3" r:id="rId99"/></sheets>')
    _third_sheet(parts)


def _third_sheet(parts: Parts) -> None:
    """Add an empty sheet, so that a name can be wrong without a formula going astray."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
    content = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData/></worksheet>'
    parts.add("xl/worksheets/sheet3.xml", content, kind, "xl/_rels/workbook.xml.rels", "worksheet")


@breaks("name_like_cell")
def defined_name_like_a_cell(parts: Parts) -> None:
    parts.change(BOOK, '<definedName name="figures"', '<definedName name="A1"')


@breaks("formula_parentheses")
def formula_without_its_last_parenthesis(parts: Parts) -> None:
    parts.change(CUSTOMERS, "SUM(Grades[Price '[kr.']])", "SUM(Grades[Price '[kr.']]")


@breaks("formula_semicolon")
def formula_with_semicolons(parts: Parts) -> None:
    parts.change(CUSTOMERS, '"many; or few","few"', '"many; or few";"few"')


@breaks("merge_overlap")
def merged_cells_overlap(parts: Parts) -> None:
    parts.change(FIGURES, '"E3:F3"', '"E2:E3"')


@breaks("merge_single")
def single_cell_merged(parts: Parts) -> None:
    parts.change(FIGURES, '"E3:F3"', '"E3"')


@breaks("row_limit")
def row_1_048_577(parts: Parts) -> None:
    parts.change(FIGURES, "</sheetData>", '<row r="1048577"><c r="A1048577"><v>1</v></c></row></sheetData>')


@breaks("column_limit")
def column_xfe(parts: Parts) -> None:
    parts.change(FIGURES, '<c r="B5" s="3"><v>42</v></c>', '<c r="B5" s="3"><v>42</v></c><c r="XFE5"><v>1</v></c>')


@breaks("relationship_target")
def relationship_to_a_part_that_is_not_there(parts: Parts) -> None:
    parts.change(CUSTOMERS_RELS, "table2.xml", "table9.xml")
    parts.change(CUSTOMERS, "SUM(Grades[Price '[kr.']])", "SUM(1)")


@breaks("content_type_missing")
def content_type_missing(parts: Parts) -> None:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
    parts.change(TYPES, f'<Override PartName="/xl/worksheets/sheet2.xml" ContentType="{kind}"/>', "")


@breaks("cell_date")
def date_that_is_none(parts: Parts) -> None:
    parts.change(FIGURES, '<c r="C1"><v>46265</v>', '<c r="C1" t="d"><v>2026-02-31</v>')


@breaks("cell_type")
def type_that_is_none(parts: Parts) -> None:
    parts.change(FIGURES, '<c r="C2" t="b">', '<c r="C2" t="bool">')


@breaks("xml_truncated")
def sheet_cut_off(parts: Parts) -> None:
    content = parts.read(FIGURES)
    parts.write(FIGURES, content[: content.index(b'<row r="4"')])
