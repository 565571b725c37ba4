"""Running templates for clients: whole notebooks are published, broken ones are told, and no client reaches another."""

import hashlib
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import nbformat
import openpyxl
import psutil
import pypdf
import pytest
from aside import wanted_or_skipped
from bs4 import BeautifulSoup
from nbconvert import HTMLExporter
from nbformat.v4 import new_code_cell, new_notebook
from rich.console import Console

from segkit import terminal
from segkit.circle import verify
from segkit.deliverables import in_place
from segkit.engagement import read_engagement
from segkit.errors import RunError, SegkitError, WorkbookError
from segkit.notebooks import Failure, RunResult, run_client, run_clients
from segkit.notebooks import lock as locks
from segkit.notebooks import run as runs
from segkit.notebooks.lock import in_use
from segkit.notebooks.settle import settle_thresholds

ODD_NAMES = (
    "=cmd|' /C calc'!A0",
    "<script>alert(1)</script>",
    "#panic()",
    "{client}",
    "\"Quoted\" & 'Co'",
    "[bold]Fed[/bold]",
    "Smil 😀 ApS",
    "*b* $x$ @ref",
)

ODD_CLIENT = 'Sørens {client} & "Co" #panic() <script>alert(1)</script> 😀'

STUDY = "import segkit\nstudy = segkit.run_study(segkit.read_engagement(engagement_file))"
DELIVER = "segkit.deliver(study)"


def make_client(
    root: Path, name: str = "acme", *, client: str = "Nordhavn A/S", names: tuple[str, ...] = ("Alfa", "Beta", "Gamma"), abcd: str = ""
) -> Path:
    """Write a small engagement and return its engagement.yaml; every third customer has no known potential."""
    folder = root / "workbooks" / name
    (folder / "data").mkdir(parents=True)
    lines = ["Customer no.;Name;Sales rep;Revenue;Potential"]
    for i, customer in enumerate(names, start=1):
        quoted = customer.replace('"', '""')
        lines.append(f'{i:04};"{quoted}";"{quoted}";{100000 * i},50;{"" if i % 3 == 0 else 250000 * i}')
    (folder / "data" / "customers.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    file = folder / "engagement.yaml"
    file.write_text(
        f"""\
client: {json.dumps(client, ensure_ascii=False)}
package: basic
language: da
currency: DKK
date: 2026-08-31
sources:
  - file: customers.csv
    holds: customers
    columns:
      customer_id: Customer no.
      name: Name
      owner: Sales rep
      revenue: Revenue
      potential: Potential
{abcd}""",
        encoding="utf-8",
    )
    return file


def own_template(file: Path, *cells: str, parameters: str = 'engagement_file = ""', tags: tuple[str, ...] = ()) -> None:
    """Give a client a template of its own; `tags` are those of the first cell after the parameters."""
    notebook = new_notebook(metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}})
    notebook.cells = [new_code_cell(parameters, metadata={"tags": ["parameters"]}), *(new_code_cell(cell) for cell in cells)]
    if tags:
        notebook.cells[1].metadata["tags"] = list(tags)
    path = file.parent / "templates" / "basic_abcd.ipynb"
    path.parent.mkdir(exist_ok=True)
    nbformat.write(notebook, path)


def stopped(file: Path) -> RunError:
    """Return the error in which a client's run ends."""
    with pytest.raises(RunError) as caught:
        run_client(file)
    return caught.value


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def odd_run(tmp_path_factory: pytest.TempPathFactory) -> RunResult:
    """The shipped template, run for a client whose names and folder are code elsewhere."""
    root = tmp_path_factory.mktemp("odd") / "Sørens {client} & Co 😀 %PATH% $HOME"
    return run_client(make_client(root, "Sørens & Co", client=ODD_CLIENT, names=ODD_NAMES))


