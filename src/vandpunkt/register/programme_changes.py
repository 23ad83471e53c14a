"""Adding to the catalogue of support, and changing what it says."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from vandpunkt.domain.numbers import swedish
from vandpunkt.domain.problems import Problem, marked
from vandpunkt.domain.terms import SchoolYear
from vandpunkt.register.history import as_it_stood, author
from vandpunkt.register.intervention_problems import FieldProblem
from vandpunkt.register.meanwhile import ChangedMeanwhile, differences
from vandpunkt.register.models import Evidence, Partner, Programme, ProgrammeCapacity
from vandpunkt.register.naming import partners_named
from vandpunkt.register.programme_descriptions import give_slugs
from vandpunkt.register.programmes import EvidenceEntry, find_programme
from vandpunkt.register.versions import create_kept, keep_removal, keep_versions

NOTHING = "–"


@dataclass(frozen=True)
class ProgrammeDetails:
    """What the catalogue says of a programme; "", () or None where nothing is stated.

    `places` are school years with how many schools there is room for.
    """

    name: str
    abbreviation: str = ""
    aliases: tuple[str, ...] = ()
    purpose: str = ""
    target: str = ""
    effect_from_years: int | None = None
    effect_to_years: int | None = None
    run_by: str = ""
    contact: str = ""
    cost_per_year: int | None = None
    cost: str = ""
    partners: tuple[str, ...] = ()
    places: tuple[tuple[SchoolYear, int], ...] = ()
    evidence: tuple[EvidenceEntry, ...] = ()


FIELD_NAMES = {
    "name": marked("Namn"),
    "abbreviation": marked("Förkortning"),
    "aliases": marked("Andra namn"),
    "purpose": marked("Syfte"),
    "target": marked("Riktar sig till"),
    "effect_from_years": marked("Kan märkas tidigast efter, år"),
    "effect_to_years": marked("Bör ha märkts efter, år"),
    "run_by": marked("Drivs av"),
    "contact": marked("Kontakt"),
    "cost_per_year": marked("Kostnad per år, kronor"),
    "cost": marked("Om kostnaden"),
    "partners": marked("Samverkansparter"),
    "places": marked("Platser per läsår"),
    "evidence": marked("Kunskapsunderlag"),
}
_PLAIN = tuple(
    field.name
    for field in fields(ProgrammeDetails)
    if field.name not in ("aliases", "partners", "places", "evidence")
)


def programme_details(slug: str) -> tuple[ProgrammeDetails, int]:
    """What the catalogue says of a programme, and in which version. Raises Problem where there is none."""
    row = find_programme(slug)
    partners = tuple(one.name for one in row.partners.all())
    return _details(row, row.pk, partners, None), _version(row)


def programme_version(slug: str, version: int) -> ProgrammeDetails | None:
    """What the catalogue said of a programme in a version; None where it never was in that one."""
    return _stated_in(find_programme(slug), version)


def _stated_in(row: Programme, version: int) -> ProgrammeDetails | None:
    base = row.history.filter(history_id=version).first()
    if base is None:
        return None
    moment = base.history_date
    names = dict(as_it_stood(Partner, moment).values_list("id", "name"))
    links = base.partners.order_by("pk").values_list("partner_id", flat=True)
    return _details(base, row.pk, tuple(sorted(names[one] for one in links)), moment)


def _version(row: Programme) -> int:
    version: int = row.history.latest("history_id").history_id
    return version


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
    _write_around(row, details, by=by, now=now)
    keep_versions([row], by=by, now=now, made=True)
    return row.slug


@transaction.atomic
def change_programme(slug: str, *, details: ProgrammeDetails, made_from: int, by: str, now: datetime) -> bool:
    """Let the catalogue say this instead; returns whether anything differs. The address stays.

    `made_from` is the version that the person saw. Raises ChangedMeanwhile where there is a later one, and
    FieldProblem for a bad field; then nothing is saved. A proposed entry is accepted by being changed.
    """
    row = Programme.objects.select_for_update().filter(slug=slug).first() or find_programme(slug)
    before = _details(row, row.pk, tuple(one.name for one in row.partners.all()), None)
    _check_version(row, before, details, made_from)
    if details == before and not row.proposed:
        return False
    _write(row, details)
    row.proposed = False
    try:
        with transaction.atomic():
            Programme.objects.bulk_update([row], [*_PLAIN, "aliases", "proposed"])
    except IntegrityError as error:
        raise _taken(details) from error
    _write_around(row, details, by=by, now=now)
    keep_versions([row], by=by, now=now)
    return True


def _taken(details: ProgrammeDetails) -> FieldProblem:
    return FieldProblem(
        "name", marked("Registret har redan ett program som heter {name}."), name=details.name
    )


def _check_version(row: Programme, now: ProgrammeDetails, mine: ProgrammeDetails, made_from: int) -> None:
    latest = row.history.select_related("history_user").latest("history_id")
    if latest.history_id == made_from:
        return
    was = _stated_in(row, made_from)
    if was is None:
        raise Problem(marked("Formuläret är för gammalt för att sparas. Öppna det på nytt."))
    raise ChangedMeanwhile(
        version=latest.history_id,
        by=author(latest),
        at=latest.history_date,
        differences=differences(FIELD_NAMES, in_words, was, now, mine),
    )


def _details(
    row: Any, programme_id: int, partners: tuple[str, ...], moment: datetime | None
) -> ProgrammeDetails:
    places = as_it_stood(ProgrammeCapacity, moment).filter(programme=programme_id)
    evidence = as_it_stood(Evidence, moment).filter(programme=programme_id).order_by("id")
    return ProgrammeDetails(
        **{name: getattr(row, name) for name in _PLAIN},
        aliases=tuple(row.aliases),
        partners=partners,
        places=tuple(sorted((SchoolYear.parse(one.school_year), one.places) for one in places)),
        evidence=tuple(EvidenceEntry(one.text, one.source, one.address) for one in evidence),
    )


def _write(row: Programme, details: ProgrammeDetails) -> None:
    if not details.name:
        raise FieldProblem("name", marked("Skriv vad programmet heter."))
    first, last = details.effect_from_years, details.effect_to_years
    if first is not None and last is not None and last < first:
        raise FieldProblem("effect_to_years", marked("Skriv minst {years} år."), years=first)
    for name in _PLAIN:
        setattr(row, name, getattr(details, name))
    row.aliases = list(details.aliases)


def _write_around(row: Programme, details: ProgrammeDetails, *, by: str, now: datetime) -> None:
    """Bring the programme's partners, places and evidence in line, each change with its version."""
    partners = partners_named(details.partners, by=by, now=now)
    row.partners.through.objects.filter(programme=row).delete()
    row.partners.through.objects.bulk_create(
        row.partners.through(programme_id=row.pk, partner_id=one.pk) for one in set(partners.values())
    )
    _write_places(row, dict(details.places), by=by, now=now)
    _write_evidence(row, details.evidence, by=by, now=now)


