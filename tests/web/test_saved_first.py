"""Somebody else has saved a row with little in it: the second sees what stands now, and can save again."""

from __future__ import annotations

from django.test import Client

from vandpunkt.cases.demonstration import Demonstration
from vandpunkt.cases.models import Step
from vandpunkt.cases.path.meetings import meetings


def test_the_second_to_write_a_step_sees_what_the_first_wrote(officer: Client, site: Demonstration) -> None:
    row = Step.objects.filter(case__slug=site.slug).order_by("pk").first()
    assert row
    where = f"/cases/{site.slug}/path/steps/{row.pk}/"
    seen = {"version": officer.get(where).context["form"]["version"].value(), "planned": "3 mars 2025"}
    officer.post(where, seen | {"outcome": "Deras ord"})
    late = officer.post(where, seen | {"outcome": "Mina ord"})
    body = late.content.decode()
    assert "hann spara före dig" in body
    assert '<li>Utfall: <span lang="sv">Deras ord</span></li>' in body
    assert "<li>Planerat:" not in body
    assert 'value="Mina ord"' in body
    again = {name: late.context["form"][name].value() for name in ("version", "planned", "outcome")}
    assert officer.post(where, again).status_code == 302
    row.refresh_from_db()
    assert row.outcome == "Mina ord"


def test_the_second_to_change_a_meeting_sees_what_the_first_changed(
    officer: Client, site: Demonstration
) -> None:
    row = meetings()[0]
    where = f"/meetings/{row.id}/"
    seen = {"version": row.version, "board": row.board, "day": "4 mars 2026"}
    officer.post(where, seen | {"note": "Deras ord"})
    late = officer.post(where, seen | {"note": "Mina ord"})
    assert "Deras ord" in late.content.decode()
    again = {name: late.context["form"][name].value() for name in ("version", "board", "day", "note")}
    assert officer.post(where, again).status_code == 302
    assert next(one for one in meetings() if one.id == row.id).details.note == "Mina ord"
