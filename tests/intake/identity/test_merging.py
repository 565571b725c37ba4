"""Accounts merged by decision."""

import datetime as dt
from decimal import Decimal

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from segkit.errors import EngagementError
from segkit.intake.identity import Merge, merged, merging, replaced_numbers
from segkit.words import Words

WORDS = Words("en", "DKK")


def accounts(**columns: list[object]) -> pd.DataFrame:
    return pd.DataFrame({name: pd.Series(values, dtype=object) for name, values in columns.items()}).set_index("customer_id")


def test_merging_adds_what_was_bought_and_keeps_what_is_said():
    """D03: revenue, cost and orders are added, the latest order counts, the kept row's texts win and its blanks are filled."""
    table = accounts(
        customer_id=["2", "1", "3"],
        name=["Jensen ApS", None, "Other"],
        owner=["Mette", "Mette", "Jens"],
        region=["Fyn", "Sjælland", "Fyn"],
        revenue=[Decimal("10.10"), Decimal("0.20"), Decimal(5)],
        cost=[Decimal(4), Decimal(1), None],
        orders=[2, 1, 4],
        last_order=[dt.date(2026, 5, 1), dt.date(2026, 1, 1), None],
        _file=["a.csv", "b.csv", "a.csv"],
        _row=[2, 9, 4],
    )

    whole, findings = merged(table, [Merge("1", ("2",))])

    assert list(whole.index) == ["1", "3"]
    assert whole.loc["1"].to_dict() == {
        "name": "Jensen ApS",
        "owner": "Mette",
        "region": "Sjælland",
        "revenue": Decimal("10.30"),
        "cost": Decimal(5),
        "orders": 3,
        "last_order": dt.date(2026, 5, 1),
        "_file": "b.csv",
        "_row": 9,
    }
    assert [(finding.kind, finding.severity) for finding in findings] == [("accounts_merged", "note")]
    assert findings[0].text(WORDS) == "1 account was merged into another one, as decisions.yaml says: '2' into '1'."


def test_a_potential_is_not_added():
    """D03: two potentials of one company are a contradiction: the kept row's is used and the other is told of."""
    table = accounts(customer_id=["1", "2"], potential=[Decimal(100), Decimal(90)], owner=["Mette", "Jens"])

    whole, findings = merged(table, [Merge("1", ("2",))])

    assert whole.loc["1", "potential"] == Decimal(100)
    assert [finding.kind for finding in findings] == ["merge_potential_differs", "merge_owner_differs", "accounts_merged"]
    assert (
        findings[0].text(WORDS)
        == "1 merged customer has two potentials: '1' has DKK\N{NO-BREAK SPACE}100.00, '2' has DKK\N{NO-BREAK SPACE}90.00."
    )
    assert findings[1].text(WORDS) == "1 merged customer has two owners: '1' has Mette, '2' has Jens."


def test_the_kept_row_wins_wherever_it_stands():
    """D03: the texts of the kept number win, be its row the last of the file and its number the highest."""
    whole, _ = merged(accounts(customer_id=["1", "2", "3"], name=["Ask", "Bøg", "Elm"]), [Merge("3", ("1", "2"))])

    assert whole["name"].to_dict() == {"3": "Elm"}


def test_a_blank_potential_is_filled():
    """D03: where only the merged account has a potential, the customer has it."""
    whole, findings = merged(accounts(customer_id=["1", "2"], potential=[None, Decimal(90)]), [Merge("1", ("2",))])

    assert whole.loc["1", "potential"] == Decimal(90)
    assert [finding.kind for finding in findings] == ["accounts_merged"]


def test_an_unknown_cost_leaves_the_customers_cost_open():
    """D03: a cost known for a part of the revenue only is not passed off as the whole; the finding says how much is left out."""
    table = accounts(customer_id=["1", "2"], revenue=[Decimal(10), Decimal(5)], cost=[Decimal(4), None])

    whole, findings = merged(table, [Merge("1", ("2",))])

    assert whole.loc["1", "cost"] is None
    assert whole.loc["1", "revenue"] == Decimal(15)
    assert findings[0].text(WORDS) == "1 merged customer has an account whose cost is unknown: '2', merged with '1'."
    assert findings[0].done(WORDS) == (
        "The cost of these customers is left open, not guessed; DKK\N{NO-BREAK SPACE}4.00 of known cost is therefore in no total."
    )


