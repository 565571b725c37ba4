"""1,500 dirty exports with known truth: nothing is silently wrong, and hardly anything needs a question."""

from dirty import FAULTS, Trial, table, taken_in_by_yaml, tried

SEED, FILES, SAMPLE = 1, 1500, 40


def _explained(trial: Trial) -> str:
    return "\n".join([table(trial), *trial.told("wrong")[:40], *trial.told("asked")[:40]])


def test_nothing_is_silently_wrong_in_1500_dirty_exports():
    """A–D: 0 values silently different, 0 changed numbers, 0 rows lost or invented; 95 % read rightly without a question."""
    trial = tried(SEED, range(FILES), workers=2)
    print(table(trial))

    assert trial.told("wrong") == [], _explained(trial)
    assert trial.changed_ids == 0
    assert trial.right_share >= 0.95, _explained(trial)
    assert {family for case, _ in trial.judged for family in case.families} == set(FAULTS)


def test_the_whole_front_door_judges_alike():
    """A–D: a sample of the files through engagement.yaml and the study, as a person would start it."""
    trial = tried(SEED, range(7, FILES, FILES // SAMPLE), taken_in_by_yaml)

    assert trial.told("wrong") == [], _explained(trial)
    assert trial.right_share >= 0.95, _explained(trial)
