"""What one pass over the bytes of a large file tells of its lines and cells."""

import hashlib
from pathlib import Path

import pytest

from segkit.intake.ledger.scan import CHUNK, Plain, Scan, scan


def _scan(folder: Path, content: bytes, *, utf8: bool = True) -> Scan:
    (folder / "lines.csv").write_bytes(content)
    return scan(folder / "lines.csv", Plain(ord(";"), 3, (), 0, utf8), 0, utf8=utf8)


@pytest.mark.parametrize(
    ("line", "doubtful"),
    [
        ("1;b;c", set()),
        ("Ærø;blå – b;c d", set()),
        (" 1;b;c", {0}),
        ("1;b ;c", {1}),
        ("1;b;c\u00a0", {2}),
        ("\u00a01;b;\u2003c", {0, 2}),
        ("=1;'b;#c", {0, 1, 2}),
        ("1;;", set()),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_cell_that_may_not_be_what_it_shows_is_told_by_its_field(tmp_path: Path, line: str, doubtful: set[int], end: str):
    """D10: fields with a blank or a wrapping sign at a cell's edge are named; in the others SQL need not look for any."""
    assert _scan(tmp_path, f"x;y;z{end}{line}{end}x;y;z{end}".encode()).doubtful == doubtful


@pytest.mark.parametrize("broken", [b"\xc3", b"\xa6", b"\xc3x\xa6", b"\xe2\x80x\x93", b"\xc0\x80", b"\xed\xa0\x80", b"\xf5\x80\x80\x80"])
def test_bytes_that_are_no_utf8_are_found(tmp_path: Path, broken: bytes):
    """B01: a letter that is cut, torn apart or not allowed in UTF-8 is found with its line."""
    found = _scan(tmp_path, b"\xc3\xa6;y;z\n1;" + broken + b";3\n")

    assert (found.lines, found.undecodable) == (2, b"1;" + broken + b";3\n")


def test_the_hash_is_of_the_whole_file(tmp_path: Path):
    """D10: the hash that is worked out beside the reading is that of the file's bytes, over several blocks."""
    content = b"1;2;3\n" * (CHUNK // 3)

    assert _scan(tmp_path, content).sha256 == hashlib.sha256(content).hexdigest()
