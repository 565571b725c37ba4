"""The training for sales and customer service as a pack: customer pages per rep, questions per segment, role play, and a quiz."""

from segkit.packs.content import Bullets, Column, Grid, Pack, Part, Section, Text
from segkit.packs.conversation import QUESTIONS
from segkit.packs.customer_pages import rep_pages, service_page
from segkit.packs.quiz import Item, quiz
from segkit.packs.quiz.item import MOST_ANSWERS
from segkit.packs.role_play import role_play
from segkit.packs.situations import SITUATIONS, Situation, by_situation, segment_title
from segkit.strategy import SegmentPolicy
from segkit.study import Study
from segkit.words import phrase

PROGRAMME: tuple[tuple[str, int], ...] = (
    (phrase("Why customers are treated differently: the segments in the company's own figures"), 20),
    (phrase("My own customers: why this grade, and what I do next"), 35),
    (phrase("Questions that open a conversation: chosen, changed, said aloud in pairs"), 40),
    (phrase("Break"), 15),
    (phrase("Role play in threes: customer, own side, observer; then change places"), 45),
    (phrase("Quiz: ten questions, and the answers together"), 15),
    (phrase("What I do on Monday: one customer, one question, one date"), 10),
)
"""The training, block by block, with minutes."""


def training(study: Study) -> Pack:
    """Return the training pack of a study."""
    words, items = study.words, quiz(study)
    sections = (
        _guide(study),
        *rep_pages(study),
        service_page(study),
        _questions(study),
        _cards(study),
        _quiz(study, items),
        _answers(study, items),
    )
    purpose = words("Three hours for everyone who meets customers, with the company's own customers and figures.")
    return Pack("training", words("Training for sales and customer service"), purpose, sections, wide=True)


def _guide(study: Study) -> Section:
    words = study.words
    columns = (
        Column(words("What is done"), "text", 64),
        Column(words("From"), "text", 9),
        Column(words("Minutes"), "count", 9),
        Column(words("Led by"), "entry", 34),
    )
    rows, passed = [], 0
    for text, minutes in PROGRAMME:
        rows.append((words(text), f"{passed // 60}:{passed % 60:02d}", minutes, None))
        passed += minutes
    programme = Grid(words("Programme"), columns, (*rows, (words("Total"), "", passed, None)), total=True)
    how = Bullets((
        (words("Before"), words("Print the pack; give each sales rep the own pages, and cut out the cards.")),
        (words("On the day"), words("The figures are the company's own. Nobody is examined: the quiz shows what to talk about.")),
        (words("Afterwards"), words("Each note on a customer goes into the strategy file, and each open question to the sales manager.")),
    ))  # fmt: skip
    return Section("guide", words("Programme"), (programme, how), words("Programme"))


def _questions(study: Study) -> Section:
    words = study.words
    parts: list[Part] = [
        Text(
            words(
                "Choose two before a conversation, and change them until they sound like you. Write down the answer in the customer's words."
            )
        )
    ]
    parts += [question_grid(study, name, policies) for name, policies in by_situation(study).items()]
    return Section("questions", words("Questions for conversations, segment by segment"), tuple(parts), words("Questions"), page=True)


def question_grid(study: Study, name: Situation, policies: tuple[SegmentPolicy, ...]) -> Grid:
    """Return the questions for the segments of one situation, those of sales before those of customer service."""
    words, bank = study.words, QUESTIONS[name]
    columns = (
        Column(words("Asked by"), "text", 16),
        Column(words("Question"), "text", 62),
        Column(words("Answer"), "entry", 44),
    )
    sales, service = words("Sales"), words("Customer service")
    rows = [(sales, words(question), None) for question in bank.sales] + [(service, words(question), None) for question in bank.service]
    title = words("{segments}: {what}", segments=", ".join(segment_title(study, policy) for policy in policies), what=words(_what(name)))
    return Grid(title, columns, tuple(rows))


def _what(name: Situation) -> str:
    return SITUATIONS[name]


def _cards(study: Study) -> Section:
    words = study.words
    told = words(
        "Three cards belong together: the customer reads only its own, the other side only its own, and the observer tells afterwards what was "
        "seen. Five minutes of conversation, five minutes of talk about it. The figures are of real customers, rounded and without names."
    )
    return Section("cards", words("Role play"), (Text(told), role_play(study)), words("Role play"), page=True)


def _quiz(study: Study, items: tuple[Item, ...]) -> Section:
    words = study.words
    columns = (
        Column(words("No."), "count", 6),
        Column(words("Question"), "text", 52),
        *(Column(str(place), "text", 20) for place in range(1, MOST_ANSWERS + 1)),
        Column(words("My answer"), "entry", 11, choices=tuple(str(place) for place in range(1, MOST_ANSWERS + 1))),
    )
    rows = tuple(
        (number, item.text, *item.answers, *([""] * (MOST_ANSWERS - len(item.answers))), None) for number, item in enumerate(items, start=1)
    )
    parts = (Text(words("Exactly one answer is right each time.")), Grid(words("Questions"), columns, rows))
    title = words("Quiz: ten questions") if len(items) == TEN else words.plural("Quiz: {n} question", "Quiz: {n} questions", len(items))
    return Section("quiz", title, parts, words("Quiz"), page=True)


TEN = 10


def _answers(study: Study, items: tuple[Item, ...]) -> Section:
    words = study.words
    columns = (
        Column(words("No."), "count", 6),
        Column(words("Right"), "count", 8),
        Column(words("Answer"), "text", 34),
        Column(words("Why"), "text", 70),
    )
    rows = tuple((number, item.right + 1, item.answers[item.right], item.why) for number, item in enumerate(items, start=1))
    return Section("answers", words("Answers to the quiz"), (Grid(words("Answers"), columns, rows),), words("Answers"), page=True)
