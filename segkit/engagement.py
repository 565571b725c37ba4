"""engagement.yaml as one checked record: the sum of the parameter records, and where the engagement's files lie."""

import datetime as dt
import itertools
import re
from pathlib import Path
from typing import Literal

from pydantic import Field, PrivateAttr, ValidationInfo, field_validator, model_validator

from segkit.brand import Brand, Logo, read_logo
from segkit.errors import EngagementError
from segkit.intake import Client, Period, RatedLeaves, Source
from segkit.intake.corrections import read_corrections
from segkit.intake.currencies import Rates
from segkit.intake.identity import read_decisions
from segkit.intake.request import DataRequest
from segkit.parameters import Record, YamlFile, nearest, parameter, read_record, read_yaml
from segkit.rating import NOT_RATED, AbcdModel, ParetoModel
from segkit.rating.contribution import CostModel
from segkit.rating.factors.checking import Place, gaps
from segkit.rating.factors.growing import grow
from segkit.rating.factors.library import completed
from segkit.rating.factors.measures import ATTRIBUTE, MEASURES
from segkit.rating.factors.settings import FactorTree
from segkit.segments import NOT_RATED_SEGMENT, FindOut, GateLimits, GrowthRule, ProfileRules
from segkit.strategy import (
    DAYS,
    Booking,
    Campaign,
    Capacity,
    Decision,
    FunnelRule,
    Order,
    PlanDates,
    PlanPeriod,
    PlaybookEntry,
    Question,
    SegmentMessages,
    ValueAtStake,
    campaigns_misfit,
    plan_period,
)
from segkit.strategy.calendar import working_days
from segkit.strategy.decisions import SignOff
from segkit.words import Words
from segkit.workbooks import FILE_NAME

DECISIONS, CORRECTIONS, ACCEPTED = "decisions.yaml", "corrections.yaml", "accepted.json"


CRM_TEXTS = ("kind", "number", "name", "grade", "segment", "proposal", "owner")
"""The columns of crm.csv that hold texts."""

SHORTEST_REASON = 10


Lack = Literal["", "sources", "period", "revenue", "tree"]

_LACKING: dict[Lack, str] = {
    "": "",
    "sources": "there are no sources yet. Put the client's files into data/, then: segkit intake {name} --accept",
    "period": "'period' is missing: with transactions, say which months count, such as from: 2025-07-01 and to: 2026-06-30.",
    "revenue": "there is no revenue: give a source that holds transactions, or map 'revenue' in the source of customers.",
    "tree": "there is no factor tree yet. Make the form for it, and fill it in with the client: segkit tree {name}",
}
"""What is said of an engagement that lacks something."""


class Output(Record):
    """What the deliverables hold."""

    lists: list[int] = parameter(
        default=[10, 30, 50], label="Lists", help="Sizes of the nested lists of best and worst customers.", min_length=1
    )
    confidential: bool = parameter(True, label="Confidential", help="Whether every page says that it is confidential.")
    customer_pages: int = parameter(
        0, label="Customer pages", help="How many of the largest customers the Deep Dive's report has a page for, at most 50.", ge=0, le=50
    )
    crm_raw: dict[str, str] = parameter(
        {},
        label="Raw columns of crm.csv",
        help="Text columns that are written without the apostrophe that guards against formulas, each with the reason why that is safe.",
    )

    @field_validator("lists")
    @classmethod
    def _rising(cls, sizes: list[int]) -> list[int]:
        if any(size < 1 for size in sizes) or any(later <= earlier for earlier, later in itertools.pairwise(sizes)):
            raise ValueError(f"'lists' must rise from list to list, such as [10, 30, 50], but is {sizes}.")
        return sizes

    @field_validator("crm_raw")
    @classmethod
    def _with_a_reason(cls, columns: dict[str, str]) -> dict[str, str]:
        for column, reason in columns.items():
            if column not in CRM_TEXTS:
                like = nearest(column, CRM_TEXTS)
                hint = f"Did you mean '{like}'?" if like else f"They are: {', '.join(CRM_TEXTS)}."
                raise ValueError(f"'crm_raw' names '{column}', which is no text column of crm.csv. {hint}")
            if len(reason.strip()) < SHORTEST_REASON:
                raise ValueError(
                    f"'crm_raw' gives no reason for '{column}'. Write down why a spreadsheet will never open the file; it goes into the manifest."
                )
        return columns


