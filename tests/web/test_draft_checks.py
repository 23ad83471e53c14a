"""Before signing, as pages: what to look at again, and whether every question is answered."""

from __future__ import annotations

import re
from functools import cache

import pytest
from django.test import Client
from django.utils.timezone import localdate
from lxml import html

from vandpunkt.cases.demonstration import Demonstration
from vandpunkt.cases.drafting.checking import accepted_words
from vandpunkt.cases.drafting.own_texts import own_text
from vandpunkt.cases.models import Case, Contribution, Question
from vandpunkt.reading.proofreading import dictionary


def test_a_word_is_said_to_be_right_and_may_be_remarked_on_again(
    officer: Client, site: Demonstration
) -> None:
    address = f"/cases/{site.slug}/draft/check/"
    assert "«konsatsera»" in officer.get(address).content.decode()

    page = officer.post(address, {"right": "konsatsera"}, follow=True).content.decode()
    assert "«konsatsera»" not in page
    assert "Ord som ni har sagt är rätt" in page

    officer.post(address, {"take-back": "konsatsera"})
    assert accepted_words() == ()


def test_the_draft_tells_the_first_remarks_and_each_leads_to_where_it_is_mended(
    officer: Client, site: Demonstration
) -> None:
    page = html.fromstring(officer.get(f"/cases/{site.slug}/draft/check/").content)
    every = page.xpath("//main//section/ul/li/a/@href")
    assert f"/cases/{site.slug}/draft/texts/views/" in every
    assert len([one for one in every if one.endswith("/edit/")]) == 4

    panel = html.fromstring(officer.get(f"/cases/{site.slug}/draft/").content).xpath(
        "//section[@aria-labelledby='check']"
    )[0]
    assert "«konsatsera» finns inte i ordlistan." in panel.text_content()
    assert len(panel.xpath("./ul/li")) == 3
    assert "Alla 5 anmärkningar" in panel.text_content()
    for address in panel.xpath(".//a/@href"):
        assert officer.get(address).status_code == 200


def test_before_the_dictionary_is_in_memory_the_draft_does_not_wait_for_it(
    officer: Client, site: Demonstration, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dictionary, "_dictionary", cache(lambda: None))
    page = officer.get(f"/cases/{site.slug}/draft/").content.decode()
    assert "Inte granskat sedan servern startade." in page
    assert f'href="/cases/{site.slug}/draft/check/">Granska språk och namn</a>' in page


def test_a_departments_text_leads_to_the_section_that_it_was_asked_for(
    officer: Client, site: Demonstration
) -> None:
    for department, asked_for in (("Enheten A", "Konsekvenser för barn"), ("Enheten B", "Vad som är gjort")):
        Contribution.objects.create(
            case=Case.objects.get(slug=site.slug),
            department=department,
            asked_for=asked_for,
            asked=localdate(),
            asked_by="Handläggare Demo",
            due=localdate(),
            received=localdate(),
            text="Text.",
        )
    page = html.fromstring(officer.get(f"/cases/{site.slug}/draft/").content)
    links = {
        " ".join(one.text_content().split()): one.get("href")
        for one in page.xpath("//section[@aria-labelledby='left']//a")
    }
    base = f"/cases/{site.slug}/draft/texts"
    assert links["Infoga i Konsekvenser för barn: Enheten A"] == f"{base}/consequences/"
    assert links["Infoga i Förvaltningens synpunkter och förslag: Enheten B"] == f"{base}/views/"


def test_a_question_of_ones_own_is_ticked_with_the_place_of_its_answer(
    officer: Client, site: Demonstration
) -> None:
    case = Case.objects.get(slug=site.slug)
    question = Question.objects.create(case=case, text="varför resultaten har sjunkit", position=9)
    address = f"/cases/{site.slug}/draft/answered/"

    page = officer.get(address).content.decode()
    assert "10 luckor är kvar." in page
    name = re.findall(rf'name="cell" value="({question.pk}-[^"]+)"', page)[0]

    page = officer.post(
        address, {"cell": [name], f"own-{name}": "on", f"place-{name}": "Bakgrund"}, follow=True
    ).content.decode()
    assert "9 luckor är kvar." in page
    assert 'value="Bakgrund"' in page


def test_signing_with_gaps_is_asked_about_once_more(officer: Client, site: Demonstration) -> None:
    case = Case.objects.get(slug=site.slug)
    Question.objects.create(case=case, text="varför resultaten har sjunkit", position=9)
    version = own_text(site.slug, "consequences").version
    text = {"text": "Nytt.", "version": version, "merged": ""}
    officer.post(f"/cases/{site.slug}/draft/texts/consequences/", text)
    officer.post(f"/cases/{site.slug}/draft/")
    address = f"/cases/{site.slug}/sign/"

    page = officer.get(address).content.decode()
    assert "Frågor är inte besvarade på 10 ställen." in page
    number = re.findall(r'name="statement" value="(\d+)"', page)[0]

    refused = officer.post(address, {"statement": number, "sure": "yes"}).content.decode()
    assert "Frågor är inte besvarade. Svara på dem" in refused
    signed = officer.post(address, {"statement": number, "sure": "yes", "gaps": "yes"}, follow=True)
    assert "är undertecknad och kan inte ändras" in signed.content.decode()


def test_the_pages_ask_the_database_a_constant_number_of_times(
    officer: Client, site: Demonstration, django_assert_max_num_queries: object
) -> None:
    for page in ("answered", "check"):
        with django_assert_max_num_queries(30):
            officer.get(f"/cases/{site.slug}/draft/{page}/")
