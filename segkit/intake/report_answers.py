"""The intake report coming home: answers filled in beside its questions, matched by a hidden key."""

import datetime as dt
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl

from segkit.errors import SegkitError, SourceError
from segkit.findings import Finding
from segkit.intake.marked import INTAKE_REPORT, MARK_SHEET, is_of, mark_of, read_mark
from segkit.intake.reading.isolated import isolated
from segkit.intake.settings import Source
from segkit.words import phrase

QUESTION_HEADING = phrase("Question key")
"""Heading of the hidden column by which an answer is matched."""

CHOICES: dict[str, tuple[str, ...]] = {"undecided_numbers": (",", "."), "undecided_dates": ("dmy", "mdy", "ymd")}
"""Questions whose answer segkit acts upon, with what can be answered."""

_NO_REPORT = (SegkitError, OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile, zlib.error, struct.error)
"""What a file raises that is no workbook of segkit's, or no longer one."""

_SETTINGS = {"undecided_numbers": "decimal", "undecided_dates": "dates"}


def question_key(finding: Finding) -> str:
    """Return the key of a question: its kind and its place. Row numbers are left out, for they move with the next export."""
    meaning = finding.values.get("meaning", "")
    return "|".join((finding.kind, finding.file, finding.sheet or "", finding.column or "", *([str(meaning)] if meaning else [])))


def read_report_answers(path: Path, client: str, folder: str) -> dict[str, str]:
    """Return the filled answers of an intake report by question key; nothing where there is no report.

    Raises SourceError for the report of another client.
    """
    mark = mark_of(path) if path.is_file() else None
    if mark is None or mark["kind"] != INTAKE_REPORT:
        return {}
    if not is_of(mark, client, folder):
        raise SourceError(f"{path.name} is the intake report of another client. Take it out of the folder.", code="SEG-F05")
    return isolated(_filled, path, str(mark["question"]), str(mark["answer"]), about=path.name)


def unanswered(reports: Sequence[Path]) -> dict[Path, int]:
    """Return how many questions of each intake report have no answer in it, looked up in one go; a file that is no such report is left out."""
    there = [path for path in reports if path.is_file()]
    try:
        return isolated(_unanswered, there, about=", ".join(path.name for path in there)) if there else {}
    except SourceError:
        return {}


def _unanswered(reports: Sequence[Path]) -> dict[Path, int]:
    counts: dict[Path, int] = {}
    for path in reports:
        try:
            mark = read_mark(path)
            if mark is not None and mark["kind"] == INTAKE_REPORT:
                counts[path] = sum(not answer for answer in _answers(path, str(mark["question"]), str(mark["answer"])).values())
        except _NO_REPORT:
            continue
    return counts


def _filled(path: Path, question: str, answer: str) -> dict[str, str]:
    return {key: text for key, text in _answers(path, question, answer).items() if text}


def _answers(path: Path, question: str, answer: str) -> dict[str, str]:
    """Return the answer to each question of a report, "" where there is none."""
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    found: dict[str, str] = {}
    for sheet in book.worksheets:
        if sheet.title == MARK_SHEET:
            continue
        sheet.reset_dimensions()  # a program that saved the file may have counted its cells wrongly
        places: tuple[int, int] | None = None
        for row in sheet.iter_rows(values_only=True):
            if question in row and answer in row:
                places = row.index(question), row.index(answer)
            elif places is not None and places[0] < len(row) and row[places[0]]:
                cell = row[places[1]] if places[1] < len(row) else None
                found[str(row[places[0]])] = "" if cell is None else _text(cell)
    book.close()
    return found


def _text(cell: object) -> str:
    return cell.date().isoformat() if isinstance(cell, dt.datetime) else str(cell).strip()


def answered_source(source: Source, answers: Mapping[str, str]) -> Source:
    """Return a source with what has been answered of its columns; what engagement.yaml says itself stands."""
    columns = dict(source.columns)
    for key, answer in answers.items():
        kind, file, sheet, heading = (*key.split("|", 3), "", "", "")[:4]
        setting = _SETTINGS.get(kind)
        if setting is None or (file, sheet) != (source.file, source.sheet or "") or answer not in CHOICES[kind]:
            continue
        for name, column_map in columns.items():
            if heading in column_map.headings and getattr(column_map, setting) is None and getattr(source, setting) is None:
                columns[name] = column_map.model_copy(update={setting: answer})
    return source.model_copy(update={"columns": columns})
