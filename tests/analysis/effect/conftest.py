"""One simulated panel and the study of it, shared by the tests that need no other."""

from __future__ import annotations

import numpy as np
import pytest

from tests.analysis.effect.worlds import Trial, World, draw
from vandpunkt.analysis.effect.report import EffectReport, effect_report
from vandpunkt.analysis.effect.rules import EffectRules
from vandpunkt.analysis.effect.study import Study, begin

RULES = EffectRules(integrate=False, threads=1, draws=2000, placebos=199)


@pytest.fixture(scope="session")
def trial() -> Trial:
    """300 schools, six of them supported from two different years after a low one, without effect."""
    world = World(schools=300, supported=6, lowest=30, starts=(3, 4))
    return draw(world, np.random.default_rng(5))


@pytest.fixture(scope="session")
def study(trial: Trial) -> Study:
    """The model fitted without the supported cohorts."""
    return begin(trial.cells, trial.supports, None, RULES)


@pytest.fixture(scope="session")
def report(trial: Trial) -> EffectReport:
    """The whole report on the panel."""
    return effect_report(trial.cells, trial.supports, None, RULES)
