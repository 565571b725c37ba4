"""What `segkit tree` shows: the tree with its weights, what groups weighed in pairs came to, and what is still missing."""

from collections.abc import Iterator

from rich import box
from rich.console import Console
from rich.table import Table

from segkit.rating.factors.growing import grow
from segkit.rating.factors.pairwise import ACCEPTED, PairwiseWeights, Revisit, problems, weights
from segkit.rating.factors.settings import Factor, FactorTree, Judgement
from segkit.rating.factors.tree import Tree, walk
from segkit.returned import TreeForm
from segkit.terminal.findings import texts
from segkit.words import Words

_EN = Words("en")
WIDE = 2.0
"""From which ratio on two voters' answers are said to lie apart."""


def show_tree_form(out: Console, form: TreeForm) -> None:
    """Show what a filled form says, the tree first, then every sentence about what is missing."""
    if form.settings is not None and form.settings.factors:
        out.print(_table(grow(form.settings)))
        for line in _told_of_pairs(form.settings):
            out.print(line, soft_wrap=True, markup=False, highlight=False)
    for sentence in (*form.problems, *form.gaps):
        out.print(sentence, soft_wrap=True, markup=False, highlight=False)


def after_tree(form: TreeForm, changed: bool | None, name: str, file: str) -> tuple[str, ...]:
    """Return how many gaps there are, what was written, and what to do next. `changed` is None where nothing was to be taken over."""
    count = len(form.problems) + len(form.gaps)
    counted = f"{count} {'thing is' if count == 1 else 'things are'} missing or wrong." if count else "Nothing is missing."
    if changed is None:
        if form.problems:
            return (counted, f"Next: correct these cells, then read the form again: segkit tree {name} {file}")
        return (counted, f"Next: take the tree over into engagement.yaml: segkit tree {name} {file} --accept")
    written = "Written into engagement.yaml: the factor tree." if changed else "engagement.yaml holds this tree already."
    if count:
        return (counted, written, f"Next: fill in what is missing, for nothing runs before that; then: segkit tree {name} {file} --accept")
    return (counted, written, f"Next: segkit run {name}")


def _table(tree: Tree) -> Table:
    table = Table("Factor", "Weight", "In all", "How it is known", box=box.SIMPLE_HEAD, pad_edge=False)
    for column in table.columns[1:3]:
        column.justify = "right"
    for node in tree.nodes:
        known = "" if node.children else f"measured: {node.column}" if node.column is not None else "rated by people"
        shares = (_EN.percent(share, 1) if share else "–" for share in (node.weight, node.weight_in_all))
        table.add_row(*texts(f"{'  ' * (node.level - 1)}{node.name or '–'}", *shares, known))
    return table


def _told_of_pairs(settings: FactorTree) -> Iterator[str]:
    groups: list[tuple[str, list[Factor], list[Judgement]]] = [("level 1", settings.factors, settings.pairwise)]
    groups += [(f"below '{factor.name}'", factor.factors, factor.pairwise) for _, factor in walk(settings.factors)]
    for where, factors, judgements in groups:
        names = [factor.name for factor in factors]
        if judgements and not problems(judgements, names):
            yield from _of_group(where, weights(judgements, names))


def _of_group(where: str, found: PairwiseWeights) -> Iterator[str]:
    """Yield what the comparisons of one group came to: weights, how far they agree with themselves, and where voters disagree most."""
    shown = ", ".join(f"{name} {_EN.percent(weight, 1)}" for name, weight in found.by_name.items())
    yield f"In pairs, {where}: {shown}."
    apart = [voter for voter in found.voters if not voter.accepted]
    ratio = f"consistency ratio {_EN.number(found.group.ratio, 2)} ({found.random_index}'s random index)"
    yield f"  {ratio}; up to {_EN.number(ACCEPTED, 2)} answers agree with each other." + (
        f" Above it: {_EN.join([f'{voter.voter} ({_EN.number(voter.ratio, 2)})' for voter in apart])}." if apart else ""
    )
    again = found.revisit if apart else found.group.revisit if not found.group.accepted else None
    if again is not None:
        yield f"  Look at one judgement again: {_again(again)}"
    widest = found.disagreements[0] if found.disagreements else None
    if widest is not None and widest.ratio >= WIDE:
        yield (
            f"  Farthest apart: {widest.highest_voter} and {widest.lowest_voter} on '{widest.factor}' against '{widest.other}', "
            f"{_times(widest.highest)} and {_times(widest.lowest)}."
        )


def _again(revisit: Revisit) -> str:
    who = f"{revisit.voter} says that" if revisit.voter else "together,"
    said = f"{who} '{revisit.prefer}' counts {_times(revisit.times)} as much as '{revisit.over}'"
    implied = f"'{revisit.implied_prefer}' {_times(revisit.implied_times)} as much as '{revisit.implied_over}'"
    return f"{said}; the other answers imply {implied}, and the ratio would be {_EN.number(revisit.ratio, 2)}."


def _times(times: float) -> str:
    return f"{_EN.number(times, 1)} times"
