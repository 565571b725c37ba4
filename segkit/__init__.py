"""segkit: customer segmentation for consulting engagements, from a client's files to the Excel strategy and the PDF report.

In a notebook:

    import segkit
    engagement = segkit.read_engagement("workbooks/acme/engagement.yaml")
    study = segkit.run_study(engagement)

Names are loaded when first used, so that `segkit --help` does not wait for pandas.
"""

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_PUBLIC = {
    "Engagement": "segkit.engagement",
    "SegkitError": "segkit.errors",
    "Study": "segkit.study",
    "deliver": "segkit.deliverables",
    "read_engagement": "segkit.engagement",
    "run_study": "segkit.circle",
    "since_last_delivery": "segkit.circle",
    "start_page": "segkit.lab",
}

__all__ = sorted(_PUBLIC)  # noqa: PLE0605 - sorted() of a literal above; the public names stand in one place


def __getattr__(name: str) -> Any:
    if name not in _PUBLIC:
        raise AttributeError(f"segkit has no {name!r}; it has {', '.join(__all__)}")
    return getattr(import_module(_PUBLIC[name]), name)
