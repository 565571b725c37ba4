"""How often the segments are defined anew: thresholds, weights and letters stay for a year, and a change before that is told.

To grade new figures by the rules of then is always allowed, and says nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from segkit.circle.delivered import Delivered
from segkit.circle.last_delivery import earlier_deliveries
from segkit.circle.rule_book import LETTERS, MEASURED
from segkit.engagement import Engagement
from segkit.findings import Finding, Findings, in_order
from segkit.intake import Intake
from segkit.parameters import ParameterValue
from segkit.rating import AbcdModel, Grid
from segkit.rating.factors import grow
from segkit.rating.factors.tuned import factor_parameters
from segkit.strategy.calendar import months_later
from segkit.study import Study
from segkit.study import run_study as studied
from segkit.tuning import cut_parameters
from segkit.words import is_missing
from segkit.words.language import Term, Value

_PRESET = AbcdModel.model_fields["preset"].title or ""

MOST = 6
"""Rules that are told one by one; of further ones only how many there are."""


@dataclass(frozen=True)
class Rule:
    """One rule by which customers are put into segments: what it is called and its value; `is_open` while a threshold has none yet."""

    what: tuple[str, ...]
    value: Value
    is_open: bool = False


Rules = Mapping[str, Rule]
"""The rules by their keys."""


def run_study(engagement: Engagement, taken: Intake | None = None) -> Study:
    """Return the study of an engagement, with a finding for each rule that was changed sooner than its months; this is segkit.run_study.

    Raises what segkit.study.run_study raises.
    """
    study = studied(engagement, taken)
    early = early_changes(engagement, study.grid)
    return replace(study, findings=in_order([*study.findings, *early])) if early else study


def early_changes(engagement: Engagement, grid: Grid) -> Findings:
    """Return a question for each rule that is another than in the last delivery, where the rules were changed within the months before."""
    deliveries, months = earlier_deliveries(engagement), engagement.plan.rules_months
    if not deliveries or not months:
        return ()
    books = [_rules(one.preset, one.grid, one.numbers) for one in deliveries]
    last = _last_change(deliveries, books)
    until = months_later(last.date, months)
    if engagement.date >= until:
        return ()
    values: dict[str, Value] = {"last": last.date, "until": until, "months": months}
    changed = _others(books[-1], _rules_of(engagement, grid))
    told = [
        Finding("rules_changed_early", engagement.file.name, values={**values, "date": engagement.date, **one}) for one in changed[:MOST]
    ]
    more = len(changed) - len(told)
    return (*told, *([Finding("rules_changed_early_more", engagement.file.name, values={**values, "n": more})] if more else []))


def _last_change(deliveries: Sequence[Delivered], books: Sequence[Rules]) -> Delivered:
    """Return the delivery that changed the rules last; the first one, which laid them down, where none did since."""
    changed = [later for (earlier, book), (later, new) in pairwise(zip(deliveries, books, strict=True)) if _others(book, new)]
    return changed[-1] if changed else deliveries[0]


def _others(before: Rules, after: Rules) -> list[dict[str, Value]]:
    """Return the rules that are others, each with what it is called and its values. A threshold that was still open has been settled only."""
    found: list[dict[str, Value]] = []
    for key, rule in {**before, **after}.items():
        then, now = before.get(key), after.get(key)
        settled = then is not None and then.is_open
        if not settled and (then.value if then else None) != (now.value if now else None):
            found.append({"what": rule.what, "before": then.value if then else None, "after": now.value if now else None})
    return found


def _rules_of(engagement: Engagement, grid: Grid) -> Rules:
    """Return the rules as the engagement has them now, with the thresholds of a settled grid."""
    numbers = [*cut_parameters(grid), *(factor_parameters(grow(engagement.tree)) if engagement.package == "deepdive" else ())]
    return _rules(engagement.abcd.preset, grid, numbers)


def _rules(preset: str, grid: Grid, numbers: Sequence[ParameterValue]) -> Rules:
    letters = " / ".join(" ".join(row) for row in grid.grades)
    measures = tuple(Term(axis.label) for axis in grid.axes)
    own = {
        "abcd.preset": Rule((Term(_PRESET),), preset),
        "abcd.measures": Rule((Term(MEASURED),), measures),
        "abcd.letters": Rule((Term(LETTERS),), letters),
    }
    return own | {one.key: _rule(one) for one in numbers if one.key.startswith(("abcd.", "tree."))}


def _rule(number: ParameterValue) -> Rule:
    named = number.key.split(".")[2] if number.key.startswith(("tree.weights.", "tree.points.")) else ""
    about = number.about or named
    return Rule((Term(number.label), *([about] if about else [])), _value(number), is_missing(number.value))


def _value(number: ParameterValue) -> Value:
    """Return a number as it is told: an amount as money, a whole number without decimals."""
    if is_missing(number.value):
        return None
    if number.unit == "currency":
        return Decimal(str(number.value))
    return int(number.value) if float(number.value).is_integer() else number.value
