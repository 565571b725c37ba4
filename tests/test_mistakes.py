"""The mistakes a user makes: each ends in plain sentences and exit code 1 or 2, without a traceback, and each text is held whole."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
from msoffcrypto.format.ooxml import OOXMLFile

from segkit.cli import main

YAML = """\
client: Nordhavn A/S
package: basic
language: da
currency: DKK
date: 2026-08-31
period:
  from: 2025-07-01
  to: 2026-06-30
sources:
  - file: customers.csv
    holds: customers
    columns:
      customer_id: Customer no.
      name: Name
      owner: Sales rep
      potential: Potential
  - file: invoices.csv
    holds: transactions
    columns:
      customer_id: Customer no.
      date: Invoice date
      amount: Amount
abcd:
  preset: classic
  revenue_high: 250000
  potential_high: 600000
"""
CUSTOMERS = "Customer no.;Name;Sales rep;Potential\n0012;Alfa;Ida;900000\n0013;Beta;Ida;300000\n0014;Gamma;Bo;\n"
INVOICES = "Customer no.;Invoice date;Amount\n0012;15-07-2025;260000,50\n0013;20-08-2025;12000,00\n0014;03-09-2025;99,95\n"

Change = Callable[[Path], object]
"""Makes a mistake in a client's folder."""


@pytest.fixture
def acme(tmp_path: Path) -> Path:
    """A tiny client without mistakes: workbooks/acme."""
    folder = tmp_path / "workbooks" / "acme"
    (folder / "data").mkdir(parents=True)
    (folder / "engagement.yaml").write_text(YAML, encoding="utf-8")
    (folder / "data" / "customers.csv").write_text(CUSTOMERS, encoding="utf-8")
    (folder / "data" / "invoices.csv").write_text(INVOICES, encoding="utf-8")
    return folder


def said(capsys: pytest.CaptureFixture[str], acme: Path, *arguments: str) -> tuple[int, str, str]:
    """Return the exit code and what a command said on standard output and standard error, without blanks at the ends of lines."""
    code = main([*arguments, "--folder", str(acme.parent.parent)])
    streams = capsys.readouterr()
    out, err = ("\n".join(line.rstrip() for line in text.splitlines()).strip("\n") for text in (streams.out, streams.err))
    assert "Traceback" not in out + err
    return code, out, err


def instead(old: str, new: str) -> Change:
    """Another text in engagement.yaml."""

    def change(folder: Path) -> None:
        path = folder / "engagement.yaml"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    return change


def file(name: str, content: str) -> Change:
    """Another file in data/."""
    return lambda folder: (folder / "data" / name).write_text(content, encoding="utf-8")


def book(named: str = "") -> Change:
    """The customers in a workbook of two sheets."""

    def change(folder: Path) -> None:
        instead("customers.csv\n", f"customers.xlsx\n{named}")(folder)
        with xlsxwriter.Workbook(folder / "data" / "customers.xlsx") as made:
            customers = made.add_worksheet("Kunder")
            customers.write_row(0, 0, ["Customer no.", "Name", "Sales rep", "Potential"])
            customers.write_row(1, 0, ["0012", "Alfa", "Ida", 900000])
            made.add_worksheet("Arkiv").write_string(0, 0, "x")

    return change


def cut_off(folder: Path) -> None:
    """A workbook whose download broke off."""
    book("    sheet: Kunder\n")(folder)
    path = folder / "data" / "customers.xlsx"
    path.write_bytes(path.read_bytes()[:900])


def with_password(folder: Path) -> None:
    """A workbook saved with a password."""
    book("    sheet: Kunder\n")(folder)
    path, locked = folder / "data" / "customers.xlsx", io.BytesIO()
    OOXMLFile(io.BytesIO(path.read_bytes())).encrypt("secret", locked)
    path.write_bytes(locked.getvalue())


def in_cp1252(folder: Path) -> None:
    """An engagement.yaml saved by an editor that knows no UTF-8."""
    (folder / "engagement.yaml").write_bytes(YAML.replace("Nordhavn", "Sørens").encode("cp1252"))


