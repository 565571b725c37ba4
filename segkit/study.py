"""The whole pipeline on one page: an engagement taken from the client's files to results that a deliverable may show."""

import hashlib
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from segkit import __version__
from segkit.deep_dive import DeepDive, deep_dive
from segkit.deep_findings import deep_findings
from segkit.engagement import Engagement
from segkit.findings import Finding, Findings, in_order
from segkit.intake import Intake, take_in
from segkit.intake.corrections import COMMENT, GRADE, Corrections
from segkit.parameters import ParameterValue
from segkit.rating import FixedGrade, Grid, Pareto, Ratings, classify, measured, possible, rate, settle, steps, with_overrides
from segkit.segments import (
    BestWorst,
    Gate,
    Profile,
    Segmentation,
    best_and_worst,
    earners,
    found_out,
    gate,
    profile,
    segment,
    to_find_out,
)
from segkit.strategy import (
    Assignment,
    CampaignPlan,
    Effort,
    Funnel,
    Progress,
    RepCapacity,
    StrategyPlan,
    Value,
    actions,
    assign,
    available_hours,
    campaign_plan,
    effort,
    funnel,
    plan,
    playbook,
    progress,
    rep_capacity,
    staff_findings,
    value_at_stake,
)
from segkit.tuning import tuned_parameters
from segkit.words import Words


@dataclass(frozen=True)
class Study:
    """Everything a deliverable may show. The frames are never written to.

    `customers` has one row per customer in the client's order: the columns of the intake, utilisation, headroom, contribution,
    grade (the one in force), computed_grade (by the figures), not_rated_because, fixed_grade, fixed_until, fixed_reason, comment, the step
    that would change the computed grade (step_figure, step_by, step_to, step_grade), the grades still possible, pareto_class, proposal,
    proposal_reason. `leads` has the same without Pareto and proposal. `actions` has one row per customer and activity of its segment,
    with its first due date within the plan. `corrections` are what was decided in returned files. `profile` is what the segments are
    like, `gate` what is looked at before they are delivered, `assignment` who should have which customer (None where no rep's hours are known), `deep` what the Deep Dive adds (None in a Basic engagement). `progress` is what
    came back of the actions, None before anything has.
    """

    engagement: Engagement
    intake: Intake
    grid: Grid
    customers: pd.DataFrame
    leads: pd.DataFrame
    pareto: Pareto
    segmentation: Segmentation
    lead_segmentation: Segmentation
    profile: Profile
    gate: Gate
    best_worst: BestWorst
    earners: BestWorst
    find_out: pd.DataFrame
    found_out: pd.DataFrame
    plan: StrategyPlan
    actions: pd.DataFrame
    value: Value
    effort: Effort
    capacity: RepCapacity
    funnel: Funnel
    campaigns: CampaignPlan
    progress: Progress | None
    assignment: Assignment | None
    parameters: tuple[ParameterValue, ...]
    findings: Findings
    corrections: Corrections
    deep: DeepDive | None = None

    @property
    def words(self) -> Words:
        return self.engagement.words

    @cached_property
    def delivery(self) -> str:
        """The study's own number: the same as long as settings, data, decisions and segkit's version are the same."""
        digest = hashlib.sha256(f"{__version__}\n{self.engagement.name}\n{self.engagement.model_dump_json()}\n".encode())
        for read in self.intake.files:
            digest.update(f"{read.file} {read.holds} {read.sha256}\n".encode())
        for accounts in (self.customers, self.leads):
            digest.update(accounts.to_csv(index=False).encode())
        digest.update(repr(sorted((place, str(entry.value)) for place, (entry, _) in self.corrections.in_force.items())).encode())
        return digest.hexdigest()[:32]


