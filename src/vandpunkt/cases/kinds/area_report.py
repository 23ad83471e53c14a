"""A report on an area: its schools beside each other, and the support of each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.timezone import localdate

from vandpunkt.cases.citations import Citations
from vandpunkt.cases.content import CaseContent
from vandpunkt.cases.effects_section import effects_section
from vandpunkt.cases.kinds import report_sentences as sentences
from vandpunkt.cases.kinds.kind import Kind, Subject
from vandpunkt.cases.kinds.parts import levels_figure, paragraph, schools_table
from vandpunkt.cases.kinds.subjects import content_of_schools
from vandpunkt.cases.support_section import school_support
from vandpunkt.documents.tree import Block, Document, Heading, Letterhead
from vandpunkt.domain.problems import Problem, marked
from vandpunkt.reading import KnownNames
from vandpunkt.register.people.areas import AreaLine, areas
from vandpunkt.register.programmes.catalogue import names_for_reading


def build(subject: str, now: datetime) -> Document:
    """The report on an area by its name or number. Raises Problem that names the areas there are."""
    found = _area(subject)
    content = content_of_schools(found.schools, now=now)
    citations = Citations()
    return Document(
        letterhead=Letterhead(content.administration, "Områdesrapport", "", found.name),
        title=found.name,
        subtitle=f"Skolornas resultat och stöd. {sentences.stands_as_of(localdate(now))}",
        blocks=tuple(_blocks(found.name, content, names_for_reading(), citations)),
        citations=citations.by_id,
    )


def _area(subject: str) -> AreaLine:
    every = areas()
    wanted = subject.strip()
    for one in every:
        if wanted == str(one.id) or wanted.casefold() == one.name.casefold():
            return one
    if not every:
        raise Problem(marked("Registret har inga områden ännu."))
    raise Problem(
        marked("Registret har inget område {name}. Områden som finns: {known}."),
        name=wanted,
        known=", ".join(one.name for one in every),
    )


def _blocks(area: str, content: CaseContent, names: KnownNames, citations: Citations) -> Iterator[Block]:
    yield Heading(1, "Läget")
    if not content.schools:
        yield paragraph(sentences.no_schools_in_area(area))
        return
    yield paragraph(sentences.schools_of_area(area, [school.name for school in content.schools]))
    yield from schools_table(content, citations)
    yield from levels_figure(content.schools, content, citations)
    yield Heading(1, "Stöd")
    for school in content.schools:
        yield from school_support(school, content, names, citations)
    yield from effects_section(content, citations)


KIND = Kind("area-report", marked("Rapport om ett område"), "omradesrapport", Subject.AREA, build)
