"""What `segkit check` shows of a Deep Dive: its factor tree, the points that are still missing, and the records of time and costs."""

from rich import box
from rich.console import Console
from rich.table import Table

from segkit.deep_dive import DeepDive
from segkit.rating.factors import Tree
from segkit.study import Study
from segkit.terminal.findings import texts
from segkit.words import Words


def show_deep_dive(out: Console, study: Study, deep: DeepDive) -> None:
    """Show what the tree consists of, how many points each rater still owes, and what was taken in of time and costs."""
    words = Words("en", study.engagement.currency)
    if any(node.is_rated for node in deep.tree.nodes):
        out.print(_missing(deep, words))
    for line in (_tree_line(deep.tree), _rated_line(deep, words), _costs_line(study, words)):
        out.print(line, soft_wrap=True)


def _missing(deep: DeepDive, words: Words) -> Table:
    table = Table("Rater", box=box.SIMPLE_HEAD, pad_edge=False)
    for heading in ("Points given", "Missing"):
        table.add_column(heading, justify="right")
    for one in deep.raters.progress:
        table.add_row(*texts(one.rater or "(nobody)", words.number(one.given), words.number(max(one.of - one.given, 0))))
    return table


def _tree_line(tree: Tree) -> str:
    rated = sum(node.is_rated for node in tree.nodes)
    leaves, levels = len(tree.leaves), max(node.level for node in tree.nodes)
    return (
        f"Factor tree: {leaves} {'factor' if leaves == 1 else 'factors'} on {levels} levels, {rated} rated by people and {leaves - rated} measured; "
        "the weights of every group add up."
    )


def _rated_line(deep: DeepDive, words: Words) -> str:
    classes = deep.customers["rating_class"]
    counts = [f"{words.number(int((classes == band.name).sum()))} {band.name}" for band in deep.tree.classes]
    return f"Ratings: {words.join([*counts, f'{words.number(int(classes.isna().sum()))} not rated'])}."


def _costs_line(study: Study, words: Words) -> str:
    costs = study.intake.costs
    if not len(costs):
        return "Time and costs: no records."
    known = costs["customer_id"].notna()
    hours, amount = sum(costs["hours"].dropna()), sum(costs["amount"].dropna())
    return (
        f"Time and costs: {words.number(len(costs))} records of {words.number(costs.loc[known, 'customer_id'].nunique())} customers, "
        f"{words.number(int((~known).sum()))} of nobody; {words.number(hours, 1)} hours and {words.money(amount, 2)}."
    )
