"""What is asked of documents that are looked through: the list of them, and one with all its proposals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.db.models import Count, Q, QuerySet

from vandpunkt.domain.problems import Problem, marked
from vandpunkt.register.history import with_version
from vandpunkt.register.models import DocumentFile, Proposal, SourceDocument
from vandpunkt.register.reviewing.known import known_interventions
from vandpunkt.register.reviewing.taking_in import pages_of
from vandpunkt.register.reviewing.values import DocumentLine, Known, ProposalRow, ReviewDocument, StatedIn
from vandpunkt.register.schools import School, own_schools, schools_named

State = Proposal.State
Codes = frozenset[str] | None
"""The schools that the person asking has; None is every school."""


def documents(*, codes: Codes = None, by: str = "") -> tuple[DocumentLine, ...]:
    """The documents that were taken in, those with something waiting first. One query.

    With `codes`, those that say something of the schools or were taken in by the person themselves.
    """
    at = (
        Q() if codes is None else Q(proposals__school_unit__in=codes) | Q(proposals__school_unit__isnull=True)
    )
    rows = SourceDocument.objects.annotate(
        **{one.value: Count("proposals", filter=Q(proposals__state=one) & at) for one in State}
    )
    if codes is not None:
        rows = rows.filter(_about(codes) | Q(read_by=by))
    found = rows.select_related("file").defer("page_texts", "file__content", "file__layout")
    lines = (_line(row) for row in found.order_by("-read_at", "-pk"))
    return tuple(sorted(lines, key=lambda line: line.waiting == 0))


def _about(codes: frozenset[str]) -> Q:
    """Documents that say something of the schools."""
    mine = Proposal.objects.filter(school_unit__in=codes).values("document")
    return Q(pk__in=mine)


def _line(row: Any) -> DocumentLine:
    return DocumentLine(
        id=row.pk,
        title=str(row),
        dnr=row.dnr,
        file_name=row.file_name,
        read_at=row.read_at,
        read_by=row.read_by,
        waiting=row.waiting,
        accepted=row.accepted,
        linked=row.linked,
        rejected=row.rejected,
        recognised=_file(row) is not None and row.file.recognised,
    )


def review(document_id: int, *, codes: Codes = None, by: str = "") -> ReviewDocument:
    """A document with its pages and the proposals at the schools asked about. Six queries.

    Raises Problem where there is none by that id, and where none of it concerns the schools.
    """
    document = find_document(document_id, codes=codes, by=by)
    file = _file(document)
    every = proposal_rows(Proposal.objects.filter(document=document))
    rows = [row for row in every if codes is None or not row.school_code or row.school_code in codes]
    known = known_interventions(rows)
    return ReviewDocument(
        id=document.pk,
        title=str(document),
        dnr=document.dnr,
        file_name=document.file_name,
        read_at=document.read_at,
        read_by=document.read_by,
        kind=file.kind if file else "",
        recognised=file.recognised if file else False,
        warnings=tuple(file.warnings) if file else (),
        pages=pages_of(document, file.layout if file else []),
        rows=tuple(replace(row, known=known.get(row.id)) for row in rows),
        elsewhere=len(every) - len(rows),
    )


def find_document(document_id: int, *, codes: Codes = None, by: str = "") -> SourceDocument:
    """The row of a document, held to what a person may see. Raises Problem as `review` does. One query."""
    rows = SourceDocument.objects.select_related("file").defer("file__content").filter(pk=document_id)
    if codes is not None:
        rows = rows.filter(_about(codes) | Q(read_by=by))
    found = rows.first()
    if found is None:
        raise Problem(marked("Det finns inget läst dokument {id} om dina skolor."), id=document_id)
    return found


def document_content(document_id: int, *, codes: Codes = None, by: str = "") -> tuple[str, bytes]:
    """The kind and the bytes of a document's file. Raises Problem as `review` does, and for no kept file."""
    document = find_document(document_id, codes=codes, by=by)
    file = DocumentFile.objects.filter(document=document).only("kind", "content").first()
    if file is None:
        raise Problem(marked("Filen till {title} sparades inte när den lästes."), title=document)
    return file.kind, bytes(file.content)


