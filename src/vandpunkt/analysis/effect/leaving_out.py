"""What a fitted model would have forecast had some more cells been left out: low-rank updates, no refit.

A school whose cells are left out gets its own effects anew (Newton on its few years, the border held);
the border, which all schools share, is then moved by the difference that those schools make to its
small system. Hyperparameters stay. Derivation in docs/method-effect.md, "Without refitting".
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from vandpunkt.analysis.effect.likelihood import derivatives
from vandpunkt.analysis.fit import Fit
from vandpunkt.analysis.joint import SchoolBlocks, border_design
from vandpunkt.analysis.panel import Panel

Array = NDArray[np.float64]
Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]
NEWTON_STEPS = 12
TOLERANCE = 1e-6


@dataclass(frozen=True)
class Ground:
    """A fitted model's quadratic approximation, ready for cells to be left out.

    precision: prior of one school's years. border, information, target: the shared part's mode and its
    system. border_shift: from mode to mean. cell: index in the panel by school and year, −1 where
    nothing is known.
    """

    panel: Panel
    precision: Array
    border: Array
    border_shift: Array
    information: Array
    target: Array
    weight: Array
    cell_target: Array
    logit: Array
    cell: Integers

    @classmethod
    def of(cls, fitted: Fit) -> Ground:
        """From the fit at the maximum over the hyperparameters."""
        panel, best = fitted.panel, fitted.search.best
        mode = best.mode
        cell = np.full((panel.schools, panel.years), -1, dtype=np.int64)
        known = np.flatnonzero(panel.informative)
        cell[panel.school[known], panel.year[known]] = known
        kept = slice(panel.schools)
        levels, coefficients = mode.border[: panel.years], mode.border[panel.years :]
        expected = levels[:, None] + np.tensordot(coefficients, panel.covariate, axes=1)
        return cls(
            panel=panel,
            precision=mode.precision.matrix,
            border=mode.border,
            border_shift=best.curvature.border_shift,
            information=mode.border_information,
            target=mode.border_information @ mode.border,
            weight=np.ascontiguousarray(mode.weight[:, kept].T),
            cell_target=np.ascontiguousarray(mode.target[:, kept].T),
            logit=np.ascontiguousarray((expected + mode.point.effect[:, kept]).T),
            cell=cell,
        )


@dataclass(frozen=True)
class Releases:
    """Schools (items) each with some cells left out, before the border has been moved.

    own_covariance: of a school's logits given the border, items × years × years. reach: how its logits
    move with the border, items × years × border. rest: logits less reach · border, mean not mode.
    information, target: what the release changes in the border's system.
    """

    school: Integers
    own_covariance: Array
    reach: Array
    rest: Array
    information: Array
    target: Array

    def of(self, items: Integers) -> Releases:
        """Some of the items."""
        return Releases(*(getattr(self, each.name)[items] for each in fields(self)))


def release(ground: Ground, school: Integers, out: Flags) -> Releases:
    """Leave the cells marked in `out` (items × years) out of the schools in `school` (one an item)."""
    design = border_design(ground.panel, school)
    weight, target, third = _own_mode(ground, school, out, design)
    own = _inverse(ground.precision + _diagonal(weight))
    reach = design - own @ (weight[:, :, None] * design)
    covariance = _inverse(ground.information)
    variance = _diagonal_of(own) + np.einsum("stb,bc,stc->st", reach, covariance, reach)
    pull = 0.5 * variance * third
    rest = np.einsum("stu,su->st", own, target + pull) + reach @ ground.border_shift
    new = _border_part(design, weight, target, own)
    old_weight, old_target = ground.weight[school], ground.cell_target[school]
    old = _border_part(design, old_weight, old_target, _inverse(ground.precision + _diagonal(old_weight)))
    return Releases(school, own, reach, rest, new[0] - old[0], new[1] - old[1])


def joint(ground: Ground, releases: Releases) -> SchoolBlocks:
    """The logits of all items, one block each, with all their cells left out at once."""
    covariance = np.linalg.inv(ground.information + releases.information.sum(axis=0))
    border = covariance @ (ground.target + releases.target.sum(axis=0))
    loading = releases.reach @ np.linalg.cholesky(covariance)
    return SchoolBlocks(releases.rest + releases.reach @ border, releases.own_covariance, loading)


def _own_mode(ground: Ground, school: Integers, out: Flags, design: Array) -> tuple[Array, Array, Array]:
    """(weight, target, third derivative) at the mode of each school's own years, the border held."""
    cell = np.where(out, -1, ground.cell[school])
    seen = cell >= 0
    terms = ground.panel.terms.of(cell[seen])
    expected = design @ ground.border
    logit = ground.logit[school].copy()
    weight, target, third = (np.zeros(cell.shape) for _ in range(3))
    for _ in range(NEWTON_STEPS):
        if seen.any():
            found = derivatives(terms, logit[seen])
            weight[seen] = np.maximum(found.information, 0.0)
            target[seen] = weight[seen] * logit[seen] + found.slope
            third[seen] = found.third
        system = ground.precision + _diagonal(weight)
        effect = np.linalg.solve(system, (target - weight * expected)[:, :, None])[:, :, 0]
        moved = np.abs(expected + effect - logit).max(initial=0.0)
        logit = expected + effect
        if moved < TOLERANCE:
            break
    return weight, target, third


def _border_part(design: Array, weight: Array, target: Array, own: Array) -> tuple[Array, Array]:
    """Each school's share in the border's matrix and vector, its own years integrated out."""
    weighted = weight[:, :, None] * design
    matrix = design.transpose(0, 2, 1) @ weighted - weighted.transpose(0, 2, 1) @ own @ weighted
    left = target - weight * np.einsum("stu,su->st", own, target)
    return matrix, np.einsum("stb,st->sb", design, left)


def _inverse(matrices: Array) -> Array:
    return np.asarray(np.linalg.inv(matrices), dtype=np.float64)


def _diagonal(values: Array) -> Array:
    return np.asarray(values[:, :, None] * np.eye(values.shape[1]))


def _diagonal_of(matrices: Array) -> Array:
    return np.asarray(np.diagonal(matrices, axis1=1, axis2=2))
