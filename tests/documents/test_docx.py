"""The answer as a Word file that officers go on working in."""

from __future__ import annotations

import io
import zipfile
from struct import unpack_from

import docx
import pytest
from docx.document import Document as WordDocument
from lxml import etree

from tests.documents.sample import SCHOOLS, sample_document
from vandpunkt.documents.charts import YearChart
from vandpunkt.documents.docx import render
from vandpunkt.documents.tree import (
    Block,
    BulletList,
    Citation,
    Document,
    Figure,
    Letterhead,
    Paragraph,
    Run,
    Signature,
    Signatures,
    Table,
)
from vandpunkt.documents.word_elements import LONGEST_TAG, tags

LETTERHEAD = Letterhead("Utbildningsförvaltningen", "Tjänsteutlåtande", "UTBF 2024/6786", "Skolresultat")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PICTURES = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


def opened(content: bytes) -> WordDocument:
    return docx.Document(io.BytesIO(content))


def written(*blocks: Block, citations: tuple[Citation, ...] = ()) -> WordDocument:
    """A document of these blocks as it opens in Word."""
    return opened(render(Document(LETTERHEAD, "Titel", "", blocks, {one.id: one for one in citations})))


def text_of(element: etree._Element) -> str:
    """The words of an element, also of those inside content controls."""
    return "".join(text.text or "" for text in element.iter(f"{W}t"))


def controls(document: WordDocument) -> list[tuple[str, str, str]]:
    """Tag, title and text of each content control in the body."""
    found = []
    for control in document.element.body.iter(f"{W}sdt"):
        properties = control.find(f"{W}sdtPr")
        title = properties.find(f"{W}alias")
        found.append(
            (
                properties.find(f"{W}tag").get(f"{W}val"),
                title.get(f"{W}val") if title is not None else "",
                text_of(control),
            )
        )
    return found


@pytest.fixture(scope="module")
def sample() -> WordDocument:
    return opened(render(sample_document()))


def test_pieces_are_written_in_styles_by_name(sample: WordDocument) -> None:
    styled = {(paragraph.style.name, paragraph.text) for paragraph in sample.paragraphs if paragraph.style}

    assert ("Title", "Att vända skolresultat") in styled
    assert ("Subtitle", "Svar på skrivelse från Andréa Hedin m.fl. (M)") in styled
    assert ("Heading 1", "Sammanfattning") in styled
    assert ("Heading 2", "Hagsätraskolan") in styled
    assert ("Body Text", "Under 2025:") in styled
    assert ("Caption", "Hagsätraskolan: behöriga till yrkesprogram, procent, med osäkerhet") in styled


def test_list_items_are_items_of_a_real_list(sample: WordDocument) -> None:
    items = [item for item in sample.paragraphs if item.style and item.style.name == "List Bullet"]

    assert len(items) == 40
    numbering = sample.styles["List Bullet"].element.find(f"{W}pPr/{W}numPr/{W}numId")
    assert numbering is not None
    levels = sample.part.numbering_part.element.findall(f".//{W}lvl")
    assert [level.find(f"{W}numFmt").get(f"{W}val") for level in levels] == ["bullet"]


def test_every_cited_run_is_a_content_control_that_names_its_source(sample: WordDocument) -> None:
    items = [text for school in SCHOOLS for text in (*school.past, *school.planned)]
    cited = [control for control in controls(sample) if control[0].startswith("intervention")]

    assert [text for _, _, text in cited] == items
    assert [tag for tag, _, _ in cited] == [f"intervention-{row}-1" for row in range(1, 41)]
    assert cited[0][1].startswith("Registret, insats 1, ur «Att vända skolresultat»")


def test_controls_have_numbers_of_their_own_and_titles_that_word_accepts(sample: WordDocument) -> None:
    numbers = [one.get(f"{W}val") for one in sample.element.body.iter(f"{W}id")]

    assert len(numbers) == len(set(numbers))
    assert all(len(tag) <= LONGEST_TAG and len(title) <= LONGEST_TAG for tag, title, _ in controls(sample))


def test_many_citations_are_held_by_controls_inside_each_other() -> None:
    ids = tuple(f"intervention-{row}-11" for row in range(100, 110))
    document = written(Paragraph((Run("Fritt. "), Run("Vaktat.", ids))))

    found = controls(document)
    assert [text for _, _, text in found] == ["Vaktat."] * len(tags(ids))
    assert tuple(identity for tag, _, _ in found for identity in tag.split()) == ids
    assert document.paragraphs[-1].text.startswith("Fritt. ")


def test_the_header_has_administration_kind_dnr_and_page_of_pages(sample: WordDocument) -> None:
    header = sample.sections[0].header._element

    assert [text_of(line) for line in header.iter(f"{W}p")] == [
        "UtbildningsförvaltningenTjänsteutlåtande",
        "Dnr UTBF 2024/6786",
        "Sida 1 (1)",
        "Skrivelse om att vända skolresultat",
    ]
    fields = [field.text.strip() for field in header.iter(f"{W}instrText")]
    assert fields == ["PAGE", "NUMPAGES"]