class Engagement(Record):
    """One client's project and all its settings."""

    client: str = parameter(label="Client", help="The client's name as it stands on the deliverables.", min_length=1, max_length=120)
    package: Literal["basic", "deepdive"] = parameter(label="Package", help="What the client has ordered.")
    language: Literal["da", "sv", "nb", "en", "de"] = parameter(label="Language", help="The language of the deliverables.")
    currency: str = parameter(label="Currency", help="Three letters such as DKK; all money is in it.")
    date: dt.date = parameter(label="Date", help="The date on the deliverables, such as 2026-08-31; it also names their folder.")
    consultant: str = parameter("", label="Consultant", help="Who delivers; stands on the cover.")
    period: Period | None = parameter(None, label="Period", help="The months whose revenue counts. Needed with transactions.")
    sources: list[Source] = parameter([], label="Sources", help="The client's files in data/ and what they hold.")
    rates: Rates | None = parameter(
        None, label="Rates", help="What other currencies are worth, on one day. Needed where files hold several."
    )
    request: DataRequest = Field(
        default_factory=DataRequest, title="Data request", description="The fields that are agreed with the client."
    )
    abcd: AbcdModel = Field(default_factory=AbcdModel, title="ABCD model", description="How customers and leads are graded.")
    pareto: ParetoModel = Field(
        default_factory=ParetoModel, title="Pareto", description="How customers are classed by their share of the revenue."
    )
    contribution: CostModel = Field(
        default_factory=CostModel, title="True contribution", description="The costs and the time behind each customer's true contribution."
    )
    growth: GrowthRule = Field(
        default_factory=GrowthRule, title="Growth", description="How much a customer can grow within the plan, and so whom to build on."
    )
    tree: FactorTree = Field(
        default_factory=FactorTree, title="Factor tree", description="The factors that the Deep Dive rates customers by."
    )
    playbook: dict[str, PlaybookEntry] = Field(
        default_factory=dict, title="Playbook", description="Changes to the preset's playbook, per grade."
    )
    messages: dict[str, SegmentMessages] = Field(
        default_factory=dict, title="Messages", description="What is known of each segment's customers, and what is said to them."
    )
    capacity: Capacity = Field(
        default_factory=Capacity, title="Capacity", description="The hours that the plan is held against, and what an hour costs."
    )
    plan: PlanDates = Field(default_factory=PlanDates, title="Plan", description="When the plan runs and when it is reviewed.")
    value: ValueAtStake = Field(
        default_factory=ValueAtStake, title="Value at stake", description="What is taken to be attainable within the plan, in three shares."
    )
    find_out: FindOut = Field(
        default_factory=FindOut, title="What to find out", description="What it takes to ask about an unknown potential."
    )
    funnel: FunnelRule = Field(
        default_factory=FunnelRule, title="Funnel", description="How accounts are narrowed down in four steps to those that come first."
    )
    campaigns: list[Campaign] = parameter(
        [],
        label="Campaigns",
        help="The campaigns of the plan, each with whom it is for, what is done, when, and who is left out to compare.",
    )
    profile: ProfileRules = Field(
        default_factory=ProfileRules, title="Profile", description="From when on a segment is said to differ from the others."
    )
    gate: GateLimits = Field(
        default_factory=GateLimits, title="Quality gate", description="From when on a segmentation is looked at again before delivery."
    )
    output: Output = Field(default_factory=Output, title="Output", description="What the deliverables hold.")
    questions: list[Question] = parameter(
        [],
        label="Questions",
        help="What the segmentation is to answer, from the kick-off meeting; each stands where the report answers it.",
    )
    order: Order = Field(default_factory=Order, title="Order", description="What the client has ordered for which price, and when.")
    sparring: list[Booking] = parameter([], label="Sparring", help="The sparring hours that have been used, and what was answered.")
    agreed: list[Decision] = parameter(
        [],
        label="Agreed",
        help="What has been decided with the client, each with who decided and when; stands in the method of the report.",
    )
    signed_off: SignOff | None = parameter(
        None, label="Signed off", help="Who has signed off the basis of the segmentation, and when; stands in the method of the report."
    )
    brand: Brand = Field(
        default_factory=Brand, title="Brand", description="The consultant's logo, colours and font, and the client's logo."
    )
    _file: Path = PrivateAttr(default=Path(FILE_NAME))
    _logo: Logo | None = PrivateAttr(default=None)
    _client_logo: Logo | None = PrivateAttr(default=None)

    @field_validator("currency")
    @classmethod
    def _three_letters(cls, currency: str) -> str:
        if not re.fullmatch("[A-Z]{3}", currency):
            raise ValueError(f"'currency' must be three capital letters such as DKK, but is '{currency}'.")
        return currency

    @field_validator("order")
    @classmethod
    def _steps_of_the_package(cls, order: Order, info: ValidationInfo) -> Order:
        package = str(info.data.get("package"))
        steps = DAYS.get(package, order.done | order.moved)  # a package that is none is told of itself
        for key, days in (("done", order.done), ("moved", order.moved)):
            other = next((step for step in days if step not in steps), None)
            if other is not None:
                raise ValueError(f"'order' names '{other}' under '{key}', which the package '{package}' does not have. Take it out.")
        return order

    @model_validator(mode="after")
    def _belongs_together(self) -> "Engagement":
        holds = [source.holds for source in self.sources]
        if "transactions" in holds and any("revenue" in s.columns for s in self.sources if s.holds == "customers"):
            raise ValueError(
                "revenue comes twice: from the transactions and from 'revenue' in the source of customers. Keep one of the two."
            )
        known_sources = [(source.shown, source.holds) for source in self.sources]
        again = next((source for i, source in enumerate(known_sources) if source in known_sources[:i]), None)
        if again is not None:
            raise ValueError(
                f"{again[0]} stands twice under 'sources' as {again[1]}, so every row of it would count twice. Remove one of the two."
            )
        not_rated = Words(self.language)(NOT_RATED)
        if not_rated in self.abcd.labels.values():
            raise ValueError(
                f"'labels' calls a grade '{not_rated}', which is what customers without a grade are called. Choose another name."
            )
        known = [*dict.fromkeys(letter for row in self.abcd.layout for letter in row), NOT_RATED_SEGMENT]
        misfit = self.funnel.misfit(tuple(known[:-1]), deep=self.package == "deepdive") or campaigns_misfit(self.campaigns, known)
        if misfit:
            raise ValueError(misfit)
        for key, grade in [*(("playbook", name) for name in self.playbook), *(("messages", name) for name in self.messages)]:
            if grade not in known:
                like = nearest(grade, known)
                raise ValueError(
                    f"'{key}' has no segment '{grade}'. " + (f"Did you mean '{like}'?" if like else f"It has: {', '.join(known)}.")
                )
        return self

    @model_validator(mode="after")
    def _activities_in_the_plan(self) -> "Engagement":
        period = plan_period(self.plan, self.date)
        for entry in self.playbook.values():
            for activity in entry.activities or ():
                begins, ends = max(activity.start or period.start, period.start), min(activity.end or period.end, period.end)
                if not working_days(begins, ends):
                    raise ValueError(
                        f"the activity '{activity.name}' has no working day within the plan, which runs from {period.start} to {period.end}. "
                        "Change its 'start' or 'end', or the plan's."
                    )
        return self

    @property
    def plan_period(self) -> PlanPeriod:
        """The days of the plan, with what follows from the date of the deliverables."""
        return plan_period(self.plan, self.date)

    @property
    def lacks(self) -> Lack:
        """What a study cannot do without and the engagement does not say yet; "" where it is whole."""
        holds = [source.holds for source in self.sources]
        if not holds:
            return "sources"
        if "transactions" in holds and self.period is None:
            return "period"
        if "transactions" not in holds and not any("revenue" in s.columns for s in self.sources if s.holds == "customers"):
            return "revenue"
        return "tree" if self.package == "deepdive" and not self.tree.factors else ""

    @property
    def lacking(self) -> str:
        """What a study cannot do without and the engagement does not say yet, as a sentence; "" where it is whole."""
        return _LACKING[self.lacks].format(name=self._typed_name)

    @property
    def _typed_name(self) -> str:
        return f'"{self.name}"' if " " in self.name else self.name

    @property
    def measures(self) -> tuple[str, ...]:
        """The columns that a measured leaf of the factor tree may be read from: those known of each client, and own attributes."""
        own = (f"{ATTRIBUTE}{name}" for source in self.sources if source.holds == "customers" for name in source.attributes)
        return (*MEASURES, *dict.fromkeys(own))

    @property
    def file(self) -> Path:
        return self._file

    @property
    def folder(self) -> Path:
        """The client's workbook folder."""
        return self._file.parent

    @property
    def name(self) -> str:
        """The name of the client's folder, by which commands call the engagement."""
        return self.folder.name

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def identity(self) -> Client:
        """Whose files the intake reads. Raises EngagementError where decisions.yaml or corrections.yaml cannot be used."""
        decided, returned = read_decisions(self.decisions), read_corrections(self.corrections)
        return Client(self.client, self.name, self.currency, self.rates, decided, self.date, returned, self.rated)

    @property
    def rated(self) -> RatedLeaves | None:
        """What people rate customers by; None where the package or the tree asks nobody."""
        tree = grow(self.tree)
        names = tuple(node.name for node in tree.nodes if node.is_rated)
        return RatedLeaves(names, tree.lowest, tree.highest) if names and self.package == "deepdive" else None

    @property
    def decisions(self) -> Path:
        """The file that holds what has been decided about the client's data."""
        return self.folder / DECISIONS

    @property
    def corrections(self) -> Path:
        """The file that holds what people have decided in returned files."""
        return self.folder / CORRECTIONS

    @property
    def accepted(self) -> Path:
        """The file that says what the last accepted delivery looked like."""
        return self.folder / ACCEPTED

    @property
    def logo(self) -> Logo | None:
        """The brand's logo as it was when the engagement was read; None where there is none."""
        return self._logo

    @property
    def client_logo(self) -> Logo | None:
        """The client's logo as it was when the engagement was read; None where there is none."""
        return self._client_logo

    @property
    def words(self) -> Words:
        """The engagement's language and currency."""
        return Words(self.language, self.currency)


