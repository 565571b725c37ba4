"""The rules of a delivery as a book of sentences, and what is said otherwise in the next: the grid, the segments' activities, the factors.

Thresholds, weights and other numbers are compared as numbers, the playbook's texts as texts; here stands what neither of them tells.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from segkit.circle.changes import RuleChange
from segkit.circle.delivered import Delivered
from segkit.rating.factors import Node, Tree
from segkit.rating.factors.measures import ATTRIBUTE, MEASURES
from segkit.rating.factors.settings import DIRECTIONS, LEVERS, MISSING
from segkit.rating.pareto import PRESETS as PARETO_PRESETS
from segkit.strategy import CHANNELS, KPIS, Activity
from segkit.words import Words, phrase

MEASURED, LETTERS, NAME, PARETO = phrase("Measures"), phrase("Letters"), phrase("Name"), phrase("Pareto preset")
ACTIVITY, FACTOR, MEASURED_BY = phrase("Activity"), phrase("Factor"), phrase("Measured by")
SCALE, MISSING_POINTS, CLASSES = phrase("Scale"), phrase("Missing points"), phrase("Rating classes")


@dataclass(frozen=True)
class Rule:
    """What a sentence is about: a segment, grade or factor ("" = all of them), what of it, and which of several (an activity's name)."""

    label: str
    about: str = ""
    item: str = ""
    segment: bool = False


RuleBook = Mapping[Rule, str]
"""The sentences by what they are about, in the order in which they are read."""

Part = Callable[[Delivered, Words], RuleBook]


def rule_book(delivered: Delivered, words: Words) -> RuleBook:
    """Return the rules of a delivery in a language; what an older record does not hold is left out."""
    return {rule: text for part in _PARTS for rule, text in part(delivered, words).items()}


def rule_changes(then: Delivered, now: Delivered, words: Words) -> tuple[RuleChange, ...]:
    """Return the rules that are said otherwise now, in the order of the book.

    Activities and factors are known by their names, so they are compared only where both deliveries are in one language, and only where
    both records hold them; activities of the segments that both have. Of a factor that is new or gone nothing but that is told.
    """
    one_language = then.language == now.language
    comparable = {
        _grid: True,
        _names: then.labels is not None,
        _pareto: then.pareto is not None,
        _activities: one_language and then.activities is not None,
        _factors: one_language and then.tree is not None and now.tree is not None,
    }
    parts = [part for part, is_there in comparable.items() if is_there]
    both = (then.activities or {}).keys() & (now.activities or {}).keys()
    changes = (change for part in parts for change in _differences(part(then, words), part(now, words)))
    return tuple(change for change in changes if not change.segment or change.about in both)


def _differences(before: RuleBook, after: RuleBook) -> Iterator[RuleChange]:
    one_sided = {rule.about for rule in before.keys() ^ after.keys() if rule.label == FACTOR}
    for rule in {**after, **before}:
        told = before.get(rule, ""), after.get(rule, "")
        if told[0] != told[1] and (rule.label == FACTOR or rule.about not in one_sided):
            yield RuleChange(rule.label, *told, rule.about, rule.item, rule.segment)


def _grid(delivered: Delivered, words: Words) -> RuleBook:
    """Return what is measured and the letters as they are drawn, the highest row first."""
    axes = [words(axis.label) for axis in delivered.grid.axes]
    return {Rule(MEASURED): " × ".join(axes), Rule(LETTERS): " / ".join(" ".join(row) for row in delivered.grid.grades)}


def _names(delivered: Delivered, words: Words) -> RuleBook:
    """Return what each grade is called towards the client."""
    labels = delivered.labels or {}
    return {Rule(NAME, letter): labels.get(letter, letter) for letter in delivered.grid.letters}


def _pareto(delivered: Delivered, words: Words) -> RuleBook:
    return {Rule(PARETO): words(PARETO_PRESETS[delivered.pareto].label)} if delivered.pareto in PARETO_PRESETS else {}


def _activities(delivered: Delivered, words: Words) -> RuleBook:
    """Return what is done with the customers of each segment; activities of one name are told apart by their number."""
    book: dict[Rule, str] = {}
    for segment, activities in (delivered.activities or {}).items():
        for activity in activities:
            item, n = activity.name, 1
            while Rule(ACTIVITY, segment, item, segment=True) in book:
                n += 1
                item = f"{activity.name} ({n})"
            book[Rule(ACTIVITY, segment, item, segment=True)] = _done(activity, words)
    return book


def _done(activity: Activity, words: Words) -> str:
    """Return how an activity is done. How often and how long the segment's contact is stands among the numbers."""
    often = words(
        "{often} × a year, {minutes} minutes each",
        often=words.number(activity.per_year, 0 if activity.per_year.is_integer() else 2),
        minutes=words.number(activity.minutes, 0 if activity.minutes.is_integer() else 1),
    )
    days = [words.short_date(day) if day else "…" for day in (activity.start, activity.end)]
    parts = [
        words(CHANNELS[activity.channel]) if activity.channel in CHANNELS else activity.channel,
        words("the segment's rhythm of contact") if activity.contact else often,
        activity.role,
        words(KPIS[activity.kpi]),
        " – ".join(days) if activity.start or activity.end else "",
    ]
    return "; ".join(part for part in parts if part)


def _factors(delivered: Delivered, words: Words) -> RuleBook:
    """Return how customers are rated: the scale, the classes, and each factor with what it means and how it is measured."""
    tree = delivered.tree
    if tree is None:
        return {}
    book = {
        Rule(SCALE): f"{words.number(tree.lowest)}–{words.number(tree.highest)}",
        Rule(MISSING_POINTS): words(MISSING[tree.settings.missing]),
        Rule(CLASSES): ", ".join(words(band.name) for band in tree.classes),
    }
    for node in tree.nodes:
        book |= {Rule(label, node.name): text for label, text in _factor(node, tree, words).items()}
    return book


def _factor(node: Node, tree: Tree, words: Words) -> dict[str, str]:
    """Return what is said of a factor, by label."""
    book = {
        FACTOR: " › ".join(tree.path(node)),
        phrase("Definition"): node.definition,
        phrase("Responsible"): node.owner,
    }
    if node.is_leaf:
        book |= {
            MEASURED_BY: words("rated by people") if node.column is None else _column(node.column, words),
            phrase("Direction"): words(DIRECTIONS[node.direction]),
            SCALE: "; ".join(f"{point} = {text}" for point, text in sorted(node.anchors.items())),
            phrase("Data source"): node.source,
            phrase("Lever"): words(LEVERS[node.lever]) if node.lever else "",
        }
    return book


def _column(column: str, words: Words) -> str:
    return words(MEASURES[column]) if column in MEASURES else column.removeprefix(ATTRIBUTE)


_PARTS: tuple[Part, ...] = (_grid, _names, _pareto, _activities, _factors)
