"""The pages of the follow-up: registered by a coordinator, closed by its owner, never a board member's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.test import Client
from django.utils.timezone import localdate, now
from icalendar import Calendar

from vandpunkt.cases.demonstration import Demonstration
from vandpunkt.domain.roles import Role
from vandpunkt.follow_up.actions import actions_of_follow_up, actions_of_school
from vandpunkt.follow_up.dialogues import change_follow_up, details_of, follow_up, follow_ups
from vandpunkt.follow_up.reminders import remind
from vandpunkt.follow_up.signs import sign, signs_of_school

ClientAs = Callable[[Role | None], Client]


def sent(tomorrow: date, **values: str) -> dict[str, str]:
    """A form as a browser sends it, with one whole action."""
    return {
        "rows": "3",
        "day": localdate().isoformat(),
        "participants": "Rektor, grundskolesamordnare",
        "seen": "Läget är oförändrat.",
        "action-1-text": "Ring handledaren",
        "action-1-owner": "head_teacher",
        "action-1-due": tomorrow.isoformat(),
        **values,
    }


def test_a_coordinator_registers_a_dialogue_and_its_owner_closes_the_action(
    client_as: ClientAs, site: Demonstration
) -> None:
    code = site.schools[0].code
    address = f"/schools/{code}/follow-ups/new/"
    response = client_as(Role.COORDINATOR).post(address, sent(localdate() + timedelta(days=1)), follow=True)
    assert "Ring handledaren" in response.content.decode()
    (action,) = actions_of_follow_up(follow_ups(code)[0].id)
    owner = client_as(Role.HEAD_TEACHER)
    owner.post(f"/actions/{action.id}/", {"version": action.version, "step": "done", "outcome": "Klart"})
    assert [one.state for one in actions_of_follow_up(follow_ups(code)[0].id)] == ["done"]


def test_more_rows_keep_what_was_typed_and_save_nothing(client_as: ClientAs, site: Demonstration) -> None:
    code = site.schools[0].code
    before = follow_ups(code)
    form = sent(localdate(), more="1", seen="Halvfärdig mening")
    text = client_as(Role.COORDINATOR).post(f"/schools/{code}/follow-ups/new/", form).content.decode()
    assert "Halvfärdig mening" in text
    assert 'name="action-6-text"' in text
    assert follow_ups(code) == before


def test_a_half_written_action_is_told_beside_its_field(client_as: ClientAs, site: Demonstration) -> None:
    code = site.schools[0].code
    form = sent(localdate()) | {"action-1-owner": ""}
    text = client_as(Role.COORDINATOR).post(f"/schools/{code}/follow-ups/new/", form).content.decode()
    assert "Fyll i hela åtgärden" in text


@pytest.mark.parametrize("path", ["/schools/{code}/talk/", "/follow-ups/{row}/", "/actions/{action}/"])
def test_working_material_is_never_a_board_members(
    path: str, client_as: ClientAs, site: Demonstration
) -> None:
    code = site.schools[0].code
    row, action = follow_ups(code)[0].id, actions_of_school(code)[0].id
    address = path.format(code=code, row=row, action=action)
    assert client_as(Role.BOARD_MEMBER).get(address).status_code == 403
    page = client_as(Role.BOARD_MEMBER).get(f"/schools/{code}/").content.decode()
    assert "Samtalsunderlag" not in page


@pytest.mark.parametrize(
    "path",
    [
        "/schools/{code}/",
        "/schools/{code}/talk/",
        "/follow-ups/{row}/",
        "/signs/{sign}/",
        "/interventions/{intervention}/",
    ],
)
def test_what_is_made_up_says_so_on_every_page(path: str, officer: Client, site: Demonstration) -> None:
    code = site.schools[0].code
    found = signs_of_school(code)[0]
    rows = {"row": follow_ups(code)[0].id, "sign": found.id, "intervention": found.intervention_id}
    text = officer.get(path.format(code=code, **rows)).content.decode()
    assert 'class="made-up"' in text


def test_an_observation_is_kept_and_an_analyst_only_reads(client_as: ClientAs, site: Demonstration) -> None:
    found = signs_of_school(site.schools[0].code)[0]
    form = {"day": localdate().isoformat(), "seen": "partly"}
    address = f"/signs/{found.id}/observations/"
    assert client_as(Role.ANALYST).post(address, form).status_code == 403
    assert client_as(Role.HEAD_TEACHER).post(address, form).status_code == 302
    assert [one.seen for one in sign(found.id).observations] == ["partly"]


def test_what_can_be_seen_of_a_sign_is_told_in_the_readers_language(
    officer: Client, site: Demonstration
) -> None:
    officer.cookies["django_language"] = "en"
    found = signs_of_school(site.schools[0].code)[0]
    page = officer.get(f"/signs/{found.id}/").content.decode()
    assert "Not seen" in page
    assert "Syns inte" not in page


def test_a_calendar_has_whole_days_and_is_gone_when_it_is_revoked(
    client_as: ClientAs, site: Demonstration
) -> None:
    code, coordinator = site.schools[0].code, client_as(Role.COORDINATOR)
    form = sent(localdate() + timedelta(days=1)) | {"action-1-owner": "coordinator"}
    coordinator.post(f"/schools/{code}/follow-ups/new/", form)
    address = coordinator.post("/calendar/", {"new": "1"}).context["address"]
    response = Client().get(address)
    events = Calendar.from_ical(response.content).walk("VEVENT")
    assert f"{site.schools[0].name}: Ring handledaren" in [str(one["summary"]) for one in events]
    assert len({str(one["uid"]) for one in events}) == len(events)
    assert all("dtstamp" in one and one["dtend"].dt > one["dtstart"].dt for one in events)
    lines = response.content.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 75
    coordinator.post("/calendar/", {"revoke": "1"})
    assert Client(raise_request_exception=False).get(address).status_code == 404


def test_an_owner_is_reminded_once_and_the_letter_says_nothing_of_the_school(
    client_as: ClientAs, site: Demonstration
) -> None:
    get_user_model().objects.filter(username="demo-coordinator").update(email="demo@example.se")
    code, tomorrow = site.schools[0].code, localdate() + timedelta(days=1)
    form = sent(tomorrow) | {"action-1-owner": "coordinator", "notes": "Hemligt"}
    client_as(Role.COORDINATOR).post(f"/schools/{code}/follow-ups/new/", form)
    for _ in range(2):
        remind(localdate(), now=now(), site="https://stod.example", sender="v@example.se")
    (letter,) = mail.outbox
    assert letter.to == ["demo@example.se"]
    assert "Ring handledaren" in letter.body
    assert "https://stod.example/actions/" in letter.body
    assert not {"Hemligt", site.schools[0].name} & set(letter.body.split())


def test_ones_own_change_of_a_dialogue_is_undone_with_what_was_said_of_support(
    client_as: ClientAs, site: Demonstration
) -> None:
    row = follow_ups(site.schools[0].code)[0]
    said = {one.intervention_id: (one.state, one.note) for one in row.states}
    assert said
    browser = client_as(Role.COORDINATOR)
    details = replace(details_of(row), seen="Något annat.")
    states = dict.fromkeys(said, ("", ""))
    who = {"by": "Grundskolesamordnare Demo", "now": now()}
    change_follow_up(row.id, details=details, states=states, made_from=row.version, **who)
    address = f"/follow-ups/{row.id}/undo/"
    assert address in browser.get(f"/follow-ups/{row.id}/").content.decode()
    asked = browser.get(address)
    assert "Något annat." in asked.content.decode()
    browser.post(address, {"version": asked.context["version"]})
    again = follow_up(row.id)
    assert again.seen == row.seen
    assert {one.intervention_id: (one.state, one.note) for one in again.states} == said


def test_a_dialogue_is_shown_as_it_stood(officer: Client, site: Demonstration) -> None:
    row = follow_ups(site.schools[0].code)[0]
    changed = replace(details_of(row), seen="Ändrat.")
    change_follow_up(row.id, details=changed, states={}, made_from=row.version, by="x", now=now())
    for day, words in (("2025-02-04", row.seen), ("2019-02-02", "fanns inte i registret")):
        text = officer.get(f"/follow-ups/{row.id}/?as_of={day}").content.decode()
        assert "as-of-banner" in text
        assert words in text
        assert "Ändrat." not in text
