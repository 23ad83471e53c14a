"""The support of one school as documents list it: what was offered, then what is planned."""

from __future__ import annotations

from collections.abc import Iterator

from vandpunkt.cases import sentences, support
from vandpunkt.cases.citations import Citations
from vandpunkt.cases.content import CaseContent, SchoolContent
from vandpunkt.documents.tree import Block, BulletList, Heading, Paragraph, Run
from vandpunkt.reading import KnownNames


def school_support(
    school: SchoolContent, case: CaseContent, names: KnownNames, citations: Citations
) -> Iterator[Block]:
    """Heading, the list of each window, and where a list would be empty a sentence that says so."""
    yield Heading(2, school.name)
    past = support.past_support(school.interventions, case.past)
    planned = support.planned_support(school.interventions, case.planned)
    if past:
        yield _paragraph(sentences.past_support(school.name, case.past), f"past_support:{school.code}")
        yield support_list(past, names, citations)
    else:
        yield _paragraph(sentences.no_past_support(school.name, case.past), f"no_past_support:{school.code}")
    if planned:
        yield _paragraph(sentences.planned_support(case.planned), f"planned_support:{school.code}")
        yield support_list(planned, names, citations)
    else:
        none = sentences.no_planned_support(case.planned)
        yield _paragraph(none, f"no_planned_support:{school.code}")


def support_list(
    rows: tuple[support.InterventionRow, ...], names: KnownNames, citations: Citations
) -> BulletList:
    """One item a row, each citing the row in its version."""
    return BulletList(
        tuple((Run(support.wording(row, names), (citations.intervention(row),)),) for row in rows),
        keys=tuple(f"intervention:{row.id}" for row in rows),
    )


def _paragraph(text: str, key: str) -> Paragraph:
    return Paragraph((Run(text),), key)
