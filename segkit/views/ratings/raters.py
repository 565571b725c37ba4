"""Who has rated, how far they agree, and where they see a customer most differently."""

from segkit.rating.factors.agreement import MEANINGS, meaning
from segkit.rating.factors.raters import Disagreement
from segkit.study import Study
from segkit.views.table import Align, Table
from segkit.words import is_missing
from segkit.words.language import UNKNOWN

WIDEST = 5
"""Customers shown whom raters see differently."""


def progress(study: Study) -> Table | None:
    """Return how far each rater has come; None where nobody has anything to rate."""
    if study.deep is None:
        return None
    words, report = study.words, study.deep.raters
    lines = [one for one in report.progress if one.of > 0]
    if not lines:
        return None
    rows = tuple(
        (
            one.rater or words("Nobody's customers"),
            words.number(one.given),
            words.number(one.of),
            words.percent(one.given / one.of),
            UNKNOWN if one.latest is None else words.short_date(one.latest),
        )
        for one in lines
    )
    given, of = sum(one.given for one in lines), sum(one.of for one in lines)
    total = (words("Total"), words.number(given), words.number(of), words.percent(given / of), "")
    headings = (words("Rater"), words("Points given"), words("Asked for"), words("Share"), words("Latest"))
    aligns: tuple[Align, ...] = ("text", "num", "num", "num", "num")
    caption = words("How far the ratings have come: points given, of those asked for.")
    return Table(caption, headings, aligns, (*rows, total), total=True, language=words.language)


def not_answered(study: Study) -> str:
    """Return who has not given a point yet; empty where everybody has, or nobody is asked."""
    if study.deep is None:
        return ""
    words, asked = study.words, [one for one in study.deep.raters.progress if one.of > 0 and one.rater]
    silent = [one.rater for one in asked if one.given == 0]
    if not silent:
        return ""
    if len(silent) == len(asked):
        return words("Nobody has given points yet.")
    return words.plural(
        "{names} has not given any points yet.", "{names} have not given any points yet.", len(silent), names=words.join(silent)
    )


def decided(study: Study) -> str:
    """Return how many points were decided in a returned file instead of by the raters; empty where none was."""
    n = 0 if study.deep is None else len(study.deep.raters.decided)
    if n == 0:
        return ""
    return study.words.plural(
        "{n} point was decided in the strategy file and stands in place of the raters' mean.",
        "{n} points were decided in the strategy file and stand in place of the raters' means.",
        n,
    )


def agreement(study: Study) -> str:
    """Return how far the raters agree, and what that allows to conclude; empty where people rate nothing."""
    if study.deep is None or not any(node.is_rated for node in study.deep.tree.nodes):
        return ""
    words, report = study.words, study.deep.raters
    if report.compared == 0:
        return words("No customer was rated twice on the same factor, so how far raters agree cannot be told.")
    twice = words.plural(
        "Once, two raters or more gave points for the same customer and factor.", "{n} times two raters or more gave points for the same customer and factor.",
        report.compared,
    )  # fmt: skip
    found = meaning(report.agreement)
    if found is None:
        same = words("All of these points are the same, so how far raters agree cannot be told.")
        return f"{twice} {same}"
    told = words(
        "Their agreement (Krippendorff's alpha, 1 = always, 0 = by chance) is {alpha}, {meaning}.",
        alpha=words.number(report.agreement, 2),
        meaning=words(MEANINGS[found]),
    )
    return f"{twice} {told}"


def agreement_by_factor(study: Study) -> Table | None:
    """Return the agreement on each rated factor with its reading, the least first; None where nothing was rated twice."""
    if study.deep is None or study.deep.raters.compared == 0:
        return None
    words, report = study.words, study.deep.raters
    known = {leaf: value for leaf, value in report.by_leaf.items() if value is not None}
    if not known:
        return None
    read = {leaf: MEANINGS[found] for leaf, value in known.items() if (found := meaning(value))}
    rows = tuple((leaf, words.number(known[leaf], 2), words(read[leaf])) for leaf in sorted(known, key=lambda leaf: known[leaf]))
    caption = words("How far raters agree on each factor, the least agreed on first.")
    return Table(caption, (words("Factor"), words("Agreement"), words("What it allows")), ("text", "num", "text"), rows)


def disagreements(study: Study, rows: int = WIDEST) -> Table | None:
    """Return the customers whom raters see most differently, each on its widest factor; None where no two raters differ."""
    if study.deep is None or not study.deep.raters.widest:
        return None
    words = study.words
    names = dict(zip(study.deep.customers["customer_id"], study.deep.customers["name"], strict=True))
    of_customer: dict[str, list[Disagreement]] = {}
    for one in study.deep.raters.widest:
        of_customer.setdefault(one.customer_id, []).append(one)
    body = tuple(
        (
            number,
            "" if is_missing(names[number]) else str(names[number]),
            found[0].leaf,
            "; ".join(f"{rater or words('unknown')} {words.number(point)}" for rater, point in found[0].given),
            words.number(len(found)),
        )
        for number, found in list(of_customer.items())[:rows]
    )
    caption = (
        words("The {n} customers whom raters see most differently, of {all}.", n=len(body), all=len(of_customer))
        if len(of_customer) > rows
        else words.plural("The customer whom raters see differently.", "The {n} customers whom raters see differently.", len(of_customer))
    )
    headings = (words("Customer no."), words("Name"), words("Widest on"), words("Points"), words("Differences"))
    return Table(caption, headings, ("text", "text", "text", "text", "num"), body)
