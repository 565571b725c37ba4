"""D11: what has changed since the last accepted delivery."""

import pytest

from segkit.intake.mapping import Snapshot, drift, snapshot
from segkit.words import Words

WORDS = Words("en")


def customers(times: float = 1, growth: float = 1.0) -> dict[str, list[str]]:
    return {
        "Kundenr.": [f"{10_200 + 7 * i}" for i in range(50)],
        "Navn": [f"Firma {chr(65 + i % 26)}{chr(65 + i // 26)}" for i in range(50)],
        "Omsætning": [f"{(20_000 + 977 * i) * times * growth:.2f}".replace(".", ",") for i in range(50)],
        "Potentiale": [f"{(900_000 + 31_013 * i) * growth:.2f}".replace(".", ",") for i in range(50)],
        "Oprettet": [f"{1 + i % 28:02}-03-2019" for i in range(50)],
    }


def changes(table, now: dict[str, list[str]], file: str = "kunder.csv") -> list[tuple[str, str | None]]:
    accepted = Snapshot.from_json(snapshot([table(customers(), "kunder.csv")]).to_json())
    return [(finding.kind, finding.column) for finding in drift(accepted, [table(now, file)])]


@pytest.mark.parametrize("growth", [1.0, 0.6, 1.7])
def test_an_ordinary_new_delivery_is_quiet(growth: float, table):
    """D11: the same columns with grown or shrunk figures are no drift."""
    assert changes(table, customers(growth=growth)) == []


@pytest.mark.parametrize(("times", "factor"), [(1000, "1000"), (0.001, "1/1000"), (1_000_000, "1000000")])
def test_a_new_unit_is_named(times: float, factor: str, table):
    """D11: figures a thousand times as large as the last time are a question, with both middle values."""
    accepted = snapshot([table(customers(), "kunder.csv")])

    [finding] = drift(accepted, [table(customers(times), "kunder.csv")])

    assert (finding.code, finding.kind, finding.column, finding.values["factor"]) == ("SEG-D11", "unit_changed", "Omsætning", factor)


def test_a_new_unit_is_told_in_words(table):
    """D11: the message names the column, the factor and both middle values."""
    [finding] = drift(snapshot([table(customers(), "kunder.csv")]), [table(customers(1000), "kunder.csv")])

    assert finding.text(WORDS) == (
        "The numbers under 'Omsætning' are about 1000 times those of the last delivery: the middle one went from 43,936.50 to 43,936,500."
    )
    assert finding.done(WORDS) == "The numbers stand as they were received."


def test_swapped_columns_are_named(table):
    """D11: revenue and potential under each other's heading are seen from their distributions."""
    now = customers()
    now["Omsætning"], now["Potentiale"] = now["Potentiale"], now["Omsætning"]

    assert changes(table, now) == [("columns_swapped", "Omsætning")]


def test_columns_in_another_order_are_no_swap(table):
    """Headings move with their columns; only figures that leave their heading are a question."""
    assert changes(table, dict(reversed(customers().items()))) == []


def test_a_renamed_heading_is_named_with_its_old_name(table):
    """D11: the same figures under a new heading are offered as a renaming, not taken for one."""
    now = customers()
    now["Nettosalg i alt"] = now.pop("Omsætning")
    accepted = snapshot([table(customers(), "kunder.csv")])

    [finding] = drift(accepted, [table(now, "kunder.csv")])

    assert finding.text(WORDS) == "The heading 'Omsætning' of the last delivery is gone; 'Nettosalg i alt' is new and its cells look alike."


def test_unknown_and_missing_headings_are_named(table):
    """D11: a heading that is gone is a question, a new one a note."""
    now = customers()
    del now["Oprettet"]
    now["Rabatgruppe"] = ["A", "B"] * 25

    assert changes(table, now) == [("heading_missing", "Oprettet"), ("heading_new", "Rabatgruppe")]


def test_a_column_that_holds_something_else_is_named(table):
    """D11: dates where there were numbers."""
    now = customers()
    now["Omsætning"] = now["Oprettet"]

    assert changes(table, now) == [("column_changed", "Omsætning")]


def test_a_file_under_a_new_name_is_the_same_file(table):
    """Next year's file carries next year's name; its headings say which one it is."""
    assert changes(table, customers(), "kunder 2027.csv") == []


def test_a_file_that_is_gone_is_named(table):
    """D11: a file of the last delivery that has no counterpart is asked for by name."""
    accepted = snapshot([table(customers(), "kunder.csv")])

    [finding] = drift(accepted, [table({"Varenr.": ["1"], "Pris": ["2"]}, "priser.csv")])

    assert finding.text(WORDS) == "The last delivery held kunder.csv; this one does not, nor a file with the same headings."


def test_the_snapshot_keeps_no_customer(table):
    """L02: what is kept beside the delivery holds figures and headings, no name and no number of anybody."""
    kept = snapshot([table(customers(), "kunder.csv")])

    assert Snapshot.from_json(kept.to_json()) == kept
    assert "Firma" not in kept.to_json()
    assert "10200" not in kept.to_json()
