"""On a hundred real schools the posterior is what NUTS finds after forty thousand draws."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from vandpunkt.analysis.hyperparameters import search
from vandpunkt.analysis.integration import Integration, average
from vandpunkt.analysis.logits import Logits, mixture, moments
from vandpunkt.analysis.mixed import with_own_likelihoods
from vandpunkt.analysis.panel import Panel, Terms
from vandpunkt.analysis.prior import Form, Hyperparameters
from vandpunkt.analysis.shares import underlying_mean, underlying_points

Array = NDArray[np.float64]
NUTS = json.loads((Path(__file__).parent / "oracles" / "nuts.json").read_text())
TOLERANCE = 0.1


def the_panel() -> Panel:
    given: dict[str, Any] = NUTS["problem"]
    terms = Terms(
        np.array(given["first"]),
        np.array(given["cohort"], dtype=float),
        np.array(given["count"], dtype=float),
        np.array(given["log_weight"]),
    )
    intake = np.repeat(np.array(given["intake"])[None, None, :], given["years"], axis=1)
    return Panel(
        given["years"], given["schools"], np.array(given["school"]), np.array(given["year"]), terms, intake
    )


@cache
def the_logits(how: Integration) -> Logits:
    panel = the_panel()
    system = panel.system(threads=1)
    found = search(system, panel, Hyperparameters.typical(Form.LEVEL_AND_AR1))
    evaluations, weight = average(system, panel, found, how)
    logits = mixture([moments(system, panel, each) for each in evaluations], weight)
    return with_own_likelihoods(panel, evaluations, weight, logits)


def test_the_sampler_had_converged() -> None:
    assert NUTS["posterior"]["least_effective_sample"] > 5000
    assert NUTS["posterior"]["largest_r_hat"] < 1.01


def furthest(how: Integration) -> dict[str, float]:
    """Largest distance over all schools and years (one foretold), in posterior standard deviations."""
    posterior, logits = NUTS["posterior"], the_logits(how)
    found = {"mean": underlying_mean(logits)}
    found |= {point: underlying_points(logits, [float(point)])[0] for point in posterior["points"]}
    known = {"mean": posterior["mean"]} | posterior["points"]
    sd = np.array(posterior["sd"])
    return {name: float(np.max(np.abs(found[name] - np.array(known[name])) / sd)) for name in found}


def test_means_and_points_of_every_share_are_within_a_tenth_of_a_posterior_sd() -> None:
    assert Integration.suited_to(NUTS["problem"]["schools"]) is Integration.SAMPLING
    off = furthest(Integration.SAMPLING)
    assert all(distance < TOLERANCE for distance in off.values()), off


def test_without_the_hyperparameters_uncertainty_a_hundred_schools_would_be_too_sure() -> None:
    assert furthest(Integration.NONE)["0.05"] > TOLERANCE


def test_the_hyperparameters_spread_as_the_sampler_says() -> None:
    panel = the_panel()
    system = panel.system(threads=1)
    found = search(system, panel, Hyperparameters.typical(Form.LEVEL_AND_AR1))
    evaluations, weight = average(system, panel, found, Integration.SAMPLING)
    vectors = np.array([each.mode.hyperparameters.vector for each in evaluations])
    mean = weight @ vectors
    spread = np.sqrt(weight @ (vectors - mean) ** 2)
    for place, name in enumerate(Form.LEVEL_AND_AR1.parameters):
        known = NUTS["posterior"]["parameters"][name]
        assert mean[place] == pytest.approx(known["mean"], abs=0.3 * known["sd"]), name
        assert spread[place] == pytest.approx(known["sd"], rel=0.35), name
