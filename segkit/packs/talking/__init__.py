"""The talking points of a review meeting, made from the figures."""

from segkit.packs.talking.choosing import talking_points
from segkit.packs.talking.point import NotSaid, Point

__all__ = ["NotSaid", "Point", "talking_points"]
