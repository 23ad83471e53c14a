"""From letter to case on the site: handing in, looking through, opening, changing, what was said before."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html

from tests.web.conftest import NOW
from tests.web.test_cases import page as page_of
from tests.web.test_cases import words
from vandpunkt.cases.demonstration import Demonstration
from vandpunkt.cases.demonstration_inquiries import MADE_UP_DNR, WAITING, show_letters
from vandpunkt.cases.inquiries import inquiry_page, waiting_inquiries
from vandpunkt.cases.models import Case, Inquiry, Step
from vandpunkt.domain.roles import Role

MADE_UP = "XMPL-2026-1"


def page(browser: Client, address: str) -> Any:
    """A page that is there, as lxml has it."""
    return page_of(browser, address)


def as_html(content: bytes) -> Any:
    """What was answered, as lxml has it."""
    return html.fromstring(content)


def waiting_address() -> str:
    """The review page of the demo's letter that waits."""
    return f"/cases/inquiries/{waiting_inquiries()[0].id}/"


def filled_in(element: Any, **changed: str | list[str]) -> dict[str, str | list[str]]:
    """The form of the proposal as a browser would send it, with some fields changed."""
    form = element.xpath("//form[contains(@class, 'grouped')]")[0]
    sent: dict[str, str | list[str]] = {}
    for name, value in form.form_values():
        before = sent.get(name)
        sent[name] = value if before is None else [*([before] if isinstance(before, str) else before), value]
    return {**sent, "do": "open", **changed}


def answers(element: Any) -> dict[str, str]:
    """An answer to each question about a school: the first candidate."""
    first = {}
    for group in element.xpath("//fieldset[contains(@class, 'asked-school')]"):
        radio = group.xpath(".//input[@type='radio']")[0]
        first[radio.get("name")] = radio.get("value")
    return first


class TestHandingIn:
    def test_a_pasted_letter_leads_to_its_review_page(self, officer: Client) -> None:
        response = officer.post("/cases/new/", {"text": "Vilket stöd har Rinkebyskolan fått 2024?"})
        newest = waiting_inquiries()[0].id
        assert response["Location"] == f"/cases/inquiries/{newest}/"
        assert inquiry_page(newest).received_by == "Handläggare Demo"

    def test_a_file_is_kept_byte_for_byte_and_is_only_ever_saved(self, officer: Client) -> None:
        letter = SimpleUploadedFile("../br\u00e4v.html", b"<!doctype html><html><body><p>Skrivelse om x</p>")
        response = officer.post("/cases/new/", {"file": letter})
        row = Inquiry.objects.latest("pk")
        assert (row.name, bytes(row.content)[:15]) == ("br\u00e4v.html", b"<!doctype html>")
        sent = officer.get(f"{response['Location']}letter/")
        assert sent["Content-Type"] == "application/octet-stream"
        assert sent["Content-Disposition"].startswith("attachment")
        assert sent.content == bytes(row.content)

    def test_the_same_letter_twice_is_one(self, officer: Client) -> None:
        before = Inquiry.objects.count()
        assert officer.post("/cases/new/", {"text": WAITING})["Location"] == waiting_address()
        assert Inquiry.objects.count() == before

    def test_nothing_and_a_broken_file_are_told_and_nothing_kept(self, officer: Client) -> None:
        before = Inquiry.objects.count()
        assert "Klistra in skrivelsens text" in officer.post("/cases/new/", {}).content.decode()
        broken = SimpleUploadedFile("brev.pdf", b"%PDF-1.7 inget")
        told = words(as_html(officer.post("/cases/new/", {"file": broken}).content))
        assert "Skrivelsen togs inte emot." in told
        assert Inquiry.objects.count() == before

    def test_markup_in_a_letter_is_shown_as_text(self, officer: Client) -> None:
        address = officer.post("/cases/new/", {"text": "Vad har <script>alert(1)</script>skolan fått?"})[
            "Location"
        ]
        assert "<script>alert" not in officer.get(address).content.decode()


