"""A tree to begin with: ready factors under three headings, in the client's language, for a workshop to change."""

from dataclasses import dataclass

from segkit.rating.factors.library import completed
from segkit.rating.factors.settings import Factor, FactorTree
from segkit.words import Words, phrase


@dataclass(frozen=True)
class _Group:
    """A heading of the starting tree: its weight, name, definition, and what stands below it: ready factors with weights, or a further group."""

    weight: float
    name: str
    definition: str
    below: tuple["tuple[str, float] | _Group", ...]


_START = (
    _Group(
        40,
        phrase("Worth to us"),
        phrase("What the customer leaves with us today, and what it may become."),
        (("true_contribution", 40), ("utilisation", 30), ("growth", 30)),
    ),
    _Group(
        35,
        phrase("Effort"),
        phrase("What it takes to serve the customer: quality, service and time."),
        (
            ("quality", 30),
            ("service_level", 30),
            _Group(
                40,
                phrase("Time and orders"),
                phrase("The time that the customer takes, and how its orders come in."),
                (("time_consumption", 50), ("order_behaviour", 30), ("complexity", 20)),
            ),
        ),
    ),
    _Group(
        25,
        phrase("Relation"),
        phrase("What ties the customer to us, and what it does for us with others."),
        (
            ("loyalty", 40),
            ("payment", 30),
            _Group(
                30,
                phrase("Influence"),
                phrase("What the customer's name and opinion mean to others."),
                (("opinion_leader", 60), ("reference", 40)),
            ),
        ),
    ),
)


def starting_tree(words: Words, settings: FactorTree) -> FactorTree:
    """Return settings with a sensible example tree; everything but the owners is there. On another scale than 1 to 5 points and anchors are left out."""
    given = settings.model_copy(update={"factors": [_factor(words, group) for group in _START], "pairwise": []})
    return completed(given, words.language)


def _factor(words: Words, group: _Group) -> Factor:
    below = [_factor(words, item) if isinstance(item, _Group) else Factor(ready=item[0], weight_pct=float(item[1])) for item in group.below]
    return Factor(name=words(group.name), definition=words(group.definition), weight_pct=float(group.weight), factors=below)
