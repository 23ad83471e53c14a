"""The pages of a case's path: its steps and moves, departments' texts, and the board's calendar."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate, now
from lxml import html

from vandpunkt.cases.contributions import contributions
from vandpunkt.cases.demonstration import Demonstration
from vandpunkt.cases.models import CasePath, Contribution, Step
from vandpunkt.cases.path.meetings import MeetingDetails, add_meetings, meetings
from vandpunkt.cases.path.moves import MOVES, Place, allowed
from vandpunkt.cases.path.queries import path_page
from vandpunkt.cases.path.states import State
from vandpunkt.domain.roles import Role

ClientAs = Callable[[Role | None], Client]


def address(site: Demonstration) -> str:
    """The page of the path."""
    return f"/cases/{site.slug}/path/"


def shown(browser: Client, where: str) -> html.HtmlElement:
    """A page that is there."""
    response = browser.get(where)
    assert response.status_code == 200, where
    return html.fromstring(response.content)


def words(element: html.HtmlElement) -> str:
    """The text of an element with its spaces evened out."""
    return " ".join(element.text_content().split())


def put(site: Demonstration, state: State) -> None:
    """Let the case stand somewhere."""
    CasePath.objects.filter(case__slug=site.slug).update(state=state.value)


def send(browser: Client, site: Demonstration, **given: str) -> html.HtmlElement:
    """Send a form of the page and read where it leads."""
    response = browser.post(address(site), given, follow=True)
    assert response.status_code == 200
    return html.fromstring(response.content)


def test_it_shows_the_days_of_the_document_and_marks_what_is_made_up(
    officer: Client, site: Demonstration
) -> None:
    page = shown(officer, address(site))
    rows = {words(row.xpath("./th")[0]): words(row) for row in page.xpath("//table[1]/tbody/tr")}
    told = rows["Facklig samverkan de fackliga organisationerna".replace(" de", "de")]
    assert "11 feb 2025" in told
    assert "12 feb 2025" in rows["RådFunktionshinderrådet"]
    assert "förfallet" in told
    assert "ja, dag saknas" in rows["Registrerad"]
    assert "(påhittat)" in rows["Avstämning"]
    assert "Det som är märkt «påhittat» har inte ägt rum" in words(page)


@pytest.mark.parametrize("state", State, ids=lambda one: one.value)
def test_the_buttons_are_the_moves_that_the_table_allows_on_the_page(
    officer: Client, site: Demonstration, state: State
) -> None:
    put(site, state)
    names = {
        name
        for name, move in allowed(state).items()
        if move.place is Place.PATH
        and (move.step not in ("preparation", "union_consultation", "council") or _waits(site, move.step))
    }
    page = shown(officer, address(site))
    assert set(page.xpath("//button[@name='move']/@value")) == names
    assert set(page.xpath("//input[@name='expected']/@value")) <= {state.value}
    assert bool(page.xpath("//a[text()='Underteckna svaret']")) == (state in MOVES["sign"].sources)


def _waits(site: Demonstration, kind: str) -> bool:
    return Step.objects.filter(case__slug=site.slug, kind=kind, done__isnull=True).exists()


def test_a_move_is_made_and_told_with_who_and_when(officer: Client, site: Demonstration) -> None:
    chosen = meetings()[0]
    page = send(
        officer,
        site,
        move="dispatch",
        expected="signed",
        day=localdate().isoformat(),
        meeting=str(chosen.id),
    )
    assert "Infört. Ärendet är nu: utsänt till nämnden." in words(page)
    history = words(page.xpath("//section[@aria-labelledby='history']//li")[0])
    assert "Handläggare Demo förde in att handlingarna är utsända till nämnden" in history
    assert "Undertecknat → Utsänt till nämnden" in history


def test_what_is_missing_is_told_beside_its_field_and_on_top(officer: Client, site: Demonstration) -> None:
    page = send(officer, site, move="dispatch", expected="signed", day="imorgon")
    assert "Inget är sparat än" in words(page.xpath("//div[@id='problem']")[0])
    link = page.xpath("//div[@id='problem']//a/@href")[0].removeprefix("#")
    assert page.xpath(f"//*[@id='{link}']/@name") == ["day"]
    assert path_page(site.slug).state is State.SIGNED


def test_a_move_from_a_page_that_is_older_than_the_case_changes_nothing(
    officer: Client, site: Demonstration
) -> None:
    put(site, State.DISPATCHED)
    day = localdate().isoformat()
    page = send(officer, site, move="dispatch", expected="signed", day=day)
    assert "Ärendet har flyttats sedan sidan visades" in words(page)
    page = send(officer, site, move="table", expected="signed", day=day)
    assert "har flyttats sedan sidan visades och är nu: utsänt till nämnden" in words(page)
    assert path_page(site.slug).state is State.DISPATCHED


def test_in_english_refusals_name_the_states_and_choices_the_days_in_english(
    officer: Client, site: Demonstration
) -> None:
    officer.cookies["django_language"] = "en"
    day = date(2031, 2, 13)
    add_meetings((MeetingDetails("Nämnden", day),), by="Handläggare Demo", now=now())
    page = shown(officer, address(site))
    told = [words(one) for one in page.xpath("//select[@name='meeting']/option")]
    assert "13 February 2031, Nämnden" in told
    put(site, State.DISPATCHED)
    refused = words(send(officer, site, move="table", expected="signed", day=localdate().isoformat()))
    assert "moved since the page was shown and is now: sent out to the board" in refused


def test_the_latest_can_be_taken_back(officer: Client, site: Demonstration) -> None:
    put(site, State.DISPATCHED)
    page = send(officer, site, move="table", expected="dispatched", day=localdate().isoformat())
    seen = page.xpath("//button[@name='take_back']/@value")[0]
    page = send(officer, site, take_back=seen)
    assert "Det senaste är tillbakataget. Ärendet är nu: utsänt till nämnden." in words(page)
    assert "kan inte tas tillbaka" in words(
        send(officer, site, take_back=str(path_page(site.slug).moves[-1].id))
    )


def test_a_meeting_is_chosen_and_the_days_are_counted_from_it(officer: Client, site: Demonstration) -> None:
    chosen = meetings()[-1]
    send(officer, site, meeting_only="yes", meeting=str(chosen.id))
    found = path_page(site.slug)
    assert found.meeting is not None
    assert found.meeting.day == chosen.day
    assert (
        next(one for one in found.steps if one.kind == "dispatched").latest == chosen.deadlines["dispatched"]
    )


def test_a_department_is_added_to_the_path(officer: Client, site: Demonstration) -> None:
    page = send(officer, site, new_step="yes", kind="council", body="Ungdomsrådet", planned="")
    assert "Ungdomsrådet" in words(page.xpath("//table[1]")[0])
    page = send(officer, site, new_step="yes", kind="council", body="", planned="")
    assert "Inget är sparat än" in words(page)


def test_the_notice_says_what_the_day_is_and_that_it_settles_nothing(
    officer: Client, site: Demonstration
) -> None:
    put(site, State.POSTED)
    Step.objects.filter(case__slug=site.slug, kind="posted").update(done=date(2025, 5, 30))
    told = words(shown(officer, address(site)).xpath("//section[@aria-labelledby='notice']")[0])
    assert "anslogs den 30 maj 2025. Tre veckor därifrån slutar den 23 juni 2025." in told
    assert "flyttad till nästa vardag" in told
    assert "13 kap. 5 § kommunallagen (2017:725)" in told
    assert "avgör ingenting" in told


def test_consultation_after_the_documents_went_out_is_said(officer: Client, site: Demonstration) -> None:
    Step.objects.filter(case__slug=site.slug, kind="union_consultation").update(planned="2025-02-18")
    assert "efter utskicket till nämnden" in words(shown(officer, address(site)))


def test_a_step_gets_somebody_responsible_and_a_day(officer: Client, site: Demonstration) -> None:
    row = next(one for one in path_page(site.slug).steps if one.kind == "council")
    where = f"{address(site)}steps/{row.id}/"
    version = shown(officer, where).xpath("//input[@name='version']/@value")[0]
    given = {"version": version, "planned": "12 februari 2025", "responsible": "demo-coordinator"}
    assert officer.post(where, given).status_code == 302
    row = next(one for one in path_page(site.slug).steps if one.kind == "council")
    assert (row.responsible, row.planned) == ("Grundskolesamordnare Demo", date(2025, 2, 12))
    told = officer.post(where, given).content.decode()
    assert "Handläggare Demo hann spara före dig" in told
    assert officer.get(f"{address(site)}steps/999999/").status_code == 404


class TestTexts:
    def test_a_text_is_asked_for_with_nothing_sent_and_taken_in_from_a_file(
        self, officer: Client, site: Demonstration
    ) -> None:
        put(site, State.IN_PREPARATION)
        due = (localdate() + timedelta(days=10)).isoformat()
        given = {"department": "Elevhälsan", "asked_for": "Läget", "due": due, "responsible": ""}
        told = officer.post(f"{address(site)}texts/new/", given, follow=True).content.decode()
        assert "Inget skickas" in told
        row = next(one for one in contributions(site.slug) if one.department == "Elevhälsan")
        file = SimpleUploadedFile("bidrag.txt", "Vår text.\n".encode())
        where = f"{address(site)}texts/{row.id}/"
        sent = {"version": str(row.version), "text": "", "received_from": "Chefen", "file": file}
        assert officer.post(where, sent).status_code == 302
        assert next(one.text for one in contributions(site.slug) if one.id == row.id) == "Vår text."

    def test_who_is_to_write_it_may_and_others_may_not(
        self, client_as: ClientAs, site: Demonstration
    ) -> None:
        put(site, State.IN_PREPARATION)
        coordinator, analyst = client_as(Role.COORDINATOR), client_as(Role.ANALYST)
        due = (localdate() + timedelta(days=10)).isoformat()
        given = {"department": "Elevhälsan", "asked_for": "", "due": due, "responsible": "demo-coordinator"}
        client_as(Role.CASE_OFFICER).post(f"{address(site)}texts/new/", given)
        row = next(one for one in contributions(site.slug) if one.department == "Elevhälsan")
        where, text = f"{address(site)}texts/{row.id}/", {"version": str(row.version), "text": "Min text"}
        assert "Elevhälsan" in coordinator.get("/").content.decode()
        refused = analyst.post(where, text)
        assert "Texten lämnas av den som ska skriva den" in refused.content.decode()
        assert not Contribution.objects.get(pk=row.id).text
        assert coordinator.post(where, text).status_code == 302
        assert Contribution.objects.get(pk=row.id).text == "Min text"

    def test_a_text_of_another_case_is_not_found(self, officer: Client, site: Demonstration) -> None:
        row = contributions(site.slug)[0]
        assert officer.get(f"/cases/XMPL-0/path/texts/{row.id}/").status_code == 404


class TestTheCalendar:
    def test_a_pasted_calendar_is_taken_in_and_a_bad_row_named(self, officer: Client) -> None:
        rows = "Utbildningsnämnden; 2031-02-13\nUtbildningsnämnden; 2031-03-13"
        told = officer.post("/meetings/", {"several": "yes", "rows": rows}, follow=True).content.decode()
        assert "2 sammanträden är införda." in told
        assert "30 januari 2031" not in told
        told = officer.post("/meetings/", {"several": "yes", "rows": "Nämnden; i vår 2031"}).content.decode()
        assert "Rad 1: «i vår 2031» är inget datum" in told

    def test_one_meeting_is_added_and_changed(self, officer: Client) -> None:
        given = {"one": "yes", "board": "Utbildningsnämnden", "day": "13 februari 2031"}
        officer.post("/meetings/", given)
        row = next(one for one in meetings() if one.day == date(2031, 2, 13))
        where = f"/meetings/{row.id}/"
        changed = given | {"version": str(row.version), "cancelled": "on", "note": "Ny dag kommer"}
        assert officer.post(where, changed).status_code == 302
        assert "inställt" in officer.get("/meetings/").content.decode()
        assert "hann spara före dig" in officer.post(where, changed).content.decode()
        assert officer.get("/meetings/999999/").status_code == 404

    def test_others_read_it_and_change_nothing(self, client_as: ClientAs, site: Demonstration) -> None:
        page = shown(client_as(Role.HEAD_TEACHER), "/meetings/")
        assert "20 arbetsdagar" in words(page)
        assert not page.xpath("//form[contains(@class, 'fields')]")
        page = shown(client_as(Role.HEAD_TEACHER), address(site))
        assert not page.xpath("//button[@name='move']")


def test_what_waits_is_on_the_officers_home_and_in_the_calendar(officer: Client, site: Demonstration) -> None:
    told = words(shown(officer, "/").xpath("//section[@aria-labelledby='waiting']")[0])
    assert "de fackliga organisationerna" in told
    assert "11 februari 2025, förfallet" in told
    made = officer.post("/calendar/", {"new": "yes"}).content.decode()
    link = re.search(r"http://testserver(/[^\s<\"]+)", made)
    assert link
    feed = officer.get(link[1]).content.decode().replace("\r\n ", "")
    assert "SUMMARY:UTBF 2024/6786: facklig samverkan de fackliga organisationerna" in feed
    assert "SUMMARY:UTBF 2024/6786: utsänd till nämnden (påhittad för demon)" in feed


def test_the_board_reads_the_path_of_a_decided_case_without_the_departments_texts(
    client_as: ClientAs, site: Demonstration
) -> None:
    member = client_as(Role.BOARD_MEMBER)
    assert member.get(address(site)).status_code == 403
    Step.objects.filter(case__slug=site.slug, kind="decision").update(done="2025-02-20")
    page = shown(member, address(site))
    assert not page.xpath("//section[@aria-labelledby='texts']")


@pytest.mark.parametrize(
    ("where", "most"), [("/cases/{slug}/", 12), ("/cases/{slug}/path/", 14), ("/meetings/", 7)]
)
def test_pages_take_few_queries_however_long_the_path_is(
    officer: Client, site: Demonstration, where: str, most: int
) -> None:
    officer.get(where.format(slug=site.slug))
    counts = []
    for _round in range(2):
        with CaptureQueriesContext(connection) as queries:
            officer.get(where.format(slug=site.slug))
        counts.append(len(queries))
        for kind in ("council", "preparation", "union_consultation"):
            send(officer, site, new_step="yes", kind=kind, body="Ännu en", planned="")
    assert counts[0] == counts[1] <= most
