"""Single answers of the Planned Educations API: one unit's description, or one unit's statistics."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from vandpunkt.domain.marks import PublishedValue, ValueKind, infer_cohort
from vandpunkt.domain.problems import Problem, marked
from vandpunkt.domain.publication import Place, PublishedFigure, PublishedUnit, Refusal
from vandpunkt.domain.terms import SchoolYear
from vandpunkt.sources import cells
from vandpunkt.sources.files import Content

_ELIGIBLE = "ratioOfPupils9thGradeEligibleForNationalProgram"
_INDICATORS: dict[str, tuple[str, Callable[[str | None], PublishedValue]]] = {
    f"{_ELIGIBLE}YR": ("vocational_eligibility", cells.share),
    f"{_ELIGIBLE}ES": ("eligibility_es", cells.share),
    f"{_ELIGIBLE}SAEKHU": ("eligibility_eksahu", cells.share),
    f"{_ELIGIBLE}NATE": ("eligibility_nate", cells.share),
    "ratioOfPupilsIn9thGradeWithAllSubjectsPassed": ("all_subjects", cells.share),
    "averageGradesMeritRating9thGrade": ("merit", cells.number),
    "totalNumberOfPupils": ("total_pupils", cells.pupils),
}
"""The API's keys that are read: our indicator, and how its text is understood."""

_SHARES = tuple(key for key, (_, understand) in _INDICATORS.items() if understand is cells.share)
"""The five shares of a unit and year that share their denominator."""

_SHARES_THAT_TELL = 3
"""With fewer different shares too many n fit, and the smallest is a poor guess."""

_KINDS = {
    "EXISTS": (ValueKind.EXISTS, ValueKind.APPROXIMATE),
    "OMITTED_DUE_TO_BASED_ON_FEW_PUPILS": (ValueKind.SUPPRESSED,),
    "MISSING": (ValueKind.MISSING,),
    "ROUNDED_OFF_DUE_TO_FEW_PUPILS_NOT_ELIGIBLE": (ValueKind.NEARLY_ALL,),
}
"""What the text must be for each of the API's value types."""

_OPERATOR_TYPES = {"Fristående": "Enskild"}
"""Skolverket's statistics and the Education Act say «enskild» where the API says «fristående»."""


def body_of(content: Content) -> Mapping[str, Any]:
    """The body of an answer. Raises Problem for what is not an answer of the API."""
    try:
        answer = json.loads(content.data)
    except (ValueError, RecursionError) as error:
        raise Problem(marked("{file} är inte giltig JSON. Hämta filen igen."), file=content.name) from error
    body = answer.get("body") if isinstance(answer, dict) else None
    if not isinstance(body, dict):
        raise Problem(marked("{file} är inget svar från Planned Educations API."), file=content.name)
    return body


def is_statistics(body: Mapping[str, Any]) -> bool:
    """Whether an answer is a unit's statistics."""
    return "schoolUnit" in body


def is_unit(body: Mapping[str, Any]) -> bool:
    """Whether an answer describes a unit."""
    return "code" in body and "name" in body


def unit_of(body: Mapping[str, Any], file: str) -> PublishedUnit:
    """The unit that an answer describes. Raises Problem where a field is not what it should be."""
    operator_type = _text(body, "principalOrganizerType")
    return PublishedUnit(
        code=cells.unit_code(_text(body, "code") or ""),
        name=cells.stated(_text(body, "name") or ""),
        municipality_code=cells.municipality_code(_text(body, "geographicalAreaCode") or ""),
        operator_type=_OPERATOR_TYPES.get(operator_type or "", operator_type),
        operator=_text(body, "corporationName"),
        operator_number=cells.operator_number(_text(body, "organisationRegistryNumber") or ""),
        has_year_nine=_has_year_nine(body.get("typeOfSchooling")),
        place=Place(file),
    )


def _text(body: Mapping[str, Any], key: str) -> str | None:
    value = body.get(key)
    if value is not None and not isinstance(value, str):
        raise Problem(marked("«{key}» är inte text."), key=key)
    return value.strip() if value else None


def _has_year_nine(schoolings: Any) -> bool | None:
    if not isinstance(schoolings, list):
        return None
    return any(
        isinstance(one, dict) and one.get("code") == "gr" and "9" in (one.get("schoolYears") or ())
        for one in schoolings
    )


def figures_of(body: Mapping[str, Any], file: str) -> tuple[tuple[PublishedFigure, ...], tuple[Refusal, ...]]:
    """The figures of an answer with statistics, n inferred from the shares of each year; and refusals."""
    code = cells.unit_code(_text(body, "schoolUnit") or "")
    values: dict[tuple[str, SchoolYear], PublishedValue] = {}
    refusals = []
    for key in _INDICATORS:
        for column, entry in _entries(body, key):
            try:
                stated = _stated(key, entry)
                if stated and (key, stated[0]) in values:
                    raise Problem(marked("Läsåret {year} står två gånger."), year=stated[0])
            except Problem as problem:
                refusals.append(Refusal(Place(file, column=column), problem))
            else:
                values |= {(key, stated[0]): stated[1]} if stated else {}
    cohorts = _cohorts(values)
    figures = tuple(
        PublishedFigure(
            school_unit_code=code,
            indicator=_INDICATORS[key][0],
            school_year=year,
            value=value,
            cohort=cohorts[year] if key in _SHARES else None,
            cohort_inferred=key in _SHARES and cohorts[year] is not None,
            place=Place(file, column=f"{key} {year}"),
        )
        for (key, year), value in values.items()
    )
    return figures, tuple(refusals)


def _entries(body: Mapping[str, Any], key: str) -> Iterator[tuple[str, Any]]:
    entries = body.get(key) or []
    for entry in entries if isinstance(entries, list) else [entries]:
        period = entry.get("timePeriod") if isinstance(entry, dict) else None
        yield (f"{key} {period}" if period else key), entry


def _stated(key: str, entry: Any) -> tuple[SchoolYear, PublishedValue] | None:
    """The year and value of an entry; None for one that says only that there is nothing."""
    if not isinstance(entry, dict):
        raise Problem(marked("Uppgiften har inte den form som API:et beskriver."))
    text, kind, period = (_text(entry, name) for name in ("value", "valueType", "timePeriod"))
    if period is None:
        if kind == "MISSING":
            return None
        raise Problem(marked("Uppgiften saknar läsår."))
    value = _INDICATORS[key][1](text)
    if value.kind not in _KINDS.get(kind or "", ()):
        raise Problem(
            marked("«{text}» stämmer inte med uppgiftens slag, {kind}."), text=value.text, kind=kind or "–"
        )
    return SchoolYear.parse(period), value


def _cohorts(values: Mapping[tuple[str, SchoolYear], PublishedValue]) -> dict[SchoolYear, int | None]:
    shares: dict[SchoolYear, list[PublishedValue]] = {}
    for (key, year), value in values.items():
        if key in _SHARES:
            shares.setdefault(year, []).append(value)
    return {year: _cohort(of_year) for year, of_year in shares.items()}


def _cohort(shares: Sequence[PublishedValue]) -> int | None:
    inference = infer_cohort(shares)
    return inference.smallest if inference.shares >= _SHARES_THAT_TELL else None
