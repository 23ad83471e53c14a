"""Simulation-based calibration: truths drawn from the prior, and where they fall in the posterior.

`python -m tests.analysis.calibration` runs 300 panels in full and prints the table of docs/method.md;
the tests run fewer. Talts et al. (2018), Validating Bayesian inference algorithms with simulation-based
calibration: if the posterior is right, the truth's place in it is uniform.
"""

from __future__ import annotations

import math
import sys
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from tests.analysis.simulated import Truth, draw_from_prior
from vandpunkt.analysis.fit import Fit, fit
from vandpunkt.analysis.logits import Logits
from vandpunkt.analysis.prior import Form
from vandpunkt.analysis.shares import below
from vandpunkt.analysis.special import normal_cdf

Array = NDArray[np.float64]
PANELS, SCHOOLS, YEARS, BINS = 300, 40, 5, 20
LEVELS = (0.5, 0.8, 0.9, 0.95)
KINDS = {
    "published": "a cell whose count is published",
    "nearly_all": "a cell published as ~100",
    "suppressed": "a cell published as ..",
    "next_year": "the year after the last",
    "coefficient": "the coefficient of intake",
    "level": "the last year's level",
    "level_sd": "σ_a",
    "yearly_sd": "σ_w",
    "persistence": "ρ",
}


@dataclass
class Places:
    """Where truths fell (0–1): one a panel and kind for the histograms, all cells for the coverage."""

    one: dict[str, list[float]] = field(default_factory=lambda: {kind: [] for kind in KINDS})
    covered: dict[float, list[float]] = field(default_factory=lambda: {level: [] for level in LEVELS})
    foretold: dict[float, list[float]] = field(default_factory=lambda: {level: [] for level in LEVELS})

    def p_value(self, kind: str) -> float:
        """Chi-squared test of uniformity over at most twenty bins of at least five expected."""
        places = np.array(self.one[kind])
        bins = int(np.clip(len(places) // 5, 1, BINS))
        seen = np.bincount(np.minimum((places * bins).astype(int), bins - 1), minlength=bins)
        expected = len(places) / bins
        return chi_squared_tail(float(((seen - expected) ** 2).sum() / expected), bins - 1)


def chi_squared_tail(value: float, degrees: int) -> float:
    """P(χ² ≥ value), by Wilson and Hilferty's cube root."""
    spread = 2 / (9 * degrees)
    z = ((value / degrees) ** (1 / 3) - (1 - spread)) / math.sqrt(spread)
    return 1 - float(normal_cdf(z))


def calibrate(panels: int = PANELS, schools: int = SCHOOLS, years: int = YEARS, seed: int = 2017) -> Places:
    """Draw, fit and place, `panels` times; the last year drawn is kept from the fit and foretold."""
    places = Places()
    for random in np.random.default_rng(seed).spawn(panels):
        truth = draw_from_prior(random, schools=schools, years=years + 1)
        kept = truth.cells.where(truth.cells.year < 2015 + years)
        if kept.informative.any():
            _place(places, truth, fit(kept), random)
    return places


def _place(places: Places, truth: Truth, fitted: Fit, random: np.random.Generator) -> None:
    cells, logits = fitted.cells, fitted.logits
    position = where_in(logits, truth.logits)
    rows, columns = fitted.rows_of_cells()
    here = position[rows, columns]
    kinds = {
        "published": cells.low == cells.high,
        "nearly_all": cells.low < cells.high,
        "suppressed": cells.low < 0,
    }
    kinds["published"] &= cells.low >= 0
    for kind, marked in kinds.items():
        if marked.any():
            places.one[kind].append(float(random.choice(here[marked])))
    places.one["next_year"].append(float(random.choice(position[-1])))
    _place_parameters(places, truth, fitted)
    for level in LEVELS:
        inside = np.abs(position - 0.5) <= level / 2
        places.covered[level].append(float(inside[rows, columns].mean()))
        places.foretold[level].append(float(inside[-1].mean()))


def _place_parameters(places: Places, truth: Truth, fitted: Fit) -> None:
    years = len(fitted.years)
    sd = np.sqrt(np.diag(fitted.border_covariance))
    scale, centre = fitted.intake.scale[0], fitted.intake.centre[0]
    coefficient = truth.coefficient * scale
    level = truth.levels[years - 2] + truth.coefficient * centre
    places.one["coefficient"].append(float(normal_cdf((coefficient - fitted.border[years]) / sd[years])))
    places.one["level"].append(float(normal_cdf((level - fitted.border[years - 2]) / sd[years - 2])))
    vectors = np.array([each.mode.hyperparameters.vector for each in fitted.evaluations])
    mean = fitted.weight @ vectors
    spread = np.sqrt(fitted.weight @ (vectors - mean) ** 2)
    for place, name in enumerate(Form.LEVEL_AND_AR1.parameters[:3]):
        z = (truth.hyperparameters.vector[place] - mean[place]) / spread[place]
        places.one[name].append(float(normal_cdf(z)))


def where_in(logits: Logits, truth: Array) -> Array:
    """P(logit ≤ truth) under the posterior, by cell."""
    moved = Logits(
        logits.mean - truth, logits.variance, logits.third, logits.border_mean, logits.border_variance,
        logits.covariance, logits.effect_variance,
    )  # fmt: skip
    return below(moved, 0.5)


def report(places: Places) -> list[str]:
    """The table of docs/method.md."""
    lines = ["| quantity | panels | p of uniformity |", "|---|--:|--:|"]
    lines += [
        f"| {text} | {len(places.one[kind])} | {places.p_value(kind):.3f} |" for kind, text in KINDS.items()
    ]
    lines += ["", "| interval | cells held | Monte Carlo error | next year held | Monte Carlo error |"]
    lines += ["|--:|--:|--:|--:|--:|"]
    for level in LEVELS:
        parts = [np.array(each[level]) for each in (places.covered, places.foretold)]
        shown = [f"{100 * p.mean():.1f} % | {100 * p.std() / math.sqrt(len(p)):.1f}" for p in parts]
        lines.append(f"| {100 * level:.0f} % | {' | '.join(shown)} |")
    return lines


if __name__ == "__main__":
    print("\n".join(report(calibrate(*(int(each) for each in sys.argv[1:])))))
