"""Records of time and costs are known for what they are, and never taken for invoice lines or a list of customers."""

import pytest

from segkit.intake.mapping import propose, propose_all, yaml_lines

NUMBERS = [f"{10_200 + 7 * (i * i % 13)}" for i in range(60)]
DAYS = [f"{1 + i % 28:02}-0{1 + i % 9}-2026" for i in range(60)]
HOURS = [f"{i % 4},{25 * (i % 4):02}" for i in range(60)]
AMOUNTS = [f"{100 + i},{i % 100:02}" for i in range(60)]
KINDS = [("Besøg", "Telefon", "Fragt")[i % 3] for i in range(60)]


@pytest.mark.parametrize(
    ("file", "headings"),
    [
        ("tidsregistrering.csv", ("Kundenr.", "Dato", "Timer")),
        ("tidrapport.csv", ("Kundnr", "Datum", "Timmar")),
        ("timeliste.csv", ("Kundenr", "Dato", "Antall timer")),
        ("timesheet.csv", ("Customer no.", "Date", "Hours")),
        ("zeiterfassung.csv", ("Kundennr.", "Datum", "Stunden")),
    ],
)
def test_hours_at_a_customer_are_records_of_time(table, file: str, headings: tuple[str, str, str]):
    """K33: in five languages, whether written as hours or as times of the clock."""
    decimal = propose(table(dict(zip(headings, (NUMBERS, DAYS, HOURS), strict=True)), file))
    clock = propose(table(dict(zip(headings, (NUMBERS, DAYS, [f"{i % 3}:{15 * (i % 4):02}" for i in range(60)]), strict=True)), file))

    assert (decimal.holds, clock.holds) == ("costs", "costs")
    assert {column.column: column.heading for column in clock.columns} == dict(zip(("customer_id", "date", "hours"), headings, strict=True))


@pytest.mark.parametrize(
    ("file", "amount"),
    [
        ("fragt.csv", "Beløb"),
        ("fraktkostnader.csv", "Belopp"),
        ("frakt.csv", "Beløp"),
        ("freight.csv", "Amount"),
        ("frachtkosten.csv", "Betrag"),
    ],
)
def test_amounts_in_a_file_named_after_a_cost_are_costs(table, file: str, amount: str):
    """K33: freight bills taken for invoice lines would count as revenue."""
    found = propose(table({"Customer ID": NUMBERS, "Date": DAYS, amount: AMOUNTS}, file))

    assert found.holds == "costs"
    assert "amount" in {column.column for column in found.columns}


@pytest.mark.parametrize(
    "columns",
    [
        {"Kundenr.": NUMBERS, "Dato": DAYS, "Beløb": AMOUNTS},
        {"Kundenr.": NUMBERS, "Dato": DAYS, "Type": KINDS, "Beløb": AMOUNTS},
        {"Kundenr.": NUMBERS, "Dato": DAYS, "Tid": [f"{8 + i % 9}:{i % 60:02}" for i in range(60)], "Beløb": AMOUNTS},
        {"Kundenr.": NUMBERS, "Dato": DAYS, "Fakturanr.": NUMBERS, "Timer": HOURS, "Beløb": AMOUNTS},
        {"Kundenr.": NUMBERS, "Dato": DAYS, "Varenr.": KINDS, "Antal": HOURS, "Beløb": AMOUNTS},
    ],
)
def test_invoice_lines_stay_invoice_lines(table, columns: dict):
    """K33: neither a type, nor a time of day, nor hours make costs of lines that have an invoice number, goods, or no sign of a cost at all."""
    assert propose(table(columns, "poster.csv")).holds == "transactions"


@pytest.mark.parametrize("file", ["umsatz_zeitraum_2026.csv", "faktura_uden_fragt.csv", "optimeret_udtraek.csv", "kundeservice.csv"])
def test_a_name_that_only_sounds_like_costs_changes_nothing(table, file: str):
    """K33: a word within another, or beside the word for invoices, says nothing of costs."""
    assert propose(table({"Kundenr.": NUMBERS, "Dato": DAYS, "Beløb": AMOUNTS}, file)).holds == "transactions"


def test_a_list_of_customers_with_hours_stays_one(table):
    """K33: one row per customer with name and hours is master data."""
    columns = {"Kundenr.": [str(1000 + 7 * i) for i in range(60)], "Navn": [f"Firma {i} A/S" for i in range(60)], "Timer": HOURS}

    assert propose(table(columns, "kunder.csv")).holds == "customers"


def test_proposed_lines_can_be_taken_over(table):
    """K33: the proposal of a time file and a customer file is YAML with both, and the hours where they belong."""
    customers = table(
        {
            "Kundenr.": sorted(set(NUMBERS)),
            "Navn": [f"Firma {i} A/S" for i in range(len(set(NUMBERS)))],
            "Gns. betalingsdage": ["30"] * len(set(NUMBERS)),
            "Tilgodehavende": ["1.000,50"] * len(set(NUMBERS)),
        },
        "kunder.csv",
    )
    time = table({"Kundenr.": NUMBERS, "Dato": DAYS, "Arbejdstype": KINDS, "Timer": HOURS, "Medarbejder": KINDS}, "tidsregistrering.csv")
    lines = yaml_lines(propose_all([customers, time]))

    assert (
        "    holds: costs\n    columns:\n      customer_id: Kundenr.\n      date: Dato\n      kind: Arbejdstype\n      hours: Timer\n"
        in lines
    )
    assert "      receivables: Tilgodehavende\n      payment_days: Gns. betalingsdage\n" in lines
