"""The implementation plan of a study: its tasks, with the numbers of accounts that each concerns."""

from segkit.segments import NOT_RATED_SEGMENT
from segkit.strategy import Task, implementation
from segkit.study import Study


def tasks(study: Study) -> tuple[Task, ...]:
    """Return the plan's tasks with the numbers of accounts that they concern."""
    proposals = study.customers["proposal"].value_counts()
    counts = {
        "find_out": study.segmentation.count(NOT_RATED_SEGMENT),
        "prices": int(proposals.get("adjust", 0)),
        "review": int(proposals.get("review", 0)),
        "leads": len(study.leads),
        "crm": len(study.customers) + len(study.leads),
        "questions": sum(finding.severity == "question" for finding in study.findings),
        "hand_out": int(study.customers["owner"].replace("", None).nunique()),
    }
    period = study.engagement.plan_period
    return implementation(study.engagement.date, period.review, counts)
