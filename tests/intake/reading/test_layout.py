"""How a table is laid out: its heading, its column names, and the rows that are no records."""

import time
from collections.abc import Sequence

import pytest

from segkit.errors import SourceError
from segkit.intake.reading.layout import LaidOut, lay_out
from segkit.intake.reading.text import text_records
from segkit.intake.source_table import Cell, Reading
from segkit.words import Words

ENGLISH = Words("en")
PLAIN = Reading()


def sheet(rows: Sequence[Sequence[Cell]], *wanted: str, reading: Reading = PLAIN) -> LaidOut:
    """Lay out a sheet as a workbook gives it: blank rows left out, their numbers kept."""
    kept = [(i, row) for i, row in enumerate(rows, start=1) if any(cell != "" for cell in row)]
    return lay_out("a.xlsx", [row for _, row in kept], [i for i, _ in kept], wanted, reading, ragged=False)


def text(content: str, *wanted: str, reading: Reading = PLAIN) -> LaidOut:
    read = text_records("a.csv", content.encode(), wanted, reading)
    return lay_out("a.csv", read.rows, read.numbers, wanted, reading, ragged=True, separator=read.separator.answer)


def kinds(laid: LaidOut) -> list[str]:
    return [finding.kind for finding in laid.findings]


def aside(laid: LaidOut) -> list[tuple[int, str]]:
    return [(row.row, row.reason) for row in laid.set_aside]


RECORDS: list[list[Cell]] = [[1001, "Acme", 10.5, 20.0, "Nord"], [1002, "Beta", 30.0, 40.5, "Syd"]]


def test_group_names_over_years_are_flattened():
    """A14: a merged name over two years becomes part of both names, and covers no other column."""
    laid = sheet([["", "", "Revenue", "", ""], ["Kundenr", "Navn", "2024", "2025", "Region"], *RECORDS])

    assert list(laid.cells.columns) == ["Kundenr", "Navn", "Revenue / 2024", "Revenue / 2025", "Region"]
    assert laid.headings.answer == (1, 2)
    assert laid.cells.to_numpy().tolist() == RECORDS


def test_names_that_stand_over_two_rows_are_flattened():
    """A14: headings merged downwards beside years, and headings split over two lines, lose no column."""
    merged = sheet([["Kundenr", "Navn", "Revenue", "", "Region"], ["", "", 2024.0, 2025.0, ""], *RECORDS])
    split = sheet([["Kunde", "Kunde", "Salg"], ["nr.", "navn", "kr."], [1001, "Acme", 10.5], [1002, "Beta", 30.0]])

    assert list(merged.cells.columns) == ["Kundenr", "Navn", "Revenue / 2024", "Revenue / 2025", "Region"]
    assert list(split.cells.columns) == ["Kunde / nr.", "Kunde / navn", "Salg / kr."]
    assert [len(merged.cells), len(split.cells)] == [2, 2]


def test_a_row_of_units_becomes_part_of_the_names():
    """A14: units below the headings are no record, are kept in the names, and are asked about."""
    laid = sheet([["Nr", "Navn", "Omsætning", "Antal"], ["", "", "(DKK 1.000)", "stk"], [1, "A", 10.0, 3], [2, "B", 20.0, 4]])

    assert list(laid.cells.columns) == ["Nr", "Navn", "Omsætning / (DKK 1.000)", "Antal / stk"]
    assert len(laid.cells) == 2
    assert laid.findings[0].text(ENGLISH) == (
        "A row of units stands below the headings, for 2 columns: 'Omsætning / (DKK 1.000)' is in '(DKK 1.000)'."
    )


def test_a_wanted_name_is_found_in_a_flattened_heading():
    """A14: engagement.yaml may say 'Omsætning' or the whole name; the column is named as it says."""
    rows: list[list[Cell]] = [["Nr", "Omsætning"], ["", "t.kr."], [1, 10.0], [2, 20.0]]

    assert list(sheet(rows, "Nr", "Omsætning").cells.columns) == ["Nr", "Omsætning"]
    assert list(sheet(rows, "Nr", "Omsætning / t.kr.").cells.columns) == ["Nr", "Omsætning / t.kr."]


