"""The answer to an interpellation: from the chair of the board to the council, in the chair's own voice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from vandpunkt.cases.citations import Citations
from vandpunkt.cases.content import CaseContent
from vandpunkt.cases.kinds import report_sentences as sentences
from vandpunkt.cases.kinds.kind import Kind, Subject
from vandpunkt.cases.kinds.parts import effects_in_short, paragraph, schools_table
from vandpunkt.cases.loading import load_content, whole_case
from vandpunkt.cases.sentences import lower_first, sender
from vandpunkt.cases.support_section import school_support
from vandpunkt.documents.tree import (
    Block,
    BulletList,
    Document,
    Heading,
    Letterhead,
    Run,
    Signature,
    Signatures,
)
from vandpunkt.domain.enumerations import listed
from vandpunkt.domain.problems import marked
from vandpunkt.reading import KnownNames
from vandpunkt.register.programmes.catalogue import names_for_reading


def build(subject: str, now: datetime) -> Document:
    """The chair's answer to the council in a case. Raises Problem for an unknown case.

    The name of the chair and the day are left to be written: the register has neither.
    """
    content = load_content(whole_case(subject), as_of=None, now=now)
    citations = Citations(content.slug)
    who = listed([sender(one, in_full=False) for one in content.senders])
    return Document(
        letterhead=Letterhead(content.board, "Svar på interpellation", content.dnr, "Till kommunfullmäktige"),
        title=f"Svar på interpellation om {lower_first(content.title)}",
        subtitle=f"Interpellation{f' från {who}' if who else ''}",
        blocks=tuple(_blocks(content, names_for_reading(), citations)),
        citations=citations.by_id,
    )


def _blocks(content: CaseContent, names: KnownNames, citations: Citations) -> Iterator[Block]:
    who = listed([sender(one, in_full=True) for one in content.senders])
    yield Heading(1, "Interpellationen")
    yield paragraph(sentences.interpellation_asked(who, lower_first(content.title)))
    if content.questions:
        yield paragraph(sentences.interpellation_questions(len(content.questions)))
        yield BulletList(tuple((Run(_question(one)),) for one in content.questions))
    yield Heading(1, "Svar")
    yield paragraph(sentences.interpellation_basis(lower_first(content.administration), content.dnr))
    yield from schools_table(content, citations)
    for school in content.schools:
        yield from school_support(school, content, names, citations)
    if content.effects:
        yield Heading(2, "Vad resultaten visar")
        yield from effects_in_short(content, citations)
    yield paragraph(sentences.interpellation_answered())
    yield Signatures((Signature("", f"Ordförande i {lower_first(content.board)}", ""),))


def _question(text: str) -> str:
    return f"{text[:1].upper()}{text[1:].rstrip(' ?.')}?"


KIND = Kind(
    "interpellation-answer", marked("Svar på interpellation"), "interpellationssvar", Subject.CASE, build
)
