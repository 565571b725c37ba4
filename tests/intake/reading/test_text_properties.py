"""Any table of texts, written in any way that text files are written, comes back exactly and with its true line numbers."""

import re
from dataclasses import dataclass

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from segkit.intake.reading.layout import lay_out
from segkit.intake.reading.text import text_records
from segkit.intake.source_table import Reading

NAMES = ("Kundenr", "Navn", "By", "Beløb", "Sælger")
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "iso8859_15", "cp850", "mac_roman")


@dataclass(frozen=True)
class Written:
    """A way to write a file."""

    separator: str
    quote: str
    always: bool
    """Whether every field is quoted, or only those that need it."""
    backslash: bool
    end: str
    last_end: bool
    encoding: str
    sep_line: bool


ways = st.builds(
    Written,
    separator=st.sampled_from([";", ",", "\t", "|", "^", ", "]),
    quote=st.just('"'),
    always=st.booleans(),
    backslash=st.booleans(),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
    last_end=st.booleans(),
    encoding=st.sampled_from(ENCODINGS),
    sep_line=st.booleans(),
)

VOCABULARY = """Nordvind Søren Ærø Aarhus Østergaard Müller Köln Malmö Göteborg André José Straße TÅRNBY SØBORG GÅRD Løkke Bjørn Åse Ribe Acme
Jørgen Hansen Café Håndværk BØRGE Küche Größe Öresund Vejle Brdr Smith"""
WORDS = re.findall(r"\S+", VOCABULARY)
words = st.one_of(st.sampled_from(WORDS), st.text("abcdefghijklmnopqrstuvwxyzABCDE", min_size=2, max_size=9))
phrases = st.lists(words, min_size=1, max_size=3).map(" ".join)
awkward = st.sampled_from(
    [
        "",
        "x; y",
        "a, b",
        "tab\there",
        "a|b",
        'he said "hi" to',
        "first\nsecond line",
        "'s-Hertogenbosch",
        "NULL",
        "N/A",
        "-",
        "nan",
        "1^2",
        " x ",
        'å "',
    ]
)
amounts = st.integers(-99_999, 99_999_999).map(lambda n: f"{n // 100},{n % 100:02d}")


@st.composite
def records(draw: st.DrawFn) -> list[list[str]]:
    count = draw(st.integers(3, 12))
    texts = st.one_of(phrases, phrases, awkward)
    return [[f"{10_000 + i}", draw(texts), draw(phrases), draw(amounts), draw(texts)] for i in range(count)]


def field(cell: str, way: Written) -> str:
    needs = any(sign in cell for sign in (way.separator.strip(" ") or " ", '"', "\n", "\r")) or cell.startswith("'") or cell != cell.strip()
    if not (way.always or needs):
        return cell
    if way.backslash:
        return '"' + cell.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return '"' + cell.replace('"', '""') + '"'


def written(rows: list[list[str]], way: Written) -> tuple[bytes, list[int]]:
    lines = [f"sep={way.separator}"] if way.sep_line else []
    numbers = []
    at = len(lines) + 1
    for row in rows:
        line = way.separator.join(field(cell, way) for cell in row)
        numbers.append(at)
        at += 1 + line.count("\n")
        lines.append(line)
    return (way.end.join(lines) + way.end * way.last_end).encode(way.encoding), numbers


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(records=records(), way=ways)
def test_a_table_comes_back_as_it_was_written(records: list[list[str]], way: Written):
    """B01, B03, B05, B06, C03: cells, headings and line numbers are exact in every dialect; nothing is set aside, nothing is nulled."""
    content, numbers = written([list(NAMES), *records], way)

    read = text_records("table.csv", content, (), Reading())
    laid = lay_out("table.csv", read.rows, read.numbers, (), Reading(), ragged=True, separator=read.separator.answer)

    assert read.separator.answer == way.separator
    assert list(laid.cells.columns) == list(NAMES)
    assert laid.cells.to_numpy().tolist() == records
    assert laid.cells.index.tolist() == numbers[1:]
    assert laid.headings.answer == (numbers[0],)
    assert laid.set_aside == ()


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(records=records(), at=st.integers(0, 1000), kind=st.sampled_from(["extra", "missing", "open quote", "quote inside"]))
def test_damage_stays_on_its_own_line(records: list[list[str]], at: int, kind: str):
    """B04, B05: one damaged line is set aside or kept exactly; every other record is exact."""
    records = [[re.sub(r'[\n";]', " ", cell) for cell in row] for row in records]
    lines = [";".join(row) for row in [list(NAMES), *records]]
    place = at % len(records)
    row = records[place]
    damaged = {
        "extra": ";".join([*row[:2], "fremmed", *row[2:]]),
        "missing": ";".join(row[:-1]),
        "open quote": ";".join([row[0], '"' + row[1], *row[2:]]),
        "quote inside": ";".join([row[0], f'"{row[1]}" Ltd', *row[2:]]),
    }[kind]
    lines[place + 1] = damaged

    read = text_records("table.csv", "\n".join(lines).encode(), (), Reading())
    laid = lay_out("table.csv", read.rows, read.numbers, (), Reading(), ragged=True, separator=read.separator.answer)
    others = [row for i, row in enumerate(records) if i != place]

    assert laid.cells.drop(index=place + 2, errors="ignore").to_numpy().tolist() == others
    assert [aside.row for aside in laid.set_aside] == ([place + 2] if kind in {"extra", "missing"} else [])
    assert [aside.raw for aside in laid.set_aside] == ([damaged] if kind in {"extra", "missing"} else [])
