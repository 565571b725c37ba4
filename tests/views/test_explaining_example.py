"""Every customer of the example: what its explanation says is so, and the change it names does what it says."""

import pandas as pd
import pytest

import segkit
from segkit.rating import measured, rate
from segkit.views import explaining
from segkit.views.labels import segment_label

ORE = 0.01


def regraded(study: segkit.Study, accounts: pd.DataFrame, by: pd.Series) -> pd.Series:
    """Return the grades of accounts whose figure of the step is changed by an amount."""
    changed = accounts.copy()
    for figure in ("revenue", "potential"):
        chosen = accounts["step_figure"] == figure
        changed.loc[chosen, figure] = (accounts.loc[chosen, figure] + by[chosen]).round(2)
    raw = changed[["customer_id", "revenue", "potential", "cost"]]
    return rate(measured(raw), study.grid).frame["grade"]


def test_the_stated_change_flips_every_grade_and_an_ore_less_flips_none(example: segkit.Study):
    """N2: for each rated customer the change gives the grade it names; one øre smaller, the grade stays."""
    accounts = example.customers[example.customers["step_figure"].notna()]
    less = accounts["step_by"] - ORE * accounts["step_by"].map(lambda by: 1 if by > 0 else -1)

    assert len(accounts) == example.customers["computed_grade"].notna().sum()
    assert list(regraded(example, accounts, accounts["step_by"])) == list(accounts["step_grade"])
    assert list(regraded(example, accounts, less)) == list(accounts["computed_grade"])
    assert (accounts["step_grade"] != accounts["computed_grade"]).all()


def test_every_sentence_tells_the_customers_own_figures(example: segkit.Study):
    """N2: grade, revenue, potential, the change and the grade after it stand in the sentence, as the language writes them."""
    words = example.words
    told = explaining.explanations(example, example.customers)

    for sentence, account in zip(told, example.customers.to_dict("records"), strict=True):
        if not isinstance(account["computed_grade"], str):
            assert sentence.startswith(f"{segment_label(example, None)}: ")
            continue
        assert sentence.startswith(f"{account['computed_grade']}: ")
        amounts = [account["revenue"], account["potential"], abs(account["step_by"])]
        assert all(words.money(amount, 0 if abs(amount) >= 1 or amount == 0 else 2) in sentence for amount in amounts), sentence
        assert sentence.rstrip(".").endswith(account["step_grade"])


@pytest.mark.parametrize("kind", ["customers", "leads"])
def test_the_possible_grades_hold_the_grade_itself(example: segkit.Study, kind: str):
    """N3: a rated account can only be what it is; an open one may be several."""
    accounts = getattr(example, kind)

    for grade, possible in zip(accounts["computed_grade"], accounts["possible"], strict=True):
        assert possible == (grade,) if isinstance(grade, str) else len(possible) > 1
