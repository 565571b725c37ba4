"""Trials: kept with their parameters, chosen by name, and taken back so that engagement.yaml is what it was, byte for byte."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from tiny import CUSTOMERS, LINES, TINY

import segkit
from segkit.deliverables import trials
from segkit.errors import CommandError, EngagementError
from segkit.fit.asked import Asked
from segkit.fit.choosing import decision_of
from segkit.fit.fitting import fit
from segkit.fit.kept import number
from segkit.fit.trial import Taken, Trial, trial_of
from segkit.study import Study

DAY = dt.date(2026, 9, 2)
BY_IDA = Taken(by="Ida Holm", on=DAY, why="The team: stays # as it is", engagement="")

WRITTEN = (
    TINY
    + """\
capacity: {sales_hours: 40, cost_per_hour: 650}   # what there is
playbook:
  # agreed with the team, do not touch
  A:
    meetings_per_year: 6.5   # since spring

agreed:
- {about: Period, decided: "July to June", by: Bo, on: 2026-08-01}
"""
)


FREQUENCIES, THRESHOLDS = Asked(hours=40.0), Asked(change="thresholds", hours=40.0, goal="smallest")

Made = Callable[[Path, Asked], Trial]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Study:
    """The study of the tiny engagement as it is written above; what is tried here differs from it in bytes only."""
    folder = tmp_path_factory.mktemp("written") / "workbooks" / "tiny"
    (folder / "data").mkdir(parents=True)
    (folder / "data" / "customers.csv").write_text(CUSTOMERS, encoding="utf-8")
    (folder / "data" / "lines.csv").write_text(LINES, encoding="utf-8")
    (folder / "engagement.yaml").write_text(WRITTEN, encoding="utf-8")
    return segkit.run_study(segkit.read_engagement(folder / "engagement.yaml"))


@pytest.fixture
def made(written: Study) -> Made:
    """Ask the study above, and keep the trial as the command does."""
    return lambda file, asked: kept_trial(file, written, asked)


def kept_trial(file: Path, study: Study, asked: Asked) -> Trial:
    fingerprint = trials.fingerprint(file.read_bytes())
    return trials.keep(file.parent, lambda n: trial_of(fit(study, asked), n, DAY, fingerprint))


@pytest.mark.parametrize(
    ("bent", "asked"),
    [
        (lambda text: text, FREQUENCIES),
        (lambda text: text.replace("\n", "\r\n"), THRESHOLDS),
        (lambda text: f"\ufeff{text}", FREQUENCIES),
        (lambda text: text.rstrip("\n"), THRESHOLDS),
    ],
    ids=["plain", "CRLF", "mark", "no last line end"],
)
def test_a_trial_taken_back_restores_the_file_byte_for_byte(
    workbook: Callable[..., Path], made: Made, asked: Asked, bent: Callable[[str], str]
) -> None:
    """Done when 2: whatever line ends, mark and comments the file had, taking a trial keeps them, and taking it back restores every byte."""
    file = workbook(WRITTEN)
    file.write_bytes(bent(WRITTEN).encode())
    before = file.read_bytes()
    one = made(file, asked)
    assert one.after
    trials.take(segkit.read_engagement(file), one.number, BY_IDA)
    after = file.read_bytes()
    comments = [line.partition(b"#")[2].strip() for line in before.splitlines() if b"#" in line]

    assert after != before
    assert all(comment in after for comment in comments)
    assert (after.count(b"\r\n") == after.count(b"\n")) == (before.count(b"\r\n") > 0)
    assert after.startswith(b"\xef\xbb\xbf") == before.startswith(b"\xef\xbb\xbf")
    assert trials.before_file(file.parent, one.number).read_bytes() == before

    trials.undo(segkit.read_engagement(file), one.number, DAY)
    assert file.read_bytes() == before
    assert not list(file.parent.glob(".*"))


@pytest.mark.parametrize("asked", [FREQUENCIES, THRESHOLDS], ids=["frequencies", "thresholds"])
def test_what_was_promised_comes_out(workbook: Callable[..., Path], made: Made, asked: Asked) -> None:
    """S08: after a choice the study has exactly the customers and hours that the trial told, and the hours suffice."""
    file = workbook(WRITTEN)
    one = made(file, asked)
    trials.take(segkit.read_engagement(file), one.number, BY_IDA)
    study = segkit.run_study(segkit.read_engagement(file))

    assert one.proposed is not None
    assert {name: int(n) for name, n in study.segmentation.table["accounts"].items()} == one.proposed.customers
    assert {name: float(hours) for name, hours in study.plan.hours.items()} == pytest.approx(one.proposed.hours, abs=1e-9)
    assert study.plan.total_hours <= 40


def test_a_choice_is_a_decision(workbook: Callable[..., Path], made: Made) -> None:
    """S08: the choice stands under 'agreed' with who, when, why, from and to; what was agreed before stays."""
    file = workbook(WRITTEN.replace("\n- {about", "\n  - {about"))
    one = made(file, Asked(hours=60.0))
    decision = trials.take(segkit.read_engagement(file), one.number, BY_IDA)
    agreed = segkit.read_engagement(file).agreed

    assert (one.before, one.after) == ({"playbook.A.meetings_per_year": 6.5}, {"playbook.A.meetings_per_year": 6.0})
    assert [one.about for one in agreed] == ["Period", "How often customers are contacted (trial 1)"]
    assert agreed[1] == decision
    assert (decision.by, decision.on, decision.why) == ("Ida Holm", DAY, "The team: stays # as it is")
    assert decision.decided == "Contacts per year, A: 6.5 → 6. Hours needed a year: 61.8 before, 60 after."
    assert "meetings_per_year: 6   # since spring; trial 1, 2026-09-02; before: 6.5\n" in file.read_text(encoding="utf-8")


def test_a_decision_speaks_the_clients_language(workbook: Callable[..., Path], made: Made) -> None:
    """The report shows the decision to the client, so it is told in the client's language, with its amounts and without a double stop."""
    file = workbook(WRITTEN)
    one = made(file, THRESHOLDS)
    engagement = segkit.read_engagement(file).model_copy(update={"language": "da"})

    assert decision_of(one, engagement, BY_IDA).decided == (
        "Høj omsætning fra: 1.000 kr. → 1.010 kr.; Højt potentiale fra: 5.000 kr. → 5.100 kr. Nødvendige timer pr. år: 61,8 før, 33,1 efter."
    )


