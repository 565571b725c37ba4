"""C06: amounts of several currencies are never added; they are converted by a rate that someone wrote down, or they block."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from tiny import CUSTOMERS, LINES, TINY

import segkit
from segkit.errors import BlockedError, EngagementError
from segkit.findings import Finding
from segkit.intake import Intake, take_in

Build = Callable[..., Path]

RATES = "rates:\n  date: 2026-06-30\n  origin: Danmarks Nationalbank\n  values: {EUR: 7.5, SEK: 0.66}\n"


def with_rates(yaml: str) -> str:
    return yaml.replace("sources:\n", RATES + "sources:\n")


def intake(file: Path) -> Intake:
    engagement = segkit.read_engagement(file)
    return take_in(engagement.sources, engagement.period, engagement.data, engagement.identity)


def found(result: Intake, kind: str) -> list[Finding]:
    return [finding for finding in result.findings if finding.kind == kind]


def potentials(result: Intake) -> dict[str, float]:
    return dict(zip(result.customers["customer_id"], result.customers["potential"], strict=True))


def revenues(result: Intake) -> dict[str, float]:
    return dict(zip(result.customers["customer_id"], result.customers["revenue"], strict=True))


IN_EUROS = CUSTOMERS.replace("001;Alfa;Ida;9000", "001;Alfa;Ida;€ 9000").replace("002;Beta;Ida;4000", "002;Beta;Ida;4000 EUR")


def test_a_sign_in_the_cell_says_the_currency(workbook: Build):
    """C06: € 9000 and 4000 EUR are converted at the rate, to the øre; the rest is in kroner."""
    result = intake(workbook(with_rates(TINY), customers_csv=IN_EUROS))
    [told] = found(result, "converted")

    assert {key: potentials(result)[key] for key in ("001", "002", "004")} == {"001": 67500.0, "002": 30000.0, "004": 5000.0}
    assert (told.file, told.values["n"], told.values["code"], told.values["rate"]) == ("customers.csv", 2, "EUR", "7.5")


def test_without_a_rate_nothing_is_added(workbook: Build):
    """C06: amounts in another currency are unknown and block; their sum is named in their own currency."""
    result = intake(workbook(customers_csv=IN_EUROS))
    [told] = found(result, "foreign_amounts")

    assert told.severity == "blocks"
    assert (told.values["n"], told.values["code"]) == (2, "EUR")
    assert str(told.values["sum"]).replace("\xa0", " ").replace(",", " ").startswith("13 000")
    with pytest.raises(BlockedError):
        result.unblocked()


CURRENCY_COLUMN = TINY.replace("amount: Amount}", "amount: Amount, currency: Cur}")
LINES_WITH_CODES = "\n".join(
    f"{line};{code}" for line, code in zip(LINES.splitlines(), ["Cur", "DKK", "EUR", "EUR", "sek ", ""], strict=True)
)


def test_a_column_of_currencies_holds_row_by_row(workbook: Build):
    """C06: each line is in its own currency; an empty cell is the engagement's."""
    result = intake(workbook(with_rates(CURRENCY_COLUMN), lines_csv=LINES_WITH_CODES))

    assert revenues(result) == {"001": 1000.0, "002": 10500.0, "003": 462.0, "004": 999.99}
    assert {finding.values["currency"]: finding.values["n"] for finding in found(result, "currency_converted")} == {"EUR": 2, "SEK": 1}


def test_a_column_of_currencies_without_rates_blocks(workbook: Build):
    """C06: mixed currencies are never added: no revenue is shown of which nobody knows the unit."""
    result = intake(workbook(CURRENCY_COLUMN, lines_csv=LINES_WITH_CODES))

    assert [finding.values["currencies"] for finding in found(result, "mixed_currencies")] == ["1999.99 DKK, 1400.00 EUR, 700.00 SEK"]
    with pytest.raises(BlockedError):
        result.unblocked()


def test_a_rate_that_is_lacking_blocks(workbook: Build):
    """C06: with a rate for euros only, the Swedish line still blocks; each sum is told in its own currency, as the file has it."""
    yaml = with_rates(CURRENCY_COLUMN).replace(", SEK: 0.66", "")
    result = intake(workbook(yaml, lines_csv=LINES_WITH_CODES))
    blocking = [finding for finding in result.findings if finding.severity == "blocks"]

    assert [finding.values["currencies"] for finding in blocking] == ["1999.99 DKK, 1400.00 EUR, 700.00 SEK"]


def test_a_whole_file_in_another_currency(workbook: Build):
    """C06: the source says it once; every amount of it is converted."""
    yaml = with_rates(TINY).replace("    holds: transactions\n", "    holds: transactions\n    currency: EUR\n")
    result = intake(workbook(yaml))

    assert revenues(result) == {"001": 7500.0, "002": 10500.0, "003": 5250.0, "004": 7499.93}
    assert result.reconciliation.revenue_used == Decimal("4099.99") * Decimal("7.5")


def test_a_whole_file_of_customers_in_another_currency(workbook: Build):
    """C06: potentials of a list in euros are converted too; those unknown stay unknown."""
    yaml = with_rates(TINY).replace("    holds: customers\n", "    holds: customers\n    currency: EUR\n")
    result = intake(workbook(yaml))
    known = potentials(result)

    assert (known["001"], known["002"], known["004"]) == (67500.0, 30000.0, 37500.0)
    assert known["003"] != known["003"]


