"""The calendar's files: an Excel file that lists every time once, and .ics files that every calendar program reads."""

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path

import icalendar
import openpyxl
import pytest
from tiny import CUSTOMERS, TINY

import segkit
from segkit.circle import MANIFEST, delivered_bytes, delivered_file
from segkit.cli import main
from segkit.deliverables.calendar import Calendar, calendar_of, only, write_calendar
from segkit.deliverables.file_names import file_stems
from segkit.deliverables.xlsxlint import lint
from segkit.errors import CommandError

Build = Callable[..., Path]

CAPACITY = """\
capacity:
  country: DK
  weekly_hours: 37
  selling_share: 0.5
  reps:
    - name: Ida
      leave: [{from: 2026-10-12, to: 2026-10-18}]
    - name: Bo
      hours: 100
"""
HOSTILE = 'Ærø, "Søn"; & \\ Co\n'
WITH_TOWN = TINY.replace("owner: Rep, ", "owner: Rep, address: Street, postcode: Code, city: Town, ")


def planned(workbook: Build, extra: str = CAPACITY, yaml: str = TINY, **files: str) -> Calendar:
    return calendar_of(segkit.run_study(segkit.read_engagement(workbook(yaml + extra, **files))))


def events(path: Path) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(path.read_bytes()).walk("VEVENT"))


def test_the_excel_file_lists_every_time_once_and_adds_up(workbook: Build, tmp_path: Path):
    """K15: each placed time stands on its rep's sheet on its day, the others on the sheet of what has no day; the overview has the sums."""
    calendar = planned(workbook)
    book = openpyxl.load_workbook(write_calendar(calendar, tmp_path).book, data_only=True)
    visits = calendar.rounds.visits
    for rep in ("Ida", "Bo"):
        headings, *rows = book[rep].iter_rows(min_row=6, values_only=True)
        at = {str(heading): i for i, heading in enumerate(headings)}
        listed = [(row[at["Day"]].date(), row[at["Customer no."]], row[at["Activity"]], row[at["Minutes"]]) for row in rows]
        own = visits[(visits["rep"] == rep) & visits["day"].notna()]
        assert sorted(listed) == sorted(zip(own["day"].dt.date, own["customer_id"], own["activity"], own["minutes"], strict=True))

    left = [row for row in book["Without a day"].iter_rows(min_row=7, values_only=True) if row[1]]
    assert len(left) == visits["day"].isna().sum() > 0
    assert {row[-1] for row in left} <= {"No week within its dates has room for it.", "It takes longer than any week has hours."}
    total = next(row for row in book["Overview"].iter_rows(values_only=True) if row[0] == "Total")
    assert total[1:5] == pytest.approx((len(visits), *(calendar.rounds.reps[name].sum() / 60 for name in ("planned", "placed", "left"))))
    assert total[2] == pytest.approx(total[3] + total[4])


def test_excel_opens_the_file_without_repair(workbook: Build, tmp_path: Path):
    """G04: the linter finds nothing, neither with known hours, unknown ones, nor with nobody to visit at all."""
    hostile = CUSTOMERS.replace("Alfa", '"=cmd|""/c calc""!A1"').replace("Ida", "+Ida [*]")
    never = "playbook:\n" + "".join(f"  {grade}: {{meetings_per_year: 0, activities: []}}\n" for grade in ("A", "B", "C", "D", "not_rated"))
    for language, extra, files in (("da", CAPACITY, {}), ("de", "", {"customers_csv": hostile}), ("en", never, {})):
        calendar = planned(workbook, extra, TINY.replace("language: en", f"language: {language}"), **files)

        assert lint(write_calendar(calendar, tmp_path / language).book, ours=True) == ()


def test_the_same_study_gives_the_same_bytes(workbook: Build, tmp_path: Path):
    """N: made twice, all files of the folder are the same, byte for byte, and nothing of the making is left."""
    calendar = planned(workbook)
    first, second = (write_calendar(calendar, tmp_path / name).folder for name in ("one", "two"))

    assert {path.name: path.read_bytes() for path in first.iterdir()} == {path.name: path.read_bytes() for path in second.iterdir()}
    assert [path.name for path in (tmp_path / "one").iterdir()] == ["calendar"]


