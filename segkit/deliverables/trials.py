"""The trials of a fit in the client's folder: kept with their parameters, taken into engagement.yaml by name, and taken back byte for byte."""

import datetime as dt
import hashlib
import re
from collections.abc import Callable
from pathlib import Path

from segkit.deliverables.in_place import write_whole
from segkit.engagement import Engagement, read_engagement
from segkit.errors import CommandError, DeliverableError, EngagementError
from segkit.fit.choosing import chosen, decision_of
from segkit.fit.kept import read_trial, trial_text
from segkit.fit.trial import Taken, Trial, keeps_its_promise, trial_of
from segkit.strategy import Decision
from segkit.study import run_study

__all__ = ["Taken", "Trial", "before_file", "fingerprint", "keep", "numbers", "take", "trial", "trial_file", "trial_of", "trials", "undo"]

FOLDER = "trials"

_FILE = re.compile(r"(?P<number>\d{4,})\.yaml")
_DRAFT = ".engagement.trial.yaml"


def fingerprint(content: bytes) -> str:
    """Return by what engagement.yaml is known again."""
    return hashlib.sha256(content).hexdigest()


def trial_file(folder: Path, number: int) -> Path:
    """Return the file of a trial in a client's folder."""
    return folder / FOLDER / f"{number:04}.yaml"


def before_file(folder: Path, number: int) -> Path:
    """Return the file that holds engagement.yaml as it was before a trial was taken."""
    return folder / FOLDER / f"{number:04}.before.yaml"


def numbers(folder: Path) -> list[int]:
    """Return the numbers of a client's trials, ascending."""
    found = (_FILE.fullmatch(path.name) for path in (folder / FOLDER).glob("*.yaml"))
    return sorted(int(match["number"]) for match in found if match)


def trials(folder: Path) -> list[Trial]:
    """Return a client's trials in the order in which they were made."""
    return [read_trial(trial_file(folder, number)) for number in numbers(folder)]


def trial(folder: Path, number: int) -> Trial:
    """Return a trial. Raises CommandError where there is none of this number."""
    known = numbers(folder)
    if number not in known:
        there = f"There are: {', '.join(map(str, known))}." if known else f"There are none yet. Make one with: segkit fit {_typed(folder)}"
        raise CommandError(f"There is no trial {number}. {there}", code="SEG-P01")
    return read_trial(trial_file(folder, number))


def keep(folder: Path, made: Callable[[int], Trial]) -> Trial:
    """Write a trial under the next number, and return it."""
    number = max(numbers(folder), default=0) + 1
    kept = made(number)
    write_whole(trial_file(folder, number), trial_text(kept).encode())
    return kept


def take(engagement: Engagement, number: int, taken: Taken) -> Decision:
    """Write a trial's parameters and the decision into engagement.yaml, and return the decision. The bytes before are kept beside the trial.

    The study is made with the new file first: what the trial promised must come out, else nothing is written. Raises CommandError where there is
    nothing to take or engagement.yaml has changed since, EngagementError where the file cannot be changed, DeliverableError while it is held.
    """
    folder, file = engagement.folder, engagement.file
    one = trial(folder, number)
    content = file.read_bytes()
    _may_be_taken(one, content, folder)
    decision = decision_of(one, engagement, taken)
    after = chosen(content, engagement, one, decision)
    _kept_to(one, after, folder)
    write_whole(before_file(folder, number), content)
    marked = one.model_copy(update={"taken": taken.model_copy(update={"engagement": fingerprint(after)}), "undone": None})
    write_whole(trial_file(folder, number), trial_text(marked).encode())
    try:
        write_whole(file, after)
    except (DeliverableError, OSError):
        write_whole(trial_file(folder, number), trial_text(one).encode())
        raise
    return decision