def read_engagement(path: str | Path, *, sources_needed: bool = True) -> Engagement:
    """Return the engagement written in a file. Raises EngagementError with every problem of the file at once.

    While the client's files are taken in and the factor tree is agreed, sources and the tree may still be unfinished: then say that they are
    not all needed yet.
    """
    file = Path(path).absolute()
    if not file.is_file():
        raise EngagementError(
            [f"{file.name} is missing in {file.parent.name}. Make one with: segkit new {file.parent.name}"], code="SEG-G09"
        )
    yaml = read_yaml(file)
    _quoted_colours(yaml)
    engagement = read_record(Engagement, yaml)
    if engagement.package == "deepdive":
        engagement = engagement.model_copy(update={"tree": completed(engagement.tree, engagement.language)})
    engagement._file = file
    engagement._logo = _read_logo(engagement, yaml, "logo")
    engagement._client_logo = _read_logo(engagement, yaml, "client_logo")
    if sources_needed and engagement.lacking:
        line = yaml.line(("package" if engagement.lacks == "tree" else "sources",)) if engagement.sources else 0
        raise EngagementError([f"{file.name}{f', line {line}' if line else ''}: {engagement.lacking}"])
    if sources_needed and engagement.package == "deepdive":
        _whole_tree(engagement, yaml)
    return engagement


