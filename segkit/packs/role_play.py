"""Role-play cards: a situation with anonymised figures of the client's own customers, a brief for each side, and what good looks like."""

from dataclasses import dataclass

from segkit.packs.content import Cards
from segkit.packs.figures import of_segment, plain_hours
from segkit.packs.situations import Situation, by_situation, segment_title
from segkit.strategy import SegmentPolicy
from segkit.study import Study
from segkit.views.labels import segment_label
from segkit.words import is_missing, phrase


@dataclass(frozen=True)
class Play:
    """One conversation to practise: the situation, what the customer knows, what the other side is to reach, and three signs of a good one."""

    situation: str
    customer: str
    own: str
    good: tuple[str, str, str]


PLAYS: dict[Situation, Play] = {
    "key": Play(
        phrase("The agreement is to be renewed, and a competitor has paid a visit."),
        phrase(
            "You are satisfied, but the competitor offers 6% less on what you buy most. You have not said so. You stay if you hear what next "
            "year will bring you, and if management shows an interest. You give nothing away to someone who only talks about price."
        ),
        phrase(
            "You have half an hour. Find out what matters most in the coming year, and agree on a plan meeting. You may not lower a price."
        ),
        (
            phrase("Asks about the customer's plans before talking about its own."),
            phrase("Gets the competitor's offer on the table, and does not answer it with a discount."),
            phrase("Ends with a date, a purpose and the names of those who take part."),
        ),
    ),
    "grow": Play(
        phrase("The customer buys one part here and most of the rest elsewhere."),
        phrase(
            "You buy elsewhere out of habit, and deliveries from there were late twice this year. You say so only if you are asked what works "
            "and what does not. You will try one area if you are offered a small start with an end date."
        ),
        phrase(
            "Find out what the customer buys elsewhere, from whom and why. Choose one area, and propose a trial with a date to evaluate it."
        ),
        (
            phrase("Asks at least three questions before the first proposal."),
            phrase("Proposes one area, not the whole range."),
            phrase("Agrees on a start, an end, and what counts as a success."),
        ),
    ),
    "hold": Play(
        phrase("A steady customer asks for a visit every month and 5% off."),
        phrase(
            "You like the visits, although you have little use for them. The discount is an attempt. What you really want is fewer mistakes in "
            "your orders."
        ),
        phrase(
            "Keep the customer and the margin. Agree on fewer visits and a fixed routine, and give no discount without something in return."
        ),
        (
            phrase("Thanks for the loyalty, and means it."),
            phrase("Finds what annoys the customer, and offers that instead of a discount."),
            phrase("Agrees on a rhythm that the policy allows, and writes it down."),
        ),
    ),
    "lean": Play(
        phrase("A small customer calls for every order and wants it the same day."),
        phrase(
            "You call because you always have. You have never ordered online and are a little afraid of it. If someone shows you how, you are "
            "glad. If someone lets you feel that you are small, you leave."
        ),
        phrase("Help with today's order, and show how the next one is made without a call. Not a word about the customer's size."),
        (
            phrase("Solves today's matter first."),
            phrase("Shows the first online order instead of describing it."),
            phrase("Says what the customer gains, not what we save."),
        ),
    ),
    "unknown": Play(
        phrase("The customer buys regularly, and nobody knows what it needs in all."),
        phrase(
            "You buy twice as much again from two others. You say so if you understand what the question is for, and if it takes less than "
            "five minutes."
        ),
        phrase("Find out roughly what the customer buys in all, from whom, and how sure the figure is. Note who said it."),
        (
            phrase("Says why the question is asked."),
            phrase("Gets a figure or a range, not “quite a lot”."),
            phrase("Repeats the figure, and asks how sure it is."),
        ),
    ),
}