def test_a_changed_engagement_keeps_the_trial_from_being_taken(workbook: Callable[..., Path], made: Made) -> None:
    """A trial made of another engagement.yaml is refused, with the question to ask again; the file stays as it is."""
    file = workbook(WRITTEN)
    one = made(file, THRESHOLDS)
    file.write_text(f"{WRITTEN}# a remark\n", encoding="utf-8")

    with pytest.raises(CommandError) as refused:
        trials.take(segkit.read_engagement(file), one.number, BY_IDA)
    assert str(refused.value) == (
        "SEG-P01: engagement.yaml has been changed since trial 1 was made on 2026-09-02, so its answer may no longer hold. "
        "Ask again, and take the new trial: segkit fit tiny --thresholds --smallest --hours 40"
    )
    assert file.read_text(encoding="utf-8") == f"{WRITTEN}# a remark\n"


def test_changed_data_keep_the_trial_from_being_taken(workbook: Callable[..., Path], made: Made) -> None:
    """What a trial told must come out of today's data, else nothing is written."""
    file = workbook(WRITTEN)
    one = made(file, FREQUENCIES)
    customers = file.parent / "data" / "customers.csv"
    customers.write_text(customers.read_text(encoding="utf-8").replace("Ida;9000", "Ida;900"), encoding="utf-8")

    with pytest.raises(CommandError) as refused:
        trials.take(segkit.read_engagement(file), one.number, BY_IDA)
    assert str(refused.value) == (
        "SEG-P01: Nothing was written: the client's data have changed since trial 1 was made on 2026-09-02, and other customers and hours than it told "
        "come out today. Ask again, and take the new trial: segkit fit tiny --hours 40"
    )
    assert file.read_text(encoding="utf-8") == WRITTEN
    assert not trials.before_file(file.parent, 1).exists()
    assert not trials.trial(file.parent, 1).is_taken


def test_a_file_changed_since_is_not_put_back(workbook: Callable[..., Path], made: Made) -> None:
    """What was written after a choice is never lost by taking the choice back."""
    file = workbook(WRITTEN)
    one = made(file, FREQUENCIES)
    trials.take(segkit.read_engagement(file), one.number, BY_IDA)
    mine = file.read_bytes() + b"# mine\n"
    file.write_bytes(mine)

    with pytest.raises(CommandError) as refused:
        trials.undo(segkit.read_engagement(file), one.number, DAY)
    assert str(refused.value) == (
        "SEG-P01: engagement.yaml has been changed since trial 1 was taken, so nothing was put back. What it was before lies in "
        "trials/0001.before.yaml: compare the two, and change back by hand what should not hold."
    )
    assert file.read_bytes() == mine


