"""What a talking point is."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Point:
    """One point: its title, what the figures say, the question to the client, and the money it is about with what that is.

    `money` is None where the point is about no amount; `about` is then empty.
    """

    title: str
    said: str
    ask: str
    about: str = ""
    money: float | None = None


@dataclass(frozen=True)
class NotSaid:
    """A point that the data do not carry: its title and why."""

    title: str
    why: str
