"""The draft in the browser: read, written by two at once, sentences replaced, changes taken in one by one."""

from __future__ import annotations

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html

from vandpunkt.cases.demonstration import Demonstration
from vandpunkt.cases.demonstration_inquiries import MADE_UP_DNR
from vandpunkt.cases.models import OwnSentence, OwnText, Statement
from vandpunkt.cases.queries import newest_document
from vandpunkt.documents import text
from vandpunkt.register.models import Intervention

MADE_UP = MADE_UP_DNR.replace(" ", "-").replace("/", "-")


def address(slug: str, rest: str = "") -> str:
    """The draft of a case, and what lies under it."""
    return f"/cases/{slug}/draft/{rest}"


def shown(browser: Client, where: str) -> html.HtmlElement:
    """A page that is there."""
    response = browser.get(where)
    assert response.status_code == 200, where
    return html.fromstring(response.content)


def fields(page: html.HtmlElement) -> dict[str, str]:
    """The first form of a page as it stands."""
    return {name: value or "" for name, value in page.xpath("//main//form")[0].fields.items()}


def sent(browser: Client, where: str, **given: str) -> html.HtmlElement:
    """Send the form of a page as it stands, with some fields filled in, and read where it leads."""
    response = browser.post(where, {**fields(shown(browser, where)), **given}, follow=True)
    assert response.status_code == 200
    return html.fromstring(response.content)


def words(element: html.HtmlElement) -> str:
    """The text of an element with its spaces evened out."""
    return " ".join(element.text_content().split())


def build(browser: Client, slug: str) -> html.HtmlElement:
    """Press «Bygg svaret»."""
    return html.fromstring(browser.post(address(slug), follow=True).content)


def test_what_is_missing_is_listed_and_leads_to_writing_it(officer: Client, site: Demonstration) -> None:
    page = shown(officer, address(MADE_UP))
    assert "Konsekvenser för barn: inte skriven." in words(page)
    assert page.xpath(f"//a[@href='{address(MADE_UP, 'texts/consequences/')}']")


def test_own_text_is_written_beside_the_generated_and_stands_in_the_answer(
    officer: Client, site: Demonstration
) -> None:
    page = sent(officer, address(site.slug, "texts/consequences/"), text="Barnen påverkas.\n\nMycket.")
    own = page.xpath("//div[contains(@class, 'draft-line') and contains(@class, 'own')]")
    assert "Barnen påverkas. Egen text" in [words(one) for one in own]
    build(officer, site.slug)
    built = newest_document(site.slug)
    assert built
    assert "Barnen påverkas." in text.render(built)


def test_of_two_who_write_at_once_the_second_gets_both_texts_and_saves(
    officer: Client, site: Demonstration
) -> None:
    where = address(site.slug, "texts/views/")
    sent(officer, where, text="Ett.\n\nTvå.")
    older = fields(shown(officer, where))
    sent(officer, where, text="Ett, den förstas.\n\nTvå.")
    told = html.fromstring(officer.post(where, {**older, "text": "Ett.\n\nTvå, den andras."}).content)
    assert "hann spara före dig" in words(told)
    assert " ".join(fields(told)["text"].split()) == "Ett, den förstas. Två, den andras."
    assert OwnText.objects.get(case__slug=site.slug, section="views").text == "Ett, den förstas.\n\nTvå."
    officer.post(where, fields(told))
    assert "Två, den andras." in OwnText.objects.get(case__slug=site.slug, section="views").text


def test_of_two_who_change_the_same_paragraph_the_second_sees_both_beside_each_other(
    officer: Client, site: Demonstration
) -> None:
    where = address(site.slug, "texts/views/")
    sent(officer, where, text="Ett.")
    older = fields(shown(officer, where))
    sent(officer, where, text="Den förstas.")
    told = html.fromstring(officer.post(where, {**older, "text": "Den andras."}).content)
    assert fields(told)["text"].strip() == "Den andras."
    assert [words(one) for one in told.iterfind(".//tbody//td")] == ["Den andras.", "Den förstas."]


def test_a_sentence_is_replaced_says_so_and_goes_back(officer: Client, site: Demonstration) -> None:
    where = address(site.slug, "sentences/proposal/")
    before = words(shown(officer, where).xpath("//main//blockquote")[0])
    page = sent(officer, where, text="Nämnden säger ja.")
    line = next(
        one for one in page.xpath("//div[contains(@class, 'draft-line')]") if "säger ja" in words(one)
    )
    assert before in words(line.xpath(".//details")[0])
    assert "automatisk mening" not in words(line)
    assert "Egna ord är ändrade sedan svar" in words(page)
    build(officer, site.slug)
    rebuilt = shown(officer, address(site.slug))
    assert "Egna ord är ändrade" not in words(rebuilt)
    answer = shown(officer, f"/cases/{site.slug}/").xpath("//p[contains(., 'Nämnden säger ja.')]")
    assert [words(one) for one in answer] == ["Nämnden säger ja."]
    back = sent(officer, where, **{"take-back": "1"})
    assert "Nämnden säger ja." not in words(back.xpath("//main//div[@class='draft']")[0])
    assert not OwnSentence.objects.filter(case__slug=site.slug).exists()


def test_the_made_up_case_shows_a_replaced_sentence_and_what_it_stands_in_place_of(
    officer: Client, site: Demonstration
) -> None:
    line = shown(officer, address(MADE_UP)).xpath("//div[contains(@class, 'own')][.//details]")[0]
    assert "påhittad för demon" in words(line)
    assert "erbjudit stöd i form av:" in words(line.xpath(".//details")[0])


def test_what_the_register_says_otherwise_is_listed_alone_and_taken_in(
    officer: Client, site: Demonstration
) -> None:
    build(officer, site.slug)
    built = Statement.objects.filter(case__slug=site.slug).count()
    row = Intervention.objects.filter(planned=False, wording__startswith="NPF").first()
    assert row
    Intervention.objects.filter(pk=row.pk).update(wording="", start="2022", end="2023")
    where = address(site.slug, "changes/")
    page = shown(officer, where)
    (change,) = page.xpath("//main//fieldset")
    assert row.wording.rstrip(".") in words(change)
    assert "2022–2023" in words(change)
    name = change.xpath(".//input[@type='radio']/@name")[0]
    sent(officer, where, **{name: "take"})
    assert Statement.objects.filter(case__slug=site.slug).count() == built + 1
    assert not shown(officer, where).xpath("//main//fieldset")


def test_what_an_earlier_answer_planned_is_no_year_outside_the_question(
    officer: Client, site: Demonstration
) -> None:
    assert "planerat till och med" in words(shown(officer, address(MADE_UP)))
    assert "Inget att anmärka på." in words(shown(officer, address(MADE_UP, "check/")))


def test_a_passage_and_a_section_that_are_not_there_are_not_found(
    officer: Client, site: Demonstration
) -> None:
    for rest in ("sentences/intervention:999999/", "texts/attachments/"):
        assert officer.get(address(site.slug, rest)).status_code == 404
    assert officer.get(address("finns-inte")).status_code == 404


def test_the_pages_ask_the_database_equally_often_whatever_the_case_holds(
    officer: Client, site: Demonstration
) -> None:
    for rest, most in (("", 33), ("changes/", 31), ("texts/views/", 11), ("sentences/proposal/", 30)):
        counts = []
        for slug in (site.slug, MADE_UP):
            officer.get(address(slug, rest))
            with CaptureQueriesContext(
                connection,
            ) as queries:
                officer.get(address(slug, rest))
            counts.append(len(queries))
        assert max(counts) <= most, (rest, counts)
