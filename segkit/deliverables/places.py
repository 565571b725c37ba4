"""Where a deliverable is put together, and where it lies in the end."""

from pathlib import Path

from segkit.circle import deliverables_of
from segkit.engagement import Engagement

FACTS = "facts.json"
"""The manifest as far as the notebook knows it; it never leaves the staging folder."""

RECORD = "delivered.json.gz"
"""The record of the delivery, for the one after it; published into the client's folder in workbooks/."""


def deliverable_folder(engagement: Engagement) -> Path:
    """Return deliverables/<client>/<date>, beside the workbooks."""
    return deliverables_of(engagement.folder) / engagement.date.isoformat()


def staging_folder(engagement: Engagement) -> Path:
    """Return the folder in which a deliverable is put together: beside its final place, so that one rename publishes it."""
    final = deliverable_folder(engagement)
    return final.parent / ".staging" / final.name
