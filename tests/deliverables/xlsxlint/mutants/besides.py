"""What else Excel chokes on, and what segkit's own files must not carry."""

from .parts import (
    BOOK,
    BOOK_RELS,
    CUSTOMERS,
    CUSTOMERS_RELS,
    DRAWING,
    FIGURES,
    GRADES,
    STRINGS,
    STYLES,
    TABLE,
    TYPES,
    Parts,
    breaks,
)

FORMULA = "SUM(Grades[Price '[kr.']])"
CORE, APP = "docProps/core.xml", "docProps/app.xml"


@breaks("formula_quotes")
def text_without_its_end(parts: Parts) -> None:
    parts.change(CUSTOMERS, FORMULA, 'LEN("few)')


@breaks("formula_quotes")
def apostrophe_without_its_fellow(parts: Parts) -> None:
    parts.change(CUSTOMERS, FORMULA, "SUM('Figures!A1)")


@breaks("formula_parentheses")
def closing_parenthesis_too_many(parts: Parts) -> None:
    parts.change(CUSTOMERS, FORMULA, "SUM(1))")


@breaks("formula_parentheses")
def brace_closed_by_a_parenthesis(parts: Parts) -> None:
    parts.change(CUSTOMERS, FORMULA, "SUM({1,2)")


@breaks("formula_brackets")
def bracket_without_its_end(parts: Parts) -> None:
    parts.change(CUSTOMERS, FORMULA, "SUM(Grades[Grade)")


@breaks("formula_brackets")
def bracket_without_its_begin(parts: Parts) -> None:
    parts.change(CUSTOMERS, FORMULA, "SUM(Grade])")


@breaks("formula_text_too_long")
def text_of_256_characters_in_a_formula(parts: Parts) -> None:
    parts.change(CUSTOMERS, FORMULA, f'LEN("{"n" * 256}")')


@breaks("formula_at_sign")
def row_in_its_short_form(parts: Parts) -> None:
    parts.change(CUSTOMERS, FORMULA, "SUM(Grades[@Grade])")


@breaks("formula_sheet_missing")
def sheet_that_is_not_there(parts: Parts) -> None:
    parts.change(CUSTOMERS, FORMULA, "SUM('No such'!A1)")


@breaks("table_unknown")
def table_that_is_not_there(parts: Parts) -> None:
    parts.change(CUSTOMERS, FORMULA, "SUM(Marks[Grade])")


@breaks("table_column_unknown")
def column_that_is_not_there(parts: Parts) -> None:
    parts.change(CUSTOMERS, FORMULA, "SUM(Grades[[#Headers],[Mark]])")


@breaks("table_reference_unescaped")
def hash_in_a_column_not_escaped(parts: Parts) -> None:
    parts.change(CUSTOMERS, FORMULA, "SUM(Grades[Price #])")


@breaks("name_like_cell")
def defined_name_like_r1c1(parts: Parts) -> None:
    parts.change(BOOK, '<definedName name="figures"', '<definedName name="R1C1"')


@breaks("name_invalid")
def defined_name_with_a_blank(parts: Parts) -> None:
    parts.change(BOOK, '<definedName name="figures"', '<definedName name="my figures"')


@breaks("name_scope")
def defined_name_of_a_sheet_that_is_not_there(parts: Parts) -> None:
    parts.change(BOOK, '<definedName name="figures"', '<definedName name="figures" localSheetId="2"')


@breaks("name_equals_sign")
def defined_name_with_an_equals_sign(parts: Parts) -> None:
    parts.change(BOOK, ">Figures!$A$2:$A$5<", ">=Figures!$A$2:$A$5<")


@breaks("table_name_twice")
def table_called_like_a_name(parts: Parts) -> None:
    parts.change(BOOK, '<definedName name="figures"', '<definedName name="GRADES"')


@breaks("table_id_twice")
def tables_with_one_number(parts: Parts) -> None:
    parts.change(GRADES, ' id="2" name="Grades"', ' id="1" name="Grades"')


@breaks("table_area")
def table_on_no_area(parts: Parts) -> None:
    parts.change(GRADES, '" ref="E3:F4" totals', '" ref="E4:F3" totals')


