"""Separators and quotation marks of text files: told, found, or refused."""

from pathlib import Path

import pytest

from segkit.errors import SourceError
from segkit.intake.reading.text import text_records
from segkit.intake.source_table import Reading
from segkit.words import Words


def rows(text: str, reading: Reading = Reading(), name: str = "a.csv") -> list[list[str]]:  # noqa: B008 - a record that cannot change
    return text_records(name, text.encode(), (), reading).rows


@pytest.mark.parametrize("sign", [";", ",", "\t", "|", "^", ", ", "||", "~"])
def test_every_separator_is_found(sign: str):
    """B03: the sign that splits the lines evenly is the separator, and is spoken of with its evidence."""
    read = text_records(
        "a.csv",
        "\n".join(sign.join(row) for row in [["Nr", "Navn", "By"], ["1", "Acme", "Ribe"], ["2", "Beta", ""]]).encode(),
        (),
        Reading(),
    )

    assert read.separator.answer == sign
    assert read.rows == [["Nr", "Navn", "By"], ["1", "Acme", "Ribe"], ["2", "Beta", ""]]
    assert read.separator.evidence(Words("en")) == f"100 % of the lines have 3 fields with '{'TAB' if sign == chr(9) else sign}'"


def test_a_single_blank_can_separate():
    """B03: a table of words with one blank between them, figures last, is read."""
    assert rows("Nr Navn Antal\n1 Acme 5\n2 Beta 17\n")[1:] == [["1", "Acme", "5"], ["2", "Beta", "17"]]


@pytest.mark.parametrize(
    "text",
    [
        "navn;a;b\nX;1,50;2,50\nY;3,50;4,50\n",
        "navn;beløb\nAcme, Ltd, UK;1,50\nBeta, Inc, US;2,50\nGamma, SA, FR;3,50\n",
        "nr;beløb\n1;1,5\n2;2,5\n",
        "a;b;c;d\n1,1;2,2;3,3;4,4\n5,5;6,6;7,7;8,8\n",
    ],
)
def test_decimal_commas_do_not_win_over_the_semicolon(text: str):
    """B03: commas inside figures and texts are not taken for separators."""
    assert text_records("a.csv", text.encode(), (), Reading()).separator.answer == ";"


def test_a_line_that_tells_the_separator_is_no_record():
    """B03: "sep=|" is honoured, and the line numbers below it stay true."""
    read = text_records("a.csv", b"sep=|\r\nNr|Navn;x\r\n1|Acme;y\r\n", (), Reading())

    assert (read.rows, read.numbers) == ([["Nr", "Navn;x"], ["1", "Acme;y"]], [2, 3])
    assert read.separator.evidence(Words("en")) == "the first line says sep=|"


def test_a_told_separator_wins():
    """B03: what engagement.yaml says is used, even where another sign splits as evenly."""
    assert rows("a,b;c,d\n1,2;3,4\n", Reading(separator=";")) == [["a,b", "c,d"], ["1,2", "3,4"]]


def test_a_told_separator_that_is_not_there_is_refused():
    """B03: one column is never a result."""
    with pytest.raises(SourceError) as caught:
        rows("a,b\n1,2\n", Reading(separator="\t"))

    assert str(caught.value) == (
        "SEG-B03: a.csv has one field a line with the separator 'TAB'. Correct 'separator' at this source, or leave it out to have it found."
    )


@pytest.mark.parametrize(
    "text", ["navn\nAcme\nBeta\n", "beløb\n1,5\n2,5\n", "Firma navn\nAcme Ltd\nBeta Inc\n", "bemærkning\nKom, så, nu\nnej\nja\n"]
)
def test_a_single_column_is_an_error(text: str):
    """B03: a file of one column is refused, never read as a table."""
    with pytest.raises(SourceError) as caught:
        rows(text)

    assert str(caught.value) == (
        "SEG-B03: a.csv has one field a line with ; , tab | and ^. Give the sign between fields as 'separator' at this source, or ask the "
        "client for a CSV file with a semicolon between the fields."
    )


@pytest.mark.parametrize(
    "text",
    [
        "Kundenr  Navn            Saldo\n10001    Acme A/S     1.234,50\n10002    Beta A/S       234,50\n10003    C              1,50\n",
        "Nr   Navn       By\n1    Acme       Ribe\n2    Beta Ltd   Vejle\n3    Gamma      Odense\n",
    ],
)
def test_a_printed_list_is_refused(text: str):
    """B11: columns aligned by blanks are not half read."""
    with pytest.raises(SourceError) as caught:
        rows(text, name="liste.prn")

    assert str(caught.value) == (
        "SEG-B11: liste.prn is a printed list: its columns are aligned by blanks, so where a field ends cannot be known for sure. Ask the "
        "client to export the same list as Excel or CSV, or open it in Excel with Data > From Text, set the column borders by eye, and save "
        "it as a workbook."
    )


