"""The reception of a client's data: what lies in data/, what is proposed for it, what was taken in, and whether it carries a segmentation."""

from segkit.reception.left_out import LISTED, LeftOut
from segkit.reception.receiving import receive
from segkit.reception.record import SHOWN, Reception

__all__ = ["LISTED", "SHOWN", "LeftOut", "Reception", "receive"]
