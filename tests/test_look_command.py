"""`segkit look`: one ledger, one command, one PDF; what was taken is said, and what cannot be used is refused in plain words."""

import datetime as dt
import io
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import nbformat
import openpyxl
import pytest
from ledgers import HEADING, looked, monthly, write
from rounds import Said as Heard

from segkit.cli import main
from segkit.look import Said, choose
from segkit.notebooks.quick_look import TEMPLATE, shown_name, stem
from segkit.notebooks.shipped import shipped_template
from segkit.notebooks.templates import read_template


def heard(*arguments: str | Path) -> Heard:
    """Run `segkit look` and return how it ended and what it said."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = main(["look", *map(str, arguments)])
    return Heard(code, out.getvalue(), err.getvalue())


def put(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


LINES = "0001;15-07-2026;100,50\n0002;16-07-2026;200,50\n0001;31-07-2026;300,50\n"

KNOWN = f"Kundenr;Fakturadato;Beløb\n{LINES}"


# --- the whole way ----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Heard]:
    """A ledger looked at by the command, with the notebook kept; returns the folder of the output."""
    root = tmp_path_factory.mktemp("look")
    lines = [line for i in range(1, 8) for line in monthly(f"000{i}", f"{i}00,50", dt.date(2024, 7, 1), 24)]
    file = write(root / "salg_2026.csv", lines)
    return root / "ud", heard(file, "--language", "da", "--client", "Nordhavn A/S", "--output", root / "ud", "--keep")


def test_one_ledger_gives_one_pdf_and_with_keep_its_notebook(made: tuple[Path, Heard]):
    """G23: the PDF is named after the ledger; --keep leaves the executed notebook beside it, and nothing else is written."""
    folder, said = made

    assert (said.code, said.err) == (0, "")
    assert sorted(path.name for path in folder.iterdir()) == ["salg_2026_quick_look.ipynb", "salg_2026_quick_look.pdf"]
    assert (folder / "salg_2026_quick_look.pdf").read_bytes().startswith(b"%PDF-1.7")


def test_the_command_says_what_it_took_and_what_comes_next(made: tuple[Path, Heard]):
    """G23: the currency that nobody named is told, then where the PDF lies."""
    folder, said = made

    assert said.out == (
        "salg_2026.csv: started\n"
        "The amounts were taken to be in DKK. If they are not: --currency CODE\n"
        f"Written: {folder / 'salg_2026_quick_look.pdf'}\n"
        "Kept beside it: salg_2026_quick_look.ipynb, the notebook as it was executed; it holds the figures.\n"
        "Next: read it before the client does. For the whole segmentation: segkit new CLIENT\n"
    )


def test_files_beside_the_ledger_are_never_read(tmp_path: Path):
    """G23: what else lies in the ledger's folder, another ledger too, is neither chosen, nor taken in, nor named."""
    file = put(tmp_path / "salg.csv", KNOWN)
    put(tmp_path / "andet salg.csv", KNOWN)
    put(tmp_path / "privat.csv", CUSTOMERS)
    look = looked(file)

    assert choose(file, Said(), "da").source.file == "salg.csv"
    assert [finding.kind for finding in look.intake.findings if finding.kind == "unused_file"] == []
    assert [read.file for read in look.intake.files] == ["salg.csv"]


def test_the_kept_notebook_runs_again_as_it_stands(made: tuple[Path, Heard]):
    """G23: its one parameter says which file is read and how."""
    folder, _ = made
    notebook = nbformat.read(folder / "salg_2026_quick_look.ipynb", as_version=4)
    injected = next(cell.source for cell in notebook.cells if "injected-parameters" in cell.metadata.get("tags", []))
    values: dict[str, object] = {}
    exec(injected, values)

    assert values["ledger"] == {
        "file": str(folder.parent / "salg_2026.csv"),
        "source": {
            "file": "salg_2026.csv",
            "holds": "transactions",
            "columns": {
                "customer_id": {"column": "Kundenr"},
                "date": {"column": "Fakturadato"},
                "amount": {"column": "Beløb"},
                "order": {"column": "Fakturanr"},
                "name": {"column": "Navn"},
            },
        },
        "client": "Nordhavn A/S",
        "language": "da",
        "currency": "DKK",
        "date": dt.date.today().isoformat(),
    }


def test_the_template_takes_one_parameter():
    """G23: the shipped notebook declares the ledger and nothing else, and says so by its cells' tags."""
    notebook = read_template(shipped_template(TEMPLATE), "ledger", "{}")

    assert [cell.source for cell in notebook.cells if "parameters" in cell.metadata.get("tags", [])] == ["ledger = {}"]


@pytest.mark.parametrize(("name", "shown"), [("salg_2026.csv.gz", "salg 2026"), ("Salg  juli.xlsx", "Salg juli"), ("a.b.CSV", "a.b")])
def test_a_ledger_of_nobodys_is_called_by_its_file(name: str, shown: str):
    """G23: without --client the cover says the file's name, without its endings."""
    assert (shown_name(Path(name)), stem(Path(name)).replace("_", " ").split()) == (shown, shown.split())


