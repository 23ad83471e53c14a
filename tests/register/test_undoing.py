"""One's own latest change can be undone, once, by oneself, and not when another has changed since."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import AbstractUser

from vandpunkt.domain.problems import Problem
from vandpunkt.register.history import as_it_stood, changes
from vandpunkt.register.models import Partner, Programme
from vandpunkt.register.past import past_programme, programme_history
from vandpunkt.register.undoing import can_undo, undo_latest
from vandpunkt.register.versions import create_kept, keep_versions

pytestmark = pytest.mark.django_db
MADE = datetime(2025, 1, 10, 9, 0, tzinfo=UTC)
LATER = MADE + timedelta(days=10)
MODEL = "register.programme"


def change(row: Programme, purpose: str, *, by: str, now: datetime = LATER) -> int:
    """Change what a programme is for; the version that made."""
    row.purpose = purpose
    row.save_without_historical_record()
    keep_versions([row], by=by, now=now)
    return changes("programme", row.pk)[-1].version


@pytest.fixture
def row() -> Programme:
    """A programme with a partner."""
    (made,) = create_kept([Programme(name="Nätverk", slug="natverk", purpose="Först")], by="Eva", now=MADE)
    (partner,) = create_kept([Partner(name="Högskolan")], by="Eva", now=MADE)
    Programme.partners.through.objects.create(programme=made, partner=partner)
    keep_versions([made], by="Eva", now=MADE)
    return made


class TestUndoing:
    def test_what_stood_before_stands_again_as_a_new_version_with_its_partners(self, row: Programme) -> None:
        Programme.partners.through.objects.filter(programme=row).delete()
        version = change(row, "Sedan", by="Eva")
        undo_latest(MODEL, row.pk, version=version, by="Eva", now=LATER)
        row.refresh_from_db()
        assert [one.name for one in row.partners.all()] == ["Högskolan"]
        assert changes("programme", row.pk)[-1].version > version

    def test_a_field(self, row: Programme) -> None:
        undo_latest(MODEL, row.pk, version=change(row, "Sedan", by="Eva"), by="Eva", now=LATER)
        row.refresh_from_db()
        assert row.purpose == "Först"
        assert programme_history("natverk")[0].fields[0][1:] == ("Sedan", "Först")

    def test_another_person_cannot(self, row: Programme) -> None:
        version = change(row, "Sedan", by="Eva")
        assert can_undo(MODEL, row.pk, by="Adam") is None
        with pytest.raises(Problem, match="gjord av Eva"):
            undo_latest(MODEL, row.pk, version=version, by="Adam", now=LATER)

    def test_not_when_somebody_has_changed_since(self, row: Programme) -> None:
        version = change(row, "Sedan", by="Eva")
        change(row, "Sist", by="Adam")
        with pytest.raises(Problem, match="Adam har ändrat sedan dess"):
            undo_latest(MODEL, row.pk, version=version, by="Eva", now=LATER)
        row.refresh_from_db()
        assert row.purpose == "Sist"

    def test_what_has_been_made_is_not_unmade(self) -> None:
        (made,) = create_kept([Programme(name="Nytt", slug="nytt")], by="Eva", now=MADE)
        assert can_undo(MODEL, made.pk, by="Eva") is None

    def test_only_some_rows_can_be(self) -> None:
        with pytest.raises(Problem, match="kan inte ångras"):
            can_undo("register.result", 1, by="Eva")


class TestThePast:
    def test_as_it_stood_before_and_after(self, row: Programme) -> None:
        change(row, "Sedan", by="Eva")
        assert past_programme("natverk", MADE).purpose == "Först"
        assert past_programme("natverk", LATER).purpose == "Sedan"
        assert as_it_stood(Programme, MADE).get(id=row.pk).purpose == "Först"

    def test_before_it_was_there(self, row: Programme) -> None:
        with pytest.raises(Problem, match="fanns inte i registret"):
            past_programme("natverk", MADE - timedelta(days=1))


class TestTwoWhoShareAName:
    """An account tells them apart; a version without an account is told by the name."""

    def test_only_the_account_that_made_the_change_undoes_it(
        self, row: Programme, django_user_model: type[AbstractUser]
    ) -> None:
        first, second = (
            django_user_model.objects.create_user(name, first_name="Eva") for name in ("eva1", "eva2")
        )
        version = change(row, "Sedan", by="Eva")
        Programme.history.filter(history_id=version).update(history_user=first)
        assert can_undo(MODEL, row.pk, by="Eva", account=second.pk) is None
        with pytest.raises(Problem, match="gjord av Eva"):
            undo_latest(MODEL, row.pk, version=version, by="Eva", now=LATER, account=second.pk)
        assert can_undo(MODEL, row.pk, by="Eva Ny", account=first.pk) == version

    def test_without_an_account_the_name_tells(self, row: Programme) -> None:
        version = change(row, "Sedan", by="Eva")
        assert can_undo(MODEL, row.pk, by="Eva", account=7) == version
        assert can_undo(MODEL, row.pk, by="Adam", account=7) is None
