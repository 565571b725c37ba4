"""Headings as real systems write them: what is called sure must be right."""

import tomllib
from pathlib import Path

import pytest

from segkit.intake.mapping import SURE, propose
from segkit.intake.mapping.folding import folded
from segkit.intake.mapping.synonyms import synonyms
from segkit.tables import COLUMNS

EXPORTS = tomllib.loads(Path(__file__).with_name("exports.toml").read_text(encoding="utf-8"))["export"]

IMPORTANT = {
    "customers": ("customer_id", "name", "org_number", "owner", "region", "industry", "employees", "revenue", "cost", "potential"),
    "leads": ("lead_id", "revenue"),
    "transactions": ("date", "amount", "order", "product", "product_group", "quantity", "currency"),
}


def test_there_are_enough_headings_to_tell():
    """The sentence about sure headings rests on at least 150 headings from five languages."""
    assert sum(len(export["headings"]) for export in EXPORTS) >= 150
    assert {export["system"][-4:] for export in EXPORTS} >= {"(da)", "(sv)", "(nb)", "(en)", "(de)"}


@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export["system"])
def test_the_file_is_known_for_what_it_holds(export: dict, exported):
    """Customers, leads, invoice lines, contacts and records of time and costs are told apart without being named."""
    assert propose(exported(export)).holds == export["holds"]


@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export["system"])
def test_no_sure_heading_is_wrong(export: dict, exported):
    """Not one heading called sure is wrong; what may be one of several columns ("?") is never sure."""
    right = {entry[0]: entry[1] for entry in export["headings"]}

    assert [(column.heading, column.column) for column in propose(exported(export)).columns if right[column.heading] != column.column] == []


def test_most_headings_are_sure(exported):
    """At least 95 of 100 headings that are one of segkit's columns are found without asking."""
    wanted = [(export["system"], *entry[:2]) for export in EXPORTS for entry in export["headings"] if entry[1] not in {"", "?"}]
    sure = {(export["system"], column.heading, column.column) for export in EXPORTS for column in propose(exported(export)).columns}

    missed = [entry for entry in wanted if entry not in sure]
    assert len(missed) <= 0.05 * len(wanted), missed


def test_every_score_is_within_its_bounds(exported):
    """Sure is 95 or more, everything else is a doubt or unused, and each heading stands in one of the three places."""
    for export in EXPORTS:
        proposal = propose(exported(export))
        assert all(column.score >= SURE for column in proposal.columns)
        assert not {column.heading for column in proposal.columns} & set(proposal.unused)
        placed = {heading for column in (*proposal.columns, *proposal.doubtful) for heading in (column.heading, *column.also)}
        assert placed | set(proposal.unused) == {entry[0] for entry in export["headings"]}


@pytest.mark.parametrize("language", ["da", "sv", "nb", "en", "de"])
def test_important_columns_have_eight_headings_per_language(language: str):
    """Every important column is known by at least eight headings in each language."""
    listed = tomllib.loads((Path(synonyms.__wrapped__.__code__.co_filename).parent / "headings" / f"{language}.toml").read_text("utf-8"))

    few = [
        (holds, name)
        for holds, names in IMPORTANT.items()
        for name in names
        if len({folded(heading).whole for heading in listed.get(f"{holds}.{name}", listed.get(name, []))}) < 8
    ]
    assert few == []


@pytest.mark.parametrize("language", ["da", "sv", "nb", "en", "de", "technical"])
def test_every_listed_column_exists(language: str):
    """A misspelled column in a file of headings would never be found."""
    listed = tomllib.loads((Path(synonyms.__wrapped__.__code__.co_filename).parent / "headings" / f"{language}.toml").read_text("utf-8"))
    known = {column.name for columns in COLUMNS.values() for column in columns} | {"unit_price", "first_name", "last_name"}

    assert {name.rpartition(".")[2] for name in (*listed, *listed.get("weak", {}))} - {"weak"} <= known


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kundenr.", "KUNDE_NR"),
        ("Kunde-nummer", "kundenr"),
        ("CustomerNo", "Customer no."),
        ("Bogføringsdato ", "BOGFORINGSDATO"),
        ("Währung", "wahrung"),
        ("Sell-to Customer No.", "SellToCustomerNo"),
    ],
)
def test_ways_of_writing_make_no_difference(one: str, other: str):
    """Case, accents, signs, CamelCase and the word for number are the same heading."""
    assert folded(one).whole == folded(other).whole


