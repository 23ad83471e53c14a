"""From an answer to promises: what a kept statement says is planned, kept so that it comes back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from vandpunkt.cases import support
from vandpunkt.cases.decisions import is_decided
from vandpunkt.cases.loading import case_by_dnr
from vandpunkt.documents.serialise import from_json
from vandpunkt.documents.tree import Citation, Document, Run
from vandpunkt.documents.walk import runs
from vandpunkt.domain.periods import window
from vandpunkt.domain.problems import Problem, marked
from vandpunkt.follow_up.promises import PlannedItem, keep_promises
from vandpunkt.register.interventions.asking import interventions


def watch_promises(slug: str, *, by: str, now: datetime) -> int:
    """Make promises of what the case's newest kept statement says is planned; returns how many are new.

    Raises Problem for an unknown case, and for one without a statement.
    """
    case = case_by_dnr(slug)
    statement = case.statements.order_by("-number").first()
    if statement is None:
        raise Problem(marked("Ärendet {dnr} har inget svar att bevaka ännu."), dnr=case.dnr)
    rows = support.planned_support(
        interventions(case.case_schools.values_list("school_unit_id", flat=True)),
        window(case.planned_from, case.planned_to),
    )
    said = {one.row: (one.id, run.text) for one, run in _cited(from_json(statement.tree))}
    planned = [PlannedItem(*said[str(row.id)], row) for row in rows if str(row.id) in said]
    return keep_promises(case.dnr, planned, by=by, now=now)


def watch_when_decided(slug: str, *, by: str, now: datetime) -> int:
    """Make promises of a statement when the board's decision is recorded; returns how many are new."""
    case = case_by_dnr(slug)
    if not (is_decided(case.slug) and case.statements.exists()):
        return 0
    return watch_promises(case.slug, by=by, now=now)


def _cited(document: Document) -> Iterator[tuple[Citation, Run]]:
    """Each citation of an intervention, with the words that lean on it."""
    for block in document.blocks:
        for run in runs(block):
            for identity in run.citations:
                citation = document.citations.get(identity)
                if citation is not None and citation.model == "intervention":
                    yield citation, run