IN_THE_YAML = {
    "a typo in a key": (
        instead("revenue_high:", "revenue_hihg:"),
        [
            "SEG-D09: engagement.yaml, line 25: 'revenue_hihg' is not a setting of 'abcd'. Did you mean 'revenue_high'?",
        ],
    ),
    "a wrong type": (
        instead("250000", "large"),
        [
            "SEG-D09: engagement.yaml, line 25: 'revenue_high' must be a number without thousands signs, such as 250000, but is 'large'. Lowest revenue in the period that counts as high.",
        ],
    ),
    "a key given twice": (
        instead("language: da\n", "language: da\nlanguage: sv\n"),
        [
            "SEG-G10: engagement.yaml, line 4: 'language' is given twice (first on line 3). Keep one of them.",
        ],
    ),
    "thresholds swapped": (
        instead(
            "classic\n  revenue_high: 250000\n  potential_high: 600000",
            "size_sow_3x3\n  potential_middle: 600000\n  potential_high: 250000",
        ),
        [
            "SEG-D09: engagement.yaml, line 23: 'potential_middle' (600000) must be below 'potential_high' (250000). Swap the two.",
        ],
    ),
    "an unknown preset": (
        instead("classic", "clasic"),
        [
            "SEG-D09: engagement.yaml, line 24: 'preset' must be one of classic, potential_x_sow, size_sow_3x3, own, but is 'clasic'. Did you mean 'classic'?",
        ],
    ),
    "an amount with a thousands point": (
        instead("250000", "250.000"),
        [
            "SEG-G10: engagement.yaml, line 25: 250.000 can be read two ways. Write 250000 for the large number, or quote it if it is text.",
        ],
    ),
    "a missing colon": (
        instead("currency: DKK", "currency DKK"),
        [
            "SEG-G10: engagement.yaml, line 5: could not find expected ':'. Look for a missing colon, a missing quote or uneven indentation on this line or the one above.",
        ],
    ),
    "a quote not closed": (
        instead("client: Nordhavn A/S", 'client: "Nordhavn A/S'),
        [
            "SEG-G10: engagement.yaml, line 1: a quote is opened and not closed.",
        ],
    ),
    "a tab for indentation": (
        instead("  from:", "\tfrom:"),
        [
            "SEG-G10: engagement.yaml, line 7: a tab stands where blanks are needed. Indent with blanks.",
        ],
    ),
    "no engagement.yaml": (
        lambda folder: (folder / "engagement.yaml").unlink(),
        [
            "SEG-G09: There is no client 'acme' in workbooks/. Make it with: segkit new acme",
        ],
    ),
    "not saved as UTF-8": (
        in_cp1252,
        [
            "SEG-G10: engagement.yaml is not saved as UTF-8 (byte 9). Save it as UTF-8 and run again.",
        ],
    ),
    "the period reversed": (
        instead("from: 2025-07-01\n  to: 2026-06-30", "from: 2026-06-30\n  to: 2025-07-01"),
        [
            "SEG-D09: engagement.yaml, line 6: the period ends (2025-07-01) before it begins (2026-06-30). Swap 'from' and 'to'.",
        ],
    ),
    "an unknown language": (
        instead("language: da", "language: dk"),
        [
            "SEG-D09: engagement.yaml, line 3: 'language' must be one of da, sv, nb, en, de, but is 'dk'. Did you mean 'da'?",
        ],
    ),
    "a currency that is none": (
        instead("DKK", "kr"),
        [
            "SEG-D09: engagement.yaml, line 4: 'currency' must be three capital letters such as DKK, but is 'kr'.",
        ],
    ),
    "a date the Danish way": (
        instead("2026-08-31", "31-08-2026"),
        [
            "SEG-D09: engagement.yaml, line 5: 'date' must be a date such as 2026-06-30, but is '31-08-2026'. The date on the deliverables, such as 2026-08-31; it also names their folder.",
        ],
    ),
    "an unknown column": (
        instead("owner: Sales rep", "onwer: Sales rep"),
        [
            "SEG-D09: engagement.yaml, line 10: 'onwer' is not a column of customers. Did you mean 'owner'?",
        ],
    ),
    "a file outside data/": (
        instead("customers.csv", "../customers.csv"),
        [
            "SEG-D09: engagement.yaml, line 10: '../customers.csv' leaves the folder data/. Put the file into data/ and give its name.",
        ],
    ),
    "no revenue at all": (
        lambda folder: (folder / "engagement.yaml").write_text(YAML.split("  - file: invoices.csv", maxsplit=1)[0], encoding="utf-8"),
        [
            "SEG-D09: engagement.yaml, line 9: there is no revenue: give a source that holds transactions, or map 'revenue' in the source of customers.",
        ],
    ),
    "several at once": (
        instead("language: da\ncurrency: DKK", "language: dk\ncurrency: kr\ncolour: red"),
        [
            "SEG-D09: engagement.yaml, line 3: 'language' must be one of da, sv, nb, en, de, but is 'dk'. Did you mean 'da'?",
            "SEG-D09: engagement.yaml, line 4: 'currency' must be three capital letters such as DKK, but is 'kr'.",
            "SEG-D09: engagement.yaml, line 5: 'colour' is not a setting. It has: client, package, language, currency, date, consultant, period, sources, rates, request, abcd, pareto, contribution, growth, tree, playbook, messages, capacity, plan, value, find_out, funnel, campaigns, profile, gate, output, questions, order, sparring, agreed, signed_off, brand.",
        ],
    ),
}


