"""The page of a case: one link is a button, the next thing that the person does."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client

from vandpunkt.cases.path.states import State
from vandpunkt.domain.roles import Role
from vandpunkt.web.cases.next_thing import next_move

ClientAs = Callable[[Role | None], Client]
SLUG, WAITING = "UTBF-2024-6786", "XMPL-2026-1"


@pytest.mark.parametrize(
    ("slug", "role", "title", "address"),
    [
        (SLUG, Role.CASE_OFFICER, "Sänd ut till nämnden", f"/cases/{SLUG}/path/#next"),
        (SLUG, Role.HEAD_TEACHER, "Läs svaret", "#answer"),
        (WAITING, Role.CASE_OFFICER, "Registrera ärendet", f"/cases/{WAITING}/path/#next"),
    ],
)
def test_one_link_is_a_button_the_next_thing_that_the_person_does(
    client_as: ClientAs, slug: str, role: Role, title: str, address: str
) -> None:
    body = client_as(role).get(f"/cases/{slug}/").content.decode()
    assert re.findall(r'<a class="as-button" href="([^"]+)">([^<]+)</a>', body) == [(address, title)]


def test_who_only_reads_is_led_nowhere_while_there_is_no_answer(client_as: ClientAs) -> None:
    assert "as-button" not in client_as(Role.ANALYST).get(f"/cases/{WAITING}/").content.decode()


@pytest.mark.parametrize("state", State)
def test_every_state_but_the_last_has_a_move_that_brings_the_case_on(state: State) -> None:
    move = next_move(state)
    assert (move is None) == (state is State.ARCHIVED)
    assert move is None or state in move.sources
