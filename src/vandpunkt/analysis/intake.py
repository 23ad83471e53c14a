"""Intake as columns of the model: filled from the nearest year, standardised, no column superfluous."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vandpunkt.analysis.cells import Cells
from vandpunkt.analysis.remarks import Remark
from vandpunkt.domain.problems import marked

Array = NDArray[np.float64]
LEAST_OWN_VARIANCE = 1e-6
MISSING = "missing:"


@dataclass(frozen=True)
class Intake:
    """Columns of the model: covariates × years × schools, standardised over the cells that say something.

    `names` as in the table, or `missing:` and a name for the term of schools without a value in any
    year. A column's coefficient is per standard deviation: divide by `scale` for one unit.
    """

    names: tuple[str, ...]
    values: Array
    centre: Array
    scale: Array
    remarks: tuple[Remark, ...]


def lay_out(cells: Cells, years: NDArray[np.int64]) -> Intake:
    """Intake on the grid of `years` (first calendar years) × schools.

    A school and year without a value takes the school's nearest year's (the earlier of two); a school
    without any takes the mean and gets a term of its own. Constant columns, and columns that the years
    and earlier columns already determine, are left out. All of it is said in remarks.
    """
    shape = (len(years), len(cells.schools))
    seen = np.zeros(shape)
    informative = cells.informative
    seen[cells.year[informative] - years[0], cells.school[informative]] = 1.0
    columns, remarks = [], []
    for index, name in enumerate(cells.intake_names):
        table = np.full(shape, np.nan)
        table[cells.year - years[0], cells.school] = cells.intake[:, index]
        filled, borrowed = _from_nearest_year(table)
        remarks += _said(name, borrowed & (seen > 0), np.isnan(filled) & (seen > 0))
        columns += _columns(name, filled, seen)
    kept, dropped = _independent(columns, seen)
    remarks += [
        Remark(
            "intake_left_out",
            marked("Kolumnen {name} tillför inget utöver läsår och övriga kolumner och är utelämnad."),
            {"name": column.name},
        )
        for column in dropped
        if not column.name.startswith(MISSING)
    ]
    return Intake(
        tuple(column.name for column in kept),
        np.array([column.values for column in kept]).reshape(len(kept), *shape),
        np.array([column.centre for column in kept]),
        np.array([column.scale for column in kept]),
        tuple(remarks),
    )


@dataclass(frozen=True)
class _Column:
    name: str
    values: Array
    centre: float
    scale: float


def _from_nearest_year(table: Array) -> tuple[Array, NDArray[np.bool_]]:
    filled, missing = table.copy(), np.isnan(table)
    for distance in range(1, len(table)):
        for source in (-distance, distance):
            for row in range(max(0, -source), min(len(table), len(table) - source)):
                empty = np.isnan(filled[row])
                filled[row, empty] = table[row + source, empty]
    return filled, missing & ~np.isnan(filled)


def _said(name: str, borrowed: NDArray[np.bool_], missing: NDArray[np.bool_]) -> list[Remark]:
    remarks = []
    if borrowed.any():
        text = marked("{name} saknas för {cells} av skolornas läsår; närmaste läsårets värde är använt.")
        remarks.append(Remark("intake_nearest_year", text, {"name": name, "cells": int(borrowed.sum())}))
    schools = int(missing.any(axis=0).sum())
    if schools:
        text = marked("{name} saknas helt för {schools} skolor; de har en egen term i modellen.")
        remarks.append(Remark("intake_missing", text, {"name": name, "schools": schools}))
    return remarks


def _columns(name: str, filled: Array, seen: Array) -> list[_Column]:
    missing = np.isnan(filled)
    known = seen * ~missing
    if not known.any():
        return [_Column(name, np.zeros_like(filled), 0.0, 1.0)]
    centre = float(filled[known > 0].mean())
    scale = float(filled[known > 0].std()) or 1.0
    columns = [_Column(name, np.where(missing, 0.0, (filled - centre) / scale), centre, scale)]
    if missing.any():
        columns.append(_Column(MISSING + name, missing.astype(float), 0.0, 1.0))
    return columns


def _independent(columns: list[_Column], seen: Array) -> tuple[list[_Column], list[_Column]]:
    """Gram and Schmidt within years: a column stays if enough of it is its own."""
    kept: list[_Column] = []
    dropped: list[_Column] = []
    basis: list[Array] = []
    pupils = np.maximum(seen.sum(axis=1, keepdims=True), 1.0)
    for column in columns:
        own = (column.values - (column.values * seen).sum(axis=1, keepdims=True) / pupils) * seen
        for direction in basis:
            own = own - direction * float(np.sum(own * direction))
        size = float(np.sum(own**2))
        if size > LEAST_OWN_VARIANCE * max(seen.sum(), 1.0):
            kept.append(column)
            basis.append(own / np.sqrt(size))
        else:
            dropped.append(column)
    return kept, dropped
