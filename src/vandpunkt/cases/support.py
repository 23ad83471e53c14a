"""Which support an answer lists for a school, and in what words."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from vandpunkt.domain.enumerations import listed
from vandpunkt.domain.periods import Period
from vandpunkt.domain.sentence_rules import WrittenIn, sentence
from vandpunkt.reading import InterventionFact, KnownNames, read_item
from vandpunkt.register.interventions.row import DECLINED, InterventionRow

_KEPT = 5000
"""So many readings are kept in memory: a wording states the same every time it is read by the same names."""


def past_support(rows: Iterable[InterventionRow], window: Period) -> tuple[InterventionRow, ...]:
    """What was offered: rows that are not merely planned and whose period may reach into the window.

    A row without any stated period belongs to the years that it was stated for.
    """
    return tuple(row for row in rows if not row.planned and row.time.overlaps(window))


def planned_support(rows: Iterable[InterventionRow], window: Period) -> tuple[InterventionRow, ...]:
    """What is to be offered: rows that somebody has planned for years in the window."""
    return tuple(row for row in rows if row.planned and row.stated_for.overlaps(window))


def not_planned_on(rows: Iterable[InterventionRow], planned: Period) -> tuple[InterventionRow, ...]:
    """Rows that run with an open end but that nobody has planned on: the officer should ask about them."""
    rows = tuple(rows)
    continued = {row.continues_id for row in rows if row.planned}
    return tuple(
        row
        for row in rows
        if not row.planned and row.period.ongoing and row.id not in continued and row.period.overlaps(planned)
    )


def wording(row: InterventionRow, names: KnownNames) -> str:
    """The sentence for one row: the accepted wording while it still states what the row says, else composed.

    What a wording states is judged by reading it, with the same rules that older documents are read by. Of
    support that was offered and declined, the sentence says so.
    """
    said = _said(row, names)
    return declined(said) if row.status == DECLINED else said


@sentence(WrittenIn.ANSWER_SUPPORT, "När skolan har tackat nej till ett stöd som erbjöds. Läggs till sist.")
def declined(said: str) -> str:
    """The sentence of support that was offered and declined."""
    return f"{said.rstrip(' .')}. Skolan avböjde."


def _said(row: InterventionRow, names: KnownNames) -> str:
    if row.wording and _states(_read(row.wording, row.window_kind, row.stated_for, names), row):
        return row.wording
    return composed(row)


@lru_cache(maxsize=_KEPT)
def _read(wording: str, window: str, years: Period, names: KnownNames) -> InterventionFact:
    return read_item(wording, window=window, years=years, names=names)


def _states(fact: InterventionFact, row: InterventionRow) -> bool:
    follow_on = (fact.follow_on.start, fact.follow_on.end or "") if fact.follow_on else ("", "")
    return (
        fact.programme == row.programme
        and (fact.start or "", fact.end or "", fact.in_use_from or "")
        == (row.start, row.end, row.in_use_from)
        and fact.ongoing == row.ongoing
        and fact.duration_years == row.duration_years
        and follow_on == (row.follow_on_start, row.follow_on_end)
        and set(fact.partners) == set(row.partners)
    )


@sentence(
    WrittenIn.ANSWER_SUPPORT,
    "När den godkända lydelsen av ett stöd inte längre säger det som registret säger: då skrivs meningen av "
    "registrets egna uppgifter.",
)
def composed(row: InterventionRow) -> str:
    """A plain sentence of the row's own values: programme, partners, period."""
    name = row.programme or row.wording.rstrip(". ")
    abbreviation = f" ({row.abbreviation})" if row.abbreviation else ""
    partners = f" i samarbete med {listed(row.partners)}" if row.partners else ""
    period = str(row.period)
    ending = f" {period[:1].upper()}{period[1:]}." if period else ""
    in_use = f" Togs i bruk {row.in_use_from_term}." if row.in_use_from else ""
    return f"{name}{abbreviation}{partners}.{ending}{in_use}"
