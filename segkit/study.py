"""The whole pipeline on one page: an engagement taken from the client's files to results that a deliverable may show."""

from dataclasses import dataclass

import pandas as pd

from segkit.engagement import Engagement, parameters
from segkit.findings import Findings, in_order
from segkit.intake import Intake, take_in
from segkit.parameters import ParameterValue
from segkit.rating import Grid, Pareto, Ratings, classify, measured, possible, rate, settle, steps
from segkit.segments import BestWorst, Segmentation, best_and_worst, found_out, segment, to_find_out
from segkit.strategy import StrategyPlan, plan, playbook
from segkit.words import Words


@dataclass(frozen=True)
class Study:
    """Everything a deliverable may show. The frames are never written to.

    `customers` has one row per customer in the client's order: the columns of the intake, utilisation, headroom, contribution,
    grade, not_rated_because, the step that would change the grade (step_figure, step_by, step_to, step_grade), the grades still possible,
    pareto_class, proposal, proposal_reason. `leads` has the same without Pareto and proposal.
    """

    engagement: Engagement
    intake: Intake
    grid: Grid
    customers: pd.DataFrame
    leads: pd.DataFrame
    pareto: Pareto
    segmentation: Segmentation
    lead_segmentation: Segmentation
    best_worst: BestWorst
    find_out: pd.DataFrame
    found_out: pd.DataFrame
    plan: StrategyPlan
    parameters: tuple[ParameterValue, ...]
    findings: Findings

    @property
    def words(self) -> Words:
        return self.engagement.words


def run_study(engagement: Engagement) -> Study:
    """Return the study of an engagement.

    Raises SourceError when a file cannot be read, and BlockedError when a finding stops the study.
    """
    intake = take_in(engagement.sources, engagement.period, engagement.data, engagement.identity).unblocked()
    customers = measured(intake.customers)
    grid = settle(engagement.abcd, customers)
    ratings = explained(rate(customers, grid))
    lead_ratings = explained(rate(measured(intake.leads), grid))
    segmentation = segment(ratings)
    policies = playbook(engagement.abcd.preset, grid.letters, engagement.language, engagement.playbook)
    strategy = plan(ratings.frame, segmentation, policies, engagement.capacity)
    pareto = classify(ratings.frame, engagement.pareto)
    whole = _together(ratings, pareto, strategy)
    return Study(
        engagement=engagement,
        intake=intake,
        grid=grid,
        customers=whole,
        leads=lead_ratings.frame,
        pareto=pareto,
        segmentation=segmentation,
        lead_segmentation=segment(lead_ratings),
        best_worst=best_and_worst(whole, tuple(engagement.output.lists)),
        find_out=to_find_out(whole, lead_ratings.frame, grid, engagement.find_out),
        found_out=found_out(whole, lead_ratings.frame),
        plan=strategy,
        parameters=parameters(grid, strategy),
        findings=in_order([*intake.findings, *segmentation.findings]),
    )


def explained(ratings: Ratings) -> Ratings:
    """Return ratings with the smallest step that changes each grade, and the grades still possible: steps() and possible() beside the grade."""
    frame, grid = ratings.frame, ratings.grid
    return Ratings(pd.concat([frame, steps(frame, grid)], axis=1).assign(possible=possible(frame, grid)), grid)


def _together(ratings: Ratings, pareto: Pareto, strategy: StrategyPlan) -> pd.DataFrame:
    classes = pareto.frame.set_index("customer_id")["pareto_class"]
    proposals = strategy.proposals.set_index("customer_id")
    numbers = ratings.frame["customer_id"]
    return ratings.frame.assign(
        pareto_class=classes.reindex(numbers).to_numpy(),
        proposal=proposals["proposal"].reindex(numbers).to_numpy(),
        proposal_reason=proposals["proposal_reason"].reindex(numbers).to_numpy(),
    )
