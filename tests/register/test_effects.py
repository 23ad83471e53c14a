"""Effects of the register's programmes: what is computed, when, and what is kept."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoAssertNumQueries, DjangoDbBlocker

from vandpunkt.domain.problems import Problem
from vandpunkt.domain.terms import SchoolYear
from vandpunkt.reading import read_file
from vandpunkt.register.accepting import accept, propose_interventions
from vandpunkt.register.effect_computing import refresh_effects, register_plan, register_report, supports
from vandpunkt.register.effects import (
    effect_by_id,
    effects_of_school,
    programme_effect,
    programme_effects,
)
from vandpunkt.register.models import EffectFit, Intervention, Programme
from vandpunkt.register.organiser import recompute_own
from vandpunkt.register.programmes.catalogue import create_catalogue, names_for_reading
from vandpunkt.register.recording import record
from vandpunkt.sources import SHIPPED, read_publication

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
HASSELBY, RINKEBY = "87838841", "37416253"
NETWORK, KUF, NPF = (
    "Nätverk för rektorer i utsatta områden",
    "Kvalitetsutveckling genom förstelärare",
    "NPF-utbildning för rektorer",
)


@pytest.fixture(scope="module")
def computed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The shipped figures and the shipped document's support, with every effect computed once."""
    organiser = {"name": "Stockholms stad", "number": "2120000142"}
    with django_db_blocker.unblock(), override_settings(ORGANISER=organiser), transaction.atomic():
        create_catalogue(by="test", now=NOW)
        figures = SHIPPED / "planned-educations-stockholm-2026-04.tar.xz"
        record(read_publication("planned-educations", str(figures)), by="test", now=NOW)
        recompute_own(by="test", now=NOW)
        reading = read_file(SHIPPED / "att-vanda-skolresultat.txt", names=names_for_reading())
        accept(propose_interventions(reading, file_name="seed", by="test", now=NOW), by="test", now=NOW)
        refresh_effects(by="test", now=NOW)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def effects(computed: None, db: None) -> None:
    """The computed effects, in a database that forgets what the test does to it."""


@pytest.mark.usefixtures("effects")
def test_the_same_figures_and_interventions_are_computed_once() -> None:
    before = EffectFit.objects.count()
    again = refresh_effects(by="test", now=NOW + timedelta(days=1))
    assert again.computed == 0
    assert again.programmes == before == EffectFit.objects.count()


@pytest.mark.usefixtures("effects")
def test_an_intervention_that_changes_makes_every_effect_anew_and_the_old_ones_stay() -> None:
    before = EffectFit.objects.count()
    row = Intervention.objects.filter(programme__name=KUF, planned=False, school_unit=HASSELBY).get()
    row.start = "2023ht"
    row.save()
    assert refresh_effects(by="test", now=NOW + timedelta(days=1)).computed == before
    assert EffectFit.objects.count() == 2 * before
    newest, then = programme_effect(row.programme_id or 0), programme_effect(row.programme_id or 0, as_of=NOW)
    assert newest is not None
    assert then is not None
    assert newest.pooled is not None
    assert then.pooled is not None
    assert newest.pooled.cohorts < then.pooled.cohorts


@pytest.mark.usefixtures("effects")
def test_planned_declined_and_undated_support_is_not_counted_as_given() -> None:
    given = supports()
    assert all(one.period.start for one in given)
    assert not any(one.programme == "Skolsociala team" for one in given)
    count = len(given)
    row = Intervention.objects.filter(programme__name=KUF, planned=False).first()
    assert row is not None
    row.status = Intervention.Status.DECLINED
    row.save()
    assert len(supports()) == count - 1


@pytest.mark.usefixtures("effects")
def test_a_follow_on_is_the_same_support_going_on() -> None:
    one = next(each for each in supports() if (each.school, each.programme) == (HASSELBY, KUF))
    assert one.period.codes == ("2022ht", "2025vt")


