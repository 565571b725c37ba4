"""The message matrix: segment by channel, with what engagement.yaml says and drafts where it says nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tiny import TINY

import segkit
from segkit.errors import EngagementError
from segkit.packs.drafts import DRAFTS
from segkit.packs.messages import cells, messages, said
from segkit.strategy import CHANNELS, PLACES, SegmentMessages, message_matrix, playbook

MESSAGES = (
    TINY
    + """\
messages:
  A:
    needs: Safe deliveries
    drivers: Time
    message: You come first.
    proof: 99 of 100 deliveries on the day
    channels:
      visit: {message: Let us plan the year., place: At your site, time: every spring}
      event: See you at the fair.
"""
)


def study(workbook: Callable[..., Path], yaml: str = MESSAGES) -> segkit.Study:
    return segkit.run_study(segkit.read_engagement(workbook(yaml)))


def test_the_matrix_has_every_channel_in_which_a_segment_is_met():
    """S25: a cell per segment and channel of its activities; desk work reaches nobody."""
    policies = playbook("classic", ("A", "B", "C", "D"), "en", {})

    found = {(cell.segment, cell.channel) for cell in message_matrix(policies, {})}

    wanted = {(p.segment, a.channel) for p in policies for a in p.activities if a.channel != "desk" and a.per_year > 0}
    assert found == wanted
    assert set(PLACES) == set(CHANNELS)


def test_a_channel_s_own_message_comes_before_the_segment_s(workbook: Callable[..., Path]):
    """S25, M13, G01: what is entered for a channel holds there, what is entered for the segment everywhere else."""
    found = study(workbook)
    of = {cell.channel: cell for cell in cells(found) if cell.segment == "A"}

    assert said(found, of["visit"])[0] == "Let us plan the year."
    assert said(found, of["phone"])[0] == "You come first."
    assert said(found, of["event"])[0] == "See you at the fair."
    assert of["event"].activities == ()
    assert {said(found, cell)[2] for cell in of.values()} == {"99 of 100 deliveries on the day"}


def test_what_nobody_has_agreed_is_a_draft_and_says_so(workbook: Callable[..., Path]):
    """S25: a draft is marked as one, and the pack counts them."""
    found = study(workbook)
    rows = messages(found).sections[0].parts[1].rows
    drafts = [row for row in rows if row[-1] == "Draft"]

    assert {row[0] for row in rows if row[-1] == "Agreed"} == {"A"}
    assert all(row[2] in {draft.message for draft in DRAFTS.values()} for row in drafts)
    assert messages(found).sections[0].parts[2].text.startswith(f"{len(drafts)} of {len(rows)} messages are drafts")


def test_a_segment_card_says_what_is_not_known(workbook: Callable[..., Path]):
    """M13: needs and drivers that were entered stand there; the life phase is a blank, and the card says that it is not known."""
    card = next(section for section in messages(study(workbook)).sections if section.key == "card-A")

    assert [row[1] for row in card.parts[1].rows] == ["Safe deliveries", "Time", None]
    assert card.parts[2].text == "Not known yet: Life phase. Ask three customers of the segment, and fill in their own words."


def test_a_segment_that_the_grid_does_not_have_is_refused(workbook: Callable[..., Path]):
    """S25: a message for nobody is a mistake, told with those that there are."""
    with pytest.raises(EngagementError) as refused:
        segkit.read_engagement(workbook(TINY + "messages:\n  E: {needs: Nothing}\n"))

    assert str(refused.value) == "SEG-D09: engagement.yaml, line 1: 'messages' has no segment 'E'. It has: B, A, D, C, not_rated."


def test_a_text_alone_is_the_message():
    """S25: the short form of a channel is its message."""
    assert SegmentMessages.model_validate({"channels": {"mail": "Read this."}}).channels["mail"].message == "Read this."
