"""What belongs to the plan where there is any: its campaigns, and how much of the planned has been done."""

from segkit.study import Study
from segkit.views import campaigns as views
from segkit.views.parts import Parts
from segkit.views.text import bullets, heading, paragraph, points


def campaigns(study: Study) -> Parts | None:
    """Return the campaigns of the plan and where they meet; None where there are none."""
    words, table = study.words, views.campaigns(study)
    if table is None:
        return None
    text = heading(words("Campaigns"), 2) + paragraph(
        words(
            "The control group is drawn by lot within each segment, the same in every run, and is never contacted in its campaign. The Excel file "
            "lists every account with its group."
        ),
        views.left_out_text(study),
    )
    met = [views.overlap_text(study, overlap) for overlap in study.campaigns.overlaps]
    goals = points([(target.campaign.name, views.goal_text(study, target)) for target in study.campaigns.targets])
    return Parts.of(text, table, paragraph(words("Judged by:")) + goals, bullets(met) if met else None)


def progress(study: Study) -> Parts | None:
    """Return what was planned against what was done; None before anything has come back."""
    words, table = study.words, views.planned_and_done(study)
    if table is None or study.progress is None:
        return None
    lost = study.progress.elsewhere
    text = heading(words("Planned and done"), 2) + paragraph(
        words("An action counts as open until the strategy file comes back with another status."),
        words.plural(
            "{n} status belongs to an action that is no longer in the list.",
            "{n} statuses belong to actions that are no longer in the list.",
            lost,
        )
        if lost
        else "",
    )
    return Parts.of(text, table)
