"""Where a Deep Dive stands: its tree, its form, the rating sheets and the points, one after the other."""

from pathlib import Path

from deep_desk import DEEP, RECORDS
from returning import CUSTOMERS, LEADS, LINES

from segkit.lab import standing
from segkit.lab.missing import missing
from segkit.lab.next_step import next_step
from segkit.words import Words


def command(folder: Path) -> str:
    return next_step(Words("en"), standing(folder)).command


def test_the_tree_comes_before_the_rating_and_the_rating_before_the_run(tmp_path: Path) -> None:
    """K20, K25, K26: each next step of a Deep Dive, until nothing is missing."""
    folder = tmp_path / "workbooks" / "nord"
    (folder / "data").mkdir(parents=True)
    for name, content in {"customers": CUSTOMERS, "leads": LEADS, "lines": LINES, "costs": RECORDS}.items():
        (folder / "data" / f"{name}.csv").write_text(content, encoding="utf-8")
    yaml = folder / "engagement.yaml"
    yaml.write_text(DEEP[: DEEP.index("tree:\n")], encoding="utf-8")
    (folder / "intake.xlsx").write_bytes(b"")
    steps = [command(folder)]
    (folder / "tree.xlsx").write_bytes(b"")
    steps.append(command(folder))
    yaml.write_text(DEEP, encoding="utf-8")
    steps.append(command(folder))
    (folder / "ratings").mkdir()
    (folder / "ratings" / "ratings-ida.xlsx").write_bytes(b"")
    steps.append(command(folder))
    (folder / "data" / "ratings-ida.xlsx").write_bytes(b"")
    (folder / "intake.xlsx").write_bytes(b"newer")
    steps.append(command(folder))

    assert steps == [
        "segkit tree nord",
        "segkit tree nord tree.xlsx --accept",
        "segkit ratings nord",
        "segkit check nord",
        "segkit run nord",
    ]


def test_the_basic_package_waits_for_no_tree(tmp_path: Path) -> None:
    """A tree that stands in a Basic engagement is nobody's next step."""
    folder = tmp_path / "workbooks" / "nord"
    (folder / "data").mkdir(parents=True)
    (folder / "data" / "customers.csv").write_text(CUSTOMERS, encoding="utf-8")
    (folder / "engagement.yaml").write_text(DEEP.replace("package: deepdive", "package: basic"), encoding="utf-8")
    (folder / "intake.xlsx").write_bytes(b"")

    assert command(folder) == "segkit run nord"


def test_sheets_that_are_not_back_are_named(tmp_path: Path) -> None:
    """K05: a copy that a system has numbered is back; a rater whose name begins like another's is somebody else."""
    folder = tmp_path / "workbooks" / "nord"
    for place in ("data", "ratings"):
        (folder / place).mkdir(parents=True)
    (folder / "engagement.yaml").write_text(DEEP, encoding="utf-8")
    for name in ("ratings-bo.xlsx", "ratings-bodil.xlsx", "ratings-ida.xlsx"):
        (folder / "ratings" / name).write_bytes(b"")
    for name in ("ratings-bodil.xlsx", "Ratings-Ida (1).xlsx"):
        (folder / "data" / name).write_bytes(b"")

    assert standing(folder).awaited == ("ratings-bo.xlsx",)
    assert missing(standing(folder), 0)[-1] == "filled-in rating sheets: ratings-bo"
