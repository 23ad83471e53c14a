"""A document read from its first word to its last."""

from __future__ import annotations

from tests.documents.sample import sample_document
from vandpunkt.documents.charts import YearChart
from vandpunkt.documents.tree import (
    BulletList,
    Document,
    Figure,
    Heading,
    Letterhead,
    Paragraph,
    Run,
    Signatures,
    Table,
)
from vandpunkt.documents.walk import cited, figures, leads, plain, runs

CITING = Document(
    Letterhead("", "", ""),
    "T",
    "",
    (
        Heading(1, "Rubrik"),
        Paragraph((Run("ett ", ("b",)), Run("två"))),
        BulletList(((Run("tre", ("a", "b")),),)),
        Table("", ("Skola",), (((Run("fyra", ("d",)),),),), (False,)),
        Figure(YearChart(()), "", "", ("c", "a")),
    ),
)


def test_citations_come_once_each_in_the_order_of_first_use() -> None:
    assert cited(CITING) == ("b", "a", "d", "c")


def test_every_run_is_met_as_it_is_read() -> None:
    assert [run.text for block in CITING.blocks for run in runs(block)] == ["ett ", "två", "tre", "fyra"]
    assert plain(tuple(run for block in CITING.blocks for run in runs(block))) == "ett tvåtrefyra"


def test_the_sample_leans_on_forty_interventions_and_twenty_five_figures() -> None:
    kinds = [identity.split("-")[0] for identity in cited(sample_document())]

    assert (kinds.count("intervention"), kinds.count("result")) == (40, 25)
    assert len(figures(sample_document())) == 5


def test_a_short_paragraph_before_a_list_leads_to_it() -> None:
    bullets = BulletList(((Run("a"),),))

    assert leads("Under 2025:", bullets)
    assert not leads("Under 2025:", Paragraph(()))
    assert not leads("ord " * 100, bullets)
    assert not leads("Sist.", None)


def test_what_is_signed_is_kept_with_who_signs_it_however_long_it_is() -> None:
    assert leads("ord " * 100, Signatures(()))