def test_odd_names_come_out_literally_in_excel(odd_run: RunResult) -> None:
    """G01: names that are formulas elsewhere are text in every sheet of the Excel files, and no cell becomes a link."""
    seen = set()
    for name in ("strategy.xlsx", "call_list.xlsx", "return.xlsx"):
        for sheet in openpyxl.load_workbook(odd_run.folder / name).worksheets:
            for row in sheet.iter_rows():
                for cell in row:
                    seen |= {odd for odd in (*ODD_NAMES, ODD_CLIENT) if cell.value == odd and cell.data_type == "s"}
                    assert cell.hyperlink is None or cell.hyperlink.location
                    assert not (cell.data_type == "f" and "cmd" in str(cell.value))

    assert seen == {*ODD_NAMES, ODD_CLIENT}


def alternatives(reader: pypdf.PdfReader) -> list[str]:
    """Return the text alternatives of a PDF's pictures."""
    found = (reader.get_object(pypdf.generic.IndirectObject(number, 0, reader)) for number in range(1, reader.trailer["/Size"]))
    return [str(part["/Alt"]) for part in found if isinstance(part, pypdf.generic.DictionaryObject) and "/Alt" in part]


def test_odd_names_come_out_literally_in_the_report(odd_run: RunResult) -> None:
    """G05: names that are Typst markup stand in the PDF, or in what its charts say aloud, as they are written."""
    reader = pypdf.PdfReader(odd_run.folder / "report.pdf")
    text = "".join(["".join(page.extract_text() for page in reader.pages), *alternatives(reader)])
    words = "".join(text.split())

    assert [name for name in (*ODD_NAMES, ODD_CLIENT) if "".join(name.split()) not in words] == []


def test_odd_names_are_escaped_in_the_notebook(odd_run: RunResult) -> None:
    """G04: no name becomes an element of the notebook's HTML, and the client's own folder is named in it."""
    notebook = nbformat.read(odd_run.notebook, as_version=4)
    html = "".join(
        output.data["text/html"] for cell in notebook.cells for output in cell.get("outputs", []) if "text/html" in output.get("data", {})
    )

    assert "&lt;script&gt;alert(1)" in html
    assert "<script>alert(1)" not in html


def test_odd_names_run_nowhere_in_html(odd_run: RunResult, tmp_path: Path) -> None:
    """G04: exported to HTML and opened in a browser, the names are text: the page's title is what it was, no dialogue opens."""
    browser = shutil.which("chromium") or shutil.which("chrome")
    wanted_or_skipped(browser is not None, "Chromium")
    html, _ = HTMLExporter().from_filename(str(odd_run.notebook))
    page = tmp_path / "page.html"
    page.write_text(html.replace("alert(1)", "document.title='it ran'"), encoding="utf-8")
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
    flags += [
        "--disable-component-update",
        "--disable-sync",
        "--host-resolver-rules=MAP * ~NOTFOUND",
        f"--user-data-dir={tmp_path / 'profile'}",
    ]
    shown = subprocess.run(
        [str(browser), *flags, "--dump-dom", page.as_uri()], capture_output=True, text=True, check=True, timeout=120
    ).stdout
    soup = BeautifulSoup(shown, "html.parser")

    assert "<script>document.title='it ran'</script>" in soup.get_text()
    assert soup.title is not None
    assert soup.title.get_text() != "it ran"


def test_a_folder_with_braces_is_a_folder(odd_run: RunResult) -> None:
    """G08: papermill reads braces in paths as places to fill in; segkit's paths stand as they are."""
    assert odd_run.folder.parts[-4] == "Sørens {client} & Co 😀 %PATH% $HOME"
    assert sorted(files_of(odd_run.folder)) == ["call_list.xlsx", "crm.csv", "manifest.json", "report.pdf", "return.xlsx", "strategy.xlsx"]
    assert verify(odd_run.folder) == []
    assert not (odd_run.folder.parent / ".staging").exists()


