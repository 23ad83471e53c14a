"""Cases: the list, the case with its answer as it reads, each fact's source, and the files."""

from __future__ import annotations

import importlib
import io
import re
import zipfile

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html

from tests.web.conftest import NOW
from vandpunkt.cases.building import keep_statement
from vandpunkt.cases.demonstration import Demonstration
from vandpunkt.cases.models import (
    Case,
    CasePath,
    OwnText,
    Reply,
    ReplyInvitation,
    ReturnedFile,
    SignedFile,
    SignedStatement,
    Statement,
    Step,
)
from vandpunkt.cases.queries import newest_document
from vandpunkt.documents import walk
from vandpunkt.documents.tree import Document, Heading
from vandpunkt.register.history import changes
from vandpunkt.register.models import Intervention


@pytest.fixture
def document(site: Demonstration) -> Document:
    """The newest statement of the case."""
    found = newest_document(site.slug)
    assert found is not None
    return found


def page(browser: Client, address: str) -> html.HtmlElement:
    """A page that is there."""
    response = browser.get(address)
    assert response.status_code == 200, address
    return html.fromstring(response.content)


def case_page(browser: Client, site: Demonstration) -> html.HtmlElement:
    """The page of the demo's case."""
    return page(browser, f"/cases/{site.slug}/")


def words(element: html.HtmlElement) -> str:
    """The text of an element with its spaces evened out."""
    return " ".join(element.text_content().split())


def test_the_list_names_each_case_and_its_next_step(officer: Client, site: Demonstration) -> None:
    entry = page(officer, "/cases/").xpath("//ul[@class='entries']/li")[0]
    assert entry.xpath(".//a/@href") == [f"/cases/{site.slug}/"]
    told = "UTBF 2024/6786 · 5 skolor · undertecknat; nästa steg: facklig samverkan, 11 februari 2025"
    assert told in words(entry)
    assert "4 förfallna steg" in words(entry)


def let_go_of_what_is_kept() -> None:
    """Take away what only a database without its locks would let go of: signed and returned files."""
    for name in ("0002_signed_and_returned", "0004_replies"):
        lock = importlib.import_module(f"vandpunkt.cases.migrations.{name}")
        lock.unguard(apps, connection.SchemaEditorClass(connection))
    for model in (Reply, ReplyInvitation, ReturnedFile, SignedFile, SignedStatement):
        model.objects.all()._raw_delete("default")


def test_a_register_without_cases_says_so(officer: Client) -> None:
    let_go_of_what_is_kept()
    Case.objects.all().delete()
    assert "Registret har inga ärenden ännu." in officer.get("/cases/").content.decode()


def test_each_step_has_a_date_or_says_that_none_is_stated(officer: Client, site: Demonstration) -> None:
    Step.objects.filter(case__slug=site.slug, kind=Step.Kind.RECEIVED).update(done="2024-11-12")
    steps = [words(step) for step in case_page(officer, site).xpath("//ol[@class='steps']/li")]
    assert steps[0] == "Skrivelsen inkommen gjort den 12 november 2024"
    assert "Facklig samverkan, de fackliga organisationerna förfallet, 11 februari 2025" in steps
    assert len(steps) == 9
    Step.objects.filter(case__slug=site.slug).update(planned=None)
    CasePath.objects.filter(case__slug=site.slug).update(meeting=None)
    steps = [words(step) for step in case_page(officer, site).xpath("//ol[@class='steps']/li")]
    assert "Facklig samverkan, de fackliga organisationerna datum saknas" in steps


def test_the_questions_and_the_schools_are_there(officer: Client, site: Demonstration) -> None:
    found = case_page(officer, site)
    questions = found.xpath("//section[@aria-labelledby='questions']")[0]
    assert len(questions.xpath(".//ol/li")) == 2
    assert questions.xpath(".//p/a/@href") == [f"/schools/{school.code}/" for school in site.schools]


def test_it_asks_about_support_that_runs_but_is_not_planned_on(officer: Client, site: Demonstration) -> None:
    asked = case_page(officer, site).xpath("//section[@aria-labelledby='ask']")[0]
    assert "Meningsfull fritid. Start 2023." in words(asked)
    assert asked.xpath(".//li/a/@href")[0].startswith("/schools/82110758/#intervention-")


def test_it_names_sections_that_nobody_has_written(officer: Client, site: Demonstration) -> None:
    OwnText.objects.filter(case__slug=site.slug, section=OwnText.Section.SUMMARY).delete()
    assert "Avsnitt som ingen har skrivit ännu: Sammanfattning" in words(case_page(officer, site))


def test_the_answer_reads_word_for_word_as_the_document(
    officer: Client, site: Demonstration, document: Document
) -> None:
    answer = words(case_page(officer, site).xpath("//article[@class='statement']")[0])
    for block in document.blocks:
        if isinstance(block, Heading):
            assert " ".join(block.text.split()) in answer
        elif list(walk.runs(block)) and block.__class__.__name__ == "Paragraph":
            assert " ".join(walk.plain(list(walk.runs(block))).split()) in answer


def test_every_cited_run_is_a_link_to_its_source_and_every_source_is_linked(
    officer: Client, site: Demonstration, document: Document
) -> None:
    answer = case_page(officer, site).xpath("//article[@class='statement']")[0]
    linked = set(answer.xpath(".//a/@href"))
    sources = {address for address in linked if not address.startswith("/sentences/#")}
    assert sources == {document.citations[identity].address for identity in walk.cited(document)}
    assert len(linked) > 40


