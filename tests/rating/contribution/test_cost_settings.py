"""The cost model as it is written: what fits together is read, what does not is refused with a sentence."""

from pathlib import Path
from typing import Any

import pytest
from cost_books import CREDIT, FREIGHT, ORDERS, VISITS, model

from segkit.errors import EngagementError
from segkit.parameters import Record, read_record, read_yaml
from segkit.rating.contribution import CostModel

AS_WRITTEN = """contribution:
  target_margin: 0.05
  elements:
    - {name: Bonus, step: discounts, kinds: [Bonus], ledger: 412000.00}
    - {name: Fragt, step: freight, kinds: [Fragt], ledger: 655000.00}
    - {name: Saelgernes tid, step: sales, kinds: [Besoeg, Telefon], minutes: {Telefon: 15}, ledger: 3400000.00, practical_hours: 6400}
    - {name: Ordrebehandling, step: administration, per: orders, minutes_each: 12, ledger: 900000.00, theoretical_hours: 3200, practical_share: 0.85}
    - {name: Kredit, step: credit, rate: 0.08}
"""


class File(Record):
    contribution: CostModel


def test_the_model_is_read_from_yaml(tmp_path: Path):
    """K33: amounts, hours, minutes for each order and credit are told apart by what is given."""
    (tmp_path / "engagement.yaml").write_text(AS_WRITTEN, encoding="utf-8")

    read = read_record(File, read_yaml(tmp_path / "engagement.yaml")).contribution

    assert [element.basis for element in read.elements] == ["amounts", "amounts", "time", "orders", "credit"]
    assert (float(read.elements[3].practical), read.highest_price_change, read.thief_factor) == (2720.0, 0.10, 2.0)


REFUSED = [
    ({"name": "X", "step": "credit"}, "'X': the step credit needs 'rate', the interest per year, such as 0.08."),
    (FREIGHT | {"rate": 0.1}, "'Fragt': 'rate' belongs to 'step: credit', but the step is freight. Take one of them out."),
    (
        CREDIT | {"ledger": 1.0},
        "'Kredit' is reckoned from a yearly rate of interest, so 'ledger' cannot belong to it. Take out what does not belong, or make two costs of it.",
    ),
    (
        ORDERS | {"kinds": ["Besøg"]},
        "'Ordrer' is reckoned from minutes for each order, so 'kinds' cannot belong to it. Take out what does not belong, or make two costs of it.",
    ),
    ({"name": "X", "step": "freight"}, "'X' needs 'kinds', the kinds of records that belong to it, or 'per: orders'."),
    (FREIGHT | {"kinds": ["Fragt", " fragt"]}, "'Fragt': the kind 'fragt' stands twice under 'kinds'. Take one of them out."),
    (VISITS | {"minutes": {"Sag": 5.0}}, "'Sælgernes tid': 'minutes' gives 'Sag', which is not among its kinds: Besøg."),
    (
        {"name": "X", "step": "sales", "kinds": ["Besøg"], "practical_hours": 5.0},
        "'X' is time, so it needs 'ledger', what the accounts say that this time cost in the period.",
    ),
    (
        VISITS | {"theoretical_hours": 5.0},
        "'Sælgernes tid' needs either 'practical_hours' or 'theoretical_hours', the hours that its cost pays for.",
    ),
    (
        VISITS | {"practical_share": 0.8},
        "'Sælgernes tid': 'practical_share' is a share of 'theoretical_hours', which is missing.",
    ),
    (
        {"name": "X", "step": "sales", "per": "orders", "ledger": 1.0, "practical_hours": 1.0},
        "'X': 'per: orders' and 'minutes_each' belong together. Give both or neither.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("element", "sentence"), REFUSED)
def test_what_does_not_fit_together_is_refused(element: dict[str, Any], sentence: str):
    """K33: a cost of two natures, or of half of one, is refused with what to do."""
    with pytest.raises(ValueError) as refused:
        model(element)

    assert sentence in str(refused.value)


def test_the_names_of_costs_differ():
    """K33: two costs may not share a name, in whatever letters."""
    with pytest.raises(ValueError, match=r"two costs of 'elements' are called 'Fragt'\. Give each a name of its own\."):
        model(FREIGHT, FREIGHT | {"name": "FRAGT", "kinds": ["Andet"]})


def test_no_record_counts_twice():
    """K33: one kind's amounts belong to one cost; its hours may belong to another."""
    with pytest.raises(ValueError, match="the amounts of records of the kind 'fragt' would count twice, in 'Fragt' and in 'Told'"):
        model(FREIGHT, {"name": "Told", "step": "freight", "kinds": ["fragt"]})

    assert len(model(FREIGHT | {"kinds": ["Besøg"]}, VISITS).elements) == 2


def test_credit_is_reckoned_once():
    """K33: two costs of interest would count the same credit twice."""
    with pytest.raises(ValueError, match="'Kredit' and 'Rente' both reckon interest on the same credit"):
        model(CREDIT, CREDIT | {"name": "Rente"})


def test_a_pool_without_hours_is_refused_at_its_line(tmp_path: Path):
    """K33: the sentence names file and line."""
    text = "contribution:\n  elements:\n    - {name: Tid, step: sales, kinds: [Besøg], minutes: {Besøg: 5}, ledger: 5.00}\n"
    (tmp_path / "engagement.yaml").write_text(text, encoding="utf-8")

    with pytest.raises(EngagementError) as refused:
        read_record(File, read_yaml(tmp_path / "engagement.yaml"))

    assert list(refused.value.problems) == [
        "engagement.yaml, line 3: 'Tid' needs either 'practical_hours' or 'theoretical_hours', the hours that its cost pays for."
    ]
