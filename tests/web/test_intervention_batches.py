"""The list of interventions, several changed at once, and rows planned once more."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

import pytest
from django.test import Client
from django.utils.timezone import now
from pytest_django import DjangoAssertNumQueries

from vandpunkt.cases.demonstration import Demonstration
from vandpunkt.domain.roles import Role
from vandpunkt.domain.terms import Term
from vandpunkt.register.interventions.asking import intervention
from vandpunkt.register.interventions.changing import change_interventions
from vandpunkt.register.interventions.listing import (
    Choice,
    InterventionLine,
    list_interventions,
)

LIST, CHANGE, COPY = "/interventions/", "/interventions/change/", "/interventions/copy/"
QUERIES = 15


@pytest.fixture
def two(site: Demonstration) -> tuple[InterventionLine, ...]:
    """Two rows of the list."""
    return list_interventions(Choice()).lines[:2]


def sent(lines: tuple[InterventionLine, ...], **fields: object) -> dict[str, object]:
    """What the form sends for the picked rows."""
    versions = {f"version-{one.row.id}": one.row.version for one in lines}
    return {"row": [one.row.id for one in lines], **versions, **fields}


def accept(browser: Client, address: str, fields: dict[str, object]) -> int:
    """Look at the preview and say yes to it; the status of the answer."""
    seen = browser.post(address, fields | {"step": "preview"}).context["seen"]
    return browser.post(address, fields | {"step": "save", "seen": seen}).status_code


def test_the_list_shows_what_was_chosen(site: Demonstration) -> None:
    school = site.schools[0].code
    found = list_interventions(Choice(school=school, programme="ksbs"))
    assert {(one.school.code, one.row.programme_slug) for one in found.lines} == {(school, "ksbs")}
    term = Term(2024, "vt")
    given = list_interventions(Choice(school=school, term=term))
    assert given.lines
    assert all(one.row.is_current(term) for one in given.lines)
    everything = list_interventions(Choice(school=school))
    assert given.total == sum(one.row.is_current(term) for one in everything.lines)


def test_the_other_direction_is_the_other_end_of_the_list(site: Demonstration) -> None:
    first, last = list_interventions(Choice()), list_interventions(Choice(), sort="-school")
    assert first.lines[0].school.name < last.lines[0].school.name


def test_a_page_beyond_the_last_is_the_last(site: Demonstration) -> None:
    found = list_interventions(Choice(), page=999)
    assert found.page == found.pages
    assert found.lines


@pytest.mark.parametrize("asked", ["", "?term=vt+24", "?sort=-start&status=running", "?page=2"])
def test_the_list_asks_the_database_a_constant_number_of_times(
    officer: Client, django_assert_max_num_queries: DjangoAssertNumQueries, asked: str
) -> None:
    with django_assert_max_num_queries(QUERIES):
        assert officer.get(LIST + asked).status_code == HTTPStatus.OK


def test_a_term_that_cannot_be_read_is_told_beside_its_field(officer: Client) -> None:
    page = officer.get(LIST, {"term": "i våras"}).content.decode()
    assert "id_term_error" in page


def test_only_who_may_change_rows_can_pick_them(client_as: Callable[[Role | None], Client]) -> None:
    assert 'name="row"' in client_as(Role.CASE_OFFICER).get(LIST).content.decode()
    assert 'name="row"' not in client_as(Role.BOARD_MEMBER).get(LIST).content.decode()


def test_nothing_is_saved_until_the_preview_is_accepted(
    officer: Client, two: tuple[InterventionLine, ...]
) -> None:
    answer = officer.post(CHANGE, sent(two, change="responsible", responsible="Enheten", step="preview"))
    assert "<strong>Enheten</strong>" in answer.content.decode()
    assert all(intervention(one.row.id) == one.row for one in two)


def test_the_ticked_field_alone_is_changed_on_every_row(
    officer: Client, two: tuple[InterventionLine, ...]
) -> None:
    fields = {"change": "responsible", "responsible": "Enheten", "decision_by": "Nämnden"}
    fields |= {"funding-rows": "1", "funding-0-year": "?"}
    assert accept(officer, CHANGE, sent(two, **fields)) == HTTPStatus.FOUND
    saved = [intervention(one.row.id) for one in two]
    assert {one.responsible for one in saved} == {"Enheten"}
    assert [one.decision_by for one in saved] == [one.row.decision_by for one in two]


def test_what_was_written_after_the_preview_is_shown_before_it_is_saved(
    officer: Client, two: tuple[InterventionLine, ...]
) -> None:
    fields = sent(two, change="responsible", responsible="Enheten")
    seen = officer.post(CHANGE, fields).context["seen"]
    late = fields | {"responsible": "Skolan", "step": "save", "seen": seen}
    assert "<strong>Skolan</strong>" in officer.post(CHANGE, late).content.decode()
    assert all(intervention(one.row.id) == one.row for one in two)


def test_a_row_that_somebody_changed_after_the_preview_stops_them_all(
    officer: Client, two: tuple[InterventionLine, ...]
) -> None:
    mine = sent(two, change="responsible", responsible="Enheten")
    mine |= {"step": "save", "seen": officer.post(CHANGE, mine).context["seen"]}
    other = two[1].row
    change_interventions({other.id: other.version}, changes={"responsible": "Annan"}, by="A", now=now())
    page = officer.post(CHANGE, mine).content.decode()
    assert "Annan → <strong>Enheten</strong>" in page
    assert intervention(two[0].row.id) == two[0].row
    assert intervention(other.id).responsible == "Annan"


def test_rows_planned_once_more_are_shown_first_and_count_as_the_same_support(
    officer: Client, two: tuple[InterventionLine, ...]
) -> None:
    before = list_interventions(Choice()).total
    shown = officer.post(COPY, sent(two, year=2031, step="preview")).content.decode()
    assert "2 nya rader för 2031" in shown
    assert list_interventions(Choice()).total == before
    accept(officer, COPY, sent(two, year=2031))
    assert list_interventions(Choice()).total == before + len(two)
    again = officer.post(COPY, sent(two, year=2031, step="preview")).content.decode()
    assert "2 valda rader är redan planerade" in again


@pytest.mark.parametrize("address", [CHANGE, COPY])
def test_rows_at_somebody_elses_school_are_refused(
    client_as: Callable[[Role | None], Client], site: Demonstration, address: str
) -> None:
    head = client_as(Role.COORDINATOR)
    page = head.get(LIST).content.decode()
    foreign = next(
        one for one in list_interventions(Choice()).lines if f'name="row" value="{one.row.id}"' not in page
    )
    assert head.get(address, {"row": foreign.row.id}).status_code == HTTPStatus.FORBIDDEN
    assert head.post(address, sent((foreign,), step="save")).status_code == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize("address", [CHANGE, COPY])
@pytest.mark.parametrize("row", ["", "x", "9" * 40, "-1"])
def test_without_a_row_the_way_back_to_the_list_is_shown(officer: Client, address: str, row: str) -> None:
    page = officer.get(address, {"row": row})
    assert page.status_code == HTTPStatus.OK
    assert "Inga rader är valda" in page.content.decode()
