"""Files judged together: whose numbers stand where, and which file only adds columns to another."""

import pytest

from segkit.intake.mapping import TableProposal, propose, propose_all
from segkit.words import Words

WORDS = Words("en")
AREAS = ["geography.csv", "products.csv", "sales_reps.csv", "sales_territory.csv", "reseller_sales_targets.csv"]


def sure(proposal: TableProposal) -> dict[str, str]:
    return {column.column: column.heading for column in proposal.columns}


def lines(number: str = "Nr.", customers: int = 25) -> dict[str, list[str]]:
    """Return invoice lines in which each customer comes back 40 times on many days."""
    rows = range(40 * customers)
    return {
        number: [f"{70_210 + 13 * (i % customers) * (i % customers)}" for i in rows],
        "Dato": [f"{1 + i // customers % 28:02}-{1 + i % 12:02}-2026" for i in rows],
        "Beløb": [f"{100 + i},50" for i in rows],
    }


def accounts(number: str = "Kundenr.", customers: int = 25) -> dict[str, list[str]]:
    return {
        number: [f"{70_210 + 13 * i * i}" for i in range(customers)],
        "Navn": [f"Firma {chr(65 + i)}" for i in range(customers)],
        "Branche": [("Handel", "Byggeri")[i % 2] for i in range(customers)],
    }


def test_a_number_that_comes_back_on_many_days_is_the_customers(table):
    """A column headed 'Nr.' that repeats 40 times per value in a file with dates is the customer's number, not the invoice's."""
    best = propose(table(lines())).doubtful[0]

    assert (best.column, best.heading, best.score) == ("customer_id", "Nr.", 88.0)
    assert best.why.evidence(WORDS) == "Each number stands on 40 lines of 40 days, as a customer who comes back does."


