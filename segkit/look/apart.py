"""A large ledger summed in a process apart, as every file is read in one.

That process is sent a function by its name and loads this module alone, not the package around it.
"""

from segkit.intake.ledger.activity import Activity, read_activity
from segkit.intake.ledger.record import LargeFile
from segkit.intake.settings import Period
from segkit.look.period import settle


def large_activity(file: LargeFile, inside: Period, currency: str) -> Activity:
    """Return when the customers of a large file bought."""
    return read_activity([file], inside, currency, settle)
