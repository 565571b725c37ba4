"""What only the whole Deep Dive shows: records that no cost counts, accounts that do not fit, decided points that have no effect any more."""

from collections.abc import Callable
from pathlib import Path

import pytest
from deep_desk import DEEP, RECORDS
from rating_desk import study_of
from returning import CUSTOMERS, LEADS, LINES

from segkit.study import Study

DECIDED = """\
corrections:
  - key: "rating:customer:{number}"
    field: "given:{leaf}"
    value: {point}
    from: {{file: strategy.xlsx, cell: "Ratings!L9"}}
    date: 2026-09-01
    by: "Ida"
"""


@pytest.fixture
def client(tmp_path: Path) -> Callable[..., Study]:
    def made(yaml: str = DEEP, records: str = RECORDS, decided: str = "") -> Study:
        folder = tmp_path / "workbooks" / "nord"
        (folder / "data").mkdir(parents=True)
        for name, content in {"customers": CUSTOMERS, "leads": LEADS, "lines": LINES, "costs": records}.items():
            (folder / "data" / f"{name}.csv").write_text(content, encoding="utf-8")
        (folder / "engagement.yaml").write_text(yaml, encoding="utf-8")
        if decided:
            (folder / "corrections.yaml").write_text(decided, encoding="utf-8")
        return study_of(folder / "engagement.yaml")

    return made


KINDS = ("cost_uncounted", "cost_overtime", "cost_beyond", "cost_records", "decided_", "correction_of")


def told(study: Study) -> list[str]:
    return [finding.text(study.words) for finding in study.findings if finding.kind.startswith(KINDS)]


def test_nothing_is_told_where_everything_fits(client: Callable[..., Study]):
    """N8: the records of the small client are counted, and its accounts have room for them."""
    assert told(client()) == []


def test_hours_of_a_kind_that_no_cost_counts(client: Callable[..., Study]):
    """N8: hours without a home are told with their sum."""
    records = RECORDS + "0012;01-08-2025;Call;0,5;\n0013;01-08-2025;call ;0,25;\n"

    assert told(client(records=records)) == ["The hours of 2 records of the kind 'Call' belong to no cost, in all 0.75."]


def test_amounts_of_a_kind_that_no_cost_counts(client: Callable[..., Study]):
    """N8: money of a kind whose hours are counted, but whose amounts are not."""
    records = RECORDS + "0012;01-08-2025;Visit;1;75,00\n"

    assert told(client(records=records)) == ["The amount of 1 record of the kind 'Visit' belongs to no cost: DKK\xa075.00."]


def test_hours_and_amounts_and_neither(client: Callable[..., Study]):
    """N8: each kind is told once, by what its records give."""
    records = RECORDS + "0012;01-08-2025;Course;2;300,00\n0012;01-08-2025;Note;;\n"

    assert told(client(records=records)) == [
        "1 record of the kind 'Course' belongs to no cost: 2.00 hours and DKK\xa0300.00.",
        "1 record of the kind 'Note' belongs to no cost.",
    ]


def test_more_hours_than_were_paid_for(client: Callable[..., Study]):
    """N8: 20.5 hours against 17 practical ones: what the customers carry beyond the accounts is told in hours and money."""
    records = RECORDS + "0017;01-08-2025;Visit;10;\n"

    assert told(client(records=records)) == [
        "'Visits' has 3.50 more hours than the 17.00 practical hours that its cost pays for; they come to DKK\xa0247.06."
    ]


def test_records_that_exceed_the_accounts(client: Callable[..., Study]):
    """N8: freight of 135.50 by the records, 100 by the accounts."""
    yaml = DEEP.replace("kinds: [Freight]", "kinds: [Freight], ledger: 100.00")

    assert told(client(yaml)) == ["The records of 'Freight' come to DKK\xa035.50 more than the DKK\xa0100.00 that the accounts have."]


def test_records_without_figures(client: Callable[..., Study]):
    """N8: a visit without hours, where nothing is said of how long one takes, counts for nothing and is told."""
    records = RECORDS + "0017;01-08-2025;Visit;;\n"

    assert told(client(records=records)) == ["1 record of 'Visits' gives neither hours nor an amount that the cost could count."]


@pytest.mark.parametrize(
    ("decided", "text"),
    [
        (
            DECIDED.format(number="0014", leaf="Punctuality", point=4),
            "For '0014' the point 4 was decided for 'Punctuality', which is no factor that people rate in the tree.",
        ),
        (
            DECIDED.format(number="0014", leaf="Planning", point=7),
            "For '0014' the point 7 was decided for 'Planning', but the tree's points go from 1 to 5.",
        ),
        (
            DECIDED.format(number="0099", leaf="Planning", point=4),
            "Planning was decided for '0099', who is neither a customer nor a lead here any more.",
        ),
    ],
)
def test_a_decided_point_without_effect_is_told(client: Callable[..., Study], decided: str, text: str):
    """K26, F05: what was decided of a factor, a scale or a customer that is gone is kept, told, and counts for nothing."""
    study = client(decided=decided)

    assert told(study) == [text]
    assert study.deep is not None
    assert study.deep.raters.decided == ()


def test_a_decided_point_is_known_whatever_its_letters(client: Callable[..., Study]):
    """K26: names of factors are compared as everywhere; halves are points too."""
    study = client(decided=DECIDED.format(number="0014", leaf="PLANNING", point=3.5))

    assert told(study) == []
    assert study.deep is not None
    assert study.deep.raters.points.loc["0014", "Planning"] == 3.5
    assert study.deep.raters.raters.loc["0014", "Planning"] == 0
