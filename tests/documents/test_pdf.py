"""The answer as an accessible PDF."""

from __future__ import annotations

import re
import subprocess
import sys

import pypdfium2
import pytest
from pypdfium2 import raw

from tests.documents.sample import SCHOOLS, sample_document
from tests.documents.strategies import ODD_TEXTS
from vandpunkt.documents.pdf import render
from vandpunkt.documents.tree import (
    BulletList,
    Document,
    Heading,
    Letterhead,
    Paragraph,
    Run,
    Signature,
    Signatures,
    Table,
)


@pytest.fixture(scope="module")
def content() -> bytes:
    """The sample as a PDF."""
    return render(sample_document())


@pytest.fixture(scope="module")
def pages(content: bytes) -> list[str]:
    """The text of each page, the words whole."""
    document = pypdfium2.PdfDocument(content)
    return [
        page.get_textpage().get_text_range().replace("\ufffe", "").replace("\r\n", "\n") for page in document
    ]


def unwrapped(text: str) -> str:
    """The text with every line break as a space."""
    return re.sub(r"\s+", " ", text)


def test_it_claims_pdf_ua_and_is_tagged(content: bytes) -> None:
    document = pypdfium2.PdfDocument(content)

    assert b"<pdfuaid:part>1</pdfuaid:part>" in content
    assert raw.FPDFCatalog_IsTagged(document)


def test_it_says_its_title_its_author_and_its_language_and_no_date(content: bytes) -> None:
    metadata = pypdfium2.PdfDocument(content).get_metadata_dict()

    assert metadata["Title"] == "Att vända skolresultat"
    assert metadata["Author"] == "Utbildningsförvaltningen"
    assert metadata["CreationDate"] == metadata["ModDate"] == ""
    assert b"/Lang(sv)" in content


def test_the_fonts_are_inside_it(content: bytes) -> None:
    names = set(re.findall(rb"/BaseFont/[A-Z]{6}\+([A-Za-z-]+)", content))

    assert names == {b"IBMPlexSans", b"IBMPlexSans-SmBld"}


def test_every_page_has_the_letterhead_and_its_number_of_how_many(pages: list[str]) -> None:
    for number, page in enumerate(pages, start=1):
        assert page.split()[:2] == ["Utbildningsförvaltningen", "Tjänsteutlåtande"]
        assert (
            f"\nDnr UTBF 2024/6786\nSida {number} ({len(pages)})\nSkrivelse om att vända skolresultat\n"
            in page
        )


def test_every_item_of_support_reads_as_it_was_written(pages: list[str]) -> None:
    text = unwrapped("\n".join(pages))

    for school in SCHOOLS:
        for item in (*school.past, *school.planned):
            # A page may end inside an item; then the letterhead stands between its lines.
            assert f"• {item}" in text or any(item.endswith(tail) for tail in _page_starts(pages))


def _page_starts(pages: list[str]) -> list[str]:
    return [unwrapped(page.split("skolresultat\n", 1)[1].split("\n•")[0]).strip() for page in pages]


def test_nothing_marks_the_citations_and_the_sources_stand_last(pages: list[str]) -> None:
    last = unwrapped(pages[-1])

    assert "Källor och underlag Registret, insats 1–13, ur «Att vända skolresultat»" in last
    assert last.strip().endswith("Skolverket, Planned Educations, hämtat 2026-04-14")


def test_a_line_that_leads_to_a_list_never_stands_alone_at_the_foot_of_a_page(pages: list[str]) -> None:
    assert not any(page.rstrip().endswith(("Under 2025:", "form av:")) for page in pages)


def test_long_swedish_words_are_divided_where_swedish_divides_them() -> None:
    word = "undervisningskvalitetsutveckling"
    document = Document(Letterhead("", "", ""), "T", "", (Paragraph((Run(f"{word} " * 60),)),))

    text = pypdfium2.PdfDocument(render(document))[0].get_textpage().get_text_range()
    divided = set(re.findall(r"(\w+)\ufffe(\w+)", text))
    assert divided
    assert all("".join(halves) == word for halves in divided)


def test_the_same_document_gives_the_same_bytes_on_another_day_elsewhere(content: bytes) -> None:
    program = (
        "import hashlib; from tests.documents.sample import sample_document; "
        "from vandpunkt.documents.pdf import render; "
        "print(hashlib.sha256(render(sample_document())).hexdigest())"
    )

    def digest(zone: str) -> str:
        environment = {"TZ": zone, "PYTHONPATH": ":".join(sys.path)}
        run = subprocess.run(
            [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
        )
        return run.stdout

    assert digest("Asia/Tokyo") == digest("America/Los_Angeles")
    assert content == render(sample_document())


@pytest.mark.parametrize("text", ODD_TEXTS)
def test_no_text_is_taken_for_a_command_and_none_stops_the_printing(text: str) -> None:
    table = Table(text, (text, "B"), (((Run(text),),),), (False,))
    document = Document(
        Letterhead(text, text, text, text),
        text,
        text,
        (Heading(1, text), Paragraph((Run(text),)), BulletList(((Run(text),),)), table),
    )

    assert render(document).startswith(b"%PDF-1.7")


def test_typst_commands_in_the_text_are_printed_as_they_are() -> None:
    text = "#let x = 1; $ a_1 $ *fet* [text] <etikett> @hänvisning #sys.version"
    document = Document(Letterhead("", "", ""), "T", "", (Paragraph((Run(text),)),))

    assert text in unwrapped(pypdfium2.PdfDocument(render(document))[0].get_textpage().get_text_range())


UNITS = ("procentenheter", "procent", "februari")


@pytest.mark.parametrize("unit", UNITS)
def test_a_number_and_what_it_counts_stand_on_one_line(unit: str) -> None:
    paragraphs = [
        Paragraph((Run(f"{'stöd ' * count}ett spann från −18,4 {unit} till +12 {unit}."),))
        for count in range(24)
    ]
    content = render(
        Document(Letterhead("Förvaltningen", "Rapport", "X 1/1"), "Rubrik", "", blocks=tuple(paragraphs))
    )
    text = "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content))

    assert not re.search(rf"[−+\d]\s*\n\s*(\d|{unit})", text.replace("\r", ""))


def test_who_signs_stands_on_the_page_of_what_is_signed() -> None:
    signatures = Signatures((Signature("Direktör Demo", "Direktör", "Förvaltningen"),))
    for count in range(24, 36):
        lines = [Paragraph((Run(f"Rad {number}."),)) for number in range(count)]
        last = Paragraph((Run("Förvaltningen föreslår att nämnden godkänner."),))
        content = render(
            Document(
                Letterhead("Förvaltningen", "Rapport", "X 1/1"),
                "Rubrik",
                "",
                blocks=(*lines, Heading(1, "Förslag till beslut"), last, signatures),
            )
        )
        texts = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content)]
        together = ("Förslag till beslut", "föreslår att nämnden", "Direktör Demo")
        assert sum(all(words in text for words in together) for text in texts) == 1, count
