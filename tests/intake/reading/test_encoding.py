"""Character sets of text files: told, marked, found by their letters, and what cannot be read."""

import pytest

from segkit.errors import SourceError
from segkit.intake.reading.text import text_records
from segkit.intake.reading.text.encoding import decoded
from segkit.intake.reading.text.oddities import is_broken
from segkit.intake.source_table import Reading
from segkit.words import Words

LETTERS = "Kundenr;Navn;By\n1;Søren Ærø;Århus\n2;Måleri;Göteborg\n3;SØBORG GÅRD;TÅRNBY\n4;André Müller;Köln\n5;José Ñuñez;Straße 5\n"
ENGLISH = Words("en")


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16-le"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("cp1252", "cp1252"),
        ("cp850", "cp850"),
        ("mac_roman", "mac_roman"),
    ],
)
def test_letters_are_exact_in_every_character_set(written: str, found: str):
    """B01: æøåÆØÅéüñß come out exact, and the character set is named."""
    read = decoded("a.csv", LETTERS.encode(written), None)

    assert (read.text, read.encoding.answer, read.findings) == (LETTERS, found, ())


def test_a_mark_is_never_part_of_a_heading():
    """B01: a byte order mark, even a doubled one, does not stand in the first cell."""
    read = text_records("a.csv", "\ufeff\ufeffKundenr;Navn\n1;A\n".encode(), (), Reading())

    assert read.rows[0] == ["Kundenr", "Navn"]


@pytest.mark.parametrize(("written", "sign"), [("cp1252", "€"), ("iso8859_15", "€")])
def test_the_euro_sign_tells_the_two_western_sets_apart(written: str, sign: str):
    """B01: € at 0x80 is cp1252, at 0xA4 ISO-8859-15; neither is a question."""
    text = f"Navn;Beløb\nSøren;100 {sign}\nÅse;5 {sign}\n"
    read = decoded("a.csv", text.encode(written), None)

    assert (read.text, read.encoding.answer, read.findings) == (text, written, ())


@pytest.mark.parametrize(
    "text", ["a;Levi’s – A/S\nb;Søren\n", "a;5 m²\nb;20 °C\n", "a;1\u00a0234,50\nb;2\u00a0300,10\n", "a;“Øl” & Vand…\nb;Ål\n"]
)
def test_marks_of_windows_programs_are_cp1252(text: str):
    """B01: typographic quotes, dashes, degrees and the blanks in numbers are read as Windows writes them."""
    read = decoded("a.csv", text.encode("cp1252"), None)

    assert (read.text, read.encoding.answer) == (text, "cp1252")


def test_the_evidence_can_be_checked():
    """B01: the answer says why: where UTF-8 fails and which letters read sensibly."""
    read = decoded("a.csv", b"id;navn\n1;Acme\n2;S\x9bren B\x91k\n", None)

    assert read.encoding.evidence(ENGLISH) == "not UTF-8 at line 3; 2 letters such as øæ read sensibly as cp850"


def test_foreign_lines_in_a_utf8_file_are_read_and_named():
    """B01: two lines of cp1252 in a UTF-8 file keep their letters; the finding names them."""
    content = "1;Søren\n".encode() * 6 + "2;Bjørn\n".encode("cp1252") + "3;Åse\n".encode() + "4;Ærø\n".encode("cp1252")

    read = decoded("a.csv", content, None)

    assert read.text.splitlines()[6:] == ["2;Bjørn", "3;Åse", "4;Ærø"]
    assert [(finding.kind, finding.rows) for finding in read.findings] == [("foreign_lines", (7, 9))]
    assert read.findings[0].text(ENGLISH) == (
        "2 lines are written in another character set (cp1252) than the rest of the file (UTF-8); the first reads: 2;Bjørn"
    )


def test_a_line_no_character_set_fits_is_set_aside():
    """B01: a line of broken bytes in a UTF-8 file is set aside with its number; all other lines are exact."""
    content = "id;navn;by\n1;Søren;Ribe\n".encode() + b"2;Bj\x81\x8d;Vejle\n" + "3;Åse;Køge\n".encode()

    read = text_records("a.csv", content, (), Reading())

    assert read.rows == [["id", "navn", "by"], ["1", "Søren", "Ribe"], ["3", "Åse", "Køge"]]
    assert read.numbers == [1, 2, 4]
    assert [(aside.row, aside.reason, aside.raw) for aside in read.set_aside] == [(3, "undecodable", "2;Bj\\x81\\x8d;Vejle")]