def run_study(engagement: Engagement, taken: Intake | None = None) -> Study:
    """Return the study of an engagement; `taken` is its intake, where that was made already.

    Raises SourceError when a file cannot be read, and BlockedError when a finding stops the study.
    """
    client = engagement.identity
    intake = (taken or take_in(engagement.sources, engagement.period, engagement.data, client)).unblocked()
    customers = measured(intake.customers)
    grid = settle(engagement.abcd, customers)
    ratings = explained(_in_force(rate(customers, grid), engagement, client.corrections))
    lead_ratings = explained(_in_force(rate(measured(intake.leads), grid), engagement, client.corrections))
    segmentation = segment(ratings)
    profiled = profile(ratings, engagement.profile)
    policies = playbook(engagement.abcd.preset, grid.letters, engagement.language, engagement.playbook)
    period, capacity = engagement.plan_period, engagement.capacity
    strategy = plan(ratings.frame, segmentation, policies, available_hours(capacity, period.start), capacity.cost_per_hour)
    pareto = classify(ratings.frame, engagement.pareto)
    whole = _together(ratings, pareto, strategy)
    held = rep_capacity(whole, strategy, capacity, period.start)
    if capacity.reps:  # whose hours are known together only where those of every owner are
        strategy = replace(strategy, available_hours=held.available)
    deep = deep_dive(engagement, intake, whole, strategy, client.corrections) if engagement.package == "deepdive" else None
    found = [*intake.findings, *segmentation.findings, *_without_letter(ratings), *_without_letter(lead_ratings)]
    found += staff_findings(whole, lead_ratings.frame, capacity)
    found += deep_findings(deep, engagement, intake, client.corrections) if deep is not None else []
    whole = _by_true_contribution(whole, deep) if deep is not None else whole
    todo = actions(whole, policies, period.start, period.months)
    return Study(
        engagement=engagement,
        intake=intake,
        grid=grid,
        customers=whole,
        leads=lead_ratings.frame,
        pareto=pareto,
        segmentation=segmentation,
        lead_segmentation=segment(lead_ratings),
        profile=profiled,
        gate=gate(ratings, segmentation, profiled, intake.reconciliation.revenue, engagement.gate),
        best_worst=best_and_worst(whole, tuple(engagement.output.lists)),
        earners=earners(whole, tuple(engagement.output.lists)),
        find_out=to_find_out(whole, lead_ratings.frame, grid, engagement.find_out),
        found_out=found_out(whole, lead_ratings.frame),
        plan=strategy,
        actions=todo,
        value=value_at_stake(whole, policies, engagement.value),
        effort=effort(whole, strategy, pareto),
        capacity=held,
        assignment=assign(whole, lead_ratings.frame, strategy, capacity, held, start=period.start),
        funnel=funnel(whole, lead_ratings.frame, intake.contacts, None if deep is None else deep.customers, engagement.funnel),
        campaigns=campaign_plan(whole, lead_ratings.frame, intake.contacts, engagement.campaigns, engagement.client),
        progress=progress(todo, policies, client.corrections),
        parameters=tuned_parameters(engagement, grid, strategy, held, deep),
        findings=in_order(found),
        corrections=client.corrections,
        deep=deep,
    )


def explained(ratings: Ratings) -> Ratings:
    """Return ratings with the smallest step that changes each grade, and the grades still possible: steps() and possible() beside the grade."""
    frame, grid = ratings.frame, ratings.grid
    return Ratings(pd.concat([frame, steps(frame, grid)], axis=1).assign(possible=possible(frame, grid)), grid)


def _in_force(ratings: Ratings, engagement: Engagement, corrections: Corrections) -> Ratings:
    """Return the ratings with the grades that were fixed, and with what was remarked."""
    kind = str(ratings.frame.columns[0]).removesuffix("_id")
    fixed = {number: FixedGrade(str(entry.value), entry.reason, entry.until) for number, entry in corrections.of(kind, GRADE).items()}
    rated = with_overrides(ratings, fixed, engagement.date)
    comments = {number: str(entry.value) for number, entry in corrections.of(kind, COMMENT).items()}
    remarks = pd.Series([comments.get(str(number)) for number in rated.frame[f"{kind}_id"]], rated.frame.index, dtype=object)
    return Ratings(rated.frame.assign(comment=remarks), rated.grid)


def _without_letter(ratings: Ratings) -> list[Finding]:
    """Return a question for each fixed grade that the grid does not have."""
    frame = ratings.frame
    lost = frame[frame["fixed_grade"].notna() & ~frame["fixed_grade"].isin(ratings.grid.letters)]
    return [
        Finding("fixed_grade_unknown", values={"name": name, "grade": grade})
        for name, grade in zip(lost["name"], lost["fixed_grade"], strict=True)
    ]


def _together(ratings: Ratings, pareto: Pareto, strategy: StrategyPlan) -> pd.DataFrame:
    classes = pareto.frame.set_index("customer_id")["pareto_class"]
    proposals = strategy.proposals.set_index("customer_id")
    numbers = ratings.frame["customer_id"]
    return ratings.frame.assign(
        pareto_class=classes.reindex(numbers).to_numpy(),
        proposal=proposals["proposal"].reindex(numbers).to_numpy(),
        proposal_reason=proposals["proposal_reason"].reindex(numbers).to_numpy(),
    )


OVERRULES = {"adjust": "adjust", "exit": "review"}
"""What a verdict by true contribution makes of the segment's proposal; a parting is never more than a question."""


def _by_true_contribution(customers: pd.DataFrame, deep: DeepDive) -> pd.DataFrame:
    """Return customers with the proposals that follow from true contribution: whom to adjust or to review; all others keep the segment's.

    A strategic reason has been respected before, and so has whom to build on.
    """
    shown = pd.Series(deep.customers["proposal"].to_numpy(), customers.index).map(OVERRULES)
    overruled = shown.notna()
    return customers.assign(
        proposal=customers["proposal"].mask(overruled, shown),
        proposal_reason=customers["proposal_reason"].mask(overruled, "true_contribution"),
    )
