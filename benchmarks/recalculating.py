"""LibreOffice opens, recalculates and saves the strategy file: twice the customers may take twice the time, not four times."""

import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import segkit
from benchmarks.customers_file import make_client
from benchmarks.timing import Measured
from segkit.deliverables.excel import write_strategy

SIZES = (10_000, 20_000)
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>
"""
"""Recalculate every file on load, whoever wrote it."""


def measure() -> list[Measured]:
    """Return the file of 10,000 customers first (the peer), then that of 20,000; the aim is a ratio of at most 2.5."""
    office = shutil.which("soffice")
    if office is None:
        raise SystemExit("This benchmark needs LibreOffice: soffice was not found.")
    found = []
    with TemporaryDirectory() as name:
        for customers in SIZES:
            folder = Path(name) / str(customers)
            study = segkit.run_study(segkit.read_engagement(make_client(folder / "workbooks" / "client", customers)))
            path = write_strategy(study, folder)
            found.append(Measured(f"LibreOffice recalculates {customers:,} customers", [_seconds(office, path, folder)]))
    return found


def _seconds(office: str, path: Path, folder: Path) -> float:
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
    words = [office, "--headless", f"-env:UserInstallation={profile.as_uri()}", "--convert-to", "xlsx:Calc MS Excel 2007 XML"]
    begin = perf_counter()
    subprocess.run([*words, "--outdir", str(folder / "out"), str(path)], check=True, capture_output=True)
    return perf_counter() - begin
