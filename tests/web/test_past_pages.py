"""Every page that has a past: how it stood, who changed what, and nothing of it to others than now."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from http import HTTPStatus
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now
from lxml import html

from tests.web.addresses import example_addresses
from tests.web.test_scopes import with_everything
from vandpunkt.cases.demonstration import Demonstration
from vandpunkt.domain.roles import Role
from vandpunkt.domain.terms import SchoolYear
from vandpunkt.follow_up.actions import actions_of_school, close_action
from vandpunkt.follow_up.promises import PromiseRow, answer_promise, promise, promises
from vandpunkt.follow_up.quality import PARTS, Part, cycle
from vandpunkt.follow_up.quality_changes import fill_part, sign_cycle, sign_part
from vandpunkt.follow_up.signs import record_observation, signs_of_school
from vandpunkt.register.people.areas import areas, set_schools
from vandpunkt.register.people.assigning import end_assignment
from vandpunkt.register.people.assignments import holders_over_time
from vandpunkt.web.access_table import ACCESS, SCOPED
from vandpunkt.web.past.pages import KINDS

ClientAs = Callable[[Role | None], Client]
BUILT, BEFORE = {"as_of": "2025-02-03"}, {"as_of": "2025-02-02"}
COORDINATOR = "Grundskolesamordnare Demo"
YEAR = SchoolYear(2022)
MOST_QUERIES = 12


def told(browser: Client, address: str, **asked: str) -> str:
    """The words of a page's main part."""
    page: Any = html.fromstring(browser.get(address, asked).content)
    return " ".join(" ".join(page.xpath("//main//text()")).split()).replace(" ,", ",")


def addresses_of(site: Demonstration, *, school: int = 0) -> dict[str, str]:
    """A page of each kind that the demo has something to show on."""
    every = example_addresses(site, school=school)
    return {kind: every[kind].replace("/2024-25/", "/2023-24/") for kind in KINDS}


def write_part(code: str, text: str, *, by: str) -> None:
    """Somebody writes how things are at a school."""
    version = cycle(code, YEAR).part("situation").version
    fill_part(code, YEAR, Part("situation", text=text), made_from=version, by=by, now=now())


def sign_all(code: str) -> None:
    """Every part of a year is written and signed, and then the whole."""
    for kind in PARTS:
        if cycle(code, YEAR).part(kind).state == "empty":
            fill_part(code, YEAR, Part(kind, text="Skrivet."), made_from=0, by="Rektor Demo", now=now())
        made_from = cycle(code, YEAR).part(kind).version
        sign_part(code, YEAR, kind, made_from=made_from, by="Grundskolechef Demo", now=now())
    sign_cycle(code, YEAR, by="Grundskolechef Demo", now=now())


def the_promise(site: Demonstration) -> PromiseRow:
    """A promise about the first school of the demo."""
    return promises(codes=frozenset({site.schools[0].code}))[0]


@pytest.fixture
def code(site: Demonstration) -> str:
    """The first school of the demo."""
    return site.schools[0].code


