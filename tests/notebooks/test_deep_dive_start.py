"""How a Deep Dive begins: the starter of a new client, and the example that is made and run."""

from pathlib import Path

import pytest

from segkit.cli import main
from segkit.engagement import read_engagement
from segkit.errors import RunError
from segkit.intake.take_in import take_in
from segkit.notebooks import make_workbook
from segkit.notebooks.shipped import shipped_template
from segkit.rating.factors.checking import gaps


def uncommented(text: str) -> str:
    """Return a starter with the settings of its Deep Dive in force; sentences stay remarks."""
    head, deep = text.split("# The Deep Dive:", 1)
    lines, inside = [], False
    for line in deep.splitlines():
        bare = line.removeprefix("# ")
        inside = line.startswith("# ") and (bare in {"tree:", "contribution:", "growth:"} or (inside and bare.startswith(" ")))
        lines.append(bare if inside else line)
    return head + "# The Deep Dive:" + "\n".join(lines) + "\n"


@pytest.mark.parametrize("language", ["da", "sv", "nb", "en", "de"])
def test_the_starter_is_right_as_it_is_and_with_its_settings_in_force(tmp_path: Path, language: str):
    """K01: what is written by hand after the starter's examples is a whole tree, whole costs and a rule of growth."""
    folder = make_workbook(tmp_path, "nord", "deepdive", language)
    plain = read_engagement(folder / "engagement.yaml", sources_needed=False)
    text = (folder / "engagement.yaml").read_text(encoding="utf-8")
    (folder / "engagement.yaml").write_text(uncommented(text), encoding="utf-8")
    told = read_engagement(folder / "engagement.yaml", sources_needed=False)

    assert (plain.package, plain.tree.factors) == ("deepdive", [])
    assert gaps(told.tree, told.measures) == ()
    assert [element.basis for element in told.contribution.elements] == ["amounts", "time", "orders", "credit"]
    assert "segkit ratings nord" in (folder / "README.md").read_text(encoding="utf-8")


def test_a_basic_starter_says_nothing_of_the_deep_dive(tmp_path: Path):
    """The Basic package stays what it is."""
    folder = make_workbook(tmp_path, "nord", "basic", "da")

    assert "Deep Dive" not in (folder / "engagement.yaml").read_text(encoding="utf-8") + (folder / "README.md").read_text(encoding="utf-8")


def test_the_demo_of_the_deep_dive_is_rated_and_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """K42: one command makes the example with its rating sheets filled in, and its Excel file and report."""
    try:
        shipped_template("deep_dive.ipynb")
    except RunError:
        pytest.skip("the template deep_dive.ipynb is absent, so its demo was not run")

    code = main(["demo", "--package", "deepdive", "--folder", str(tmp_path)])

    out = capsys.readouterr().out
    assert code == 0
    folder = tmp_path / "workbooks" / "example deepdive"
    engagement = read_engagement(folder / "engagement.yaml")
    assert len(take_in(engagement.sources, engagement.period, engagement.data, engagement.identity).ratings) > 2000
    assert {path.suffix for path in (tmp_path / "deliverables" / folder.name).rglob("*.*")} >= {".xlsx", ".pdf"}
    assert 'segkit return "example deepdive" FILE --accept' in out
