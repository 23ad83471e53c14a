"""A citation opened: what the register row said, who accepted it, and where it was first stated."""

from __future__ import annotations

from dataclasses import dataclass

from vandpunkt.documents.tree import Citation, Document
from vandpunkt.domain.problems import Problem, marked
from vandpunkt.follow_up.promises import PromiseRow, promise_version
from vandpunkt.register.effects import ProgrammeEffect, effect_by_id
from vandpunkt.register.history import Change, changes
from vandpunkt.register.interventions import InterventionRow, intervention_version
from vandpunkt.register.provenance import Passage, Snapshot, passage, snapshot_of_result
from vandpunkt.register.results import YearResult, result_by_id
from vandpunkt.register.schools import School, school
from vandpunkt.register.standing import FitSummary, fit_by_id


@dataclass(frozen=True)
class CitedIntervention:
    """An intervention in the version cited, its words in the document, and the row's changes."""

    citation: Citation
    school: School
    row: InterventionRow
    passage: Passage | None
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class CitedResult:
    """A published figure in the version cited, and the publication it was printed in."""

    citation: Citation
    school: School
    result: YearResult
    snapshot: Snapshot


@dataclass(frozen=True)
class CitedFit:
    """A fit of the results model: what it was made from, and what must be said of it."""

    citation: Citation
    fit: FitSummary


@dataclass(frozen=True)
class CitedEffect:
    """A computed effect of a programme, with its checks and rules."""

    citation: Citation
    effect: ProgrammeEffect


@dataclass(frozen=True)
class CitedPromise:
    """A promise in the version cited: what was planned, and what became of it."""

    citation: Citation
    promise: PromiseRow


Cited = CitedIntervention | CitedResult | CitedFit | CitedEffect | CitedPromise


def cited(document: Document | None, citation_id: str) -> Cited:
    """What a citation of a statement stands for. Raises Problem for an id that it does not cite."""
    citation = document.citations.get(citation_id) if document else None
    opened = _opened(citation) if citation else None
    if opened is None:
        raise Problem(marked("Svaret har ingen källa {id}."), id=citation_id)
    return opened


def _opened(citation: Citation) -> Cited | None:
    if citation.model == "intervention":
        return _intervention(citation)
    if citation.model == "promise":
        promise = promise_version(int(citation.row), int(citation.version))
        return CitedPromise(citation, promise) if promise else None
    if citation.model == "result":
        return _result(citation)
    if citation.model == "effect_fit":
        effect = effect_by_id(int(citation.row))
        return CitedEffect(citation, effect) if effect else None
    if citation.model == "model_fit":
        fit = fit_by_id(int(citation.row))
        return CitedFit(citation, fit) if fit else None
    return None


def _intervention(citation: Citation) -> CitedIntervention | None:
    row = intervention_version(int(citation.row), int(citation.version))
    if row is None:
        return None
    words = None
    if row.document_id and row.source_page and row.source_start is not None and row.source_end is not None:
        words = passage(row.document_id, row.source_page, row.source_start, row.source_end)
    return CitedIntervention(
        citation, school(row.school_unit_code), row, words, changes("intervention", row.id)
    )


def _result(citation: Citation) -> CitedResult | None:
    result = result_by_id(int(citation.row))
    snapshot = snapshot_of_result(int(citation.row))
    if result is None or snapshot is None:
        return None
    return CitedResult(citation, school(result.school_unit_code), result, snapshot)