@pytest.mark.parametrize("mistake", IN_THE_YAML)
def test_a_mistake_in_engagement_yaml_is_told_in_one_sentence_each(acme: Path, capsys: pytest.CaptureFixture[str], mistake: str) -> None:
    """G10: each problem is one sentence with file, line, what was expected and what was found; exit code 2."""
    change, sentences = IN_THE_YAML[mistake]
    change(acme)

    assert said(capsys, acme, "check", "acme") == (2, "", "\n".join(sentences))


IN_THE_FILES = {
    "a missing file": (
        lambda folder: (folder / "data" / "invoices.csv").unlink(),
        [
            "SEG-A02: invoices.csv is not in acme/data. The folder holds: customers.csv.",
        ],
    ),
    "a misspelt file": (
        instead("invoices.csv", "invoises.csv"),
        [
            "SEG-A02: invoises.csv is not in acme/data. Did you mean 'invoices.csv'?",
        ],
    ),
    "an empty file": (
        file("customers.csv", ""),
        [
            "SEG-A02: customers.csv is empty (0 bytes). Ask the client to send it again.",
        ],
    ),
    "a missing heading": (
        instead("potential: Potential", "potential: Potentiale"),
        [
            "SEG-A13: customers.csv has no heading 'Potentiale'. Did you mean 'Potential'?",
        ],
    ),
    "a wrong sheet": (
        book("    sheet: Kundr\n"),
        [
            "SEG-A12: customers.xlsx has no sheet 'Kundr'. Did you mean 'Kunder'?",
        ],
    ),
    "two sheets and none named": (
        book(),
        [
            "SEG-A12: customers.xlsx has several sheets (rows × columns): Kunder (2 × 4), Arkiv (1 × 1). Give the right one as 'sheet' at this source.",
        ],
    ),
    "a workbook cut off": (
        cut_off,
        [
            "SEG-A02: customers.xlsx is incomplete (900 bytes; the Excel container ends too early). Ask the client to send it again.",
        ],
    ),
    "a workbook with a password": (
        with_password,
        [
            "SEG-A01: customers.xlsx is password protected. Save an unprotected copy into data/, or open it with: segkit unlock",
        ],
    ),
}


