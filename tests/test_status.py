"""`segkit status`: where each engagement stands, what is due, what is missing and what comes next, on one screen."""

import datetime as dt
import io
import os
import time
from pathlib import Path

import pytest
from rich.console import Console
from tiny import CUSTOMERS, LINES, TINY

from segkit.cli import main
from segkit.deliverables import intake_report
from segkit.engagement import read_engagement
from segkit.lab import standing, standings
from segkit.terminal import show_client, show_status
from segkit.terminal.status import urgency

TODAY = dt.date(2026, 8, 20)
ORDER = "order:\n  date: {}\n"


def client(root: Path, name: str, yaml: str = TINY, *, files: bool = True, on: dt.date = TODAY) -> Path:
    """A client whose files came in on a day."""
    folder = root / "workbooks" / name
    (folder / "data").mkdir(parents=True)
    (folder / "engagement.yaml").write_text(yaml, encoding="utf-8")
    for file, content in {"customers.csv": CUSTOMERS, "lines.csv": LINES}.items() if files else ():
        (folder / "data" / file).write_text(content, encoding="utf-8")
        moment = dt.datetime.combine(on, dt.time(12)).timestamp()
        os.utime(folder / "data" / file, (moment, moment))
    return folder


def everybody(root: Path, width: int = 80) -> str:
    out = Console(file=io.StringIO(), width=width, highlight=False, markup=False, emoji=False)
    show_status(out, standings(root), TODAY)
    return out.file.getvalue()  # type: ignore[attr-defined]


def one(folder: Path, today: dt.date = TODAY) -> list[str]:
    out = Console(file=io.StringIO(), width=80, highlight=False, markup=False, emoji=False)
    show_client(out, standing(folder), today)
    return [" ".join(line.split()) for line in out.file.getvalue().splitlines() if line.strip()]  # type: ignore[attr-defined]


def test_the_most_urgent_stands_first_and_a_broken_one_takes_nothing(tmp_path: Path) -> None:
    """K05: what cannot be read, then what is overdue, due, undated; one client's typo is one client's line; 80 columns hold it."""
    client(tmp_path, "alfa", TINY + ORDER.format("2026-08-18"))
    client(tmp_path, "beta", TINY + ORDER.format("2026-08-03"), files=False)
    client(tmp_path, "gamma")
    client(tmp_path, "zeta", TINY + "nonsense: 3\n")
    shown = everybody(tmp_path)

    assert sorted(("alfa", "beta", "gamma", "zeta"), key=shown.index) == ["zeta", "beta", "alfa", "gamma"]
    assert max(map(len, shown.splitlines())) <= 80
    words = " ".join(shown.split())
    assert "OVERDUE by 10 days: Kick-off meeting, 2 hours (10" in words
    assert "and 2 more steps are overdue" in words
    assert "SEG-D09: engagement.yaml, line 20: 'nonsense'" in words
    assert "Next: segkit request beta" in words
    assert words.endswith("For due dates, write the day of the order into engagement.yaml: order: {date: 2026-08-03}")


def test_one_client_is_told_whole(tmp_path: Path) -> None:
    """K05: each step with its day and whether it was written or seen, hours, decisions, open questions, what is missing, the next command."""
    yaml = TINY + ORDER.format("2026-08-03") + (
        "  done: {kickoff: 2026-08-07}\n  sparring_hours: 2\n"
        "sparring:\n  - {on: 2026-08-19, hours: 0.5, about: Weights}\n"
        "agreed:\n  - {about: Period, decided: July to June, by: Ida Holm, on: 2026-08-07}\n"
        "questions:\n  - {ask: Who grows?, answered_in: [value]}\n  - {ask: Who leaves?}\n"
    )  # fmt: skip
    shown = one(client(tmp_path, "nord", yaml, on=dt.date(2026, 8, 13)))

    assert shown[0] == "Tiny A/S (nord), Basic. 3. Rating: to come."
    assert shown[3:10] == [
        "Order 3 Aug 2026 done 3 Aug 2026",
        "Kick-off meeting, 2 hours 10 Aug 2026 done 7 Aug 2026",
        "The client's data are here 17 Aug 2026 seen 13 Aug 2026",
        "Intake report gone through, questions answered 18 Aug 2026 OVERDUE by 2 days",
        "Analysis and deliverables made 24 Aug 2026 in 4 days",
        "Strategy file and report sent to the client 27 Aug 2026 in 7 days",
        "Review meeting, 2 hours 31 Aug 2026 in 11 days",
    ]
    assert " ".join(shown[10:]) == (
        "Was a step done that no file shows? Write its day into engagement.yaml, under 'order', such as: "
        "done: {kickoff: 2026-08-07, intake: 2026-08-20} "
        "Delivered nothing yet Sparring 1.5 of 2 hours left Decisions 7 Aug 2026, Ida Holm: Period: July to June Unanswered Who leaves? "
        "Missing the client's sign-off 1 question of the client that no chapter answers Next Make the deliverables: segkit run nord"
    )


