"""The answer's blocks: every word kept, every cited run a link, nothing that breaks out of the page."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from vandpunkt.documents.charts import YearChart, YearPoint
from vandpunkt.documents.tree import (
    Block,
    BulletList,
    Citation,
    Document,
    Figure,
    Heading,
    Letterhead,
    Paragraph,
    Run,
    Signature,
    Signatures,
    Table,
)
from vandpunkt.web.answers.answer_blocks import answer_blocks, linked

CITATIONS = {
    one: Citation(one, "intervention", "1", "1", f"Registret, {one}", f"/cases/x/citations/{one}/")
    for one in ("a", "b", "c")
} | {"nowhere": Citation("nowhere", "intervention", "1", "1", "Utan sida")}


def element(*runs: Run) -> html.HtmlElement:
    return html.fromstring(f"<p>{linked(runs, CITATIONS)}</p>")


def test_a_cited_run_is_a_link_with_its_source_as_title() -> None:
    link = element(Run("Start 2022", ("a",))).xpath("//a")[0]
    assert (link.text, link.get("href"), link.get("title")) == (
        "Start 2022",
        "/cases/x/citations/a/",
        "Registret, a",
    )


def test_further_sources_of_a_run_are_links_of_their_own() -> None:
    links = element(Run("KSBS", ("a", "b", "c"))).xpath("//a")
    assert [(link.text, link.get("href")[-3:]) for link in links] == [
        ("KSBS", "/a/"),
        ("källa 2", "/b/"),
        ("källa 3", "/c/"),
    ]


def test_a_source_that_has_no_page_or_is_unknown_is_no_link() -> None:
    assert element(Run("utan", ("nowhere",)), Run(" okänd", ("z",))).xpath("//a") == []


@given(st.lists(st.tuples(st.text(st.characters(exclude_categories=["Cc", "Cs"])), st.booleans())))
def test_words_are_kept_and_cannot_break_out(texts: list[tuple[str, bool]]) -> None:
    runs = [Run(text, ("a",) if cited else ()) for text, cited in texts]
    assert element(*runs).text_content() == "".join(text for text, _ in texts)


def kinds(*blocks: Block) -> list[str]:
    document = Document(Letterhead("F", "T", "D 1/2"), "Titel", "", blocks, CITATIONS)
    return [block.kind for block in answer_blocks(document)]


def test_every_kind_of_block_has_a_form_on_the_page() -> None:
    chart = YearChart((YearPoint("2024/25", "74,5", 0.745, 0.61, 0.84),))
    assert kinds(
        Heading(1, "Rubrik"),
        Paragraph((Run("Text"),)),
        BulletList(((Run("Punkt"),),)),
        Table("Tabell", ("Skola", "2025"), (((Run("A"),), (Run("74,5", ("a",)),)),), (False, True)),
        Figure(chart, "Bild", "I ord", ("a",)),
        Signatures((Signature("Namn", "Titel", ""),)),
    ) == ["heading", "paragraph", "list", "table", "figure", "signatures"]


def test_headings_come_below_those_of_the_page_and_never_below_the_sixth() -> None:
    document = Document(
        Letterhead("F", "T", "D"), "Titel", "", tuple(Heading(level, "R") for level in (1, 2, 3, 4, 5))
    )
    assert [block.level for block in answer_blocks(document)] == [3, 4, 5, 6, 6]


def test_figures_are_told_apart() -> None:
    figure = Figure(YearChart(()), "Bild", "I ord", ())
    document = Document(Letterhead("F", "T", "D"), "Titel", "", (figure, figure))
    identities = [block.figure.identity for block in answer_blocks(document) if block.figure]
    assert len(set(identities)) == 2
