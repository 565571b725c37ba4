"""A delivery that is remembered without its files being made: its record beside the client's data, and a manifest that names its strategy file."""

import hashlib
import json
from pathlib import Path

import segkit
from segkit.circle import deliverables_of, delivered_bytes, delivered_file


def remember(file: Path) -> segkit.Study:
    """Let an engagement be delivered on its date as it lies there, and return its study."""
    study = segkit.run_study(segkit.read_engagement(file))
    folder = deliverables_of(file.parent) / study.engagement.date.isoformat()
    folder.mkdir(parents=True)
    strategy = b"not made"
    (folder / "strategy.xlsx").write_bytes(strategy)
    known = {"role": "strategy", "path": "strategy.xlsx", "sha256": hashlib.sha256(strategy).hexdigest()}
    (folder / "manifest.json").write_text(json.dumps({"files": [known]}), encoding="utf-8")
    record = delivered_file(file.parent, study.engagement.date)
    record.parent.mkdir(exist_ok=True)
    record.write_bytes(delivered_bytes(study, known["sha256"]))
    return study