def test_an_account_without_revenue_needs_no_cost():
    """D03: an account that bought nothing has no cost to know."""
    table = accounts(customer_id=["1", "2"], revenue=[Decimal(10), Decimal(0)], cost=[Decimal(4), None])

    assert merged(table, [Merge("1", ("2",))])[0].loc["1", "cost"] == Decimal(4)


def test_an_unknown_revenue_is_told():
    """D03: the known revenue is kept, and that another part is unknown is asked about."""
    whole, findings = merged(accounts(customer_id=["1", "2"], revenue=[Decimal(10), None]), [Merge("1", ("2",))])

    assert whole.loc["1", "revenue"] == Decimal(10)
    assert findings[0].text(WORDS) == "1 merged customer has an account whose revenue is unknown: '2', merged with '1'."


def test_a_merge_of_nobody_is_told():
    """D03: a decision that names a number that is not in the files has no effect and is told of."""
    table = accounts(customer_id=["1", "2"], revenue=[Decimal(1), Decimal(2)])

    whole, (finding,) = merged(table, [Merge("1", ("9",)), Merge("8", ("2",))])

    assert whole.equals(table)
    assert finding.text(WORDS) == "decisions.yaml merges 2 numbers that are not in the files, such as '9' (with '1')."


def test_chains_lead_to_their_end():
    """D03: 3 into 2 and 2 into 1 make both of them 1, also where 2 is in no file."""
    merges = [Merge("2", ("3",)), Merge("1", ("2",))]
    whole, _ = merged(accounts(customer_id=["1", "3"], revenue=[Decimal(1), Decimal(2)]), merges)

    assert dict(replaced_numbers(merges)) == {"3": "1", "2": "1"}
    assert whole["revenue"].to_dict() == {"1": Decimal(3)}


@pytest.mark.parametrize(
    ("merges", "sentence"),
    [
        (
            [Merge("1", ("2",), line=3), Merge("2", ("1",), line=6)],
            "SEG-D03: decisions.yaml, line 3: merges go round in a circle: '2' into '1' into '2'. Decide which number is kept.",
        ),
        (
            [Merge("1", ("2",), line=3), Merge("4", ("2",), line=6)],
            "SEG-D03: decisions.yaml, line 6: '2' is merged into '4', but on line 3 into '1'. Keep one of the two decisions.",
        ),
        ([Merge("1", ("1",))], "SEG-D03: '1' is to be kept and merged at once. Take it out of 'merge'."),
    ],
)
def test_merges_that_cannot_be_are_refused(merges, sentence):
    """D03: a circle, a number merged into two others, and one merged into itself are refused with their lines."""
    with pytest.raises(EngagementError) as refused:
        replaced_numbers(merges)

    assert str(refused.value) == sentence


def test_a_lost_amount_stops_everything(monkeypatch):
    """D03: should merging ever lose an amount, the run stops instead of showing a total that is wrong."""
    monkeypatch.setattr(merging, "_added", lambda values: values.iloc[0])

    with pytest.raises(AssertionError, match=r"^merging changed the sum of revenue from 3 to 1$"):
        merged(accounts(customer_id=["1", "2"], revenue=[Decimal(1), Decimal(2)]), [Merge("1", ("2",))])


@given(
    st.lists(st.one_of(st.none(), st.decimals(-1000, 1000, places=2)), min_size=2, max_size=12),
    st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=8),
)
def test_no_total_changes(amounts: list[Decimal | None], pairs: list[tuple[int, int]]):
    """D03: whatever is merged, the revenue of all customers is the same, and each number goes on under one that is still there."""
    table = accounts(customer_id=[str(i) for i in range(len(amounts))], revenue=amounts)
    into = {number: kept for kept, number in pairs if kept < number}
    merges = [Merge(str(kept), (str(number),)) for number, kept in into.items()]

    whole, _ = merged(table, merges)

    assert sum(value for value in whole["revenue"] if value is not None) == sum(value for value in amounts if value is not None)
    assert len(whole) == len(amounts) - sum(
        int(number) < len(amounts) and int(kept) < len(amounts) for number, kept in replaced_numbers(merges).items()
    )