@breaks("table_columns")
def table_with_a_column_too_few(parts: Parts) -> None:
    parts.change(TABLE, 'ref="A3:C5" totals', 'ref="A3:D5" totals')
    parts.change(TABLE, '<autoFilter ref="A3:C5"/>', '<autoFilter ref="A3:D5"/>')


@breaks("table_filter")
def filter_beside_its_table(parts: Parts) -> None:
    parts.change(GRADES, '<autoFilter ref="E3:F4"/>', '<autoFilter ref="E3:G4"/>')


@breaks("table_column_id_twice")
def columns_with_one_number(parts: Parts) -> None:
    parts.change(GRADES, '<tableColumn id="2"', '<tableColumn id="1"')


@breaks("table_header_empty", "table_header_mismatch")
def heading_missing(parts: Parts) -> None:
    parts.change(GRADES, 'name="Grade"', 'name=""')


@breaks("table_header_long")
def heading_of_256_characters(parts: Parts) -> None:
    parts.change(GRADES, 'name="Grade"', f'name="{"G" * 256}"')
    parts.change(STRINGS, "<t>Grade</t>", f"<t>{'G' * 256}</t>")


@breaks("table_header_mismatch")
def heading_in_a_number_cell(parts: Parts) -> None:
    parts.change(GRADES, 'name="Grade"', 'name="2025"')
    parts.change(CUSTOMERS, '<c r="E3" t="s"><v>6</v>', '<c r="E3"><v>2025</v>')


@breaks("sheet_name_empty")
def sheet_without_a_name(parts: Parts) -> None:
    parts.change(BOOK, '<sheet name="Customers"', '<sheet name=""')


@breaks("no_sheet", "formula_sheet_missing", "name_scope")
def no_sheet(parts: Parts) -> None:
    content = parts.read(BOOK)
    begin, end = content.index(b"<sheets>") + len(b"<sheets>"), content.index(b"</sheets>")
    parts.write(BOOK, content[:begin] + content[end:])


@breaks("no_visible_sheet")
def all_sheets_hidden(parts: Parts) -> None:
    parts.write(BOOK, parts.read(BOOK).replace(b"<sheet name", b'<sheet state="hidden" name'))


@breaks("workbook_missing", "relationship_target")
def workbook_part_missing(parts: Parts) -> None:
    parts.drop(BOOK)


@breaks("content_types_missing")
def content_types_missing(parts: Parts) -> None:
    parts.drop(TYPES)


@breaks("relationship_missing")
def reference_that_is_not_listed(parts: Parts) -> None:
    parts.change(FIGURES, '<drawing r:id="rId1"/>', '<drawing r:id="rId7"/>')


@breaks("relationship_id_twice")
def reference_listed_twice(parts: Parts) -> None:
    relation = '<Relationship Id="rId1" Type="http://x/hyperlink" Target="https://b.example/" TargetMode="External"/>'
    parts.change(CUSTOMERS_RELS, "</Relationships>", f"{relation}</Relationships>")


@breaks("xml_document_type")
def entities(parts: Parts) -> None:
    parts.change(STRINGS, "<sst ", '<!DOCTYPE sst [<!ENTITY a "Alfa">]><sst ')
    parts.change(STRINGS, "<t>Alfa</t>", "<t>&a;</t>")


@breaks("styles_too_many")
def looks_beyond_65_490(parts: Parts) -> None:
    look = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    parts.change(STYLES, "</cellXfs>", f"{look * 65_490}</cellXfs>")


@breaks("style_part_index")
def font_out_of_range(parts: Parts) -> None:
    parts.change(STYLES, '<xf numFmtId="164" fontId="0"', '<xf numFmtId="164" fontId="3"')


@breaks("number_format")
def number_format_of_five_sections(parts: Parts) -> None:
    parts.change(STYLES, "#,##0.00 &quot;kr.&quot;", "0;0;0;@;0")


@breaks("colour")
def colour_beyond_the_theme(parts: Parts) -> None:
    parts.change(STYLES, 'rgb="FFFFC7CE"', 'theme="12"')


