"""The calendar of the plan as files: an Excel list per rep with an overview, and an .ics file per rep."""

from segkit.deliverables.calendar.planned import Calendar, calendar_of, only
from segkit.deliverables.calendar.writing import FOLDER, Written, write_calendar

__all__ = ["FOLDER", "Calendar", "Written", "calendar_of", "only", "write_calendar"]
