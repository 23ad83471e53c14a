"""Which earlier row a new one goes on from, so that the same support is not counted twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import Q

from vandpunkt.register.models import Intervention


def link_to_earlier(rows: Sequence[Intervention]) -> None:
    """Point each new row at the row of the same programme and school that it continues, if there is one.

    A planned row continues a past row of its own document, else an accepted row of an earlier one. A past
    row continues an accepted row of another document that starts at the same time: the support restated.
    """
    earlier = _earlier_rows(rows)
    linked = []
    for row in rows:
        if row.programme_id is not None:
            row.continues = _continued(row, earlier[row.school_unit_id, row.programme_id])
            if row.continues:
                linked.append(row)
    Intervention.objects.bulk_update(linked, ["continues"])


def _earlier_rows(rows: Sequence[Intervention]) -> dict[tuple[str, int | None], list[Intervention]]:
    documents = {row.source_document_id for row in rows}
    candidates = Intervention.objects.filter(
        Q(source_document__in=documents, planned=False) | Q(accepted_at__isnull=False),
        school_unit__in={row.school_unit_id for row in rows},
        programme__in={row.programme_id for row in rows if row.programme_id},
    )
    by_school: dict[tuple[str, int | None], list[Intervention]] = defaultdict(list)
    for candidate in candidates.order_by("window_end", "position", "pk"):
        by_school[candidate.school_unit_id, candidate.programme_id].append(candidate)
    return by_school


def _continued(row: Intervention, candidates: Iterable[Intervention]) -> Intervention | None:
    others = [one for one in candidates if one.source_document_id != row.source_document_id]
    if row.planned:
        same = [one for one in candidates if one.source_document_id == row.source_document_id]
        return _likeliest(same) or _likeliest(others)
    return _likeliest([one for one in others if row.start and one.start == row.start])


def _likeliest(candidates: Sequence[Intervention]) -> Intervention | None:
    """The last row that still runs, else the last whose end is not stated, else the last."""
    for still_open in (True, None):
        found = [one for one in candidates if one.ongoing is still_open]
        if found:
            return found[-1]
    return candidates[-1] if candidates else None