def test_the_same_study_twice_gives_the_same_bytes(odd_run: RunResult) -> None:
    """Done when 4: Excel, PDF, call list and manifest of a second run are those of the first, byte for byte."""
    first = files_of(odd_run.folder)

    again = run_client(odd_run.notebook.parent.parent / "engagement.yaml")

    assert len(odd_run.settled) == 2
    assert again.settled == ()
    assert files_of(again.folder) == first


def test_a_client_sees_neither_foreign_modules_nor_secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """H11, K03: a pandas.py among a client's files is not imported, and the consultant's environment stays outside."""
    file = make_client(tmp_path)
    for folder in (file.parent, file.parent / "data", file.parent / "templates"):
        folder.mkdir(exist_ok=True)
        for module in ("pandas.py", "sitecustomize.py", "segkit.py"):
            (folder / module).write_text("raise SystemExit('the client ran code')\n", encoding="utf-8")
    monkeypatch.setenv("SECRET_TOKEN", "canary")
    monkeypatch.chdir(file.parent)
    look = "import os, sys\nassert 'canary' not in str(dict(os.environ))\nassert not os.listdir('.')\nassert '' not in sys.path and '.' not in sys.path"
    own_template(file, look, STUDY, DELIVER)

    assert run_client(file).manifest["counts"]["customers"] == 3


def test_a_cell_that_stops_leaves_the_earlier_deliverable_as_it_is(tmp_path: Path) -> None:
    """H01: the notebook is saved as far as it got, the message names the cell but no data, and what was delivered before stands."""
    file = make_client(tmp_path)
    own_template(file, STUDY, DELIVER)
    delivered = run_client(file).folder
    before = files_of(delivered)
    own_template(file, STUDY, "raise ValueError('0013 Beta owes 12')", DELIVER)

    error = stopped(file)

    assert str(error) == "SEG-000: cell 4 stopped with ValueError. The notebook as far as it got lies in workbooks/acme/failed."
    failed = nbformat.read(file.parent / "failed" / "basic_abcd.ipynb", as_version=4)
    assert any(output.output_type == "error" for cell in failed.cells for output in cell.get("outputs", []))
    assert files_of(delivered) == before
    assert not (file.parent / ".running").exists()


def test_what_segkit_refuses_in_a_cell_is_told_in_its_own_words(tmp_path: Path) -> None:
    """P01: a cell that segkit itself stopped is told by its sentence and code, not as a programming error."""
    file = make_client(tmp_path, abcd="abcd: {revenue_high: 250000, potential_high: 600000}\n")
    own_template(file, STUDY, DELIVER)
    (file.parent / "data" / "customers.csv").unlink()

    assert str(stopped(file)) == (
        "SEG-A02: customers.csv is not in acme/data. The folder is empty.\n(cell 3 of the notebook; as far as it got it lies in workbooks/acme/failed)"
    )


def test_a_killed_kernel_is_told_within_ten_seconds(tmp_path: Path) -> None:
    """H02: a kernel that dies ends the run as a failure, quickly, with the notebook as far as it got."""
    file = make_client(tmp_path)
    own_template(file, "import os\nos._exit(9)", STUDY, DELIVER)
    begun = time.monotonic()

    error = stopped(file)

    assert time.monotonic() - begun < 10
    assert str(error) == (
        "SEG-H02: cell 3 stopped because its kernel died: usually too little memory. The notebook as far as it got lies in workbooks/acme/failed."
    )
    assert (file.parent / "failed" / "basic_abcd.ipynb").is_file()


def test_a_cell_that_leaves_quietly_is_no_success(tmp_path: Path) -> None:
    """H06: sys.exit(0) in a cell does not pass for a whole notebook."""
    file = make_client(tmp_path)
    own_template(file, STUDY, DELIVER, "import sys\nsys.exit(0)", "1 + 1")

    assert str(stopped(file)) == (
        "SEG-H06: the notebook left off before cell 6, without an error (sys.exit?). The notebook as far as it got lies in workbooks/acme/failed."
    )
    assert not (tmp_path / "deliverables" / "acme" / "2026-08-31").exists()