def test_a_number_of_one_day_is_the_invoices(table):
    """A column headed 'Nr.' whose values stand on several lines of one day each is the invoice's number."""
    days = [f"{1 + i // 3 % 28:02}-{1 + i // 90:02}-2026" for i in range(900)]
    cells = lines() | {"Nr.": [str(4000 + i // 3) for i in range(900)], "Dato": days, "Beløb": [f"{i},25" for i in range(900)]}

    doubts = {column.column: column.heading for column in propose(table(cells | {"Kundenr.": lines()["Nr."][:900]})).doubtful}

    assert doubts == {"order": "Nr."}


def test_a_number_in_the_list_of_customers_is_sure(table):
    """D03: the customer list confirms what the heading 'Nr.' of the ledger leaves open."""
    ledger, _ = propose_all([table(lines(), "poster.csv"), table(accounts(), "kunder.csv")])

    number = next(column for column in ledger.columns if column.column == "customer_id")
    assert number.heading == "Nr."
    assert number.why.evidence(WORDS) == "25 of 25 customer numbers stand in both this column and 'Kundenr.' of kunder.csv."


def test_a_customer_list_headed_nr_is_confirmed_by_the_ledger(table):
    """The other way round: the ledger's customer numbers confirm the list's 'Nr.'."""
    _, customers = propose_all([table(lines("Kundenr."), "poster.csv"), table(accounts("Nr."), "stamdata.csv")])

    assert sure(customers)["customer_id"] == "Nr."


def test_numbers_that_merely_count_confirm_nothing(table):
    """1, 2, 3 stand in every list that counts, so they are no evidence."""
    counted = lines() | {"Nr.": [str(1 + i % 25) for i in range(1000)]}
    listed = accounts() | {"Kundenr.": [str(1 + i) for i in range(25)]}

    ledger, _ = propose_all([table(counted, "poster.csv"), table(listed, "kunder.csv")])

    assert "customer_id" not in sure(ledger)


def test_a_table_of_areas_is_a_join(table):
    """G15: a file of postcodes and regions is neither customers nor lines; it adds the region by the postcode."""
    postcodes = [str(1000 + 37 * i) for i in range(25)]
    areas = {"POSTNR": postcodes, "Landsdel": [("Øst", "Vest")[i % 2] for i in range(25)]}

    customers, area = propose_all([table(accounts() | {"Postnr": postcodes}, "kunder.csv"), table(areas, "omraader.csv")])

    assert area.holds == "join"
    assert [(join.file, join.own_key, join.key, join.sure) for join in customers.joins] == [("omraader.csv", "Postnr", "POSTNR", False)]
    assert ("region", "Landsdel") in {(column.column, column.heading) for column in customers.doubtful}


def test_a_join_whose_keys_stand_twice_is_in_doubt(table):
    """C02: a postcode in two municipalities cannot be joined, and the evidence says how many rows repeat."""
    postcodes = [str(1000 + 37 * i) for i in range(25)]
    areas = {"Postnr": [*postcodes, postcodes[0]], "Landsdel": ["Øst"] * 26}

    customers, _ = propose_all([table(accounts() | {"Postnr": postcodes}, "kunder.csv"), table(areas, "omraader.csv")])

    assert [join.sure for join in customers.joins] == [False]
    assert customers.joins[0].why.evidence(WORDS) == (
        "25 of 25 values of 'Postnr' stand in both files, but not on one row each (rows that repeat a value: 1), so it cannot be joined yet."
    )


def test_two_headings_for_one_column_are_asked(table):
    """D11: where two headings fit one column, neither is taken silently."""
    cells = accounts() | {"Omsætning": [f"{i}000,50" for i in range(25)], "Nettoomsætning": [f"{i}900,50" for i in range(25)]}

    proposal = propose(table(cells))

    assert "revenue" not in sure(proposal)
    doubts = {c.heading: c.why.evidence(WORDS) for c in proposal.doubtful if c.column == "revenue"}
    assert doubts == {"Omsætning": "'Nettoomsætning' fits nearly as well.", "Nettoomsætning": "'Omsætning' fits nearly as well."}


def test_a_potential_below_the_revenue_is_a_doubt(table):
    """D11: revenue and potential that stand under each other's heading are asked, with the count of rows."""
    cells = accounts() | {"Omsætning": [f"{i + 1}90000,50" for i in range(25)], "Potentiale": [f"{i + 1}0000,50" for i in range(25)]}

    proposal = propose(table(cells))

    assert {"revenue", "potential"}.isdisjoint(sure(proposal))
    assert {column.why.evidence(WORDS) for column in proposal.doubtful} == {
        "On 25 of 25 rows the potential is below the revenue; the two may have been swapped."
    }


def test_a_potential_above_the_revenue_is_taken(table):
    """The doubt above comes from the cells, not from the two columns being there."""
    cells = accounts() | {"Potentiale": [f"{i + 1}90000,50" for i in range(25)], "Omsætning": [f"{i + 1}0000,50" for i in range(25)]}

    assert {"revenue": "Omsætning", "potential": "Potentiale"}.items() <= sure(propose(table(cells))).items()


@pytest.mark.parametrize("file", ["resellers.csv", "resellers_broken_unquoted_cp850.csv"])
def test_adventureworks_resellers(file: str, shared_data, read):
    """The customer master is one under both separators; the bank and the order habits are nobody's columns."""
    separator, encoding = ("|", "utf-8-sig") if file == "resellers.csv" else (",", "cp850")

    proposal = propose(read(shared_data / "adventureworks_b2b" / file, separator, encoding))

    assert proposal.holds == "customers"
    assert sure(proposal) == {
        **{"customer_id": "ResellerKey", "name": "ResellerName", "industry": "BusinessType", "employees": "NumberEmployees"},
        **{"founded": "YearOpened", "address": "AddressLine1", "phone": "Phone"},
    }
    assert {"BankName", "OrderMonth", "GeographyKey"} <= set(proposal.unused)


def test_adventureworks_together(shared_data, read):
    """A master, a ledger, four files that add columns, and one that nothing needs."""
    folder = shared_data / "adventureworks_b2b"
    master, ledger, *rest = propose_all(
        [read(folder / "resellers.csv", "|"), read(folder / "reseller_sales.csv.gz"), *(read(folder / file) for file in AREAS)]
    )

    assert [proposal.holds for proposal in rest] == ["join", "join", "join", "join", None]
    assert sure(ledger) == {
        **{"customer_id": "ResellerKey", "date": "OrderDate", "amount": "SalesAmount", "cost": "TotalProductCost"},
        **{"order": "SalesOrderNumber", "product": "ProductKey", "quantity": "OrderQuantity"},
    }
    assert {(join.file, join.key) for join in ledger.joins} == {
        *(("products.csv", "ProductKey"), ("sales_reps.csv", "EmployeeKey"), ("sales_territory.csv", "SalesTerritoryKey")),
    }
    assert [(join.file, join.key) for join in master.joins] == [
        ("geography.csv", "GeographyKey"),
        ("sales_territory.csv", "SalesTerritoryKey"),
    ]
    assert rest[-1].why.evidence(WORDS) == ("It is none of the tables, and no other file shares a key with it; the study does not need it.")


def test_online_retail(shared_data, read):
    """A ledger without an amount: quantity × price is offered, never taken."""
    proposal = propose(read(shared_data / "online_retail" / "online_retail.csv.gz"))

    assert proposal.holds == "transactions"
    assert sure(proposal) == {
        **{"customer_id": "CustomerID", "date": "InvoiceDate", "order": "InvoiceNo", "product": "StockCode", "quantity": "Quantity"}
    }
    assert [(c.heading, c.also, c.operation) for c in proposal.doubtful if c.column == "amount"] == [
        ("Quantity", ("UnitPrice",), "product")
    ]


def test_wholesale_customers(shared_data, read):
    """The same file with and without a customer number: without one it is no list of customers."""
    folder = shared_data / "wholesale_customers"

    with_id = propose(read(folder / "wholesale_customers_with_id.csv"))
    assert with_id.holds == "customers"
    assert sure(with_id) == {"customer_id": "CustomerId", "region": "Region", "channel": "Channel"}
    assert with_id.unused == ("Fresh", "Milk", "Grocery", "Frozen", "Detergents_Paper", "Delicassen")
    assert propose(read(folder / "wholesale_customers_semicolon_crlf.csv", ";")).holds is None
    assert propose(read(folder / "wholesale_customers_annotated_latin1.csv", ",", "latin-1")).holds is None


@pytest.mark.parametrize(
    ("file", "separator"),
    [
        *(("dk_postnr_kommune_region.csv", ";"), ("dk_kommune_income.csv", ","), ("dk_kommune_children_0_14.csv", ",")),
        *(("dk_kommune_population_sex_age.csv", ","), ("se_kommun_2022.csv", ","), ("se_postnummer_kommun.csv", ",")),
    ],
)
def test_area_tables_are_no_customers(file: str, separator: str, shared_data, read):
    """Statistics of municipalities are taken for nobody's customers, leads, lines or contacts."""
    assert propose(read(shared_data / "dk_se_areas" / file, separator)).holds is None


def test_swedish_postcodes_join_to_customers(shared_data, read, table):
    """Real postcodes: customers of Stockholm get their municipality's file offered as a join."""
    areas = read(shared_data / "dk_se_areas" / "se_postnummer_kommun.csv")
    postcodes = [str(code) for code in areas.cells["postal_code"].iloc[:250:10]]

    customers, area = propose_all([table(accounts() | {"postal_code": postcodes}, "kunder.csv"), areas])

    assert area.holds == "join"
    assert [(join.file, join.key, join.sure) for join in customers.joins] == [("se_postnummer_kommun.csv", "postal_code", True)]
