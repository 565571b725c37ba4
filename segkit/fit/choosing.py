"""A trial that is chosen: the text of engagement.yaml with its parameters, and the decision that is written into it."""

from pathlib import Path

from segkit.engagement import Engagement
from segkit.errors import EngagementError
from segkit.fit.kept import number
from segkit.fit.trial import Taken, Trial
from segkit.parameters import yaml_text
from segkit.parameters.yaml_edit import as_before, plain_text, with_items, with_scalar, with_value
from segkit.rating import AbcdModel
from segkit.rating.measures import LABELS
from segkit.strategy import Decision, decision_item
from segkit.tuning import path_of
from segkit.words import Words, phrase

MARK = b"\xef\xbb\xbf"
"""What some editors put before a file's text; it stays."""

LONGEST = 600
"""How many characters a decision may have."""


def decision_of(trial: Trial, engagement: Engagement, taken: Taken) -> Decision:
    """Return the decision that choosing a trial is, in the client's language."""
    words = engagement.words
    changes = [change_of(key, old, trial.after[key], engagement, words) for key, old in trial.before.items()]
    told = "; ".join(changes).rstrip(".")  # the stop of "kr." also ends the sentence
    hours = [plain_number(words, hours) for hours in (trial.today.total_hours, trial.proposed.total_hours if trial.proposed else None)]
    asked = words("Hours needed a year: {before} before, {after} after", before=hours[0], after=hours[1])
    # More changes than a decision has room for are named in the trial, and in the settings themselves.
    whole = f"{told}. {asked}." if len(told) + len(asked) + 3 <= LONGEST else f"{asked}."
    # A blank that must not break has no place in a file that people edit.
    plain = " ".join(whole.split())
    return Decision(about=words(ABOUT[trial.asked.change], n=trial.number), decided=plain, by=taken.by, on=taken.on, why=taken.why)


ABOUT = {
    "frequencies": phrase("How often customers are contacted (trial {n})"),
    "thresholds": phrase("The thresholds of the grades (trial {n})"),
}


def change_of(key: str, old: float, new: float, engagement: Engagement, words: Words) -> str:
    """Return one changed parameter as a person reads it: what, from, to."""
    if key.startswith("playbook."):
        segment = key.split(".", 1)[1].rpartition(".")[0]
        label = words(
            "Contacts per year, {segment}", segment=words("Not rated") if segment == "not_rated" else engagement.abcd.label(segment)
        )
        return f"{label}: {plain_number(words, old, 2)} → {plain_number(words, new, 2)}"
    name = key.removeprefix("abcd.")
    title = AbcdModel.model_fields[name].title if name in AbcdModel.model_fields else None
    label = words(title) if title else _own_cut(name, words)
    if "utilisation" in name:
        return f"{label}: {words.percent(old, 1)} → {words.percent(new, 1)}"
    return f"{label}: {words.money(old, 0 if old == int(old) else 2)} → {words.money(new, 0 if new == int(new) else 2)}"


def _own_cut(name: str, words: Words) -> str:
    measure, _, position = name.partition("_cut_")
    return f"{words(LABELS[measure])} {position}"


def plain_number(words: Words, value: float | None, most: int = 1) -> str:
    """Return hours or contacts with the decimals that they have, `most` at most; a dash where they are not known."""
    decimals = 0 if value is None else next((n for n in range(most) if round(value, most) == round(value, n)), most)
    return words.number(value, decimals)


def chosen(content: bytes, engagement: Engagement, trial: Trial, decision: Decision) -> bytes:
    """Return the content of engagement.yaml with a trial's parameters and the decision; everything else stays as a person has written it.

    Raises EngagementError where the file cannot be changed in just these places.
    """
    file = engagement.file
    before = plain_text(content)
    text, expected = before, yaml_text(file, before).data
    # A key that is new goes in before the first one, so the last is written first.
    for key, value in reversed(trial.after.items()):
        path = path_of(engagement, key)
        remark = f"trial {trial.number}, {decision.on}; before: {number(trial.before[key])}"
        try:
            text = with_scalar(text, path, number(value), remark)
        except ValueError as error:
            raise _by_hand(file, f"{'.'.join(map(str, path))} cannot be changed in its place, for {error}") from None
        expected = with_value(expected, path, value)
    entry = {"about": decision.about, "decided": decision.decided, "by": decision.by, "on": str(decision.on), "why": decision.why}
    try:
        text = with_items(text, "agreed", decision_item(decision))
    except ValueError as error:
        raise _by_hand(file, f"the decision cannot be added, for {error}; write each on a line of its own, beginning with '-'") from None
    expected = with_value(expected, ("agreed",), [*(expected.get("agreed") or []), {name: value for name, value in entry.items() if value}])
    if yaml_text(file, text).data != expected:
        raise _by_hand(file, "its lines cannot be changed without changing others")
    return (MARK if content.startswith(MARK) else b"") + as_before(text, content)


def _by_hand(file: Path, because: str) -> EngagementError:
    return EngagementError([f"{file.name}: {because}. Write the numbers of the trial there by hand, or correct this and take it again."])