@breaks("element_twice")
def merged_cells_listed_twice(parts: Parts) -> None:
    parts.change(FIGURES, "</mergeCells>", '</mergeCells><mergeCells><mergeCell ref="A9:B9"/></mergeCells>')


@breaks("element_empty")
def list_of_links_without_a_link(parts: Parts) -> None:
    parts.change(FIGURES, "<pageMargins", "<hyperlinks/><pageMargins")


@breaks("merge_area")
def merged_cells_turned_round(parts: Parts) -> None:
    parts.change(FIGURES, '"E3:F3"', '"F3:E3"')


@breaks("filter_area")
def filter_of_no_area(parts: Parts) -> None:
    parts.change(FIGURES, '<autoFilter ref="A1:B5"/>', '<autoFilter ref="A1:XFE5"/>')


@breaks("column_width")
def width_that_is_no_number(parts: Parts) -> None:
    parts.change(CUSTOMERS, 'width="20.7109375"', 'width="nan"')


@breaks("column_overlap")
def widths_overlap(parts: Parts) -> None:
    parts.change(CUSTOMERS, "</cols>", '<col min="2" max="3" width="9"/></cols>')


@breaks("conditional_format_look")
def look_of_a_condition_out_of_range(parts: Parts) -> None:
    parts.change(CUSTOMERS, 'dxfId="0"', 'dxfId="1"')


@breaks("validation_area")
def validation_on_no_area(parts: Parts) -> None:
    parts.change(CUSTOMERS, 'sqref="H3"', 'sqref=""')


@breaks("validation_text_long")
def prompt_of_256_characters(parts: Parts) -> None:
    parts.change(CUSTOMERS, 'sqref="H3"', f'prompt="{"n" * 256}" sqref="H3"')


@breaks("link_area")
def link_on_no_cell(parts: Parts) -> None:
    parts.change(CUSTOMERS, '<hyperlink ref="H5"', '<hyperlink ref="H0"')


@breaks("link_long")
def link_of_more_than_2_079_characters(parts: Parts) -> None:
    parts.change(CUSTOMERS, '<hyperlink ref="H5"', f'<hyperlink location="{"n" * 2_080}" ref="H5"')


@breaks("row_height")
def height_that_is_no_number(parts: Parts) -> None:
    parts.change(CUSTOMERS, 'ht="30"', 'ht="nan"')


@breaks("row_number")
def row_without_a_number(parts: Parts) -> None:
    parts.change(FIGURES, '<row r="5"', '<row r="five"')


@breaks("unexpected_element")
def cell_outside_its_row(parts: Parts) -> None:
    parts.change(FIGURES, "</sheetData>", '<c r="A6"><v>1</v></c></sheetData>')


@breaks("cell_reference")
def cell_in_no_place(parts: Parts) -> None:
    parts.change(FIGURES, '<c r="B5" s="3">', '<c r="$B$5" s="3">')


@breaks("cell_in_wrong_row")
def cell_in_the_row_of_another(parts: Parts) -> None:
    parts.change(FIGURES, '<c r="B5" s="3">', '<c r="B4" s="3">')


@breaks("cell_twice")
def cell_twice(parts: Parts) -> None:
    parts.change(FIGURES, '<c r="B5" s="3"><v>42</v></c>', '<c r="B5" s="3"><v>42</v></c>' * 2)


@breaks("cell_boolean")
def truth_that_is_neither(parts: Parts) -> None:
    parts.change(FIGURES, '<c r="C2" t="b"><v>1</v>', '<c r="C2" t="b"><v>yes</v>')


@breaks("cell_error_code")
def error_that_is_none(parts: Parts) -> None:
    parts.change(FIGURES, '<c r="C2" t="b"><v>1</v>', '<c r="C2" t="e"><v>wrong</v>')


@breaks("text_too_long")
def inline_text_too_long(parts: Parts) -> None:
    text = "<r><t>" + "n" * 32_768 + "</t></r>"
    parts.change(FIGURES, '<c r="C2" t="b"><v>1</v>', f'<c r="C2" t="inlineStr"><is>{text}</is>')