def _whole_tree(engagement: Engagement, yaml: YamlFile) -> None:
    """Raise EngagementError with everything that the factor tree lacks: nobody is rated by a factor that is not defined."""
    found = gaps(engagement.tree, engagement.measures)
    if found:
        told = sorted((yaml.line(_in_file(gap.place, yaml)), gap.sentence) for gap in found)
        raise EngagementError([f"{yaml.path.name}, line {line}: {sentence}" for line, sentence in told])


def _in_file(place: Place, yaml: YamlFile) -> Place:
    """Return the place of a gap in the file; a tree may be written as its list of factors alone."""
    return ("tree", *(place[1:] if isinstance(yaml.data.get("tree"), list) else place))


def _read_logo(engagement: Engagement, yaml: YamlFile, key: str) -> Logo | None:
    name = str(getattr(engagement.brand, key))
    return read_logo(name, engagement.folder, f"{yaml.path.name}, line {yaml.line(('brand', key))}", key) if name else None


def _quoted_colours(yaml: YamlFile) -> None:
    """Raise EngagementError for a colour that YAML has read as a remark: what follows a bare # is lost, and the default would be taken."""
    brand = yaml.data.get("brand")
    lost = [key for key in ("colour", "accent") if isinstance(brand, dict) and brand.get(key, "") is None]
    if lost:
        raise EngagementError(
            [
                f"{yaml.path.name}, line {yaml.line(('brand', key))}: '{key}' is empty. A colour begins with #, which starts a remark: "
                f"write it in quotes, such as {key}: '#12355B', or leave the line out."
                for key in lost
            ]
        )
