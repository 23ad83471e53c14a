"""One page about a case for the board: what was asked, where the schools stand, what is proposed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.timezone import localdate

from vandpunkt.cases import sentences as answer_sentences
from vandpunkt.cases import support
from vandpunkt.cases.citations import Citations
from vandpunkt.cases.content import CaseContent
from vandpunkt.cases.kinds import report_sentences as sentences
from vandpunkt.cases.kinds.kind import Kind, Subject
from vandpunkt.cases.kinds.parts import effects_in_short, paragraph, schools_table
from vandpunkt.cases.loading import load_content, whole_case
from vandpunkt.cases.sentences import sender
from vandpunkt.documents.tree import Block, BulletList, Document, Heading, Letterhead, Run
from vandpunkt.domain.enumerations import listed
from vandpunkt.domain.problems import marked

QUESTIONS = 4
"""More than these would not leave room on the page."""


def build(subject: str, now: datetime) -> Document:
    """The page about a case. Raises Problem for an unknown case."""
    content = load_content(whole_case(subject), as_of=None, now=now)
    citations = Citations(content.slug)
    return Document(
        letterhead=Letterhead(content.administration, "Kort underlag", content.dnr, content.board),
        title=content.title,
        subtitle=f"På en sida. {sentences.stands_as_of(localdate(now))}",
        blocks=tuple(_blocks(content, citations)),
        citations=citations.by_id,
    )


def _blocks(content: CaseContent, citations: Citations) -> Iterator[Block]:
    who = listed([sender(one, in_full=True) for one in content.senders])
    yield Heading(1, "Frågan")
    yield paragraph(sentences.case_in_short(content.inquiry_kind, who, content.dnr))
    if content.questions:
        yield BulletList(tuple((Run(_asked(one)),) for one in content.questions[:QUESTIONS]))
    yield Heading(1, "Skolorna")
    yield paragraph(_support(content))
    yield from schools_table(content, citations)
    if content.effects:
        yield Heading(1, "Hjälper stödet?")
        yield from effects_in_short(content, citations)
    yield Heading(1, "Förslag till beslut")
    yield paragraph(answer_sentences.proposal(content))


def _asked(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _support(content: CaseContent) -> str:
    past = sum(len(support.past_support(one.interventions, content.past)) for one in content.schools)
    planned = sum(len(support.planned_support(one.interventions, content.planned)) for one in content.schools)
    return sentences.support_in_short(past, planned, len(content.schools))


KIND = Kind("board-brief", marked("Kort underlag till nämnden"), "kort-underlag", Subject.CASE, build)
