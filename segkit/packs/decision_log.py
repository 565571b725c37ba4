"""The tables of the kick-off that come home: settings, decisions, questions and the sign-off, each with the keys by which it is read back."""

from segkit.engagement import Engagement
from segkit.packs.content import Column, Grid, Value
from segkit.packs.settings import settings
from segkit.views.chapters.opening import TITLES
from segkit.words import Words, phrase

SETTINGS, DECISIONS, QUESTIONS, SIGN_OFF = "settings", "decisions", "questions", "sign_off"
"""The keys of the tables."""
CLIENT = "client"
"""The row of the sign-off that is the client's."""

BLANK_DECISIONS, BLANK_QUESTIONS = 5, 5

TOPICS: dict[str, str] = {
    "goal": phrase("What the segmentation is to be used for first"),
    "scope": phrase("Companies and divisions that take part"),
    "customers": phrase("Which customers are left out, such as own companies and one-off sales"),
    "owner": phrase("Who owns the segmentation in the company"),
    "data": phrase("Who delivers the data, and by when"),
    "potential": phrase("How potential is found out, and who asks"),
    "readers": phrase("Who may see the deliverables"),
}
"""What every kick-off decides; further lines are free."""

DEEP_TOPICS: dict[str, str] = {
    "raters": phrase("Who rates the customers"),
    "factors": phrase("Who takes part in the workshop on the factors"),
    "costs": phrase("Which records of time and costs are used"),
}


def settings_grid(engagement: Engagement) -> Grid:
    """Return the settings to decide; a value in the column of decisions becomes the setting itself."""
    words, found = engagement.words, settings(engagement)
    columns = (
        Column(words("Setting"), "text", 24, key="about"),
        Column(words("Today"), "text", 22),
        Column(words("What it means"), "text", 40),
        Column(words("Decided"), "entry", 22, key="decided"),
        *_who_and_when(words),
    )
    rows = tuple(
        (each.label, each.today, _meaning(each.meaning, [label for _, label in each.choices], words), *[None] * 4) for each in found
    )
    return Grid("", columns, rows, key=SETTINGS, row_keys=tuple(each.key for each in found))


def _meaning(meaning: str, choices: list[str], words: Words) -> str:
    if not choices:
        return meaning
    choose = words("Choose: {choices}.", choices="; ".join(choices))
    return f"{meaning} {choose}"


def decisions_grid(engagement: Engagement) -> Grid:
    """Return the decision log: what was agreed before, what every kick-off decides, and free lines."""
    words = engagement.words
    columns = (
        Column(words("Decision about"), "text", 32, key="about"),
        Column(words("Decided"), "entry", 40, key="decided"),
        *_who_and_when(words),
    )
    before = engagement.agreed
    topics = TOPICS | (DEEP_TOPICS if engagement.package == "deepdive" else {})
    open_ones = {key: words(topic) for key, topic in topics.items() if words(topic) not in {each.about for each in before}}
    rows: list[tuple[Value, ...]] = [(each.about, each.decided, each.by, each.on, each.why or None) for each in before]
    rows += [(topic, None, None, None, None) for topic in open_ones.values()]
    keys = (*(f"agreed:{number}" for number in range(1, len(before) + 1)), *(f"topic:{key}" for key in open_ones))
    return Grid("", columns, tuple(rows), blank=BLANK_DECISIONS, key=DECISIONS, row_keys=keys)


def _who_and_when(words: Words) -> tuple[Column, ...]:
    return (
        Column(words("Decided by"), "entry", 18, key="by"),
        Column(words("Decided on"), "entry", 13, filled="date", key="on"),
        Column(words("Reason"), "entry", 24, key="why"),
    )


def questions_grid(engagement: Engagement) -> Grid:
    """Return the questions that the segmentation is to answer, with the chapters that answer them, and lines for more."""
    words, titles = engagement.words, {key: engagement.words(title) for key, title in TITLES.items()}
    columns = (
        Column(words("Question"), "client", 64, key="ask"),
        Column(words("Answered in"), "text", 36, choices=tuple(dict.fromkeys(titles.values())), key="answered_in"),
    )
    rows = tuple((each.ask, "; ".join(titles[key] for key in each.answered_in) or None) for each in engagement.questions)
    keys = tuple(f"question:{number}" for number in range(1, len(rows) + 1))
    return Grid("", columns, rows, blank=BLANK_QUESTIONS, key=QUESTIONS, row_keys=keys)


def sign_off_grid(engagement: Engagement) -> Grid:
    """Return the line on which the client signs off the basis."""
    words, signed = engagement.words, engagement.signed_off
    columns = (
        Column(words("On behalf of"), "text", 34, key="who"),
        Column(words("Name"), "entry", 30, key="by"),
        Column(words("Date"), "entry", 16, filled="date", key="on"),
    )
    row = (words("The client"), signed.by if signed else None, signed.on if signed else None)
    return Grid("", columns, (row,), key=SIGN_OFF, row_keys=(CLIENT,))
