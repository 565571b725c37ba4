"""The sheets of the strategy file in the order of their tabs, each with a sentence on what it is for."""

from collections.abc import Sequence
from dataclasses import dataclass

from segkit.deliverables.excel.capacity_place import has_reps
from segkit.deliverables.excel.rep_sheets import Rep
from segkit.intake import MARK_SHEET
from segkit.study import Study
from segkit.words import Words


@dataclass(frozen=True)
class SheetPlan:
    """A sheet to come: its key, its name in the client's language, its kind (formats.TAB_COLOURS) and what it is for."""

    key: str
    name: str
    kind: str
    about: str


def money_plans(study: Study) -> tuple[SheetPlan, ...]:
    """Return the Deep Dive's sheets of money and time; a Basic engagement has none."""
    words = study.words
    if study.deep is None:
        return ()
    return (
        SheetPlan(
            "costs", words("Costs and capacity"), "input", words("What each account cost, what an hour costs, and what was not used.")
        ),
        SheetPlan(
            "contribution", words("True contribution"), "list", words("Every customer from revenue to true contribution, step by step.")
        ),
        SheetPlan("whale", words("Whale curve"), "result", words("What the best customers bring, and what the others take away again.")),
        SheetPlan(
            "growth", words("Customers to build on"), "list", words("Whom to grow with within the plan, to which target, and by whom.")
        ),
        SheetPlan("change", words("Customers to change"), "list", words("Who is below the target, and which price or service would do.")),
        SheetPlan("thieves", words("Time thieves"), "list", words("Who takes much time and brings little, and the hours to release.")),
        SheetPlan("levers", words("Levers"), "result", words("Quality, time and service: where one small step is worth most.")),
    )


def contents(study: Study, reps: Sequence[Rep], *, compared: bool) -> tuple[SheetPlan, ...]:
    """Return every sheet that this study's file has; `compared` says that there was a delivery before."""
    words = study.words
    return (
        SheetPlan("cover", words("Cover"), "result", ""),
        SheetPlan("overview", words("Overview"), "result", words("The headline figures, the segments and how the revenue is spread.")),
        SheetPlan("matrix", words("Matrix"), "result", words("Number and money in every cell of the grid.")),
        SheetPlan("strategy", words("Strategy"), "result", words("What to do in each segment, and the hours it takes.")),
        *(
            [SheetPlan("management", words("Management"), "result", words("Customers, money and planned hours per sales rep."))]
            if reps
            else []
        ),
        *([capacity_plan(words)] if has_reps(study) else []),
        SheetPlan(
            "parameters",
            words("Parameters"),
            "input",
            words("Thresholds, contacts and hours. Change a yellow cell and every sheet follows."),
        ),
        *([factors_plan(words)] if study.deep else []),
        SheetPlan("customers", words("Customers"), "list", words("Every customer with its figures, grade, reason and proposal.")),
        *(rating_plans(words) if study.deep else []),
        *(SheetPlan(rep.key, rep.name, "list", words("The customers of one sales rep.")) for rep in reps),
        SheetPlan("service", words("Customer service"), "list", words("Who is answered first and with which service.")),
        SheetPlan(
            "actions", words("Action list"), "list", words("What is done with each customer, by whom and when; with a status to fill in.")
        ),
        SheetPlan("best_worst", words("Best and worst"), "list", words("The customers who earn the most and the least, side by side.")),
        *money_plans(study),
        SheetPlan("leads", words("Leads"), "list", words("The leads by the same rule.")),
        SheetPlan(
            "find_out",
            words("What to find out"),
            "list",
            words("The accounts whose potential is unknown, in the order of what an answer is worth."),
        ),
        SheetPlan(
            "funnel", words("Funnel"), "list", words("Who goes on at each of the four steps, who comes first, and why the others do not.")
        ),
        SheetPlan("value", words("Value at stake"), "result", words("What can be won and recovered within the plan, in three scenarios.")),
        *(
            [SheetPlan("campaigns", words("Campaigns"), "list", words("Whom each campaign is for, and who is left out of it to compare."))]
            if study.campaigns.targets
            else []
        ),
        SheetPlan("plan", words("Implementation plan"), "list", words("Who does what until when, from delivery to the next segmentation.")),
        *([SheetPlan("changes", words("Changes"), "list", words("What changed since the last delivery, and why."))] if compared else []),
        SheetPlan("findings", words("Findings"), "background", words("What was odd in the data, and the account of every row.")),
        SheetPlan("method", words("Method"), "background", words("How the figures and grades come about.")),
        SheetPlan("lookups", words("Lists"), "background", words("What the formulas look up.")),
        SheetPlan("chart_data", words("Chart data"), "background", words("The figures that the charts draw.")),
        SheetPlan("mark", MARK_SHEET, "background", ""),
    )


def capacity_plan(words: Words) -> SheetPlan:
    """Return the sheet of the sales reps' hours, which is there only where there are sales reps."""
    about = words("The hours that each sales rep's customers ask for, against the hours there are. Change a yellow cell and all follows.")
    return SheetPlan("capacity", words("Capacity"), "input", about)


def factors_plan(words: Words) -> SheetPlan:
    """Return the sheet of the factor tree, which only a Deep Dive has."""
    about = words("What customers are rated by. Change a yellow weight, scale or class and every customer is rated again.")
    return SheetPlan("factors", words("Factor tree"), "input", about)


def rating_plans(words: Words) -> tuple[SheetPlan, ...]:
    """Return the sheets of the ratings and of one customer."""
    return (
        SheetPlan("ratings", words("Ratings"), "list", words("Every customer's points, ratings at every level, class and way up.")),
        SheetPlan(
            "card", words("One customer"), "result", words("Everything about one customer on one page: choose a number and print it.")
        ),
    )
