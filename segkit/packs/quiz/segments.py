"""Quiz questions about the result: where the money is, and how many there are."""

from segkit.packs.figures import held
from segkit.packs.quiz.item import Item, of_numbers, of_texts
from segkit.segments import NOT_RATED_SEGMENT
from segkit.study import Study
from segkit.views import sentences
from segkit.views.labels import segment_label
from segkit.words import is_missing


def most_revenue(study: Study) -> Item | None:
    """Which segment holds most of the revenue."""
    return _largest(study, "revenue", study.words("Which segment buys for most?"), sentences.largest_segment(study))


def most_headroom(study: Study) -> Item | None:
    """In which segment most is still to be won."""
    return _largest(study, "headroom", study.words("In which segment is most still to be won?"), sentences.most_headroom(study))


def makes_80(study: Study) -> Item | None:
    """How many customers make 80% of the revenue."""
    words, n = study.words, study.pareto.to_80
    if n is None or study.pareto.measure != "revenue":
        return None
    text = words.plural(
        "How many of the {n} customer who buys make 80% of the revenue?", "How many of the {n} customers who buy make 80% of the revenue?",
        study.pareto.buyers,
    )  # fmt: skip
    return _counted(study, text, n, sentences.concentration(study), (0.5, 2, 1.5, 3))


def how_many(study: Study) -> Item | None:
    """How many customers the first segment holds."""
    words, rated = study.words, [policy for policy in held(study) if policy.segment != NOT_RATED_SEGMENT]
    if not rated:
        return None
    name = segment_label(study, rated[0].segment)
    n = study.segmentation.count(rated[0].segment)
    text = words("How many customers are in segment {name}?", name=name)
    return _counted(study, text, n, words.plural("Segment {name} holds {n} customer.", "Segment {name} holds {n} customers.", n, name=name))


def without_grade(study: Study) -> Item | None:
    """How many customers have no grade."""
    words, n = study.words, study.segmentation.count(NOT_RATED_SEGMENT)
    return _counted(study, words("How many customers have no grade yet?"), n, sentences.not_rated(study), (0.25, 0.5, 2, 3)) if n else None


def planned_hours(study: Study) -> Item | None:
    """How many hours the plan asks for."""
    words, hours = study.words, round(study.plan.total_hours)
    why = sentences.hours_asked(study) or words("The plan asks for {hours} hours a year.", hours=words.number(study.plan.total_hours))
    return _counted(study, words("How many hours a year does the plan ask for?"), hours, why, (0.5, 0.75, 1.5, 2)) if hours else None


def revenue(study: Study) -> Item | None:
    """What all customers buy for."""
    words, amount = study.words, study.segmentation.total["revenue"]
    if is_missing(amount) or amount <= 0:
        return None
    shown = [(float(amount) * factor, words.money(float(amount) * factor)) for factor in (0.5, 0.8, 1.25, 2)]
    why = words("The revenue is {revenue}.", revenue=words.money(amount))
    return of_numbers(words("What do all customers buy for in the period?"), (float(amount), words.money(amount)), shown, why)


def _largest(study: Study, measure: str, text: str, why: str) -> Item | None:
    """Return which rated segment has most of a measure; None where two have the same, or nothing is known."""
    table = study.segmentation.table.drop(index=NOT_RATED_SEGMENT)
    known = table.loc[table["accounts"] > 0, measure].dropna().sort_values(ascending=False)
    if len(known) < 2 or known.iloc[0] <= 0 or known.iloc[0] == known.iloc[1]:
        return None
    labels = [segment_label(study, letter) for letter in study.grid.letters]
    wrong = [segment_label(study, str(name)) for name in known.index[1:]]
    return of_texts(text, segment_label(study, str(known.index[0])), [*wrong, *labels], why, labels)


def _counted(study: Study, text: str, n: int, why: str, factors: tuple[float, ...] = (0.5, 1.5, 2, 3)) -> Item | None:
    words = study.words
    wrong = [round(n * factor) for factor in factors] + [n + 1, n + 3, n + 7]
    return of_numbers(text, (n, words.number(n)), [(value, words.number(value)) for value in wrong if value != n], why)
