"""The glossary of factors: what each one means, how it is measured or rated, and who answers for it."""

from segkit.rating.factors import Node
from segkit.rating.factors.measures import ATTRIBUTE, MEASURES
from segkit.rating.factors.settings import DIRECTIONS
from segkit.study import Study
from segkit.views.ratings.naming import number_text, weight_text
from segkit.views.table import Align, Table
from segkit.words import capitalised

BLANK = "\N{NO-BREAK SPACE}"
"""What keeps a point and its meaning on one line."""


def glossary(study: Study) -> Table | None:
    """Return every single factor with its place, meaning, scale, source, owner and weight in the whole; None in a Basic engagement."""
    if study.deep is None:
        return None
    words, tree = study.words, study.deep.tree
    rows = tuple(_row(study, tree.nodes[place]) for place in tree.leaves)
    headings = (words("Factor"), words("What it means"), words("Scale"), words("Weight"))
    aligns: tuple[Align, ...] = ("text", "text", "text", "num")
    caption = words("Every factor that is measured or rated by itself; the weights are shares of the whole.")
    return Table(caption, headings, aligns, rows)


def groups(study: Study) -> list[tuple[str, str]]:
    """Return the factors that are split into others, with weight and meaning, as label and text."""
    if study.deep is None:
        return []
    words, tree = study.words, study.deep.tree
    return [
        (
            " › ".join(tree.path(node)),
            words("{weight} of the whole. {definition}", weight=weight_text(study, node.weight_in_all), definition=node.definition).strip(),
        )
        for node in tree.nodes
        if not node.is_leaf
    ]


def scale_text(study: Study, leaf: Node) -> str:
    """Return what gives a factor its points: the anchors, or the values of a measured one with their points."""
    words = study.words
    if leaf.is_rated:
        anchors = "; ".join(f"{words.number(point)}{BLANK}={BLANK}{text}" for point, text in sorted(leaf.anchors.items()))
        return anchors or words(
            "points from {lowest} to {highest}", lowest=study.engagement.tree.lowest, highest=study.engagement.tree.highest
        )
    pairs = "; ".join(f"{number_text(study, leaf, value)}{BLANK}→{BLANK}{_points(study, given)}" for value, given in leaf.points)
    return words("{unit}: {pairs}", unit=leaf.unit, pairs=pairs) if leaf.unit else pairs


def _row(study: Study, leaf: Node) -> tuple[str, ...]:
    assert study.deep is not None
    above = study.deep.tree.path(leaf)[:-1]
    number = ".".join(map(str, leaf.place))
    name = f"{number} {leaf.name}" + (f" ({' › '.join(above)})" if above else "")
    meaning = " ".join(part for part in (_stopped(leaf.definition), _direction(study, leaf), _source(study, leaf)) if part)
    return name, meaning, scale_text(study, leaf), weight_text(study, leaf.weight_in_all)


def _direction(study: Study, leaf: Node) -> str:
    said = study.words(DIRECTIONS[leaf.direction])
    return capitalised(said) + "."


def _source(study: Study, leaf: Node) -> str:
    """Return where a factor's values come from and who answers for it."""
    measured = _measure(study, leaf) if leaf.column else study.words("rated by people")
    said = f"{leaf.source} ({measured})" if leaf.column else leaf.source
    source = said if leaf.source else capitalised(measured)
    text = "; ".join(part for part in (source, leaf.owner) if part)
    return study.words("Source and owner: {text}.", text=text)


def _measure(study: Study, leaf: Node) -> str:
    column = leaf.column or ""
    return study.words.inside(study.words(MEASURES[column])) if column in MEASURES else column.removeprefix(ATTRIBUTE)


def _points(study: Study, value: float) -> str:
    return study.words.number(value, 0 if float(value).is_integer() else 2)


def _stopped(text: str) -> str:
    return text if not text or text.endswith((".", "!", "?")) else f"{text}."