@pytest.mark.usefixtures("effects")
def test_few_cohorts_are_said_to_be_few_and_nothing_is_said_to_lack_effect() -> None:
    effect = programme_effects([KUF])[KUF]
    assert effect.verdict == "insufficient"
    assert "Det säger ingenting om ifall insatsen hjälper." in effect.sentences[0].sentence()
    assert effect.minimum_detectable is not None
    assert effect.minimum_detectable > 15


@pytest.mark.usefixtures("effects")
def test_what_cannot_be_told_says_so_with_its_checks_beside_it() -> None:
    effect = programme_effects([NETWORK])[NETWORK]
    assert effect.pooled is not None
    assert effect.pooled.interval_95.low <= effect.pooled.effect <= effect.pooled.interval_95.high
    assert effect.verdict in ("undecidable", "insufficient")
    assert len(effect.placebo) >= 999
    assert effect.placebo_p is not None
    assert effect.rules


@pytest.mark.usefixtures("effects")
def test_support_that_has_reached_no_cohort_has_no_effect_to_show() -> None:
    effect = programme_effects([NPF])[NPF]
    assert effect.pooled is None
    assert effect.outcomes == ()


@pytest.mark.usefixtures("effects")
def test_a_school_knows_the_effects_that_rest_on_it(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(1):
        effects = effects_of_school(HASSELBY)
    assert {KUF, NETWORK} <= {effect.programme for effect in effects}
    for effect in effects:
        for outcome in effect.outcomes:
            assert outcome.forecast_95.low <= outcome.forecast <= outcome.forecast_95.high
            assert effect_by_id(effect.id) == effect


@pytest.mark.usefixtures("effects")
def test_the_command_lines_report_is_the_stored_one() -> None:
    stored = programme_effects([KUF])[KUF]
    report = register_report("KUF")
    assert stored.pooled is not None
    assert report.evidence.estimate is not None
    assert report.evidence.estimate.effect == pytest.approx(stored.pooled.effect, abs=1e-5)


@pytest.mark.usefixtures("effects")
def test_a_plan_is_made_of_the_registers_figures_and_tells_no_exact_number_of_pupils() -> None:
    made = register_plan([HASSELBY, RINKEBY], SchoolYear(2025), places=1, seed=7)
    assert set(made.schools) == {HASSELBY, RINKEBY}
    assert made.order is not None
    assert [one.cohorts for one in made.years] == [2, 4, 6]
    assert all(one.pupils % 10 == 0 for one in (*made.years, made.doubled, made.larger, made.staggered))


@pytest.mark.usefixtures("effects")
def test_no_exact_number_of_pupils_is_kept_since_a_single_cohorts_may_be_inferred() -> None:
    for row in EffectFit.objects.all():
        told = json.dumps(row.values)
        assert all(int(pupils) % 10 == 0 for pupils in re.findall(r'"pupils": (\d+)', told))


@pytest.mark.usefixtures("effects")
def test_a_programme_that_the_register_lacks_is_told_with_those_there_are() -> None:
    with pytest.raises(Problem, match=KUF):
        register_report("Läslyft 2000")


@pytest.mark.usefixtures("effects")
def test_an_unknown_programme_or_effect_has_none() -> None:
    assert programme_effect(Programme.objects.get(name="Läslyftet").pk) is None
    assert effect_by_id(0) is None


@pytest.mark.usefixtures("effects")
def test_what_was_stored_before_sentences_could_be_translated_is_told_as_it_was() -> None:
    row = EffectFit.objects.get(pk=programme_effects([KUF])[KUF].id)
    said = [{"code": one["code"], "text": one["text"]} for one in row.values["verdict_sentences"]]
    row.values["verdict_sentences"] = said
    row.values["rules"].pop("remarks")
    row.save()
    found = programme_effects([KUF])[KUF]
    assert [one.sentence() for one in found.sentences] == [one["text"] for one in said]
    assert [one.sentence() for one in found.rules] == row.values["rules"]["sentences"]
