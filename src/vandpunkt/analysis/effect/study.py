"""The question put to the data: which cells are supported, which compare, the model fitted without them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vandpunkt.analysis.cells import Cells
from vandpunkt.analysis.effect.exposure import Exposure, Support, exposure
from vandpunkt.analysis.effect.leaving_out import Ground
from vandpunkt.analysis.effect.rules import EffectRules, Others
from vandpunkt.analysis.fit import Fit, fit
from vandpunkt.domain.problems import Problem, marked

Array = NDArray[np.float64]
Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Observed:
    """What was published, schools × years: pupils, least and largest share (0–1; NaN where nothing is known).

    Where several cohort sizes are possible, the shares are those of the likeliest.
    """

    pupils: Integers
    low: Array
    high: Array

    @property
    def known(self) -> Flags:
        """Whether anything is known."""
        return np.asarray(np.isfinite(self.low))

    @property
    def middle(self) -> Array:
        """The middle of the published interval, a share 0–1."""
        return np.asarray((self.low + self.high) / 2)


@dataclass(frozen=True)
class Study:
    """A fitted counterfactual model and what it is to be compared with.

    years: first calendar year by column. supported: rows of schools with a reached cohort whose result
    is known and a result before the start. counted: their cohorts that the effect rests on. unsupported:
    rows of schools that no listed programme has touched. without_before, without_after: supported
    schools that cannot be counted for want of a result before the start, or after it. not_begun:
    schools whose support begins after their results. not_in_cells: supported schools without any row.
    """

    cells: Cells
    years: Integers
    exposure: Exposure
    observed: Observed
    fitted: Fit
    ground: Ground
    supported: Integers
    counted: Flags
    unsupported: Integers
    without_before: tuple[str, ...]
    without_after: tuple[str, ...]
    not_begun: tuple[str, ...]
    not_in_cells: tuple[str, ...]

    @property
    def hidden(self) -> Flags:
        """Supported schools × years: cohorts that the forecast does not see."""
        return np.asarray(self.exposure.hidden[self.supported])

    @property
    def start(self) -> Integers:
        """By supported school: the column of the first cohort that support touched."""
        return np.asarray(np.argmax(self.exposure.touched[self.supported], axis=1), dtype=np.int64)


def chosen_supports(supports: Sequence[Support], programme: str | None) -> list[Support]:
    """The supports of a programme, all where none is named. Raises Problem for one that nobody has had."""
    if programme is None:
        return list(supports)
    named = [each for each in supports if each.programme.casefold() == programme.casefold()]
    if not supports:
        raise Problem(
            marked("Underlaget har inga insatser, så ingen skola har haft {programme}."), programme=programme
        )
    if not named:
        raise Problem(
            marked("Ingen insats heter {programme}. Insatserna i underlaget är {found}."),
            programme=programme,
            found=", ".join(sorted({each.programme for each in supports})),
        )
    return named


def begin(cells: Cells, supports: Sequence[Support], programme: str | None, rules: EffectRules) -> Study:
    """Fit the model without the supported cohorts. Raises Problem when the cells cannot carry a model."""
    chosen = chosen_supports(supports, programme)
    years = np.arange(cells.year.min(), cells.year.max() + 1) if len(cells) else np.arange(0)
    own = exposure(chosen, cells.schools, years.tolist(), rules.exposure)
    every = exposure(supports, cells.schools, years.tolist(), rules.exposure)
    other = every.touched & ~own.touched.any(axis=1, keepdims=True)
    hidden = own.hidden | other if rules.others is Others.LEFT_OUT else own.hidden
    out = hidden[cells.school, cells.year - years[0]] if len(cells) else np.zeros(0, dtype=bool)
    if len(cells) and not (cells.informative & ~out).any():
        raise Problem(
            marked(
                "Utan de årskullar som har haft insatser finns inget känt resultat kvar att göra en prognos "
                "av. Lägg till tidigare läsår eller skolor utan insats."
            )
        )
    fitted = fit(
        cells.where(~out).joined(cells.where(out).silenced()),
        horizon=0,
        integrate=rules.integrate,
        threads=rules.threads,
    )
    observed = observed_in(cells, years)
    before = np.asarray((observed.known & ~own.touched).any(axis=1))
    after = np.asarray((observed.known & own.reached).any(axis=1))
    given = np.asarray(own.touched.any(axis=1))
    listed = np.isin(np.array(cells.schools, dtype=str), [each.school for each in chosen])
    supported = np.flatnonzero(given & before & after)
    return Study(
        cells=cells,
        years=years,
        exposure=own,
        observed=observed,
        fitted=fitted,
        ground=Ground.of(fitted),
        supported=supported,
        counted=(observed.known & own.reached)[supported],
        unsupported=np.flatnonzero(~every.touched.any(axis=1)),
        without_before=_codes(cells, given & after & ~before),
        without_after=_codes(cells, given & ~after),
        not_begun=_codes(cells, listed & ~given),
        not_in_cells=tuple(dict.fromkeys(each.school for each in chosen if each.school not in cells.schools)),
    )


def _codes(cells: Cells, chosen: Flags) -> tuple[str, ...]:
    return tuple(cells.schools[row] for row in np.flatnonzero(chosen))


def observed_in(cells: Cells, years: Integers) -> Observed:
    """The published results on schools × years (first calendar years)."""
    shape = (len(cells.schools), len(years))
    pupils, low, high = np.zeros(shape, dtype=np.int64), np.full(shape, np.nan), np.full(shape, np.nan)
    known = np.flatnonzero(cells.informative)
    place = cells.school[known], cells.year[known] - years[0]
    pupils[place] = cells.cohort[known]
    low[place] = cells.low[known] / cells.cohort[known]
    high[place] = cells.high[known] / cells.cohort[known]
    return Observed(pupils, low, high)
