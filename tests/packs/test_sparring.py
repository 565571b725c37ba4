"""The ledger of sparring hours."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny import TINY

import segkit
from segkit.packs.sparring import sparring, standing
from segkit.strategy import Booking, Order, ledger

DAY = dt.date(2026, 10, 5)


def booked(*hours: float) -> list[Booking]:
    return [Booking(on=DAY + dt.timedelta(days=i), hours=each, about="Who calls?") for i, each in enumerate(hours)]


@pytest.mark.parametrize(
    ("package", "hours", "said"),
    [
        ("deepdive", (), "The package holds 3.0 sparring hours, and none has been used yet."),
        ("deepdive", (0.25, 0.5), "The package holds 3.0 sparring hours; 0.75 have been used, and 2.25 are left."),
        ("deepdive", (1.0, 2.0), "All of the 3.0 sparring hours that the package holds have been used."),
        (
            "deepdive",
            (2.0, 1.5),
            "The package holds 3.0 sparring hours, and 3.5 have been used: 0.5 more than there are. How these are paid is to be agreed.",
        ),
        ("basic", (), "The package holds no sparring hours; conversations are agreed one by one."),
        ("basic", (1.5,), "The package holds no sparring hours, and 1.5 have been used. How they are paid is to be agreed."),
    ],
)
def test_the_remainder_is_said_in_words(tiny: segkit.Study, package: str, hours: tuple[float, ...], said: str):
    """K40: what is left, and by how much the ledger is overdrawn, stands in a sentence."""
    assert standing(tiny, ledger(Order(), package, booked(*hours))) == said


@given(st.lists(st.integers(1, 32), max_size=12))
def test_the_remainders_go_down_to_what_is_left(quarters: list[int]):
    """K40: after each booking the ledger says what is left, exactly, and the last of these is the remainder."""
    found = ledger(Order(), "deepdive", booked(*(n / 4 for n in quarters)))

    assert found.left_after == tuple(3 - sum(quarters[: i + 1]) / 4 for i in range(len(quarters)))
    assert (found.left_after or (3.0,))[-1] == found.left


def test_the_log_keeps_every_question_with_its_answer(workbook: Callable[..., Path]):
    """K40: bookings stand by day, with the hours left after each; an open question says that it is open."""
    yaml = TINY + (
        "order: {sparring_hours: 2}\n"
        "sparring:\n"
        "  - {on: 2026-11-02, hours: 0.25, about: What about Delta?}\n"
        "  - {on: 2026-10-05, hours: 1.5, about: Who calls Gamma?, answer: Bo does., by: Ida}\n"
    )
    hours, answers = sparring(segkit.run_study(segkit.read_engagement(workbook(yaml)))).sections

    assert [row[:3] for row in hours.parts[2].rows] == [(DAY, "1.50", "0.50"), (dt.date(2026, 11, 2), "0.25", "0.25")]
    assert [row[2:] for row in answers.parts[1].rows] == [("Who calls Gamma?", "Bo does."), ("What about Delta?", "Not answered yet")]
    assert answers.parts[0].text == "1 question is still open."
