"""The whole report: its keys, what it says when there is nothing to say, and how fast it is."""

from __future__ import annotations

import json

import numpy as np
import pytest

from tests.analysis.effect.conftest import RULES
from tests.analysis.effect.worlds import FIRST, Trial, World, draw
from vandpunkt.analysis.effect.exposure import Between, ExposureRules, Support
from vandpunkt.analysis.effect.report import EffectReport, effect_report
from vandpunkt.analysis.effect.rules import EffectRules
from vandpunkt.analysis.effect.values import report_values
from vandpunkt.analysis.effect.verdict import Verdict
from vandpunkt.domain.periods import Period
from vandpunkt.domain.problems import Problem
from vandpunkt.domain.terms import Term

POOLED = {"effect", "interval_95", "interval_50", "placebo_p", "minimum_detectable", "cohorts", "pupils"}
KEYS = {"pooled", "verdict", "schools", "years_since_start", "lead", "placebo", "overlap", "rules"}


def test_the_json_has_the_promised_keys_and_survives_a_round_trip(report: EffectReport) -> None:
    values = report_values(report)
    assert values.keys() >= KEYS
    assert values["pooled"].keys() >= POOLED
    assert values["verdict"] in {"for", "against", "undecidable", "insufficient"}
    assert json.loads(json.dumps(values, allow_nan=False)) == values


def test_schools_and_years_since_start_hold_the_same_cohorts(report: EffectReport) -> None:
    values = report_values(report)
    for key in ("schools", "years_since_start"):
        assert sum(each["pupils"] for each in values[key]) == values["pooled"]["pupils"]
        assert sum(each["cohorts"] for each in values[key]) == values["pooled"]["cohorts"]
    assert [each["year"] for each in values["years_since_start"]] == [1, 2]


def test_a_programme_is_found_whatever_its_case_and_an_unknown_one_is_told(trial: Trial) -> None:
    assert effect_report(trial.cells, trial.supports, "STÖD", RULES).evidence.estimate is not None
    with pytest.raises(Problem, match="Ingen insats heter KSBS"):
        effect_report(trial.cells, trial.supports, "KSBS", RULES)


def test_support_that_has_reached_no_result_yet_is_too_little(trial: Trial) -> None:
    later = [
        Support(each.school, "Stöd", Period(Term(FIRST + 7, "ht"), None, True)) for each in trial.supports
    ]
    report = effect_report(trial.cells, later, None, RULES)
    assert report.judgement.verdict is Verdict.INSUFFICIENT
    values = report_values(report)
    assert values["pooled"]["effect"] is None
    assert values["pooled"]["cohorts"] == 0
    json.dumps(values, allow_nan=False)


def test_a_school_without_results_before_the_start_is_left_aside_by_name(trial: Trial) -> None:
    school = trial.supports[0].school
    row = trial.cells.schools.index(school)
    start = FIRST + int(trial.first[int(school)])
    young = trial.cells.where((trial.cells.school != row) | (trial.cells.year >= start))
    report = effect_report(young, trial.supports, None, RULES)
    assert school not in [each.school for each in report.schools]
    assert any(remark.code == "without_before" and school in remark.sentence() for remark in report.remarks)


def test_a_school_that_is_in_no_row_is_told(trial: Trial) -> None:
    stranger = Support("99999999", "Stöd", Period(Term(FIRST + 3, "ht"), None, True))
    report = effect_report(trial.cells, [*trial.supports, stranger], None, RULES)
    assert any("99999999" in remark.sentence() for remark in report.remarks)


def test_one_school_alone_is_too_little() -> None:
    trial = draw(World(schools=300, supported=1), np.random.default_rng(6))
    report = effect_report(trial.cells, trial.supports, None, RULES)
    assert report.judgement.verdict is Verdict.INSUFFICIENT
    assert report.evidence.minimum_detectable > 15


def test_a_large_effect_at_many_schools_is_seen() -> None:
    trial = draw(World(schools=400, supported=25, effect=(15.0,)), np.random.default_rng(6))
    report = effect_report(trial.cells, trial.supports, None, RULES)
    assert report.judgement.verdict is Verdict.FOR
    assert report.evidence.estimate is not None
    assert report.evidence.estimate.interval_95.holds(trial.true)


def test_changed_rules_change_what_is_counted_and_are_printed(trial: Trial) -> None:
    strict = EffectRules(exposure=ExposureRules(full_years=2), integrate=False, placebos=99)
    report = effect_report(trial.cells, trial.supports, None, strict)
    assert report.evidence.estimate is not None
    # Only the first starters have a second year.
    assert report.evidence.estimate.cohorts == 3
    values = report_values(report)
    assert values["rules"]["full_years"] == 2
    assert any("minst 2 hela läsår" in line for line in values["rules"]["sentences"])
    kept = EffectRules(exposure=ExposureRules(2, between=Between.BEFORE), integrate=False, placebos=99)
    other = effect_report(trial.cells, trial.supports, None, kept)
    assert other.evidence.estimate != report.evidence.estimate


def test_one_effect_comes_with_999_placebos() -> None:
    trial = draw(World(supported=20), np.random.default_rng(2))
    report = effect_report(trial.cells, trial.supports)
    assert report.evidence.placebo is not None
    assert len(report.evidence.placebo.effects) == 999


def test_a_table_of_supported_cohorts_alone_cannot_be_forecast(trial: Trial) -> None:
    school = trial.supports[0].school
    row = trial.cells.schools.index(school)
    start = FIRST + int(trial.first[int(school)])
    only = trial.cells.where((trial.cells.school == row) & (trial.cells.year >= start))
    with pytest.raises(Problem, match="Lägg till tidigare läsår eller skolor utan insats"):
        effect_report(only, trial.supports, None, RULES)


def test_one_supported_school_by_itself_is_too_little(trial: Trial) -> None:
    row = trial.cells.schools.index(trial.supports[0].school)
    only = trial.cells.where(trial.cells.school == row)
    report = effect_report(only, trial.supports, None, RULES)
    assert report.judgement.verdict is Verdict.INSUFFICIENT
    json.dumps(report_values(report), allow_nan=False)
