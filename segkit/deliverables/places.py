"""Where a deliverable is put together, and where it lies in the end."""

from pathlib import Path

from segkit.engagement import Engagement

FACTS = "facts.json"
"""The manifest as far as the notebook knows it; it never leaves the staging folder."""


def deliverables_of(engagement: Engagement) -> Path:
    """Return deliverables/<client>, beside the workbooks."""
    return engagement.folder.parent.parent / "deliverables" / engagement.name


def deliverable_folder(engagement: Engagement) -> Path:
    """Return deliverables/<client>/<date>, beside the workbooks."""
    return deliverables_of(engagement) / engagement.date.isoformat()


def staging_folder(engagement: Engagement) -> Path:
    """Return the folder in which a deliverable is put together: beside its final place, so that one rename publishes it."""
    final = deliverable_folder(engagement)
    return final.parent / ".staging" / final.name
