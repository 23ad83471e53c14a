"""What is asked of published results, as values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from vandpunkt.domain.marks import PublishedValue, ValueKind
from vandpunkt.domain.terms import SchoolYear
from vandpunkt.register.indicators import SOURCES_BY_TRUST, VOCATIONAL_ELIGIBILITY
from vandpunkt.register.models import Result

SHOWN_YEARS = 5


@dataclass(frozen=True)
class YearResult:
    """A published figure of one school and school year, in one version.

    `text` is as printed. `count_low` and `count_high` are the pupils that the text allows among `cohort`,
    None where it says nothing of them. `cohort_printed` is n where the source prints it; `cohort` may be
    inferred and must not be shown.
    """

    id: int
    school_unit_code: str
    indicator: str
    school_year: SchoolYear
    text: str
    count_low: int | None
    count_high: int | None
    cohort: int | None
    cohort_printed: int | None
    source: str
    source_title: str
    recorded_at: datetime

    @cached_property
    def value(self) -> PublishedValue:
        """What the printed text means."""
        return PublishedValue.parse(self.text)

    @property
    def kind(self) -> ValueKind:
        """Whether the text is a number or one of the marks."""
        return self.value.kind

    @property
    def share_low(self) -> float | None:
        """The least share 0–1 that the text allows, from the counts, else from the printed number."""
        return self._share(self.count_low)

    @property
    def share_high(self) -> float | None:
        """The greatest share 0–1 that the text allows, from the counts, else from the printed number."""
        return self._share(self.count_high)

    def _share(self, count: int | None) -> float | None:
        if count is not None and self.cohort:
            return count / self.cohort
        if self.value.is_share and self.value.number is not None:
            return float(self.value.number) / 100
        return None

    @property
    def source_label(self) -> str:
        """The source in one line, for a citation: its title, and the day it was recorded."""
        return f"{self.source_title}, inläst {localdate(self.recorded_at).isoformat()}"


def eligibility_years(
    codes: Iterable[str],
    *,
    indicator: str = VOCATIONAL_ELIGIBILITY,
    years: int = SHOWN_YEARS,
    as_of: datetime | None = None,
) -> dict[str, tuple[YearResult, ...]]:
    """For each school its latest published years of an indicator, oldest first; empty where it has none.

    Where several sources give the same year the one that is trusted most is taken. One query.
    """
    wanted = list(dict.fromkeys(codes))
    by_school: dict[str, list[YearResult]] = {code: [] for code in wanted}
    rows = in_force(as_of).filter(indicator=indicator, school_unit__in=wanted)
    for result in _trusted(rows):
        by_school[result.school_unit_code].append(result)
    return {code: tuple(results[-years:]) for code, results in by_school.items()}


def published_years(
    indicator: str = VOCATIONAL_ELIGIBILITY, *, as_of: datetime | None = None
) -> tuple[YearResult, ...]:
    """Every published year of an indicator for every school: the panel that is modelled. One query."""
    return _trusted(in_force(as_of).filter(indicator=indicator))


def result_by_id(result_id: int) -> YearResult | None:
    """One version of a figure, also when it has been superseded; None where there is none."""
    row = Result.objects.filter(pk=result_id).values_list(*_COLUMNS, named=True).first()
    return _year_result(row) if row else None


def in_force(as_of: datetime | None) -> QuerySet[Result]:
    """The figures in force now, or as the register stood at a moment."""
    if as_of is None:
        return Result.objects.filter(superseded_at__isnull=True)
    return Result.objects.filter(
        Q(superseded_at__isnull=True) | Q(superseded_at__gt=as_of), recorded_at__lte=as_of
    )


def _trusted(rows: QuerySet[Result]) -> tuple[YearResult, ...]:
    best: dict[tuple[str, str, str], Any] = {}
    in_order = rows.order_by("school_unit_id", "indicator_id", "school_year")
    for row in in_order.values_list(*_COLUMNS, named=True):
        key = (row.school_unit_id, row.indicator_id, row.school_year)
        if key not in best or trust(row.source) < trust(best[key].source):
            best[key] = row
    return tuple(_year_result(row) for row in best.values())


def trust(source: str) -> int:
    """How far down the list of trust a source stands: the least is trusted most."""
    return SOURCES_BY_TRUST.index(source) if source in SOURCES_BY_TRUST else len(SOURCES_BY_TRUST)


_COLUMNS = (
    "id",
    "school_unit_id",
    "indicator_id",
    "school_year",
    "text",
    "count_low",
    "count_high",
    "cohort",
    "cohort_inferred",
    "source",
    "snapshot__title",
    "recorded_at",
)


def _year_result(row: Any) -> YearResult:
    """One row of `_COLUMNS` as a value: Läget reads hundreds of them, and instances of models cost more."""
    return YearResult(
        id=row.id,
        school_unit_code=row.school_unit_id,
        indicator=row.indicator_id,
        school_year=SchoolYear.parse(row.school_year),
        text=row.text,
        count_low=row.count_low,
        count_high=row.count_high,
        cohort=row.cohort,
        cohort_printed=None if row.cohort_inferred else row.cohort,
        source=row.source,
        source_title=row.snapshot__title,
        recorded_at=row.recorded_at,
    )
