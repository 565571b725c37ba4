"""manifest.json: what a deliverable is made of, from which files, by which rules, and what it adds up to.

Its only date is the engagement's, and its paths lie inside the client's folders: the same study gives the same manifest.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import segkit
from segkit.circle import LastDelivery, sha256
from segkit.deep_dive import SEED, WEIGHTINGS, DeepDive
from segkit.segments import NOT_RATED_SEGMENT, Segmentation
from segkit.study import Study
from segkit.words import is_missing

Facts = Mapping[str, Any]
"""A manifest as plain data, in the order in which it is written."""


@dataclass(frozen=True)
class Template:
    """Which notebook was run: its file name, its hash, and whether it differs from the one that segkit ships."""

    name: str
    sha256: str
    modified: bool


def study_facts(study: Study, files: Iterable[tuple[str, Path]], last: LastDelivery) -> Facts:
    """Return what a manifest says of a study, with `files` as (role, path); template, hashes and the report's notices follow later."""
    engagement, intake = study.engagement, study.intake
    period = engagement.period
    return {
        "segkit": segkit.__version__,
        "client": engagement.client,
        "name": engagement.name,
        "package": engagement.package,
        "language": engagement.language,
        "currency": engagement.currency,
        "date": engagement.date.isoformat(),
        "delivery": study.delivery,
        "period": {"from": period.begin.isoformat(), "to": period.end.isoformat()} if period else None,
        "preset": engagement.abcd.preset,
        "pareto_preset": engagement.pareto.preset,
        "thresholds": [{"key": cut.key, "value": cut.value, "quantile": cut.quantile} for axis in study.grid.axes for cut in axis.cuts],
        "parameters": [{"key": parameter.key, "value": _number(parameter.value)} for parameter in study.parameters],
        "compared_with": last.delivered.date.isoformat() if last.delivered else None,
        "template": None,
        "engagement": {"path": engagement.file.name, "sha256": sha256(engagement.file)},
        "inputs": [{"path": f"data/{read.file}", "holds": read.holds, "sha256": read.sha256, "rows": read.rows} for read in intake.files],
        "files": [{"role": role, "path": path.name} for role, path in files],
        "counts": _counts(study.segmentation, "customers") | {"leads": _counts(study.lead_segmentation, "leads")},
        "revenue_total": _number(study.segmentation.total["revenue"], 2),
        "reconciliation": {
            "lines": [
                {"file": line.file, "what": line.what, "rows": line.rows, "amount": _number(line.amount), "customers": line.customers}
                for line in intake.reconciliation.lines
            ],
            "revenue_used": _number(intake.reconciliation.revenue_used),
            "rounding": _number(intake.reconciliation.rounding),
        },
        **({"deep_dive": _deep_facts(study.deep)} if study.deep is not None else {}),
        "crm_raw": dict(engagement.output.crm_raw),
        "notices": list(last.notices),
    }


def _deep_facts(deep: DeepDive) -> Facts:
    """Return what the Deep Dive came to: the tree and who is in which class, how far raters agree, and the accounts to the øre."""
    classes, true = deep.customers["rating_class"], deep.customers["true_contribution"]
    return {
        "tree": [
            {
                "place": ".".join(map(str, node.place)),
                "name": node.name,
                "weight": _number(node.weight, 9),
                "in_all": _number(node.weight_in_all, 9),
            }
            for node in deep.tree.nodes
        ],
        "missing": deep.tree.settings.missing,
        "least_covered": deep.tree.settings.least_covered,
        "classes": [{"name": band.name, "least": band.least, "customers": int((classes == band.name).sum())} for band in deep.tree.classes],
        "not_rated": int(classes.isna().sum()),
        "ratings": {
            "agreement": _number(deep.raters.agreement, 6),
            "compared": deep.raters.compared,
            "given": sum(one.given for one in deep.raters.progress),
            "decided": len(deep.raters.decided),
        },
        "weightings": {"number": WEIGHTINGS, "seed": SEED},
        "true_contribution": _number(true.dropna().sum(), 2) if true.notna().any() else None,
        "true_contribution_unknown": int(true.isna().sum()),
        "accounts": [
            {
                "name": account.name or account.step,
                "step": account.step,
                "source": account.source,
                **{name: _number(getattr(account, name)) for name in ("ledger", "customers", "of_nobody", "beyond", "unused")},
            }
            for account in deep.contribution.accounts
        ],
    }


def completed(facts: Facts, template: Template, folder: Path, files: Iterable[tuple[str, Path]], notices: Iterable[str]) -> Facts:
    """Return the manifest of a folder whose files are all written: (role, path), hashed as they stand on the disk."""
    described = [
        {"role": role, "path": path.relative_to(folder).as_posix(), "sha256": sha256(path), "bytes": path.stat().st_size}
        for role, path in files
    ]
    return {**facts, "template": asdict(template), "files": described, "notices": [*facts["notices"], *notices]}


def as_json(facts: Facts) -> bytes:
    """Return a manifest as the bytes of its file."""
    return (json.dumps(facts, ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode()


def _counts(segmentation: Segmentation, of: str) -> dict[str, Any]:
    accounts = segmentation.table["accounts"]
    graded = {str(grade): int(number) for grade, number in accounts.items() if grade != NOT_RATED_SEGMENT}
    return {of: int(accounts.sum()), "graded": sum(graded.values()), "not_rated": segmentation.count(NOT_RATED_SEGMENT), "grades": graded}


def _number(value: float | Decimal | None, decimals: int | None = None) -> float | None:
    if value is None or is_missing(value):
        return None
    return float(value) if decimals is None else round(float(value), decimals)