def test_a_calendar_program_reads_what_is_planned(workbook: Build, tmp_path: Path):
    """K15, G01: an entry per placed time, all day, leaving the day free, with customer, activity, place and message as they are written."""
    customers = f'No;Name;Rep;Potential;Street;Code;Town\n001;"{HOSTILE.replace(chr(34), chr(34) * 2)}";Ida;9000;Havnegade 1;0999;København\n002;Beta;Ida;4000;;;\n'
    customers += "003;Gamma;Bo;;;;\n004;Delta;Bo;5000;;;\n"
    message = "Tell them; about, the \\\\ new range"
    playbook = (
        f'playbook:\n  A: {{activities: [{{name: "Show the range", channel: visit, per_year: 2, minutes: 60, message: "{message}"}}]}}\n'
    )
    calendar = planned(workbook, CAPACITY + playbook, WITH_TOWN, customers_csv=customers)
    found = events(write_calendar(calendar, tmp_path).files["Ida"])
    own = calendar.of("Ida")
    of_alfa = [event for event in found if "001" in str(event["DESCRIPTION"])]
    shown = next(event for event in of_alfa if "Show the range" in str(event["DESCRIPTION"]))

    assert [event["DTSTART"].dt for event in found] == list(own["day"].dt.date)
    assert all(event["DTEND"].dt - event["DTSTART"].dt == dt.timedelta(days=1) for event in found)
    assert {(event["TRANSP"], event["DTSTAMP"].dt.isoformat()) for event in found} == {("TRANSPARENT", "2026-08-31T00:00:00+00:00")}
    assert len({event["UID"] for event in found}) == len(found)
    assert shown["SUMMARY"] == 'Visit: Ærø, "Søn"; & \\ Co (60 min.)'
    assert shown["DESCRIPTION"] == (
        "Show the range\nCustomer no. 001, grade A\nTime 1 of 2 in the plan\nMessage: Tell them; about, the \\ new range"
    )
    assert shown["LOCATION"] == "Havnegade 1, 0999 København"


def test_lines_are_folded_as_the_standard_says(workbook: Build, tmp_path: Path):
    """RFC 5545: every line ends in CR LF and has at most 75 octets, no letter is cut in two, and no text begins a line of its own."""
    long = "Værktøjsfabrikken på Ærøskøbing " * 5 + "\\nEND:VEVENT"
    yaml = TINY.replace("client: Tiny A/S", 'client: "Tiny A/S\\r\\nEND:VCALENDAR"')
    calendar = planned(workbook, "", yaml, customers_csv=CUSTOMERS.replace("Alfa", f'"{long}\nBEGIN:VEVENT\x07"'))
    content = write_calendar(calendar, tmp_path).files["Ida"].read_bytes()
    lines = content.split(b"\r\n")

    assert content.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert b"\r" not in content.replace(b"\r\n", b"")
    assert max(map(len, lines)) <= 75
    assert all(line.decode("utf-8") is not None for line in lines)
    assert lines.count(b"BEGIN:VEVENT") == lines.count(b"END:VEVENT") == len(calendar.of("Ida"))
    assert lines.count(b"END:VCALENDAR") == 1
    assert b"\x07" not in content


def test_an_entry_stays_the_same_when_the_calendar_is_made_again(workbook: Build, tmp_path: Path):
    """K15: with leave and a later date the entries keep their UIDs, and the later ones replace the earlier."""
    first = write_calendar(planned(workbook, "capacity:\n  reps: [{name: Ida, hours: 2000}]\n"), tmp_path / "one").files["Ida"]
    again = TINY.replace("date: 2026-08-31", "date: 2026-09-15") + "plan: {start: 2026-09-01}\n"
    second = write_calendar(
        planned(workbook, "capacity:\n  reps: [{name: Ida, leave: [{from: 2026-09-01, to: 2026-11-15}]}]\n", again), tmp_path / "two"
    ).files["Ida"]
    before, after = ({event["UID"]: event for event in events(path)} for path in (first, second))
    moved = [uid for uid in after if uid in before and after[uid]["DTSTART"].dt != before[uid]["DTSTART"].dt]

    assert set(after) == set(before)
    assert moved
    assert all(after[uid]["SEQUENCE"] > before[uid]["SEQUENCE"] for uid in after)


def test_the_folder_is_replaced_as_a_whole(workbook: Build, tmp_path: Path):
    """K15: the file of a rep who is no longer there goes away; a calendar that a person changed is kept under another name."""
    write_calendar(planned(workbook), tmp_path)
    later = write_calendar(planned(workbook, customers_csv=CUSTOMERS.replace("Bo", "Åse")), tmp_path)
    (tmp_path / "calendar" / "calendar-ida.ics").write_text("by hand")
    last = write_calendar(planned(workbook), tmp_path)

    assert later.kept is None
    assert sorted(path.name for path in last.folder.iterdir()) == ["calendar-bo.ics", "calendar-ida.ics", "calendar.xlsx", "manifest.json"]
    assert last.kept is not None
    assert (tmp_path / "calendar (kept 1)" / "calendar-ida.ics").read_text() == "by hand"
    assert (tmp_path / "calendar (kept 1)" / "calendar-åse.ics").is_file()


def test_file_names_hold_on_every_system():
    """K15: Danish letters stay, signs that Windows refuses go, and no two names are alike in any case of letters."""
    stems = file_stems(["Åse Ærø", "åse-ærø", 'Bo/"B":*?', "", "…"], unnamed="rep")

    assert list(stems.values()) == ["åse-ærø", "åse-ærø-2", "bo-b", "nobody", "rep"]