def test_a_heading_to_the_letter_wins_over_another_case():
    """A15: of BELØB and Beløb, the one that engagement.yaml names letter for letter is read, and it is asked about."""
    laid = text("Nr;BELØB;Beløb\n1;7;10,5\n2;8;20,5\n", "Nr", "Beløb")

    assert laid.cells["Beløb"].tolist() == ["10,5", "20,5"]
    assert len({str(name).casefold() for name in laid.cells.columns}) == 3
    assert kinds(laid) == ["duplicate_headings"]


def test_of_two_headings_alike_the_first_is_read_whatever_units_stand_below():
    """A15: a heading that stands twice, with a unit below the first only, is the first of the two, and is asked about."""
    laid = text("Nr;Kostpris;Kostpris\n;(DKK);\n1;10,5;3\n2;20,5;4\n", "Nr", "Kostpris")

    assert laid.cells["Kostpris"].tolist() == ["10,5", "20,5"]
    assert "duplicate_headings" in kinds(laid)


def test_one_column_is_not_two_wanted_headings():
    """A15: engagement.yaml that names one column in two spellings is told so."""
    with pytest.raises(SourceError) as raised:
        text("Nr;Beløb\n1;7\n2;8\n", "Nr", "Beløb", "BELØB")

    assert str(raised.value).startswith("SEG-A13: a.csv has no heading 'BELØB'. Did you mean 'Beløb'?")


def test_a_first_record_of_one_cell_is_a_record():
    """B08: a record right below the heading that holds its number alone is not taken for a part of the heading."""
    laid = text("Kundenr.;Navn;Sælger\nA0;;\n1;Acme;Bo\n", "Kundenr.", "Navn", "Sælger")

    assert laid.cells.to_numpy().tolist() == [["A0", "", ""], ["1", "Acme", "Bo"]]


def test_a_total_right_below_the_heading_is_a_row():
    """B09: a total over the records, right below the heading, is neither heading nor lost."""
    curly = text("Nr;Navn;Beløb\nTotal;;1’031,00\n1;Acme;10,50\n2;Beta;1’020,50\n", "Nr", "Navn", "Beløb")
    assert (len(curly.cells), curly.headings.answer) == (3, (1,))
    laid = text("Nr;Navn;Beløb\nTotal;;31,00\n1;Acme;10,50\n2;Beta;20,50\n", "Nr", "Navn", "Beløb")

    assert laid.cells.to_numpy().tolist()[0] == ["Total", "", "31,00"]
    assert laid.headings.answer == (1,)


def test_records_above_the_heading_are_asked_about():
    """B08: rows above the heading that look like records are never dropped without a question."""
    laid = sheet([["Nordkær A/S"], *RECORDS, ["Kundenr", "Navn", "2024", "2025", "Region"], *RECORDS], reading=Reading(heading_row=4))
    (finding,) = (finding for finding in laid.findings if finding.kind == "records_above")

    assert finding.rows == (2, 3)
    assert finding.text(ENGLISH) == (
        "2 rows above the headings in row 4 look like records; the first reads: '1001', 'Acme', '10.5', '20', 'Nord'"
    )


def test_a_preamble_is_not_asked_about():
    """A13: what was chosen in the system, with dates and figures, is no record."""
    laid = sheet([["Firma", "Nordkær"], ["Periode", "2025"], ["Kundenr", "Navn", "2024", "2025", "Region"], *RECORDS])

    assert "records_above" not in kinds(laid)


def test_words_below_records_that_begin_with_figures_are_a_footer():
    """B08: "Rapport slut" below a sheet is no customer, also beside sub-totals and where the first column is blank."""
    rows: list[list[Cell]] = [["", *row] for row in RECORDS * 3]
    laid = sheet([["", "Nr", "Navn", "2024", "2025", "Region"], *rows, ["", "Sum Ida Skov", "", 1.0, 2.0, ""], [""], ["Rapport slut"]])

    assert aside(laid) == [(10, "footer")]


def test_a_separator_with_a_blank_leaves_page_numbers_alone():
    """B10: fields of a single blank are empty, so that page numbers are found among them."""
    laid = text("Nr; Navn; By; Beløb\n1; Acme; Ribe; 5\nSide 1; ; ; \n2; Beta; Køge; 6\n", "Nr", "Navn")

    assert aside(laid) == [(3, "page_break")]


