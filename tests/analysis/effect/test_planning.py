"""What could be seen before a programme is decided, and starts drawn by lot."""

from __future__ import annotations

import hashlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.effect.worlds import FIRST, Trial
from vandpunkt.analysis.cells import cells_of_counts
from vandpunkt.analysis.effect.fair_start import draw_order, fair_start
from vandpunkt.analysis.effect.planning import Plan, plan, plan_values
from vandpunkt.domain.problems import Problem
from vandpunkt.domain.terms import SchoolYear

NEXT = SchoolYear(FIRST + 5)


@pytest.fixture(scope="module")
def planned(trial: Trial) -> Plan:
    schools = [each.school for each in trial.supports]
    return plan(trial.cells, schools, NEXT, places=2, seed=11)


def test_more_years_and_more_schools_see_smaller_effects(planned: Plan) -> None:
    assert [each.years for each in planned.years] == [1, 2, 3]
    smallest = [each.minimum_detectable for each in planned.years]
    assert smallest[2] < smallest[0]
    assert planned.doubled.minimum_detectable < smallest[2]
    assert planned.doubled.cohorts == 2 * planned.years[2].cohorts


def test_larger_schools_hold_more_pupils(planned: Plan) -> None:
    assert planned.larger.pupils >= planned.years[2].pupils
    assert planned.larger.cohorts == planned.years[2].cohorts


def test_half_starting_later_gives_fewer_reached_cohorts(planned: Plan) -> None:
    assert planned.staggered.cohorts == planned.years[2].cohorts - 3


def test_the_plan_is_the_same_every_time(trial: Trial, planned: Plan) -> None:
    again = plan(trial.cells, planned.schools, NEXT, places=2, seed=11)
    assert plan_values(again) == plan_values(planned)


def test_the_plan_says_what_could_be_seen_and_that_less_may_be_there(planned: Plan) -> None:
    text = " ".join(each.sentence() for each in planned.sentences)
    assert "Efter 3 läsår (18 årskullar" in text
    assert "En mindre effekt kan finnas utan att synas" in text
    assert "frö 11" in text


def test_one_school_has_one_cohort_the_first_year(trial: Trial) -> None:
    first, second, *_ = (
        each.sentence() for each in plan(trial.cells, [trial.supports[0].school], NEXT).sentences
    )
    assert first.startswith("Efter 1 läsår (1 årskull, ")
    assert second.startswith("Efter 2 läsår (2 årskullar, ")


def test_results_after_the_planned_start_are_not_used(trial: Trial) -> None:
    schools = [each.school for each in trial.supports][:2]
    found = plan(trial.cells, schools, SchoolYear(FIRST + 3))
    assert found.order is None
    assert found.years[0].cohorts == 2


def test_a_school_without_results_and_a_start_too_far_away_are_told(trial: Trial) -> None:
    with pytest.raises(Problem, match="99999999 har inget känt resultat"):
        plan(trial.cells, ["99999999"], NEXT)
    with pytest.raises(Problem, match="för långt efter"):
        plan(trial.cells, [trial.supports[0].school], NEXT + 5)


codes = st.lists(st.integers(0, 10**8 - 1).map("{:08d}".format), min_size=3, max_size=30, unique=True)


@given(codes, st.integers(0, 10**9))
def test_the_drawn_order_depends_on_seed_and_schools_alone(schools: list[str], seed: int) -> None:
    assert draw_order(schools, seed) == draw_order(schools[::-1], seed)
    assert sorted(draw_order(schools, seed)) == sorted(schools)


def test_anybody_can_draw_again_with_a_checksum_alone() -> None:
    first = draw_order(["37416253", "87838841", "82110758"], 7)[0]
    sums = {
        code: hashlib.sha256(f"7:{code}".encode()).hexdigest()
        for code in ("37416253", "87838841", "82110758")
    }
    assert first == min(sums, key=lambda code: sums[code])


def test_every_school_is_as_likely_to_be_first() -> None:
    schools = [f"{number:08d}" for number in range(5)]
    firsts = [draw_order(schools, seed)[0] for seed in range(2000)]
    # 400 expected, standard deviation 18.
    assert all(320 < firsts.count(school) < 480 for school in schools)


def test_places_are_filled_year_by_year_in_drawn_order() -> None:
    schools = [f"{number:08d}" for number in range(5)]
    drawn = fair_start(schools, 2, SchoolYear(2025), 3)
    assert [len(wave.schools) for wave in drawn.waves] == [2, 2, 1]
    assert [wave.start.code for wave in drawn.waves] == ["2025/26", "2026/27", "2027/28"]
    assert tuple(code for wave in drawn.waves for code in wave.schools) == draw_order(schools, 3)


@pytest.mark.parametrize("places", [0, 3, 7])
def test_there_is_nothing_to_draw_when_all_can_start(places: int) -> None:
    with pytest.raises(Problem, match="inget att lotta"):
        fair_start(["1", "2", "3"], places, SchoolYear(2025), 1)


def test_a_school_too_small_for_its_results_to_be_published_is_told() -> None:
    years = [2020, 2021, 2022] * 12
    schools = [f"{number:08d}" for number in range(12) for _ in range(3)]
    cohort = np.array([8 if school.endswith("0") else 40 for school in schools])
    counts = cohort * 3 // 4
    cells = cells_of_counts(schools=schools, years=years, cohort=cohort, low=counts, high=counts)
    with pytest.raises(Problem, match="00000000, 00000010 hade färre än 10 elever"):
        plan(cells, ["00000000", "00000010", "00000003"], SchoolYear(2023))
    assert plan(cells, ["00000003", "00000004"], SchoolYear(2023)).years[0].pupils == 80
