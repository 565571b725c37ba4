"""The canonical tables: what each column must say of itself."""

import pytest

from segkit.intake.settings import Source
from segkit.tables import CHANNELS, COLUMNS, CONSENT_STATES, CUSTOMER_COLUMNS, KEYS, LEAD_COLUMNS, ORIGINS

G18 = {
    "customers": {
        *("address", "postcode", "city", "country", "founded", "customer_since", "products", "channel", "support_cases", "last_support"),
        *("satisfaction", "nps", "newsletter", "digital", "region", "district", "industry", "subindustry", "employees", "source"),
    },
    "transactions": {"date", "amount", "product", "product_group", "quantity", "place", "currency"},
}

EVERY_COLUMN = [(holds, column) for holds, columns in COLUMNS.items() for column in columns]


@pytest.mark.parametrize("holds", G18)
def test_every_field_of_the_internal_list_has_a_column(holds: str):
    """G18, C06, C07: what a client can know of its customers has a place, two kinds of region and two levels of industry included."""
    assert G18[holds] <= {column.name for column in COLUMNS[holds]}


@pytest.mark.parametrize("holds", COLUMNS)
def test_names_and_labels_are_told_apart(holds: str):
    """Two columns of one table share neither their name nor the label that people read."""
    columns = COLUMNS[holds]

    assert len({column.name for column in columns}) == len({column.label for column in columns}) == len(columns)


@pytest.mark.parametrize("holds", COLUMNS)
def test_the_key_is_a_required_id(holds: str):
    """Every table says whose row it is, as text; only time and costs may be nobody's."""
    key = next(column for column in COLUMNS[holds] if column.name == KEYS[holds])

    assert key.required == (holds != "costs")
    assert key.kind == "id"


@pytest.mark.parametrize(("holds", "column"), EVERY_COLUMN, ids=lambda value: getattr(value, "name", value))
def test_a_column_speaks_in_whole_sentences(holds: str, column):
    """G18: what a column means and what is lost without it are sentences; a needed column cannot be lost."""
    assert column.label
    assert column.help.endswith(".")
    assert not column.lost or column.lost.endswith(".")
    assert not (column.required and column.lost)
    assert bool(column.choices) == (column.kind == "choice")
    assert column.origin in ORIGINS


def test_leads_and_customers_share_their_columns():
    """C12: a lead that becomes a customer takes its columns along under the same names."""
    assert {column.name for column in LEAD_COLUMNS} - {"lead_id"} <= {column.name for column in CUSTOMER_COLUMNS}


@pytest.mark.parametrize("channel", CHANNELS)
def test_consent_is_kept_per_channel_with_its_proof(channel: str):
    """C17: each channel has one of four states, with date, source and basis."""
    contacts = {column.name: column for column in COLUMNS["contacts"]}

    assert set(contacts[f"consent_{channel}"].choices) == set(CONSENT_STATES) == {"opt_in", "opt_out", "withdrawn", "not_asked"}
    assert {f"consent_{channel}_{part}" for part in ("date", "source", "basis")} <= contacts.keys()


def test_wishes_of_a_contact_have_columns():
    """S24: channel, time and no contact at all."""
    assert {"preferred_channel", "preferred_time", "do_not_contact"} <= {column.name for column in COLUMNS["contacts"]}


def test_personal_columns_are_marked():
    """C13: what is about a person is marked, and a company's own facts are not."""
    personal = {column.name for column in CUSTOMER_COLUMNS if column.personal}

    assert personal == {"phone", "email", "owner"}
    assert [column.name for column in COLUMNS["costs"] if column.personal] == ["who"]
    assert all(column.personal for column in COLUMNS["contacts"] if column.name not in {"customer_id", "address_type"})


def test_zeros_in_front_are_kept():
    """A postcode, a telephone number and a company number are text from the first byte."""
    kinds = {column.name: column.kind for column in CUSTOMER_COLUMNS}

    assert {kinds[name] for name in ("postcode", "phone", "org_number", "customer_id")} == {"id"}


def test_a_source_may_hold_contacts():
    """engagement.yaml can name a file of contacts and its columns."""
    columns = {"customer_id": "Kundenr.", "name": "Kontaktperson", "consent_email": "Samtykke e-mail"}

    source = Source.model_validate({"file": "kontakter.csv", "holds": "contacts", "columns": columns})

    assert source.key == "customer_id"
