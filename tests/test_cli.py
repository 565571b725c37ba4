"""The command line: every command does its job, says what it wrote and what to do next."""

import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from segkit.cli import main
from segkit.engagement import read_engagement
from segkit.errors import EngagementError


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(arguments)
    streams = capsys.readouterr()
    assert "Traceback" not in streams.out + streams.err
    return code, streams.out, streams.err


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A folder in which `segkit demo` ran, and what it said."""
    root = tmp_path_factory.mktemp("demo")
    run = subprocess.run(
        [sys.executable, "-m", "segkit", "demo", "--language", "da", "--folder", str(root)],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )
    assert (run.returncode, run.stderr) == (0, "")
    return root, run.stdout


def test_help_waits_for_nothing_it_does_not_use() -> None:
    """`segkit --help` imports neither pandas nor papermill, and names every command."""
    heavy = "{'pandas', 'papermill', 'rich.console', 'babel'}"
    code = f"import sys; from segkit.cli import main; main(['--help']); print({heavy} & set(sys.modules))"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

    assert shown.endswith("set()\n")
    for command in ("demo", "new", "check", "run"):
        assert f"  {command} " in shown


@pytest.mark.parametrize("command", ["demo", "new", "check", "run"])
def test_every_command_takes_a_folder_and_explains_itself(capsys: pytest.CaptureFixture[str], command: str) -> None:
    """--folder is everywhere, and every command has a help text."""
    code, out, err = said(capsys, command, "--help")

    assert (code, err) == (0, "")
    assert "--folder DIR" in out


def test_the_demo_writes_a_whole_deliverable(demo: tuple[Path, str]) -> None:
    """Done when 2: Excel, report, call list, manifest and notebook are there, and the manifest adds up."""
    root, _ = demo
    folder = root / "deliverables" / "example" / "2026-08-31"
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    counts = manifest["counts"]

    assert sorted(path.name for path in folder.iterdir()) == [
        "call_list.xlsx",
        "crm.csv",
        "manifest.json",
        "report.pdf",
        "return.xlsx",
        "strategy.xlsx",
    ]
    assert (root / "workbooks" / "example" / "notebooks" / "basic_abcd.ipynb").is_file()
    assert list(manifest) == [
        "segkit", "client", "name", "package", "language", "currency", "date", "delivery", "period", "preset", "pareto_preset", "thresholds",
        "parameters", "compared_with", "template", "engagement", "inputs", "files", "counts", "revenue_total", "reconciliation", "crm_raw", "notices",
    ]  # fmt: skip
    assert counts["graded"] == sum(counts["grades"].values()) == counts["customers"] - counts["not_rated"]
    assert counts["leads"]["leads"] == 60
    assert manifest["template"]["modified"] is False
    assert str(root) not in json.dumps(manifest)


def test_the_demo_says_what_it_wrote_and_what_to_do_next(demo: tuple[Path, str]) -> None:
    """The headline figures are those of the manifest, and each file written is named."""
    root, out = demo
    manifest = json.loads((root / "deliverables" / "example" / "2026-08-31" / "manifest.json").read_text(encoding="utf-8"))

    assert "Nordlys Værktøj & Beslag A/S, 2025-07-01 to 2026-06-30\n" in out
    assert f"  {manifest['counts']['customers']} customers, revenue DKK\xa0{manifest['revenue_total']:,.2f}\n" in out
    assert "Written to deliverables/example/2026-08-31:\n" in out
    for file in ("strategy.xlsx", "report.pdf", "call_list.xlsx", "return.xlsx", "crm.csv", "manifest.json"):
        assert f"  {file} " in out
    assert out.endswith("For a client of your own: segkit new CLIENT --language da\n")


def test_the_demo_leaves_a_changed_example_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An example in which a person has worked is kept; the fresh one goes beside it. An untouched one is made anew."""
    from segkit.notebooks import demo_folder

    first = demo_folder.fresh(tmp_path, "da")
    first.mkdir(parents=True)
    file = first / "engagement.yaml"
    file.write_text("client: x\n", encoding="utf-8")
    demo_folder.remember(first)
    again = demo_folder.fresh(tmp_path, "da")
    file.write_text("client: mine\n", encoding="utf-8")
    beside = demo_folder.fresh(tmp_path, "da")

    assert (first.name, again.name, beside.name) == ("example", "example", "example 2")


@pytest.mark.parametrize("language", ["da", "sv", "nb", "en", "de"])
def test_new_makes_a_folder_a_person_can_fill_in(tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str) -> None:
    """A new client's engagement.yaml is right as it stands; check then says honestly that there are no sources yet."""
    code, out, err = said(capsys, "new", "Søby & Co", "--language", language, "--folder", str(tmp_path))
    folder = tmp_path / "workbooks" / "Søby & Co"
    unfilled = said(capsys, "check", "Søby & Co", "--folder", str(tmp_path))

    assert (code, err) == (0, "")
    assert out == (
        "Written to workbooks/Søby & Co: engagement.yaml, README.md and an empty data/.\n"
        'Next: look at the period in engagement.yaml, then ask the client for data: segkit request "Søby & Co"\n'
        'With the client\'s files in workbooks/Søby & Co/data: segkit intake "Søby & Co"\n'
    )
    assert read_engagement(folder / "engagement.yaml", sources_needed=False).language == language
    assert 'segkit check "Søby & Co"' in (folder / "README.md").read_text(encoding="utf-8")
    assert list((folder / "data").iterdir()) == []
    assert unfilled == (
        2,
        "",
        'SEG-D09: engagement.yaml: there are no sources yet. Put the client\'s files into data/, then: segkit intake "Søby & Co" --accept\n',
    )