def test_the_real_printed_list_is_refused(shared_data: Path):
    """B11: the CDNOW sample, aligned by blanks, is refused."""
    with pytest.raises(SourceError, match="SEG-B11"):
        text_records("CDNOW_sample.txt", (shared_data / "cdnow" / "CDNOW_sample.txt").read_bytes(), (), Reading())


def test_a_separated_file_with_a_printers_ending_is_read():
    """B11: the name alone refuses nothing."""
    assert rows("Nr;Navn\n1;Acme\n2;Beta\n", name="liste.lst")[1] == ["1", "Acme"]


def test_single_quotes_enclose():
    """B05: ' is the quotation mark where it encloses fields that hold the separator."""
    assert rows("nr,navn,by\n1,'Acme, Ltd',Ribe\n2,'O''Hara',Vejle\n") == [
        ["nr", "navn", "by"],
        ["1", "Acme, Ltd", "Ribe"],
        ["2", "O'Hara", "Vejle"],
    ]


def test_an_apostrophe_is_no_quotation_mark():
    """B05, B13: names that begin with an apostrophe and figures marked as text by one are kept as they are."""
    assert rows("nr;navn\n'00012;'s-Hertogenbosch\n'00013;'t Hooft\n")[1] == ["'00012", "'s-Hertogenbosch"]


def test_backslashes_escape_where_the_lines_say_so():
    """B05: \\" inside a quoted field is a quotation mark."""
    assert rows('a,b,c\n1,"said \\"hi\\", left",2\n2,"z",3\n')[1] == ["1", 'said "hi", left', "2"]


def test_an_escape_counts_in_a_line_that_stays_open():
    """B05: the only line with an escape may be one whose last text runs on; the escape still shows in its closed field."""
    assert rows('a;b;c\n1;"å \\"";"first\nsecond"\n2;;\n3;;\n')[1] == ["1", 'å "', "first\nsecond"]


def test_a_folder_name_is_not_escaped():
    """B05: a field that ends with a backslash is not taken for an escaped mark."""
    assert rows('a;b;c\n1;"C:\\data\\";2\n2;"D:\\x\\";3\n')[1] == ["1", "C:\\data\\", "2"]


REAL = {
    "adventureworks_b2b/resellers.csv": ("|", 702, 20),
    "adventureworks_b2b/products.csv": (",", 398, 6),
    "dk_se_areas/dk_postnr_kommune_region.csv": (";", 1435, 6),
    "dk_se_areas/dk_kommune_income.csv": (",", 99, 3),
    "wholesale_customers/wholesale_customers_semicolon_crlf.csv": (";", 441, 8),
}


@pytest.mark.parametrize("file", REAL)
def test_real_files_are_split_right(shared_data: Path, file: str):
    """B03: separator, number of records and of fields of files found in the wild."""
    read = text_records(file, (shared_data / file).read_bytes(), (), Reading())

    assert (read.separator.answer, len(read.rows), len(read.rows[0])) == REAL[file]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("nr\tnavn\tby\n1\t'Bo ''Bob'' Ravn; Nord'\tRibe\n2\tIda\tKøge\n", ["1", "Bo 'Bob' Ravn; Nord", "Ribe"]),
        ("'nr';'navn'\n'1';'Bo\nNord\nSyd'\n'2';'Ida'\n", ["1", "Bo\nNord\nSyd"]),
        ("'nr';'navn'\n'1';''\n", ["1", ""]),
        ("nr;navn\n1;''''\n", ["1", "'"]),
        ("'nr';'navn'\n'1';'\\''\n", ["1", "'"]),
        ("nr, navn, by\n1, ',0', x\n2, y, z\n", ["1", ",0", "x"]),
    ],
)
def test_single_quotes_are_known_by_what_they_enclose(text: str, first: list[str]):
    """B05: ' is the quotation mark where it encloses marks of its own, line breaks, the separator or every field."""
    assert rows(text)[1] == first


def test_three_names_with_an_apostrophe_keep_it():
    """B05: names that begin with an apostrophe keep it."""
    assert rows("nr;navn;by\n1;'s-Hertogenbosch;x\n2;'t Hof;y\n3;O'Brien;z\n")[1:3] == [
        ["1", "'s-Hertogenbosch", "x"],
        ["2", "'t Hof", "y"],
    ]


def test_two_headings_that_are_asked_for_tell_the_separator():
    """B03: one record with line breaks below the headings leaves no doubt about the separator."""
    read = text_records("a.csv", b'Kundenr.;Navn;By\n0;"\n";"\n0"\n', ("Kundenr.", "Navn"), Reading())

    assert read.rows[1] == ["0", "\n", "\n0"]
