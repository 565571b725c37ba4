"""Every kind of finding, declared once: its code, how grave it is, and its texts. A file per subject."""

from segkit.findings.kind import FindingKind
from segkit.findings.kinds import (
    accounts,
    answers,
    cells,
    costs,
    files,
    identities,
    lines,
    mapping,
    potential,
    ratings,
    segments,
    staff,
    texts,
    workbooks,
)

SUBJECTS = (files, workbooks, texts, mapping, cells, accounts, identities, lines, costs, potential, answers, ratings, segments, staff)
"""The subjects, a file of kinds each."""

KINDS: dict[str, FindingKind] = {name: kind for subject in SUBJECTS for name, kind in subject.KINDS.items()}
