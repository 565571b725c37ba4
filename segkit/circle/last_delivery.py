"""The delivery before this one: the newest that was published earlier, with its record, where the two belong together."""

import datetime as dt
import zlib
from dataclasses import dataclass
from pathlib import Path

from segkit.circle.delivered import Delivered, delivered_file, read_delivered
from segkit.circle.published import published, read_manifest, verify
from segkit.engagement import Engagement

_UNREADABLE = (OSError, EOFError, zlib.error, ValueError, KeyError, TypeError, IndexError, AttributeError)


@dataclass(frozen=True)
class LastDelivery:
    """What can be compared with, None where there is nothing; `notices` say why, and what a person should know of it."""

    delivered: Delivered | None = None
    notices: tuple[str, ...] = ()


def last_delivery(engagement: Engagement) -> LastDelivery:
    """Return the client's newest published delivery with a date before the engagement's. Nothing at all before the first."""
    earlier = [(day, folder) for day, folder in published(engagement.folder).items() if day < engagement.date]
    if not earlier:
        return LastDelivery()
    day, folder = earlier[-1]
    about = f"What changed since the delivery of {day} is not shown:"
    file = delivered_file(engagement.folder, day)
    place = f"workbooks/{engagement.name}/{file.parent.name}/{file.name}"
    if not file.is_file():
        return LastDelivery(None, (f"{about} its record, {place}, is missing.",))
    try:
        delivered = read_delivered(file.read_bytes())
    except _UNREADABLE:
        return LastDelivery(None, (f"{about} its record, {place}, cannot be read.",))
    if not _belong_together(delivered, folder, day):
        sentence = f"{about} its record, {place}, does not belong to the files in deliverables/{engagement.name}/{folder.name}."
        return LastDelivery(None, (sentence,))
    if delivered.currency != engagement.currency:
        return LastDelivery(None, (f"{about} it was in {delivered.currency}, and this one is in {engagement.currency}.",))
    changed = f"The delivery of {day} was changed by hand after it was made; it is compared as segkit made it."
    return LastDelivery(delivered, (changed,) if verify(folder) else ())


def earlier_deliveries(engagement: Engagement) -> tuple[Delivered, ...]:
    """Return the client's deliveries before the engagement's date, the oldest first; empty where the newest cannot be compared with.

    Of older ones those are left out whose record is missing, cannot be read, or is in another currency.
    """
    newest = last_delivery(engagement).delivered
    if newest is None:
        return ()
    older = [(day, folder) for day, folder in published(engagement.folder).items() if day < newest.date]
    records = (_record(engagement.folder, day, folder) for day, folder in older)
    return (*(one for one in records if one is not None and one.currency == newest.currency), newest)


def _record(workbook: Path, day: dt.date, folder: Path) -> Delivered | None:
    try:
        delivered = read_delivered(delivered_file(workbook, day).read_bytes())
    except _UNREADABLE:
        return None
    return delivered if _belong_together(delivered, folder, day) else None


def _belong_together(delivered: Delivered, folder: Path, day: dt.date) -> bool:
    """Return whether a record is of the strategy file that the deliverable's manifest names."""
    try:
        hashes = {str(file["role"]): str(file["sha256"]) for file in read_manifest(folder)["files"]}
    except (OSError, ValueError, KeyError, TypeError):
        return False
    return delivered.date == day and hashes.get("strategy") == delivered.strategy_sha256
