"""Older documents on the web: several files handed in, the page beside what was read, each decided about."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from vandpunkt.cases.demonstration import Demonstration
from vandpunkt.cases.demonstration_documents import FILE_NAME
from vandpunkt.domain.roles import Role
from vandpunkt.register.interventions.asking import interventions
from vandpunkt.register.reviewing.asking import documents, review
from vandpunkt.register.reviewing.values import ReviewDocument

TEXT = """Tjänsteutlåtande
Dnr UTBF 2020/5

Stöd till en skola
Svar på skrivelse

Förslag till beslut
Nämnden godkänner svaret.

Sammanfattning
Skrivelsen gäller vilket stöd skolan har fått under 2018–2019.

Ärendets beredning
Ärendet har beretts inom avdelningen.

Förvaltningens synpunkter

{school}
{school} har under 2018–2019 fått följande stöd:
- Läslyftet ht 2018–vt 2019 <script>.
"""
LIST = "/documents/"


@pytest.fixture
def waiting(site: Demonstration) -> ReviewDocument:
    """The demo's older document, with everything waiting."""
    return review(next(line.id for line in documents() if line.file_name == FILE_NAME))


def file(name: str = "a.txt", *, school: str = "Rinkebyskolan", text: str = TEXT) -> SimpleUploadedFile:
    """A document as a browser sends it."""
    return SimpleUploadedFile(name, text.format(school=school).encode())


def send(client: Client, document: ReviewDocument, number: int, do: str, **more: str) -> str:
    """Decide about one proposal; where the answer leads."""
    row = next(one for one in document.rows if one.number == number)
    form = {"proposal": f"{row.id}:{row.version}", "do": do, **more}
    return client.post(reverse("review", args=[document.id]), form).headers.get("Location", "")


def test_one_file_leads_to_its_page_and_several_are_told_one_by_one(officer: Client) -> None:
    answer = officer.post(LIST, {"files": [file()]}, follow=True)
    page = answer.content.decode()
    assert answer.redirect_chain
    assert "1 förslag väntar på dig" in page
    assert "Läslyftet ht 2018–vt 2019 &lt;script&gt;." in page
    again = officer.post(
        LIST, {"files": [file("b.txt"), file("c.txt", school="Grimstaskolan"), file("d.txt", text="Hej!")]}
    ).content.decode()
    assert "Dokumentet är redan inläst. 1 förslag väntar." in again
    assert "Dokumentet är inläst. 1 förslag väntar på dig." in again
    assert "d.txt ser inte ut som ett tjänsteutlåtande" in again


def test_no_file_and_too_many_files_are_refused_whole(officer: Client, site: Demonstration) -> None:
    before = len(documents())
    assert "Välj minst en fil" in officer.post(LIST, {}).content.decode()
    many = [file(f"{number}.txt", school=f"Skolan {number}") for number in range(21)]
    assert "vandpunkt take-in" in officer.post(LIST, {"files": many}).content.decode()
    assert len(documents()) == before


def test_the_page_is_shown_as_it_is_with_the_words_marked(officer: Client, waiting: ReviewDocument) -> None:
    page = officer.get(reverse("review", args=[waiting.id])).content.decode()
    picture = reverse("review_page", args=[waiting.id, 1])
    assert picture in page
    assert len(re.findall(r'<g data-mark="1">', page)) >= 1
    assert officer.get(picture).content.startswith(b"\x89PNG")
    assert officer.get(reverse("review_page", args=[waiting.id, 9])).status_code == 404


def test_confidence_is_said_in_words_and_what_the_register_has_is_named(
    officer: Client, waiting: ReviewDocument
) -> None:
    page = officer.get(reverse("review", args=[waiting.id])).content.decode()
    assert "Säker läsning" in page
    assert "Trolig läsning: inget program i katalogen nämns" in page
    known = waiting.rows[0].known
    assert known is not None
    assert f"Koppla till insats {known.row.id}" in page
    assert "Vilken skola är «Exempelskolan»?" in page


def test_each_decision_leads_on_to_what_waits_next(officer: Client, waiting: ReviewDocument) -> None:
    assert send(officer, waiting, 1, "link").endswith("#proposal-2")
    assert send(officer, waiting, 2, "accept").endswith("#proposal-3")
    assert send(officer, waiting, 3, "reject", reason="Ingen insats").endswith("#proposal-4")
    states = [row.state for row in review(waiting.id).rows[:4]]
    assert states == ["linked", "accepted", "rejected", "waiting"]
    assert send(officer, review(waiting.id), 3, "undo").endswith("#proposal-3")
    assert review(waiting.id).rows[2].waits


