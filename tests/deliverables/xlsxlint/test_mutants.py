"""The linter names each way to break an Excel file by its own rule, and says nothing of a good one."""

import re
from pathlib import Path

import pytest

from segkit.deliverables import xlsxlint
from segkit.deliverables.xlsxlint import lint

from .base import good
from .mutants import MUTANTS, Mutant, Parts, the_next_thirty, the_thirty

RULE = re.compile(r'"((?:[a-z]+_)+[a-z0-9]+|colour|macros|thumbnail)"')
OF_DAMAGE = {"part_too_large", "row_unreadable", "sheet_unreadable", "zip_damaged"}
"""Rules that are shown in test_damage.py, for what breaks them is more than a changed part."""


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return good(tmp_path_factory.mktemp("base") / "good.xlsx")


@pytest.mark.parametrize("ours", [False, True])
def test_a_good_file_has_no_problem(base: Path, ours: bool):
    """E01: the file that is broken below is good before."""
    assert lint(base, ours=ours) == ()


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("mutant", MUTANTS.values(), ids=lambda mutant: mutant.name)
def test_the_linter_names_what_is_broken(base: Path, tmp_path: Path, mutant: Mutant):
    """E01, E02, E05, E07, E13: one thing broken is named by its own rule, and by no other that need not speak."""
    parts = Parts(base)
    mutant.change(parts)
    problems = lint(parts.save(tmp_path / "broken.xlsx"), ours=mutant.ours)

    rules = {problem.rule for problem in problems}
    assert mutant.rule in rules, problems
    assert rules <= {mutant.rule, *mutant.also}, problems
    assert all(problem.text.endswith((".", "'")) or ": " in problem.text for problem in problems)


@pytest.mark.parametrize("mutant", [mutant for mutant in MUTANTS.values() if mutant.ours], ids=lambda mutant: mutant.name)
def test_what_holds_for_ours_only_is_not_said_of_others(base: Path, tmp_path: Path, mutant: Mutant):
    """E13: a file from elsewhere may have properties, macros, links and formulas without result."""
    parts = Parts(base)
    mutant.change(parts)

    assert lint(parts.save(tmp_path / "foreign.xlsx")) == ()


def test_no_rule_is_without_its_mutant():
    """E01: every rule that the linter's code names is shown to speak."""
    code = "".join(path.read_text(encoding="utf-8") for path in Path(xlsxlint.__file__).parent.glob("*.py"))

    assert set(RULE.findall(code)) == {mutant.rule for mutant in MUTANTS.values()} | OF_DAMAGE


def test_the_catalogue_is_complete():
    """E01: thirty known breakages and the thirty listed next, some of them in two forms."""
    homes = [mutant.change.__module__.rsplit(".", 1)[-1] for mutant in MUTANTS.values()]

    assert homes.count(the_thirty.__name__.rsplit(".", 1)[-1]) == 30
    assert homes.count(the_next_thirty.__name__.rsplit(".", 1)[-1]) == 36
