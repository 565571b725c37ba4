"""One parameter, walked: the same name and value from engagement.yaml to the formula of a cell."""

from pathlib import Path

import openpyxl
import pytest

import segkit
from segkit.deliverables.excel import write_strategy
from segkit.engagement import Engagement
from segkit.study import Study


def test_revenue_high_from_yaml_to_cell(example_file: Path, example: Study, tmp_path: Path):
    """`grep -rn revenue_high` is the documentation of the path: yaml, record, cut, flat list, defined name, cell, formula."""
    yaml = example_file.read_text(encoding="utf-8")
    book = openpyxl.load_workbook(write_strategy(example, tmp_path))
    [(sheet, cell)] = list(book.defined_names["abcd_revenue_high"].destinations)
    formulas = [
        value
        for ws in book.worksheets
        for row in ws.iter_rows(values_only=True)
        for value in row
        if isinstance(value, str) and value.startswith("=")
    ]

    assert "revenue_high: 250000" in yaml
    assert segkit.read_engagement(example_file).abcd.revenue_high.amount == 250000
    assert [cut.value for cut in example.grid.cuts if cut.key == "abcd.revenue_high"] == [250000]
    assert [parameter.value for parameter in example.parameters if parameter.name == "abcd_revenue_high"] == [250000]
    assert book[sheet][cell.replace("$", "")].value == 250000
    assert sum("abcd_revenue_high" in formula for formula in formulas) >= len(example.customers)


def test_the_schema_explains_every_parameter():
    """An editor completes and explains each key: every setting has a title and a description."""
    schema = Engagement.model_json_schema()
    records = [schema, *schema["$defs"].values()]

    for record in records:
        for name, setting in record["properties"].items():
            referred = schema["$defs"].get(setting.get("$ref", "").rpartition("/")[2], {})
            assert setting.get("description") or referred.get("description"), f"{record['title']}.{name} is not explained"
            assert setting.get("title") or referred.get("title"), f"{record['title']}.{name} has no label"


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_example_reads_in_every_spoken_language(tmp_path: Path, language: str):
    """K03: the same notebook and data, another language: the figures are the same."""
    from segkit.example import make_example

    study = segkit.run_study(segkit.read_engagement(make_example(tmp_path / "workbooks" / "example", language)))

    assert study.segmentation.total["revenue"] == 106187747.76
