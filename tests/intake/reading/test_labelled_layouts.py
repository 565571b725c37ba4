"""Headings found without knowing a name in them: tables of seven kinds in twelve surroundings, as sheet and as text file."""

import csv
import datetime as dt
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from segkit.errors import SegkitError
from segkit.intake.reading.layout import lay_out
from segkit.intake.reading.text import text_records
from segkit.intake.source_table import Cell, Reading

Rows = list[list[Cell]]

NAMES = ["Nordvind A/S", "Müller GmbH", "Søren Ærø", "Acme Ltd", "Østergaard & Søn", "Café Malmö", "Brdr. Hansen I/S", "Null", "TK Byg ApS"]
CITIES = ["Odense", "Aarhus", "Vejle", "Odense", "Køge", "Malmö", "Aarhus", "Ribe", "Odense"]
REPS = ["Jensen", "Hansen", "Jensen", "Krog", "Jensen", "Hansen", "Krog", "Krog", "Hansen"]


@dataclass(frozen=True)
class Labelled:
    """A layout and what must come out of it."""

    label: str
    rows: Rows
    names: list[str]
    records: Rows


def money(i: int) -> str:
    return f"{(i * 7919) % 5000 + 12}.{(i * 131) % 900 + 100},{i % 90 + 10}"


def tables() -> dict[str, tuple[list[str], Rows]]:
    count = len(NAMES)
    return {
        "customers": (
            ["Kundenr", "Navn", "By", "Sælger", "Omsætning"],
            [[f"{10012 + i}", NAMES[i], CITIES[i], REPS[i], money(i)] for i in range(count)],
        ),
        "ledger": (
            ["Bilagsdato", "Debitor", "Faktura", "Beløb"],
            [[f"{i + 1:02d}-03-2026", f"{40010 + i % 4}", f"F-{i:04d}", money(i)] for i in range(count)],
        ),
        "by year": (
            ["Kunde", "Region", "2023", "2024", "2025"],
            [[NAMES[i], CITIES[i], *[money(i + k) for k in range(3)]] for i in range(count)],
        ),
        "german": (
            ["Artikel", "Bezeichnung", "Warengruppe", "Preis", "Menge"],
            [[f"A{i:05d}", f"Schraube {i}", "Eisen", money(i), str(i + 3)] for i in range(count)],
        ),
        "texts only": (
            ["Company", "Contact", "Town", "Owner"],
            [[NAMES[i], f"{REPS[i]} {CITIES[i]}", CITIES[i], REPS[i]] for i in range(count)],
        ),
        "odd names": (
            ["Ident", "Benævnelse", "Saldo pr. 31.12", "Grænse", "Sidst set"],
            [[f"{i:06d}", NAMES[i], money(i), str(1000 * i), f"2026-01-{i + 1:02d}"] for i in range(count)],
        ),
        "swedish": (
            ["Kundnr", "Namn", "Ort", "Försäljning 2025", "E-post"],
            [[f"{i + 700}", NAMES[i], CITIES[i], money(i), f"k{i}@nordvind.example"] for i in range(count)],
        ),
    }


def plain(names: list[str], records: Rows) -> Labelled:
    return Labelled("plain", [names, *records], names, records)


def title(names: list[str], records: Rows) -> Labelled:
    return Labelled("title", [["Kundeliste 2026"], names, *records], names, records)


def logo(names: list[str], records: Rows) -> Labelled:
    return Labelled(
        "logo", [["NORDVIND"], [], ["Rapport over kunder"], ["Udskrevet 12-03-2026 10:22"], [], names, *records], names, records
    )


def criteria(names: list[str], records: Rows) -> Labelled:
    top: Rows = [["Firma:", "Nordvind A/S"], ["Periode:", "01-01-2025", "31-12-2025"], ["Afgrænsning:", "Alle"], ["Bruger:", "mha"], []]
    return Labelled("criteria", [*top, names, *records], names, records)


def criteria_close(names: list[str], records: Rows) -> Labelled:
    return Labelled("criteria close", [["Firma", "Nordvind A/S"], ["Periode", "2025"], names, *records], names, records)


def offset(names: list[str], records: Rows) -> Labelled:
    moved: Rows = [["", "", *row] for row in [names, *records]]
    return Labelled("offset", [[], [], ["", "", "Salg pr. kunde"], [], *moved], names, records)


