"""Which delivery a returned file comes from: the published file itself is what it is held against."""

import datetime as dt
import json
import tempfile
from dataclasses import dataclass
from pathlib import Path

from segkit.circle import MANIFEST, deliverables_of, sha256
from segkit.deliverables.excel import write_strategy
from segkit.deliverables.excel.strategy_file import FILE_NAME
from segkit.engagement import Engagement
from segkit.errors import ReturnError, SourceError
from segkit.intake.marked import CALL_LIST, DATA_REQUEST, INTAKE_REPORT, RATINGS, STRATEGY, Mark, is_of, mark_of
from segkit.returned.book import ReturnedBook
from segkit.returned.reading import read_book
from segkit.study import Study

_BELONGS = {
    CALL_LIST: "the call list. Put it into data/ of the client's folder and run again: its answers are taken in there.",
    INTAKE_REPORT: "the intake report. Save it under its own name in the client's folder and run: segkit intake",
    DATA_REQUEST: "the data request. Put it into data/ of the client's folder and run: segkit intake",
    RATINGS: "a rating sheet. Put it into data/ of the client's folder and run again: its ratings are taken in there.",
}


@dataclass(frozen=True)
class Delivery:
    """A published strategy file: its folder, its mark, and whether it was kept when it was replaced."""

    folder: Path
    mark: Mark

    @property
    def kept(self) -> bool:
        return "(kept" in self.folder.name

    @property
    def date(self) -> str:
        return str(self.mark["date"])

    @property
    def file(self) -> Path:
        return self.folder / FILE_NAME


def must_be_returned(book: ReturnedBook, engagement: Engagement) -> Mark:
    """Return the mark of a strategy file of this client.

    Raises SourceError for any other file, ReturnError for another client's.
    """
    mark = book.mark
    if mark is None:
        raise SourceError(
            f"{book.file} is no strategy file of segkit's, or has lost the hidden sheet that says so. Return the file that was delivered, "
            "as it was edited; what was copied into a new workbook cannot be matched.",
            code="SEG-F02",
        )
    if not is_of(mark, engagement.client, engagement.name):
        raise ReturnError(f"{book.file} belongs to another client. Nothing was read of it, and nothing was written.", code="SEG-F05")
    if mark["kind"] in _BELONGS:
        raise SourceError(f"{book.file} is {_BELONGS[mark['kind']]}", code="SEG-F02")
    return mark


def baseline(mark: Mark, name: str, engagement: Engagement, study: Study) -> ReturnedBook:
    """Return the delivered file that a returned one, called `name`, comes from.

    Raises ReturnError where its delivery has been replaced or is not there, and where the delivered file was changed itself.
    """
    published = _published(engagement)
    newest = max((found for found in published if not found.kept), key=lambda found: found.date, default=None)
    if newest is None:
        place = f"deliverables/{engagement.name}"
        raise ReturnError(
            f"{name} cannot be held against its delivery, for there is none in {place}. Put the delivered folder back.", code="SEG-F05"
        )
    if newest.mark["delivery"] != mark["delivery"]:
        raise ReturnError(_replaced(name, str(mark["date"]), newest.date), code="SEG-F05")
    if _as_written(newest):
        return read_book(newest.file)
    if study.delivery == mark["delivery"]:
        return as_delivered(study)
    raise ReturnError(
        f"{name} cannot be held against its delivery, for {FILE_NAME} in deliverables/{engagement.name}/{newest.folder.name} was changed after "
        "it was written. Put the delivered file back, or run again and work in the new one.",
        code="SEG-F05",
    )


def as_delivered(study: Study) -> ReturnedBook:
    """Return the strategy file of a study as it would be delivered now."""
    with tempfile.TemporaryDirectory(prefix="segkit-") as folder:
        return read_book(write_strategy(study, Path(folder)))


def _replaced(name: str, date: str, newer: str) -> str:
    of = "by the one of " + newer if newer != date else f"by another one of the same date ({newer})"
    return (
        f"{name} is from the delivery of {date}, which has been replaced {of}. Nothing was written. Write what is still wanted into the newest "
        "strategy file, and return that."
    )


def _published(engagement: Engagement) -> list[Delivery]:
    found = []
    for file in sorted(deliverables_of(engagement.folder).glob(f"*/{FILE_NAME}")):
        mark = None if file.parent.name.startswith(".") else mark_of(file)
        if mark is not None and mark["kind"] == STRATEGY and {"delivery", "date"} <= mark.keys():
            found.append(Delivery(file.parent, mark))
    return found


def _as_written(delivery: Delivery) -> bool:
    """Return whether the published file is the one of its manifest."""
    try:
        manifest = json.loads((delivery.folder / MANIFEST).read_text(encoding="utf-8"))
        return any(file["path"] == FILE_NAME and file["sha256"] == sha256(delivery.file) for file in manifest["files"])
    except (OSError, ValueError, KeyError, TypeError):
        return False


def date_of(mark: Mark) -> dt.date:
    return dt.date.fromisoformat(str(mark["date"]))