@pytest.mark.parametrize("mistake", IN_THE_FILES)
def test_a_mistake_in_the_files_is_told_with_the_file(acme: Path, capsys: pytest.CaptureFixture[str], mistake: str) -> None:
    """A01, A02, A12, A13: a file that cannot be used is named, with what to do; exit code 1."""
    change, sentences = IN_THE_FILES[mistake]
    change(acme)

    assert said(capsys, acme, "check", "acme") == (1, "", "\n".join(sentences))


TYPED = {
    "a name that leaves the folder": (
        ["check", "../x"],
        [
            "SEG-G09: '../x' cannot be a client's folder. Use up to 60 letters, digits, spaces and hyphens, beginning with a letter or digit, such as nordhavn.",
        ],
    ),
    "a name that Windows keeps": (
        ["new", "CON"],
        [
            "SEG-G09: 'CON' is a name that Windows keeps for itself. Choose another, such as nordhavn.",
        ],
    ),
    "a name with a slash": (
        ["new", "a/b"],
        [
            "SEG-G09: 'a/b' cannot be a client's folder. Use up to 60 letters, digits, spaces and hyphens, beginning with a letter or digit, such as nordhavn.",
        ],
    ),
    "a mistyped client": (
        ["run", "acne"],
        [
            "SEG-G09: There is no client 'acne' in workbooks/. Did you mean 'acme'?",
        ],
    ),
    "a mistyped command": (
        ["rnu", "acme"],
        [
            "SEG-P01: There is no command 'rnu'. Did you mean 'run'? See: segkit --help",
        ],
    ),
    "a mistyped option": (
        ["run", "acme", "--foldr", "x"],
        [
            "SEG-P01: There is no option --foldr. Did you mean --folder? See: segkit run --help",
        ],
    ),
    "a client that is there already": (
        ["new", "Acme"],
        [
            "SEG-G09: There is a folder workbooks/acme already. Choose another name, or go on with it: segkit check acme",
        ],
    ),
    "a country for a language": (
        ["new", "beta", "--language", "dk"],
        [
            "SEG-D09: There is no language 'dk', that is a country. Did you mean 'da'?",
        ],
    ),
    "a mistyped package": (
        ["new", "beta", "--package", "basis"],
        [
            "SEG-D09: There is no package 'basis'; there is basic, deepdive. Did you mean 'basic'?",
        ],
    ),
    "no client named": (
        ["run"],
        [
            "SEG-P01: Say which clients to run, such as: segkit run nordhavn, or all of them: segkit run --all",
        ],
    ),
    "no client to check": (
        ["check"],
        [
            "SEG-P01: Missing argument 'CLIENT...'. See: segkit check --help",
        ],
    ),
    "workers in words": (
        ["run", "acme", "--workers", "many"],
        [
            "SEG-P01: --workers must be a whole number of 1 or more, but is 'many'.",
        ],
    ),
}


@pytest.mark.parametrize("mistake", TYPED)
def test_a_mistyped_command_is_told_with_the_nearest(acme: Path, capsys: pytest.CaptureFixture[str], mistake: str) -> None:
    """G09, P01: what was typed wrong is answered by the nearest name or by what may be typed; exit code 2."""
    arguments, sentences = TYPED[mistake]

    assert said(capsys, acme, *arguments) == (2, "", "\n".join(sentences))


