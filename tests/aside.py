"""The one way in which a test may stand aside: loudly, and never where CI runs."""

import os

import pytest


def wanted_or_skipped(present: bool, what: str) -> None:
    """Skip loudly where something is absent; where CI runs, that is a failure."""
    if present:
        return
    message = f"{what} is absent, so this promise was not tested"
    if os.environ.get("CI"):
        pytest.fail(message)
    pytest.skip(message)
