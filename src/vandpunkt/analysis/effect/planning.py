"""Before a programme is decided: what could be seen with these schools, and what would help."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vandpunkt.analysis.cells import Cells
from vandpunkt.analysis.effect.correction import correction
from vandpunkt.analysis.effect.counterfactual import counterfactual
from vandpunkt.analysis.effect.exposure import Support
from vandpunkt.analysis.effect.fair_start import FairStart, fair_start
from vandpunkt.analysis.effect.imagining import FEW, imagined, latest_cohorts
from vandpunkt.analysis.effect.pooling import pooled
from vandpunkt.analysis.effect.power import minimum_detectable
from vandpunkt.analysis.effect.pretended import pretend
from vandpunkt.analysis.effect.rules import EffectRules
from vandpunkt.analysis.effect.similar import similar_schools
from vandpunkt.analysis.effect.study import begin
from vandpunkt.analysis.fit import Fit, fit
from vandpunkt.analysis.remarks import Remark
from vandpunkt.domain.numbers import swedish
from vandpunkt.domain.periods import Period
from vandpunkt.domain.problems import Problem, marked
from vandpunkt.domain.terms import SchoolYear

Array = NDArray[np.float64]
YEARS = 3
FUTURES = 5
PLANNED = "planned"
WORTH_SEEING = 5.0


@dataclass(frozen=True)
class Sight:
    """The smallest effect that could be seen after so many years with support, percentage points."""

    years: int
    minimum_detectable: float
    cohorts: int
    pupils: int


@dataclass(frozen=True)
class Plan:
    """What could be seen with the planned schools, all starting together.

    years: after one, two and three years. doubled: with as many schools again of similar level.
    larger: with as many of the largest schools of similar level. staggered: half of the schools
    starting a year later. All three after three years. order: the drawn order, where one was asked for.
    """

    schools: tuple[str, ...]
    start: SchoolYear
    years: tuple[Sight, ...]
    doubled: Sight
    larger: Sight
    staggered: Sight
    order: FairStart | None

    @property
    def sentences(self) -> Iterator[Remark]:
        """The plan in plain Swedish."""
        one_cohort = marked(
            "Efter {years} läsår ({cohorts} årskull, {pupils} elever) skulle en effekt på minst "
            "{points} procentenheter synas med 80 procents säkerhet."
        )
        more = marked(
            "Efter {years} läsår ({cohorts} årskullar, {pupils} elever) skulle en effekt på minst "
            "{points} procentenheter synas med 80 procents säkerhet."
        )
        for sight in self.years:
            yield Remark("sight", one_cohort if sight.cohorts == 1 else more, _values(sight))
        yield Remark(
            "not_seen",
            marked("En mindre effekt kan finnas utan att synas; då blir svaret «går inte att avgöra»."),
        )
        yield from self._advice()
        yield from self.order.sentences if self.order else ()

    def _advice(self) -> Iterator[Remark]:
        for code, sight, text in (
            (
                "doubled",
                self.doubled,
                marked(
                    "Med dubbelt så många skolor på samma nivå: {points} procentenheter efter {years} läsår."
                ),
            ),
            (
                "larger",
                self.larger,
                marked(
                    "Med lika många men de största skolorna på samma nivå: {points} procentenheter efter "
                    "{years} läsår."
                ),
            ),
            (
                "staggered",
                self.staggered,
                marked(
                    "Om hälften börjar ett läsår senare: {points} procentenheter efter {years} läsår. "
                    "Skolorna som väntar blir då en jämförelse från samma grupp."
                ),
            ),
        ):
            yield Remark(code, text, _values(sight))
        last = self.years[-1]
        if last.minimum_detectable > WORTH_SEEING:
            needed = math.ceil(len(self.schools) * (last.minimum_detectable / WORTH_SEEING) ** 2)
            text = marked(
                "För att se {points} procentenheter efter {years} läsår behövs ungefär {schools} skolor."
            )
            values = {"points": swedish(WORTH_SEEING, 0), "years": last.years, "schools": needed}
            yield Remark("needed", text, values)


def plan(
    cells: Cells,
    schools: Sequence[str],
    start: SchoolYear,
    *,
    places: int | None = None,
    seed: int | None = None,
) -> Plan:
    """Imagine the years to come several times and see how wide the effect's interval would be.

    Only results before `start` are used. With `places` the order of starts is drawn, by `seed` or the
    start's year. Raises Problem for schools without results and for a start too far from the last results.
    """
    codes = tuple(dict.fromkeys(schools))
    known = cells.where(cells.year < start.year)
    _check(known, codes, start)
    horizon = start.year + YEARS - 1 - int(known.year[known.informative].max())
    fitted = fit(
        known.where(known.year <= known.year[known.informative].max()), horizon=horizon, integrate=False
    )
    level = _levels(fitted)
    nearest, largest = _alike(fitted, level, codes)
    half = len(codes) // 2
    later = dict.fromkeys(sorted(codes)[:half], start + 1) if half else {}
    together = dict.fromkeys(codes, start)
    return Plan(
        schools=codes,
        start=start,
        years=tuple(_sights(fitted, together)),
        doubled=_sights(fitted, dict.fromkeys((*codes, *nearest), start))[-1],
        larger=_sights(fitted, dict.fromkeys(largest, start))[-1],
        staggered=_sights(fitted, together | later)[-1],
        order=None
        if places is None
        else fair_start(codes, places, start, start.year if seed is None else seed),
    )


def _check(known: Cells, codes: Sequence[str], start: SchoolYear) -> None:
    informative = set(known.school[known.informative].tolist())
    there = {known.schools[row] for row in informative}
    missing = [code for code in codes if code not in there]
    if not codes or missing:
        raise Problem(
            marked(
                "Skolenhet {schools} har inget känt resultat före {start}. Kontrollera skolenhetskoderna."
            ),
            schools=", ".join(missing) or "–",
            start=start,
        )
    cohorts = latest_cohorts(known)
    small = [code for code in codes if cohorts[known.schools.index(code)] < FEW]
    if small:
        raise Problem(
            marked(
                "Skolenhet {schools} hade färre än {few} elever i senaste årskullen; sådana resultat "
                "publiceras inte och går inte att följa upp. Ta bort skolan ur planen."
            ),
            schools=", ".join(small),
            few=FEW,
        )
    last = int(known.year[known.informative].max())
    if start.year - last > YEARS:
        raise Problem(
            marked("Starten {start} ligger för långt efter de senaste resultaten ({last}) för att planera."),
            start=start,
            last=SchoolYear(last),
        )


def _levels(fitted: Fit) -> Array:
    """Each school's forecast logit in the first forecast year; NaN for schools too small to be imagined."""
    level: Array = fitted.logits.mean[len(fitted.years) - fitted.horizon].copy()
    level[latest_cohorts(fitted.cells) < FEW] = np.nan
    return level