@pytest.mark.parametrize("heading", ["Omsætning (tkr.)", "Omsætning i DKK", "Omsætning 1.000 kr.", "OMSÆTNING SEK", "Omsætning mio."])
def test_a_unit_is_no_part_of_the_name(heading: str):
    assert folded(heading).bare == "omsaetning"


def test_a_year_makes_a_heading_a_question(table):
    """'Omsætning 2024' is revenue only if 2024 is the period, so it is asked."""
    cells = {"Kundenr.": [str(500 + 3 * i) for i in range(9)], "Navn": [f"Firma {chr(65 + i)}" for i in range(9)]}

    proposal = propose(table(cells | {"Omsætning 2024": [f"{i}50,50" for i in range(9)]}))

    assert [(column.column, column.heading) for column in proposal.doubtful] == [("revenue", "Omsætning 2024")]


TRAPS = {
    "customers": [
        *(
            ("Omsætning inkl. moms", "money"),
            ("Budgetomsætning", "money"),
            ("Omsætning sidste år", "money"),
            ("Omsætning (budget)", "money"),
        ),
        *(("Kundenavn 2", "name"), ("Leveringsadresse", "address"), ("Leverandørnr.", "counter"), ("Gl. kundenr.", "counter")),
        *(
            ("Potentiale (ja/nej)", "consent_email"),
            ("Potentiale score", "quantity"),
            ("Sales target", "money"),
            ("Umsatz Vorjahr", "money"),
        ),
        *(
            ("Umsatz Plan", "money"),
            ("Omsättning fg år", "money"),
            ("Vendor no.", "counter"),
            ("Region manager", "owner"),
            ("Fax", "phone"),
        ),
    ],
    "transactions": [
        *(("Beløb inkl. moms", "money"), ("Momsbeløb", "money"), ("Enhedspris", "money"), ("Kostpris pr. stk.", "money")),
        *(("Forfaldsdato", "date"), ("Leveringskundenr.", "repeated"), ("Rabatbeløb", "money"), ("Varenr. leverandør", "product")),
        *(
            ("Gross amount", "money"),
            ("Bruttobetrag", "money"),
            ("Unit cost", "money"),
            ("Standard cost", "money"),
            ("Valutakurs", "money"),
        ),
        *(("Restbelopp", "money"), ("Due date", "date"), ("Ordrelinjenr.", "counter"), ("Amount incl. VAT", "money")),
    ],
}
BESIDE = {
    "customers": [["Kundenr.", "customer_id"], ["Navn", "name"]],
    "transactions": [["Kundenr.", "repeated"], ["Fakturadato", "date"], ["Nettobeløb", "amount"], ["Fakturanr.", "order"]],
}


@pytest.mark.parametrize(("holds", "heading", "kind"), [(holds, *trap) for holds, traps in TRAPS.items() for trap in traps], ids=str)
def test_a_heading_that_only_resembles_is_never_sure(holds: str, heading: str, kind: str, exported):
    """With tax, budgets, last year's figures and other parties' numbers resemble what is wanted, and are asked or left alone."""
    proposal = propose(exported({"holds": holds, "headings": [*BESIDE[holds], [heading, kind]]}))

    assert heading not in {column.heading for column in proposal.columns}
    assert proposal.holds == holds


def test_a_file_without_rows_is_asked_for_everything(table):
    """Headings alone are never sure: there is no cell that could speak for them."""
    proposal = propose(table({"Kundenr.": [], "Navn": [], "Branche": []}))

    assert proposal.columns == ()
