"""Drafts of what is said to a segment's customers, until the client has agreed on words of its own."""

from dataclasses import dataclass

from segkit.packs.situations import Situation
from segkit.words import phrase


@dataclass(frozen=True)
class Draft:
    """A draft of message, offer and proof."""

    message: str
    offer: str
    proof: str


DRAFTS: dict[Situation, Draft] = {
    "key": Draft(
        phrase("You are among our most important customers: you have a fixed contact, a deputy, and a plan that we make together."),
        phrase("A yearly plan meeting with both managements, and first place in the queue."),
        phrase("Delivery and response times of the last year, and what came of the last plan."),
    ),
    "grow": Draft(
        phrase("You already buy part of what you need here. In one more area we can show you what that is worth."),
        phrase("A trial in one area, with a date on which we evaluate it together."),
        phrase("A customer like you who made the same step, and what it brought."),
    ),
    "hold": Draft(
        phrase("What works stays as it is, and is getting easier: simple orders, quick answers, firm prices."),
        phrase("Fixed terms for what you buy often, and ordering in one step."),
        phrase("Your own orders of the last year: how many came without a correction."),
    ),
    "lean": Draft(
        phrase("Order whenever it suits you: price, stock and delivery time stand where you order, without waiting for anyone."),
        phrase("Help with the first order online, and one place to ask when something is urgent."),
        phrase("How many customers order this way today, and how fast they get an answer."),
    ),
    "unknown": Draft(
        phrase("We would like to know you better, so that you get the service that fits you."),
        phrase("A short conversation about what you need in the coming year."),
        phrase("What other customers of your kind use us for."),
    ),
}
"""What is said in each situation."""
