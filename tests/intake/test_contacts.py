"""Contacts: only a yes is a yes, in whichever of the five languages it is written; missing is not asked."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tiny import TINY

import segkit
from segkit.intake import Intake, take_in

Build = Callable[..., Path]

YAML = TINY.replace(
    "abcd:\n",
    "  - file: contacts.csv\n    holds: contacts\n"
    "    columns: {customer_id: No, name: Person, consent_email: Mail, preferred_channel: Way}\nabcd:\n",
)


def contacts(workbook: Build, *rows: str) -> Intake:
    file = workbook(YAML, contacts_csv="No;Person;Mail;Way\n" + "".join(f"{row}\n" for row in rows))
    engagement = segkit.read_engagement(file)
    return take_in(engagement.sources, engagement.period, engagement.data, engagement.identity)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("opt_in", ["ja", "Ja", "JA ", "yes", "x", "tilmeldt", "samtykke", "samtycke", "påmeldt", "Einwilligung", "opt-in", "1", "SAND"]),
        ("opt_out", ["nej", "nei", "no", "nein", "frabedt", "nekad", "avslått", "abgelehnt", "0", "FALSK"]),
        ("withdrawn", ["trukket tilbage", "Afmeldt", "återkallat", "avmeldt", "widerrufen", "unsubscribed", "Trukket  tilbage"]),
        ("not_asked", ["", "ikke spurgt", "ej tillfrågad", "ikke spurt", "nicht gefragt", "not asked"]),
    ],
)
def test_consent_is_understood_in_five_languages(workbook: Build, state: str, words: list[str]):
    """C12: Danish, Swedish, Norwegian, German and English, whatever the case and the blanks."""
    result = contacts(workbook, *(f"001;Person {i};{word};" for i, word in enumerate(words)))

    assert list(result.contacts["consent_email"]) == [state] * len(words)
    assert not [finding for finding in result.findings if finding.kind == "unknown_choice"]


@pytest.mark.parametrize("word", ["måske", "ok?", "jatak", "ja/nej", "?", "yes no"])
def test_what_nobody_knows_is_never_a_yes(workbook: Build, word: str):
    """C12: an unknown word counts as not asked, and is listed with its row."""
    result = contacts(workbook, "001;Bo;ja;", f"002;Ida;{word};")
    [told] = [finding for finding in result.findings if finding.kind == "unknown_choice"]

    assert list(result.contacts["consent_email"]) == ["opt_in", "not_asked"]
    assert (told.file, told.column, told.rows, told.values["example"]) == ("contacts.csv", "Mail", (3,), word)


def test_a_channel_is_understood_and_an_empty_one_stays_empty(workbook: Build):
    """C12: how somebody wishes to be contacted is no consent, so an empty cell is nothing."""
    result = contacts(workbook, "001;Bo;;Tlf.", "001;Ida;;e-post", "001;Eva;;Møde", "001;Kim;;")

    assert list(result.contacts["preferred_channel"]) == ["phone", "email", "visit", None]
    assert set(result.contacts["consent_email"]) == {"not_asked"}


def test_a_contact_of_nobody_is_named(workbook: Build):
    """D05: a person at a customer who is not listed is kept, and asked about with the row."""
    result = contacts(workbook, "001;Bo;ja;", "999;Ida;ja;")
    [told] = [finding for finding in result.findings if finding.kind == "contact_of_nobody"]

    assert (told.row, told.values["example"], len(result.contacts)) == (3, "999", 2)


def test_contacts_are_accounted_for_to_the_row(workbook: Build):
    """D10: received = used + without a customer + set aside."""
    result = contacts(workbook, "001;Bo;ja;", ";Ida;ja;", "002;Eva;nej")
    account = {line.what: line.rows for line in result.reconciliation.lines if line.file == "contacts.csv" and line.rows}

    assert account == {"received": 3, "ragged": 1, "missing_id": 1, "used": 1}