def units(names: list[str], records: Rows) -> Labelled:
    own: list[Cell] = ["" if i < len(names) - 1 else "(DKK 1.000)" for i in range(len(names))]
    return Labelled("units", [names, own, *records], [*names[:-1], f"{names[-1]} / (DKK 1.000)"], records)


def two_rows(names: list[str], records: Rows) -> Labelled:
    upper: list[Cell] = [*names[:-2], "Tal", ""]
    lower: list[Cell] = [*["" for _ in names[:-2]], *names[-2:]]
    return Labelled("two rows", [upper, lower, *records], [*names[:-2], f"Tal / {names[-2]}", f"Tal / {names[-1]}"], records)


def line_breaks(names: list[str], records: Rows) -> Labelled:
    broken: list[Cell] = [f"{name[:3]}\n{name[3:]}" if " " not in name else name.replace(" ", "\n") for name in names]
    said = [" ".join(str(name).split()) for name in broken]
    return Labelled("line breaks", [["Liste"], broken, *records], said, records)


def pages(names: list[str], records: Rows) -> Labelled:
    page: Rows = [["Side 2 af 14"], ["Kundeliste 2026"], names, ["-" * 10 for _ in names]]
    return Labelled("pages", [["Kundeliste 2026"], names, *records[:4], *page, *records[4:], ["Side 3 af 14"]], names, records)


def footer(names: list[str], records: Rows) -> Labelled:
    return Labelled("footer", [names, *records, [], ["Kilde: Navision, udtrukket af mha"], ["* inkl. fragt"]], names, records)


def repeated(names: list[str], records: Rows) -> Labelled:
    return Labelled("repeated", [["Rapport"], [], names, *records[:2], names, *records[2:5], names, *records[5:]], names, records)


SURROUNDINGS: Sequence[Callable[[list[str], Rows], Labelled]] = (
    plain,
    title,
    logo,
    criteria,
    criteria_close,
    offset,
    units,
    two_rows,
    line_breaks,
    pages,
    footer,
    repeated,
)


def as_text(labelled: Labelled) -> tuple[Sequence[Sequence[Cell]], list[int]]:
    width = max(map(len, labelled.rows))
    file = io.StringIO()
    csv.writer(file, delimiter=";").writerows([[*row, *[""] * (width - len(row))] for row in labelled.rows])
    read = text_records("labelled.csv", file.getvalue().encode("cp1252"), (), Reading())
    return read.rows, read.numbers


def as_sheet(labelled: Labelled) -> tuple[Rows, list[int]]:
    def stored(cell: Cell) -> Cell:
        text = str(cell)
        if text.count(",") == 1 and text.replace(".", "").replace(",", "").isdigit():
            return float(text.replace(".", "").replace(",", "."))
        return dt.date.fromisoformat(text) if len(text) == 10 and text[4:8] == "-01-" else cell

    filled = [(i, [stored(cell) for cell in row]) for i, row in enumerate(labelled.rows, start=1) if any(row)]
    return [row for _, row in filled], [i for i, _ in filled]


def outcome(labelled: Labelled, *, text: bool) -> str:
    """Return "" where the layout was read exactly, otherwise what was wrong."""
    rows, numbers = as_text(labelled) if text else as_sheet(labelled)
    try:
        laid = lay_out("labelled", rows, numbers, (), Reading(), ragged=text)
    except SegkitError as error:
        return str(error)
    if [str(name) for name in laid.cells.columns] != labelled.names:
        return f"columns {list(laid.cells.columns)}"
    expected = labelled.records if text else as_sheet(Labelled("", labelled.records, [], []))[0]
    return "" if laid.cells.to_numpy().tolist() == expected else f"records {laid.cells.to_numpy().tolist()}, aside {laid.set_aside}"


def test_headings_are_found_in_nearly_all_labelled_layouts():
    """A13: headings, names and every record come out exactly in at least 98 % of more than 120 labelled layouts."""
    wrong: list[str] = []
    count = 0
    for kind, (names, records) in tables().items():
        for surround in SURROUNDINGS:
            for text in (False, True):
                labelled = surround(names, records)
                count += 1
                fault = outcome(labelled, text=text)
                wrong += [f"{kind}, {labelled.label}, {'text' if text else 'sheet'}: {fault}"] if fault else []
    print(f"{count - len(wrong)} of {count} layouts read exactly", *wrong, sep="\n")

    assert count >= 120
    assert len(wrong) <= 0.02 * count, "\n".join(wrong)
