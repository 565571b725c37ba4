"""Talking points of a Deep Dive: the rating, what all costs and time leave, whom to build on and whom to change."""

from segkit.packs.talking.point import NotSaid, Point
from segkit.strategy.money import known_total, total
from segkit.study import Study
from segkit.views.charts.classes import finding
from segkit.views.money import headlines
from segkit.views.money.known import in_all
from segkit.views.ratings.naming import class_names
from segkit.words import is_missing


def true_contribution(study: Study) -> Point | NotSaid:
    """What is left after all costs and time, and who earns it."""
    words, title, deep = study.words, study.words("What is left after all costs and time"), study.deep
    if deep is None or in_all(study, deep).customers == 0:
        return NotSaid(title, words("the true contribution of no customer is known"))
    said = " ".join(part for part in (headlines.true_contribution(study), headlines.whale_sentence(study)) if part)
    money = in_all(study, deep).true_contribution
    return Point(
        title,
        said,
        words("Which of these costs did you not know of before?"),
        words("True contribution"),
        None if is_missing(money) else abs(float(money)),
    )


def build_on(study: Study) -> Point | NotSaid:
    """Whom to build growth on."""
    words, title, deep = study.words, study.words("Whom to build on"), study.deep
    if deep is None or deep.lists.best.empty:
        return NotSaid(title, headlines.growth(study).removesuffix("."))
    first = deep.lists.best.head(deep.lists.sizes[0])
    said = f"{headlines.growth(study)} {words('At the top: {name}.', name=str(first['name'].iloc[0]))}"
    return Point(title, said, words("Which three of them do you begin with this month?"), words("Growth"), total(first["growth"]))


def change(study: Study) -> Point | NotSaid:
    """Whom to change, and what is missing to the target."""
    words, title, deep = study.words, study.words("Whom to change"), study.deep
    if deep is None or not (deep.customers["short"] > 0).any():
        return NotSaid(title, headlines.change(study).removesuffix("."))
    short = deep.customers.loc[deep.customers["below_target"].map(lambda known: known is True), "short"]
    said = " ".join(part for part in (headlines.change(study), headlines.thieves(study)) if part)
    return Point(
        title, said, words("What do you say to the first of them, and who says it?"), words("Missing to the target"), known_total(short)
    )


def ratings(study: Study) -> Point | NotSaid:
    """How the customers are rated, and what the best class holds."""
    words, title, deep = study.words, study.words("What the rating adds"), study.deep
    if deep is None or deep.customers["rating_class"].isna().all():
        return NotSaid(title, words("nobody is rated by the factors yet"))
    rated = deep.customers[deep.customers["rating_class"].notna()]
    best = rated[rated["rating_class"] == _best_class(study)]
    return Point(
        title,
        finding(study),
        words("Whose class surprises you, and which factor explains it?"),
        words("Revenue of the best class"),
        total(best["revenue"].dropna()),
    )


def _best_class(study: Study) -> str:
    """Return the best class that anybody has, as the sentence of the ratings names it."""
    assert study.deep is not None
    given = set(study.deep.customers["rating_class"].dropna())
    return next(name for name in class_names(study.deep.tree) if name in given)
