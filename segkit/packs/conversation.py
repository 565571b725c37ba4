"""The question bank: what sales and customer service ask the customers of each kind of segment."""

from dataclasses import dataclass

from segkit.packs.situations import Situation
from segkit.words import phrase


@dataclass(frozen=True)
class Questions:
    """Questions for real conversations: those of sales, and those of customer service."""

    sales: tuple[str, ...]
    service: tuple[str, ...]


QUESTIONS: dict[Situation, Questions] = {
    "key": Questions(
        (
            phrase("Where do you want to be in three years, and what has to be in place for that?"),
            phrase("What must never go wrong between us, and where has it been close?"),
            phrase("Which of the things you buy elsewhere would you rather have from us, and what keeps you from it?"),
            phrase("Who decides together with you, and whom should our management know?"),
            phrase("What does our work save you or earn you, and how would you measure it?"),
            phrase("If another supplier called tomorrow, what would make you listen?"),
        ),
        (
            phrase("Did everything arrive as agreed, or is there something we should have seen before you did?"),
            phrase("Who at your place notices first when a delivery is late, and may we call that person directly?"),
            phrase("Is anything coming up that we should plan for, such as a holiday, a project or a large order?"),
            phrase("What did you have to ask us twice?"),
        ),
    ),
    "grow": Questions(
        (
            phrase("What do you buy in all within our field, and from whom?"),
            phrase("What made you choose the other supplier for it, and how well does that work?"),
            phrase("Where would it help you most to have one supplier less?"),
            phrase("Which area would be the easiest to try with us, and how would you see that it has worked?"),
            phrase("When are your agreements with others renewed, and who decides it?"),
            phrase("What would you need from us, apart from the price, to move the first part?"),
        ),
        (
            phrase("Were you looking for something else that you did not find with us?"),
            phrase("Do you use this together with something you get elsewhere?"),
            phrase("How often do you need it, and may we remind you in time?"),
            phrase("May your sales contact call you about it, and when does it suit you?"),
        ),
    ),
    "hold": Questions(
        (
            phrase("What should stay exactly as it is, and what could be simpler?"),
            phrase("Which of our visits and calls help you, and which could have been an e-mail?"),
            phrase("Do you pay for anything today that you do not use?"),
            phrase("How do you order today, and what would make one order possible instead of three?"),
            phrase("What has changed in your business since we last spoke?"),
            phrase("Which terms matter most to you when prices have to follow costs?"),
        ),
        (
            phrase("Shall we set up your usual order, so that you only have to confirm it?"),
            phrase("Did you know that you can see price, stock and delivery time yourself?"),
            phrase("Would a fixed delivery day suit you?"),
            phrase("Is there a colleague who orders too and should have access?"),
        ),
    ),
    "lean": Questions(
        (
            phrase("What do you need from us in a year, and at which times?"),
            phrase("How would you rather order: online, by e-mail or by telephone?"),
            phrase("What has to be in place for you to order without having to call?"),
            phrase("Could you gather your orders, so that you pay less in freight and fees?"),
            phrase("Is more bought in your company than what we see today?"),
            phrase("What would be a good reason for you to hear from us in person?"),
        ),
        (
            phrase("May I show you in two minutes where you find it yourself?"),
            phrase("Is it urgent, or may it come with the next delivery?"),
            phrase("Where should order confirmations and news be sent, and may we write to you there?"),
            phrase("Was that answer enough, or should someone look into it?"),
        ),
    ),
    "unknown": Questions(
        (
            phrase("Roughly how much of our kind of goods and services do you use in a year?"),
            phrase("From how many suppliers do you buy it, and which is the largest?"),
            phrase("How many people in your company work with it?"),
            phrase("Will your need grow, stay or fall over the next year?"),
            phrase("What do you never buy from us, and why?"),
            phrase("Who could give a more exact figure, and may we ask that person?"),
        ),
        (
            phrase("What do you use it for?"),
            phrase("Is this a single purchase, or something you need often?"),
            phrase("Do you have other sites or departments that buy it as well?"),
            phrase("May we note how many you are, so that you get the service that fits you?"),
        ),
    ),
}
"""The questions of each situation."""
