"""engagement.yaml read into records: one sentence per problem, all problems at once."""

from pathlib import Path

import pytest

from segkit.errors import EngagementError
from segkit.parameters import Money, Record, nearest, parameter, read_record, read_yaml


class Model(Record):
    """A record to read."""

    revenue_high: Money = parameter(label="High revenue from", unit="currency", help="Lowest revenue that counts as high.")
    country: str = parameter("DK", label="Country", help="Two letters.")
    number: str = parameter("", label="Number", help="A customer's number.")


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "engagement.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_country_called_no_stays_a_country(tmp_path: Path):
    """G10: NO is text, not false; 0012 is text, not 10."""
    record = read_record(Model, read_yaml(written(tmp_path, "revenue_high: 250000\ncountry: NO\nnumber: 0012\n")))

    assert (record.country, record.number, record.revenue_high) == ("NO", "0012", 250000)


def test_all_problems_are_named_at_once_in_the_order_of_the_lines(tmp_path: Path):
    file = read_yaml(written(tmp_path, "country: 7\nrevenue_hihg: 1\nnumber: true\n"))

    with pytest.raises(EngagementError) as caught:
        read_record(Model, file)

    assert str(caught.value).splitlines() == [
        "SEG-D09: engagement.yaml, line 1: 'country' must be text, but is 7. Two letters.",
        "SEG-D09: engagement.yaml, line 1: 'revenue_high' is missing. Lowest revenue that counts as high.",
        "SEG-D09: engagement.yaml, line 2: 'revenue_hihg' is not a setting. Did you mean 'revenue_high'?",
        "SEG-D09: engagement.yaml, line 3: 'number' must be text, but is true. A customer's number.",
    ]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "revenue_high: 250.000\n",
            "engagement.yaml, line 1: 250.000 can be read two ways. Write 250000 for the large number, or quote it if it is text.",
        ),
        ("country: DK\ncountry: SE\n", "engagement.yaml, line 2: 'country' is given twice (first on line 1). Keep one of them."),
        ("a: &x 1\nb: *x\n", "engagement.yaml, line 1: tags (!…) and references (&…, *…) are not used here. Write the value itself."),
        (
            "a: !!python/object/apply:os.system [ls]\n",
            "engagement.yaml, line 1: tags (!…) and references (&…, *…) are not used here. Write the value itself.",
        ),
        ("- a\n- b\n", "engagement.yaml, line 1: expected keys and values such as 'client: Acme A/S', but found a list."),
    ],
)
def test_yaml_that_means_something_else_is_refused(tmp_path: Path, text: str, sentence: str):
    """G10: what YAML would read silently as another value is an error with its line."""
    with pytest.raises(EngagementError) as caught:
        read_yaml(written(tmp_path, text))

    assert caught.value.problems[0] == sentence


def test_text_is_never_taken_for_a_number(tmp_path: Path):
    with pytest.raises(EngagementError) as caught:
        read_record(Model, read_yaml(written(tmp_path, 'revenue_high: "1.000,50"\n')))

    assert caught.value.problems == (
        "engagement.yaml, line 1: 'revenue_high' must be a number without thousands signs, such as 250000, but is '1.000,50'. "
        "Lowest revenue that counts as high.",
    )


def test_a_file_in_another_character_set_is_named(tmp_path: Path):
    path = tmp_path / "engagement.yaml"
    path.write_bytes("client: Sørens".encode("cp1252"))

    with pytest.raises(EngagementError, match=r"engagement\.yaml is not saved as UTF-8 \(byte 9\)\. Save it as UTF-8 and run again\."):
        read_yaml(path)


def test_nearest_names_a_likely_word_or_none():
    assert nearest("clasic", ["classic", "own"]) == "classic"
    assert nearest("zzz", ["classic", "own"]) is None
