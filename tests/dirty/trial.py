"""The trial: many files through the door, each judged, and the counts per family."""

import multiprocessing
import tempfile
import warnings
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from .cases import Case, make_case
from .door import Outcome, taken_in
from .faults import FAULTS
from .judge import Ruling, Verdict, judged

Door = Callable[[Case, Path], Outcome]


@dataclass(frozen=True)
class Trial:
    """Every case with its verdict."""

    judged: tuple[tuple[Case, Verdict], ...]

    def rulings(self, *, excused: bool | None = None) -> Counter[Ruling]:
        return Counter(verdict.ruling for _, verdict in self.judged if excused is None or verdict.excused is excused)

    @property
    def changed_ids(self) -> int:
        return sum(verdict.changed_ids for _, verdict in self.judged)

    @property
    def right_share(self) -> float:
        """The share read rightly and without a question, of the files that leave nothing open."""
        counts = self.rulings(excused=False)
        return counts["right"] / max(1, counts.total())

    def told(self, ruling: Ruling) -> list[str]:
        """Return a sentence for each file of one ruling; excused questions are not told."""
        return [v.told(case) for case, v in self.judged if v.ruling == ruling and not (ruling == "asked" and v.excused)]


def tried(seed: int, numbers: Sequence[int], door: Door = taken_in, *, workers: int = 1) -> Trial:
    """Return the trial over these files of a seed, shared among some processes."""
    if workers == 1:
        return _share(seed, numbers, door)
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context, initializer=warnings.simplefilter, initargs=("error",)) as pool:
        shares = [pool.submit(_share, seed, numbers[i::workers], door) for i in range(workers)]
        judged_files = [pair for share in shares for pair in share.result().judged]
    return Trial(tuple(sorted(judged_files, key=lambda pair: pair[0].number)))


def _share(seed: int, numbers: Sequence[int], door: Door) -> Trial:
    with tempfile.TemporaryDirectory() as folder:
        cases = (make_case(seed, number) for number in numbers)
        return Trial(tuple((case, verdict_on(case, Path(folder), door)) for case in cases))


def verdict_on(case: Case, folder: Path, door: Door = taken_in) -> Verdict:
    """Return the verdict on one file; anything but a sentence to the person is wrong."""
    try:
        outcome = door(case, folder)
    except Exception as error:  # noqa: BLE001  whatever the intake trips over is what is being judged here
        excused = case.expected.question != "none"
        return Verdict("wrong", (f"crashed: {type(error).__name__}: {error}",), excused)
    return judged(case, outcome)


def table(trial: Trial) -> str:
    """Return the counts per family, the worst first, and the sums."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in FAULTS}
    for case, verdict in trial.judged:
        for family in case.families:
            counts[family][verdict.ruling + ("_open" if verdict.ruling == "asked" and verdict.excused else "")] += 1
    lines = [f"{'family':<40}{'files':>7}{'right':>7}{'asked':>7}{'open':>7}{'wrong':>7}"]
    for name, count in sorted(counts.items(), key=lambda item: (-item[1]["wrong"], -item[1]["asked"], item[0])):
        lines.append(f"{name:<40}{count.total():>7}{count['right']:>7}{count['asked']:>7}{count['asked_open']:>7}{count['wrong']:>7}")
    rulings = trial.rulings()
    closed = trial.rulings(excused=False).total()
    lines.append(
        f"{len(FAULTS)} families, {len(trial.judged)} files: {rulings['right']} right, {rulings['asked']} asked "
        f"({trial.rulings(excused=True)['asked']} of them left open by the file), {rulings['wrong']} wrong, "
        f"{trial.changed_ids} changed numbers; {trial.right_share:.1%} of the {closed} files that leave nothing open read without a question"
    )
    return "\n".join(lines)
