"""The tree of a filled form, taken over into engagement.yaml; the person's other lines and remarks stay."""

import io
from typing import Any

from ruamel.yaml import YAML

from segkit.deliverables.in_place import write_whole
from segkit.engagement import Engagement
from segkit.errors import EngagementError
from segkit.parameters import read_record, yaml_text
from segkit.parameters.yaml_block import with_blocks
from segkit.parameters.yaml_edit import as_before, plain_text
from segkit.rating.factors.settings import Factor, FactorTree, Judgement
from segkit.returned.tree_form import TreeForm

_ORDER = ("name", "weight_pct", "definition", "owner", "source", "direction", "column", "points", "unit", "step", "lever", "anchors")


def accept_tree(form: TreeForm) -> bool:
    """Write the form's tree into engagement.yaml, and return whether anything has changed.

    Raises EngagementError where the form has cells that no tree can hold, or where the file could not be used any more; it then stands.
    """
    if form.settings is None:
        raise EngagementError([f"{form.file}: nothing was written into engagement.yaml. Correct these cells first."], code="SEG-F06")
    file = form.engagement.file
    content = file.read_bytes()
    text = plain_text(content)
    try:
        changed = with_blocks(text, "tree", _blocks(form.settings))
    except ValueError:
        sentence = f"{file.name}: the tree is written in brackets. Write its settings one per line under 'tree', and accept again."
        raise EngagementError([sentence]) from None
    read = read_record(Engagement, yaml_text(file, changed)).tree
    if (read.factors, read.pairwise) != (form.settings.factors, form.settings.pairwise):
        raise EngagementError([f"{file.name}: nothing was written, for the tree would not read back as it stands in {form.file}."])
    if changed == text:
        return False
    write_whole(file, as_before(changed, content))
    return True


def _blocks(settings: FactorTree) -> dict[str, str]:
    pairs = [_judgement(judgement) for judgement in settings.pairwise]
    return {"factors": _lines([_factor(factor) for factor in settings.factors]), "pairwise": _lines(pairs)}


def _factor(factor: Factor) -> dict[str, Any]:
    """Return a factor as a person would write it: what is left out stays out, short pairs on one line."""
    found: dict[str, Any] = {}
    for name in _ORDER:
        value = getattr(factor, name)
        if name in factor.model_fields_set and value not in (None, "", [], {}):
            found[name] = [[_short(number) for number in pair] for pair in value] if name == "points" else value
    for name in ("weight_pct", "step"):
        if name in found:
            found[name] = _short(found[name])
    if factor.pairwise:
        found["pairwise"] = [_judgement(judgement) for judgement in factor.pairwise]
    if factor.factors:
        found["factors"] = [_factor(child) for child in factor.factors]
    return found


def _judgement(judgement: Judgement) -> dict[str, Any]:
    return {"voter": judgement.voter, "prefer": judgement.prefer, "over": judgement.over, "times": _short(judgement.times)}


def _short(number: float) -> int | float:
    return int(number) if float(number).is_integer() else number


def _lines(items: list[dict[str, Any]]) -> str:
    """Return a list as lines of YAML."""
    if not items:
        return ""
    yaml = YAML(typ="rt")
    yaml.width, yaml.allow_unicode = 10_000, True
    yaml.indent(mapping=2, sequence=4, offset=2)
    out = io.StringIO()
    yaml.dump(_flowing(yaml, items), out)
    return "\n".join(line.removeprefix("  ") for line in out.getvalue().splitlines()) + "\n"


def _flowing(yaml: YAML, value: Any) -> Any:
    """Return data whose pairs of numbers and comparisons stand on one line each."""
    if isinstance(value, list):
        made = yaml.seq([_flowing(yaml, item) for item in value])
        if value and all(isinstance(item, (int, float, list)) for item in value):
            made.fa.set_flow_style()
        return made
    if isinstance(value, dict):
        made = yaml.map(**{})
        for key, item in value.items():
            made[key] = _flowing(yaml, item)
        if "voter" in value:
            made.fa.set_flow_style()
        return made
    return value
