"""How customers are rated and what follows: the tree and the classes, what makes them differ, efforts that move most, the glossary."""

from segkit.study import Study
from segkit.views.chapters.opening import opening
from segkit.views.charts.class_factors import class_factors
from segkit.views.charts.classes import finding, not_rated, rating_classes
from segkit.views.charts.factor_tree import factor_tree
from segkit.views.money.known import has_time
from segkit.views.money.rules import rules_of_the_money
from segkit.views.parts import Parts
from segkit.views.ratings import classes, factors, firmness, glossary, levers, missing, raters, telling, ways
from segkit.views.text import columns, heading, paragraph, points


def rating(study: Study) -> Parts | None:
    """Return how customers are rated: the tree and the classes; None in a Basic engagement."""
    if study.deep is None:
        return None
    words, rule = study.words, study.deep.tree.settings
    text = opening(study, "rating") + paragraph(
        words(
            "Every customer gets points from {lowest} (worst) to {highest} (best) on each single factor; weighted and added up, level by level, "
            "they are its rating.",
            lowest=rule.lowest,
            highest=rule.highest,
        ),
        telling.missing_rule(study),
    )
    named = "; ".join(f"{name}: {text}" for name, text in classes.class_bands(study))
    bands = heading(words("The classes"), 2) + paragraph(f"{named}.", finding(study), not_rated(study))
    return Parts.of(text, factor_tree(study), bands, rating_classes(study))


def rating_factors(study: Study) -> Parts | None:
    """Return what makes the classes differ, also from the ABCD grades, how far raters agree, how firm the classes are, and what to find out first; None if Basic."""
    if study.deep is None:
        return None
    words = study.words
    text = opening(study, "factors") + paragraph(factors.told_apart(study))
    apart = classes.furthest_apart(study)
    parts = Parts.of(text, class_factors(study), paragraph(apart) if apart else None, classes.grades_by_class(study))
    agreed = paragraph(raters.agreement(study), raters.decided(study), raters.not_answered(study))
    if agreed.plain:
        head = heading(words("The raters"), 2) + agreed
        parts += Parts.of(head, raters.progress(study), raters.agreement_by_factor(study), raters.disagreements(study))
    firm = firmness.how_firm(study)
    if firm:
        parts += Parts.of(
            heading(words("How firm the classes are"), 2) + paragraph(firm), firmness.firmness(study), firmness.borders(study)
        )
    asked = missing.points_to_ask(study)
    if asked:
        parts += Parts.of(heading(words("What to find out first"), 2) + paragraph(asked), missing.ask_first(study))
    return parts


def rating_levers(study: Study) -> Parts | None:
    """Return what would move most: ways to the next class, and the efforts by kind; None where nothing would move.

    Where hours are known, the costs stand with them in the chapter of time.
    """
    costs = None if study.deep is None or has_time(study.deep) else levers.cost_levers(study)
    tables = (ways.ways_of_the_best(study), levers.rating_levers(study), costs)
    if not any(tables):
        return None
    text = opening(study, "levers") + paragraph(levers.strongest(study), ways.how_many_ways(study))
    return Parts.of(text, *tables)


def factor_glossary(study: Study) -> Parts | None:
    """Return the glossary of factors, and how true contribution comes about; None in a Basic engagement."""
    if study.deep is None:
        return None
    words = study.words
    text = opening(study, "glossary") + paragraph(
        words("What each factor means was agreed before the rating; a group is rated by the factors that it is split into.")
    )
    rules = heading(words("How true contribution comes about"), 2) + columns(points(rules_of_the_money(study)))
    return Parts.of(text + points(glossary.groups(study)), glossary.glossary(study), rules)
