"""Ratings to segments; the best and the worst; what to find out first; what the segments are like and whether they hold."""

from segkit.segments.best_worst import BestWorst, best_and_worst, earners
from segkit.segments.find_out import FindOut, found_out, to_find_out
from segkit.segments.gate import Check, Gate, GateLimits, gate
from segkit.segments.growth import GrowthLists, GrowthRule, growth, growth_lists
from segkit.segments.profile import Profile, profile
from segkit.segments.profile_rules import ProfileRules
from segkit.segments.segmentation import NOT_RATED_SEGMENT, Segmentation, segment

__all__ = [
    "NOT_RATED_SEGMENT",
    "BestWorst",
    "Check",
    "FindOut",
    "Gate",
    "GateLimits",
    "GrowthLists",
    "GrowthRule",
    "Profile",
    "ProfileRules",
    "Segmentation",
    "best_and_worst",
    "earners",
    "found_out",
    "gate",
    "growth",
    "growth_lists",
    "profile",
    "segment",
    "to_find_out",
]