def test_the_schema_takes_what_the_reader_takes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An editor that follows the schema marks nothing in a right engagement.yaml, and marks a typo."""
    said(capsys, "new", "acme", "--folder", str(tmp_path))
    schema = json.loads((tmp_path / "workbooks" / "engagement.schema.json").read_text(encoding="utf-8"))
    right = [tmp_path / "workbooks" / "acme" / "engagement.yaml", *Path(__file__).parent.glob("engagements/*/engagement.yaml")]
    right.append(Path(__file__).parents[1] / "segkit" / "example" / "engagement.yaml")

    for file in right:
        jsonschema.validate(_typed(file), schema)
    wrong = _typed(right[0]) | {"langauge": "da"}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(wrong, schema)


def _typed(file: Path) -> dict[str, object]:
    from segkit.parameters import read_yaml

    data: dict[str, object] = read_yaml(file).data
    return data


def test_new_completes_a_folder_that_lacks_its_engagement(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Files that a person has already put there stay; only what is missing is written."""
    data = tmp_path / "workbooks" / "acme" / "data"
    data.mkdir(parents=True)
    (data / "kunder.csv").write_text("a;b\n", encoding="utf-8")

    code, _, _ = said(capsys, "new", "acme", "--folder", str(tmp_path))

    assert code == 0
    assert (data / "kunder.csv").read_text(encoding="utf-8") == "a;b\n"
    assert (data.parent / "engagement.yaml").is_file()


def test_markup_in_a_finding_is_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A customer named [bold] is shown as [bold] in the terminal, and no link is made of anything."""
    said(capsys, "new", "acme", "--folder", str(tmp_path))
    data = tmp_path / "workbooks" / "acme" / "data"
    rows = '1;"[bold]Fed[/bold] :smile:";Ida;Nord;VVS;1\n2;"[bold]Fed[/bold] :smile:";Ida;Nord;VVS;1\n'
    (data / "customers.csv").write_text(f"Customer no.;Name;Sales rep;Region;Industry;Potential\n{rows}", encoding="utf-8")
    day = read_engagement(data.parent / "engagement.yaml", sources_needed=False).period
    assert day is not None
    (data / "invoices.csv").write_text(
        f"Customer no.;Invoice date;Amount;Cost\n1;{day.begin};10,5;1,5\n2;{day.end};10,5;1,5\n", encoding="utf-8"
    )

    said(capsys, "intake", "acme", "--accept", "--folder", str(tmp_path))
    code, out, _ = said(capsys, "check", "acme", "--folder", str(tmp_path))

    assert code == 0
    assert "[bold]Fed[/bold] :smile:" in " ".join(out.split())


def test_several_clients_are_summed_up_and_one_failure_is_exit_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A batch tells each client's problem under its name; plain lines where there is no terminal."""
    said(capsys, "new", "acme", "--folder", str(tmp_path))
    said(capsys, "new", "beta", "--folder", str(tmp_path))
    (tmp_path / "workbooks" / "beta" / "engagement.yaml").write_text("client Beta\npackage: basic\n", encoding="utf-8")

    code, out, err = said(capsys, "run", "--all", "--folder", str(tmp_path))

    assert code == 1
    assert "acme: started\n" in out
    assert "failed, see below" in out
    assert (
        err.splitlines()[0]
        == "acme: SEG-D09: engagement.yaml: there are no sources yet. Put the client's files into data/, then: segkit intake acme --accept"
    )
    assert err.splitlines()[1].startswith("beta: SEG-G10: engagement.yaml, line 2: ")


def test_a_single_client_ends_with_its_own_exit_code(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A mistake in engagement.yaml is exit code 2, also when a process of its own found it."""
    said(capsys, "new", "acme", "--folder", str(tmp_path))
    file = tmp_path / "workbooks" / "acme" / "engagement.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("preset: classic ", "preset: clasic "), encoding="utf-8")
    with pytest.raises(EngagementError) as caught:
        read_engagement(file)

    code, _, err = said(capsys, "run", "acme", "--folder", str(tmp_path))

    assert (code, err) == (2, f"{caught.value}\n")


def test_an_error_nobody_foresaw_is_one_sentence_and_a_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """P01: no traceback reaches the terminal; it is saved for whoever mends it."""
    from segkit.notebooks import new_client

    monkeypatch.setattr(new_client, "checked_name", lambda name: 1 / 0)

    code, out, err = said(capsys, "new", "acme", "--folder", str(tmp_path))

    saved = tmp_path / "segkit-error.txt"
    assert (code, out) == (1, "")
    assert err == (
        f"SEG-000: segkit stopped with ZeroDivisionError, which should not happen. What is known about it stands in {saved}; "
        "read it before you pass it on, as it may hold the client's data.\n"
    )
    assert "ZeroDivisionError: division by zero" in saved.read_text(encoding="utf-8")
