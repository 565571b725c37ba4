"""Sales reps of engagement.yaml held against the client's files: a slip in a name is told before customers are moved because of it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tiny import TINY

import segkit

CUSTOMERS = (
    "No;Name;Rep;Region;Potential\n001;Alfa;Ida Holm;Fyn;9000\n002;Beta;Ida Holm;Fyn;4000\n003;Gamma;Bo Skov;Fyn;\n004;Delta;;Fyn;5000\n"
)

REPS = {
    "- {name: Ida Holm, hours: 10}\n    - {name: Bo Skov, hours: 10}\n    - {name: Nyansat, hours: 5}": [],
    "- {name: Ida Hilm, hours: 10}\n    - {name: Bo Skov, hours: 10}": [
        "The sales rep Ida Hilm has no customers, but Ida Holm has, who is not among the sales reps."
    ],
    "- {name: Bo Skov, hours: 10}": ["2 customers belong to Ida Holm, who is not among the sales reps."],
    "- {name: Ida Holm, hours: 10, regions: [Fynn]}\n    - {name: Bo Skov, hours: 10, regions: [Bornholm]}": [
        "The sales rep Ida Holm takes 'Fynn', which no account has; 'Fyn' is nearly the same.",
        "The sales rep Bo Skov takes 'Bornholm', which no account has.",
    ],
}


@pytest.mark.parametrize("reps", REPS)
def test_what_only_one_of_the_two_knows_is_told(reps: str, workbook: Callable[..., Path]):
    """C06, S20: a name or an area that the files do not have, and an owner who is not among the reps; somebody new is no finding."""
    yaml = TINY.replace("owner: Rep", "owner: Rep, region: Region") + f"capacity:\n  reps:\n    {reps}\n"
    study = segkit.run_study(segkit.read_engagement(workbook(yaml, customers_csv=CUSTOMERS)))

    assert [finding.text(study.words) for finding in study.findings if finding.code == "SEG-D13"] == REPS[reps]
