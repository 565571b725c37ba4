"""Ratings to segments; the best and the worst; what to find out first."""

from segkit.segments.best_worst import BestWorst, best_and_worst, earners
from segkit.segments.find_out import FindOut, found_out, to_find_out
from segkit.segments.segmentation import NOT_RATED_SEGMENT, Segmentation, segment

__all__ = ["NOT_RATED_SEGMENT", "BestWorst", "FindOut", "Segmentation", "best_and_worst", "earners", "found_out", "segment", "to_find_out"]