def test_what_lies_there_from_before_the_order_is_of_an_earlier_one(tmp_path: Path) -> None:
    """K05: last year's files and deliverables do not fill this year's timeline; today's do, by the folder's date."""
    folder = client(tmp_path, "nord", TINY + ORDER.format("2026-08-03"), on=dt.date(2026, 7, 1))
    (tmp_path / "deliverables" / "nord" / "2025-08-31").mkdir(parents=True)
    before = {step.step: step.done for step in standing(folder).milestones}
    (tmp_path / "deliverables" / "nord" / "2026-08-19").mkdir()
    after = {step.step: step.done for step in standing(folder).milestones}

    assert {step for step, day in before.items() if day} == {"order"}
    assert {step: day for step, day in after.items() if day} == {"order": dt.date(2026, 8, 3), "analysis": dt.date(2026, 8, 19)}


def test_open_answers_of_the_intake_report_are_counted(tmp_path: Path) -> None:
    """K05: the questions of the report without an answer are missing, and no longer when they are answered."""
    folder = client(tmp_path, "nord", TINY[: TINY.index("sources:")] + TINY[TINY.index("abcd:") :])
    reception, _ = intake_report.intake_round(read_engagement(folder / "engagement.yaml", sources_needed=False))
    asked = len([finding for finding in reception.findings if finding.severity != "note"])
    shown = " ".join(one(folder))
    (folder / "intake.xlsx").write_bytes(b"no workbook")

    assert asked > 0
    assert f"{asked} answer{'s' if asked > 1 else ''} in the intake report" in shown
    assert "in the intake report" not in " ".join(one(folder)).split("Next")[0]


def test_nothing_due_and_everything_done_are_said(tmp_path: Path) -> None:
    """K05: a client without a day of order is asked for it; one whose steps are all done says so and stands last."""
    undated = client(tmp_path, "undated")
    steps = ("kickoff", "data", "intake", "analysis", "return", "review")
    done = client(tmp_path, "done", TINY + ORDER.format("2026-08-03") + f"  done: {{{', '.join(f'{s}: 2026-08-19' for s in steps)}}}\n")
    found = sorted(standings(tmp_path), key=lambda each: urgency(each, TODAY))

    assert "No due dates: write the day of the order into engagement.yaml: order: {date: 2026-08-03}" in " ".join(one(undated))
    assert "Every step is done." in everybody(tmp_path)
    assert [each.name for each in found] == ["undated", done.name]


def test_the_door_says_who_was_meant_and_when_there_is_nobody(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """K05: no workbooks/, no client, a mistyped one, and a broken one by name: each in a sentence."""
    nowhere = main(["status", "--folder", str(tmp_path)]), capsys.readouterr().err
    (tmp_path / "workbooks").mkdir()
    nobody = main(["status", "--folder", str(tmp_path)]), capsys.readouterr().out
    client(tmp_path, "nordhavn", TINY + "nonsense: 3\n")
    mistyped = main(["status", "nordhaven", "--folder", str(tmp_path)]), capsys.readouterr().err
    broken = main(["status", "nordhavn", "--folder", str(tmp_path)]), capsys.readouterr().out

    assert nowhere == (2, f"SEG-G09: There is no folder workbooks/ in {tmp_path}. Go to segkit's folder, or give it with --folder.\n")
    assert nobody == (0, "There is no client in workbooks/ yet. Make one with: segkit new CLIENT\n")
    assert mistyped == (2, "SEG-G09: There is no client 'nordhaven' in workbooks/. Did you mean 'nordhavn'?\n")
    assert broken[0] == 0
    assert broken[1].startswith("nordhavn: engagement.yaml cannot be used: SEG-D09: engagement.yaml, line 20: 'nonsense' is not a setting.")
    assert broken[1].endswith("Put it right, then:\n  segkit check nordhavn\n")


def test_twenty_clients_are_told_at_once(tmp_path: Path) -> None:
    """K05: no study is run: twenty clients take less than two seconds of work."""
    for n in range(20):
        client(tmp_path, f"client{n:02}", TINY + ORDER.format("2026-08-03"))
    begun = time.process_time()
    shown = everybody(tmp_path)

    assert shown.count("Next: segkit run") == 20
    assert time.process_time() - begun < 2
