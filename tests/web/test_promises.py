"""Promises on the site: to be answered by those whose school it is."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client

from vandpunkt.cases.demonstration import Demonstration
from vandpunkt.domain.roles import Role
from vandpunkt.follow_up.promises import promises


def test_the_demo_watches_the_planned_support_and_asks_about_what_has_ended(officer: Client) -> None:
    body = officer.get("/promises/").content.decode()
    assert f'href="/promises/{promises()[0].id}/"' in body


def test_an_answer_without_a_reason_stands_in_the_form_with_what_is_wrong(officer: Client) -> None:
    row = promises()[0]
    sent = {"version": row.version, "status": "not_done", "reason": " "}
    response = officer.post(f"/promises/{row.id}/", sent)
    assert response.status_code == 200
    assert "Skriv varför det inte blev genomfört." in response.content.decode()
    assert promises()[0].status == "open"


def test_an_answer_is_kept_with_who_gave_it(officer: Client) -> None:
    row = promises()[0]
    sent = {"version": row.version, "status": "not_done", "reason": "Handledaren slutade."}
    assert officer.post(f"/promises/{row.id}/", sent).status_code == 302
    kept = next(one for one in promises() if one.id == row.id)
    assert (kept.status, kept.reason, kept.answered_by) == (
        "not_done",
        "Handledaren slutade.",
        "Handläggare Demo",
    )


def test_the_second_to_answer_is_told_and_may_send_again(officer: Client) -> None:
    row = promises()[0]
    sent = {"version": row.version, "status": "done", "reason": ""}
    officer.post(f"/promises/{row.id}/", sent)
    response = officer.post(f"/promises/{row.id}/", sent | {"status": "running"})
    assert "hann spara före dig" in response.content.decode()


def test_the_case_has_the_button_for_those_who_may_press_it(
    officer: Client, client_as: Callable[[Role | None], Client], site: Demonstration
) -> None:
    address = f"/cases/{site.slug}/"
    assert "Bevaka löftena" in officer.get(address).content.decode()
    assert "Bevaka löftena" not in client_as(Role.ANALYST).get(address).content.decode()
    assert officer.post(f"{address}promises/").status_code == 302
