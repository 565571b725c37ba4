"""Thresholds that are quantiles are settled once: the amounts take their place in engagement.yaml, everything else in it stands.

From then on a customer's grade changes because the customer changed, not because the others did. The file is not written anew
from its data but changed in the few places concerned, so that a person's comments, blanks and order stay.
"""

import re
from collections.abc import Sequence
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode

from segkit.deliverables.in_place import write_whole
from segkit.engagement import Engagement
from segkit.intake import take_in
from segkit.notebooks.result import Settled
from segkit.parameters import read_yaml
from segkit.parameters.yaml_edit import as_before, commented, entry, last_leaf, plain_text
from segkit.rating import measured, settle
from segkit.rating.abcd import PRESETS

_MODEL = "abcd"


def settle_thresholds(engagement: Engagement) -> tuple[Settled, ...]:
    """Write the amounts of the quantiles in use into engagement.yaml and return them; nothing where there are none.

    A quantile of no values at all is left as it is, until there are some. So is a file that cannot be changed in just these places.
    Raises SourceError and BlockedError as the intake does.
    """
    settled = _amounts(engagement)
    if not settled:
        return ()
    content = engagement.file.read_bytes()
    text = plain_text(content)
    for threshold in settled:
        text = _with_amount(text, threshold, f"quantile {threshold.quantile:g}, settled {engagement.date}")
    expected = _expected(read_yaml(engagement.file).data, settled)
    write_whole(engagement.file, as_before(text, content))
    if read_yaml(engagement.file).data != expected:
        write_whole(engagement.file, content)
        return ()
    return settled


def _amounts(engagement: Engagement) -> tuple[Settled, ...]:
    model = engagement.abcd
    used = PRESETS[model.preset].thresholds if model.preset in PRESETS else ()
    if all(model.threshold(name).quantile is None for name in used):
        return ()
    customers = measured(take_in(engagement.sources, engagement.period, engagement.data, engagement.identity).unblocked().customers)
    return tuple(
        Settled(cut.key, cut.value, cut.quantile)
        for axis in settle(model, customers).axes
        for cut in axis.cuts
        if cut.quantile is not None and not cut.open
    )


def _with_amount(text: str, threshold: Settled, comment: str) -> str:
    """Return the text of an engagement.yaml with one threshold as an amount and a comment at the end of its line."""
    key = threshold.key.removeprefix(f"{_MODEL}.")
    amount = f"{threshold.amount:.2f}".removesuffix(".00")
    _, model = entry(YAML(typ="rt").compose(text), _MODEL)
    if not isinstance(model, MappingNode):
        return f"{text.rstrip()}\n\n{_MODEL}:\n  {key}: {amount}  # {comment}\n"
    if model.flow_style:
        comment = f"{key}: {comment}"  # the line holds other keys too
    key_node, value = entry(model, key)
    if key_node is not None and value is not None:
        begin, end = key_node.end_mark.index, last_leaf(value).end_mark.index
        kept = re.findall(r"#\s*(.*)", text[begin:end])
        return commented(f"{text[:begin]}: {amount}{text[end:]}", begin, "; ".join([*kept, comment]))
    if model.flow_style:
        brace = model.end_mark.index - 1
        sign = ", " if model.value else ""
        return commented(f"{text[:brace]}{sign}{key}: {amount}{text[brace:]}", brace, comment)
    indent = " " * model.value[0][0].start_mark.column
    line_end = (text + "\n").index("\n", last_leaf(model).end_mark.index)
    return f"{text[:line_end]}\n{indent}{key}: {amount}  # {comment}{text[line_end:] or chr(10)}"


def _expected(data: Any, settled: Sequence[Settled]) -> Any:
    model = data.get(_MODEL) or {}
    amounts = {threshold.key.removeprefix(f"{_MODEL}."): threshold.amount for threshold in settled}
    return {**data, _MODEL: {**model, **amounts}}