def _alike(fitted: Fit, level: Array, codes: Sequence[str]) -> tuple[list[str], list[str]]:
    """(as many schools again, nearest in level; as many of the largest among thrice as many nearest)."""
    rows = [fitted.cells.schools.index(code) for code in codes]
    away = np.abs(level[:, None] - level[rows][None, :])
    away = np.where(np.isnan(away), np.inf, away).min(axis=1)
    away[rows] = np.inf
    order = [row for row in np.argsort(away, kind="stable") if np.isfinite(away[row])]
    cohorts = latest_cohorts(fitted.cells)
    wide = sorted((*rows, *order[: 2 * len(rows)]), key=lambda row: -cohorts[row])[: len(rows)]
    return (
        [fitted.cells.schools[row] for row in order[: len(rows)]],
        [fitted.cells.schools[row] for row in wide],
    )


def _sights(fitted: Fit, starts: dict[str, SchoolYear]) -> list[Sight]:
    """What could be seen after one, two … years, averaged over imagined futures."""
    supports = [Support(code, PLANNED, Period(start, None, True)) for code, start in starts.items()]
    rules = EffectRules(integrate=False, draws=1000)
    futures = [_future(fitted, supports, rules, number) for number in range(FUTURES)]
    return [
        Sight(
            years=year + 1,
            minimum_detectable=minimum_detectable(
                math.sqrt(float(np.mean([future[year][0] ** 2 for future in futures])))
            ),
            cohorts=futures[0][year][1],
            pupils=futures[0][year][2],
        )
        for year in range(YEARS)
    ]


def _future(
    fitted: Fit, supports: Sequence[Support], rules: EffectRules, number: int
) -> list[tuple[float, int, int]]:
    """By years gone: standard deviation of the effect, cohorts and pupils, in one imagined future."""
    study = begin(imagined(fitted, np.random.default_rng([rules.seed, number])), supports, None, rules)
    found = counterfactual(study, rules.draws, rules.seed)
    pretended = pretend(study, similar_schools(study, rules.pool))
    adjustment = correction(study, pretended, rules.misfit_sd) if pretended else None
    first = int(found.column.min())
    estimates = [pooled(found, found.column < first + year, adjustment) for year in range(1, YEARS + 1)]
    return [(each.sd, each.cohorts, each.pupils) for each in estimates]


def _values(sight: Sight) -> dict[str, object]:
    return {
        "years": sight.years,
        "points": swedish(sight.minimum_detectable, 0),
        "cohorts": sight.cohorts,
        "pupils": sight.pupils,
    }


def plan_values(planned: Plan) -> dict[str, Any]:
    """The plan ready for JSON; effects in percentage points."""
    return {
        "schools": list(planned.schools),
        "start": planned.start.code,
        "years": [_sight_values(each) for each in planned.years],
        "doubled": _sight_values(planned.doubled),
        "larger": _sight_values(planned.larger),
        "staggered": _sight_values(planned.staggered),
        "fair_start": None
        if planned.order is None
        else {
            "seed": planned.order.seed,
            "places": planned.order.places,
            "waves": [
                {"start": wave.start.code, "schools": list(wave.schools)} for wave in planned.order.waves
            ],
        },
        "sentences": [each.sentence() for each in planned.sentences],
    }


def _sight_values(sight: Sight) -> dict[str, float]:
    return {
        "years": sight.years,
        "minimum_detectable": round(sight.minimum_detectable, 6),
        "cohorts": sight.cohorts,
        "pupils": sight.pupils,
    }