def test_a_told_heading_row_wins():
    """A13: heading_row and heading_rows are used as they are given."""
    rows: list[list[Cell]] = [["Kundenr", "Navn"], ["x", "y"], ["z", "w"], [1, "A"]]
    laid = sheet(rows, reading=Reading(heading_row=2, heading_rows=2))

    assert (list(laid.cells.columns), laid.headings.answer) == (["x / z", "y / w"], (2, 3))
    assert laid.headings.evidence(ENGLISH) == "engagement.yaml says so"


def test_a_told_heading_row_that_is_blank_is_refused():
    """A13: a heading row that holds nothing is an error with its number."""
    with pytest.raises(SourceError) as caught:
        sheet([["Nr", "Navn"], [], [1, "A"]], reading=Reading(heading_row=2))

    assert str(caught.value) == (
        "SEG-A13: a.xlsx: row 2 is blank or beyond the end, so it holds no headings. Correct 'heading_row' at this source."
    )


def test_wanted_names_are_found_below_a_logo_whatever_their_blanks():
    """A13, A15: case, blanks, non-breaking blanks and line breaks do not hide a heading; the evidence counts them."""
    laid = sheet([["NORDVIND"], [], ["KUNDE\u00a0NR ", "Om\u200bsætning\n2025", "By"], [1, 2.0, "Ribe"]], "Kunde nr", "Omsætning 2025")

    assert list(laid.cells.columns) == ["Kunde nr", "Omsætning 2025", "By"]
    assert laid.headings.evidence(ENGLISH) == "row 3 holds 2 of the 2 headings that are asked for"


def test_missing_headings_are_all_named_with_the_nearest():
    """A13: each missing heading is named with the one that looks like it, or with what the row holds."""
    with pytest.raises(SourceError) as caught:
        text("Kundenr;Navn;By\n1;Acme;Ribe\n", "Kundenr", "Navm", "Potentiale")

    assert str(caught.value) == (
        "SEG-A13: a.csv has no heading 'Navm'. Did you mean 'Navn'?\na.csv has no heading 'Potentiale'. Row 1 reads: Kundenr, Navn, By."
    )


def test_duplicate_headings_are_kept_apart():
    """A15: the second of two equal headings, and of two that differ by case only, gets a number; the finding names the columns."""
    laid = text("Nr;Beløb;BELØB;Beløb (2);Nr\n1;10;20;30;5\n2;11;21;31;6\n")

    assert list(laid.cells.columns) == ["Nr", "Beløb", "BELØB (3)", "Beløb (2)", "Nr (2)"]
    assert laid.cells.loc[2].tolist() == ["1", "10", "20", "30", "5"]
    assert [(finding.kind, finding.code) for finding in laid.findings] == [("duplicate_headings", "SEG-A15")]
    assert laid.findings[0].text(ENGLISH) == "2 headings stand more than once; 'Nr' in columns 1, 5."


def test_blank_headings_are_named_by_their_place():
    """A15: a column with values but no heading is kept as "(column 3)"; one without either is left out."""
    laid = text("Nr;Navn;;\n1;Acme;x;\n2;Beta;;\n")

    assert list(laid.cells.columns) == ["Nr", "Navn", "(column 3)"]
    assert laid.findings[0].text(ENGLISH) == "1 column has values but no heading: '(column 3)'."


def test_ragged_rows_are_set_aside_never_shifted():
    """B04: a row with too many or too few fields is set aside with number and text; all others are exact."""
    laid = text("Nr;Navn;By\n1;Acme;Ribe\n2;Beta; Ltd;Vejle\n3;Gamma\n4;Delta;Køge\n")

    assert laid.cells.to_numpy().tolist() == [["1", "Acme", "Ribe"], ["4", "Delta", "Køge"]]
    assert [(row.row, row.reason, row.raw) for row in laid.set_aside] == [(3, "ragged", "2;Beta; Ltd;Vejle"), (4, "ragged", "3;Gamma")]
    assert laid.findings[0].text(ENGLISH) == (
        "2 rows have another number of fields than the 3 of the heading; the first reads: 2;Beta; Ltd;Vejle"
    )


def test_one_more_separator_on_every_line_is_no_damage():
    """B04: an export that ends each record with a separator, but not its heading, loses nothing."""
    laid = text("Nr;Navn;By\n1;Acme;Ribe;\n2;Beta;Vejle;\n3;Gamma;Køge;\n")

    assert (list(laid.cells.columns), len(laid.cells), laid.set_aside) == (["Nr", "Navn", "By"], 3, ())


