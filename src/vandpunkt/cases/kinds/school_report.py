"""A report on one school: its published results, where it stands, and its support."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.utils.timezone import localdate

from vandpunkt.cases.citations import Citations
from vandpunkt.cases.content import CaseContent
from vandpunkt.cases.effects_section import effects_section
from vandpunkt.cases.kinds import report_sentences as sentences
from vandpunkt.cases.kinds.kind import Kind, Subject
from vandpunkt.cases.kinds.parts import paragraph
from vandpunkt.cases.kinds.subjects import content_of_schools
from vandpunkt.cases.results_section import results_section
from vandpunkt.cases.support_section import school_support
from vandpunkt.documents.tree import Block, Document, Heading, Letterhead
from vandpunkt.domain.problems import marked
from vandpunkt.domain.roles import Role
from vandpunkt.reading import KnownNames
from vandpunkt.register.people.assignments import holders
from vandpunkt.register.programmes.catalogue import names_for_reading
from vandpunkt.register.schools import School, find_school
from vandpunkt.register.schools import school as school_by_code

_RESPONSIBLE = (Role.HEAD_TEACHER, Role.AREA_HEAD, Role.COORDINATOR)


def build(subject: str, now: datetime) -> Document:
    """The report on a school by its code or name. Raises Problem for a school that the register lacks."""
    found = _school(subject)
    content = content_of_schools([(found.code, found.name)], now=now)
    citations = Citations()
    blocks = (
        *_responsible(found.code, localdate(now)),
        *_blocks(content, names_for_reading(), citations),
    )
    return Document(
        letterhead=Letterhead(content.administration, "Skolrapport", "", found.name),
        title=found.name,
        subtitle=f"Resultat och stöd. {sentences.stands_as_of(localdate(now))}",
        blocks=blocks,
        citations=citations.by_id,
    )


def _responsible(code: str, day: date) -> Iterator[Block]:
    """Who held which role at the school that day. Three queries."""
    held = [
        (role.title, [one.name for one in holders(role, school_code=code, on=day)]) for role in _RESPONSIBLE
    ]
    people = [(title, names) for title, names in held if names]
    if people:
        yield paragraph(sentences.responsible_on(day, people))


def _school(subject: str) -> School:
    if subject.strip().isdigit():
        return school_by_code(subject)
    return find_school(subject)


def _blocks(content: CaseContent, names: KnownNames, citations: Citations) -> Iterator[Block]:
    (school,) = content.schools
    if school.results:
        yield from results_section(content, citations, heading="Resultat")
    else:
        yield Heading(1, "Resultat")
        yield paragraph(sentences.nothing_published(school.name))
    yield Heading(1, "Stöd")
    yield from list(school_support(school, content, names, citations))[1:]
    yield from effects_section(content, citations)


KIND = Kind("school-report", marked("Rapport om en skola"), "skolrapport", Subject.SCHOOL, build)
