"""The way back from Word, signing, sources and trying a file, as pages."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings

from tests.documents.returning import controls, edited, reword
from vandpunkt.cases.demonstration import Demonstration
from vandpunkt.cases.queries import newest_document
from vandpunkt.cases.returned_files import returned_files
from vandpunkt.cases.signing import signed_file
from vandpunkt.documents import docx
from vandpunkt.domain.roles import Role
from vandpunkt.register.reviewing.asking import review as find_review


def word_file(site: Demonstration) -> bytes:
    document = newest_document(site.slug)
    assert document
    return docx.render(document)


def test_a_file_is_handed_in_compared_and_its_parts_taken_over(officer: Client, site: Demonstration) -> None:
    content = edited(word_file(site), lambda root: reword(controls(root)[0], "Ny lydelse från Word."))
    upload = SimpleUploadedFile("svar.docx", content)

    answer = officer.post(f"/cases/{site.slug}/returned/", {"file": upload}, follow=True)

    page = answer.content.decode()
    assert answer.redirect_chain[-1][0].startswith(f"/cases/{site.slug}/returned/")
    assert "Omskrivna (1)" in page
    assert "<ins>Ny lydelse från Word</ins>" in page.replace("</ins><ins>", "")


def test_what_is_no_word_file_is_told_and_not_kept(officer: Client, site: Demonstration) -> None:
    before = returned_files(site.slug)
    upload = SimpleUploadedFile("svar.docx", b"inget dokument")

    page = officer.post(f"/cases/{site.slug}/returned/", {"file": upload}).content.decode()

    assert "Filen togs inte emot." in page
    assert returned_files(site.slug) == before


def test_own_text_and_proposals_are_taken_from_the_page(officer: Client, site: Demonstration) -> None:
    address = f"/cases/{site.slug}/returned/{returned_files(site.slug)[-1].id}/"

    own = officer.post(address, {"section": "summary"}, follow=True).content.decode()
    assert "Sparad som egen text i ärendet." in own
    offered = officer.post(address, {}, follow=True)
    review = offered.redirect_chain[-1][0]
    assert review.startswith("/documents/")
    assert "De nya punkterna är förslag nu." in offered.content.decode()
    page = officer.get(address).content.decode()
    assert f'href="{review}#proposal-1">Förslag 1</a>, väntar på granskning' in page


def test_new_support_from_word_is_registered_from_its_review_and_says_where_it_stands(
    officer: Client, site: Demonstration
) -> None:
    address = f"/cases/{site.slug}/returned/{returned_files(site.slug)[-1].id}/"
    review = officer.post(address, {})["Location"]
    (row,) = find_review(int(review.split("/")[2])).rows
    officer.post(review, {"do": "accept", "proposal": f"{row.id}:{row.version}"})

    (accepted,) = find_review(int(review.split("/")[2])).rows
    page = officer.get(address).content.decode()
    assert f'<a href="/interventions/{accepted.intervention_id}/">registrerat som insats</a>' in page
    assert "Lägg som förslag och granska" not in page
    there = officer.get(f"/interventions/{accepted.intervention_id}/").content.decode()
    assert f'<a href="{review}#proposal-1"' in there
    assert f"sida {accepted.page}" in there


def test_signing_is_asked_once_and_only_of_who_has_read(officer: Client, site: Demonstration) -> None:
    address = f"/cases/{site.slug}/sign/"

    assert "Version 1" in officer.get(address).content.decode()
    assert "Kryssa i att du har läst svaret." in officer.post(address, {"statement": "1"}).content.decode()
    again = officer.post(address, {"statement": "1", "sure": "yes"}).content.decode()
    assert "redan undertecknat" in again


@pytest.mark.parametrize("ending", ["docx", "pdf", "jsonld"])
def test_a_signed_file_is_given_out_as_it_was_signed(
    officer: Client, site: Demonstration, ending: str
) -> None:
    answer = officer.get(f"/cases/{site.slug}/signed/1.{ending}")

    assert answer.content == signed_file(site.slug, 1, ending)
    assert officer.get(f"/cases/{site.slug}/signed/9.{ending}").status_code == 404


def test_who_is_not_logged_in_may_try_a_file_only_where_the_site_is_public(
    client_as: Callable[[Role | None], Client], site: Demonstration
) -> None:
    stranger = client_as(None)
    assert stranger.get("/verify/").status_code == 302
    with override_settings(PUBLIC=True):
        signed = SimpleUploadedFile("svar.pdf", signed_file(site.slug, 1, "pdf"))
        page = stranger.post("/verify/", {"file": signed}).content.decode()
        assert "Filen är den undertecknade, byte för byte." in page
        claimed = SimpleUploadedFile(
            "svar.pdf", b"%PDF-1.7 <pdf:Keywords>" + f"{site.slug}#1".encode() + b"</pdf:Keywords>"
        )
        altered = stranger.post("/verify/", {"file": claimed})
        assert "KSBS" not in altered.content.decode()


def test_every_source_of_the_answer_is_listed_with_who_accepted_it(
    officer: Client, site: Demonstration
) -> None:
    page = officer.get(f"/cases/{site.slug}/provenance/").content.decode()

    document = newest_document(site.slug)
    assert document
    assert page.count("Öppna källan") == len(document.citations)
    assert "av Handläggare Demo" in page
    data = officer.get(f"/cases/{site.slug}/answer.jsonld")
    assert data["Content-Type"] == "application/ld+json"
    assert len(data.json()["@graph"]) > len(document.citations)
