"""The review meeting as a pack: two hours through the result, ten talking points with numbers, open questions, and what is to be decided."""

from segkit.circle import since_last_delivery
from segkit.packs.content import Bullets, Column, Grid, Lines, Note, Pack, Part, Section, Text
from segkit.packs.figures import segment_grid
from segkit.packs.implementation import task_grid
from segkit.packs.talking import NotSaid, talking_points
from segkit.packs.to_decide import decided_grid, to_decide
from segkit.packs.walk import BASIC, DEEP, Stop
from segkit.study import Study
from segkit.views import charts
from segkit.views.chapters import TITLES

NOTES = 11
BLANK_QUESTIONS, BLANK_DECISIONS = 3, 3


def review(study: Study) -> Pack:
    """Return the pack for the review meeting."""
    words = study.words
    sections = (_agenda(study), _points(study), _figures(study), _questions(study), _decisions(study), _plan(study), _notes(study))
    purpose = words(
        "Two hours: from the data to what you do on Monday. After the meeting every decision and every task has a name and a date."
    )
    return Pack("review", words("Review meeting"), purpose, tuple(sections), wide=True)


def walk(study: Study) -> tuple[Stop, ...]:
    """Return the walk-through of the meeting; its minutes sum to 120."""
    return BASIC if study.deep is None else DEEP


def _agenda(study: Study) -> Section:
    words = study.words
    columns = (
        Column(words("What is gone through"), "text", 54),
        Column(words("In the report"), "text", 30),
        Column(words("From"), "text", 9),
        Column(words("Minutes"), "count", 9),
        Column(words("Led by"), "entry", 18),
    )
    rows, passed = [], 0
    for stop in walk(study):
        chapters = "; ".join(words(TITLES[chapter]) for chapter in stop.chapters)
        rows.append((words(stop.text), chapters, f"{passed // 60}:{passed % 60:02d}", stop.minutes, None))
        passed += stop.minutes
    total = (words("Total"), "", "", passed, None)
    grid = Grid(words("Walk-through"), columns, (*rows, total), total=True)
    prepared = Bullets((
        (words("Bring"), words("The report, the strategy file on a screen, and this pack on paper for everyone.")),
        (words("In the room"), words("Those who decide on customers, prices and time: management, the sales manager and bookkeeping.")),
        (words("Afterwards"), words("The decisions are written into the file, and the plan goes to everyone with a task.")),
    ))  # fmt: skip
    return Section("agenda", words("Agenda"), (grid, prepared), words("Agenda"))


def _points(study: Study) -> Section:
    words = study.words
    points, not_said = talking_points(study, since_last_delivery(study))
    columns = (
        Column(words("No."), "count", 6),
        Column(words("Point"), "text", 22),
        Column(words("What the figures say"), "text", 60),
        Column(words("It is about"), "text", 16),
        Column(words("Amount"), "money", 15),
        Column(words("To discuss"), "text", 32),
    )
    rows = tuple((number, point.title, point.said, point.about, point.money, point.ask) for number, point in enumerate(points, start=1))
    told = words(
        "In order of the money that each point is about, the largest amount first; the amounts are of different kinds and are never added."
    )
    parts: list[Part] = [Text(told), Grid(words("Talking points"), columns, rows)]
    if len(points) < len(TEN):
        parts.append(Note(_too_few(study, len(points), not_said)))
    return Section("points", _title(study, len(points)), tuple(parts), words("Talking points"), page=True)


TEN = range(10)


def _title(study: Study, n: int) -> str:
    words = study.words
    return words("Ten talking points") if n == len(TEN) else words.plural("{n} talking point", "{n} talking points", n)


def _too_few(study: Study, n: int, not_said: tuple[NotSaid, ...]) -> str:
    words = study.words
    reasons = "; ".join(words("{point}: {reason}", point=point.title, reason=point.why) for point in not_said)
    return words.plural(
        "There is {n} point instead of ten, because the data carry no more. {reasons}.",
        "There are {n} points instead of ten, because the data carry no more. {reasons}.",
        n,
        reasons=reasons,
    )


def _figures(study: Study) -> Section:
    """Return the figures to lay on the table: the segments, and the charts that the talking points speak of."""
    words = study.words
    wanted = (charts.segments, charts.value_at_stake) if study.deep is None else (charts.ladder, charts.whale)
    drawn = [chart for make in wanted if (chart := make(study)) is not None]
    return Section("figures", words("The figures on the table"), (segment_grid(study), *drawn), words("Figures"), page=True)


def _questions(study: Study) -> Section:
    words = study.words
    asked = [finding for finding in study.findings if finding.severity == "question"]
    columns = (
        Column(words("No."), "count", 6),
        Column(words("What was found"), "text", 50),
        Column(words("What to do"), "text", 44),
        Column(words("Person"), "entry", 16),
        Column(words("By when"), "entry", 13, filled="date"),
    )
    rows = tuple((n, finding.text(words), finding.todo(words), None, None) for n, finding in enumerate(asked, start=1))
    told = (
        words.plural("{n} question about the data is open.", "{n} questions about the data are open.", len(asked))
        if asked
        else words("No question about the data is open.")
    )
    grid = Grid(words("Open questions"), columns, rows, blank=BLANK_QUESTIONS)
    return Section("questions", words("Open questions"), (Text(told), grid), words("Questions"), page=True)


def _decisions(study: Study) -> Section:
    words = study.words
    columns = (
        Column(words("No."), "count", 6),
        Column(words("To decide"), "text", 40),
        Column(words("What the figures propose"), "text", 46),
        Column(words("Decided"), "entry", 30),
        Column(words("Decided by"), "entry", 16),
        Column(words("Decided on"), "entry", 13, filled="date"),
    )
    rows = tuple((n, question, proposal, None, None, None) for n, (question, proposal) in enumerate(to_decide(study), start=1))
    parts: list[Part] = [Grid(words("Decisions to take"), columns, rows, blank=BLANK_DECISIONS)]
    if (agreed := decided_grid(study)) is not None:
        parts.append(agreed)
    return Section("decisions", words("Decisions"), tuple(parts), words("Decisions"), page=True)


def _plan(study: Study) -> Section:
    words = study.words
    told = words("The plan in full, role by role, is in the pack of the implementation plan.")
    return Section("plan", words("Implementation plan"), (task_grid(study, blank=2), Text(told)), words("Plan"), page=True)


def _notes(study: Study) -> Section:
    words = study.words
    parts = (Lines(words("Notes"), NOTES), Lines(words("Next meeting: date, place, participants"), 2))
    return Section("notes", words("Notes"), parts, words("Notes"), page=True)
