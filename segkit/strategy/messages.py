"""What is said to whom, where and when: the messages of each segment, by channel, and the matrix that they make with the playbook."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import model_validator

from segkit.parameters import Record, parameter
from segkit.strategy.activities import CHANNELS, Activity, Channel
from segkit.strategy.playbook import SegmentPolicy
from segkit.words import phrase


class ChannelMessage(Record):
    """What is said through one channel; whatever is left out is the segment's, or not agreed yet."""

    message: str = parameter("", label=phrase("Message"), help=phrase("What the customer is to remember, in a sentence."), max_length=400)
    offer: str = parameter("", label=phrase("Offer"), help=phrase("What the customer is offered with it."), max_length=400)
    time: str = parameter(
        "", label=phrase("Time"), help=phrase("When it is said; left out, as often as the playbook plans."), max_length=200
    )
    place: str = parameter("", label=phrase("Place"), help=phrase("Where it is said; left out, where the channel is."), max_length=200)
    proof: str = parameter(
        "", label=phrase("Proof"), help=phrase("What shows that it is true: a reference, a figure, a trial."), max_length=400
    )

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, given: Any) -> Any:
        return {"message": given} if isinstance(given, str) else given


class SegmentMessages(Record):
    """What is known of a segment's customers, and what is said to them."""

    needs: str = parameter("", label=phrase("Needs"), help=phrase("What these customers need, in their own words."), max_length=600)
    drivers: str = parameter(
        "", label=phrase("Buying drivers"), help=phrase("What decides where they buy: price, time, safety, advice."), max_length=600
    )
    phase: str = parameter(
        "", label=phrase("Life phase"), help=phrase("Where the companies stand: founded, growing, settled, handing over."), max_length=400
    )
    message: str = parameter("", label=phrase("Message"), help=phrase("What the customer is to remember, in a sentence."), max_length=400)
    offer: str = parameter("", label=phrase("Offer"), help=phrase("What the customer is offered with it."), max_length=400)
    proof: str = parameter(
        "", label=phrase("Proof"), help=phrase("What shows that it is true: a reference, a figure, a trial."), max_length=400
    )
    channels: dict[Channel, ChannelMessage] = parameter(
        {},
        label=phrase("Channels"),
        help=phrase("What is said otherwise in a channel, such as visit: or mail:, each a text or with its fields."),
    )


PLACES: dict[str, str] = {
    "visit": phrase("At the customer's"),
    "phone": phrase("On the telephone"),
    "video": phrase("On the screen"),
    "mail": phrase("In the inbox"),
    "web": phrase("On the website and in the web shop"),
    "letter": phrase("In the post"),
    "management": phrase("At the customer's, with both managements"),
    "event": phrase("Where the event takes place"),
    "desk": phrase("At one's own desk"),
}
"""Where a channel reaches the customer."""


@dataclass(frozen=True)
class MatrixCell:
    """One segment in one channel: what is said, with the activities that go through it. Texts that nobody has entered are empty.

    `time` and `place` are those entered; where they are empty the activities' rhythm and PLACES say them.
    """

    segment: str
    channel: str
    message: str
    offer: str
    time: str
    place: str
    proof: str
    activities: tuple[Activity, ...]


def message_matrix(policies: tuple[SegmentPolicy, ...], messages: Mapping[str, SegmentMessages]) -> tuple[MatrixCell, ...]:
    """Return a cell for each segment and channel in which it has an activity that reaches the customer, or a message of its own.

    Segments stand in the order of the grades, channels in that of CHANNELS. Work at the desk reaches nobody and has no message.
    """
    cells = []
    for policy in policies:
        own = messages.get(policy.segment, SegmentMessages())
        for channel in CHANNELS:
            done = tuple(activity for activity in policy.activities if activity.channel == channel and activity.per_year > 0)
            if channel != "desk" and (done or channel in own.channels):
                cells.append(_cell(policy.segment, channel, own, done))
    return tuple(cells)


def _cell(segment: str, channel: str, own: SegmentMessages, activities: tuple[Activity, ...]) -> MatrixCell:
    said = own.channels.get(channel, ChannelMessage())  # type: ignore[call-overload]  # a key of CHANNELS is a Channel
    return MatrixCell(
        segment=segment,
        channel=channel,
        message=said.message or own.message,
        offer=said.offer or own.offer,
        time=said.time,
        place=said.place,
        proof=said.proof or own.proof,
        activities=activities,
    )
