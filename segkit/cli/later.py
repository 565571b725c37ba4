"""The parts that commands use, each imported when it is first used: `segkit --help` must not wait for pandas and papermill."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from segkit import circle, example, intake, lab, notebooks, returned, study, terminal
    from segkit import engagement as engagements
    from segkit import look as looks
    from segkit import score as scores
    from segkit.deliverables import calendar as calendars
    from segkit.deliverables import data_request, intake_report, protecting, rating_sheets, tree_form, trials, unlocking
    from segkit.deliverables import packs as pack_files
    from segkit.example import rated
    from segkit.fit import asked as asking
    from segkit.fit import fitting
    from segkit.notebooks import demo_folder, lock
    from segkit.notebooks import quick_look as quick_looks
    from segkit.packs import registry as packs
else:

    class _Later:
        """A module that is imported when it is first used: `segkit --help` must not wait for pandas and papermill."""

        def __init__(self, name: str) -> None:
            self._name = name

        def __getattr__(self, attribute: str) -> Any:
            return getattr(import_module(self._name), attribute)

    engagements, example, intake, lab, notebooks, returned, scores, terminal = (
        _Later(f"segkit.{name}") for name in ("engagement", "example", "intake", "lab", "notebooks", "returned", "score", "terminal")
    )
    circle = _Later("segkit.circle")
    data_request, intake_report, protecting, rating_sheets, tree_form, unlocking = (
        _Later(f"segkit.deliverables.{name}")
        for name in ("data_request", "intake_report", "protecting", "rating_sheets", "tree_form", "unlocking")
    )
    calendars = _Later("segkit.deliverables.calendar")
    packs, pack_files = _Later("segkit.packs.registry"), _Later("segkit.deliverables.packs")
    study, rated = _Later("segkit.study"), _Later("segkit.example.rated")
    trials, asking, fitting, lock = (
        _Later(f"segkit.{name}") for name in ("deliverables.trials", "fit.asked", "fit.fitting", "notebooks.lock")
    )
    demo_folder, quick_looks, looks = _Later("segkit.notebooks.demo_folder"), _Later("segkit.notebooks.quick_look"), _Later("segkit.look")

__all__ = [
    "asking",
    "calendars",
    "circle",
    "data_request",
    "demo_folder",
    "engagements",
    "example",
    "fitting",
    "intake",
    "intake_report",
    "lab",
    "lock",
    "looks",
    "notebooks",
    "pack_files",
    "packs",
    "protecting",
    "quick_looks",
    "rated",
    "rating_sheets",
    "returned",
    "scores",
    "study",
    "terminal",
    "tree_form",
    "trials",
    "unlocking",
]
