"""Thirty more ways, from what Excel's limits and the trackers of the writing libraries tell."""

from .parts import BOOK, BOOK_RELS, CHART, CUSTOMERS, DRAWING, DRAWING_RELS, FIGURES, GRADES, STRINGS, STYLES, TYPES, Parts, breaks

FORMULA = "SUM(Grades[Price '[kr.']])"


@breaks("links_too_many")
def links_beyond_65_530(parts: Parts) -> None:
    links = "".join(f'<hyperlink ref="A{row}" location="Figures!A1"/>' for row in range(1, 65_532))
    parts.change(FIGURES, "<pageMargins", f"<hyperlinks>{links}</hyperlinks><pageMargins")


@breaks("sheet_name_history", "formula_sheet_missing", "chart_sheet_missing")
def sheet_called_history(parts: Parts) -> None:
    parts.change(BOOK, 'name="Figures"', 'name="History"')


@breaks("sheet_name_apostrophe")
def sheet_name_begins_with_an_apostrophe(parts: Parts) -> None:
    parts.change(BOOK, '<sheet name="Customers"', '<sheet name="\'Customers"')


@breaks("sheet_name_apostrophe")
def sheet_name_ends_with_an_apostrophe(parts: Parts) -> None:
    parts.change(BOOK, '<sheet name="Customers"', '<sheet name="Customers\'"')


@breaks("number_format")
def number_format_without_its_last_quote(parts: Parts) -> None:
    parts.change(STYLES, "&quot;kr.&quot;", "&quot;kr.")


@breaks("number_format")
def number_format_with_letters_outside_quotes(parts: Parts) -> None:
    parts.change(STYLES, "&quot;kr.&quot;", "kr.")


@breaks("formula_too_long")
def formula_of_more_than_8_192_characters(parts: Parts) -> None:
    parts.change(CUSTOMERS, FORMULA, "SUM(" + ",".join(["1"] * 4_095) + ",1)")


@breaks("formula_nesting")
def formula_of_65_functions_inside_one_another(parts: Parts) -> None:
    parts.change(CUSTOMERS, FORMULA, "ABS(" * 65 + "1" + ")" * 65)


@breaks("function_unknown")
def newer_function_without_its_prefix(parts: Parts) -> None:
    parts.change(CUSTOMERS, FORMULA, 'TEXTJOIN(",",1,"a")')


@breaks("table_reference_unescaped")
def bracket_in_a_column_not_escaped(parts: Parts) -> None:
    parts.change(CUSTOMERS, FORMULA, "SUM(Grades[Price [kr.]])")


@breaks("conditional_format_area")
def condition_on_no_area(parts: Parts) -> None:
    parts.change(CUSTOMERS, 'sqref="B4:B5"', 'sqref="B4:B5,B7"')


@breaks("chart_sheet_missing")
def chart_of_a_sheet_that_is_not_there(parts: Parts) -> None:
    parts.change(CHART, "<c:f>Figures!$B$2:$B$5</c:f>", "<c:f>Numbers!$B$2:$B$5</c:f>")


@breaks("zip_entry_twice")
def part_twice_in_the_zip(parts: Parts) -> None:
    parts.entries.append((STYLES, parts.read(STYLES)))


@breaks("part_name_backslash")
def part_names_with_backslashes(parts: Parts) -> None:
    parts.drop("docProps/app.xml")
    parts.add("docProps\\app.xml", "<Properties/>")
    parts.change("_rels/.rels", 'Target="docProps/app.xml"', 'Target="docProps\\app.xml"')
    parts.change(TYPES, "/docProps/app.xml", "/docProps\\app.xml")


@breaks("comments_without_vml")
def remarks_without_their_drawing(parts: Parts) -> None:
    parts.change(CUSTOMERS, '<legacyDrawing r:id="rId2"/>', "")


@breaks("table_overlap", "table_header_mismatch", "table_columns")
def tables_overlap(parts: Parts) -> None:
    parts.write(GRADES, parts.read(GRADES).replace(b"E3:F4", b"C4:F5"))


@breaks("table_over_merge")
def table_over_merged_cells(parts: Parts) -> None:
    parts.change(CUSTOMERS, '"A1:C1"', '"A5:B5"')


