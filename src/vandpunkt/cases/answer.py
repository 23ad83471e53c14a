"""The answer to a case: its document tree, in the outline that such statements have."""

from __future__ import annotations

from collections.abc import Iterator

from vandpunkt.cases import sentences
from vandpunkt.cases.citations import Citations
from vandpunkt.cases.content import CaseContent
from vandpunkt.cases.effects_section import effects_section
from vandpunkt.cases.promises_section import promises_section
from vandpunkt.cases.replies_section import reply_paragraphs
from vandpunkt.cases.results_section import results_section
from vandpunkt.cases.support_section import school_support
from vandpunkt.documents.tree import (
    Block,
    Document,
    Heading,
    Letterhead,
    Paragraph,
    Run,
    Signature,
    Signatures,
)
from vandpunkt.reading import KnownNames

HEADINGS = {
    "summary": "Sammanfattning",
    "background": "Bakgrund/Ärendet",
    "views": "Förvaltningens synpunkter och förslag",
    "consequences": "Konsekvenser för barn och barnets rättigheter samt jämställdhetsanalys",
}
"""The headings of the sections that a person may write."""

SECTIONS = {heading: section for section, heading in HEADINGS.items()}
"""The section that stands under each of those headings."""


def build_answer(case: CaseContent, names: KnownNames) -> Document:
    """The statement that answers the case, every fact of the register with its citation.

    Own texts stand where the officer has written them; the other parts are built. Same content, same tree.
    """
    citations = Citations(case.slug)
    blocks = tuple(_blocks(case, names, citations))
    return Document(
        letterhead=Letterhead(case.administration, "Tjänsteutlåtande", case.dnr, case.subject),
        title=case.title,
        subtitle=sentences.subtitle(case),
        blocks=blocks,
        citations=citations.by_id,
    )


def _paragraph(text: str, key: str = "") -> Paragraph:
    return Paragraph((Run(text),), key)


def _own_or(case: CaseContent, section: str, built: str) -> Iterator[Block]:
    written = case.own_texts.get(section, "").strip()
    if written:
        yield from (_paragraph(text) for text in written.split("\n\n") if text)
    elif built:
        yield _paragraph(built, f"built:{section}")


def _blocks(case: CaseContent, names: KnownNames, citations: Citations) -> Iterator[Block]:
    yield Heading(1, "Förvaltningens förslag till beslut")
    yield _paragraph(sentences.proposal(case), "proposal")
    yield Heading(1, HEADINGS["summary"])
    yield from _own_or(case, "summary", sentences.received(case))
    yield Heading(1, HEADINGS["background"])
    yield from _own_or(case, "background", sentences.received(case))
    yield from _preparation(case)
    yield Heading(1, HEADINGS["views"])
    yield from _own_or(case, "views", "")
    for school in case.schools:
        yield from school_support(school, case, names, citations)
        yield from reply_paragraphs(case.replies, school.code, citations)
    yield from promises_section(case, citations)
    yield from results_section(case, citations)
    yield from effects_section(case, citations)
    yield Heading(1, HEADINGS["consequences"])
    yield from _own_or(case, "consequences", sentences.consequences_missing(case))
    yield Heading(1, "Förslag till beslut")
    yield _paragraph(sentences.recommendation(case), "recommendation")
    if case.signatories:
        yield Signatures(
            tuple(Signature(one.name, one.title, case.administration) for one in case.signatories)
        )
    if case.attachments:
        yield Heading(1, "Bilaga" if len(case.attachments) == 1 else "Bilagor")
        yield from (_paragraph(title) for title in case.attachments)


def _preparation(case: CaseContent) -> Iterator[Block]:
    departments = case.steps_of("preparation")
    consultations = [sentences.union_consultation(step) for step in case.steps_of("union_consultation")]
    consultations += [sentences.council(step) for step in case.steps_of("council")]
    if departments or consultations:
        yield Heading(1, "Ärendets beredning")
    if departments:
        yield _paragraph(sentences.preparation(departments), "preparation")
    if consultations:
        yield _paragraph(" ".join(consultations), "consultations")
