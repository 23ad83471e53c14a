"""The results model fitted to the register's figures, and what is kept of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoAssertNumQueries, DjangoDbBlocker
from pytest_django.fixtures import Settings

from vandpunkt.analysis.need import Need, need
from vandpunkt.domain.problems import Problem
from vandpunkt.register.modelling import refresh, threshold
from vandpunkt.register.models import ModelFit, Result, SchoolUnit, Standing
from vandpunkt.register.organiser import recompute_own
from vandpunkt.register.recording import record
from vandpunkt.register.standing import latest_fit, latest_standings, standings
from vandpunkt.sources import SHIPPED, read_publication

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
RINKEBY, LILLHOLM, HAGSATRA = "37416253", "46581319", "82110758"
FIGURES = {
    "planned-educations": "planned-educations-stockholm-2026-04.tar.xz",
    "report-139": "report-139-2025.csv.xz",
    "salsa": "salsa-2024-25-stockholm-county.csv.xz",
}


@pytest.fixture(scope="module")
def shipped(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The shipped figures in a register of the City of Stockholm, recorded and fitted once for all."""
    organiser = {"name": "Stockholms stad", "number": "2120000142"}
    with django_db_blocker.unblock(), override_settings(ORGANISER=organiser), transaction.atomic():
        for kind, name in FIGURES.items():
            record(read_publication(kind, str(SHIPPED / name)), by="test", now=NOW)
        recompute_own(by="test", now=NOW)
        refresh(by="test", now=NOW)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def figures(shipped: None, db: None) -> None:
    """The shipped figures, and a database that forgets what the test does to them."""


@pytest.mark.usefixtures("figures")
def test_the_same_figures_are_fitted_once() -> None:
    again = refresh(by="test", now=NOW + timedelta(days=1))
    assert not again.new
    assert ModelFit.objects.count() == 1


@pytest.mark.usefixtures("figures")
def test_a_new_figure_makes_a_new_fit_and_the_old_one_stays() -> None:
    first = latest_fit()
    assert first is not None
    Result.objects.filter(
        school_unit=RINKEBY, indicator="vocational_eligibility", school_year="2023/24"
    ).update(text="65,0")
    second = refresh(by="test", now=NOW + timedelta(days=1))
    assert second.new
    then = latest_fit(as_of=NOW + timedelta(hours=1))
    assert then is not None
    assert then.id == first.id


@pytest.mark.usefixtures("figures")
def test_a_weak_intake_well_taught_is_told_apart_from_a_school_that_falls() -> None:
    _fit, stands = latest_standings([RINKEBY, LILLHOLM])
    assert stands[RINKEBY].latest.difference.low_90 > 0
    assert stands[LILLHOLM].latest.difference.high_90 < 0
    assert stands[LILLHOLM].need is Need.CERTAINLY_BELOW


@pytest.mark.usefixtures("figures")
def test_intervals_are_in_order_and_the_next_year_is_wider_than_the_level() -> None:
    own = SchoolUnit.objects.filter(own=True).values_list("code", flat=True)
    for one in latest_standings(own)[1].values():
        for year in one.years:
            level = year.underlying
            assert level.low_90 <= level.low_50 <= level.high_50 <= level.high_90
        assert (
            one.next_year.high_90 - one.next_year.low_90
            >= (one.latest.underlying.high_90 - one.latest.underlying.low_90) - 0.02
        )
        assert len(one.similar) in (0, 5)


@pytest.mark.usefixtures("figures")
def test_the_list_of_the_lowest_says_how_many_leave_it_by_themselves_and_how_that_held_last_year() -> None:
    fit = latest_fit()
    assert fit is not None
    outlook = fit.outlook
    assert outlook.leave is not None
    assert outlook.predicted is not None
    assert outlook.observed is not None
    assert 1 < outlook.leave < outlook.listed
    assert abs(outlook.predicted - outlook.observed) < 3


@pytest.mark.usefixtures("figures")
def test_places_are_told_among_our_own_schools_alone() -> None:
    own = set(SchoolUnit.objects.filter(own=True).values_list("code", flat=True))
    placed = Standing.objects.filter(values__has_key="rank").values_list("school_unit_id", flat=True)
    assert set(placed) <= own
    place = latest_standings([HAGSATRA])[1][HAGSATRA].place
    assert place is not None
    assert place.low <= place.middle <= place.high <= place.of == len(placed)


@pytest.mark.usefixtures("figures")
def test_reading_the_standing_of_all_schools_takes_one_query(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    codes = list(SchoolUnit.objects.filter(own=True).values_list("code", flat=True))
    with django_assert_num_queries(1):
        fit, stands = latest_standings(codes)
    assert fit == latest_fit()
    assert fit is not None
    assert stands == standings(codes, fit=fit)


@pytest.mark.usefixtures("figures")
def test_a_register_without_figures_cannot_carry_a_model_and_keeps_none() -> None:
    ModelFit.objects.all().delete()
    Result.objects.all().delete()
    with pytest.raises(Problem):
        refresh(by="test", now=NOW)
    assert not ModelFit.objects.exists()
    assert latest_fit() is None
    assert latest_standings([RINKEBY]) == (None, {})


@pytest.mark.usefixtures("figures")
def test_a_school_year_that_nobody_reported_leaves_the_list_without_a_check_not_without_a_fit() -> None:
    Result.objects.filter(school_year="2023/24").delete()
    assert refresh(by="test", now=NOW + timedelta(days=1)).new
    fit = latest_fit()
    assert fit is not None
    assert fit.outlook.leave is not None
    assert fit.outlook.predicted is None
    assert fit.outlook.observed is None


def test_a_line_that_is_no_share_is_told(settings: Settings) -> None:
    settings.STANDING = {"threshold": 70}
    with pytest.raises(Problem, match=r"standing\.threshold"):
        threshold()


@pytest.mark.parametrize(
    ("probability", "word"),
    [
        (1.0, Need.CERTAINLY_BELOW),
        (0.95, Need.CERTAINLY_BELOW),
        (0.94, Need.PROBABLY_BELOW),
        (0.75, Need.PROBABLY_BELOW),
        (0.74, Need.CANNOT_TELL),
        (0.26, Need.CANNOT_TELL),
        (0.25, Need.NOT_BELOW),
        (0.0, Need.NOT_BELOW),
    ],
)
def test_one_rule_gives_the_word(probability: float, word: Need) -> None:
    assert need(probability) is word