def test_a_cell_tagged_as_allowed_to_fail_still_fails(tmp_path: Path) -> None:
    """H06: the tag raises-exception does not let a broken notebook through."""
    file = make_client(tmp_path)
    own_template(file, "1 / 0", STUDY, DELIVER, tags=("raises-exception",))

    assert stopped(file).message.startswith("cell 3 stopped with ZeroDivisionError.")


def test_a_notebook_that_never_delivers_is_told_so(tmp_path: Path) -> None:
    """H06: without segkit.deliver(study) there is nothing to publish."""
    file = make_client(tmp_path)
    own_template(file, STUDY)

    with pytest.raises(SegkitError) as caught:
        run_client(file)

    assert str(caught.value) == (
        "SEG-H06: The notebook came to its end without segkit.deliver(study), so there is nothing to deliver. Add it as the last cell."
    )


@pytest.mark.parametrize(
    ("parameters", "found"),
    [
        ('engagement_file = ""\nrevenue_high = 250000', "but it declares 'revenue_high'"),
        ('engagement_flie = ""', "but it declares 'engagement_flie'"),
        ("", "but it declares none"),
    ],
)
def test_a_template_with_other_parameters_is_refused(tmp_path: Path, parameters: str, found: str) -> None:
    """G06: a template takes exactly one parameter; no kernel is started for another."""
    file = make_client(tmp_path)
    own_template(file, STUDY, DELIVER, parameters=parameters)

    with pytest.raises(WorkbookError) as caught:
        run_client(file)

    assert str(caught.value) == (
        f'SEG-G06: basic_abcd.ipynb: a template takes exactly one parameter, engagement_file, {found}. Keep only engagement_file = "" in the cell '
        "tagged 'parameters'; what differs between clients belongs in engagement.yaml."
    )


ELEVEN = tuple(f"Kunde {i}" for i in range(1, 12))
"""Customers with revenues of 100,000.50, 200,000.50 and so on, whose fourth fifth ends at 900,000.50; that of their potentials at 2,300,000."""

NOTE = "quantile 0.8, settled 2026-08-31"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "abcd:   # agreed with Ida\n  preset: classic\n  revenue_high: {quantile: 0.8}   # top fifth\n\n# the end\n",
            f"abcd:   # agreed with Ida\n  preset: classic\n  revenue_high: 900000.50   # top fifth; {NOTE}\n  potential_high: 2300000  # {NOTE}\n\n# the end\n",
        ),
        (
            "abcd:\n    revenue_high:   # high\n        quantile: 0.8\n    potential_high: 500000\n",
            f"abcd:\n    revenue_high: 900000.50  # high; {NOTE}\n    potential_high: 500000\n",
        ),
        (
            "abcd: {preset: classic, potential_high: 7}  # short\n",
            f"abcd: {{preset: classic, potential_high: 7, revenue_high: 900000.50}}  # short; revenue_high: {NOTE}\n",
        ),
        ("abcd: {}\n", f"abcd: {{revenue_high: 900000.50, potential_high: 2300000}}  # revenue_high: {NOTE}; potential_high: {NOTE}\n"),
        ("", f"\nabcd:\n  revenue_high: 900000.50  # {NOTE}\n  potential_high: 2300000  # {NOTE}\n"),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_quantiles_are_settled_in_the_file_and_nothing_else_is_touched(tmp_path: Path, before: str, after: str, line_end: str) -> None:
    """A threshold that is a quantile becomes an amount in engagement.yaml, with a note; a person's comments and blanks stay."""
    file = make_client(tmp_path, names=ELEVEN, abcd=before)
    text = file.read_text(encoding="utf-8")
    file.write_bytes(text.replace("\n", line_end).encode())

    settle_thresholds(read_engagement(file))

    head = text.removesuffix(before)
    assert file.read_bytes().decode() == (head + after).replace("\n", line_end)
    assert settle_thresholds(read_engagement(file)) == ()


