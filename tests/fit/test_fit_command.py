"""`segkit fit`: one screen that says what is, what would be, and what to type next; mistakes end in one sentence."""

import os
from pathlib import Path

import pytest
from tiny import CUSTOMERS, LINES, TINY

from segkit.cli import main
from segkit.engagement import read_engagement
from segkit.notebooks.lock import in_use

YAML = TINY + "capacity: {sales_hours: 60, cost_per_hour: 650}\n"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one client, in which the tests of this file ask one after the other."""
    folder = tmp_path_factory.mktemp("fit")
    workbook = folder / "workbooks" / "tiny"
    (workbook / "data").mkdir(parents=True)
    (workbook / "data" / "customers.csv").write_text(CUSTOMERS, encoding="utf-8")
    (workbook / "data" / "lines.csv").write_text(LINES, encoding="utf-8")
    (workbook / "engagement.yaml").write_text(YAML, encoding="utf-8")
    return folder


def said(capsys: pytest.CaptureFixture[str], root: Path, *arguments: str) -> tuple[int, str, str]:
    """Return the exit code and what was said, without blanks at the ends of lines."""
    code = main(["fit", *arguments, "--folder", str(root)])
    streams = capsys.readouterr()
    assert "Traceback" not in streams.out + streams.err
    out, err = ("\n".join(line.rstrip() for line in text.splitlines()) for text in streams)
    return code, out.replace("\xa0", " "), err.replace("\xa0", " ")


def test_one_screen_then_a_choice_then_back(capsys: pytest.CaptureFixture[str], root: Path) -> None:
    """N4, S08: the whole walk: asked, shown, listed, chosen with a name, shown as chosen, taken back."""
    before = (root / "workbooks" / "tiny" / "engagement.yaml").read_bytes()
    code, out, err = said(capsys, root, "tiny")

    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0].startswith("Tiny A/S: the contacts a year that cover the most within 60 hours (trial 1, ")
    shown = [" ".join(line.split()) for line in lines]
    for line in (
        "A Key customers 1 8 6 35 28 DKK 286",
        "– Potential unknown 1 1 1 2.3 2.3 –",
        "In all 4 67 60",
        "Today     67 hours needed, 60 there are: 7 too many.",
        "Proposed  60 hours needed, 0 left over; 2 contacts a year more or fewer.",
        "Covers    86.3% of the headroom (DKK 12,600 of DKK 14,600): a customer counts to the share of the contacts wished that it gets.",
        "Unknown   the headroom of 1 customer and the contribution of 4 customers, in neither the covered part nor the whole; "
        "of 1 customer nothing is known.",
        "one sales rep more 90 67 100.0%",
        "One more sales rep (the hours shared by the 2 who own customers: 30 hours, DKK 19,500 a year) would cover DKK 2,000 more headroom "
        "than the hours there are.",
        "Kept as workbooks/tiny/trials/0001.yaml. engagement.yaml is unchanged.",
    ):
        assert " ".join(line.split()) in shown, out
    assert len(lines) < 35

    code, out, err = said(capsys, root, "tiny", "--take", "1", "--by", "Ida Holm", "--why", "As many as we are")
    assert (code, err) == (0, "")
    assert out.splitlines()[1:] == [
        "  Contacts per year, A: 8 → 6",
        "  Hours needed a year: 67 → 60",
        "  Reason: As many as we are",
        "Written into engagement.yaml of tiny, the decision under 'agreed'; as it was: trials/0001.before.yaml.",
        "Next: segkit run tiny. To take it back: segkit fit tiny --undo 1",
    ]
    assert [decision.by for decision in read_engagement(root / "workbooks" / "tiny" / "engagement.yaml").agreed] == ["Ida Holm"]
    assert "chosen by Ida Holm" in said(capsys, root, "tiny", "--trials")[1]
    assert said(capsys, root, "tiny", "--undo", "1") == (
        0,
        "Taken back: engagement.yaml of tiny is byte for byte as it was before trial 1 was taken.\n"
        "The trial stays and can be taken again. Next: segkit fit tiny --trials",
        "",
    )
    assert (root / "workbooks" / "tiny" / "engagement.yaml").read_bytes() == before
    assert "taken back" in said(capsys, root, "tiny", "--trials")[1]
    assert said(capsys, root, "tiny", "--show", "1")[1].splitlines()[0] == lines[0]


def test_what_fits_and_what_does_not_is_said(capsys: pytest.CaptureFixture[str], root: Path) -> None:
    """What is left over is said where today fits, and what lacks where nothing does."""
    fits, nothing = said(capsys, root, "tiny", "--hours", "80"), said(capsys, root, "tiny", "--hours", "10")

    assert "Today     67 hours needed, 80 there are: it fits, and 13 hours are left over." in fits[1]
    assert "Proposed  today's numbers stay." in fits[1]
    assert "Nothing fits: with the fewest contacts that may be chosen 15 hours are needed, 5 more than there are." in nothing[1]
    assert "segkit fit tiny --hours 15" in nothing[1]


def test_a_wished_distribution(capsys: pytest.CaptureFixture[str], root: Path) -> None:
    """S08: the thresholds nearest to a wished distribution are shown beside it, with the hours that they need."""
    _, out, _ = said(capsys, root, "tiny", "--wish", "A=100, B=0")

    assert "the thresholds of the grades nearest to the distribution wished" in out
    assert "Share of rated   Wished" in out
    assert "The most that fits" not in out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--take", "1"], 'A choice needs the name of who decided. Type: segkit fit tiny --take 1 --by "NAME"'),
        (["--take", "1", "--by", " "], 'A choice needs the name of who decided. Type: segkit fit tiny --take 1 --by "NAME"'),
        (["--take", "99", "--by", "Ida"], "There is no trial 99. There are: 1, 2, 3, 4."),
        (["--undo", "2"], "Trial 2 was never taken, so there is nothing to take back. See: segkit fit tiny --trials"),
        (["--hours", "many"], "--hours must be a number of 0 or more, written such as 6 or 2500.5, but is 'many'."),
        (["--hours", "0"], "--hours must be above 0, but is 0."),
        (
            ["--at-least", "E=3"],
            "--at-least takes segments with a number each, such as A=6, but is 'E=3'. There are: A, B, C, D, not_rated.",
        ),
        (["--at-least", "A=3,A=4"], "--at-least gives 'A' twice. Keep one of them."),
        (["--wish", "A=50"], "--wish must add up to 100 percent, but comes to 50."),
        (["--wish", "A=100", "--smallest"], "--wish and --smallest ask for different things. Leave out one."),
        (["--thresholds", "--up-to", "A=9"], "--at-least and --up-to are about contacts, which thresholds do not change. Leave them out."),
        (["--up-to", "A=3"], "--up-to A=3 is below the 8 contacts a year of today. Leave it out."),
        (["--value", "revenue"], "--value must be both, headroom or contribution, but is 'revenue'."),
        (["--trials", "--show", "1"], "--trials and --show are two things to do. Type one of them."),
        (["--show", "1", "--hours", "9"], "--show is about trials that were made, so it takes no question. Leave out the other options."),
        (["--by", "Ida"], "--by and --why belong to a choice. Give them together with --take N."),
        (["--hours", "9", "--each-rep"], "--hours are those of the whole team, but --each-rep holds each rep to the own. Leave out one."),
    ],
)
def test_mistakes(capsys: pytest.CaptureFixture[str], root: Path, arguments: list[str], sentence: str) -> None:
    """What was mistyped is said in one sentence, and nothing is tried, taken or put back."""
    kept = sorted(path.name for path in (root / "workbooks" / "tiny" / "trials").iterdir())

    assert said(capsys, root, "tiny", *arguments) == (2, "", f"SEG-P01: {sentence}")
    assert sorted(path.name for path in (root / "workbooks" / "tiny" / "trials").iterdir()) == kept


def test_no_hours_and_no_trials(capsys: pytest.CaptureFixture[str], root: Path) -> None:
    """A client without hours is asked for them; without trials the list says how to begin."""
    bare = root / "workbooks" / "bare co"
    (bare / "data").mkdir(parents=True)
    for name in ("customers.csv", "lines.csv"):
        (bare / "data" / name).write_bytes((root / "workbooks" / "tiny" / "data" / name).read_bytes())
    (bare / "engagement.yaml").write_text(TINY, encoding="utf-8")

    assert said(capsys, root, "bare co", "--trials") == (0, 'Nothing has been tried yet. Begin with: segkit fit "bare co"', "")
    assert said(capsys, root, "bare co") == (
        2,
        "",
        "SEG-P01: It is not known how many hours there are. Give them: --hours 2500, or as 'sales_hours' of 'capacity' in engagement.yaml.",
    )


def test_a_trial_bent_by_hand_is_told_with_its_line(capsys: pytest.CaptureFixture[str], root: Path) -> None:
    """A trial's file that a person has changed beyond reading is named, with line and key."""
    file = root / "workbooks" / "tiny" / "trials" / "0002.yaml"
    whole = file.read_text(encoding="utf-8")
    file.write_text(whole.replace("available: 80", "available: much"), encoding="utf-8")
    code, _, err = said(capsys, root, "tiny", "--show", "2")
    file.write_text(whole, encoding="utf-8")
    line = next(i for i, text in enumerate(whole.splitlines(), start=1) if text == "available: 80")

    assert code == 2
    assert err == f"SEG-D09: 0002.yaml, line {line}: 'available' must be a number without thousands signs, such as 250000, but is 'much'."


@pytest.mark.skipif(os.name == "nt", reason="the lock names a process of this system")
def test_a_client_in_use_is_left_alone(capsys: pytest.CaptureFixture[str], root: Path) -> None:
    """While another segkit works for the client, nothing is chosen."""
    with in_use(root / "workbooks" / "tiny"):
        code, _, err = said(capsys, root, "tiny", "--take", "1", "--by", "Ida")

    assert code == 2
    assert err.startswith("SEG-J01: 'tiny' has been in use since ")
