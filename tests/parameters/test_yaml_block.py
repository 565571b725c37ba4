"""A block of a YAML file is replaced in place: everything else stays as a person wrote it."""

import pytest
from ruamel.yaml import YAML

from segkit.parameters.yaml_block import with_blocks

BLOCK = "- name: Effort\n  weight_pct: 100\n"


def data(text: str) -> dict[str, object]:
    return dict(YAML(typ="safe", pure=True).load(text))


@pytest.mark.parametrize(
    "text",
    [
        "client: x\nabcd: 1\n",
        "client: x\ntree:\nabcd: 1\n",
        "client: x\ntree: {}\nabcd: 1\n",
        "client: x\ntree: []   # soon\nabcd: 1\n",
        "client: x\ntree:\n  factors:\n    - name: Old\nabcd: 1",
        "client: x\ntree:\n  factors: []\nabcd: 1",
        "client: x\ntree:\n  factors: [{name: Old}]\nabcd: 1",
        "client: x\ntree:\n  - name: Old\n    definition: |\n      two\n      lines\nabcd: 1",
        "client: x\nabcd: 1\ntree:\n  pairwise:\n    - {voter: Ida}\n  factors:\n  - name: Old",
        "client: x\nabcd: 1\ntree:",
    ],
)
def test_the_block_stands_there_whatever_stood_before(text: str):
    """K38: however the tree was written, the new one is read back, and nothing else has changed."""
    changed = with_blocks(text, "tree", {"factors": BLOCK, "pairwise": ""})

    assert data(changed) == {"client": "x", "abcd": 1, "tree": {"factors": [{"name": "Effort", "weight_pct": 100}]}}


def test_other_settings_and_remarks_stay():
    """K38: the scale, its remark, and what was remarked within the old tree are there still."""
    text = (
        "tree:\n  highest: 10   # as agreed\n  factors:   # first draft\n    # ask Bo\n    - name: Old # 1\n      definition: 'no # remark'\n"
        "  missing: block\n# below\nabcd: 1\n"
    )

    assert with_blocks(text, "tree", {"factors": BLOCK}) == (
        "tree:\n  highest: 10   # as agreed\n  # first draft\n  # ask Bo\n  # 1\n  factors:\n    - name: Effort\n      weight_pct: 100\n"
        "  missing: block\n# below\nabcd: 1\n"
    )


def test_a_tree_in_brackets_is_refused():
    """K38: what is written on one line in brackets is a person's to open up."""
    with pytest.raises(ValueError, match=r"^'tree' is written in brackets$"):
        with_blocks("tree: {highest: 10}\n", "tree", {"factors": BLOCK})


def test_pairs_are_added_behind_what_is_there():
    """K38: a second name is added under the same key."""
    changed = with_blocks("tree:\n  highest: 10\n\nabcd: 1\n", "tree", {"factors": BLOCK, "pairwise": "- voter: Ida\n"})

    assert data(changed) == {"tree": {"highest": 10, "factors": data(f"a:\n{BLOCK}")["a"], "pairwise": [{"voter": "Ida"}]}, "abcd": 1}
