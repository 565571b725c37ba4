"""The decision log comes home: what was decided, by whom and when, row by row; every cell that cannot count is told at once."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import ValidationError

from segkit.engagement import Engagement
from segkit.errors import ReturnError, SourceError
from segkit.intake import DECISION_LOG, MARK_SHEET
from segkit.intake.marked import Mark, is_of
from segkit.packs.decision_log import DECISIONS, QUESTIONS, SETTINGS, SIGN_OFF
from segkit.packs.settings import settings
from segkit.returned.book import EMPTY, Cell, ReturnedBook, Sheet
from segkit.returned.decisions_settings import DecidedSetting, decided_setting, refused
from segkit.returned.layout import spoken
from segkit.returned.reading import read_book
from segkit.returned.values import Notation, read_entry, text_of
from segkit.strategy import Chapter, Decision, Question
from segkit.strategy.decisions import SignOff
from segkit.views.chapters.opening import TITLES

OTHERS, LOST = "SEG-F05", "SEG-F02"
LONGEST_NAME = 120


@dataclass(frozen=True)
class DecisionLog:
    """What a filled decision log says that engagement.yaml does not say yet. `problems` name sheet and row; while there is one, nothing counts."""

    file: str
    engagement: Engagement
    problems: tuple[str, ...]
    settings: tuple[DecidedSetting, ...]
    decisions: tuple[Decision, ...]
    questions: tuple[Question, ...]
    signed_off: SignOff | None

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing that is not known already."""
        return not (self.settings or self.decisions or self.questions or self.signed_off)


@dataclass(frozen=True, eq=False)
class _Row:
    """One row of a table: where it stands, and its cells by the key of their column."""

    place: str
    cells: Mapping[str, Cell]

    def text(self, name: str) -> str:
        cell = self.cells.get(name, EMPTY)
        return text_of(cell.value)

    def told(self, sentence: str) -> str:
        return f"{self.place}: {sentence}"


@dataclass(frozen=True, eq=False)
class _Given:
    """A row in which something was decided by somebody on a day."""

    row: _Row
    about: str
    decided: str
    by: str
    on: dt.date
    why: str


def read_decisions(engagement: Engagement, path: Path, password: str | None = None) -> DecisionLog:
    """Return what a filled decision log says. The file is only read.

    Raises SourceError where it cannot be read, is no decision log or has lost a table; ReturnError where it is another client's.
    """
    return decisions_of(read_book(path, password), engagement)


def decisions_of(book: ReturnedBook, engagement: Engagement) -> DecisionLog:
    """Return what a decision log says that has been read; see `read_decisions`."""
    tables = _mark_of(book, engagement)["tables"]
    problems: list[str] = []
    set_rows = list(_given(_rows(book, tables[SETTINGS]), problems))
    changes = dict(_settings(engagement, set_rows, problems))
    problems += refused(engagement, list(changes.values()))
    free = list(_given(_rows(book, tables[DECISIONS]), problems))
    told = [replace(given, decided=change.new) for given, change in changes.items()]
    decisions = tuple(_new_decisions(engagement, [*told, *free], problems))
    questions = tuple(_new_questions(engagement, _rows(book, tables[QUESTIONS]), problems))
    signed = _signed(engagement, _rows(book, tables[SIGN_OFF]), problems)
    new = tuple(change for change in changes.values() if not change.holds)
    return DecisionLog(book.file, engagement, tuple(problems), new, decisions, questions, signed)


def _mark_of(book: ReturnedBook, engagement: Engagement) -> Mark:
    mark = book.mark
    if mark is None or mark["kind"] != DECISION_LOG:
        raise SourceError(
            f"{book.file} is no decision log of segkit's, or has lost the hidden sheet by which it is known. Write a new one with segkit pack, "
            "and copy the rows into it.",
            code=LOST,
        )
    if not is_of(mark, engagement.client, engagement.name):
        raise ReturnError(
            f"{book.file} is the decision log of another client: {mark.get('client')}. Nothing was read from it for {engagement.client}.",
            code=OTHERS,
        )
    return mark


def _rows(book: ReturnedBook, table: Mapping[str, object]) -> list[_Row]:
    """Return the filled rows of a table, found by its headings wherever it was moved to. Raises SourceError where a heading is gone."""
    headings = {spoken(heading): key for key, heading in dict(table["headings"]).items()}  # type: ignore[call-overload]  # as the mark was written
    named = [sheet for sheet in book.sheets if sheet.name == table["sheet"]]
    others = [sheet for sheet in book.sheets if sheet.name not in {table["sheet"], MARK_SHEET}]
    for sheet in (*named, *others):
        for head in sorted(sheet.rows):
            columns = {headings[name]: col for col, cell in sheet.rows[head].items() if (name := spoken(cell.value)) in headings}
            if len(columns) == len(headings):
                return _below(book, sheet, head, columns)
    wanted = ", ".join(f"'{heading}'" for heading in dict(table["headings"]).values())  # type: ignore[call-overload]
    raise SourceError(
        f"{book.file} has no row with the headings {wanted} any more, as sheet '{table['sheet']}' had. Put them back, and read the file again.",
        code=LOST,
    )


