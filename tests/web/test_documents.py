"""Every kind of document: four files that say the same facts, for those who may see them and nobody else."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pypdfium2
import pytest
from django.test import Client
from lxml import html
from pdfua import validate

from tests.web.conftest import NOW
from vandpunkt.cases.demonstration import Demonstration
from vandpunkt.cases.files import kind_stem, write_files
from vandpunkt.cases.kinds import find_kind, kinds
from vandpunkt.cases.kinds.kind import Kind, Subject
from vandpunkt.cases.models import Step
from vandpunkt.cases.rendered import rendered
from vandpunkt.cases.returned_files import given_facts
from vandpunkt.documents.stated import stated_facts
from vandpunkt.documents.tree import Document
from vandpunkt.domain.problems import Problem
from vandpunkt.domain.roles import Role
from vandpunkt.reading.comparison import compare
from vandpunkt.reading.returned_word import read_returned
from vandpunkt.register.people.areas import areas, create_area, set_schools
from vandpunkt.register.results import eligibility_years
from vandpunkt.register.schools import own_schools

ClientAs = Callable[[Role | None], Client]
NAMES = [kind.name for kind in kinds() if kind.name != "statement"]
PAGE = Path(__file__).parents[2] / "docs" / "new-kind-of-document.md"


def subject_of(kind: Kind, site: Demonstration) -> str:
    """What a document of the kind can be about in the demo."""
    return {
        Subject.CASE: site.slug,
        Subject.SCHOOL: site.schools[0].code,
        Subject.AREA: str(areas()[0].id),
        Subject.PROGRAMME: "ksbs",
    }[kind.subject]


def built(kind: Kind, site: Demonstration) -> Document:
    return kind.build(subject_of(kind, site), NOW)


def letters(text: str) -> str:
    return re.sub(r"[^A-Za-zÅÄÖåäö0-9]+", "", text)


def check(document: Document, folder: Path) -> None:
    """The four files state every fact of the tree, and the PDF passes a checker that is not ours."""
    files = {ending: rendered(document, ending) for ending in ("docx", "pdf", "html", "txt")}
    returned = read_returned(files["docx"], file="dokument.docx")
    assert compare(given_facts(document), returned).everything_stands
    pages = pypdfium2.PdfDocument(files["pdf"])
    said = {
        "docx": "".join(one.text for one in returned.paragraphs),
        "pdf": "".join(page.get_textpage().get_text_range() for page in pages),
        "html": html.fromstring(files["html"].decode()).text_content(),
        "txt": files["txt"].decode(),
    }
    facts = [fact for fact in stated_facts(document) if not fact.picture]
    assert facts
    for ending, text in said.items():
        bare = letters(text)
        for fact in facts:
            words = re.findall(r"[A-Za-zÅÄÖåäö0-9]{3,}", fact.text)
            assert all(word in bare for word in words), (ending, fact.text)
    path = folder / "dokument.pdf"
    path.write_bytes(files["pdf"])
    assert list(validate(str(path)).findings) == []


@pytest.mark.parametrize("name", NAMES)
def test_a_kind_becomes_four_files_that_say_the_same_facts(
    name: str, site: Demonstration, tmp_path: Path
) -> None:
    check(built(find_kind(name), site), tmp_path)


def test_the_example_in_the_guide_is_a_kind(site: Demonstration, tmp_path: Path) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.S)
    module: Any = ModuleType("programme_schools")
    exec(compile(code, str(PAGE), "exec"), module.__dict__)
    assert isinstance(module.KIND, Kind)
    check(module.KIND.build("KSBS", NOW), tmp_path)


@pytest.mark.parametrize("name", [kind.name for kind in kinds()])
def test_a_kind_says_what_it_is_and_its_names_can_stand_in_addresses_and_files(name: str) -> None:
    kind = find_kind(name)
    assert re.fullmatch(r"[a-z-]+", kind.name)
    assert re.fullmatch(r"[a-z-]+", kind.file_name)
    assert kind.title
    assert [one.name for one in kinds()].count(name) == 1


def test_the_page_for_the_board_is_one_page_and_files_have_names_of_their_own(
    site: Demonstration, tmp_path: Path
) -> None:
    kind = find_kind("board-brief")
    document = built(kind, site)
    assert len(pypdfium2.PdfDocument(rendered(document, "pdf"))) == 1
    paths = write_files(document, tmp_path, stem=kind_stem(kind, document))
    assert {path.name for path in paths} == {
        f"kort-underlag-UTBF-2024-6786.{ending}" for ending in ("docx", "pdf", "html", "txt", "jsonld")
    }


def test_the_chair_answers_the_council_and_the_name_is_left_to_be_written(site: Demonstration) -> None:
    text = rendered(built(find_kind("interpellation-answer"), site), "txt").decode()
    assert "Till kommunfullmäktige" in text
    assert "har ställt en interpellation till mig" in text
    assert "Med detta anser jag att interpellationen är besvarad." in text
    assert "Ordförande i utbildningsnämnden" in text


def test_a_published_mark_stays_a_mark_and_no_hidden_number_is_told(site: Demonstration) -> None:
    published = eligibility_years([one.code for one in own_schools()])
    code, years = next(
        (code, years)
        for code, years in published.items()
        if any(year.value.number is None and year.cohort for year in years)
    )
    area = create_area("Område med dolda värden", by="test", now=NOW)
    set_schools(area, [code], by="test", now=NOW)
    school_report = rendered(find_kind("school-report").build(code, NOW), "txt").decode()
    area_report = rendered(find_kind("area-report").build(str(area), NOW), "txt").decode()
    assert all(year.text in school_report for year in years)
    assert years[-1].text in area_report
    for year in years:
        if year.cohort and not year.cohort_printed:
            assert f"avgångseleverna var {year.cohort})" not in school_report + area_report


def test_the_same_document_is_set_once(site: Demonstration) -> None:
    document = built(find_kind("board-brief"), site)
    assert rendered(document, "pdf") is rendered(built(find_kind("board-brief"), site), "pdf")


def test_an_unknown_kind_or_subject_is_told(site: Demonstration, client_as: ClientAs) -> None:
    with pytest.raises(Problem, match="school-report"):
        find_kind("poem")
    with pytest.raises(Problem, match="Demoområdet"):
        find_kind("area-report").build("Norra", NOW)
    for address in ("poem/x.pdf", "school-report/00000000.pdf", "area-report/Norra.pdf"):
        assert client_as(Role.CASE_OFFICER).get(f"/documents/{address}").status_code == 404


@pytest.mark.parametrize("name", NAMES)
def test_a_board_member_sees_what_is_about_a_case_when_it_is_decided(
    name: str, site: Demonstration, client_as: ClientAs
) -> None:
    kind = find_kind(name)
    address = f"/documents/{name}/{subject_of(kind, site)}.txt"
    about_case = kind.subject is Subject.CASE
    assert client_as(None).get(address).status_code == 302
    assert client_as(Role.CASE_OFFICER).get(address).status_code == 200
    assert client_as(Role.BOARD_MEMBER).get(address).status_code == (403 if about_case else 200)
    if about_case:
        Step.objects.filter(case__slug=site.slug, kind=Step.Kind.DECISION).update(done=NOW.date())
        assert client_as(Role.BOARD_MEMBER).get(address).status_code == 200


def test_the_statement_is_the_kept_one(site: Demonstration, client_as: ClientAs) -> None:
    answer = client_as(Role.CASE_OFFICER).get(f"/documents/statement/{site.slug}.txt")
    assert answer["Location"] == f"/cases/{site.slug}/answer.txt"


def test_pages_link_to_their_documents(site: Demonstration, client_as: ClientAs) -> None:
    officer, code = client_as(Role.CASE_OFFICER), site.schools[0].code
    assert f"/documents/school-report/{code}.pdf" in officer.get(f"/schools/{code}/").content.decode()
    assert f"/documents/board-brief/{site.slug}.pdf" in officer.get(f"/cases/{site.slug}/").content.decode()
    listed = client_as(Role.ADMINISTRATOR).get("/areas/").content.decode()
    assert f"/documents/area-report/{areas()[0].id}.pdf" in listed


@pytest.mark.parametrize(("name", "most"), [("school-report", 16), ("area-report", 20), ("board-brief", 24)])
def test_building_asks_the_database_a_constant_number_of_times(
    name: str, most: int, site: Demonstration, django_assert_max_num_queries: Any
) -> None:
    kind = find_kind(name)
    subject = subject_of(kind, site)
    with django_assert_max_num_queries(most):
        kind.build(subject, NOW)