def test_no_row_fits_the_heading():
    """B04: where not one record has the heading's fields, the file is refused rather than read empty."""
    with pytest.raises(SourceError) as caught:
        text("Nr;Navn;By\n1;Acme\n2;Beta\n", "Nr", "Navn", "By", reading=Reading(separator=";"))

    assert str(caught.value) == (
        "SEG-B04: a.csv, row 2: has 2 fields where the heading has 3, and so it is with every row. Ask for the file again, with texts that "
        "hold the separator in quotes."
    )


PRINTED = (
    "Kundeliste;;;\nSide 1 af 2;;;\nKundenr;Navn;By;Beløb\n-------;----;--;-----\n1001;Acme;Ribe;1,50\n1002;Page 3;Vejle;3,50\n"
    "Kundeliste;;;\nSide 2 af 2    Udskrevet 12-03-2026 10:22\nKUNDENR;Navn ;By;Beløb\n1003;Gamma;;3,50\n-;-;-;-\n1004;;;\nI alt;;;8,50\n"
)


def test_the_lines_of_a_printed_list_are_set_aside():
    """B10: headings again, page numbers, dates of print and dashes are counted; records and totals stay."""
    laid = text(PRINTED)

    assert laid.cells["Kundenr"].tolist() == ["1001", "1002", "1003", "-", "1004", "I alt"]
    assert aside(laid) == [(4, "page_break"), (7, "page_break"), (8, "page_break"), (9, "repeated_heading")]
    assert laid.findings[0].text(ENGLISH) == (
        "4 lines come from the printed list: headings again, page numbers, dates of print or dashes. The first reads: -------;----;--;-----"
    )


@pytest.mark.parametrize(
    "row",
    [
        "Side 3;100;x",
        "Page 3 A/S;;",
        "1005;;",
        "Hansen og Søn VVS Aarhus;;",
        "Total Danmark A/S;;500",
        "Udskrevet Media ApS;;",
        "12-03-2026;;",
        "-;;7",
        "ukendt;ukendt;ukendt",
    ],
)
def test_no_real_row_is_dropped(row: str):
    """B09, B10: what may be a record stays one, in the middle and at the end of the table."""
    laid = text(f"Kundenr;Navn;Beløb\n1001;Acme;5\n{row}\n1002;Beta;6\n{row}\n")

    assert len(laid.cells) == 4
    assert laid.set_aside == ()


@pytest.mark.parametrize("row", ["Side 2;Acme;;;", "12-03-2026;10:22;;;", "Udskrevet;Jensen;;;", "Region: Nord;;;;", "Kundenr;;;;"])
def test_no_real_row_of_a_wide_table_is_dropped(row: str):
    """B10: a row that is a page number in part only is a record, and so is the label of a group, right below the heading too."""
    laid = text(f"Kundenr;Navn;By;Sælger;Beløb\n{row}\n1001;Acme;Ribe;Krog;5\n{row}\n1002;Beta;Køge;Krog;6\n")

    assert (laid.headings.answer, len(laid.cells), laid.set_aside) == ((1,), 4, ())


def test_a_page_number_may_be_a_customer_in_a_table_of_two_columns():
    """B10: with two columns only, a page number is kept: it may be a name without an amount."""
    assert text("Navn;Beløb\nAcme;5\nPage 3;\nBeta;6\n").cells["Navn"].tolist() == ["Acme", "Page 3", "Beta"]


def test_text_below_the_table_is_set_aside():
    """B08: a source line and footnotes are no records; the total above them stays."""
    laid = text("Kundenr;Navn;Beløb\n1001;Acme;5\n1002;Beta;6\nI alt;;11\n\nKilde: Navision;;\nUdtrækket er lavet af regnskab\n")

    assert laid.cells["Kundenr"].tolist() == ["1001", "1002", "I alt"]
    assert aside(laid) == [(6, "footer"), (7, "footer")]
    assert laid.findings[0].text(ENGLISH) == "2 lines of text stand below the table; the first reads: Kilde: Navision;;"