def _file(document: SourceDocument) -> DocumentFile | None:
    return getattr(document, "file", None)


def proposal(document_id: int, proposal_id: int) -> ProposalRow:
    """One proposal of a document, with what the register has already. Raises Problem where there is none."""
    found = proposal_rows(Proposal.objects.filter(document=document_id, pk=proposal_id))
    if not found:
        raise Problem(marked("Dokumentet har inget förslag {id}."), id=proposal_id)
    known: Mapping[int, Known] = known_interventions(found)
    return replace(found[0], known=known.get(found[0].id))


def proposals_in_text(text_sha256: str) -> tuple[int, tuple[ProposalRow, ...]]:
    """The document with that text and its proposals, in its order; 0 and none where there is none."""
    document = SourceDocument.objects.filter(sha256=text_sha256).values_list("pk", flat=True).first()
    return (document, proposal_rows(Proposal.objects.filter(document=document))) if document else (0, ())


def proposal_version(proposal_id: int, version: int) -> ProposalRow | None:
    """A proposal as one version of its history states it; None where there is no such version."""
    found: Any = Proposal.history.filter(id=proposal_id, history_id=version).first()
    return _row(found, version, "") if found else None


def proposal_rows(rows: QuerySet[Proposal]) -> tuple[ProposalRow, ...]:
    """Some proposals as they are, in the order of their documents. One query."""
    found: Any = with_version(rows.select_related("school_unit")).order_by("document", "position")
    return tuple(
        _row(row, row.version or 0, row.school_unit.name if row.school_unit else "") for row in found
    )


def _row(row: Any, version: int, school: str) -> ProposalRow:
    return ProposalRow(
        id=row.id,
        version=version,
        position=row.position,
        state=row.state,
        school_name=row.school_name,
        school_code=row.school_unit_id or "",
        school=school,
        planned=row.planned,
        window_start=row.window_start,
        window_end=row.window_end,
        programme=row.programme_name,
        abbreviation=row.abbreviation,
        wording=row.wording,
        start=row.start,
        end=row.end,
        in_use_from=row.in_use_from,
        ongoing=row.ongoing,
        follow_on_start=row.follow_on_start,
        follow_on_end=row.follow_on_end,
        partners=tuple(row.partners),
        confidence=row.confidence,
        doubts=tuple(row.doubts),
        page=row.source_page,
        source_start=row.source_start,
        source_end=row.source_end,
        reason=row.reason,
        intervention_id=row.intervention_id,
        decided_at=row.decided_at,
        decided_by=row.decided_by,
    )


def school_choices(names: Iterable[str], *, codes: Codes = None) -> dict[str, tuple[School, ...]]:
    """The schools that each name may mean, the likeliest first, then all others of ours. Two queries."""
    mine = [one for one in own_schools(year_nine=False) if codes is None or one.code in codes]
    found: dict[str, tuple[School, ...]] = {}
    for name, meant in schools_named(names).items():
        first = [one for one in meant if codes is None or one.code in codes]
        taken = {one.code for one in first}
        found[name] = (*first, *(one for one in mine if one.code not in taken))
    return found


def stated_in(intervention_id: int) -> tuple[StatedIn, ...]:
    """The documents that an intervention was accepted from or linked to, oldest first. One query."""
    rows = Proposal.objects.filter(intervention=intervention_id, state__in=(State.ACCEPTED, State.LINKED))
    found = rows.select_related("document").defer("document__page_texts").order_by("decided_at", "pk")
    return tuple(
        StatedIn(row.document_id, str(row.document), row.document.dnr, row.source_page, row.position + 1)
        for row in found
    )


def waiting_proposals(*, codes: Codes = None) -> QuerySet[Proposal]:
    """The proposals that wait at the schools, None for every school."""
    rows = Proposal.objects.filter(state=State.WAITING)
    return rows if codes is None else rows.filter(school_unit__in=codes)