# --- what was taken ---------------------------------------------------------------------------------------------------------


def taken(tmp_path: Path, text: str, said: Said = Said(currency="DKK")) -> tuple[str, ...]:  # noqa: B008 - a frozen record
    return choose(put(tmp_path / "salg.csv", text), said, "da").taken


def test_a_ledger_that_leaves_no_doubt_says_nothing(tmp_path: Path):
    """G23: where columns, decimal sign, order and currency are sure, nothing was taken."""
    assert taken(tmp_path, KNOWN) == ()


def test_two_columns_of_dates_are_told(tmp_path: Path):
    """G23: of two dates that fit as well, one is taken and the other is named, with what to type."""
    text = "Kundenr;Dato;Fakturadato;Beløb\n0001;15-07-2026;16-07-2026;100,50\n0002;16-07-2026;17-07-2026;200,50\n0001;30-07-2026;31-07-2026;300,50\n"

    assert taken(tmp_path, text) == (
        "The date was taken from 'Dato', which is not certain. 'Fakturadato' would do as well. If that is wrong: --columns date=Fakturadato",
    )
    assert taken(tmp_path, text, Said({"date": "Fakturadato"}, currency="DKK")) == ()


OPEN = "Kundenr;Fakturadato;Beløb\n0001;03-04-2026;1.500\n0002;05-06-2026;2.250\n0001;07-08-2025;4.000\n"


def test_an_open_decimal_sign_and_date_order_are_told(tmp_path: Path):
    """G23: what can be read two ways is read as the language writes it, and it is said how to say otherwise."""
    assert taken(tmp_path, OPEN) == (
        "The amounts under 'Beløb' can be read two ways, such as 1.500; ',' was taken for the decimal sign. "
        'If that is wrong: --decimal "."',
        "The dates under 'Fakturadato' can be read two ways, such as 03-04-2026; day, month, year was taken for their order. "
        "If that is wrong: --dates mdy",
    )
    assert looked(tmp_path / "salg.csv").intake.reconciliation.revenue == 7750


def test_what_is_said_of_signs_and_order_holds(tmp_path: Path):
    """G23: --decimal and --dates win over what a reader of the language expects, and nothing is told."""
    file = put(tmp_path / "salg.csv", OPEN)
    look = looked(file, Said(decimal=".", dates="mdy", currency="DKK"))

    assert choose(file, Said(decimal=".", dates="mdy", currency="DKK"), "da").taken == ()
    assert look.intake.customers["revenue"].sum() == 7.75
    assert look.windows.whole.begin == dt.date(2025, 7, 8)


def test_a_quantity_and_a_price_make_an_amount(tmp_path: Path):
    """G23: where no heading is an amount, quantity times price is taken and told; --columns names the same."""
    text = "Kundenr;Fakturadato;Antal;Stykpris\n0001;15-07-2026;2;100,50\n0002;16-07-2026;1;200,50\n0001;31-07-2026;3;10,50\n"
    file = put(tmp_path / "salg.csv", text)
    by_itself = choose(file, Said(currency="DKK"), "da")

    assert by_itself.taken == (
        "The amount was taken from 'Antal' * 'Stykpris', which is not certain. If that is wrong: --columns amount=HEADING",
    )
    assert choose(file, Said({"amount": "Antal*Stykpris"}, currency="DKK"), "da").source == by_itself.source


def test_the_ledgers_own_currency_is_taken(tmp_path: Path):
    """G23: a column that names one currency throughout needs no --currency."""
    text = "Kundenr;Fakturadato;Beløb;Valuta\n0001;15-07-2026;100,50;SEK\n0002;16-07-2026;200,50;SEK\n0001;31-07-2026;300,50;SEK\n"
    chosen = choose(put(tmp_path / "salg.csv", text), Said(), "da")

    assert (chosen.currency, chosen.taken) == ("SEK", ())


# --- what is refused --------------------------------------------------------------------------------------------------------

CUSTOMERS = "Kundenr;Navn;Sælger;Region\n" + "".join(f"{i:04d};Firma {i} A/S;Bo Lund;Syd\n" for i in range(1, 20))


