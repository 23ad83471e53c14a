"""The catalogue of programmes and the page of one, with what the results show."""

from __future__ import annotations

from django.test import Client
from pytest_django import DjangoAssertNumQueries


def test_the_catalogue_lists_every_programme_with_its_schools(officer: Client) -> None:
    page = officer.get("/programmes/").content.decode()
    assert '<a href="/programmes/ksbs/" lang="sv">Kommunal samverkan för bästa skola (KSBS)</a>' in page


def test_a_programme_says_what_the_results_show_and_who_has_had_it(
    officer: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(17):
        page = officer.get("/programmes/kuf/").content.decode()
    assert "För lite underlag" in page
    assert "Det säger ingenting om ifall insatsen hjälper." in page.replace("\n", " ")
    assert "Grimstaskolan" in page


def test_the_page_for_the_board_can_be_taken_away_as_a_file(officer: Client) -> None:
    answer = officer.get("/programmes/kuf/brief.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert "KUF.pdf" in answer["Content-Disposition"]


def test_an_unknown_programme_and_one_without_effect_have_no_file(officer: Client) -> None:
    assert officer.get("/programmes/finns-inte/").status_code == 404
    assert officer.get("/programmes/finns-inte/brief.pdf").status_code == 404
