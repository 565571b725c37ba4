"""The sales reps' hours, and travel and preparation, come home from an edited strategy file into the places of engagement.yaml where they belong."""

from decimal import Decimal
from pathlib import Path

from returning import ENGAGEMENT, desk, set_name, told

from segkit.returned import accept

CHANGED = "changed in strategy.xlsx, 2026-08-31"
WITHOUT_HOURS = ENGAGEMENT.replace("capacity:\n  sales_hours: 800\n", "")


def test_a_reps_hours_and_the_travel_come_home(tmp_path: Path):
    """K16, S07: a rep's own number is changed in its place, one that was the team's or counted is added to the rep, all comments kept."""
    own = (
        "capacity:\n  weekly_hours: 37  # all of them\n  selling_share: 0.5\n  reps:\n    - name: Ida  # half time\n      weekly_hours: 18.5\n"
        "    - {name: Bo, hours: 400}\n"
    )
    made = desk(tmp_path, WITHOUT_HOURS + own)
    made.edit(
        set_name("capacity_reps_1_weekly_hours", 20),
        set_name("capacity_reps_1_weeks", 40),
        set_name("capacity_reps_2_hours", 450.5),
        set_name("capacity_room_below", 0.7),
        set_name("playbook_1_travel_minutes", 45),
    )

    returned = made.returned()
    accept(returned, returned.delivered)

    assert [(item.whom, item.what, item.new) for item in returned.items] == [
        ("Ida", "Hours per week", Decimal(20)),
        ("Ida", "Weeks per year", Decimal(40)),
        ("Bo", "Hours available", Decimal("450.5")),
        ("", "Room below", Decimal("0.7")),
        ("A", "Travel per contact", Decimal(45)),
    ]
    assert made.file.read_text(encoding="utf-8") == WITHOUT_HOURS + (
        f"capacity:\n  room_below: 0.7  # {CHANGED}\n  weekly_hours: 37  # all of them\n  selling_share: 0.5\n  reps:\n"
        f"    - name: Ida  # half time\n      weeks: 40  # {CHANGED}\n      weekly_hours: 20  # {CHANGED}\n"
        f"    - {{name: Bo, hours: 450.5}}  # {CHANGED}\n\nplaybook:\n  A:\n    travel_minutes: 45  # {CHANGED}\n"
    )
    assert made.returned().items == ()


def test_hours_of_somebody_who_was_not_named_make_a_rep(tmp_path: Path):
    """S07: the empty yellow cells, filled in by the client, name the sales reps in engagement.yaml, behind those who are there."""
    own = "capacity:\n  reps:\n  # Kim is new\n  - name: Kim\n    hours: 1200  # from May\n"
    made = desk(tmp_path, WITHOUT_HOURS + own)
    made.edit(set_name("capacity_reps_2_hours", 300), set_name("capacity_reps_3_hours", 500))

    returned = made.returned()
    accept(returned, returned.delivered)

    assert [told(item)[3:] for item in returned.items] == [(None, Decimal(300)), (None, Decimal(500))]
    assert made.file.read_text(encoding="utf-8") == WITHOUT_HOURS + own + (
        f'  - {{name: "Bo", hours: 300}}  # {CHANGED}\n  - {{name: "Ida", hours: 500}}  # {CHANGED}\n'
    )
    assert made.returned().items == ()


def test_hours_that_cannot_be_are_refused_with_the_reason(tmp_path: Path):
    """S07: a share above 1 is told with the sentence of engagement.yaml, and nothing of it is written."""
    made = desk(tmp_path, WITHOUT_HOURS + "capacity:\n  reps:\n    - {name: Ida, weekly_hours: 37, weeks: 44, selling_share: 0.5}\n")
    made.edit(set_name("capacity_reps_1_selling_share", 1.5))

    [item] = made.returned().items

    assert (item.kind, item.values["reason"]) == (
        "setting_refused",
        "'selling_share' must be 1 or less, but is 1.5. "
        "The share of the working hours that is for customers; the rest is for meetings, offers and reports.",
    )
