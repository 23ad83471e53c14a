"""An effect report as plain values: what the command line writes and what other programs read."""

from __future__ import annotations

from string import Formatter
from typing import Any

from vandpunkt.analysis.effect.lead import Lead
from vandpunkt.analysis.effect.overlap import Overlap
from vandpunkt.analysis.effect.pooling import Estimate, Interval
from vandpunkt.analysis.effect.report import EffectReport
from vandpunkt.analysis.effect.rules import EffectRules
from vandpunkt.analysis.effect.verdict import Evidence
from vandpunkt.analysis.remarks import Remark

DECIMALS = 6


def report_values(report: EffectReport) -> dict[str, Any]:
    """The report ready for JSON: effects and intervals in percentage points, shares in per cent."""
    return {
        "programme": report.programme,
        "pooled": _pooled(report),
        "verdict": report.judgement.verdict.value,
        "verdict_sentences": [_remark(each) for each in report.judgement.sentences],
        "schools": [
            {"school_unit_code": each.school, "first_reached": each.first_reached.code}
            | _estimate(each.estimate)
            for each in report.schools
        ],
        "outcomes": [
            {
                "school_unit_code": each.school,
                "school_year": each.school_year.code,
                "low": _number(each.low),
                "high": _number(each.high),
                "forecast": _number(each.forecast),
                "forecast_95": _interval(each.forecast_95),
            }
            for each in report.outcomes
        ],
        "years_since_start": [
            {"year": each.year}
            | _estimate(each.estimate)
            | {"minimum_detectable": _number(each.minimum_detectable)}
            for each in report.years_since_start
        ],
        "lead": _lead(report.evidence.lead),
        "placebo": _placebo(report.evidence),
        "similar_schools": _comparison(report),
        "overlap": [_overlap(each) for each in report.overlap],
        "remarks": [_remark(each) for each in report.remarks],
        "rules": _rules(report.rules),
    }


def _pooled(report: EffectReport) -> dict[str, Any]:
    evidence = report.evidence
    if evidence.estimate is None:
        empty = ("effect", "interval_95", "interval_50", "observed", "forecast")
        return dict.fromkeys((*empty, "correction", "placebo_p", "minimum_detectable")) | {
            "cohorts": 0,
            "pupils": 0,
        }
    return _estimate(evidence.estimate) | {
        "correction": None if evidence.correction is None else _number(-evidence.correction.shift),
        "placebo_p": None if evidence.placebo is None else _number(evidence.placebo.p_value),
        "minimum_detectable": _number(evidence.minimum_detectable),
    }


def _estimate(estimate: Estimate) -> dict[str, Any]:
    return {
        "effect": _number(estimate.effect),
        "interval_95": _interval(estimate.interval_95),
        "interval_50": _interval(estimate.interval_50),
        "observed": _number(estimate.observed),
        "forecast": _number(estimate.forecast),
        "cohorts": estimate.cohorts,
        "pupils": estimate.pupils,
    }


def _lead(lead: Lead) -> dict[str, Any]:
    return {
        "effect": _number(lead.effect),
        "interval_95": None if lead.interval_95 is None else _interval(lead.interval_95),
        "cohorts": lead.cohorts,
        "sound": lead.sound,
        "years": [
            {
                "year": each.year,
                "effect": _number(each.effect),
                "interval_95": _interval(each.interval_95),
                "cohorts": each.cohorts,
                "checked": each.checked,
            }
            for each in lead.years
        ],
    }


def _placebo(evidence: Evidence) -> dict[str, Any] | None:
    placebo, correction = evidence.placebo, evidence.correction
    if placebo is None or correction is None:
        return None
    return {
        "repetitions": len(placebo.effects),
        "effects": [_number(float(each)) for each in placebo.effects],
        "actual": _number(placebo.actual),
        "p_value": _number(placebo.p_value),
        "interval_95": _interval(placebo.interval_95),
        "schools": placebo.schools,
        "centre": _number(correction.centre),
        "centre_interval_95": _interval(correction.centre_95),
        "sound": correction.sound,
    }


def _comparison(report: EffectReport) -> dict[str, Any] | None:
    if report.comparison is None:
        return None
    return {
        "effect": _number(report.comparison.effect),
        "interval_95": _interval(report.comparison.interval_95),
        "schools": report.comparison.schools,
    }


def _overlap(overlap: Overlap) -> dict[str, Any]:
    return {
        "programme": overlap.programme,
        "share": _number(overlap.share),
        "share_of_other": _number(overlap.share_of_other),
        "separable": overlap.separable,
        "statement": overlap.statement.sentence(),
        "remark": _remark(overlap.statement),
        "without_other": None if overlap.alone is None else _estimate(overlap.alone),
        "with_other": None if overlap.together is None else _estimate(overlap.together),
    }


def _rules(rules: EffectRules) -> dict[str, Any]:
    return {
        "full_years": rules.exposure.full_years,
        "stage_years": rules.exposure.stage_years,
        "between": rules.exposure.between.value,
        "others": rules.others.value,
        "misfit_sd": rules.misfit_sd,
        "placebos": rules.placebos,
        "seed": rules.seed,
        "sentences": [text.format(**values) for text, values in rules.sentences()],
        "remarks": [_remark(Remark("rule", text, values)) for text, values in rules.sentences()],
    }


def _remark(remark: Remark) -> dict[str, Any]:
    """The sentence, and what it takes to say it in another language: nothing that it does not tell itself."""
    told = {name for _, name, _, _ in Formatter().parse(remark.text) if name}
    values = {name: str(value) for name, value in remark.values.items() if name in told}
    return {"code": remark.code, "text": remark.sentence(), "message": remark.text, "values": values}


def _interval(interval: Interval) -> list[float | None]:
    return [_number(interval.low), _number(interval.high)]


def _number(value: float | None) -> float | None:
    return None if value is None else round(value, DECIMALS)
