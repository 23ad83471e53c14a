"""Adding to the catalogue of support, and changing what it says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from vandpunkt.domain.periods import Period
from vandpunkt.domain.problems import FieldProblem, marked
from vandpunkt.register.history import as_it_stood, with_version
from vandpunkt.register.meanwhile import check_made_from
from vandpunkt.register.models import Partner, Programme
from vandpunkt.register.programmes.around import check_around, stated_around, stated_around_at, write_around
from vandpunkt.register.programmes.asking import find_programme
from vandpunkt.register.programmes.descriptions import give_slugs
from vandpunkt.register.programmes.details import FIELD_NAMES, PLAIN, ProgrammeDetails, in_words
from vandpunkt.register.versions import keep_versions

_WRITTEN = (*PLAIN, "aliases", "start", "end", "ongoing", "proposed")


def programme_details(slug: str) -> tuple[ProgrammeDetails, int]:
    """What the catalogue says of a programme, and in which version. Raises Problem where there is none."""
    row = find_programme(slug)
    version: int = row.history.latest("history_id").history_id
    return _details_now(row), version


def whole_catalogue() -> dict[str, tuple[ProgrammeDetails, int]]:
    """What the catalogue says of each programme, and in which version, by address in order of name.

    Five queries.
    """
    rows: Any = with_version(Programme.objects.order_by("name"))
    found = rows.prefetch_related("partners", "capacities", "evidence", "documents")
    return {row.slug: (_details_now(row), row.version) for row in found}


def programme_version(slug: str, version: int) -> ProgrammeDetails | None:
    """What the catalogue said of a programme in a version; None where it never was in that one."""
    return details_in_version(find_programme(slug), version)


def details_in_version(row: Programme, version: int) -> ProgrammeDetails | None:
    """What a version of the history said of a programme; None for a version that is not one of its own."""
    base = row.history.filter(history_id=version).first()
    return _of_version(row, base) if base else None


def _of_version(row: Programme, version: Any) -> ProgrammeDetails:
    moment = version.history_date
    names = dict(as_it_stood(Partner, moment).values_list("id", "name"))
    links = version.partners.values_list("partner_id", flat=True)
    partners = tuple(sorted(names[one] for one in links))
    return _details(version, partners, stated_around_at(row.pk, moment))


def _details_now(row: Programme) -> ProgrammeDetails:
    return _details(row, tuple(sorted(one.name for one in row.partners.all())), stated_around(row))


@transaction.atomic
def add_programme(*, details: ProgrammeDetails, by: str, now: datetime) -> str:
    """Add a programme to the catalogue; returns its permanent address. Raises FieldProblem."""
    row = Programme()
    _write(row, details)
    give_slugs([row])
    try:
        with transaction.atomic():
            (row,) = Programme.objects.bulk_create([row])
    except IntegrityError as error:
        raise _taken(details) from error
    write_around(row, details, by=by, now=now)
    keep_versions([row], by=by, now=now, made=True)
    return row.slug


@transaction.atomic
def change_programme(slug: str, *, details: ProgrammeDetails, made_from: int, by: str, now: datetime) -> bool:
    """Let the catalogue say this instead; returns whether anything differs. The address stays.

    `made_from` is the version that the person saw. Raises ChangedMeanwhile where there is a later one, and
    FieldProblem for a bad field; then nothing is saved. A proposed entry is accepted by being changed.
    """
    row = Programme.objects.select_for_update().filter(slug=slug).first() or find_programme(slug)
    before = _details_now(row)
    details = replace(details, partners=tuple(sorted(details.partners)))
    check_made_from(
        row,
        made_from,
        mine=details,
        names=FIELD_NAMES,
        told=in_words,
        stated=lambda one: before if one is row else _of_version(row, one),
    )
    if details == before and not row.proposed:
        return False
    _write(row, details)
    row.proposed = False
    try:
        with transaction.atomic():
            Programme.objects.bulk_update([row], _WRITTEN)
    except IntegrityError as error:
        raise _taken(details) from error
    write_around(row, details, by=by, now=now)
    keep_versions([row], by=by, now=now)
    return True


def _taken(details: ProgrammeDetails) -> FieldProblem:
    return FieldProblem(
        "name", marked("Registret har redan ett program som heter {name}."), name=details.name
    )


def _details(row: Any, partners: tuple[str, ...], around: Mapping[str, tuple[Any, ...]]) -> ProgrammeDetails:
    plain: dict[str, Any] = {name: getattr(row, name) for name in PLAIN}
    return ProgrammeDetails(
        **plain | {**around},
        aliases=tuple(row.aliases),
        partners=partners,
        period=Period.from_codes(row.start, row.end, row.ongoing),
    )


def _write(row: Programme, details: ProgrammeDetails) -> None:
    if not details.name:
        raise FieldProblem("name", marked("Skriv vad programmet heter."))
    first, last = details.effect_from_years, details.effect_to_years
    if first is not None and last is not None and last < first:
        raise FieldProblem("effect_to_years", marked("Skriv minst {years} år."), years=first)
    check_around(details)
    for name in PLAIN:
        setattr(row, name, getattr(details, name))
    row.aliases = list(details.aliases)
    start, end = details.period.codes
    row.start, row.end, row.ongoing = start or "", end or "", details.period.ongoing
