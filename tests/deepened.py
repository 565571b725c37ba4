"""The Deep Dive again, with other customers or other settings, for the tests of what it says."""

from dataclasses import replace
from typing import Any

import pandas as pd

from segkit.deep_dive import deep_dive
from segkit.rating.contribution import CostModel
from segkit.study import Study


def deepened(study: Study, customers: pd.DataFrame | None = None, **settings: Any) -> Study:
    """Return a study of other customers (a frame like the study's), with other settings of the cost model, and the Deep Dive of both."""
    model = CostModel.model_validate(study.engagement.contribution.model_dump() | settings)
    engagement = study.engagement.model_copy(update={"contribution": model})
    table = (study.customers if customers is None else customers).reset_index(drop=True)
    made = replace(study, engagement=engagement, customers=table)
    return replace(made, deep=deep_dive(engagement, study.intake, table, study.plan))


def first_known(study: Study, count: int) -> pd.DataFrame:
    """Return customers whose grade, rating and true contribution are known, the first in the study's order."""
    assert study.deep is not None
    known = study.deep.customers[["grade", "score", "true_contribution"]].notna().all(axis=1).to_numpy()
    return study.customers[known].head(count)