def test_the_file_says_its_title_its_author_and_its_language(sample: WordDocument) -> None:
    properties = sample.core_properties

    assert properties.title == "Att vända skolresultat"
    assert properties.author == "Utbildningsförvaltningen"
    assert properties.language == "sv-SE"
    language = sample.styles.element.find(f".//{W}rPrDefault//{W}lang")
    assert language is not None
    assert language.get(f"{W}val") == "sv-SE"


def test_tables_mark_their_header_row_and_set_figures_to_the_right(sample: WordDocument) -> None:
    table = sample.tables[0]

    assert table.style is not None
    assert table.style.name == "Table Grid"
    assert [row._tr.find(f"{W}trPr/{W}tblHeader") is not None for row in table.rows] == [True] + [False] * 5
    assert [text_of(cell._tc) for cell in table.rows[1].cells] == ["Hagsätraskolan", *SCHOOLS[0].shares]
    alignments = [cell.paragraphs[0].alignment for cell in table.rows[1].cells]
    assert alignments == [None, *[docx.enum.text.WD_ALIGN_PARAGRAPH.RIGHT] * 5]


def test_pictures_fill_the_width_of_the_text_and_have_words_in_their_place(sample: WordDocument) -> None:
    section = sample.sections[0]
    room = section.page_width - section.left_margin - section.right_margin

    pictures = list(sample.element.body.iter(f"{PICTURES}inline"))
    assert len(pictures) == 5
    for picture, school in zip(pictures, SCHOOLS, strict=True):
        assert picture.find(f"{PICTURES}docPr").get("descr").startswith(f"{school.name}, behöriga")
        wide, high = (int(picture.find(f"{PICTURES}extent").get(side)) for side in ("cx", "cy"))
        assert abs(wide - room) < 2000
        (relationship,) = picture.xpath(".//a:blip/@r:embed")
        across, down = unpack_from(">II", sample.part.related_parts[relationship].blob, 16)
        assert across > 1200
        assert abs(high / wide - down / across) < 0.001


def test_the_name_of_a_figure_stands_above_it_on_the_same_page() -> None:
    figure = Figure(YearChart(()), "Rubrik över diagrammet", "i ord")

    *_, caption, picture = written(figure).paragraphs
    assert caption.text == "Rubrik över diagrammet"
    assert caption.paragraph_format.keep_with_next
    assert picture._p.find(f".//{W}drawing") is not None


def test_signatures_stand_side_by_side_in_a_table_without_lines(sample: WordDocument) -> None:
    signatures = sample.tables[-1]

    assert [cell.text for cell in signatures.rows[0].cells] == [
        "Lena Holmdahl\nUtbildningsdirektör\nUtbildningsförvaltningen",
        "Peter Bragner\nGrundskoledirektör\nUtbildningsförvaltningen",
    ]
    assert signatures._tbl.find(f"{W}tblPr/{W}tblBorders") is None


def test_an_odd_number_of_signatures_leaves_a_place_empty() -> None:
    three = Signatures(tuple(Signature(name, "", "") for name in ("Ett", "Två", "Tre")))

    rows = [[cell.text for cell in row.cells] for row in written(three).tables[0].rows]
    assert rows == [["Ett", "Två"], ["Tre", ""]]


def test_tables_after_each_other_do_not_grow_together_and_none_ends_the_body() -> None:
    table = Table("", ("A",), (((Run("a"),),),), (False,))

    kinds = [etree.QName(child).localname for child in written(table, table).element.body]
    assert kinds == ["p", "tbl", "p", "tbl", "p", "sectPr"]


def test_a_line_that_leads_to_a_list_is_kept_with_it() -> None:
    document = written(Paragraph((Run("Under 2025:"),)), BulletList(((Run("SSPF individ"),),)))

    lead = next(one for one in document.paragraphs if one.text == "Under 2025:")
    assert lead.paragraph_format.keep_with_next


def test_the_sources_end_the_document_and_are_no_list(sample: WordDocument) -> None:
    *_, heading, first, _, _, last = sample.paragraphs

    assert heading.text == "Källor och underlag"
    assert first.text.startswith("Registret, insats 1–13")
    assert last.text == "Skolverket, Planned Educations, hämtat 2026-04-14"
    assert last.style is not None
    assert last.style.name == "footnote text"


def test_the_same_document_gives_the_same_bytes_and_no_day(sample: WordDocument) -> None:
    content = render(sample_document())

    assert content == render(sample_document())
    dates = {entry.date_time for entry in zipfile.ZipFile(io.BytesIO(content)).infolist()}
    assert dates == {(1980, 1, 1, 0, 0, 0)}
    assert sample.element.body.find(f".//{W}proofErr") is None
