"""The demo: the whole chain on the real document and the real figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pypdfium2
import pytest
from django.apps import apps
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from tests.cases.conftest import NOW
from tests.cases.test_answer import _stated
from vandpunkt.cases.building import answer
from vandpunkt.cases.cited_rows import CitedEffect, CitedFit, CitedIntervention, CitedResult, cited
from vandpunkt.cases.demonstration import Demonstration, build_demonstration
from vandpunkt.cases.kinds.programme_brief import programme_brief
from vandpunkt.cases.queries import case_page, cases_of_school, list_cases
from vandpunkt.documents import pdf
from vandpunkt.documents.charts import EffectChart, ForecastChart
from vandpunkt.documents.tree import Document, Figure, Heading
from vandpunkt.documents.walk import cited as cited_ids
from vandpunkt.domain.problems import Problem
from vandpunkt.reading import Reading, read_file
from vandpunkt.register.programmes.catalogue import create_catalogue
from vandpunkt.register.programmes.names import programme_slug

HAGSATRA = "82110758"


@dataclass(frozen=True)
class Built:
    """The demo as built once, and the folder of its files."""

    demonstration: Demonstration
    folder: Path


@pytest.fixture(scope="module")
def built(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Built]:
    folder = tmp_path_factory.mktemp("svar")
    organiser = {"name": "Stockholms stad", "number": "2120000142"}
    with django_db_blocker.unblock(), override_settings(ORGANISER=organiser), transaction.atomic():
        create_catalogue(by="test", now=NOW)
        yield Built(build_demonstration(folder, now=NOW, progress=lambda text: None), folder)
        transaction.set_rollback(True)


@pytest.fixture
def demo(built: Built, db: None) -> Built:
    """The demo, in a database that forgets what the test does to it."""
    return built


def _counts() -> dict[str, int]:
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


@pytest.mark.parametrize("ending", ["docx", "pdf", "html", "txt"])
def test_every_file_with_results_and_figures_reads_back_to_the_facts(
    demo: Built, seed: Reading, ending: str
) -> None:
    again = read_file(demo.folder / f"UTBF-2024-6786.{ending}")
    assert _stated(again.interventions) == _stated(seed.interventions)
    assert again.document == seed.document


def test_building_it_again_changes_nothing(demo: Built, tmp_path: Path) -> None:
    before = _counts()
    again = build_demonstration(tmp_path, now=NOW + timedelta(days=1), progress=lambda text: None)
    assert _counts() == before
    assert again.schools == demo.demonstration.schools
    for path in demo.demonstration.files:
        assert (tmp_path / path.name).read_bytes() == path.read_bytes()


def test_the_five_schools_are_told_with_their_latest_share_and_support(demo: Built) -> None:
    told = {one.name: (one.latest, one.past, one.planned) for one in demo.demonstration.schools}
    assert told == {
        "Hagsätraskolan": ("60,6", 12, 7),
        "Hässelbygårdsskolan": ("65,6", 5, 3),
        "Rinkebyskolan": ("74,5", 3, 1),
        "Lillholmsskolan": ("49,3", 3, 1),
        "Grimstaskolan": ("60,3", 3, 2),
    }


def test_each_school_has_a_figure_with_its_years_and_the_next(demo: Built) -> None:
    document = answer(demo.demonstration.slug, now=NOW)
    figures = [block for block in document.blocks if isinstance(block, Figure)]
    assert [type(figure.chart) for figure in figures[:5]] == [ForecastChart] * 5
    assert Heading(1, "Skolornas resultat") in document.blocks


def test_each_programme_of_the_answer_is_told_once_and_drawn_where_anything_can_be_said(demo: Built) -> None:
    document = answer(demo.demonstration.slug, now=NOW)
    assert Heading(1, "Vad resultaten visar") in document.blocks
    prose = _prose(document)
    assert (
        "Det går inte att avgöra om insatsen har påverkat resultaten. Det betyder inte att den saknar"
        in prose
    )
    assert prose.count("Underlaget är för litet") == 6
    assert "Det säger ingenting om ifall stödet hjälper." in prose
    drawn = [
        block
        for block in document.blocks
        if isinstance(block, Figure) and isinstance(block.chart, EffectChart)
    ]
    assert [figure.caption.split(":")[0] for figure in drawn] == ["Nätverk för rektorer i utsatta områden"]


def test_a_school_that_falls_is_told_so_and_one_that_cannot_be_told_too(demo: Built) -> None:
    prose = _prose(answer(demo.demonstration.slug, now=NOW))
    assert "Lillholmsskolan. Läsåret 2024/25 var 49,3\u00a0% behöriga." in prose
    assert "sannolikhet ligger den under 70 procent: säkert under." in prose
    assert "Om den ligger under 70 procent går inte att säga. Det är högre än de" in prose


def _prose(document: Document) -> str:
    return " ".join(
        "".join(run.text for run in getattr(block, "runs", ()))
        for block in document.blocks
        if hasattr(block, "runs")
    )


def test_no_inferred_number_of_pupils_is_written(demo: Built) -> None:
    text = (demo.folder / "UTBF-2024-6786.txt").read_text()
    assert "avgångseleverna var 66" in text
    assert text.count("avgångseleverna var") == 5


def test_every_citation_of_the_answer_opens(demo: Built) -> None:
    slug = demo.demonstration.slug
    document = case_page(slug).document
    assert document is not None
    opened = [cited(document, identity) for identity in set(cited_ids(document))]
    kinds = {type(one) for one in opened}
    assert kinds == {CitedIntervention, CitedResult, CitedFit, CitedEffect}
    for one in opened:
        if isinstance(one, CitedIntervention):
            assert one.passage is not None
            assert one.passage.words.split()[-1].strip(".") in one.row.wording
            assert one.changes[-1].by


def test_a_citation_that_the_answer_does_not_make_is_told(demo: Built) -> None:
    with pytest.raises(Problem, match="intervention-0-0"):
        cited(case_page(demo.demonstration.slug).document, "intervention-0-0")


def test_the_case_page_shows_what_the_officer_should_ask_about(demo: Built) -> None:
    page = case_page(demo.demonstration.slug)
    assert [row.wording for row in page.to_ask] == ["Meningsfull fritid. Start 2023."]
    assert page.missing == ()
    assert not page.decided
    assert page.statement_number == 1


def test_a_school_knows_the_cases_that_name_it(demo: Built) -> None:
    naming = [case.slug for case in cases_of_school(HAGSATRA)]
    assert demo.demonstration.slug in naming
    assert set(naming) <= {case.slug for case in list_cases()}
    assert cases_of_school("00000000") == []


def test_the_page_about_a_programme_is_one_page_whatever_can_be_said_of_it(demo: Built) -> None:
    for called in ("KUF", "KSBS", "NPF-utbildning för rektorer", "Nätverk för rektorer i utsatta områden"):
        document = programme_brief(programme_slug(called), now=NOW)
        assert len(pypdfium2.PdfDocument(pdf.render(document))) == 1


def test_a_programme_is_found_by_any_of_its_names(demo: Built) -> None:
    assert programme_slug("ksbs") == programme_slug("Kommunal  samverkan för bästa skola")
    with pytest.raises(Problem, match="KSBS"):
        programme_slug("Läslyft 2000")


def test_a_programme_without_a_computed_effect_has_no_page_yet(demo: Built) -> None:
    with pytest.raises(Problem, match="model refresh"):
        programme_brief(programme_slug("Läslyftet"), now=NOW)