@pytest.mark.parametrize(
    ("name", "text", "options", "message"),
    [
        (
            "kunder.csv",
            CUSTOMERS,
            (),
            "SEG-D05: kunder.csv is a list of customers, without invoice lines. A quick look needs the sales ledger: a row per invoice line "
            "with customer number, date and amount. Ask for it, or take the list in with: segkit new CLIENT\n",
        ),
        (
            "salg.csv",
            "Kundenr;Fakturanr;Beløb\n0001;F1;100,50\n0002;F2;200,50\n0001;F3;300,50\n",
            (),
            "SEG-D05: salg.csv does not look like a sales ledger: no column was found for the date. The headings are: 'Kundenr', 'Fakturanr', "
            "'Beløb'. If it is there, say which it is: --columns date=HEADING\n",
        ),
        (
            "salg.csv",
            "a;b\n1;2\n3;4\n",
            (),
            "SEG-D05: salg.csv does not look like a sales ledger: no column was found for the customer or the date or the amount. The headings "
            "are: 'a', 'b'. If it is there, say which it is: --columns customer=HEADING,date=HEADING,amount=HEADING\n",
        ),
        (
            "salg.csv",
            f"{HEADING}\n",
            (),
            "SEG-D05: salg.csv holds headings and not one row below them. Ask for the export again.\n",
        ),
        (
            "salg.csv",
            KNOWN.replace("2026", "2061"),
            (),
            "SEG-D05: salg.csv: every invoice line is dated after today, {today}, or before 1900; they run from 15 Jul 2061 to 31 Jul 2061. "
            "Look whether the right column was taken for the date: --columns date=HEADING\n",
        ),
        (
            "salg.csv",
            "Kundenr;Fakturadato;Beløb;Valuta\n0001;15-07-2026;100,50;EUR\n0002;16-07-2026;200,50;SEK\n0001;31-07-2026;300,50;SEK\n",
            (),
            "SEG-C06: salg.csv, row 3: The amounts are in 2 currencies: 100.50 EUR, 501.00 SEK. A quick look adds one currency only. Ask for "
            "the ledger in one, or make an engagement, which takes rates: segkit new CLIENT\n",
        ),
        (
            "salg.csv",
            KNOWN,
            ("--columns", "date=Fakturadat"),
            "SEG-A13: salg.csv has no heading 'Fakturadat', which --columns names for the date. Did you mean 'Fakturadato'?\n",
        ),
        (
            "salg.csv",
            KNOWN,
            ("--columns", "costumer=Kundenr"),
            "SEG-P01: --columns cannot be read at 'costumer=Kundenr'. Did you mean 'customer'? Write a name, = and the heading, such as: "
            "--columns customer=Kundenr,date=Fakturadato,amount=Beløb. The names are: customer, date, amount, order, name, currency.\n",
        ),
        ("salg.csv", KNOWN, ("--decimal", "komma"), "SEG-P01: --decimal must be , or ., but is 'komma'.\n"),
        ("salg.csv", KNOWN, ("--dates", "dym"), "SEG-P01: --dates must be dmy or mdy or ymd, but is 'dym'.\n"),
        ("salg.csv", KNOWN, ("--currency", "kr"), "SEG-P01: --currency must be three capital letters such as DKK, but is 'kr'.\n"),
        ("salg.csv", KNOWN, ("--language", "dk"), "SEG-D09: There is no language 'dk', that is a country. Did you mean 'da'?\n"),
        ("salg.csv", KNOWN, ("--sheet", "Juli"), "SEG-A12: salg.csv has no sheet 'Juli' with a table. Its sheets are: none.\n"),
    ],
)
def test_what_is_no_ledger_is_refused_with_what_to_do(tmp_path: Path, name: str, text: str, options: tuple[str, ...], message: str):
    """G23: the whole sentence, an exit code that is not 0, and no PDF."""
    said = heard(put(tmp_path / name, text), *options, "--output", tmp_path / "ud")
    today = dt.date.today()
    shown = f"{today.day} {today:%b} {today.year}".replace("Sep ", "Sept ")

    assert said.err == message.replace("{today}", shown)
    assert said.code in {1, 2}
    assert not (tmp_path / "ud").exists()


def test_several_sheets_of_lines_are_asked_about(tmp_path: Path):
    """G23: no sheet is taken by its place; --sheet says which one counts."""
    book = openpyxl.Workbook()
    for name in ("Juli", "August"):
        sheet = book.create_sheet(name)
        for row in (("Kundenr", "Fakturadato", "Beløb"), *((f"000{i % 3}", dt.date(2026, 7, i), 10.5 * i) for i in range(1, 20))):
            sheet.append(row)
    book.remove(book.worksheets[0])
    book.save(tmp_path / "salg.xlsx")
    said = heard(tmp_path / "salg.xlsx", "--output", tmp_path / "ud")

    assert (said.code, said.err) == (
        1,
        'SEG-A12: salg.xlsx has several sheets with invoice lines: Juli, August. Say which one counts: --sheet "Juli"\n',
    )
    assert choose(tmp_path / "salg.xlsx", Said(sheet="August"), "da").source.sheet == "August"


def test_a_file_that_is_not_there_is_named(tmp_path: Path):
    """G23: a mistyped path and a folder are told as what they are."""
    missing, folder = heard(tmp_path / "salg.csv"), heard(tmp_path)

    assert missing.err == "SEG-A02: salg.csv is not there. Give the path of a sales ledger, such as: segkit look faktura.xlsx\n"
    assert folder.err == f"SEG-A02: {tmp_path.name} is a folder. Name the file with the invoice lines.\n"


def test_a_commas_in_a_heading_stands(tmp_path: Path):
    """G23: --columns is cut only before the name of a column."""
    text = KNOWN.replace("Beløb", "Beløb, netto")
    file = put(tmp_path / "salg.csv", text)

    assert choose(file, Said({"amount": "Beløb, netto"}), "da").source.columns["amount"].column == "Beløb, netto"
