"""How firm the classes are under other weights and other points, and which large customers stand on a border."""

from segkit.deep_dive import DeepDive
from segkit.rating.factors.robustness import FIRM, LABELS, LIKELY
from segkit.study import Study
from segkit.views.ratings.naming import class_label, class_names, members
from segkit.views.table import Align, Table
from segkit.words import is_missing
from segkit.words.language import UNKNOWN

SHOWN = 5


def firmness(study: Study) -> Table | None:
    """Return how many classes are firm, likely and on the border; None where nobody has a class."""
    if study.deep is None:
        return None
    words, deep = study.words, study.deep
    firm = deep.customers.loc[~members(deep, None)]
    if firm.empty:
        return None
    revenue = firm["revenue"].astype(float)
    rows = []
    for key, label in LABELS.items():
        own = firm["firm"] == key
        share = revenue[own].sum() / revenue.sum() if revenue.sum() > 0 else float("nan")
        rows.append((words(label), _meaning(study, key), words.number(int(own.sum())), words.percent(own.mean()), words.percent(share)))
    headings = (words("Class is"), words("Holds in"), words("Customers"), words("Share"), words("Of the revenue"))
    aligns: tuple[Align, ...] = ("text", "text", "num", "num", "num")
    return Table(words("How firm the classes of the rated customers are."), headings, aligns, tuple(rows))


def how_firm(study: Study) -> str:
    """Return how many classes hold, with what was tried; empty where nobody has a class."""
    if study.deep is None or members(study.deep, None).all():
        return ""
    words, deep = study.words, study.deep
    rule, rated = deep.tree.settings, ~members(deep, None)
    firm, border = (int((deep.customers["firm"] == key).sum()) for key in ("firm", "border"))
    tried = words(
        "The classes were tried out under {draws} other weightings (each weight up to {range} more or less) and as many times with points up to "
        "{error} higher or lower.",
        draws=deep.firmness.draws,
        range=words.percent(rule.weight_range),
        error=words.number(rule.rating_error, 0 if float(rule.rating_error).is_integer() else 1),
    )
    if firm == rated.sum():
        every = words("Every class is firm: each holds in {firm} of the trials or more.", firm=words.percent(FIRM))
        return f"{tried} {every}"
    held = words.plural(
        "{n} of {all} customers keeps its class in {firm} of the trials or more.",
        "{n} of {all} customers keep their class in {firm} of the trials or more.",
        firm,
        all=int(rated.sum()),
        firm=words.percent(FIRM),
    )
    if not border:
        nobody = words("Nobody stands on a border.")
        return f"{tried} {held} {nobody}"
    on_border = words.plural(
        "{n} customer stands on the border to another class; look at it before you act on the class.",
        "{n} customers stand on the border to another class; look at them before you act on the class.",
        border,
    )
    return f"{tried} {held} {on_border}"


def borders(study: Study, rows: int = SHOWN) -> Table | None:
    """Return the largest customers on a border with the other class; None where nobody is on one."""
    if study.deep is None:
        return None
    words, deep = study.words, study.deep
    on_border = deep.customers[deep.customers["firm"] == "border"]
    if on_border.empty:
        return None
    shown = on_border.sort_values(["revenue", "customer_id"], ascending=[False, True], kind="stable").head(rows)
    body = tuple(_border(study, deep, position) for position in shown.index)
    caption = (
        words(
            "The {n} largest of {all} customers on a border. Revenue in {currency}.",
            n=len(body),
            all=len(on_border),
            currency=words.currency,
        )
        if len(on_border) > rows
        else words.plural(
            "The customer on a border. Revenue in {currency}.",
            "The {n} customers on a border. Revenue in {currency}.",
            len(on_border),
            currency=words.currency,
        )
    )
    headings = (
        words("Customer no."), words("Name"), words("Revenue"), words("Class"), words("Holds in"), words("Else mostly"), words("Its share"),
    )  # fmt: skip
    aligns: tuple[Align, ...] = ("text", "text", "num", "text", "num", "text", "num")
    return Table(caption, headings, aligns, body, language=words.language)


def _border(study: Study, deep: DeepDive, position: int) -> tuple[str, ...]:
    words, row = study.words, deep.customers.iloc[[position]].to_dict("records")[0]
    kept, shares = _trials(deep, position)
    other = row["other"]
    return (
        row["customer_id"],
        "" if is_missing(row["name"]) else str(row["name"]),
        words.number(row["revenue"]),
        class_label(study, row["rating_class"]),
        words.percent(kept),
        UNKNOWN if is_missing(other) else class_label(study, other),
        UNKNOWN if is_missing(other) else words.percent(shares[other]),
    )


def _trials(deep: DeepDive, position: int) -> tuple[float, dict[str, float]]:
    """Return in which share of the trials a customer keeps its class, and the shares of all classes: by the weaker of both kinds of trials."""
    firmness = deep.firmness
    held = firmness.error if firmness.error.kept[position] < firmness.weights.kept[position] else firmness.weights
    return float(held.kept[position]), dict(zip(class_names(deep.tree), held.shares[position].tolist(), strict=True))


def _meaning(study: Study, key: str) -> str:
    words = study.words
    if key == "firm":
        return words("{low} of the trials or more", low=words.percent(FIRM))
    if key == "likely":
        return words("{low} to below {high} of the trials", low=words.percent(LIKELY), high=words.percent(FIRM))
    return words("less than {high} of the trials", high=words.percent(LIKELY))
