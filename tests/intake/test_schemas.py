"""The last gate before anything is computed: what must hold of the checked tables, all failures at once."""

import pandas as pd
import pytest

from segkit.intake.accounts import finished
from segkit.intake.schemas import checked


def table() -> pd.DataFrame:
    accounts = pd.DataFrame({"name": ["Alfa", "Beta"]}, index=pd.Index(["001", "002"], name="customer_id"), dtype=object)
    return finished(accounts, "customer_id")


def test_a_table_that_holds_passes():
    """The table itself comes back."""
    good = table()

    assert checked(good, "customer_id") is good


def test_every_failure_is_named_at_once():
    """A number twice, an amount of three decimals and a basis that nobody knows are told together."""
    bad = table().assign(customer_id="001", revenue=[1.005, 2.0], potential_basis="guessed")

    with pytest.raises(AssertionError) as caught:
        checked(bad, "customer_id")

    assert all(name in str(caught.value) for name in ("customer_id", "two decimals", "potential_basis"))
