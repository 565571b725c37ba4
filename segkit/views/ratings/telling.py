"""What a rating says of a customer, in one or two sentences: its class, what lifts it, what holds it back, and the shortest way up."""

from collections.abc import Iterator, Sequence

import numpy as np

from segkit.deep_dive import DeepDive
from segkit.rating.factors.measures import MEASURES
from segkit.rating.factors.robustness import FIRM, LABELS, LIKELY
from segkit.rating.factors.scoring import REASONS
from segkit.rating.factors.settings import MISSING
from segkit.study import Study
from segkit.views.ratings.naming import class_label, given
from segkit.views.ratings.ways import way_text
from segkit.words import capitalised, is_missing, phrase

_DIFFERS = 5e-4
"""What a leaf must lie above or below the rating before it lifts or holds back; less is not seen at three decimals."""


def measure_label(study: Study, column: str) -> str:
    """Return what a measured leaf is read from, in words."""
    return study.words(MEASURES[column]) if column in MEASURES else column.partition(":")[2] or column


def reason_label(study: Study, reason: str | None) -> str:
    """Return why a customer is not rated, as a text of its own; empty for one who is."""
    if reason is None or is_missing(reason):
        return ""
    text = study.words(REASONS[reason])
    return capitalised(text)


def firmness(study: Study, deep: DeepDive) -> list[str]:
    """Return how firm each customer's class is, with the class that is as near for those on the border; empty without a class."""
    labels = {key: study.words(text) for key, text in LABELS.items()}
    return [
        "" if firm is None else labels[firm] + ("" if other is None else f" · {class_label(study, other)}")
        for firm, other in zip(deep.firmness.firm, deep.firmness.other, strict=True)
    ]


def figure(study: Study, value: float, step: float) -> str:
    """Return a measured value with as many decimals as its smallest step has, and one more where it lies between two steps."""
    decimals = next((n for n in range(6) if abs(step * 10**n - round(step * 10**n)) < 1e-9), 6)
    between = abs(value - round(value, decimals)) > 1e-9
    return study.words.number(value, decimals + between)


def shortest_ways(study: Study, deep: DeepDive) -> list[str]:
    """Return for each customer the one factor that reaches the next class with the fewest points; empty where none does."""
    return [way_text(study, position) for position in range(len(deep.customers))]


def whys(study: Study, deep: DeepDive) -> list[str]:
    """Return for each customer the sentences that say why it is rated as it is, in the order of the study's customers."""
    return list(_whys(study, deep, shortest_ways(study, deep)))


def _whys(study: Study, deep: DeepDive, ways: Sequence[str]) -> Iterator[str]:
    words, scores = study.words, deep.scores
    names = [deep.tree.nodes[i].name for i in deep.tree.leaves]
    with np.errstate(invalid="ignore"):
        pull = scores.weights * (np.nan_to_num(scores.points) - np.nan_to_num(scores.total)[:, None])
    above, below = pull.argmax(axis=1), pull.argmin(axis=1)
    labels = [class_label(study, name) for name in scores.rating_class]
    higher = {band.name: above.name for above, band in zip(deep.tree.classes, deep.tree.classes[1:], strict=False)}
    for i, label in enumerate(labels):
        if scores.rating_class[i] is None:
            reason = words.inside(reason_label(study, scores.not_rated_because[i]))
            yield words("{label}: {reason}.", label=label, reason=reason)
            continue
        rating = label if np.isnan(scores.score[i]) else f"{label} {words.number(float(scores.score[i]), 2)}"
        parts = [f"{rating}."]
        for sentence, place, there in (
            (phrase("What lifts it most: {factor} ({points})."), above[i], pull[i, above[i]] > _DIFFERS),
            (phrase("What holds it back most: {factor} ({points})."), below[i], pull[i, below[i]] < -_DIFFERS),
        ):
            if there:
                parts.append(words(sentence, factor=names[place], points=given(study, float(scores.points[i, place]))))
        if not np.isnan(deep.ways.up[i]):
            parts.append(_next(study, class_label(study, higher[scores.rating_class[i]]), float(deep.ways.up[i]), ways[i]))
        yield " ".join(parts)


def _next(study: Study, name: str, up: float, way: str) -> str:
    words = study.words
    missing = {"points": words.number(up, 2), "name": name}
    if not way:
        return words("{points} are missing to {name}; no single factor is enough.", **missing)
    return words("{points} are missing to {name}; the shortest way: {way}.", **missing, way=way)


def rules_of_the_rating(study: Study) -> list[tuple[str, str]]:
    """Return how a rating comes about, as terms and sentences; nothing without a Deep Dive."""
    if study.deep is None:
        return []
    words, tree = study.words, study.deep.tree
    scale = {"lowest": words.number(tree.lowest), "highest": words.number(tree.highest)}
    return [
        (words("Points"), words("Each factor at the end of the tree gets points from {lowest} to {highest}: a measured one on straight lines between its values, a rated one the mean of what people gave.", **scale)),
        (words("Rating"), words("Points times weights, summed group by group up to level 1 and from there to one rating; each group's weights count for their share of their sum.")),
        (words("Missing points"), missing_rule(study)),
        (words("Rating class"), _classes_rule(study)),
        (words("How firm the class is"), words("The share of {n} other weightings, and of slightly other points, under which the class stays: firm from {firm}, likely from {likely}.", n=words.number(study.deep.firmness.draws), firm=words.percent(FIRM), likely=words.percent(LIKELY))),
    ]  # fmt: skip


def missing_rule(study: Study) -> str:
    """Return how missing points are dealt with, with the least that must be known."""
    settings = study.engagement.tree
    rule = study.words(MISSING[settings.missing])
    if settings.missing != "renormalise":
        return rule
    least = study.words("At least {share} of the weight must be known.", share=study.words.percent(settings.least_covered))
    return f"{rule} {least}"


def _classes_rule(study: Study) -> str:
    words, classes = study.words, study.deep.tree.classes if study.deep else ()
    bands = [words("{name} from {least}", name=class_label(study, band.name), least=words.number(band.least, 2)) for band in classes]
    return words("{bands}. A rating exactly on the least of a class belongs to it.", bands=", ".join(bands))
