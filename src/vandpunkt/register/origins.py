"""Where many rows come from at once: for the sources of a whole document, in a constant number of queries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from vandpunkt.register.models import EffectFit, Intervention, ModelFit, Result, SourceDocument


@dataclass(frozen=True)
class Origin:
    """Where one row comes from: from what, when and by whom it came in, and who accepted it.

    `value` is what the row says, as printed or written. `words` are the very words of the document that it
    was read from. Whatever is not known is "" or None.
    """

    value: str
    source: str
    place: str = ""
    words: str = ""
    address: str = ""
    sha256: str = ""
    recorded_at: datetime | None = None
    recorded_by: str = ""
    accepted_at: datetime | None = None
    accepted_by: str = ""


def origins_of_interventions(versions: Iterable[int]) -> dict[str, Origin]:
    """The origins by the version (a key of the history). Two queries."""
    rows = list(Intervention.history.filter(history_id__in=list(versions)))
    ids = {row.source_document_id for row in rows}
    documents = {one.pk: one for one in SourceDocument.objects.filter(pk__in=ids)}
    return {str(row.history_id): _of_intervention(row, documents.get(row.source_document_id)) for row in rows}


def _of_intervention(row: Intervention, document: SourceDocument | None) -> Origin:
    if document is None:
        return Origin(
            value=row.wording,
            source="Registret",
            recorded_at=row.accepted_at,
            recorded_by=row.accepted_by,
            accepted_at=row.accepted_at,
            accepted_by=row.accepted_by,
        )
    return Origin(
        value=row.wording,
        source=f"{document}, dnr {document.dnr}" if document.dnr else str(document),
        place=f"sidan {row.source_page}" if row.source_page else "",
        words=_words(row, document.page_texts),
        sha256=document.sha256,
        recorded_at=document.read_at,
        recorded_by=document.read_by,
        accepted_at=row.accepted_at,
        accepted_by=row.accepted_by,
    )


def _words(row: Intervention, pages: Sequence[str]) -> str:
    page, start, end = row.source_page, row.source_start, row.source_end
    if page is None or start is None or end is None or not 1 <= page <= len(pages):
        return ""
    return pages[page - 1][start:end]


def origins_of_results(ids: Iterable[int]) -> dict[str, Origin]:
    """The origins by the figure's id: the publication that it was printed in. One query."""
    rows = Result.objects.select_related("snapshot").filter(pk__in=list(ids))
    return {
        str(row.pk): Origin(
            value=row.text,
            source=row.snapshot.title,
            address=row.snapshot.address,
            sha256=row.snapshot.sha256,
            recorded_at=row.snapshot.recorded_at,
            recorded_by=row.snapshot.recorded_by,
        )
        for row in rows
    }


def origins_of_fits(ids: Iterable[int]) -> dict[str, Origin]:
    """The origins of fits of the results model, by id. One query."""
    rows = ModelFit.objects.filter(pk__in=list(ids)).values_list("pk", "fitted_at")
    return {
        str(pk): Origin("", "Resultatmodellen, ur Skolverkets siffror", recorded_at=at) for pk, at in rows
    }


def origins_of_effects(ids: Iterable[int]) -> dict[str, Origin]:
    """The origins of computed effects, by id. One query."""
    rows = EffectFit.objects.filter(pk__in=list(ids)).values_list("pk", "computed_at")
    return {str(pk): Origin("", "Effektberäkning ur resultatmodellen", recorded_at=at) for pk, at in rows}
