"""What `segkit fit` says of trials: what to type next, the list of them, and a choice as a decision; in English."""

from collections.abc import Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from segkit.engagement import Engagement
from segkit.fit.choosing import change_of, plain_number
from segkit.fit.trial import Trial
from segkit.strategy import Decision
from segkit.terminal.findings import texts
from segkit.words import Words


def after_fit(trial: Trial, typed: str, workbook: str, *, is_current: bool) -> tuple[str, ...]:
    """Return where the trial is kept, and what to type next; `is_current`: engagement.yaml is as it was when the trial was made."""
    kept = f"Kept as workbooks/{workbook}/trials/{trial.number:04}.yaml."
    if trial.is_taken and trial.taken is not None:
        return (f"{kept} Chosen by {trial.taken.by} on {trial.taken.on}. To take it back: segkit fit {typed} --undo {trial.number}",)
    if not trial.after:
        return (f"{kept} engagement.yaml is unchanged.", f"Next: try other hours, such as: segkit fit {typed} --hours {_try(trial)}")
    if not is_current:
        return (f"{kept} engagement.yaml has been changed since, so it can no longer be taken: ask again.",)
    return (
        f"{kept} engagement.yaml is unchanged.",
        f'Next: choose it with: segkit fit {typed} --take {trial.number} --by "NAME" --why "REASON", or try another; all of them: --trials',
    )


def _try(trial: Trial) -> str:
    """Return hours that would give another answer: a tenth below those needed where it fits, else those that the least needs."""
    if trial.lacking:
        return f"{(trial.available or 0.0) + sum(trial.lacking.values()):.0f}"
    return f"{0.9 * trial.today.total_hours:.0f}"


def show_trials(out: Console, engagement: Engagement, trials: Sequence[Trial], typed: str) -> None:
    """List trials: number, day, what was asked, what came of it."""
    words = Words("en", engagement.currency)
    if not trials:
        out.print(Text(f"Nothing has been tried yet. Begin with: segkit fit {typed}"), soft_wrap=True)
        return
    table = Table("Trial", "Day", "Asked", box=box.SIMPLE_HEAD, pad_edge=False)
    for heading in ("Hours there are", "Needed", "Headroom", "Contribution"):
        table.add_column(heading, justify="right")
    table.add_column("State")
    for trial in trials:
        chosen = trial.proposed
        shares = [
            words.percent(getattr(chosen, measure) / trial.known[measure]) if chosen and trial.known.get(measure) else "–"
            for measure in ("headroom", "contribution")
        ]
        needed = plain_number(words, chosen.total_hours) if chosen else "nothing fits"
        table.add_row(
            *texts(
                str(trial.number),
                words.short_date(trial.day),
                _short(trial),
                plain_number(words, trial.available),
                needed,
                *shares,
                _state(trial, words),
            )
        )
    out.print(table)
    out.print(Text(f"Show one again: segkit fit {typed} --show N. Choose one: --take N --by NAME. Take it back: --undo N."), soft_wrap=True)


def _short(trial: Trial) -> str:
    asked = trial.asked
    what = {"cover": "most covered", "smallest": "smallest change", "wish": "wished distribution"}[asked.goal]
    return f"{asked.change}, {what}" + (", each rep" if asked.each_rep else "")


def _state(trial: Trial, words: Words) -> str:
    if trial.taken is None:
        return "tried"
    if trial.undone is not None:
        return f"taken back {words.short_date(trial.undone)}"
    return f"chosen by {trial.taken.by}, {words.short_date(trial.taken.on)}"


def decision_lines(decision: Decision, trial: Trial, engagement: Engagement, typed: str) -> tuple[str, ...]:
    """Return a choice as it is printed: what was decided, from what to what, by whom, when and why."""
    words = Words("en", engagement.currency)
    changes = [f"  {change_of(key, old, trial.after[key], engagement, words)}" for key, old in trial.before.items()]
    return (
        f"Decided by {decision.by} on {words.date(decision.on)}: trial {trial.number} holds.",
        *changes,
        *(
            [f"  Hours needed a year: {plain_number(words, trial.today.total_hours)} → {plain_number(words, trial.proposed.total_hours)}"]
            if trial.proposed
            else []
        ),
        *([f"  Reason: {decision.why}"] if decision.why else []),
        f"Written into engagement.yaml of {engagement.name}, the decision under 'agreed'; as it was: trials/{trial.number:04}.before.yaml.",
        f"Next: segkit run {typed}. To take it back: segkit fit {typed} --undo {trial.number}",
    )