SERVICE = Play(
    phrase("Two customers call in the same minute: one of segment {first}, one of segment {last}."),
    phrase(
        "You are the customer of segment {last}. You have a simple question and a bad day. You calm down as soon as somebody says when you "
        "get an answer."
    ),
    phrase(
        "Answer the first within {soon} and the other within {later} working hours, and let neither notice that there are segments. A "
        "colleague plays the first customer."
    ),
    (
        phrase("Gives a time, and keeps it."),
        phrase("Never speaks of grades or segments to a customer."),
        phrase("Passes on to the sales rep what was heard, on the same day."),
    ),
)


def role_play(study: Study) -> Cards:
    """Return three cards for each conversation that the client's segments ask for: customer, sales rep or customer service, and observer."""
    cards: list[tuple[str, tuple[str, ...]]] = []
    number = 0
    for name, policies in by_situation(study).items():
        holding = [policy for policy in policies if study.segmentation.count(policy.segment)]
        if holding:
            number += 1
            policy = max(holding, key=lambda policy: study.segmentation.count(policy.segment))
            cards += _cards(study, number, policy, PLAYS[name])
    return Cards((*cards, *_service(study, number + 1)))


def _cards(study: Study, number: int, policy: SegmentPolicy, play: Play) -> list[tuple[str, tuple[str, ...]]]:
    words = study.words
    title = segment_title(study, policy)
    figures = typical(study, policy.segment)
    situation = words(play.situation)
    own = (
        words("{situation} {figures}", situation=situation, figures=figures).strip(), words(play.own),
        words("Goal of the segment: {goal}", goal=policy.goal), words("Price policy: {policy}", policy=policy.price_policy),
    )  # fmt: skip
    who = words("{number} · Your side", number=number)
    return [
        (words("{number} · The customer", number=number), (title, situation, words(play.customer))),
        (who, (title, *own)),
        (words("{number} · The observer: what good looks like", number=number), (title, *(words(sign) for sign in play.good))),
    ]


def _service(study: Study, number: int) -> list[tuple[str, tuple[str, ...]]]:
    """Return the cards of two calls at once; none where every segment is answered within the same time."""
    words = study.words
    ordered = sorted(
        (policy for policy in study.plan.policies if study.segmentation.count(policy.segment)), key=lambda policy: policy.response_hours
    )
    if not ordered or ordered[0].response_hours == ordered[-1].response_hours:
        return []
    values = {
        "first": segment_label(study, ordered[0].segment), "last": segment_label(study, ordered[-1].segment),
        "soon": plain_hours(study, ordered[0].response_hours), "later": plain_hours(study, ordered[-1].response_hours),
    }  # fmt: skip
    place = {name: values[name] for name in ("first", "last")}
    said = words(SERVICE.situation, **place)
    hours = {name: values[name] for name in ("soon", "later")}
    return [
        (words("{number} · The customer", number=number), (said, words(SERVICE.customer, last=values["last"]))),
        (words("{number} · Customer service", number=number), (said, words(SERVICE.own, **hours))),
        (words("{number} · The observer: what good looks like", number=number), tuple(words(sign) for sign in SERVICE.good)),
    ]


def typical(study: Study, segment: str) -> str:
    """Return the figures of the customer nearest to the segment's middle, rounded so that nobody is recognised by them."""
    words, own = study.words, of_segment(study, segment)
    bought = own[own["revenue"].fillna(0) > 0]
    if bought.empty:
        return ""
    row = bought.iloc[int((bought["revenue"] - bought["revenue"].median()).abs().to_numpy().argmin())]
    revenue = words.money(_about(float(row["revenue"])))
    if is_missing(row["potential"]):
        return words("It buys for about {revenue}; its potential is unknown.", revenue=revenue)
    potential = words.money(_about(float(row["potential"])))
    return words("It buys for about {revenue} of a potential of about {potential}.", revenue=revenue, potential=potential)


def _about(amount: float) -> float:
    """Return an amount with its first two digits."""
    digits = len(str(int(amount)))
    return float(round(amount, 2 - digits)) if digits > 2 else float(round(amount))
