"""Each verdict from its figures, and what its sentences may never say."""

from __future__ import annotations

import numpy as np
import pytest

from vandpunkt.analysis.effect.lead import Lead
from vandpunkt.analysis.effect.placebo import Placebo
from vandpunkt.analysis.effect.pooling import Estimate, Interval
from vandpunkt.analysis.effect.rules import EffectRules
from vandpunkt.analysis.effect.verdict import Evidence, Judgement, Verdict, judge

SOUND = Lead((), 0.5, Interval(-3.0, 4.0), 10)


def estimate(effect: float, reach: float = 4.0) -> Estimate:
    return Estimate(
        effect=effect,
        interval_50=Interval(effect - reach / 3, effect + reach / 3),
        interval_95=Interval(effect - reach, effect + reach),
        sd=reach / 2,
        observed=60.0 + effect,
        forecast=60.0,
        cohorts=12,
        pupils=700,
    )


def judged(
    effect: float | None,
    *,
    smallest: float = 6.0,
    p: float = 0.01,
    before: Lead = SOUND,
    comparable: int = 60,
    supported: int = 6,
    without_before: int = 0,
    waiting: int = 0,
    placebos: bool = True,
) -> Judgement:
    found = None if effect is None else estimate(effect)
    chance = Placebo(np.zeros(99), effect or 0.0, p, comparable)
    return judge(
        Evidence(
            estimate=found,
            uncorrected=found,
            minimum_detectable=smallest,
            placebo=chance if comparable and placebos else None,
            correction=None,
            lead=before,
            comparable=comparable,
            supported_schools=supported,
            schools_without_before=without_before,
            waiting_schools=waiting,
        ),
        EffectRules(),
    )


def text(judgement: Judgement) -> str:
    return " ".join(each.sentence() for each in judgement.sentences)


def codes(judgement: Judgement) -> list[str]:
    return [each.code for each in judgement.sentences]


def test_a_clear_rise_speaks_for_and_a_clear_fall_against() -> None:
    assert judged(8.0).verdict is Verdict.FOR
    assert judged(-8.0).verdict is Verdict.AGAINST
    assert "Resultaten talar för insatsen" in text(judged(8.0))
    assert "Resultaten talar emot insatsen" in text(judged(-8.0))


@pytest.mark.parametrize("effect", [8.0, -8.0])
def test_even_a_clear_result_is_called_no_proof(effect: float) -> None:
    assert "Det är inget bevis" in text(judged(effect))


def test_an_interval_that_holds_zero_decides_nothing() -> None:
    found = judged(2.0)
    assert found.verdict is Verdict.UNDECIDABLE
    assert "Det betyder inte att den saknar effekt" in text(found)
    assert "från −2,0 till +6,0" in text(found)


def test_a_placebo_that_does_as_well_decides_nothing() -> None:
    found = judged(8.0, p=0.2)
    assert found.verdict is Verdict.UNDECIDABLE
    assert "20 av 100 skenförsök" in text(found)


def test_years_before_the_start_that_show_something_decide_nothing() -> None:
    found = judged(8.0, before=Lead((), 6.0, Interval(2.0, 10.0), 10))
    assert found.verdict is Verdict.UNDECIDABLE
    assert "redan innan de fick insatsen" in text(found)


def test_no_year_before_to_check_does_not_stop_a_verdict() -> None:
    assert judged(8.0, before=Lead((), None, None, 0)).verdict is Verdict.FOR


@pytest.mark.parametrize(
    ("found", "code"),
    [
        (judged(None, supported=0), "nobody_supported"),
        (judged(None, supported=0, waiting=3), "not_begun"),
        (judged(None), "nothing_after"),
        (judged(None, without_before=2), "nothing_before"),
        (judged(8.0, comparable=4), "few_comparable"),
        (judged(8.0, comparable=0), "few_comparable"),
        (judged(8.0, comparable=60, supported=31), "few_comparable"),
        (judged(8.0, comparable=60, placebos=False), "few_of_a_start"),
        (judged(8.0, smallest=18.0), "little_power"),
    ],
)
def test_too_little_is_said_to_be_too_little_and_why(found: Judgement, code: str) -> None:
    assert found.verdict is Verdict.INSUFFICIENT
    assert codes(found)[0] == code
    assert text(found).startswith("Underlaget är för litet")


def test_how_many_schools_to_compare_with_are_needed_is_told_as_the_rules_print_it() -> None:
    assert "samma läsår: 173. Det behövs minst 366." in text(judged(8.0, comparable=173, supported=183))
    assert "samma läsår: 4. Det behövs minst 12." in text(judged(8.0, comparable=4))
    printed = " ".join(sentence for sentence, _ in EffectRules().sentences())
    assert "färre än två för varje skola med insatsen" in printed


def test_the_smallest_visible_effect_is_judged_as_it_is_printed() -> None:
    assert judged(2.0, smallest=15.4).verdict is Verdict.UNDECIDABLE
    assert judged(2.0, smallest=15.6).verdict is Verdict.INSUFFICIENT


def test_what_would_be_needed_is_said_when_nothing_can_be_told() -> None:
    assert "skulle det behövas ungefär 18 årskullar" in text(judged(2.0))
    assert "needed" not in codes(judged(2.0, smallest=4.0))


@pytest.mark.parametrize(
    "found", [judged(0.0), judged(2.0), judged(8.0, p=0.5), judged(8.0, smallest=18.0), judged(None)]
)
def test_not_knowing_never_reads_as_no_effect(found: Judgement) -> None:
    words = text(found).lower()
    for phrase in ("ingen effekt", "utan effekt", "har inte haft effekt", "fungerar inte", "hjälper inte"):
        assert phrase not in words
    if "saknar effekt" in words:
        assert "betyder inte att den saknar effekt" in words


def test_the_rule_is_printed_with_its_own_figures() -> None:
    lines = [sentence.format(**values) for sentence, values in EffectRules(placebos=1999).sentences()]
    assert any("1999 skenförsök" in line for line in lines)
    assert any("mer än 15 procentenheter" in line for line in lines)
    assert any("minst 1 helt läsår" in line for line in lines)


def test_each_verdict_has_its_word() -> None:
    assert [each.swedish for each in Verdict] == [
        "Talar för",
        "Talar emot",
        "Går inte att avgöra",
        "För lite underlag",
    ]
