"""The section of the answer that tells what became of what an earlier answer said was planned."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.timezone import localdate

from vandpunkt.cases import promises_sentences as sentences
from vandpunkt.cases.citations import Citations
from vandpunkt.cases.content import CaseContent
from vandpunkt.documents.tree import Block, BulletList, Heading, Paragraph, Run
from vandpunkt.follow_up.promises import OPEN, PromiseRow


def promises_section(case: CaseContent, citations: Citations) -> Iterator[Block]:
    """Heading, and a list a school of what earlier answers promised; no section where there is nothing.

    What is still to come is left out until somebody has answered. The case's own promises are not its past.
    """
    today = localdate(case.as_of)
    told = [row for row in case.promises if row.dnr != case.dnr and (row.status != OPEN or row.is_due(today))]
    if not told:
        return
    yield Heading(1, "Vad som blev av det som planerades")
    introduction = sentences.promises_introduction(tuple(dict.fromkeys(row.dnr for row in told)))
    yield Paragraph((Run(introduction),), "promises_introduction")
    for school in case.schools:
        rows = [row for row in told if row.school_unit_code == school.code]
        if rows:
            yield Paragraph((Run(f"{school.name}:"),), f"promises:{school.code}")
            yield BulletList(
                tuple(_item(row, citations) for row in rows), tuple(f"promise:{row.id}" for row in rows)
            )


def _item(row: PromiseRow, citations: Citations) -> tuple[Run, ...]:
    cited = (citations.promise(row, sentences.label(row)),)
    more = sentences.promise_reason(row)
    return (
        Run(sentences.promised(row)),
        Run(f"{sentences.promise_outcome(row)}{f' {more}' if more else ''}", cited),
    )