def test_two_stacked_tables_are_refused():
    """B08: two tables are never read as one; the error says where both begin."""
    rows: list[list[Cell]] = [
        ["Nr", "Navn", "Saldo"],
        [1, "A", 3.0],
        [2, "B", 4.0],
        [],
        ["Lev", "Firma", "Gæld"],
        [9, "X", 2.0],
        [8, "Y", 2.0],
    ]
    with pytest.raises(SourceError) as caught:
        sheet(rows)

    assert str(caught.value) == (
        "SEG-B08: a.xlsx holds two tables: one has the heading 'Nr', 'Navn', 'Saldo', and in row 5 another begins with 'Lev', 'Firma', "
        "'Gæld'. Put each in a file or sheet of its own."
    )


@pytest.mark.parametrize("title", ["", "Leverandører\n"])
def test_two_stacked_tables_of_different_width_are_refused(title: str):
    """B08: a second table with other columns is refused, with a title above it or without."""
    with pytest.raises(SourceError, match=r"SEG-B08: a.csv holds two tables: .* 'Lev', 'Gæld'"):
        text(f"Nr;Navn;Saldo\n1;A;3\n2;B;4\n\n{title}Lev;Gæld\n9;2\n8;1\n")


def test_a_table_above_the_wanted_one_is_not_lost():
    """B08: records above the heading that is asked for are a table of their own, and are refused."""
    rows: list[list[Cell]] = [["Nr", "Navn", "Saldo"], [1, "A", 3.0], [2, "B", 4.0], [], ["Lev", "Firma", "Gæld"], [9, "X", 2.0]]
    with pytest.raises(SourceError, match=r"SEG-B08: a.xlsx holds two tables: .* in row 5 another begins"):
        sheet(rows, "Lev", "Gæld")


@pytest.mark.parametrize("content", ["1;A;3\n2;B;4\n3;C;9\n", "Acme;Ribe;Jensen\nBeta;Vejle;Jensen\nGamma;Ribe;Hansen\n"])
def test_a_file_without_headings_is_refused(content: str):
    """B08: a first record is never taken for headings."""
    with pytest.raises(
        SourceError, match=r"^SEG-B08: a.csv has no row of headings: row 1 reads '[^']*', '[^']*', '[^']*', like the rows below it\."
    ) as caught:
        text(content)

    assert caught.value.code == "SEG-B08"


def test_unknown_names_over_texts_are_a_question():
    """B08: where headings cannot be told from a record for sure, the row is shown and asked about."""
    laid = text("Alfa;Bravo;Charlie\nAcme;Ribe;Jensen\nBeta;Vejle;Krog\n")

    assert kinds(laid) == ["heading_doubt"]
    assert laid.findings[0].text(ENGLISH) == "It is not certain that row 1 holds the headings; it reads: Alfa, Bravo, Charlie."


def test_a_heading_without_records_is_a_question():
    """B08: a table of headings only is read, empty, and asked about."""
    laid = text("Kundenr;Navn;By\n")

    assert (laid.cells.shape, list(laid.cells.columns), kinds(laid)) == ((0, 3), ["Kundenr", "Navn", "By"], ["heading_only"])


def test_one_record_is_a_table():
    """B08: one record below its heading is no fault."""
    laid = text("Kundenr;Navn;By\n1;Acme;Ribe\n")

    assert (len(laid.cells), laid.findings) == (1, ())


def test_blank_rows_and_columns_around_a_table():
    """A13: an offset table keeps its true row numbers and loses no column; numbers and texts stay what they were."""
    laid = sheet(
        [[], ["", "", "Salg"], [], ["", "", "Nr", "Navn", "", "Saldo"], [], ["", "", 1, "0012", "", 3.0], ["", "", 2, "NA", "", ""]]
    )

    assert list(laid.cells.columns) == ["Nr", "Navn", "Saldo"]
    assert laid.cells.index.tolist() == [6, 7]
    assert laid.cells.to_numpy().tolist() == [[1, "0012", 3.0], [2, "NA", ""]]


def test_a_large_table_is_laid_out_fast():
    """A13: 100,000 rows of 25 columns take under 0.7 s of computing."""
    rows: list[list[Cell]] = [[f"Felt {chr(65 + j)}" for j in range(25)]]
    rows += [[f"K{i:05d}", *(str(i * j % 977) for j in range(24))] for i in range(100_000)]
    times = []
    for _ in range(3):
        start = time.process_time()
        laid = lay_out("a.csv", rows, range(1, 100_002), (), PLAIN, ragged=True)
        times.append(time.process_time() - start)

    assert laid.cells.shape == (100_000, 25)
    assert min(times) < 0.7
