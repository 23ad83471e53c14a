"""A citation opened: what the register row said, who accepted it, and where it was first stated."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from vandpunkt.cases.models import Reply
from vandpunkt.documents.tree import Citation, Document
from vandpunkt.domain.problems import Problem, marked
from vandpunkt.follow_up.promises import PromiseRow, promise_version
from vandpunkt.register.effects import ProgrammeEffect, effect_by_id
from vandpunkt.register.history import Change, changes
from vandpunkt.register.interventions.asking import InterventionRow, intervention_version
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


@dataclass(frozen=True)
class CitedReply:
    """A head teacher's comment as it was written."""

    citation: Citation
    school: str
    text: str
    written_at: datetime


Cited = CitedIntervention | CitedResult | CitedFit | CitedEffect | CitedPromise | CitedReply


def cited(document: Document | None, citation_id: str) -> Cited:
    """What a citation of a statement stands for. Raises Problem for an id that it does not cite."""
    citation = document.citations.get(citation_id) if document else None
    opened = _opened(citation) if citation else None
    if opened is None:
        raise Problem(marked("Svaret har ingen källa {id}."), id=citation_id)
    return opened


def _opened(citation: Citation) -> Cited | None:
    opener = _OPENERS.get(citation.model)
    return opener(citation) if opener else None


def _promise(citation: Citation) -> CitedPromise | None:
    promise = promise_version(int(citation.row), int(citation.version))
    return CitedPromise(citation, promise) if promise else None


def _effect(citation: Citation) -> CitedEffect | None:
    effect = effect_by_id(int(citation.row))
    return CitedEffect(citation, effect) if effect else None


def _fit(citation: Citation) -> CitedFit | None:
    fit = fit_by_id(int(citation.row))
    return CitedFit(citation, fit) if fit else None


def _reply(citation: Citation) -> CitedReply | None:
    reply = Reply.objects.select_related("invitation__school_unit").filter(pk=citation.row).first()
    if reply is None:
        return None
    return CitedReply(citation, reply.invitation.school_unit.name, reply.text, reply.written_at)


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


_OPENERS: dict[str, Callable[[Citation], Cited | None]] = {
    "intervention": _intervention,
    "promise": _promise,
    "result": _result,
    "effect_fit": _effect,
    "model_fit": _fit,
    "reply": _reply,
}
