"""A first sign is asked for when support is registered, and asked for again until there is one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.utils.timezone import localdate, now
from lxml import html

from vandpunkt.cases.demonstration import Demonstration
from vandpunkt.domain.roles import Role
from vandpunkt.domain.terms import Term
from vandpunkt.follow_up.signs import register_sign, signs_of_school
from vandpunkt.register.interventions.asking import InterventionRow, interventions

ClientAs = Callable[[Role | None], Client]
NEW, MISSING = "/interventions/new/", "/interventions/?signs=missing"
LACKS = "Insatsen saknar tidigt tecken"


def registration(site: Demonstration, **values: object) -> dict[str, object]:
    """What is sent to register SSPF for a school of the demo, going on from this term."""
    term = Term.on(localdate())
    sent = {"programme": "sspf", "schools": [site.schools[0].code], "overlap": "beside"}
    return {**sent, "status": "running", "period": f"{term}–", **values}


def running(site: Demonstration) -> list[InterventionRow]:
    """The rows that are given now at the first school of the demo and have no sign."""
    code, term = site.schools[0].code, Term.on(localdate())
    signed = {one.intervention_id for one in signs_of_school(code)}
    return [one for one in interventions([code]) if one.is_current(term) and one.id not in signed]


class TestRegistering:
    def test_support_that_runs_is_not_saved_without_its_first_sign(
        self, officer: Client, site: Demonstration
    ) -> None:
        page = html.fromstring(officer.post(NEW, registration(site)).content)
        assert "Skriv det första tecknet" in page.xpath("string(//div[@role='alert'])")
        assert page.xpath("//div[@role='alert']//a/@href") == ["#field-signs"]

    def test_a_sign_has_somebody_who_looks_for_it(self, officer: Client, site: Demonstration) -> None:
        sign = {"signs-rows": "1", "signs-0-what": "Syns.", "signs-0-when": "ht 25"}
        assert (
            "Rad 1: Skriv vem som tittar." in officer.post(NEW, registration(site, **sign)).content.decode()
        )

    def test_that_it_is_not_decided_yet_is_an_answer_and_the_page_reminds_of_it(
        self, officer: Client, site: Demonstration
    ) -> None:
        answer = officer.post(NEW, registration(site, signs_later="on"), follow=True)
        assert LACKS in answer.content.decode()

    @pytest.mark.parametrize(
        "values", [{"status": "offered"}, {"status": "finished", "period": "2021–2023"}, {"period": "2022"}]
    )
    def test_what_is_offered_or_has_been_is_not_asked(
        self, officer: Client, site: Demonstration, values: dict[str, str]
    ) -> None:
        answer = officer.post(NEW, registration(site, **values), follow=True)
        assert answer.redirect_chain
        assert LACKS not in answer.content.decode()


class TestReminding:
    def test_the_intervention_and_its_school_say_what_is_missing_until_it_is_not(
        self, officer: Client, site: Demonstration
    ) -> None:
        row = running(site)[0]
        school, link = f"/schools/{row.school_unit_code}/", f'href="/interventions/{row.id}/signs/new/"'
        assert LACKS in officer.get(f"/interventions/{row.id}/").content.decode()
        assert link in officer.get(school).content.decode()
        register_sign(row.id, what="Syns.", when=date(2030, 1, 1), by_whom="Rektor", by="Eva", now=now())
        assert LACKS not in officer.get(f"/interventions/{row.id}/").content.decode()
        assert link not in officer.get(school).content.decode()

    @pytest.mark.parametrize("role", [Role.COORDINATOR, Role.AREA_HEAD])
    def test_home_has_one_line_with_as_many_as_the_list_behind_it(
        self, client_as: ClientAs, site: Demonstration, role: Role
    ) -> None:
        browser = client_as(role)
        (link,) = html.fromstring(browser.get("/").content).xpath(f"//a[@href='{MISSING}']")
        page = html.fromstring(browser.get(MISSING).content)
        rows = page.xpath("//main//tbody/tr")
        assert link.text_content().split()[0] == str(len(rows)) != "0"
        assert len(page.xpath("//main//tbody//a[contains(@href, '/signs/new/')]")) == len(rows)

    def test_rows_that_have_come_to_run_without_a_sign_are_told_of(
        self, officer: Client, site: Demonstration
    ) -> None:
        row = running(site)[0]
        fields = {"row": [row.id], f"version-{row.id}": row.version, "change": "responsible"}
        fields |= {"responsible": "Rektor", "status": "running"}
        seen = officer.post("/interventions/change/", fields | {"step": "preview"}).context["seen"]
        answer = officer.post("/interventions/change/", fields | {"step": "save", "seen": seen}, follow=True)
        assert "1 av dem saknar tidigt tecken." in answer.content.decode()


class TestWhoSees:
    def test_signs_are_working_material_and_nothing_a_board_member_chooses_by(
        self, client_as: ClientAs, site: Demonstration
    ) -> None:
        browser = client_as(Role.BOARD_MEMBER)
        row = running(site)[0]
        everything, asked = browser.get("/interventions/"), browser.get(MISSING)
        assert asked.context["found"].total == everything.context["found"].total
        assert 'name="signs"' not in asked.content.decode()
        assert LACKS not in browser.get(f"/interventions/{row.id}/").content.decode()
        assert "Saknar tidigt" not in browser.get(f"/schools/{row.school_unit_code}/").content.decode()

    def test_a_head_teacher_sees_what_is_missing_at_the_own_school_alone(
        self, client_as: ClientAs, site: Demonstration
    ) -> None:
        browser = client_as(Role.HEAD_TEACHER)
        schools = {one.school.code for one in browser.get(MISSING).context["found"].lines}
        assert len(schools) == 1
        assert f'href="{MISSING}"' not in browser.get("/").content.decode()
