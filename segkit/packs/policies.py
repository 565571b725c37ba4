"""The playbook before there is a study: what each segment gets today, with room for what it is to get."""

from segkit.engagement import Engagement
from segkit.packs.content import Column, Grid
from segkit.packs.grades import letters
from segkit.segments import NOT_RATED_SEGMENT
from segkit.strategy import playbook


def policy_grid(engagement: Engagement) -> Grid:
    """Return a line per segment: goal and service, contacts and hours today, and what is decided."""
    words = engagement.words
    columns = (
        Column(words("Segment"), "grade", 11),
        Column(words("Name"), "client", 20),
        Column(words("Goal"), "client", 30),
        Column(words("Service level"), "client", 30),
        Column(words("Contacts per year"), "hours", 11),
        Column(words("Hours per contact"), "hours", 11),
        Column(words("Contacts decided"), "entry", 12, filled="number"),
        Column(words("Hours decided"), "entry", 12, filled="number"),
        Column(words("Remarks"), "entry", 22),
    )
    policies = playbook(engagement.abcd.preset, letters(engagement), engagement.language, engagement.playbook)
    rows = tuple(
        (engagement.abcd.label(p.segment), p.name, p.goal, p.service_level, p.meetings_per_year, p.hours_per_meeting, None, None, None)
        for p in policies
        if p.segment != NOT_RATED_SEGMENT
    )
    return Grid("", columns, rows)