@pytest.mark.parametrize("values", ["{EUR: 0}", "{eur: 7.5}", "{EURO: 7.5}", "{EUR: -1}"])
def test_a_rate_that_is_none_is_refused(workbook: Build, values: str):
    """C06: three capital letters and a number above 0, or the line is named."""
    with pytest.raises(EngagementError) as caught:
        segkit.read_engagement(workbook(with_rates(TINY).replace("{EUR: 7.5, SEK: 0.66}", values)))

    assert "a rate is three capital letters and a number above 0, such as EUR: 7.46" in str(caught.value)


SUMMED = TINY.replace("amount: Amount}", "amount: {sum: [Goods, Freight]}}")
MULTIPLIED = TINY.replace("amount: Amount}", "amount: {product: [Price, Quantity]}}")
STATED = TINY.replace("amount: Amount}", "amount: Amount, currency: Currency}")


def test_a_price_in_another_currency_is_still_multiplied(workbook: Build):
    """C06: three at € 10,00 each are 30 euro, not 10."""
    lines = "No;Date;Price;Quantity\n001;15-07-2025;€ 10,00;3\n002;16-08-2025;10,00;3\n"
    result = intake(workbook(with_rates(MULTIPLIED), lines_csv=lines))

    assert revenues(result) == {"001": 225.0, "002": 30.0, "003": 0.0, "004": 0.0}


def test_parts_in_several_currencies_all_count(workbook: Build):
    """C06: of a sum, each part counts in its own currency: none takes the place of another."""
    lines = "No;Date;Goods;Freight\n001;15-07-2025;€ 10,00;3,00\n002;16-08-2025;10,00;3,50\n003;16-08-2025;€ 10,00;€ 3,50\n004;16-08-2025;10,00;SEK 100,00\n"
    result = intake(workbook(with_rates(SUMMED), lines_csv=lines))

    assert revenues(result) == {"001": 78.0, "002": 13.5, "003": 101.25, "004": 76.0}


@pytest.mark.parametrize("large_from", [0, 10**9])
def test_a_sign_and_a_column_of_one_currency_convert_once(workbook: Build, large_from: int):
    """C06: "€ 10,00" in a row of EUR is ten euro, and kr. in a row of EUR is kroner: the cell's own sign goes before the column."""
    lines = "No;Date;Amount;Currency\n001;15-07-2025;€ 10,00;EUR\n002;16-08-2025;10,50;DKK\n003;16-08-2025;10,00;EUR\n004;16-08-2025;kr. 10,00;EUR\n"
    engagement = segkit.read_engagement(workbook(with_rates(STATED), lines_csv=lines))
    result = take_in(engagement.sources, engagement.period, engagement.data, engagement.identity, large_from=large_from)

    assert revenues(result) == {"001": 75.0, "002": 10.5, "003": 75.0, "004": 10.0}


def test_a_column_of_currencies_goes_before_the_files_currency(workbook: Build):
    """C06: in a file in euro, a row of DKK is in kroner, a row of EUR is converted once, and a row without a code is in euro."""
    yaml = with_rates(STATED).replace("holds: transactions\n", "holds: transactions\n    currency: EUR\n")
    lines = (
        "No;Date;Amount;Currency\n001;15-07-2025;10,00;EUR\n002;16-08-2025;10,50;DKK\n003;16-08-2025;10,00;\n004;16-08-2025;DKK 10,00;\n"
    )
    result = intake(workbook(yaml, lines_csv=lines))

    assert revenues(result) == {"001": 75.0, "002": 10.5, "003": 75.0, "004": 10.0}


IN_EXCEL = TINY.replace("lines.csv", "lines.xlsx")


def shown_in(path: Path, *formats: str) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(("No", "Date", "Amount"))
    for row, number_format in enumerate(formats, start=2):
        sheet.append(("001", dt.date(2025, 8, row), 100.0))
        sheet.cell(row, 3).number_format = number_format
    book.save(path)


@pytest.mark.parametrize(
    ("formats", "currencies"),
    [
        (("[$€-2] #,##0.00", "[$€-2] #,##0.00"), "EUR"),
        (('"kr." #,##0', "[$€-2] #,##0", "[$$-409] #,##0"), "EUR, $"),
        (("0.00", "0 €"), "EUR"),
    ],
)
def test_a_currency_that_only_the_number_format_shows_blocks(workbook: Build, formats: tuple[str, ...], currencies: str):
    """C06: 100 shown as € 100 is no 100 kroner, whether all cells are shown so or some."""
    file = workbook(IN_EXCEL)
    shown_in(file.parent / "data" / "lines.xlsx", *formats)
    [told] = found(intake(file), "currency_of_format")

    assert told.severity == "blocks"
    assert told.values == {"column": "Amount", "currencies": currencies, "currency": "DKK"}


def test_a_number_format_of_the_engagement_or_a_word_of_a_person_is_enough(workbook: Build):
    """C06: kr. is kroner; and where engagement.yaml says that the file is in euro, its amounts are converted."""
    file = workbook(IN_EXCEL)
    shown_in(file.parent / "data" / "lines.xlsx", '"kr." #,##0', "#,##0 [$DKK]")
    in_kroner = intake(file)
    file.write_text(with_rates(IN_EXCEL).replace("holds: transactions\n", "holds: transactions\n    currency: EUR\n"), encoding="utf-8")
    shown_in(file.parent / "data" / "lines.xlsx", "[$€-2] #,##0.00")
    in_euro = intake(file)

    assert not found(in_kroner, "currency_of_format") + found(in_euro, "currency_of_format")
    assert (revenues(in_kroner)["001"], revenues(in_euro)["001"]) == (200.0, 750.0)
