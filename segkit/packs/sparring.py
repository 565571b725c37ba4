"""The ledger of sparring hours as a pack: what the package holds, what was used for which question, and what was answered."""

from segkit.packs.content import Bullets, Column, Facts, Grid, Kind, Note, Pack, Part, Section, Text, Value
from segkit.strategy import Ledger, ledger
from segkit.study import Study

BLANK_BOOKINGS, BLANK_QUESTIONS = 6, 4
"""Rows to fill in by hand until the ledger is printed anew."""


def sparring(study: Study) -> Pack:
    """Return the ledger of sparring hours with the log of questions and answers."""
    words, engagement = study.words, study.engagement
    found = ledger(engagement.order, engagement.package, engagement.sparring)
    return Pack(
        "sparring",
        words("Sparring hours"),
        words("Support while the segmentation is put to work: which hours there are, what they were used for, and what was answered."),
        (_hours(study, found), _answers(study, found)),
    )


def standing(study: Study, found: Ledger) -> str:
    """Return in a sentence how many hours are left, or by how much they are overdrawn."""
    words = study.words
    included, used, left = (words.number(hours, _fine(hours)) for hours in (found.included, found.used, abs(found.left)))
    if found.left < 0 and found.included == 0:
        return words("The package holds no sparring hours, and {used} have been used. How they are paid is to be agreed.", used=used)
    if found.left < 0:
        return words(
            "The package holds {included} sparring hours, and {used} have been used: {left} more than there are. "
            "How these are paid is to be agreed.",
            included=included,
            used=used,
            left=left,
        )
    if found.included == 0:
        return words("The package holds no sparring hours; conversations are agreed one by one.")
    if found.left == 0:
        return words("All of the {included} sparring hours that the package holds have been used.", included=included)
    if not found.bookings:
        return words("The package holds {included} sparring hours, and none has been used yet.", included=included)
    return words(
        "The package holds {included} sparring hours; {used} have been used, and {left} are left.", included=included, used=used, left=left
    )


def _fine(hours: float) -> int:
    """Return the decimals of hours: quarters of an hour need two."""
    return 1 if round(hours * 10, 6).is_integer() else 2


def _hours(study: Study, found: Ledger) -> Section:
    words = study.words
    facts = Facts((
        (words.number(found.included, _fine(found.included)), words("Hours in the package")),
        (words.number(found.used, _fine(found.used)), words("Hours used")),
        (words.number(found.left, _fine(found.left)), words("Hours left")),
    ))  # fmt: skip
    # Cells of hours have one decimal: quarters of an hour are told as texts, so that no figure is rounded.
    kind: Kind = "hours" if all(_fine(booking.hours) == 1 for booking in found.bookings) else "text"
    columns = (
        Column(words("Date"), "date", 22),
        Column(words("Hours"), kind, 9),
        Column(words("Hours left"), kind, 11),
        Column(words("What it was about"), "client", 44),
        Column(words("With"), "client", 20),
    )
    rows = tuple(
        (booking.on, _cell(study, booking.hours, kind), _cell(study, left, kind), booking.about, booking.by)
        for booking, left in zip(found.bookings, found.left_after, strict=True)
    )
    told = standing(study, found)
    parts: list[Part] = [facts, Note(told) if found.left < 0 else Text(told)]
    parts.append(Grid(words("Bookings"), columns, rows, blank=BLANK_BOOKINGS))
    parts.append(
        Bullets((
            (words("What the hours are for"), words("Questions about the result, help with the plan, and a second look at what turns out otherwise.")),
            (words("How they are booked"), words("With a date and a question; a conversation counts from a quarter of an hour.")),
            (words("What is kept"), words("Every question with its answer, so that nobody asks twice.")),
        ))
    )  # fmt: skip
    return Section("hours", words("The hours"), tuple(parts), words("Hours"))


def _cell(study: Study, hours: float, kind: Kind) -> Value:
    return hours if kind == "hours" else study.words.number(hours, 2)


def _answers(study: Study, found: Ledger) -> Section:
    words = study.words
    columns = (
        Column(words("No."), "count", 6),
        Column(words("Date"), "date", 12),
        Column(words("Question"), "client", 38),
        Column(words("Answer"), "client", 52),
    )
    rows = tuple(
        (number, booking.on, booking.about, booking.answer.strip() or words("Not answered yet"))
        for number, booking in enumerate(found.bookings, start=1)
    )
    if not found.bookings:
        told = words("No question has been asked yet.")
    elif found.unanswered:
        told = words.plural("{n} question is still open.", "{n} questions are still open.", found.unanswered)
    else:
        told = words("Every question has been answered.")
    log = Grid(words("Questions and answers"), columns, rows, blank=BLANK_QUESTIONS)
    return Section("answers", words("Questions and answers"), (Text(told), log), words("Answers"))
