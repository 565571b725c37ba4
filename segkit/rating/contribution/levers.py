"""Which cost of each customer one small step would bring down the most: a tenth of its hours, or one record fewer of a kind."""

from fractions import Fraction as Ratio

import numpy as np
import pandas as pd

from segkit.rating.contribution.costing import price
from segkit.rating.contribution.ladder import TrueContribution
from segkit.rating.contribution.less import countable, lines_of, saving
from segkit.rating.contribution.settings import CostElement
from segkit.rating.contribution.whole import ORE, scaled

HOURS_STEP = Ratio(1, 10)
"""The share of a cost's hours that one step takes away."""

COLUMNS = ["customer_id", "lever", "element", "kind", "saved"]


def cost_levers(result: TrueContribution) -> pd.DataFrame:
    """Return the largest saving of one step per customer: customer_id, lever (time: a tenth of the hours; service: a record fewer of the kind),
    element, kind ("" for time), saved (money), the largest first, then by number. Equal savings: the earlier cost of the model, service first.
    """
    tables = [
        table
        for element in result.model.elements
        if countable(element)
        for table in (_a_record_fewer(result, element), _fewer_hours(result, element))
    ]
    steps = pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=["position", *COLUMNS[1:]])
    steps = steps[steps["saved"] > 0].sort_values("saved", ascending=False, kind="stable").drop_duplicates("position")
    ids = result.frame["customer_id"].to_numpy()[steps["position"].to_numpy(dtype=np.int64)]
    steps = steps.assign(customer_id=ids, saved=steps["saved"].astype(float) / ORE)
    return steps.sort_values(["saved", "customer_id"], ascending=[False, True], kind="stable", ignore_index=True)[COLUMNS]


def _a_record_fewer(result: TrueContribution, element: CostElement) -> pd.DataFrame:
    lines = lines_of(result, element, "records")
    saved = saving(element, lines, "records")(lines["now"].to_numpy() - 1)
    return pd.DataFrame({
        "position": lines["position"],
        "lever": "service",
        "element": element.name,
        "kind": lines["kind"],
        "saved": saved,
    })  # fmt: skip


def _fewer_hours(result: TrueContribution, element: CostElement) -> pd.DataFrame:
    lines = lines_of(result, element, "hours")
    whole = lines["whole"].to_numpy()
    saved = scaled(whole, price(element)) - scaled(scaled(whole, 1 - HOURS_STEP), price(element))
    return pd.DataFrame({"position": lines["position"], "lever": "time", "element": element.name, "kind": "", "saved": saved})
