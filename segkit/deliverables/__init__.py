"""What the client receives: the Excel file, the PDF report, lists for other systems, and the manifest.

Names are loaded when first used: a notebook that delivers need not wait for the typesetter of the report.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from segkit.deliverables.delivery import Delivery, deliver
    from segkit.deliverables.publishing import publish

_PUBLIC = {"Delivery": "delivery", "deliver": "delivery", "publish": "publishing"}

__all__ = ["Delivery", "deliver", "publish"]


def __getattr__(name: str) -> Any:
    if name not in _PUBLIC:
        raise AttributeError(f"segkit.deliverables has no {name!r}")
    return getattr(import_module(f"segkit.deliverables.{_PUBLIC[name]}"), name)
