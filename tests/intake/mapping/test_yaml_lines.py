"""The lines for engagement.yaml: they read back as the sources they propose."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segkit.intake.mapping import propose, propose_all, yaml_lines
from segkit.intake.mapping.yaml_lines import quoted
from segkit.intake.settings import Source
from segkit.parameters import read_yaml

FILES = {
    "resellers.csv": "|",
    **dict.fromkeys(("reseller_sales.csv.gz", "geography.csv", "products.csv", "sales_reps.csv", "sales_territory.csv"), ","),
}


def read_back(text: str, folder: Path) -> list[Source]:
    path = folder / "engagement.yaml"
    path.write_text(text, encoding="utf-8")
    return [Source.model_validate(source) for source in read_yaml(path).data.get("sources", [])]


def test_sure_columns_stand_plain_and_doubts_as_remarks(table):
    """Sure headings stand as lines, doubtful ones as remarks with their score, and what is not used is left out."""
    cells = {
        "Kundenr.": [f"{500 + 7 * i}" for i in range(9)],
        "Navn": [f"Firma {chr(65 + i)}" for i in range(9)],
        "Omsætning 2024": [f"{i}50,50" for i in range(9)],
        "Rabat: stor": ["10"] * 9,
    }

    assert yaml_lines([propose(table(cells, "kunder 2025.csv"))]) == (
        "sources:\n"
        "  - file: kunder 2025.csv\n"
        "    holds: customers\n"
        "    columns:\n"
        "      customer_id: Kundenr.\n"
        "      name: Navn\n"
        "      # revenue: Omsætning 2024    # 90 of 100\n"
    )


def test_a_file_that_lacks_a_needed_heading_is_a_remark(table, tmp_path: Path):
    """Half a source would be refused, so it waits as a remark until somebody has chosen."""
    nine = range(9)
    cells = {"Nr.": [f"{i % 3}" for i in nine], "Dato": [f"0{i + 1}-02-2026" for i in nine], "Beløb": [f"{i},50" for i in nine]}

    text = yaml_lines([propose(table(cells, "linjer.csv"))])

    assert "#       # customer_id: Nr.    # 88 of 100" in text
    assert read_back(text, tmp_path) == []


def test_two_sheets_with_the_same_table_are_asked(table, tmp_path: Path):
    """A12: two sheets that both list customers stand as remarks naming each other; never the first sheet wins."""
    cells = {"Kundenr.": [f"{500 + 7 * i}" for i in range(9)], "Navn": [f"Firma {chr(65 + i)}" for i in range(9)]}
    one = table(cells, "kunder.xlsx")
    sheets = [replace(one, how=replace(one.how, sheet=name)) for name in ("2025", "2026")]

    proposals = propose_all(sheets)
    text = yaml_lines(proposals)

    assert [proposal.rival_sheets for proposal in proposals] == [("2026",), ("2025",)]
    assert '#     sheet: "2025"    # or 2026' in text
    assert read_back(text, tmp_path) == []


def test_the_lines_of_a_real_delivery_read_back(shared_data, read, tmp_path: Path):
    """Two sources with their joins come back as they were proposed."""
    folder = shared_data / "adventureworks_b2b"
    proposals = propose_all([read(folder / file, separator) for file, separator in FILES.items()])

    sources = read_back(yaml_lines(proposals), tmp_path)

    assert [(source.file, source.holds) for source in sources] == [
        ("resellers.csv", "customers"),
        ("reseller_sales.csv.gz", "transactions"),
    ]
    for source, proposal in zip(sources, proposals, strict=False):
        assert {name: column.column for name, column in source.columns.items()} == {c.column: c.heading for c in proposal.columns}
        assert [(join.file, join.key) for join in source.join] == [(join.file, join.key) for join in proposal.joins if join.sure]


@pytest.mark.parametrize(
    "text", ["NO", "yes", "0012", "1e5", "Beløb: i alt", "# 5", "a #b", "- x", "Beløb, kr.", "~", "'", '"', "[a]", "å"]
)
def test_awkward_headings_are_quoted(text: str, tmp_path: Path):
    """A heading that YAML would read as something else comes back as it was."""
    path = tmp_path / "a.yaml"
    path.write_text(f"one: {quoted(text)}\nmany: [{quoted(text, listed=True)}]\n", encoding="utf-8")

    assert read_yaml(path).data == {"one": text, "many": [text]}


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30))
def test_any_heading_comes_back(tmp_path_factory: pytest.TempPathFactory, text: str):
    """Whatever a client writes over a column is read back letter for letter."""
    path = tmp_path_factory.getbasetemp() / "heading.yaml"
    path.write_text(f"one: {quoted(text)}\n", encoding="utf-8", newline="")

    assert read_yaml(path).data == {"one": text}