def undo(engagement: Engagement, number: int, day: dt.date) -> Trial:
    """Put engagement.yaml back as it was before a trial was taken, byte for byte, and return the trial.

    Raises CommandError where the trial was not taken, or engagement.yaml has been changed since.
    """
    folder, file = engagement.folder, engagement.file
    one = trial(folder, number)
    if not one.is_taken or one.taken is None:
        state = "was taken back already" if one.taken else "was never taken"
        raise CommandError(
            f"Trial {number} {state}, so there is nothing to take back. See: segkit fit {_typed(folder)} --trials", code="SEG-P01"
        )
    before = before_file(folder, number)
    name = f"{FOLDER}/{before.name}"
    if not before.is_file() or fingerprint(before.read_bytes()) != one.engagement:
        raise CommandError(
            f"{name} is missing or was changed, so engagement.yaml cannot be put back. What the trial changed stands in {FOLDER}/{number:04}.yaml "
            "under 'before': write these numbers by hand.",
            code="SEG-P01",
        )
    now = fingerprint(file.read_bytes())
    if now not in {one.taken.engagement, one.engagement}:
        later = [
            other for other in trials(folder) if other.is_taken and other.number != number and other.engagement == one.taken.engagement
        ]
        what = (
            f"Take back trial {later[0].number} first: segkit fit {_typed(folder)} --undo {later[0].number}"
            if later
            else (f"What it was before lies in {name}: compare the two, and change back by hand what should not hold.")
        )
        raise CommandError(
            f"engagement.yaml has been changed since trial {number} was taken, so nothing was put back. {what}", code="SEG-P01"
        )
    write_whole(file, before.read_bytes())
    back = one.model_copy(update={"undone": day})
    write_whole(trial_file(folder, number), trial_text(back).encode())
    return back


def _may_be_taken(one: Trial, content: bytes, folder: Path) -> None:
    number = one.number
    if one.proposed is None:
        raise CommandError(f"Trial {number} found nothing that fits, so there is nothing to take.", code="SEG-P01")
    if not one.after:
        raise CommandError(f"Trial {number} proposes what holds today, so there is nothing to take.", code="SEG-P01")
    if one.is_taken and one.taken is not None and one.taken.engagement == fingerprint(content):
        raise CommandError(f"Trial {number} is taken already. To take it back: segkit fit {_typed(folder)} --undo {number}", code="SEG-P01")
    if one.engagement != fingerprint(content):
        raise CommandError(
            f"engagement.yaml has been changed since trial {number} was made on {one.day}, so its answer may no longer hold. Ask again, and take the "
            f"new trial: segkit fit {_typed(folder)}{_options(one)}",
            code="SEG-P01",
        )


def _kept_to(one: Trial, after: bytes, folder: Path) -> None:
    """Raise CommandError unless the study with the new file has the customers and hours that the trial told."""
    draft = folder / _DRAFT
    try:
        draft.write_bytes(after)
        study = run_study(read_engagement(draft))
    except EngagementError as error:
        raise EngagementError([problem.replace(_DRAFT, "engagement.yaml with the trial") for problem in error.problems]) from None
    finally:
        draft.unlink(missing_ok=True)
    customers = {str(segment): int(n) for segment, n in study.segmentation.table["accounts"].items()}
    hours = {str(segment): float(h) for segment, h in study.plan.hours.items()}
    if not keeps_its_promise(one, customers, hours):
        raise CommandError(
            f"Nothing was written: the client's data have changed since trial {one.number} was made on {one.day}, and other customers and hours than it told "
            f"come out today. Ask again, and take the new trial: segkit fit {_typed(folder)}{_options(one)}",
            code="SEG-P01",
        )


def _options(one: Trial) -> str:
    """Return what was typed to make a trial."""
    asked = one.asked
    parts = ["--thresholds"] if asked.change == "thresholds" and not asked.wish else []
    parts += ["--smallest"] if asked.goal == "smallest" else []
    parts += ["--each-rep"] if asked.each_rep else []
    parts += [f"--value {asked.value}"] if asked.value != "both" else []
    parts += [f"--{name} {hours:g}" for name, hours in (("hours", asked.hours), ("rep-hours", asked.rep_hours)) if hours is not None]
    for name, given in (("at-least", asked.at_least), ("up-to", asked.up_to), ("wish", asked.wish)):
        parts += [f"--{name} {','.join(f'{segment}={n:g}' for segment, n in given.items())}"] if given else []
    return "".join(f" {part}" for part in parts)


def _typed(folder: Path) -> str:
    return f'"{folder.name}"' if " " in folder.name or "&" in folder.name else folder.name
