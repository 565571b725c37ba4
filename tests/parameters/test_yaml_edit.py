"""A list in a YAML file is added to in place: comments, blanks and order stay, and the text reads back as meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from segkit.parameters.yaml_edit import entry, last_leaf, with_items, with_scalar

ITEM = "- file: a.csv\n  holds: customers\n"


def data(text: str) -> dict[str, object]:
    return dict(YAML(typ="safe", pure=True).load(text))


@pytest.mark.parametrize(
    "text",
    [
        "client: x\nsources: []\nabcd: 1\n",
        "client: x\nsources:\nabcd: 1\n",
        "client: x\nsources: []   # none yet\nabcd: 1\n",
        "client: x\nabcd: 1\n",
        "client: x\nabcd: 1\nsources: []",
        "client: x\nabcd: 1\nsources:",
        "# nothing but a remark\nclient: x\nabcd: 1",
    ],
)
def test_a_list_that_is_missing_or_empty_is_given_the_items(text: str):
    """F02: wherever the key stands, and whether or not the last line is closed."""
    changed = with_items(text, "sources", ITEM)

    assert data(changed) == {"client": "x", "abcd": 1, "sources": [{"file": "a.csv", "holds": "customers"}]}
    assert all(line in changed for line in text.splitlines() if not line.startswith("sources"))


def test_a_remark_behind_an_empty_list_stays():
    """F02: what a person wrote beside the key stands there still."""
    assert with_items("sources: []   # none yet\n", "sources", ITEM) == "sources:   # none yet\n  - file: a.csv\n    holds: customers\n"


@pytest.mark.parametrize("blanks", ["", "  ", "    "])
def test_items_are_added_as_deep_as_those_there(blanks: str):
    """F02: the new item is indented as its neighbours are, and what follows the list stays behind it."""
    text = f"sources:\n{blanks}- file: z.csv   # the first\n{blanks}  holds: leads\n\n# about the rest\nabcd: 1\n"
    changed = with_items(text, "sources", ITEM)

    assert [source["file"] for source in data(changed)["sources"]] == ["z.csv", "a.csv"]  # type: ignore[attr-defined]
    assert changed.startswith(text[: text.index("\n\n#")])
    assert changed.endswith("\n\n# about the rest\nabcd: 1\n")


def test_an_empty_file_is_given_the_list():
    """F02: nothing there yet."""
    assert data(with_items("", "sources", ITEM)) == {"sources": [{"file": "a.csv", "holds": "customers"}]}


def test_a_list_in_brackets_is_refused():
    """G10: it cannot be added to without rewriting what a person wrote."""
    with pytest.raises(ValueError, match="the list under 'sources' is written in brackets"):
        with_items("sources: [{file: z.csv}]\n", "sources", ITEM)


def test_places_of_a_key_and_of_the_last_leaf():
    """G10: a block ends where its last value ends, not behind the remarks below it."""
    text = "a:\n  - b: 1\n    c: [2, 3]\n# remark\n"
    root = YAML(typ="rt").compose(text)
    key, value = entry(root, "a")

    assert key is not None
    assert value is not None
    assert text[: last_leaf(value).end_mark.index].endswith("[2, 3]")
    assert entry(root, "b") == entry(None, "a") == (None, None)


@given(
    before=st.lists(st.sampled_from(["client: x", "# a remark", "abcd: 1", "", "note: 'sources: []'"]), unique=True),
    after=st.lists(st.sampled_from(["pareto: 2", "# another", "", "output: {a: 1}"]), unique=True),
    known=st.integers(0, 3),
)
def test_nothing_but_the_list_changes(before: list[str], after: list[str], known: int):
    """F02: whatever stands around the list, the data differ in one new item, and each line is still there."""
    own = ["sources: []"] if not known else ["sources:", *(f"  - file: {i}.csv   # {i}" for i in range(known))]
    text = "\n".join([*before, *own, *after]) + "\n"
    changed = with_items(text, "sources", ITEM)
    old, new = data(text), data(changed)

    assert new["sources"] == [*old["sources"], {"file": "a.csv", "holds": "customers"}]  # type: ignore[misc]
    assert {key: value for key, value in new.items() if key != "sources"} == {key: value for key, value in old.items() if key != "sources"}
    assert [line for line in changed.splitlines() if line in text.splitlines()] == [
        line for line in text.splitlines() if line != "sources: []"
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("client: x\n", "client: x\n\ncapacity:\n  reps:\n    - Bo  # new\n    - Ida  # new\n"),
        ("capacity:\n  cost: 650\n", "capacity:\n  reps:\n    - Bo  # new\n    - Ida  # new\n  cost: 650\n"),
        ("capacity:\n  reps:\n  cost: 650\n", "capacity:\n  reps:\n    - Bo  # new\n    - Ida  # new\n  cost: 650\n"),
        ("capacity: {cost: 650}\n", "capacity: {cost: 650, reps: [Bo, Ida]}  # new; new\n"),
    ],
)  # fmt: skip
def test_a_list_takes_items_behind_its_last_one(before: str, after: str):
    """N5: a list that is missing, empty, written in lines or in brackets takes one item after the other."""
    text = with_scalar(before, ("capacity", "reps", 0), "Bo", "new")

    assert with_scalar(text, ("capacity", "reps", 1), "Ida", "new") == after