def test_choices_are_taken_back_in_turn(workbook: Callable[..., Path], made: Made) -> None:
    """The later of two choices is taken back first; the message says so, and then both come back byte for byte."""
    file = workbook(WRITTEN)
    before = file.read_bytes()
    first = made(file, FREQUENCIES)
    trials.take(segkit.read_engagement(file), first.number, BY_IDA)
    second = kept_trial(file, segkit.run_study(segkit.read_engagement(file)), Asked(hours=30.0))
    trials.take(segkit.read_engagement(file), second.number, BY_IDA)

    with pytest.raises(CommandError) as refused:
        trials.undo(segkit.read_engagement(file), first.number, DAY)
    assert str(refused.value) == (
        "SEG-P01: engagement.yaml has been changed since trial 1 was taken, so nothing was put back. "
        "Take back trial 2 first: segkit fit tiny --undo 2"
    )
    for one in (second, first):
        trials.undo(segkit.read_engagement(file), one.number, DAY)
    assert file.read_bytes() == before
    assert [trial.is_taken for trial in trials.trials(file.parent)] == [False, False]


def test_a_trial_is_read_back_as_it_was_kept(workbook: Callable[..., Path], made: Made) -> None:
    """Every trial keeps its question, parameters, answer and the fingerprint of engagement.yaml; numbers go on."""
    file = workbook(WRITTEN)
    kept = [
        made(file, asked)
        for asked in (FREQUENCIES, THRESHOLDS, Asked(hours=1.0), Asked(change="thresholds", goal="wish", wish={"A": 100.0}))
    ]

    assert trials.trials(file.parent) == kept
    assert [one.number for one in kept] == [1, 2, 3, 4]
    assert kept[2].lacking == {"": 14.0}
    assert kept[2].proposed is None


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (Asked(hours=1.0), "SEG-P01: Trial 1 found nothing that fits, so there is nothing to take."),
        (Asked(hours=1000.0), "SEG-P01: Trial 1 proposes what holds today, so there is nothing to take."),
    ],
)
def test_nothing_cannot_be_taken(workbook: Callable[..., Path], made: Made, asked: Asked, sentence: str) -> None:
    """A trial without an answer, or whose answer holds already, is no choice."""
    file = workbook(WRITTEN)
    one = made(file, asked)

    with pytest.raises(CommandError) as refused:
        trials.take(segkit.read_engagement(file), one.number, BY_IDA)
    assert str(refused.value) == sentence


def test_a_list_in_brackets_is_told(workbook: Callable[..., Path], made: Made) -> None:
    """Decisions written in brackets leave no line for another one: the sentence says what to do, and nothing is written."""
    text = WRITTEN.replace(
        'agreed:\n- {about: Period, decided: "July to June", by: Bo, on: 2026-08-01}',
        "agreed: [{about: P, decided: J, by: Bo, on: 2026-08-01}]",
    )
    file = workbook(text)
    one = made(file, FREQUENCIES)

    with pytest.raises(EngagementError) as refused:
        trials.take(segkit.read_engagement(file), one.number, BY_IDA)
    assert str(refused.value) == (
        "SEG-D09: engagement.yaml: the decision cannot be added, for the list under 'agreed' is written in brackets; write each on a line of its own, "
        "beginning with '-'. Write the numbers of the trial there by hand, or correct this and take it again."
    )
    assert file.read_text(encoding="utf-8") == text


def test_numbers_are_read_one_way() -> None:
    """Three digits behind a point could be thousands: such a number is written with one more."""
    assert [number(value) for value in (6.0, 0.5, 812.125, 1e15, 1e-7, 2997.75)] == [
        "6",
        "0.5",
        "812.1250",
        "1000000000000000",
        "0.0000001",
        "2997.75",
    ]


def test_the_grid_of_ones_own_is_written_in_its_list(workbook: Callable[..., Path]) -> None:
    """A threshold of an own grid stands in a list: it is changed there, and the study follows."""
    grid = "abcd:\n  preset: own\n  grid:\n    across: revenue\n    across_cuts: [700, 1000]   # two steps\n    grades: [[C, B, A]]\n"
    file = workbook(TINY[: TINY.index("abcd:")] + grid + "capacity:\n  sales_hours: 40\n")
    one = kept_trial(file, segkit.run_study(segkit.read_engagement(file)), Asked(change="thresholds"))
    trials.take(segkit.read_engagement(file), one.number, BY_IDA)
    study = segkit.run_study(segkit.read_engagement(file))

    assert one.proposed is not None
    assert study.plan.total_hours == one.proposed.total_hours <= 40
    assert [cut.value for cut in study.grid.cuts] == [
        {"abcd.revenue_cut_1": 700.0, "abcd.revenue_cut_2": 1000.0, **one.after}[cut.key] for cut in study.grid.cuts
    ]