def test_every_link_to_a_source_opens(officer: Client, site: Demonstration) -> None:
    answer = case_page(officer, site).xpath("//article[@class='statement']")[0]
    for address in sorted(set(answer.xpath(".//a/@href"))):
        page(officer, address)


def test_a_source_shows_the_row_and_marks_its_very_words(officer: Client, document: Document) -> None:
    for citation in document.citations.values():
        if citation.model != "intervention":
            continue
        found = page(officer, citation.address)
        row = Intervention.objects.get(pk=citation.row)
        assert row.wording in words(found)
        marked = " ".join(found.xpath("string(//mark)").split())
        assert marked
        assert marked.split()[-1].strip(".") in row.wording
        assert f"version {citation.version}" in words(found)


def test_a_source_keeps_showing_the_version_cited_when_the_row_has_changed(
    officer: Client, document: Document
) -> None:
    citation = next(one for one in document.citations.values() if one.model == "intervention")
    row = Intervention.objects.get(pk=citation.row)
    before = row.wording
    row.wording = "Något helt annat."
    row.save()
    row.partners.clear()
    found = page(officer, citation.address)
    assert before in words(found.xpath("//section[@aria-labelledby='row']")[0])
    history = words(found.xpath("//section[@aria-labelledby='changes']")[0])
    assert "ordalydelse" in history
    assert "samverkansparter" in history
    assert "den som svaret bygger på" in history


def test_a_source_costs_no_more_queries_when_the_row_has_changed_often(
    officer: Client, document: Document
) -> None:
    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            page(officer, address)
        return len(captured)

    citation = next(one for one in document.citations.values() if one.model == "intervention")
    first = queries(citation.address)
    row = Intervention.objects.get(pk=citation.row)
    for _ in range(5):
        row.save()
    assert len(changes("intervention", row.pk)) > 5
    assert queries(citation.address) == first <= 12


def test_a_figures_source_shows_the_publication_with_time_file_and_hash(
    officer: Client, site: Demonstration, document: Document
) -> None:
    printed = [one for one in document.citations.values() if one.model == "result" and "139" in one.label]
    text = words(page(officer, printed[0].address))
    assert "rapport 139" in text
    assert "report-139-2025.csv.xz" in text
    assert "3 februari 2025 10:00" in text
    assert "en elev väger" in text
    assert re.search("[0-9a-f]{64}", text)


def test_a_figure_without_a_printed_number_of_pupils_says_so(officer: Client, document: Document) -> None:
    inferred = [
        one for one in document.citations.values() if one.model == "result" and "139" not in one.label
    ]
    assert "antalet är inte publicerat" in words(page(officer, inferred[0].address))


@pytest.mark.parametrize("citation", ["intervention-999-1", "nix", "result-1-1", "intervention-1-999999"])
def test_a_source_that_the_answer_does_not_lean_on_is_not_found(
    officer: Client, site: Demonstration, citation: str
) -> None:
    response = officer.get(f"/cases/{site.slug}/citations/{citation}/")
    assert response.status_code == 404
    assert f"Svaret har ingen källa {citation}." in response.content.decode()


def test_an_unknown_case_is_not_found_and_those_there_are_named(officer: Client) -> None:
    for address in ("/cases/NIX-1/", "/cases/NIX-1/citations/x/", "/cases/NIX-1/answer.pdf"):
        response = officer.get(address)
        assert response.status_code == 404
        assert "UTBF 2024/6786" in response.content.decode()


@pytest.mark.parametrize(
    ("ending", "content_type", "beginning"),
    [
        ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", b"PK"),
        ("pdf", "application/pdf", b"%PDF-"),
        ("html", "text/html; charset=utf-8", b"<!DOCTYPE html>"),
        ("txt", "text/plain; charset=utf-8", b""),
    ],
)
def test_the_files_are_those_that_the_command_writes(
    officer: Client, site: Demonstration, ending: str, content_type: str, beginning: bytes
) -> None:
    response = officer.get(f"/cases/{site.slug}/answer.{ending}")
    assert response["Content-Type"] == content_type
    assert response["Content-Disposition"] == f'attachment; filename="UTBF-2024-6786.{ending}"'
    assert response.content.startswith(beginning)
    written = next(path for path in site.files if path.suffix == f".{ending}").read_bytes()
    if ending == "docx":
        assert zipfile.ZipFile(io.BytesIO(response.content)).read("word/document.xml") == zipfile.ZipFile(
            io.BytesIO(written)
        ).read("word/document.xml")
    else:
        assert response.content == written


def test_a_kind_of_file_that_is_not_made_is_not_found(officer: Client, site: Demonstration) -> None:
    assert officer.get(f"/cases/{site.slug}/answer.odt").status_code == 404


def test_a_case_without_a_statement_says_how_to_build_one(officer: Client, site: Demonstration) -> None:
    let_go_of_what_is_kept()
    Statement.objects.all().delete()
    assert "Inget svar är byggt ännu." in words(case_page(officer, site))
    assert officer.get(f"/cases/{site.slug}/answer.pdf").status_code == 404
    keep_statement(site.slug, by="Handläggare Demo", now=NOW)
    assert "Tjänsteutlåtande 1" in words(case_page(officer, site))


def test_the_page_stays_within_its_queries(officer: Client, site: Demonstration) -> None:
    with CaptureQueriesContext(connection) as captured:
        case_page(officer, site)
    assert len(captured) <= 12