def _write_places(row: Programme, places: dict[SchoolYear, int], *, by: str, now: datetime) -> None:
    there = {SchoolYear.parse(one.school_year): one for one in row.capacities.all()}
    changed = [one for year, one in there.items() if places.get(year, one.places) != one.places]
    for one in changed:
        one.places = places[SchoolYear.parse(one.school_year)]
    ProgrammeCapacity.objects.bulk_update(changed, ["places"])
    keep_versions(changed, by=by, now=now)
    keep_removal([one for year, one in there.items() if year not in places], by=by, now=now)
    new = [
        ProgrammeCapacity(programme=row, school_year=str(year), places=number)
        for year, number in places.items()
        if year not in there
    ]
    create_kept(new, by=by, now=now)


def _write_evidence(row: Programme, entries: tuple[EvidenceEntry, ...], *, by: str, now: datetime) -> None:
    there = {EvidenceEntry(one.text, one.source, one.address): one for one in row.evidence.all()}
    keep_removal([one for entry, one in there.items() if entry not in entries], by=by, now=now)
    new = [
        Evidence(programme=row, text=one.text, source=one.source, address=one.address)
        for one in dict.fromkeys(entries)
        if one not in there
    ]
    create_kept(new, by=by, now=now)


def in_words(field: str, value: Any) -> str:
    """A field's value as people write it; a dash where nothing is stated."""
    if value in (None, "", ()):
        return NOTHING
    if field == "places":
        return ", ".join(f"{year}: {places}" for year, places in value)
    if field == "evidence":
        return "; ".join(f"{one.text} ({one.source})" for one in value)
    if field == "cost_per_year":
        return swedish(value, 0)
    return ", ".join(value) if isinstance(value, tuple) else str(value)