@breaks("drawing_anchor")
def drawing_off_the_sheet(parts: Parts) -> None:
    parts.change(DRAWING, "<xdr:row>21</xdr:row>", "<xdr:row>1048576</xdr:row>")


@breaks("comment_twice")
def two_remarks_on_one_cell(parts: Parts) -> None:
    parts.change("xl/comments1.xml", "</commentList>", '<comment ref="A3" authorId="0"><text/></comment></commentList>')


@breaks("comment_area")
def remark_on_no_cell(parts: Parts) -> None:
    parts.change("xl/comments1.xml", '<comment ref="A3"', '<comment ref="A"')


@breaks("comment_author")
def remark_by_nobody(parts: Parts) -> None:
    parts.change("xl/comments1.xml", 'authorId="0"', 'authorId="1"')


@breaks("cached_value_missing", ours=True)
def formula_without_its_result(parts: Parts) -> None:
    parts.change(CUSTOMERS, f"<f>{FORMULA}</f><v>0</v>", f"<f>{FORMULA}</f>")


@breaks("cached_error", ours=True)
def formula_with_an_error(parts: Parts) -> None:
    parts.change(CUSTOMERS, f'<c r="H1"><f>{FORMULA}</f><v>0</v>', f'<c r="H1" t="e"><f>{FORMULA}</f><v>#REF!</v>')


@breaks("last_saved_by", ours=True)
def saved_by_somebody_else(parts: Parts) -> None:
    parts.change(CORE, "<cp:lastModifiedBy>Ida Holm<", "<cp:lastModifiedBy>Bo Lind<")


@breaks("property_not_listed", ours=True)
def keywords(parts: Parts) -> None:
    parts.change(CORE, "<dc:title>", "<cp:keywords>Sydhavn A/S</cp:keywords><dc:title>")


@breaks("property_not_listed", ours=True)
def manager(parts: Parts) -> None:
    parts.change(APP, "<Company>", "<Manager>Bo Lind</Manager><Company>")


@breaks("path_in_file", ours=True)
def home_folder_in_the_title(parts: Parts) -> None:
    parts.change(CORE, "<dc:title>Good<", "<dc:title>/home/ida/clients/nordhavn.xlsx<")


@breaks("path_in_file", ours=True)
def windows_folder_in_the_company(parts: Parts) -> None:
    parts.change(APP, "<Company>Nordhavn A/S<", "<Company>C:\\Users\\ida\\Nordhavn<")


@breaks("path_in_file", ours=True)
def place_where_it_was_saved(parts: Parts) -> None:
    path = '<x15ac:absPath xmlns:x15ac="http://schemas.microsoft.com/office/spreadsheetml/2010/11/ac" url="C:\\Users\\ida\\"/>'
    parts.change(BOOK, "<bookViews>", f"{path}<bookViews>")


@breaks("custom_properties", ours=True)
def properties_of_its_own(parts: Parts) -> None:
    kind = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
    parts.add("docProps/custom.xml", "<Properties/>", kind, "_rels/.rels", "custom-properties")


@breaks("custom_xml", ours=True)
def xml_that_no_sheet_shows(parts: Parts) -> None:
    parts.add("customXml/item1.xml", "<client/>", "application/xml", BOOK_RELS, "customXml")


@breaks("thumbnail", ours=True)
def picture_of_the_first_page(parts: Parts) -> None:
    parts.add("docProps/thumbnail.png", b"\x89PNG")


@breaks("macros", ours=True)
def macros(parts: Parts) -> None:
    parts.add("xl/vbaProject.bin", b"\x00", "application/vnd.ms-office.vbaProject")


@breaks("external_link", ours=True)
def link_to_another_file(parts: Parts) -> None:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml"
    parts.add("xl/externalLinks/externalLink1.xml", "<externalLink/>", kind, BOOK_RELS, "externalLink")


@breaks("relationship_target", ours=True)
def reference_that_nothing_uses(parts: Parts) -> None:
    relation = '<Relationship Id="rId9" Type="http://x/drawing" Target="../drawings/drawing9.xml"/>'
    parts.change(CUSTOMERS_RELS, "</Relationships>", f"{relation}</Relationships>")
