"""What `segkit decide` shows: the settings from old to new, the decisions with name and day, and the rows that cannot count."""

from segkit.returned import DecisionLog
from segkit.words import Words

_EN = Words("en")


def decided_lines(log: DecisionLog) -> tuple[str, ...]:
    """Return what a decision log says that is new, then every row that cannot count."""
    lines = [f"{each.setting.label} ({each.setting.key}): {each.setting.today} -> {each.new}" for each in log.settings]
    lines += [f"Decided: {each.about}: {each.decided} ({each.by}, {_EN.short_date(each.on)})" for each in log.decisions]
    lines += [f"Question: {each.ask}" for each in log.questions]
    if log.signed_off is not None:
        lines.append(f"Signed off by {log.signed_off.by}, {_EN.short_date(log.signed_off.on)}")
    if log.is_empty and not log.problems:
        lines.append(f"{log.file} says nothing that engagement.yaml does not say already.")
    return (*lines, *log.problems)


def after_decide(log: DecisionLog, changed: bool | None, name: str, file: str) -> tuple[str, ...]:
    """Return what was written, and what to do next. `changed` is None where nothing was to be taken over."""
    if log.problems:
        return (f"Next: correct these rows in the file, then read it again: segkit decide {name} {file}",)
    if changed:
        return ("Written into engagement.yaml; the decisions stand in the method of the report.", f"Next: segkit run {name}")
    if log.is_empty:
        return (f"Next: segkit run {name}",)
    return (f"Next: take them over into engagement.yaml: segkit decide {name} {file} --accept",)
