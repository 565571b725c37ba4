"""The Deep Dive's chapters of money and time: true contribution, customers to build on, customers to change, and where the time goes."""

from segkit.study import Study
from segkit.views import charts
from segkit.views.chapters.opening import opening
from segkit.views.money import accounts, groups, headlines
from segkit.views.money import change as changing
from segkit.views.money import growth as growing
from segkit.views.money import time as hours
from segkit.views.parts import Parts
from segkit.views.ratings import levers
from segkit.views.text import heading, note, paragraph


def contribution(study: Study) -> Parts | None:
    """Return what all costs and time leave, with the accounts, the whale curve and both ends; None without a Deep Dive."""
    if study.deep is None:
        return None
    words = study.words
    text = opening(study, "contribution") + paragraph(headlines.true_contribution(study), accounts.nothing_traced_text(study))
    parts = Parts.of(text, charts.ladder(study))
    if (ledger := accounts.accounts_table(study)) is not None:
        said = paragraph(accounts.capacity_text(study), accounts.nobody_text(study))
        parts += Parts.of(heading(words("What the costs are made of"), 2) + said, ledger, accounts.hours_table(study))
    if (curve := charts.whale(study)) is not None:
        who = heading(words("Who earns it"), 2) + paragraph(headlines.whale_sentence(study))
        parts += Parts.of(who, curve, groups.segments_table(study), groups.classes_table(study), charts.true_ends(study))
    return parts


def growth(study: Study) -> Parts | None:
    """Return the customers to build growth on, and the rule that chose them; None without a Deep Dive."""
    if study.deep is None:
        return None
    found = not study.deep.lists.best.empty
    text = opening(study, "growth") + paragraph(growing.lists_text(study) if found else headlines.growth(study))
    text += paragraph(growing.rule_text(study), growing.unknown_growth_text(study))
    text += paragraph(growing.both_text(study), growing.short_text(study))
    return Parts.of(text, charts.growth(study), growing.growth_table(study))


def change(study: Study) -> Parts | None:
    """Return the customers to change, with what would bring each to the target, and what is proposed for all; None without a Deep Dive."""
    if study.deep is None:
        return None
    text = opening(study, "change") + paragraph(headlines.change(study), changing.proposed_text(study))
    table = changing.change_table(study)
    parts = Parts.of(text, charts.proposals(study), changing.proposals_table(study), table)
    if table is not None:
        parts += Parts.of(note(changing.chance_note(study)))
    return parts


def time(study: Study) -> Parts | None:
    """Return where the hours go, which would be set free, and which costs one step less saves; None where no cost is time."""
    if study.deep is None or not (said := headlines.thieves(study)):
        return None
    text = opening(study, "time") + paragraph(said, hours.cost_text(study), hours.released_text(study))
    table = hours.thieves_table(study)
    rule = "" if table is None else hours.rule_text(study)
    return Parts.of(text + paragraph(rule), charts.thieves(study), table, levers.cost_levers(study))