def test_a_quantile_of_no_values_is_not_settled(tmp_path: Path) -> None:
    """While no potential is known there is nothing to settle: an amount of 0 would make everyone high later."""
    file = make_client(tmp_path)
    path = file.parent / "data" / "customers.csv"
    path.write_text(
        "".join(line.rpartition(";")[0] + ";" + ("" if i else "Potential") + "\n" for i, line in enumerate(path.read_text().splitlines()))
    )

    assert [threshold.key for threshold in settle_thresholds(read_engagement(file))] == ["abcd.revenue_high"]


def test_a_run_that_fails_settles_nothing(tmp_path: Path) -> None:
    """The thresholds are settled by a run that comes to its end; until then engagement.yaml stands as it was."""
    file = make_client(tmp_path)
    before = file.read_bytes()
    own_template(file, STUDY, "1 / 0", DELIVER)

    stopped(file)

    assert file.read_bytes() == before


@pytest.mark.parametrize("error", [OSError("the disk is full"), KeyboardInterrupt(), AttributeError("a programmer's mistake")])
def test_whatever_stops_a_run_settles_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    """An error that nobody foresaw, or Ctrl-C, leaves engagement.yaml as it was and the notebook as far as it got."""
    file = make_client(tmp_path)
    before = file.read_bytes()
    own_template(file, STUDY, DELIVER)

    def broken(*_: object) -> None:
        assert file.read_bytes() != before
        raise error

    monkeypatch.setattr(runs, "publish", broken)

    with pytest.raises(type(error)):
        run_client(file)

    assert file.read_bytes() == before
    assert (file.parent / "failed" / "basic_abcd.ipynb").is_file()


def test_what_a_person_writes_during_a_failing_run_stays(tmp_path: Path) -> None:
    """An engagement.yaml that was saved while the run was on its way is not put back to what it was before."""
    file = make_client(tmp_path)
    own_template(file, f"path = {str(file)!r}\nwith open(path, 'a') as file:\n    file.write('# mine\\n')\n1 / 0", STUDY, DELIVER)

    stopped(file)

    assert file.read_text(encoding="utf-8").endswith("# mine\n")


@pytest.mark.parametrize("worked_in", [True, False])
def test_an_executed_notebook_that_is_held_open_fails_no_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, worked_in: bool) -> None:
    """E12: the deliverable is out by then, so a notebook that Windows does not let go of is told as a remark, whoever wrote it last."""
    file = make_client(tmp_path)
    own_template(file, STUDY, DELIVER)
    saved = run_client(file).notebook
    assert saved is not None
    if worked_in:
        saved.write_bytes(saved.read_bytes().replace(b"run_study", b"run_my_study"))
    before = saved.read_bytes()
    hold_open(monkeypatch, saved)
    out = Console(file=io.StringIO(), width=200)

    again = run_client(file)

    assert (again.notebook, again.kept, saved.read_bytes()) == (None, (), before)
    assert verify(again.folder) == []
    terminal.show_result(out, again, tmp_path)
    told = out.file.getvalue()
    assert "The executed notebook:" not in told
    assert (
        "\nThe deliverable is whole, but the executed notebook could not be saved: the earlier one is open in another program. "
        "Close it and run again.\n"
    ) in told


def hold_open(monkeypatch: pytest.MonkeyPatch, held: Path) -> None:
    """Let a file behave as on Windows while another program has it open: it can be neither renamed nor replaced."""
    really = {"rename": Path.rename, "replace": Path.replace}

    def refuse(name: str) -> Callable[[Path, Path], Path]:
        def rename(source: Path, target: Path) -> Path:
            if held in {source, target}:
                raise PermissionError(13, "The process cannot access the file because it is being used by another process")
            return really[name](source, target)

        return rename

    for name in really:
        monkeypatch.setattr(Path, name, refuse(name))
    monkeypatch.setattr(in_place, "PATIENCE", 0.1)


