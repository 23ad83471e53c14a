"""Other programmes at the same schools, and whether they can be told apart."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.analysis.effect.conftest import RULES
from tests.analysis.effect.worlds import FIRST, Trial
from vandpunkt.analysis.effect.exposure import Support
from vandpunkt.analysis.effect.overlap import Overlap
from vandpunkt.analysis.effect.report import effect_report
from vandpunkt.domain.periods import Period
from vandpunkt.domain.terms import Term

START = Period(Term(FIRST + 3, "ht"), None, True)


def with_other(trial: Trial, schools: Sequence[str]) -> tuple[Overlap, ...]:
    others = [Support(school, "KUF", START) for school in schools]
    return effect_report(trial.cells, [*trial.supports, *others], "Stöd", RULES).overlap


def test_a_programme_at_all_the_same_schools_cannot_be_told_apart(trial: Trial) -> None:
    [found] = with_other(trial, [each.school for each in trial.supports])
    assert found.share == 1.0
    assert found.alone is None
    assert not found.separable
    assert "går inte att skilja åt" in found.statement.sentence()


def test_a_programme_at_half_of_them_can_and_both_effects_are_shown(trial: Trial) -> None:
    [found] = with_other(trial, [each.school for each in trial.supports][:3])
    assert 0.25 < found.share < 0.75
    assert found.separable
    assert found.alone is not None
    assert found.together is not None
    assert found.alone.cohorts + found.together.cohorts == 9
    assert "Utan KUF är skillnaden mot prognosen" in found.statement.sentence()


def test_the_share_is_given_both_ways(trial: Trial) -> None:
    elsewhere = [code for code in trial.cells.schools if trial.first[int(code)] < 0][:5]
    [found] = with_other(trial, [trial.supports[0].school, *elsewhere])
    assert found.share == pytest.approx(2 / 9, abs=0.12)
    assert found.share_of_other < 0.5


def test_a_programme_elsewhere_does_not_overlap(trial: Trial) -> None:
    elsewhere = [code for code in trial.cells.schools if trial.first[int(code)] < 0][:5]
    assert with_other(trial, elsewhere) == ()


def test_schools_with_another_programme_are_no_comparison(trial: Trial) -> None:
    elsewhere = [code for code in trial.cells.schools if trial.first[int(code)] < 0]
    others = [Support(school, "KUF", START) for school in elsewhere]
    report = effect_report(trial.cells, [*trial.supports, *others], "Stöd", RULES)
    assert report.evidence.comparable == 0
    assert report.judgement.sentences[0].code == "few_comparable"
