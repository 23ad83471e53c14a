"""What a Word file tells by its styles and parts, and what it keeps to itself."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_BREAK

from tests.reading import hostile
from tests.reading.hostile import packed, word_body
from vandpunkt.domain.problems import Problem
from vandpunkt.reading import Limits
from vandpunkt.reading.docx_file import docx_pages
from vandpunkt.reading.pages import Form, Page


def pages_of(body: str, **parts: bytes) -> tuple[Page, ...]:
    return docx_pages(packed(word_body(body), **parts), Limits(), "a.docx")


def lines_of(body: str, **parts: bytes) -> list[tuple[str, str]]:
    """Form and text of every stretch."""
    return [
        (stretch.form.value, page.text[stretch.start : stretch.end])
        for page in pages_of(body, **parts)
        for stretch in page.stretches
    ]


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def styled(text: str, style: str, properties: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{run(text)}</w:p>'


STYLES = f"""<w:styles xmlns:w="{hostile.WORD}">
<w:style w:styleId="R1"><w:name w:val="heading 1"/></w:style>
<w:style w:styleId="Own"><w:name w:val="Egen rubrik"/><w:basedOn w:val="R1"/></w:style>
<w:style w:styleId="Outlined"><w:name w:val="X"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:styleId="Bullets"><w:name w:val="Min lista"/><w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr></w:style>
<w:style w:styleId="Strong"><w:name w:val="Fet"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:styleId="Loop"><w:name w:val="L"/><w:basedOn w:val="Loop"/></w:style>
</w:styles>""".encode()
RELATED = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b'<Relationship Type="http://x/styles" Target="styles.xml"/>'
    b'<Relationship Type="http://x/header" Target="header1.xml"/></Relationships>'
)
PARTS = {
    "word__styles.xml": STYLES,
    "word___rels__document.xml.rels": RELATED,
    "word__header1.xml": f'<w:hdr xmlns:w="{hostile.WORD}">{hostile.paragraph("Dnr UTBF 2024/6786")}</w:hdr>'.encode(),
}


def test_plain_paragraphs_are_whole_paragraphs() -> None:
    assert lines_of(hostile.paragraph("Ett stycke.")) == [("paragraph", "Ett stycke.")]


@pytest.mark.parametrize(
    ("style", "form"),
    [("R1", "heading"), ("Own", "heading"), ("Outlined", "heading"), ("Bullets", "item"), ("Strong", "strong"),
     ("Loop", "paragraph"), ("Unknown", "paragraph")],
)  # fmt: skip
def test_styles_tell_headings_and_lists_also_by_inheritance(style: str, form: str) -> None:
    assert lines_of(styled("Text", style), **PARTS)[-1] == (form, "Text")


def test_a_list_can_be_taken_off_a_paragraph() -> None:
    body = styled("Text", "Bullets", '<w:numPr><w:numId w:val="0"/></w:numPr>')
    assert lines_of(body, **PARTS)[-1] == ("paragraph", "Text")


def test_headers_stand_first_and_apart() -> None:
    assert lines_of(hostile.paragraph("Text"), **PARTS)[0] == ("margin", "Dnr UTBF 2024/6786")


def test_bold_runs_make_a_strong_paragraph_only_together() -> None:
    bold = "<w:b/>"
    assert lines_of(f"<w:p>{run('Norra', bold)}{run(' skolan', bold)}</w:p>") == [("strong", "Norra skolan")]
    assert lines_of(f"<w:p>{run('Norra', bold)}{run(' skolan')}</w:p>") == [("paragraph", "Norra skolan")]


def test_deleted_and_hidden_text_is_not_read_but_inserted_text_is() -> None:
    body = (
        f"<w:p><w:ins>{run('Nytt ')}</w:ins><w:del><w:r><w:delText>gammalt</w:delText></w:r></w:del>"
        f"{run('dolt', '<w:vanish/>')}{run('ord')}</w:p>"
    )
    assert lines_of(body) == [("paragraph", "Nytt ord")]


def test_field_codes_are_not_read() -> None:
    body = "<w:p><w:r><w:instrText>PAGE</w:instrText></w:r>" + run("3") + "</w:p>"
    assert lines_of(body) == [("paragraph", "3")]


def test_content_controls_are_looked_through() -> None:
    inner = hostile.paragraph("Inne")
    body = f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>"
    assert lines_of(body) == [("paragraph", "Inne")]
    inline = f"<w:p>{run('Ett ')}<w:sdt><w:sdtContent>{run('fält')}</w:sdtContent></w:sdt></w:p>"
    assert lines_of(inline) == [("paragraph", "Ett fält")]


def test_a_line_break_parts_running_text_but_not_an_item() -> None:
    broken = "<w:p>{}<w:r><w:t>a</w:t><w:br/><w:t>b</w:t></w:r></w:p>"
    assert lines_of(broken.format("")) == [("paragraph", "a"), ("paragraph", "b")]
    numbered = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr></w:pPr>'
    assert lines_of(broken.format(numbered)) == [("item", "a b")]


def test_special_characters_have_their_signs() -> None:
    body = "<w:p><w:r><w:t>NPF</w:t><w:noBreakHyphen/><w:t>dag</w:t><w:tab/><w:t>x</w:t></w:r></w:p>"
    assert lines_of(body) == [("paragraph", "NPF-dag\tx")]


def test_text_boxes_are_read_once() -> None:
    box = f"<w:txbxContent>{hostile.paragraph('Ruta')}</w:txbxContent>"
    names = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    body = (
        f"<w:p><w:r><mc:AlternateContent {names}><mc:Choice>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent><w:t>Text</w:t></w:r></w:p>"
    )
    assert lines_of(body) == [("paragraph", "Ruta"), ("paragraph", "Text")]


def test_page_breaks_turn_the_page(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Sidan ett.").add_run().add_break(WD_BREAK.PAGE)
    document.add_paragraph("Sidan två.")
    path = tmp_path / "a.docx"
    document.save(str(path))
    assert [page.text for page in docx_pages(path.read_bytes(), Limits(), "a.docx")] == [
        "Sidan ett.",
        "Sidan två.",
    ]


def test_the_breaks_that_word_last_saw_turn_the_page() -> None:
    second = "<w:p><w:r><w:lastRenderedPageBreak/><w:t>Två</w:t></w:r></w:p>"
    assert [page.text for page in pages_of(hostile.paragraph("Ett") + second)] == ["Ett", "Två"]


def test_the_main_document_may_have_any_name() -> None:
    data = packed(word_body(hostile.paragraph("Text")), target="word/document22.xml")
    assert docx_pages(data, Limits(), "a.docx")[0].text == "Text"


def test_the_strict_form_of_the_format_is_read() -> None:
    strict = word_body(hostile.paragraph("Text")).replace(
        hostile.WORD, "http://purl.oclc.org/ooxml/wordprocessingml/main"
    )
    assert docx_pages(packed(strict), Limits(), "a.docx")[0].text == "Text"


def test_the_same_data_gives_the_same_pages() -> None:
    body = hostile.paragraph("Text") * 3
    assert pages_of(body) == pages_of(body)


def test_a_document_of_too_many_pages_is_not_read() -> None:
    breaks = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>' * 5
    with pytest.raises(Problem, match="fler än 3 sidor"):
        docx_pages(packed(word_body(breaks)), Limits(pages=3), "a.docx")


def test_forms_that_are_whole_are_no_printed_lines() -> None:
    assert [form for form in Form if not form.whole] == [Form.LINE, Form.STRONG_LINE]