def test_a_notebook_someone_worked_in_is_kept(tmp_path: Path) -> None:
    """A remark added to the executed notebook is not lost when the client is run again."""
    file = make_client(tmp_path)
    own_template(file, STUDY, DELIVER)
    saved = run_client(file).notebook
    notebook = nbformat.read(saved, as_version=4)
    notebook.cells.append(new_code_cell("# look at Beta"))
    nbformat.write(notebook, saved)

    again = run_client(file)

    assert again.kept == (saved.with_name("basic_abcd (kept 1).ipynb"),)
    assert nbformat.read(again.kept[0], as_version=4).cells[-1].source == "# look at Beta"


def test_two_runs_of_a_client_do_not_meet(tmp_path: Path) -> None:
    """J01: a client in use is refused in one sentence; a lock left by a process that is gone is taken over."""
    file = make_client(tmp_path)
    lock = file.parent / ".running"
    with in_use(file.parent), pytest.raises(WorkbookError) as caught:
        run_client(file)
    said = left_behind(file.parent).read_bytes()
    with in_use(file.parent):
        taken_over = lock.read_bytes() != said

    assert caught.value.message.startswith("'acme' has been in use since ")
    assert caught.value.message.endswith(f" by another segkit (process {os.getpid()}). Wait until it is done, or end that one.")
    assert taken_over
    assert not lock.exists()


def left_behind(folder: Path) -> Path:
    """Write the lock of a process that is gone, and return its path."""
    lock = folder / ".running"
    said = {"process": os.getpid(), "started": psutil.Process().create_time() - 100, "since": "10:42"}
    lock.write_text(json.dumps(said), encoding="utf-8")
    return lock


@pytest.mark.parametrize("moment", ["_said", "_living", "_clear"])
def test_a_lock_taken_over_by_another_is_not_taken_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str) -> None:
    """J01: of two runs that both see a lock left behind, the later one finds the first one's fresh lock and leaves it."""
    lock = left_behind(tmp_path)
    really = getattr(locks, moment)
    first = ExitStack()

    def while_the_first_gets_in(*arguments: object) -> object:
        monkeypatch.setattr(locks, moment, really)
        seen = None if moment == "_clear" else really(*arguments)
        first.enter_context(in_use(tmp_path))
        return really(*arguments) if moment == "_clear" else seen

    monkeypatch.setattr(locks, moment, while_the_first_gets_in)
    with first:
        with pytest.raises(WorkbookError, match=f"'{tmp_path.name}' has been in use since "), in_use(tmp_path):
            pass
        assert json.loads(lock.read_text(encoding="utf-8"))["since"] != "10:42"

    assert list(tmp_path.iterdir()) == []


def test_of_many_that_see_a_lock_left_behind_one_gets_in(tmp_path: Path) -> None:
    """J01: eight runs that begin at once over a lock left behind never are in together, and one of them is in."""
    left_behind(tmp_path)
    begin, end = threading.Barrier(8), threading.Barrier(8)

    def run(_: int) -> bool:
        begin.wait()
        with ExitStack() as held:
            try:
                held.enter_context(in_use(tmp_path))
            except WorkbookError:
                got_in = False
            else:
                got_in = True
            end.wait()
        return got_in

    with ThreadPoolExecutor(8) as eight:
        assert sum(eight.map(run, range(8))) == 1


def test_a_taking_over_that_was_killed_is_taken_over_too(tmp_path: Path) -> None:
    """J01: a run killed while it cleared a lock left behind does not shut the client for good."""
    lock = left_behind(tmp_path)
    stale = lock.read_bytes()
    lock.with_name(f".running-{hashlib.sha256(stale).hexdigest()[:12]}").write_bytes(stale)

    with in_use(tmp_path):
        assert lock.read_bytes() != stale

    assert list(tmp_path.iterdir()) == []


