"""Schools that one section tells of and another forgets, and years outside what was asked about."""

from __future__ import annotations

from collections.abc import Iterator

from vandpunkt.domain.periods import Period
from vandpunkt.domain.problems import marked
from vandpunkt.reading.facts import InterventionFact, Reading
from vandpunkt.reading.proofreading.remark import Remark, RemarkKind
from vandpunkt.reading.windows import PAST, PLANNED

_SECTIONS = {PAST: marked("tidigare stöd"), PLANNED: marked("planerat stöd")}


def missing_schools(reading: Reading) -> Iterator[Remark]:
    """A remark for each school of the statement without a single item in a section that others have."""
    listed = {(fact.school, fact.window) for fact in reading.interventions}
    used = [window for window in _SECTIONS if any(window == other for _, other in listed)]
    for window in used:
        for school in reading.document.schools:
            if (school, window) not in listed:
                yield Remark(
                    RemarkKind.MISSING_SCHOOL,
                    school,
                    _SECTIONS[window],
                    marked("{place} nämns i texten men saknas där {quote} redovisas."),
                )


def outside_scope(reading: Reading) -> Iterator[Remark]:
    """A remark for each item whose whole period lies outside the years that its section answers for."""
    for fact in reading.interventions:
        window = {PAST: reading.document.past, PLANNED: reading.document.planned}.get(fact.window)
        if window is None:
            continue
        years = Period.from_codes(window.start, window.end)
        period = _period(fact)
        if period is not None and not period.overlaps(years):
            yield Remark(
                RemarkKind.OUTSIDE_SCOPE,
                fact.school,
                fact.text,
                marked("{place}: «{quote}» ligger utanför de år som avsnittet gäller, {proposal}."),
                str(years),
            )


def _period(fact: InterventionFact) -> Period | None:
    if fact.start is None and fact.end is None:
        return None
    return Period.from_codes(fact.start, fact.end, fact.ongoing)
