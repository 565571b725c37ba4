"""The workshop as a pack: what each role needs to see, the factors with their scales and weights, and the processes that use the result."""

import datetime as dt

from segkit.engagement import Engagement
from segkit.packs.agenda import Line, agenda_grid
from segkit.packs.content import Note, Pack, Section, Text
from segkit.packs.factor_sheets import definition_grids, weight_grid
from segkit.packs.needs import attribute_grid, need_grid, process_grid
from segkit.packs.policies import policy_grid
from segkit.words import phrase

ONE_DAY: tuple[Line, ...] = (
    (15, phrase("Welcome, the decisions of the kick-off, the goal of the day")),
    (60, phrase("Roles and needs: who must group, search and report by what")),
    (15, phrase("Break")),
    (90, phrase("Factors of level 1: what makes a customer valuable to us?")),
    (60, phrase("Lunch")),
    (105, phrase("Each factor divided and defined: scale, source, owner")),
    (15, phrase("Break")),
    (75, phrase("Weights: in percent or in pairs, and a test on known customers")),
    (30, phrase("Processes: where the result is used, and by whom")),
    (15, phrase("Decisions, open ends, and who rates by when")),
)

TWO_DAYS: tuple[tuple[Line, ...], tuple[Line, ...]] = (
    (
        (15, phrase("Welcome, the decisions of the kick-off, the goal of the day")),
        (60, phrase("Roles and needs: who must group, search and report by what")),
        (15, phrase("Break")),
        (90, phrase("Factors of level 1: what makes a customer valuable to us?")),
        (45, phrase("Processes: where the result is used, and by whom")),
        (15, phrase("Homework: definitions and sources for the second day")),
    ),
    (
        (15, phrase("What has been found out since the first day")),
        (105, phrase("Each factor divided and defined: scale, source, owner")),
        (15, phrase("Break")),
        (90, phrase("Weights: in percent or in pairs, and a test on known customers")),
        (15, phrase("Decisions, open ends, and who rates by when")),
    ),
)

HALF_DAY: tuple[Line, ...] = (
    (15, phrase("Welcome, the decisions of the kick-off, the goal of the day")),
    (60, phrase("Roles and needs: who must group, search and report by what")),
    (60, phrase("The segments: which customers are A, B, C and D, and do the thresholds fit?")),
    (15, phrase("Break")),
    (60, phrase("Service and contacts per segment, within the hours there are")),
    (30, phrase("Processes, decisions and open ends")),
)


def workshop(engagement: Engagement, _today: dt.date) -> Pack:
    """Return the pack for the workshop: 8 hours or twice 4 in a Deep Dive, a half day on segments and policies in a Basic engagement."""
    words = engagement.words
    if engagement.package == "deepdive":
        purpose = words("Eight hours, or twice four, in which the factors are chosen, defined and weighed.")
        sections = (_agenda_deep(engagement), _needs(engagement), _attributes(engagement), *_factors(engagement), _processes(engagement))
    else:
        purpose = words("Half a day on the segments and on what each of them gets.")
        sections = (_agenda_basic(engagement), _needs(engagement), _attributes(engagement), _policies(engagement), _processes(engagement))
    return Pack("workshop", words("Workshop"), purpose, sections, wide=True)


def _agenda_deep(engagement: Engagement) -> Section:
    words, (first, second) = engagement.words, TWO_DAYS
    grids = (
        agenda_grid(ONE_DAY, words, words("One day, 8 hours")),
        agenda_grid(first, words, words("Or the first of two half days")),
        agenda_grid(second, words, words("The second half day")),
    )
    return Section("agenda", words("Agenda"), grids)


def _agenda_basic(engagement: Engagement) -> Section:
    words = engagement.words
    return Section("agenda", words("Agenda"), (agenda_grid(HALF_DAY, words, words("Half a day, 4 hours")),))


def _needs(engagement: Engagement) -> Section:
    words = engagement.words
    lead = words("A line per role and task: what must be grouped, searched or reported to do it better? Each need names an attribute.")
    return Section("needs", words("Roles and needs"), (Text(lead), need_grid(engagement)), page=True)


def _attributes(engagement: Engagement) -> Section:
    words = engagement.words
    rule = words("An attribute stays where somebody needs it for a task and the reason is written down. What nobody needs is dropped.")
    return Section("attributes", words("Attributes to keep"), (Note(rule), attribute_grid(engagement)), tab=words("Attributes"), page=True)


def _factors(engagement: Engagement) -> tuple[Section, ...]:
    words = engagement.words
    lead = words("A factor is ready when two people would give the same customer the same point. Open fields are filled in here.")
    pairs = words("Weights in percent stand here and sum to 100 in each group; comparisons in pairs stand in the form of the factor tree.")
    return (
        Section(
            "factors", words("Factors and their definitions"), (Text(lead), *definition_grids(engagement)), tab=words("Factors"), page=True
        ),
        Section("weights", words("Weights"), (Note(pairs), weight_grid(engagement)), page=True),
    )


def _policies(engagement: Engagement) -> Section:
    words = engagement.words
    lead = words("What each segment gets today by the playbook, and what it is to get.")
    return Section("policies", words("Service per segment"), (Text(lead), policy_grid(engagement)), page=True)


def _processes(engagement: Engagement) -> Section:
    words = engagement.words
    lead = words("Where is the segmentation used? A process that nobody ticks is not covered yet.")
    return Section("processes", words("Processes covered"), (Text(lead), process_grid(engagement)), tab=words("Processes"), page=True)