def test_one_client_that_fails_leaves_the_others_running(tmp_path: Path) -> None:
    """K02, H02: each client has a process of its own; a broken and a killed one change nothing for the third."""
    good, broken, killed = (make_client(tmp_path, name, client=name) for name in ("good", "broken", "killed"))
    own_template(good, STUDY, DELIVER)
    own_template(broken, "1 / 0", DELIVER)
    own_template(killed, "import os, psutil\npsutil.Process(os.getppid()).kill()", DELIVER)

    first, second, third = run_clients([good, broken, killed], workers=3)

    assert isinstance(first, RunResult)
    assert first.name == "good"
    assert second == Failure(
        "broken",
        "SEG-000: cell 3 stopped with ZeroDivisionError. The notebook as far as it got lies in workbooks/broken/failed.",
        exit_code=1,
    )
    assert isinstance(third, Failure)
    assert third.message.startswith("SEG-H02: the run was ended from outside (exit code ")


@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C cannot be sent to a process of its own on Windows")
def test_ctrl_c_ends_everything_and_publishes_nothing(tmp_path: Path) -> None:
    """I09: once stopped, no process is left, nothing is published, and the exit code is 130."""
    files = [make_client(tmp_path, name) for name in ("acme", "beta")]
    for file in files:
        own_template(file, "import time\ntime.sleep(60)", STUDY, DELIVER)
    rooms = tmp_path / "rooms"
    rooms.mkdir()
    command = [sys.executable, "-m", "segkit", "run", "--all", "--workers", "2", "--folder", str(tmp_path)]
    run = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True, env={**os.environ, "TMPDIR": str(rooms)}
    )
    _until(
        lambda: sum("ipykernel_launcher" in " ".join(child.cmdline()) for child in psutil.Process(run.pid).children(recursive=True)) == 2
    )
    children = psutil.Process(run.pid).children(recursive=True)

    os.killpg(run.pid, signal.SIGINT)
    _, err = run.communicate(timeout=10)

    assert run.returncode == 130
    assert (
        err
        == "Stopped. What was published stands whole; an interrupted client's earlier deliverable is untouched. Run again when it suits.\n"
    )
    assert psutil.wait_procs(children, timeout=5)[1] == []
    assert not (tmp_path / "deliverables").exists()
    assert list(rooms.glob("segkit-*")) == []


@pytest.mark.skipif(os.name == "nt", reason="the test kills by signal")
def test_nothing_is_left_running_when_segkit_is_killed(tmp_path: Path) -> None:
    """I02: five seconds after the command is killed, its processes and kernels are gone, and the client can be run again."""
    file = make_client(tmp_path)
    own_template(file, "import time\ntime.sleep(60)", STUDY, DELIVER)
    rooms = tmp_path / "rooms"
    rooms.mkdir()
    command = [sys.executable, "-m", "segkit", "run", "acme", "--folder", str(tmp_path)]
    run = subprocess.Popen(command, stdout=subprocess.DEVNULL, env={**os.environ, "TMPDIR": str(rooms)})
    _until(lambda: any("ipykernel_launcher" in " ".join(child.cmdline()) for child in psutil.Process(run.pid).children(recursive=True)))
    children = psutil.Process(run.pid).children(recursive=True)

    run.kill()
    run.wait()

    assert psutil.wait_procs(children, timeout=5)[1] == []
    assert list(rooms.glob("segkit-*")) == []
    own_template(file, STUDY, DELIVER)
    assert run_client(file).manifest["counts"]["customers"] == 3


def _until(true: object, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not true():  # type: ignore[operator]
        assert time.monotonic() < end
        time.sleep(0.05)
