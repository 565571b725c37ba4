"""The library of ready factors: name, definition, anchors or points, data source and lever, in five languages."""

from functools import cache
from pathlib import Path
from typing import Any, Literal

from segkit.parameters import read_yaml
from segkit.rating.factors.settings import Factor, FactorTree

_FOLDER = Path(__file__).with_name("ready")
LANGUAGES: tuple[Literal["da", "sv", "nb", "en", "de"], ...] = ("da", "sv", "nb", "en", "de")
SCALE = (1, 5)
"""The scale that the library's anchors and points are made for."""


@cache
def _entries() -> dict[str, Any]:
    """Return every ready factor by its key, in the order of the library."""
    return {key: entry for file in ("effort", "relation", "value") for key, entry in read_yaml(_FOLDER / f"{file}.yaml").data.items()}


@cache
def ready_keys() -> tuple[str, ...]:
    """Return the keys of the ready factors, in the order of the library."""
    return tuple(_entries())


def fits_scale(settings: FactorTree) -> bool:
    """Return whether the library's anchors and points fit a tree's scale."""
    return (settings.lowest, settings.highest) == SCALE


@cache
def ready_factor(key: str, language: str) -> Factor:
    """Return a factor of the library in a language: without weight and owner, which are the client's to say. Raises KeyError for an unknown key."""
    entry = _entries()[key]
    spoken = entry[language]
    given = {name: entry[name] for name in ("direction", "column", "points", "step", "lever") if entry.get(name) is not None}
    given |= {name: spoken[name] for name in ("name", "definition", "source", "unit") if name in spoken}
    if "anchors" in spoken:
        given["anchors"] = dict(zip(range(SCALE[0], SCALE[1] + 1), spoken["anchors"], strict=True))
    return Factor.model_validate(given)


def completed(settings: FactorTree, language: str) -> FactorTree:
    """Return the settings with what `ready` fills in; what a person has written stands, and an unknown key is left for `gaps` to tell."""
    return settings.model_copy(update={"factors": [_completed(factor, language, fits_scale(settings)) for factor in settings.factors]})


def _completed(factor: Factor, language: str, fits: bool) -> Factor:
    below = [_completed(child, language, fits) for child in factor.factors]
    if factor.ready not in ready_keys():
        return factor.model_copy(update={"factors": below})
    filled = _filling(factor, ready_factor(factor.ready, language), split=bool(below), fits=fits)
    return factor.model_copy(update={**filled, "factors": below})


def _filling(factor: Factor, ready: Factor, *, split: bool, fits: bool) -> dict[str, Any]:
    """Return what the library adds: only the words where the factor is split, and no points of another scale.

    A leaf that says itself how it is rated, by anchors, or measured, by a column, is given nothing of the other kind.
    """
    wanted = ["name", "definition"]
    if not split:
        wanted += ["source", "direction", "lever"]
        if ready.column is not None and not factor.anchors and factor.column in {None, ready.column}:
            wanted += ["column", "unit", "step", *(["points"] if fits else [])]
        elif factor.column is None and fits:
            wanted += ["anchors"]
    return {name: _one(factor, ready, name) for name in wanted if name in ready.model_fields_set}


def _one(factor: Factor, ready: Factor, name: str) -> Any:
    own = getattr(factor, name)
    if name == "anchors":
        return {**ready.anchors, **own}
    is_own = name in factor.model_fields_set and own not in ("", None, [])
    return own if is_own else getattr(ready, name)