def test_one_rep_has_a_folder_of_their_own(workbook: Build, tmp_path: Path):
    """K15: one rep's calendar holds nothing of the others, and leaves the whole calendar as it is; a mistyped name gets the nearest."""
    calendar = planned(workbook)
    whole = write_calendar(calendar, tmp_path)
    own = write_calendar(only(calendar, "ida"), tmp_path, "Ida")
    book = openpyxl.load_workbook(own.book)
    cells = {str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row}

    assert sorted(path.name for path in own.folder.iterdir()) == ["calendar-ida.ics", "calendar.xlsx", "manifest.json"]
    assert own.folder.name == "calendar-ida"
    assert {"Gamma", "Delta", "Bo"}.isdisjoint(cells)
    assert whole.book.is_file()
    with pytest.raises(CommandError) as refused:
        only(calendar, "Idda")
    assert str(refused.value) == "SEG-P01: The calendar has no 'Idda'. Did you mean 'Ida'?"


def test_changed_grades_are_named_with_both_rhythms(workbook: Build, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """OCA/stock-logistics-warehouse #1364: who has another grade than in the last delivery is listed, in the file and in the terminal."""
    before = segkit.run_study(segkit.read_engagement(workbook()))
    folder = tmp_path / "deliverables" / "tiny" / "2026-08-31"
    folder.mkdir(parents=True)
    (folder / "strategy.xlsx").write_bytes(b"strategy")
    digest = "c72cd13d5e1f7c5b4ac1a5d0e17a4a5ac2a6c6c3a1d90bcf53dcf9f2a0a3e6a1"
    files = [{"role": "strategy", "path": "strategy.xlsx", "sha256": digest}]
    (folder / MANIFEST).write_text(json.dumps({"files": files}))
    record = delivered_file(tmp_path / "workbooks" / "tiny", dt.date(2026, 8, 31))
    record.parent.mkdir()
    record.write_bytes(delivered_bytes(before, digest))
    yaml = TINY.replace("date: 2026-08-31", "date: 2027-02-28") + "plan: {changes_from: 2027-09-01}\n"
    workbook(yaml, customers_csv=CUSTOMERS.replace("9000", "4000"))

    assert main(["calendar", "tiny", "--folder", str(tmp_path)]) == 0
    said = capsys.readouterr().out
    sheet = openpyxl.load_workbook(tmp_path / "workbooks" / "tiny" / "calendar" / "calendar.xlsx")["Changed grades"]
    rows = list(sheet.iter_rows(min_row=4, values_only=True))

    assert "1 customer keeps the rhythm of the delivery of 2026-08-31 until the changed grades count on 2027-09-01." in said
    assert rows[0][:5] == ("Customer no.", "Customer", "Sales rep", "Grade before", "Grade now")
    assert rows[1:] == [("001", "Alfa", "Ida", "A", "C", 4, 1)]


def test_the_command_says_what_is_not_known(workbook: Build, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """K15: without reps, country and an earlier delivery each sentence says what that means, and what to write where."""
    workbook(TINY + "plan: {changes_from: 2027-01-01}\n")

    assert main(["calendar", "tiny", "--folder", str(tmp_path)]) == 0
    lines = [line.rstrip() for line in capsys.readouterr().out.splitlines()]

    assert [line.split() for line in lines if line.lstrip().startswith(("Ida", "Bo"))] == [
        ["Ida", "18", "42.3", "42.3", "0.0", "–", "2027-W03"],
        ["Bo", "14", "24.8", "24.8", "0.0", "–", "2026-W40"],
    ]
    assert lines[-5:] == [
        "Hours are not known for Bo, Ida, so their weeks have no limit. Give them under 'capacity', 'reps' in engagement.yaml.",
        "No 'country' is given under 'capacity' in engagement.yaml, so public holidays are working days.",
        "Notice: 'changes_from' changes nothing: there is no earlier delivery whose grades could differ from today's.",
        "Written to workbooks/tiny/calendar: calendar.xlsx and 2 .ics files.",
        "Next: send every rep the .ics file, to be imported into a calendar of its own, and the Excel list.",
    ]


def test_the_command_says_what_has_no_day(workbook: Build, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """K15: hours without a day are told with their reason, and the next step is to make room."""
    workbook(TINY + CAPACITY)

    assert main(["calendar", "tiny", "--folder", str(tmp_path), "--rep", "Bo"]) == 0
    lines = capsys.readouterr().out.splitlines()

    assert lines[3].split() == ["Bo", "14", "24.8", "6.8", "18.0", "99.9", "2027-W03", "76%"]
    assert lines[-3:] == [
        "6 times, 18.0 hours, without a day: it takes longer than any week has hours.",
        "Written to workbooks/tiny/calendar-bo: calendar.xlsx and 1 .ics file.",
        "Next: look at the sheet of what has no day; change hours, owners or times a year, then: segkit calendar tiny",
    ]