class TestReview:
    def test_the_letter_stands_whole_with_the_very_words_marked(self, officer: Client) -> None:
        found = page(officer, waiting_address())
        text = found.xpath("//div[contains(@class, 'letter-text')]")[0]
        for tag in text.xpath(".//span[@class='mark-number']"):
            tag.drop_tree()
        assert "".join(text.text_content().split()) == "".join(WAITING.split())
        marked = [words(mark) for mark in text.xpath(".//mark")]
        assert {"Hagsätraskolan", "UTBF 2024/6786", "2026-01-12"} <= set(marked)

    def test_what_is_open_is_asked_about_with_municipality_and_code(self, officer: Client) -> None:
        found = page(officer, waiting_address())
        asked = [words(one) for one in found.xpath("//div[@class='to-answer']//li")]
        assert asked[0].startswith("Skriv diarienumret. Registraturen ger det")
        assert "Svara på vilken skola «Grimstaskolan» är." in asked
        choices = words(found.xpath("//fieldset[contains(., '«Grimstaskolan»')]")[-1])
        assert "Grimstaskolan, Stockholm (51341279), vår skola" in choices
        assert "Grimstaskolan, Upplands Väsby (44227469)" in choices
        assert not found.xpath("//fieldset[contains(@class, 'asked-school')]//input[@checked]")

    def test_corrected_and_accepted_it_is_a_case_whose_first_step_is_that_it_came(
        self, officer: Client
    ) -> None:
        address = waiting_address()
        found = page(officer, address)
        sent = filled_in(found, **answers(found), dnr="UTBF 2026/77", questions="Hur gick det?")
        response = officer.post(address, sent)
        assert response["Location"] == "/cases/UTBF-2026-77/"
        case = Case.objects.get(slug="UTBF-2026-77")
        assert [one.text for one in case.questions.all()] == ["Hur gick det?"]
        assert "51341279" in case.case_schools.values_list("school_unit_id", flat=True)
        first = case.steps.first()
        assert first is not None
        assert (first.kind, str(first.done)) == (Step.Kind.RECEIVED, "2026-01-12")
        assert "Skrivelsen ligger i ärendet UTBF 2026/77" in words(page(officer, address))
        assert page(officer, "/cases/UTBF-2026-77/") is not None

    def test_open_questions_stand_beside_their_fields_and_nothing_is_opened(self, officer: Client) -> None:
        address, before = waiting_address(), Case.objects.count()
        response = officer.post(address, filled_in(page(officer, address)))
        found = as_html(response.content)
        assert "Skriv diarienumret" in words(found.get_element_by_id("field-dnr"))
        assert found.xpath("//fieldset[contains(@class, 'asked-school')]//span[@class='field-error']")
        assert Case.objects.count() == before

    def test_a_number_that_is_a_case_is_shown_and_linked_and_the_letter_can_be_put_there(
        self, officer: Client, site: Demonstration
    ) -> None:
        address, before = waiting_address(), Case.objects.count()
        found = page(officer, address)
        response = officer.post(address, filled_in(found, **answers(found), dnr=site.dnr))
        told = as_html(response.content).xpath("//div[@role='alert']")[0]
        assert told.xpath(".//a/@href") == [f"/cases/{site.slug}/"]
        assert Case.objects.count() == before
        linked = officer.post(address, {"do": "link", "case": site.slug})
        assert linked["Location"] == f"/cases/{site.slug}/"
        assert Case.objects.count() == before

    def test_a_letter_is_set_aside_and_taken_up(self, officer: Client) -> None:
        address = waiting_address()
        officer.post(address, {"do": "aside"})
        assert "lagd åt sidan" in words(page(officer, address))
        officer.post(address, {"do": "take-up"})
        assert waiting_address() == address

    def test_earlier_answers_about_the_same_schools_stand_below(self, officer: Client) -> None:
        earlier = page(officer, waiting_address()).xpath("//section[@aria-labelledby='earlier']")[0]
        assert "UTBF 2024/6786" in words(earlier)
        assert "Lektor som utvecklat undervisningen." in words(earlier)

    def test_an_unknown_letter_is_not_found(self, officer: Client) -> None:
        assert officer.get("/cases/inquiries/9999/").status_code == 404
        assert officer.get("/cases/inquiries/9999/letter/").status_code == 404

    def test_the_pages_stay_within_their_queries(self, officer: Client) -> None:
        for address in (
            waiting_address(),
            "/cases/new/",
            f"/cases/{MADE_UP}/scope/",
            f"/cases/{MADE_UP}/earlier/",
        ):
            with CaptureQueriesContext(connection) as captured:
                page(officer, address)
            assert len(captured) <= 27, address