def test_a_told_character_set_that_does_not_fit_names_line_and_byte():
    """B01: the error names file, line and byte, and what to do."""
    with pytest.raises(SourceError) as caught:
        decoded("a.csv", b"id;navn\r\n1;S\xf8ren\r\n", "utf-8")

    assert str(caught.value) == (
        "SEG-B01: a.csv, line 2: byte 12 cannot be read as utf-8. Correct 'encoding' at this source, or leave it out to have it found."
    )


def test_an_unknown_character_set_is_refused():
    """B01: a name that is no character set says which there are."""
    with pytest.raises(SourceError) as caught:
        decoded("a.csv", b"a;b\n", "windows-danish")

    assert str(caught.value) == (
        "SEG-B01: a.csv: 'windows-danish' is not a character set. Write utf-8, cp1252, iso-8859-15, cp850 or mac_roman as 'encoding' at "
        "this source, or leave it out."
    )


def test_a_told_character_set_wins():
    """B01: what engagement.yaml says is used, even where the letters would say otherwise."""
    read = decoded("a.csv", "1;Søren\n".encode("cp850"), "cp1252")

    assert (read.text, read.encoding.answer) == ("1;S›ren\n", "cp1252")


def test_letters_that_read_as_well_two_ways_are_a_question():
    """B01: where two character sets give different letters that both make sense, the word is shown both ways."""
    read = decoded("a.csv", b"1;Milo\x9a\n", None)

    assert [finding.kind for finding in read.findings] == ["encoding_doubt"]
    assert read.findings[0].severity == "question"
    assert read.findings[0].text(ENGLISH).count("Milo") == 2


def test_half_a_wide_file_is_refused():
    """B01: a UTF-16 file cut in the middle of a letter is an error, not a guess."""
    with pytest.raises(SourceError, match=r"SEG-B01: a.csv, line 2: byte 12 cannot be read as utf-16-le"):
        decoded("a.csv", "\ufeffa;b\n1".encode("utf-16-le") + b"\x41"[:1], None)


@pytest.mark.parametrize("word", ["SÃ¸ren", "JÃ¸rgen", "cafÃ©", "S├©ren", "Bj√∏rn", "S\ufffdren", "â€“"])
def test_broken_letters_are_recognised(word: str):
    """B02: UTF-8 that was read as cp1252, cp850 or MacRoman, and the sign for a lost letter."""
    assert is_broken(word)


@pytest.mark.parametrize("word", ["Søren", "SÃO", "Müller", "Åse", "Ærø", "naïve", "Straße", "10°", "½", "Ñuñez", "Š"])
def test_sound_letters_are_not_broken(word: str):
    """B02: names as people write them are never listed."""
    assert not is_broken(word)


def test_broken_letters_are_listed_and_left_alone():
    """B02: the finding counts the words and shows samples; no cell is changed. A question mark that asks is none."""
    content = "id;navn\n1;SÃ¸ren\n2;S?ren\n3;S\ufffdren\n4;Hvad?Ja http://x.dk/a?id=1\n5;SÃ¸ren Ja?\n".encode()

    read = text_records("a.csv", content, (), Reading())

    assert [row[1] for row in read.rows[1:4]] == ["SÃ¸ren", "S?ren", "S\ufffdren"]
    assert [(finding.kind, finding.rows) for finding in read.findings] == [("broken_letters", (2, 3, 4, 6))]
    assert read.findings[0].text(ENGLISH) == (
        "4 words have letters that were broken before the file came here, such as SÃ¸ren, S?ren, S\ufffdren."
    )


def test_signs_that_cannot_be_seen_are_reported():
    """B07: zero-width, right-to-left and control signs are counted with their rows, and kept."""
    read = text_records("a.csv", "id;navn\n1;Ac\u200bme\n2;\u202eBeta\n3;\x07Ring\n".encode(), (), Reading())

    assert read.rows[1] == ["1", "Ac\u200bme"]
    assert [(finding.kind, finding.rows) for finding in read.findings] == [("invisible_signs", (2, 3, 4))]
    assert read.findings[0].text(ENGLISH) == "3 signs in the file cannot be seen (U+0007, U+200B, U+202E)."


def test_a_nul_byte_is_refused():
    """B07: a NUL byte in a text names its line."""
    with pytest.raises(SourceError) as caught:
        text_records("a.csv", b"id;navn\n1;Acme\n2;Be\x00ta\n" * 9, (), Reading())

    assert str(caught.value) == ("SEG-B07: a.csv, line 3: holds a NUL byte, so it is not plain text. Ask the client for a new export.")