def test_a_customer_who_stands_twice(acme: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """D04: a customer number that stands twice stops the study and names both rows."""
    file("customers.csv", CUSTOMERS + "0012;Alfa again;Ida;1000\n")(acme)

    code, out, err = said(capsys, acme, "check", "acme")

    assert (code, err) == (1, "")
    assert (
        out
        == """\
                 Where                  What was found             What segkit did            What to do
 ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
 Stops the run   customers.csv, row 5   1 number stands on rows    The study stops: a         Decide with the client
                                        that differ (Name,         customer must stand        which row is right and
                                        Potential): for '0012',    once.                      remove the other, or
                                        'Name' is 'Alfa' on row                               write repeated: first, or
                                        2 and 'Alfa again' on                                 repeated: last, at this
                                        row 5.                                                source in
                                                                                              engagement.yaml.

acme: 1 finding stops the run.
Next: correct what stops the run, then: segkit check acme"""
    )


def test_no_invoice_line_in_the_period(acme: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A period before all invoice lines is told with the months that the lines cover."""
    instead("from: 2025-07-01\n  to: 2026-06-30", "from: 2023-07-01\n  to: 2024-06-30")(acme)

    code, out, err = said(capsys, acme, "check", "acme")

    assert (code, err) == (1, "")
    assert (
        out
        == """\
                 Where                 What was found             What segkit did            What to do
 ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
 Stops the run                         No invoice line lies in    The study stops: every     Correct the period in
                                       the period 1 Jul 2023 to   revenue would be 0.        engagement.yaml.
                                       30 Jun 2024; they run
                                       from 15 Jul 2025 to 3
                                       Sept 2025.
 Question                              1 of 3 customers has no    They are not rated, and    Call or visit them and
                                       known potential; it buys   stand on the call list.    fill in the call list.
                                       for DKK 0.00.
 Note            invoices.csv, row 2   3 invoice lines lie        They do not count as       Nothing, if the period is
                                       outside the period; they   revenue.                   right.
                                       sum to DKK 272,100.45.
 Note                                  3 customers have no        Their revenue is 0.        Ask whether they are still
                                       invoice line in the                                   customers.
                                       period.


 File            Rows in   Used   Set aside        Amount in   Amount used
 ─────────────────────────────────────────────────────────────────────────
 invoices.csv          3      0           3   DKK 272,100.45      DKK 0.00
 customers.csv         3      3           0

acme: 1 finding stops the run, 1 question and 2 notes.
Next: correct what stops the run, then: segkit check acme"""
    )


def test_amounts_that_can_be_read_two_ways(acme: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """C04: when 1.234 may be a thousand or a fraction, segkit asks and guesses nothing."""
    file("invoices.csv", INVOICES.replace("260000,50", "1.234").replace("12000,00", "2.345").replace("99,95", "3.456"))(acme)

    code, out, err = said(capsys, acme, "check", "acme")

    assert (code, err) == (1, "")
    assert (
        out
        == """\
                 Where          What was found                What segkit did               What to do
 ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
 Stops the run   invoices.csv   'Amount' can be read two      Nothing was read from the     Write decimal: ',' or
                                ways: is 1.234 a whole        column.                       decimal: '.' at this source
                                number or a fraction?                                       in engagement.yaml.

acme: 1 finding stops the run.
Next: correct what stops the run, then: segkit check acme"""
    )


def test_dates_that_can_be_read_two_ways(acme: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """C09: when day and month can be swapped, segkit asks and guesses nothing."""
    file("invoices.csv", INVOICES.replace("15-07", "05-07").replace("20-08", "02-08"))(acme)

    code, out, err = said(capsys, acme, "check", "acme")

    assert (code, err) == (1, "")
    assert (
        out
        == """\
                 Where          What was found                What segkit did               What to do
 ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
 Stops the run   invoices.csv   'Invoice date' can be read    Nothing was read from the     Write dates: dmy, mdy or
                                two ways: is 05-07-2025 day   column.                       ymd at this source in
                                or month first?                                             engagement.yaml.

acme: 1 finding stops the run.
Next: correct what stops the run, then: segkit check acme"""
    )


def test_a_folder_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    """A mistyped --folder is told as such."""
    assert main(["check", "acme", "--folder", "/no/such/folder"]) == 2
    assert (
        capsys.readouterr().err
        == f"SEG-G09: There is no folder {Path('/no/such/folder')}. Give the one that holds workbooks/ with --folder.\n"
    )


def test_the_tiny_client_itself_has_no_mistake(acme: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What the tests above change is right before it is changed."""
    code, out, err = said(capsys, acme, "check", "acme")

    assert (code, err) == (0, "")
    assert out.endswith("acme: 3 customers, 0 leads; 4 questions.\nNext: segkit run acme")
