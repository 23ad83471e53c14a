"""What stands in rows of its own beside a programme: places, evidence and documents, with their history."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from vandpunkt.domain.problems import FieldProblem, marked
from vandpunkt.domain.terms import SchoolYear
from vandpunkt.register.history import as_it_stood
from vandpunkt.register.models import Evidence, Programme, ProgrammeCapacity, ProgrammeDocument
from vandpunkt.register.programmes.details import DocumentEntry, EvidenceEntry, ProgrammeDetails
from vandpunkt.register.programmes.partner_names import partners_named
from vandpunkt.register.versions import change_kept, create_kept, keep_removal

_MOST_PLACES, _LONGEST_TITLE, _LONGEST_ADDRESS = 9999, 300, 500


def check_around(details: ProgrammeDetails) -> None:
    """Raise FieldProblem for a school year that stands twice, and for a row without what it must have."""
    years = [year for year, _ in details.places]
    for year, places in details.places:
        if years.count(year) > 1:
            raise FieldProblem(
                "places", marked("Läsåret {year} står två gånger. Låt en av raderna stå kvar."), year=year
            )
        if not 0 <= places <= _MOST_PLACES:
            raise FieldProblem(
                "places",
                marked("Platserna {year} ska vara mellan 0 och {most}."),
                year=year,
                most=_MOST_PLACES,
            )
    for known in details.evidence:
        if not (known.text and known.source):
            raise FieldProblem("evidence", marked("Skriv både vad som är känt och var det står."))
        _check_texts("evidence", known.source, known.address)
    for document in details.documents:
        if not document.title:
            raise FieldProblem("documents", marked("Skriv vad dokumentet heter."))
        _check_texts("documents", document.title, document.address)


def _check_texts(field: str, title: str, address: str) -> None:
    """An address leads to a page and nowhere else, and neither is longer than there is room for."""
    if address and not address.startswith(("https://", "http://")):
        raise FieldProblem(
            field, marked("«{address}» är ingen webbadress. Den börjar med https://."), address=address
        )
    for text, limit in ((title, _LONGEST_TITLE), (address, _LONGEST_ADDRESS)):
        if len(text) > limit:
            raise FieldProblem(field, marked("Texten är längre än {limit} tecken. Korta den."), limit=limit)


def stated_around(row: Programme) -> dict[str, tuple[Any, ...]]:
    """Places, evidence and documents as they are, by the names of the fields.

    Three queries; none where the three are prefetched.
    """
    return _around(row.capacities.all(), row.evidence.all(), row.documents.all())


def stated_around_at(programme_id: int, moment: datetime) -> dict[str, tuple[Any, ...]]:
    """Places, evidence and documents as they stood at a moment, by the names of the fields. Three queries."""
    models: tuple[Any, ...] = (ProgrammeCapacity, Evidence, ProgrammeDocument)
    capacities, known, documents = (
        as_it_stood(model, moment).filter(programme=programme_id) for model in models
    )
    return _around(capacities, known.order_by("position", "id"), documents.order_by("position", "id"))


def around_at_each(programme_id: int, moments: Sequence[datetime]) -> list[dict[str, tuple[Any, ...]]]:
    """Places, evidence and documents as they stood at each of some moments. Three queries."""
    kept = [
        list(model.history.filter(programme=programme_id).order_by("history_id"))
        for model in (ProgrammeCapacity, Evidence, ProgrammeDocument)
    ]
    found = []
    for moment in moments:
        standing = [_standing(versions, moment) for versions in kept]
        found.append(_around(*(sorted(rows, key=_place) for rows in standing)))
    return found


def _standing(versions: Iterable[Any], moment: datetime) -> list[Any]:
    """Of versions in the order they were written, the last of each row at a moment, unless it was removed."""
    latest = {one.id: one for one in versions if one.history_date <= moment}
    return [one for one in latest.values() if one.history_type != "-"]


def _place(row: Any) -> tuple[int, int]:
    return getattr(row, "position", 0), row.id


def _around(
    capacities: Iterable[Any], known: Iterable[Any], documents: Iterable[Any]
) -> dict[str, tuple[Any, ...]]:
    return {
        "places": tuple(sorted((SchoolYear.parse(one.school_year), one.places) for one in capacities)),
        "evidence": tuple(map(evidence_entry, known)),
        "documents": tuple(map(document_entry, documents)),
    }


def evidence_entry(row: Any) -> EvidenceEntry:
    """A row of what is known, or a version of it, as a value."""
    return EvidenceEntry(row.text, row.source, row.address)


def document_entry(row: Any) -> DocumentEntry:
    """A row of a document, or a version of it, as a value."""
    return DocumentEntry(row.title, row.quote, row.address)


def write_around(row: Programme, details: ProgrammeDetails, *, by: str, now: datetime) -> None:
    """Bring the programme's partners, places, evidence and documents in line, each with its version."""
    partners = partners_named(details.partners, by=by, now=now)
    row.partners.through.objects.filter(programme=row).delete()
    row.partners.through.objects.bulk_create(
        row.partners.through(programme_id=row.pk, partner_id=one.pk) for one in set(partners.values())
    )
    write_rows(row, details, by=by, now=now)


def write_rows(row: Programme, details: ProgrammeDetails, *, by: str, now: datetime) -> None:
    """Bring the programme's places, evidence and documents in line."""
    _write_places(row, dict(details.places), by=by, now=now)
    _write_entries(row, Evidence, row.evidence.all(), evidence_entry, details.evidence, by=by, now=now)
    _write_entries(
        row, ProgrammeDocument, row.documents.all(), document_entry, details.documents, by=by, now=now
    )


def _write_places(row: Programme, places: Mapping[SchoolYear, int], *, by: str, now: datetime) -> None:
    there = {SchoolYear.parse(one.school_year): one for one in row.capacities.all()}
    changed = [one for year, one in there.items() if places.get(year, one.places) != one.places]
    for one in changed:
        one.places = places[SchoolYear.parse(one.school_year)]
    change_kept(changed, ["places"], by=by, now=now)
    keep_removal([one for year, one in there.items() if year not in places], by=by, now=now)
    new = [
        ProgrammeCapacity(programme=row, school_year=str(year), places=number)
        for year, number in places.items()
        if year not in there
    ]
    create_kept(new, by=by, now=now)


def _write_entries(
    programme: Programme,
    model: Any,
    rows: Any,
    entry: Callable[[Any], Any],
    wanted: Sequence[Any],
    *,
    by: str,
    now: datetime,
) -> None:
    """Rows that say the same stay and are moved to their place; the others come and go."""
    order = {one: place for place, one in enumerate(dict.fromkeys(wanted))}
    kept = list(rows)
    there: dict[Any, Any] = {entry(one): one for one in kept}
    gone = [one for one in kept if entry(one) not in order or there[entry(one)] is not one]
    moved = [row for one, row in there.items() if one in order and row.position != order[one]]
    keep_removal(gone, by=by, now=now)
    for row in moved:
        row.position = order[entry(row)]
    change_kept(moved, ["position"], by=by, now=now)
    new = [
        model(programme=programme, position=place, **asdict(one))
        for one, place in order.items()
        if one not in there
    ]
    create_kept(new, by=by, now=now)
