"""One number on several rows of the customer file."""

from decimal import Decimal

import pandas as pd
import pytest

from segkit.intake.identity import RowSetAside, one_row_each
from segkit.words import Words

WORDS = Words("en", "DKK")


def accounts(*rows: tuple[object, ...]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["customer_id", "name", "owner", "revenue", "_file", "_row"], dtype=object)
    return table.set_index("customer_id")


def test_the_same_row_again_is_set_aside():
    """D04: a row that repeats an earlier one in every column is set aside with its revenue, and told of; nothing counts twice."""
    table = accounts(
        ("1", "Other", None, Decimal(9), "a.csv", 2),
        ("2", "Bøje", None, Decimal("10"), "a.csv", 3),
        ("2", "Bøje", None, Decimal("10.00"), "a.csv", 7),
    )

    kept, aside, findings = one_row_each(table, "refuse")

    assert list(kept["_row"]) == [2, 3]
    assert aside == [RowSetAside(7, "a.csv", Decimal("10.00"))]
    assert [finding.severity for finding in findings] == ["note"]
    assert findings[0].text(WORDS) == "1 row repeats an earlier row in every column: '2' on row 3 and row 7."


def test_the_row_that_is_repeated_is_named():
    """D04: where a number stands three times, the finding names the two rows that are the same; the other still blocks."""
    table = accounts(("2", "Ask", None, None, "a.csv", 2), ("2", "Bøje", None, None, "a.csv", 3), ("2", "Bøje", None, None, "a.csv", 7))

    _, aside, (note, block) = one_row_each(table, "refuse")

    assert (note.values["row"], note.values["again"]) == ("3", "7")
    assert [row.row for row in aside] == [7]
    assert (block.severity, block.rows) == ("blocks", (2, 3))


def test_two_names_under_one_number_stop_the_study():
    """D04: the same number with two names blocks; the rows, the column and both values are named."""
    table = accounts(("1001", "Jensen A/S", "Mette", None, "a.csv", 5), ("1001", "Hansen ApS", "Jens", None, "a.csv", 9))

    kept, aside, (finding,) = one_row_each(table, "refuse")

    assert len(kept) == 2
    assert aside == []
    assert (finding.code, finding.severity, finding.file, finding.row, finding.rows) == ("SEG-D04", "blocks", "a.csv", 9, (5, 9))
    assert finding.text(WORDS) == (
        "1 number stands on rows that differ (Name, Owner): for '1001', 'Name' is 'Jensen A/S' on row 5 and 'Hansen ApS' on row 9."
    )
    assert finding.todo(WORDS) == (
        "Decide with the client which row is right and remove the other, or write repeated: first, or repeated: last, at this source in engagement.yaml."
    )


def test_two_owners_under_one_number_in_two_files():
    """D04: the same number with two owners blocks, and the file of the other row is named."""
    table = accounts(("1", "Ask", "Mette", None, "a.csv", 5), ("1", "Ask", None, None, "b.csv", 2))

    _, _, (finding,) = one_row_each(table, "refuse")

    assert (finding.file, finding.row, finding.rows) == ("b.csv", 2, (2,))
    assert (
        finding.text(WORDS) == "1 number stands on rows that differ (Owner): for '1', 'Owner' is 'Mette' on row 5 (a.csv) and '–' on row 2."
    )


@pytest.mark.parametrize(("repeated", "name", "row_left"), [("first", "Jensen A/S", 9), ("last", "Hansen ApS", 5)])
def test_the_first_or_last_row_counts_on_request(repeated, name, row_left):
    """D04: on request one row is used, the other is set aside and told of as a question."""
    table = accounts(("1", "Jensen A/S", None, Decimal(7), "a.csv", 5), ("1", "Hansen ApS", None, Decimal(7), "a.csv", 9))

    kept, aside, (finding,) = one_row_each(table, repeated)

    assert list(kept["name"]) == [name]
    assert aside == [RowSetAside(row_left, "a.csv", Decimal(7))]
    assert (finding.severity, finding.rows) == ("question", (row_left,))


@pytest.mark.parametrize("repeated", ["first", "last", "refuse"])
@pytest.mark.parametrize("other", [Decimal(8), None])
def test_different_revenue_always_stops_the_study(repeated, other):
    """D04: rows of one number with different revenue block whatever was asked for, for one of the amounts would be lost."""
    table = accounts(("1", "Ask", None, Decimal(7), "a.csv", 5), ("1", "Ask", None, other, "a.csv", 9))

    kept, aside, (finding,) = one_row_each(table, repeated)

    assert len(kept) == 2
    assert aside == []
    assert finding.severity == "blocks"
    assert finding.text(WORDS) == (
        "1 number stands on rows with different revenue: '1' has DKK\N{NO-BREAK SPACE}7.00 on row 5 and "
        + ("DKK\N{NO-BREAK SPACE}8.00" if other else "–")
        + " on row 9."
    )


def test_numbers_that_stand_once_are_left_alone():
    """D04: without a repeated number nothing changes and nothing is said."""
    table = accounts(("1", "Ask", None, None, "a.csv", 2), ("01", "Ask", None, None, "a.csv", 3))

    kept, aside, findings = one_row_each(table, "refuse")

    assert kept is table
    assert (aside, findings) == ([], [])