class TestEveryKind:
    def test_the_page_of_a_day_tells_it_in_few_questions_and_changes_nothing(
        self, client_as: ClientAs, site: Demonstration
    ) -> None:
        browser = client_as(Role.ADMINISTRATOR)
        for kind, address in addresses_of(site).items():
            with CaptureQueriesContext(connection) as captured:
                page: Any = html.fromstring(browser.get(address, BUILT).content)
            assert page.xpath("//p[@class='as-of-banner']"), kind
            assert page.xpath("//main//dl | //main//tbody/tr | //main//section/div/p"), kind
            assert page.xpath("//main//form[@method='post']") == [], kind
            assert len(captured) <= MOST_QUERIES, (kind, len(captured))

    def test_a_day_before_there_was_anything_says_so(self, client_as: ClientAs, site: Demonstration) -> None:
        browser = client_as(Role.ADMINISTRATOR)
        for kind, address in addresses_of(site).items():
            page: Any = html.fromstring(browser.get(address, BEFORE).content)
            assert page.xpath("//p[@class='as-of-banner']"), kind
            assert page.xpath("//main//tbody/tr") == [], kind
            assert "den dagen" in page.xpath("string(//main)"), kind

    def test_the_page_of_now_has_the_form_and_its_history_is_no_question_a_change(
        self, client_as: ClientAs, site: Demonstration
    ) -> None:
        browser = client_as(Role.ADMINISTRATOR)
        for kind, address in addresses_of(site).items():
            browser.get(address)
            with CaptureQueriesContext(connection) as captured:
                page: Any = html.fromstring(browser.get(address).content)
            assert page.xpath("//main//form[@class='as-of']"), kind
            assert len(captured) <= MOST_QUERIES, (kind, len(captured))

    @pytest.mark.parametrize("role", Role)
    def test_a_day_is_seen_by_those_who_see_the_page_of_now_and_nobody_else(
        self, client_as: ClientAs, site: Demonstration, role: Role
    ) -> None:
        browser = client_as(role)
        with_everything(site)
        for school in (0, -1) if role in SCOPED else (0,):
            for kind, address in addresses_of(site, school=school).items():
                rule = ACCESS[kind]
                refused = role not in (rule.roles or ()) or (kind == "case" and role in rule.decided_only)
                outside = school != 0 and role in rule.scoped and kind != "promises"
                status = HTTPStatus.FORBIDDEN if refused or outside else HTTPStatus.OK
                assert browser.get(address, BUILT).status_code == status, (kind, school)


class TestWhatStood:
    def test_an_action_that_has_been_done_was_open(self, officer: Client, code: str) -> None:
        row = actions_of_school(code)[0]
        close_action(row.id, done=True, outcome="Bokat.", made_from=row.version, by=COORDINATOR, now=now())
        address = f"/actions/{row.id}/"
        assert "Läge öppen" in told(officer, address, **BUILT)
        assert "läge öppen gjord" in told(officer, address)

    def test_a_sign_had_not_been_looked_for(self, officer: Client, code: str) -> None:
        row = signs_of_school(code)[0]
        record_observation(row.id, day=date(2025, 3, 1), seen="partly", by=COORDINATOR, now=now())
        address = f"/signs/{row.id}/"
        assert "Ingen hade tittat den dagen." in told(officer, address, **BUILT)
        assert "Iakttagelse den 1 mars 2025, syns delvis, ny" in told(officer, address)

    def test_an_intervention_has_the_signs_of_that_day_for_those_inside(
        self, client_as: ClientAs, code: str
    ) -> None:
        row = signs_of_school(code)[0]
        address = f"/interventions/{row.intervention_id}/"
        assert row.what in told(client_as(Role.COORDINATOR), address, **BUILT)
        assert row.what not in told(client_as(Role.BOARD_MEMBER), address, **BUILT)

    def test_a_promise_was_not_answered(self, officer: Client, site: Demonstration) -> None:
        row = the_promise(site)
        answer_promise(row.id, status="running", made_from=row.version, by=COORDINATOR, now=now())
        address = f"/promises/{row.id}/"
        assert "Vad det blev av obesvarat" in told(officer, address, **BUILT)
        assert "vad det blev av obesvarat pågår" in told(officer, address)
        assert "pågår" not in told(officer, "/promises/", **BUILT)

    def test_a_part_of_the_quality_work_is_told_side_by_side(self, officer: Client, code: str) -> None:
        write_part(code, "Först.", by="Rektor Demo")
        write_part(code, "Sedan.", by="Rektor Demo")
        assert "Rektor Demo: Nuläge, ändrad" in told(officer, f"/quality/{code}/2022-23/")
        assert "text Först. Sedan." in told(officer, f"/quality/{code}/2022-23/")
        assert "Ingen hade börjat" in told(officer, f"/quality/{code}/2022-23/", **BUILT)

    def test_who_led_the_school_and_when_it_was_changed(self, officer: Client, code: str) -> None:
        row = holders_over_time(Role.HEAD_TEACHER, school_code=code)[-1]
        end_assignment(row.id, end=date(2026, 6, 30), made_from=row.version, by=COORDINATOR, now=now())
        address = f"/schools/{code}/people/"
        assert "tills vidare" in told(officer, address, **BUILT)
        assert f"{row.name} (rektor), ändrad" in told(officer, address)

    def test_an_area_tells_which_schools_have_come_and_gone(
        self, client_as: ClientAs, site: Demonstration
    ) -> None:
        browser, area = client_as(Role.ADMINISTRATOR), areas()[0]
        (_left, name), *kept = area.schools
        set_schools(area.id, [one for one, _name in kept], by="Administratör Demo", now=now())
        address = f"/areas/{area.id}/"
        assert name in told(browser, address, **BUILT)
        assert f"Administratör Demo: {name}, ändrad" in told(browser, address)

    def test_a_case_tells_its_steps_and_who_has_changed_it(
        self, officer: Client, site: Demonstration
    ) -> None:
        assert "Ärendets gång Steg Planerat Gjort" in told(officer, f"/cases/{site.slug}/", **BUILT)
        assert "Ärendet, ny" in told(officer, f"/cases/{site.slug}/history/")

    def test_the_list_of_interventions_goes_on_choosing(self, officer: Client, code: str) -> None:
        page: Any = html.fromstring(officer.get("/interventions/", {"school": code, **BUILT}).content)
        schools = page.xpath("//main//tbody/tr/td[1]/a/@href")
        assert set(schools) == {f"/schools/{code}/?as_of=2025-02-03"}
        assert page.xpath("//form[@class='as-of']/input[@name='school']/@value") == [code]