def test_all_that_is_sure_at_once_and_back_again(officer: Client, waiting: ReviewDocument) -> None:
    address = reverse("review", args=[waiting.id])
    page = officer.post(address, {"do": "accept-sure"}, follow=True).content.decode()
    assert f"Godkända: {len(waiting.sure) - 1}. Kopplade: 1." in page
    latest = [f"{row.id}:{row.version}" for row in review(waiting.id).latest]
    officer.post(address, {"do": "undo-latest", "proposal": latest})
    assert len(review(waiting.id).waiting) == len(waiting.rows)


def test_a_school_is_chosen_for_all_proposals_that_name_it(officer: Client, waiting: ReviewDocument) -> None:
    form = {"do": "school", "name": "Exempelskolan", "school": waiting.rows[0].school_code}
    officer.post(reverse("review", args=[waiting.id]), form)
    assert review(waiting.id).rows[-1].school == waiting.rows[0].school


def test_who_comes_second_is_told_and_nothing_is_lost(
    client_as: Callable[[Role | None], Client], waiting: ReviewDocument
) -> None:
    send(client_as(Role.ADMINISTRATOR), waiting, 2, "accept")
    row = waiting.rows[1]
    form = {"proposal": f"{row.id}:{row.version}", "do": "reject", "reason": "Nej"}
    page = client_as(Role.CASE_OFFICER).post(reverse("review", args=[waiting.id]), form).content.decode()
    assert "Administratör Demo hann före dig" in page
    assert review(waiting.id).rows[1].state == "accepted"


def test_a_proposal_is_corrected_and_accepted_in_one_go(officer: Client, waiting: ReviewDocument) -> None:
    row = waiting.rows[2]
    address = reverse("review_proposal", args=[waiting.id, row.id])
    form = {
        "version": row.version,
        "school": row.school_code,
        "programme": "Läslyftet",
        "wording": "Handledning.",
        "period": "ht 2021–vt 2022",
        "partners": "KIND",
        "planned": "past",
        "years": "2021–2022",
        "do": "accept",
    }
    assert "Skriv vilka år" in officer.post(address, form | {"years": "från 2021"}).content.decode()
    officer.post(address, form)
    made = next(one for one in interventions([row.school_code]) if one.wording == "Handledning.")
    assert (made.programme, made.partners, made.document_id) == ("Läslyftet", ("KIND",), waiting.id)
    assert "redan avgjort" in officer.get(address).content.decode()


def test_who_has_some_schools_sees_those_alone(
    client_as: Callable[[Role | None], Client], waiting: ReviewDocument
) -> None:
    page = client_as(Role.COORDINATOR).get(reverse("review", args=[waiting.id]))
    assert page.status_code in (200, 404)
    for role in (Role.HEAD_TEACHER, Role.ANALYST, Role.BOARD_MEMBER):
        assert client_as(role).get(reverse("review", args=[waiting.id])).status_code == 403
        assert client_as(role).get(LIST).status_code == 403


def test_how_often_the_register_is_asked_does_not_depend_on_how_much_waits(
    officer: Client, waiting: ReviewDocument, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(14):
        officer.get(reverse("review", args=[waiting.id]))
    with django_assert_max_num_queries(6):
        officer.get(LIST)


def test_who_corrects_second_chooses_field_by_field(
    client_as: Callable[[Role | None], Client], waiting: ReviewDocument
) -> None:
    row = waiting.rows[2]
    address = reverse("review_proposal", args=[waiting.id, row.id])
    form = {
        "version": row.version,
        "school": row.school_code,
        "wording": row.wording,
        "period": str(row.period),
        "planned": "past",
        "years": "2021–2022",
        "do": "save",
    }
    client_as(Role.ADMINISTRATOR).post(address, form | {"wording": "Den första."})
    late = client_as(Role.CASE_OFFICER)
    mine = form | {"wording": "Den andra."}
    assert "Administratör Demo" in late.post(address, mine).content.decode()
    now = review(waiting.id).rows[2]
    assert now.wording == "Den första."
    late.post(address, mine | {"version": now.version, "clash": "wording", "keep-wording": "theirs"})
    assert review(waiting.id).rows[2].wording == "Den första."
