"""What is kept of a fit: each school's years and next year, and what to make of the list of the lowest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vandpunkt.analysis.backtest import middle_share
from vandpunkt.analysis.cells import Cells, Published, cells_from
from vandpunkt.analysis.fit import Fit, fit
from vandpunkt.analysis.results import fit_values, nearest_cohort
from vandpunkt.analysis.similar import most_similar
from vandpunkt.analysis.standing import ranks, stay_on_list
from vandpunkt.domain.problems import Problem

LISTED = 10
Integers = NDArray[np.int64]


def standing_values(
    published: Sequence[Published], *, own: set[str], threshold: float
) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Fit the panel; returns what is kept of the fit, and by school code what is kept of each school.

    Ranks, and the list of the lowest, are among our own schools. Raises Problem where no model can be
    carried.
    """
    cells = cells_from(published)
    fitted = fit(cells)
    values = fit_values(fitted, threshold)
    schools = _by_school(values)
    similar = most_similar({one.school: tuple(one.intake.values()) for one in published if one.intake})
    for code, kept in schools.items():
        kept["similar"] = list(similar.get(code, ()))
    _add_places_among_own(fitted, schools, own)
    outlook = _outlook(cells, fitted, own)
    return (
        {
            "fit": values["fit"],
            "remarks": values["remarks"],
            "threshold": threshold,
            "schools": len(schools),
            "outlook": outlook,
        },
        schools,
    )


def _by_school(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    schools: dict[str, dict[str, Any]] = {
        one["school_unit_code"]: {"years": [], "next_year": one["next_year"]} for one in values["schools"]
    }
    for cell in sorted(values["cells"], key=lambda cell: cell["school_year"]):
        kept = schools[cell["school_unit_code"]]
        kept["years"].append(
            {
                key: cell[key]
                for key in ("school_year", "underlying", "expected", "difference", "below_threshold")
            }
        )
        kept["below_threshold"] = cell["below_threshold"]
    return schools


def _latest_year(cells: Cells) -> int:
    return int(cells.year[cells.informative].max())


def _own_of(cells: Cells, own: set[str], year: int) -> Integers:
    """The columns of our own schools with a value in a school year."""
    there = cells.informative & (cells.year == year)
    mine = np.array([code in own for code in cells.schools])
    return np.unique(cells.school[there & mine[cells.school]])


def _add_places_among_own(fitted: Fit, schools: dict[str, dict[str, Any]], own: set[str]) -> None:
    cells = fitted.cells
    columns = _own_of(cells, own, _latest_year(cells))
    if not len(columns):
        return
    drawn = ranks(fitted, _latest_year(cells), columns)
    lowest = drawn.among_lowest(min(LISTED, len(columns)))
    low, middle, high = drawn.points((0.05, 0.5, 0.95))
    for place, column in enumerate(columns):
        schools[cells.schools[column]]["rank"] = {
            "of": len(columns),
            "low": int(low[place]),
            "middle": int(middle[place]),
            "high": int(high[place]),
            "among_lowest": round(float(lowest[place]), 4),
        }


def _outlook(cells: Cells, fitted: Fit, own: set[str]) -> dict[str, Any]:
    """How many of the lowest by published share would leave that list next year, and a check a year back."""
    latest = _latest_year(cells)
    outlook: dict[str, Any] = {
        "listed": LISTED,
        "school_year": latest,
        "leave": _leaving(fitted, own, latest),
    }
    before = cells.where(cells.year < latest)
    try:
        earlier = fit(before)
    except (Problem, ValueError):
        return outlook
    outlook["checked"] = {
        "school_year": latest - 1,
        "predicted": _leaving(earlier, own, latest - 1),
        "observed": _left(cells, own, latest),
    }
    return outlook


def _lowest(cells: Cells, own: set[str], year: int) -> Integers:
    """The columns of the lowest by published share among our own, lowest first."""
    there = cells.where(cells.informative & (cells.year == year))
    mine = np.array([cells.schools[column] in own for column in there.school], dtype=bool)
    share, columns = middle_share(there)[mine], there.school[mine]
    return columns[np.argsort(share, kind="stable")][:LISTED]


def _leaving(fitted: Fit, own: set[str], year: int) -> float | None:
    """How many are expected to leave the list that a year's published shares give, with nobody's help."""
    listed = np.sort(_lowest(fitted.cells, own, year))
    compared = _own_of(fitted.cells, own, year)
    if len(listed) < LISTED or len(compared) <= LISTED:
        return None
    stay = stay_on_list(fitted, year + 1, listed, compared, nearest_cohort(fitted)[compared])
    return round(len(listed) - float(stay.sum()), 2)


def _left(cells: Cells, own: set[str], year: int) -> int | None:
    """How many of the lowest a year before are not among the lowest this year."""
    before, now = _lowest(cells, own, year - 1), _lowest(cells, own, year)
    if len(before) < LISTED or len(now) < LISTED:
        return None
    return len(set(before.tolist()) - set(now.tolist()))