class TestWorkingMaterial:
    def test_what_was_not_signed_then_is_not_shown_to_the_board_though_it_is_now(
        self, client_as: ClientAs, officer: Client, code: str
    ) -> None:
        write_part(code, "Utkast.", by="Rektor Demo")
        sign_all(code)
        board, address = client_as(Role.BOARD_MEMBER), f"/quality/{code}/2022-23/"
        assert "Utkast." in told(board, address)
        assert "Historik" not in told(board, address)
        assert "Ingen hade börjat" in told(board, address, **BUILT)

    def test_the_history_of_a_case_and_of_people_is_for_those_inside(
        self, client_as: ClientAs, site: Demonstration, code: str
    ) -> None:
        board = client_as(Role.BOARD_MEMBER)
        assert board.get(f"/cases/{site.slug}/history/").status_code == HTTPStatus.FORBIDDEN
        assert "Historik" not in told(board, f"/schools/{code}/people/")


class TestUndoing:
    def test_ones_own_answer_about_a_promise_is_taken_back(
        self, client_as: ClientAs, site: Demonstration
    ) -> None:
        browser, row = client_as(Role.COORDINATOR), the_promise(site)
        address = f"/promises/{row.id}/"
        version = browser.get(address).context["form"]["version"].value()
        assert "Ångra din senaste ändring" not in told(browser, address)
        browser.post(address, {"version": version, "status": "running", "reason": ""})
        asked = browser.get(f"{address}undo/")
        assert "Ångra ändringen" in asked.content.decode()
        browser.post(f"{address}undo/", {"version": asked.context["version"]})
        assert promise(row.id).status == "open"

    def test_ones_own_part_of_the_quality_work_says_what_it_said(
        self, client_as: ClientAs, code: str
    ) -> None:
        write_part(code, "Först.", by="Rektor Demo")
        write_part(code, "Sedan.", by="Rektor Demo")
        browser, address = client_as(Role.HEAD_TEACHER), f"/quality/{code}/2022-23/situation/undo/"
        assert f'href="{address}"' in browser.get(f"/quality/{code}/2022-23/").content.decode()
        browser.post(address, {"version": browser.get(address).context["version"]})
        assert cycle(code, YEAR).part("situation").text == "Först."

    def test_nobody_undoes_anothers_part_nor_one_of_a_year_that_is_signed(
        self, client_as: ClientAs, code: str
    ) -> None:
        write_part(code, "Först.", by="Rektor Demo")
        write_part(code, "Sedan.", by="Rektor Demo")
        address = f"/quality/{code}/2022-23/situation/undo/"
        assert "inte din" in told(client_as(Role.COORDINATOR), address)
        sign_all(code)
        browser = client_as(Role.AREA_HEAD)
        version = cycle(code, YEAR).part("situation").version
        answer = browser.post(address, {"version": version}).content.decode()
        assert "ändras inte längre" in answer