@breaks("table_filter_clash")
def filter_of_the_sheet_over_a_table(parts: Parts) -> None:
    parts.change(CUSTOMERS, "<mergeCells", '<autoFilter ref="A3:C5"/><mergeCells')


@breaks("name_twice")
def hidden_name_twice(parts: Parts) -> None:
    name = '<definedName name="_xlnm._FilterDatabase" localSheetId="1" hidden="1">Figures!$A$1:$B$5</definedName>'
    parts.change(BOOK, name, name + name)


@breaks("row_height")
def negative_height(parts: Parts) -> None:
    parts.change(CUSTOMERS, 'ht="30"', 'ht="-30"')


@breaks("column_range")
def columns_turned_round(parts: Parts) -> None:
    parts.change(CUSTOMERS, '<col min="1" max="2"', '<col min="2" max="1"')


@breaks("sheet_id_zero")
def sheet_with_the_number_0(parts: Parts) -> None:
    parts.change(BOOK, 'sheetId="2"', 'sheetId="0"')


@breaks("sheet_id_twice")
def sheets_with_one_number(parts: Parts) -> None:
    parts.change(BOOK, 'sheetId="2"', 'sheetId="1"')


@breaks("active_tab")
def opens_on_a_sheet_that_is_not_there(parts: Parts) -> None:
    parts.change(BOOK, "<workbookView ", '<workbookView activeTab="2" ')


@breaks("theme_missing")
def theme_missing(parts: Parts) -> None:
    parts.drop("xl/theme/theme1.xml")
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme"
    parts.change(BOOK_RELS, f'<Relationship Id="rId3" Type="{kind}" Target="theme/theme1.xml"/>', "")
    content_type = "application/vnd.openxmlformats-officedocument.theme+xml"
    parts.change(TYPES, f'<Override PartName="/xl/theme/theme1.xml" ContentType="{content_type}"/>', "")


@breaks("colour")
def colour_that_is_none(parts: Parts) -> None:
    parts.change(STYLES, 'rgb="FFFFC7CE"', 'rgb="#FFC7CE"')


@breaks("quote_prefix_number")
def quote_mark_before_a_number(parts: Parts) -> None:
    parts.change(CUSTOMERS, '<c r="B4"><v>100</v>', '<c r="B4" s="1"><v>100</v>')


@breaks("header_footer_long")
def footer_of_more_than_255_characters(parts: Parts) -> None:
    parts.change(CUSTOMERS, "&amp;8 Customers&amp;R", f"&amp;8 {'Customers ' * 25}&amp;R")


@breaks("drawing_anchor")
def drawing_turned_round(parts: Parts) -> None:
    parts.change(DRAWING, "<xdr:row>21</xdr:row>", "<xdr:row>11</xdr:row>")


@breaks("image_missing")
def picture_missing(parts: Parts) -> None:
    parts.drop("xl/media/image1.png")


@breaks("image_missing")
def picture_referred_to_by_another_name(parts: Parts) -> None:
    parts.change(DRAWING_RELS, "image1.png", "image2.png")


@breaks("lone_surrogate")
def half_a_character(parts: Parts) -> None:
    parts.change(STRINGS, "<t>Alfa</t>", b"<t>Alfa\xed\xa0\xbd</t>")


@breaks("lone_surrogate")
def half_a_character_as_a_reference(parts: Parts) -> None:
    parts.change(STRINGS, "<t>Alfa</t>", "<t>Alfa&#xD83D;</t>")


@breaks("header_footer_ampersand")
def single_ampersand_in_a_header(parts: Parts) -> None:
    parts.change(CUSTOMERS, "Nordhavn &amp;&amp; Co", "Nordhavn &amp; Co")


@breaks("xml_not_well_formed")
def ampersand_that_is_no_xml_in_a_header(parts: Parts) -> None:
    parts.change(CUSTOMERS, "Nordhavn &amp;&amp; Co", "Nordhavn & Co")


CHAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"


@breaks("calc_chain")
def chain_that_names_a_cell_without_formula(parts: Parts) -> None:
    cells = "".join(f'<c r="{cell}" i="1"/>' for cell in ("H1", "H2", "C4", "C5", "B4"))
    content = f'<calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{cells}</calcChain>'
    parts.add("xl/calcChain.xml", content, CHAIN, BOOK_RELS, "calcChain")
