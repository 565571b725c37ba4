"""The kick-off meeting as a pack: two hours in which the basis of the segmentation is settled, and a log that becomes the configuration."""

import datetime as dt
from dataclasses import replace

from segkit.engagement import Engagement
from segkit.intake import DECISION_LOG
from segkit.packs.agenda import Line, agenda_grid
from segkit.packs.content import Bullets, Column, Grid, Note, Pack, Section, Text
from segkit.packs.decision_log import decisions_grid, questions_grid, settings_grid, sign_off_grid
from segkit.packs.readiness import readiness_grids
from segkit.words import phrase

MINUTES = 120

AGENDAS: dict[str, tuple[Line, ...]] = {
    "basic": (
        (10, phrase("Welcome, the goal of the meeting, who does what")),
        (20, phrase("Goals and scope: companies, divisions, and what the result is used for")),
        (15, phrase("The questions that the segmentation is to answer")),
        (25, phrase("The data: what is there, what is missing, and what is lost without it")),
        (30, phrase("The settings: period, model, thresholds, hours, the plan's start")),
        (10, phrase("Milestones, and who does what by when")),
        (10, phrase("The decisions read aloud, and the sign-off")),
    ),
    "deepdive": (
        (10, phrase("Welcome, the goal of the meeting, who does what")),
        (15, phrase("Goals and scope: companies, divisions, and what the result is used for")),
        (15, phrase("The questions that the segmentation is to answer")),
        (25, phrase("The data: what is there, what is missing, and what is lost without it")),
        (20, phrase("The settings: period, model, thresholds, hours, the plan's start")),
        (15, phrase("The factor tree: who takes part in the workshop, and who rates")),
        (10, phrase("Milestones, and who does what by when")),
        (10, phrase("The decisions read aloud, and the sign-off")),
    ),
}
"""The agenda per package."""

GOALS = (
    (phrase("The goal"), phrase("What is to be different in twelve months, and by which figure will it be seen?")),
    (phrase("Use"), phrase("Which decisions are made by the segmentation first: visits, prices, service, campaigns?")),
    (phrase("Scope"), phrase("Which companies, divisions and countries take part, and which customers are left out?")),
    (phrase("Earlier work"), phrase("Which classes or lists are in use today, and what becomes of them?")),
    (phrase("Limits"), phrase("What may not change, and who must be asked first?")),
)

ROLES = (
    (phrase("Sponsor in management"), phrase("decides on goals, thresholds and resources")),
    (phrase("Project owner"), phrase("is the contact person and keeps the timeline")),
    (phrase("Owner of the data"), phrase("draws the data and confirms the totals")),
    (phrase("Sales manager"), phrase("settles potential, grades and service per segment")),
    (phrase("Marketing and customer service"), phrase("say what they need to see per segment")),
)
DEEP_ROLES = ((phrase("Raters in the sales force"), phrase("rate the customers they know")),)


def kickoff(engagement: Engagement, _today: dt.date) -> Pack:
    """Return the pack for the kick-off meeting."""
    words = engagement.words
    (to_decide, decisions, sign_off), deep = _log(engagement), engagement.package == "deepdive"
    asked = _questions(engagement)
    # On paper the questions fill up the last page of the readiness in a Deep Dive, and the page of the decisions in a Basic engagement.
    log = (asked, to_decide, replace(decisions, page=True)) if deep else (to_decide, replace(asked, page=True), decisions)
    sections = (_meeting(engagement), _roles(engagement), _data(engagement), *log, sign_off)
    purpose = words("Two hours in which the basis of the segmentation is settled. What is decided here becomes the configuration.")
    return Pack("kickoff", words("Kick-off meeting"), purpose, sections, mark=DECISION_LOG)


def _meeting(engagement: Engagement) -> Section:
    words = engagement.words
    parts = (
        agenda_grid(AGENDAS[engagement.package], words, ""),
        Text(words("Goals and scope")),
        Bullets(tuple((words(label), words(text)) for label, text in GOALS)),
    )
    return Section("meeting", words("Agenda and goals"), parts, tab=words("Agenda"))


def _roles(engagement: Engagement) -> Section:
    words = engagement.words
    roles = (*ROLES, *(DEEP_ROLES if engagement.package == "deepdive" else ()))
    columns = (Column(words("Role"), "text", 24), Column(words("Does what"), "text", 46), Column(words("Who"), "entry", 34))
    rows = tuple((words(role), words(task), None) for role, task in roles)
    return Section("roles", words("Roles"), (Grid("", columns, rows),))


def _data(engagement: Engagement) -> Section:
    words = engagement.words
    lead = words("Is the company ready? Go through the fields: a missing one stops nobody, but it costs what stands beside it.")
    return Section("data", words("Data and readiness"), (Text(lead), *readiness_grids(engagement)), tab=words("Readiness"), page=True)


def _questions(engagement: Engagement) -> Section:
    words = engagement.words
    lead = words("The report shows each question where it is answered, and lists those that it does not answer.")
    title = words("What the segmentation is to answer")
    return Section("questions", title, (Text(lead), questions_grid(engagement)), tab=words("Questions"))


def _log(engagement: Engagement) -> tuple[Section, Section, Section]:
    words = engagement.words
    rule = words("A decision counts only with a name and a date. What stands under Decided becomes the setting itself.")
    home = words("The filled file is read back, and the decisions stand in the method of the report.")
    return (
        Section("settings", words("Settings to decide"), (Text(rule), settings_grid(engagement)), tab=words("Settings")),
        Section("decisions", words("Decision log"), (Note(home), decisions_grid(engagement)), tab=words("Decisions")),
        Section("sign_off", words("Sign-off"), (Text(_basis(engagement)), sign_off_grid(engagement)), tab=words("Sign-off")),
    )


def _basis(engagement: Engagement) -> str:
    words = engagement.words
    return words("The settings and decisions above are the basis of the segmentation of {client}.", client=engagement.client)
