"""The fit: what fits into the hours there are, every trial of it, and the one that is chosen."""

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from segkit.cli.app import app
from segkit.cli.later import asking, engagements, fitting, lock, study, terminal, trials
from segkit.cli.options import HERE, Folder, file_of, root_of
from segkit.cli.saying import say
from segkit.errors import CommandError
from segkit.notebooks.typed import typed

LONGEST_NAME, LONGEST_REASON = 120, 600

Pairs = list[str] | None


@app.command("fit")
def fit_command(  # noqa: PLR0917 - each is an argument or option of its own
    client: Annotated[str, typer.Argument(metavar="CLIENT", help="Whose plan is to fit.")],
    hours: Annotated[
        str | None, typer.Option("--hours", metavar="H", help="Hours a year there are; left out, those of engagement.yaml.")
    ] = None,
    thresholds: Annotated[bool, typer.Option("--thresholds", help="Move the thresholds of the grades, not the contacts per year.")] = False,
    smallest: Annotated[bool, typer.Option("--smallest", help="Look for the smallest change that fits, not for the most covered.")] = False,
    each_rep: Annotated[bool, typer.Option("--each-rep", help="Let every sales rep manage within the rep's own hours.")] = False,
    wish: Annotated[
        Pairs, typer.Option("--wish", metavar="LIST", help="Percent per grade, such as A=10,B=20,C=30,D=40: thresholds for it.")
    ] = None,
    at_least: Annotated[
        Pairs, typer.Option("--at-least", metavar="LIST", help="Contacts a year that segments keep, such as A=6,B=4.")
    ] = None,
    up_to: Annotated[Pairs, typer.Option("--up-to", metavar="LIST", help="More contacts a year wished than today, such as A=12.")] = None,
    value: Annotated[str, typer.Option("--value", metavar="WHAT", help="What is to be covered: both, headroom or contribution.")] = "both",
    rep_hours: Annotated[str | None, typer.Option("--rep-hours", metavar="H", help="Hours a year of one more sales rep.")] = None,
    listed: Annotated[bool, typer.Option("--trials", help="List what has been tried.")] = False,
    show: Annotated[int | None, typer.Option("--show", metavar="N", help="Show a trial again.")] = None,
    take: Annotated[int | None, typer.Option("--take", metavar="N", help="Choose a trial: write it into engagement.yaml.")] = None,
    undo: Annotated[int | None, typer.Option("--undo", metavar="N", help="Take a chosen trial back: engagement.yaml as it was.")] = None,
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="With --take: who decided.")] = "",
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="With --take: the reason.")] = "",
    folder: Folder = HERE,
) -> None:
    """Find the contacts or thresholds that cover the most within the hours, and what one more sales rep would add; keep, choose, take back."""
    file = file_of(root_of(folder), client)
    acts = [
        name
        for name, is_given in (("--trials", listed), ("--show", show), ("--take", take), ("--undo", undo))
        if is_given not in {None, False}
    ]
    if len(acts) > 1:
        raise CommandError(f"{acts[0]} and {acts[1]} are two things to do. Type one of them.", code="SEG-P01")
    question = [hours, rep_hours, wish, at_least, up_to, value != "both", thresholds, smallest, each_rep]
    if acts and any(question):
        raise CommandError(
            f"{acts[0]} is about trials that were made, so it takes no question. Leave out the other options.", code="SEG-P01"
        )
    if (by or why) and take is None:
        raise CommandError("--by and --why belong to a choice. Give them together with --take N.", code="SEG-P01")
    if listed:
        terminal.show_trials(terminal.console(), engagements.read_engagement(file), trials.trials(file.parent), typed(file.parent.name))
    elif show is not None:
        _show(file, trials.trial(file.parent, show))
    elif take is not None:
        _take(file, take, by, why)
    elif undo is not None:
        _undo(file, undo)
    else:
        asked = asking.Asked(
            change="thresholds" if thresholds or wish else "frequencies",
            goal="smallest" if smallest else "wish" if wish else "cover",
            value=asking.value_from(value),
            hours=None if hours is None else asking.number_from("--hours", hours),
            each_rep=each_rep,
            rep_hours=None if rep_hours is None else asking.number_from("--rep-hours", rep_hours),
        )
        _ask(file, asked, {"wish": wish or [], "at_least": at_least or [], "up_to": up_to or []})


def _ask(file: Path, asked: "asking.Asked", lists: dict[str, list[str]]) -> None:
    """Answer a question, keep the trial, and show it."""
    if asked.goal == "smallest" and lists["wish"]:
        raise CommandError("--wish and --smallest ask for different things. Leave out one.", code="SEG-P01")
    content = file.read_bytes()
    whole = study.run_study(engagements.read_engagement(file))
    known = {"wish": whole.grid.letters}
    segments = [policy.segment for policy in whole.plan.policies]
    given = {name: asking.pairs(f"--{name.replace('_', '-')}", texts, known.get(name, segments)) for name, texts in lists.items()}
    answer = fitting.fit(whole, asking.checked(asked.model_copy(update=given)))
    with lock.in_use(file.parent):
        kept = trials.keep(file.parent, lambda number: trials.trial_of(answer, number, dt.date.today(), trials.fingerprint(content)))
    _show(file, kept)


def _show(file: Path, trial: "trials.Trial") -> None:
    engagement = engagements.read_engagement(file)
    terminal.show_trial(terminal.console(), engagement, trial)
    is_current = trial.engagement == trials.fingerprint(file.read_bytes())
    say(*terminal.after_fit(trial, typed(engagement.name), engagement.name, is_current=is_current))


def _take(file: Path, number: int, by: str, why: str) -> None:
    """Choose a trial, and print the decision."""
    who, reason = by.strip(), why.strip()
    name = typed(file.parent.name)
    if not who:
        raise CommandError(f'A choice needs the name of who decided. Type: segkit fit {name} --take {number} --by "NAME"', code="SEG-P01")
    if len(who) > LONGEST_NAME or len(reason) > LONGEST_REASON:
        raise CommandError(
            f"--by has room for {LONGEST_NAME} characters, --why for {LONGEST_REASON}. Shorten what is longer.", code="SEG-P01"
        )
    with lock.in_use(file.parent):
        engagement = engagements.read_engagement(file)
        taken = trials.Taken(by=who, on=dt.date.today(), why=reason, engagement="")
        decision = trials.take(engagement, number, taken)
    say(*terminal.decision_lines(decision, trials.trial(file.parent, number), engagement, name))


def _undo(file: Path, number: int) -> None:
    with lock.in_use(file.parent):
        trials.undo(engagements.read_engagement(file), number, dt.date.today())
    name = typed(file.parent.name)
    say(
        f"Taken back: engagement.yaml of {file.parent.name} is byte for byte as it was before trial {number} was taken.",
        f"The trial stays and can be taken again. Next: segkit fit {name} --trials",
    )
