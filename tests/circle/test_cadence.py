"""Segments are defined anew once a year: a rule that is changed sooner is told, whatever else changes is not."""

from collections.abc import Callable
from pathlib import Path

import pytest
from deep_desk import DEEP, RECORDS
from remembered import remember
from returning import CUSTOMERS as DEEP_CUSTOMERS
from returning import LEADS as DEEP_LEADS
from returning import LINES as DEEP_LINES
from tiny import LINES, TINY

import segkit
from segkit.cli import main
from segkit.findings import Finding
from segkit.words import Words

Workbook = Callable[..., Path]


def on(date: str, **changed: str) -> str:
    """Return the tiny engagement of a date, with other lines by key."""
    lines = TINY.replace("2026-08-31", date).splitlines()
    return (
        "\n".join(
            f"  {line.split(':')[0].strip()}: {changed[key]}" if (key := line.split(":")[0].strip()) in changed else line for line in lines
        )
        + "\n"
    )


def told(file: Path) -> list[Finding]:
    findings = segkit.run_study(segkit.read_engagement(file)).findings
    return [finding for finding in findings if finding.code == "SEG-D12"]


def test_a_threshold_changed_within_a_year_is_told(workbook: Workbook, capsys: pytest.CaptureFixture[str]) -> None:
    """M18: what it was and is, when the rules were changed last, until when they are to stay; it blocks nothing and stands in the check."""
    remember(workbook(on("2026-08-31")))
    file = workbook(on("2027-02-28", revenue_high="1100.5"))
    found, words = told(file), Words("en", "DKK")
    code = main(["check", "tiny", "--folder", str(file.parents[2])])

    assert [finding.severity for finding in found] == ["question"]
    assert found[0].text(words) == (
        "The rules of the segments were last changed on 31 Aug 2026 and are to stay for 12 months, but High revenue from is another: "
        "DKK 1,000.00 then, DKK 1,100.50 on 28 Feb 2027."
    ).replace("DKK ", "DKK\N{NO-BREAK SPACE}")
    assert found[0].todo(words) == (
        "Keep the earlier rule until 31 Aug 2027, or decide the change with the client and write it down under 'agreed'."
    )
    said = capsys.readouterr().out
    assert (code, "engagement.yaml" in said, "The rules of the" in said) == (0, True, True)


def test_letters_and_preset_are_rules_too(workbook: Workbook) -> None:
    """M18: another preset is told with the measures, the letters and the thresholds that come and go with it."""
    remember(workbook(on("2026-08-31")))
    found = told(workbook(on("2027-02-28", preset="potential_x_sow")))

    assert [(finding.values["what"][0], finding.values["before"], finding.values["after"]) for finding in found] == [
        ("Preset", "classic", "potential_x_sow"),
        ("Measures", ("Revenue", "Potential"), ("Utilisation", "Potential")),
        ("Letters", "B A / D C", "A B / C D"),
        ("High revenue from", 1000, None),
        ("High utilisation from", None, 0.75),
    ]


def test_new_figures_by_the_rules_of_then_are_silent(workbook: Workbook) -> None:
    """M18: other customers, other amounts, other contacts: nobody has defined anything anew."""
    remember(workbook(on("2026-08-31")))
    yaml = on("2026-10-31") + "playbook:\n  A: {meetings_per_year: 9}\n"

    assert told(workbook(yaml, lines_csv=LINES.replace("1.500,50", "9.500,50"))) == []


@pytest.mark.parametrize(
    ("date", "months", "count"), [("2027-08-30", 12, 1), ("2027-08-31", 12, 0), ("2026-12-01", 3, 0), ("2026-09-01", 0, 0)]
)
def test_after_the_months_the_rules_may_change(workbook: Workbook, date: str, months: int, count: int) -> None:
    """M18: from the day a year later on, after the months that engagement.yaml gives, or never where they are 0."""
    remember(workbook(on("2026-08-31")))

    assert len(told(workbook(on(date, revenue_high="1100") + f"plan: {{rules_months: {months}}}\n"))) == count


@pytest.mark.parametrize(("between", "last"), [("1000", None), ("1050", "2027-06-30")])
def test_the_last_change_counts_not_the_last_delivery(workbook: Workbook, between: str, last: str | None) -> None:
    """M18: a delivery by the same rules in between begins no new year; one that changed them does."""
    remember(workbook(on("2026-08-31")))
    remember(workbook(on("2027-06-30", revenue_high=between)))
    found = told(workbook(on("2027-10-31", revenue_high="1200")))

    assert [str(finding.values["last"]) for finding in found] == ([last] if last else [])


def test_a_threshold_that_was_open_is_settled_not_changed(workbook: Workbook) -> None:
    """M18: where no potential was known the quantile had no amount; its first amount is no change of rule."""
    nobody = "No;Name;Rep;Potential\n001;Alfa;Ida;\n002;Beta;Ida;\n003;Gamma;Bo;\n004;Delta;Bo;\n"
    quantile = {"potential_high": "{quantile: 0.5}"}
    remember(workbook(on("2026-08-31", **quantile), customers_csv=nobody))

    assert told(workbook(on("2026-10-31", potential_high="5000"))) == []


def test_many_changes_are_counted(tmp_path: Path) -> None:
    """M18: six rules of a Deep Dive are told by factor and class, of the others how many there are."""
    folder = tmp_path / "workbooks" / "nord"
    (folder / "data").mkdir(parents=True)
    for name, content in {"customers": DEEP_CUSTOMERS, "leads": DEEP_LEADS, "lines": DEEP_LINES, "costs": RECORDS}.items():
        (folder / "data" / f"{name}.csv").write_text(content, encoding="utf-8")
    file = folder / "engagement.yaml"
    file.write_text(DEEP, encoding="utf-8")
    remember(file)
    newer = DEEP.replace("date: 2026-08-31", "date: 2026-12-31")
    for old, new in (("weight_pct: 70", "weight_pct: 65"), ("weight_pct: 30", "weight_pct: 35"), ("weight_pct: 60", "weight_pct: 50")):
        newer = newer.replace(old, new)
    newer = newer.replace("weight_pct: 40", "weight_pct: 50").replace("[[500, 1], [3000, 5]]", "[[600, 1], [1000, 2], [4000, 5]]")
    file.write_text(newer, encoding="utf-8")
    found, words = told(file), Words("en", "DKK")

    assert [finding.values["what"] for finding in found[:2]] == [("Weight in %", "Relation"), ("Weight in %", "Planning")]
    assert "but Weight in %, Planning is another: 70 then, 65 on 31 Dec 2026." in found[1].text(words)
    assert (len(found), found[-1].text(words)) == (
        7,
        "3 further numbers of the rules are others than before, within 12 months of 31 Aug 2026.",
    )
