"""Both lanes on files full of faults, as the generator of tests/dirty makes them."""

from pathlib import Path

from lanes import large, refused, small, told

from tests.dirty.cases import Case, make_case
from tests.dirty.door import source_of

SEED, TRIED = 11, 500


def _is_text(case: Case) -> bool:
    return case.holds == "transactions" and not case.content.startswith((b"PK", b"\xd0\xcf", b"\x1f\x8b"))


def test_both_lanes_agree_on_dirty_files(tmp_path: Path):
    """D10: of 500 dirty files every text file of invoice lines comes to the same in either lane, or is refused by both."""
    cases = [case for case in (make_case(SEED, number) for number in range(TRIED)) if _is_text(case)]
    differing = []
    for case in cases:
        source = source_of(case)
        (tmp_path / case.file).write_bytes(case.content)
        ways = (refused(lane, tmp_path, source, currency=case.currency) for lane in (small, large))
        one, other = (way if isinstance(way, str) else told(way) for way in ways)
        if one != other:
            differing.append((case.number, case.families))

    assert len(cases) >= 200
    assert not differing