def _below(book: ReturnedBook, sheet: Sheet, head: int, columns: Mapping[str, int]) -> list[_Row]:
    found = []
    for row in sorted(each for each in sheet.rows if each > head):
        cells = {key: cell for key, col in columns.items() if not (cell := sheet.cell(row, col)).is_empty}
        if cells:
            found.append(_Row(f"{book.file}, sheet '{sheet.name}', row {row}", cells))
    return found


def _given(rows: list[_Row], problems: list[str]) -> Iterator[_Given]:
    """Yield the rows in which something was decided with a name and a date; what lacks one of them is told."""
    for row in rows:
        about, decided, by = row.text("about"), row.text("decided"), row.text("by")
        if not (decided or by or "on" in row.cells):
            continue
        day = read_entry(row.cells.get("on", EMPTY), "date", (), Notation("", ())).value if "on" in row.cells else None
        lacks = [what for what, there in (("a name", by), ("a date", "on" in row.cells)) if not there]
        if not decided:
            problems.append(row.told(f"'{about}' has a name or a date, but no decision. Write what was decided, or empty the row."))
        elif not about:
            problems.append(row.told(f"'{decided}' was decided, but not about what. Fill in the first column."))
        elif lacks:
            problems.append(
                row.told(
                    f"'{about}' was decided without {' and '.join(lacks)}. A decision counts only with who decided and when: fill them in."
                )
            )
        elif not isinstance(day, dt.date):
            problems.append(row.told(f"'{row.text('on')}' is no date. Write the day of the decision, such as 2026-09-01."))
        else:
            yield _Given(row, about, decided, by, day, row.text("why"))


def _settings(engagement: Engagement, rows: list[_Given], problems: list[str]) -> Iterator[tuple[_Given, DecidedSetting]]:
    known = {spoken(each.label): each for each in settings(engagement)}
    for given in rows:
        setting = known.get(spoken(given.about))
        if setting is None:
            problems.append(
                given.row.told(f"there is no setting '{given.about}' any more. Write the decision into the decision log, or empty the row.")
            )
            continue
        found = decided_setting(engagement, setting, given.row.cells["decided"], given.row.place)
        if isinstance(found, str):
            problems.append(given.row.told(found))
        else:
            yield given, found


def _new_decisions(engagement: Engagement, rows: list[_Given], problems: list[str]) -> Iterator[Decision]:
    """Yield the decisions that are not in engagement.yaml yet, each once."""
    known = list(engagement.agreed)
    for given in rows:
        try:
            decision = Decision(about=given.about, decided=given.decided, by=given.by, on=given.on, why=given.why)
        except ValidationError as error:
            name = str(error.errors()[0]["loc"][0])
            problems.append(given.row.told(f"the text under '{name}' is too long. Shorten it; the longest are 240, 600 and 120 letters."))
            continue
        if decision not in known:
            known.append(decision)
            yield decision


def _new_questions(engagement: Engagement, rows: list[_Row], problems: list[str]) -> Iterator[Question]:
    known = {question.ask for question in engagement.questions}
    titles: dict[str, Chapter] = {spoken(engagement.words(title)): key for key, title in TITLES.items()}
    for row in rows:
        ask = row.text("ask")
        if not ask or ask in known:
            continue
        chapters = [part for part in row.text("answered_in").split(";") if part.strip()]
        strange = [part.strip() for part in chapters if spoken(part) not in titles]
        if strange:
            problems.append(row.told(f"there is no chapter '{strange[0]}'. Choose one from the list, or leave the cell empty."))
            continue
        try:
            question = Question(ask=ask, answered_in=[titles[spoken(part)] for part in chapters])
        except ValidationError:
            problems.append(row.told("the question is longer than 240 letters. Shorten it."))
            continue
        known.add(ask)
        yield question


def _signed(engagement: Engagement, rows: list[_Row], problems: list[str]) -> SignOff | None:
    """Return who signed off, where engagement.yaml does not say so yet."""
    for row in rows:
        by, has_day = row.text("by"), "on" in row.cells
        if not by and not has_day:
            continue
        day = read_entry(row.cells.get("on", EMPTY), "date", (), Notation("", ())).value
        if not by or not has_day:
            problems.append(row.told(f"the sign-off has no {'date' if by else 'name'}. It counts only with both: fill it in."))
        elif not isinstance(day, dt.date):
            problems.append(row.told(f"'{row.text('on')}' is no date. Write the day of the sign-off, such as 2026-09-01."))
        elif len(by) > LONGEST_NAME:
            problems.append(row.told(f"the name is longer than {LONGEST_NAME} letters. Shorten it."))
        else:
            signed = SignOff(by=by, on=day)
            return None if signed == engagement.signed_off else signed
    return None
