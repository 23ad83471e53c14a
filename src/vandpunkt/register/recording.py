"""Recording a publication: all of it or nothing, every version kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from vandpunkt.domain.marks import CountInterval
from vandpunkt.domain.problems import Problem, marked
from vandpunkt.domain.publication import Place, Publication, PublishedFigure, Refusal
from vandpunkt.register.import_report import ImportReport, RowsRefused
from vandpunkt.register.indicators import INDICATORS
from vandpunkt.register.many_rows import insert_rows, plan_anew, update_rows
from vandpunkt.register.models import Result, SchoolUnit, SourceSnapshot
from vandpunkt.register.recording_units import record_units

__all__ = ["ImportReport", "RowsRefused", "record"]

Key = tuple[str, str, str]
"""School unit code, indicator, school year: with the kind of source, what one figure is identified by."""


@dataclass(frozen=True)
class _Stated:
    """What a figure states; two versions that state the same are one."""

    text: str
    count_low: int | None
    count_high: int | None
    cohort: int | None
    cohort_inferred: bool


@transaction.atomic
def record(publication: Publication, *, by: str, now: datetime, allow_refusals: bool = False) -> ImportReport:
    """Keep what a publication states, and say what that changed.

    A figure that differs from the one in force becomes a new version and the old one stays; a figure that
    the publication does not mention is left as it is. A publication that changes nothing leaves no trace.
    Raises RowsRefused, and keeps nothing, where rows cannot be used, unless `allow_refusals`.
    """
    known = set(SchoolUnit.objects.values_list("code", flat=True)) | {unit.code for unit in publication.units}
    usable, homeless = _sort_out(publication, known)
    refused = publication.refusals + homeless
    if refused and not allow_refusals:
        raise _refused(publication, refused)
    units_new, units_changed = record_units(publication, by=by, now=now)
    new, superseded, unchanged = _compare(publication.kind, usable)
    report = ImportReport(
        kind=publication.kind,
        address=publication.address,
        title=publication.title,
        sha256=publication.sha256,
        rows_read=publication.rows_read,
        new=len(new) - len(superseded),
        changed=len(superseded),
        unchanged=unchanged,
        units_new=units_new,
        units_changed=units_changed,
        refused=refused,
    )
    if not (new or units_new or units_changed):
        return report
    snapshot = _keep_snapshot(publication, report, by=by, now=now)
    update_rows([Result(pk=row_id, superseded_at=now) for row_id in superseded], ["superseded_at"])
    insert_rows(_rows(publication.kind, new, snapshot, now=now))
    for grown in (SchoolUnit, SourceSnapshot, Result):
        plan_anew(grown)
    return replace(report, snapshot_id=snapshot.pk)


def _sort_out(publication: Publication, known: set[str]) -> tuple[list[PublishedFigure], tuple[Refusal, ...]]:
    """The figures of units that the register or the publication describes, and refusals of the others."""
    usable, homeless = [], {}
    for figure in publication.figures:
        if figure.school_unit_code in known:
            usable.append(figure)
        elif figure.school_unit_code not in homeless:
            homeless[figure.school_unit_code] = Refusal(
                figure.place or Place(publication.address),
                Problem(
                    marked("Skolenheten {code} finns inte i registret. Läs in skolenheten också."),
                    code=figure.school_unit_code,
                ),
            )
    return usable, tuple(homeless.values())


def _refused(publication: Publication, refused: tuple[Refusal, ...]) -> RowsRefused:
    return RowsRefused(
        marked(
            "Inget är inläst ur {address}: {count} rader går inte att använda. Rätta dem, eller läs in "
            "resten med --allow-refusals."
        ),
        refused=refused,
        address=publication.address,
        count=len(refused),
    )


def _compare(kind: str, figures: Iterable[PublishedFigure]) -> tuple[dict[Key, _Stated], list[int], int]:
    """New statements by key, the rows that they supersede, and how many rows already state the same."""
    stated = {_key(figure): _stated(figure) for figure in figures}
    in_force = _in_force(kind, {year for _, _, year in stated})
    new, superseded = {}, []
    for key, statement in stated.items():
        row_id, before = in_force.get(key, (0, None))
        if before == statement:
            continue
        new[key] = statement
        if before is not None:
            superseded.append(row_id)
    return new, superseded, len(stated) - len(new)


def _key(figure: PublishedFigure) -> Key:
    return figure.school_unit_code, figure.indicator, str(figure.school_year)


def _stated(figure: PublishedFigure) -> _Stated:
    counts = _counts(figure)
    return _Stated(
        text=figure.value.text,
        count_low=counts.low if counts else None,
        count_high=counts.high if counts else None,
        cohort=figure.cohort,
        cohort_inferred=figure.cohort_inferred,
    )


def _counts(figure: PublishedFigure) -> CountInterval | None:
    if figure.cohort is None or not INDICATORS[figure.indicator].is_share:
        return None
    return figure.value.counts(figure.cohort, INDICATORS[figure.indicator].decimals)


def _in_force(kind: str, school_years: set[str]) -> dict[Key, tuple[int, _Stated]]:
    rows = Result.objects.filter(source=kind, superseded_at__isnull=True, school_year__in=school_years)
    fields = ("text", "count_low", "count_high", "cohort", "cohort_inferred")
    return {
        (code, indicator, year): (row_id, _Stated(*stated))
        for row_id, code, indicator, year, *stated in rows.values_list(
            "pk", "school_unit_id", "indicator_id", "school_year", *fields
        )
    }


def _keep_snapshot(
    publication: Publication, report: ImportReport, *, by: str, now: datetime
) -> SourceSnapshot:
    return SourceSnapshot.objects.create(
        kind=publication.kind,
        address=publication.address,
        title=publication.title,
        sha256=publication.sha256,
        published=publication.published,
        recorded_at=now,
        recorded_by=by,
        rows_read=report.rows_read,
        figures_new=report.new,
        figures_changed=report.changed,
        figures_unchanged=report.unchanged,
        rows_refused=len(report.refused),
    )


def _rows(kind: str, new: dict[Key, _Stated], snapshot: SourceSnapshot, *, now: datetime) -> list[Result]:
    return [
        Result(
            school_unit_id=code,
            indicator_id=indicator,
            school_year=year,
            source=kind,
            text=stated.text,
            count_low=stated.count_low,
            count_high=stated.count_high,
            cohort=stated.cohort,
            cohort_inferred=stated.cohort_inferred,
            snapshot=snapshot,
            recorded_at=now,
        )
        for (code, indicator, year), stated in new.items()
    ]
