"""Records of text files: quoted line breaks, stray quotation marks, line ends and line numbers."""

import time

import pytest

from segkit.errors import SourceError
from segkit.intake.reading.text import TextRecords, text_records
from segkit.intake.source_table import Reading
from segkit.words import Words

ENGLISH = Words("en")


def read(text: str) -> TextRecords:
    return text_records("a.csv", text.encode(), (), Reading())


def test_line_breaks_inside_a_field_keep_the_line_numbers_true():
    """B06: a record over three lines is one record, and the next begins where an editor shows it."""
    found = read('nr;navn;by\n1;"Acme\nLtd; London\r\nUK";Ribe\n2;Beta;Vejle\n')

    assert found.rows == [["nr", "navn", "by"], ["1", "Acme\nLtd; London\r\nUK", "Ribe"], ["2", "Beta", "Vejle"]]
    assert found.numbers == [1, 2, 5]


def test_notes_of_many_lines_do_not_outvote_the_records():
    """B06: a file with more lines inside notes than records, some of them with separators, gives each record whole."""
    found = read('Nr;Note;Beløb\n1;"Ring\ntil; Hans\n\nigen";5\n2;"x";6\n3;"a\nb\nc\nd";7\n')

    assert found.rows[1:] == [["1", "Ring\ntil; Hans\n\nigen", "5"], ["2", "x", "6"], ["3", "a\nb\nc\nd", "7"]]
    assert found.numbers == [1, 2, 6, 7]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("tail", ["", "{end}", "{end}{end}{end}", "\x1a", "{end}\x1a", "{end};;{end}"])
def test_line_ends_and_what_stands_after_the_last(end: str, tail: str):
    """B06: CR, LF and CRLF; no final line end, blank lines, empty fields or Ctrl-Z at the end add no record."""
    found = read(end.join(["nr;navn;by", "1;Acme;Ribe", "", "2;Beta;Vejle"]) + tail.format(end=end))

    assert found.rows == [["nr", "navn", "by"], ["1", "Acme", "Ribe"], ["2", "Beta", "Vejle"]]
    assert found.numbers == [1, 2, 4]
    assert found.findings == ()


def test_mixed_line_ends():
    """B06: a file put together from several systems counts its lines as an editor does."""
    assert read("a;b\r\n1;2\n3;4\r5;6").numbers == [1, 2, 3, 4]


def test_a_stray_quote_keeps_the_row_where_its_fields_are_right():
    """B05: an open mark whose line has the right number of fields is kept as text; the rows below are exact, and it is said."""
    found = read('nr;navn;by\n1;"Acme;Ribe\n2;Beta;Vejle\n3;5";Køge\n4;Gamma;Ribe\n')

    assert found.rows[1:] == [["1", '"Acme', "Ribe"], ["2", "Beta", "Vejle"], ["3", '5"', "Køge"], ["4", "Gamma", "Ribe"]]
    assert [(finding.kind, finding.rows) for finding in found.findings] == [("literal_quotes", (2,))]
    assert found.findings[0].text(ENGLISH) == (
        '1 line has a quotation mark without its fellow, but the right number of fields: 1;"Acme;Ribe'
    )


def test_a_stray_quote_harms_only_its_own_line():
    """B05: an open mark that makes the fields uncertain sets its own line aside; all 80 rows below survive."""
    good = [[str(i), f"Kunde {i}", "Ribe"] for i in range(80)]
    found = read("\n".join(["nr;navn;by", '99;"Acme; Ltd;Ribe', *map(";".join, good)]))

    assert found.rows[1:] == good
    assert [(aside.row, aside.reason, aside.raw) for aside in found.set_aside] == [(2, "stray_quote", '99;"Acme; Ltd;Ribe')]
    assert [(finding.kind, finding.code, finding.severity) for finding in found.findings] == [("stray_quotes", "SEG-B05", "question")]


def test_a_stray_quote_far_above_a_sound_one_swallows_nothing():
    """B05: rows between an open mark and a quoted field further down are records of their own."""
    found = read('nr;navn;by\n1;"Acme;Ribe\n2;Beta;Vejle\n3;"Gamma; Ltd";Køge\n4;Delta;Ribe\n')

    assert found.rows[1:] == [["1", '"Acme', "Ribe"], ["2", "Beta", "Vejle"], ["3", "Gamma; Ltd", "Køge"], ["4", "Delta", "Ribe"]]


def test_marks_inside_a_field_are_text():
    """B05: inches in the middle of a text are no quotation marks; doubled marks are one."""
    found = read('nr;navn;by\n1;Rør 5" sort;Ribe\n2;"Rør 5"" sort";Vejle\n')

    assert found.rows[1:] == [["1", 'Rør 5" sort', "Ribe"], ["2", 'Rør 5" sort', "Vejle"]]
    assert found.findings == ()


def test_texts_that_excel_wrote_as_formulas_are_unwrapped():
    """B13: ="00012" is the text 00012, quoted or not; other formulas and apostrophes are left alone."""
    found = read('nr;navn;sum\n="00012";Acme;=1+1\n"=""00013""";="a;b";2\n')

    assert found.rows[1:] == [["00012", "Acme", "=1+1"], ["00013", "a;b", "2"]]
    assert [(finding.kind, finding.rows) for finding in found.findings] == [("formula_texts", (2, 3))]
    assert found.findings[0].text(ENGLISH) == 'The export wrote 3 cells as formulas for a text, such as ="00012".'


def test_words_that_mean_nothing_elsewhere_are_kept():
    """C03: Null, NA, N/A, None, nan, inf and - are texts, exactly as written."""
    words = ["Null", "NA", "N/A", "None", "nan", "inf", "-", "1E5", "0012", "99999999999999999999"]

    assert [row[1] for row in read("\n".join(["nr;navn", *(f"{i};{word}" for i, word in enumerate(words))])).rows[1:]] == words


def test_a_line_of_more_than_ten_million_signs_is_refused():
    """B12: the error names the line and its length."""
    with pytest.raises(SourceError) as caught:
        read("a;b\n1;2\n" + "x" * 10_000_001 + ";2\n")

    assert str(caught.value) == (
        "SEG-B12: a.csv, line 3: is 10000003 signs long; a line may have 10 million. The file is damaged or no table; ask the client for a "
        "new export."
    )


def test_a_file_of_blank_lines_is_refused():
    """B08: nothing but blank lines is no table."""
    with pytest.raises(SourceError) as caught:
        read(" \n\n\r\n")

    assert str(caught.value) == "SEG-B08: a.csv has nothing but blank lines. Ask the client to send it again."


def test_a_large_file_of_quoted_fields_is_read_fast():
    """B06: 100,000 records of 25 quoted fields take seconds, not minutes."""
    line = ";".join(f'"felt {i}"' for i in range(25))
    content = "\n".join([line] * 100_000).encode()

    start = time.process_time()
    found = text_records("a.csv", content, (), Reading())

    assert len(found.rows) == 100_000
    assert time.process_time() - start < 6


def test_a_record_over_three_lines_with_a_field_too_many_is_one_row():
    """B04: line breaks in a text and one field too many harm this record only, and invent no further rows."""
    found = read('nr;navn;by;land\n1;"Acme\nNord\nSyd";afd. 2;Ribe;DK\n2;Beta;Vejle;DK\n3;Gamma;Køge;DK\n')

    assert found.rows[1] == ["1", "Acme\nNord\nSyd", "afd. 2", "Ribe", "DK"]
    assert found.numbers == [1, 2, 5, 6]