class TestByHand:
    def test_a_case_is_opened_without_a_letter(self, officer: Client) -> None:
        sent = {
            "dnr": "UTBF 2026/90",
            "kind": "interpellation",
            "title": "Trygghet",
            "questions": "Hur är det?",
            "schools": "Grimstaskolan, Upplands Väsby\n37416253",
            "past_from": "2024",
            "past_to": "2025",
            "planned_from": "2026",
            "planned_to": "2026",
            "senders": "Ledamot Demo m.fl. (S)",
            "programmes": "KSBS",
            "board": "Utbildningsnämnden",
            "administration": "Utbildningsförvaltningen",
        }
        assert officer.post("/cases/new/by-hand/", sent)["Location"] == "/cases/UTBF-2026-90/"
        case = Case.objects.get(slug="UTBF-2026-90")
        assert list(case.case_schools.values_list("school_unit_id", flat=True)) == ["44227469", "37416253"]
        assert str(case.case_programmes.get().programme).startswith("Kommunal samverkan")

    def test_a_typed_name_that_several_share_is_asked_about(self, officer: Client) -> None:
        told = officer.post("/cases/new/by-hand/", {"kind": "skrivelse", "schools": "Grimstaskolan"})
        assert "Skriv skolenhetskoden: Grimstaskolan, Stockholm (51341279)" in told.content.decode()


class TestScope:
    def test_who_signs_is_asked_for_in_the_draft_and_stated_as_name_and_title(self, officer: Client) -> None:
        address = f"/cases/{MADE_UP}/scope/"
        assert address in page(officer, f"/cases/{MADE_UP}/draft/").xpath("//section[1]//a/@href")
        told = officer.post(address, filled_in(page(officer, address), signatories="Chef Demo"))
        assert "som «Namn, titel»" in words(as_html(told.content))
        officer.post(address, filled_in(page(officer, address), signatories="Chef Demo, förvaltningschef"))
        draft = page(officer, f"/cases/{MADE_UP}/draft/")
        assert address not in draft.xpath("//section[1]//a/@href")
        assert "förvaltningschef" in words(draft)

    def test_it_is_changed_and_who_comes_second_is_told(self, officer: Client) -> None:
        address = f"/cases/{MADE_UP}/scope/"
        first = page(officer, address)
        sent = filled_in(first, title="Ny rubrik", schools="Grimstaskolan, Stockholm")
        assert officer.post(address, sent)["Location"] == f"/cases/{MADE_UP}/"
        case = Case.objects.get(slug=MADE_UP)
        assert (case.title, case.case_schools.count()) == ("Ny rubrik", 3)
        late = as_html(officer.post(address, filled_in(first, title="Min rubrik")).content)
        assert "hann spara före dig" in words(late)
        assert "Ny rubrik" in words(late.xpath("//table")[0])
        assert Case.objects.get(slug=MADE_UP).title == "Ny rubrik"
        again = officer.post(address, filled_in(late))
        assert again["Location"] == f"/cases/{MADE_UP}/"
        assert Case.objects.get(slug=MADE_UP).title == "Min rubrik"


class TestEarlier:
    def test_the_demo_s_second_case_shows_what_was_said_and_promised_in_the_first(
        self, officer: Client, site: Demonstration
    ) -> None:
        found = page(officer, f"/cases/{MADE_UP}/earlier/")
        (answer,) = found.xpath("//article")
        assert answer.xpath(".//h3/a/@href") == [f"/cases/{site.slug}/"]
        assert "NPF-utbildning för rektorer ht 2022" in words(answer)
        assert "Planering inför att starta upp KSBS under 2025." in words(answer)
        assert "inte besvarat" in words(answer)

    def test_board_members_see_only_what_is_decided_and_not_what_came_of_it(
        self, client_as: Callable[[Role | None], Client], site: Demonstration
    ) -> None:
        member = client_as(Role.BOARD_MEMBER)
        address = f"/cases/{MADE_UP}/earlier/"
        assert member.get(address).status_code == 403
        Step.objects.filter(case__slug=MADE_UP, kind=Step.Kind.DECISION).update(done="2026-03-01")
        assert not page(member, address).xpath("//article")
        Step.objects.filter(case__slug=site.slug, kind=Step.Kind.DECISION).update(done="2025-02-20")
        shown = words(page(member, address).xpath("//article")[0])
        assert "beslutat den 20 februari 2025" in shown
        assert "inte besvarat" not in shown


def test_the_demo_s_letters_are_marked_as_made_up_and_a_second_time_changes_nothing(
    site: Demonstration,
) -> None:
    before = (Inquiry.history.count(), Case.history.count())
    assert show_letters(by="Handläggare Demo", now=NOW) == MADE_UP
    assert (Inquiry.history.count(), Case.history.count()) == before
    assert Case.objects.get(dnr=MADE_UP_DNR).title.endswith("(påhittad)")
