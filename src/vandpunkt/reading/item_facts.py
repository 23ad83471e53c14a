"""The facts of one item's wording alone: programme, time, partners, people, and how sure they are."""

from __future__ import annotations

from vandpunkt.domain.periods import Period
from vandpunkt.reading.confidence import Doubt, confidence
from vandpunkt.reading.facts import InterventionFact, Source
from vandpunkt.reading.item_periods import ItemTime, time_of
from vandpunkt.reading.misread_names import with_known_names
from vandpunkt.reading.misread_times import mended_time
from vandpunkt.reading.names import KnownNames, known_names
from vandpunkt.reading.partners import FoundPartner, listed_partners, partners_of
from vandpunkt.reading.persons import persons_of
from vandpunkt.reading.programmes import FoundProgramme, programme_of, told_programme

_MASK = "¤"


def read_item(
    text: str,
    *,
    window: str,
    years: Period,
    names: KnownNames | None = None,
    school: str = "",
    source: Source | None = None,
    partner_text: str = "",
    label: Period | None = None,
    doubts: tuple[Doubt, ...] = (),
    misread: bool = False,
    told: bool = False,
) -> InterventionFact:
    """What one item's wording states, when it is stated for the years `years` of the window `window`.

    `partner_text` is a table cell that holds nothing but partners; `label` the part of the window that the
    words above the list narrow it to; `doubts` come from how the item was found. Without `source` the
    wording is its own page. In a document that is `misread` names and times that are nearly one are that one.
    What is `told` is a sentence, which may name a known programme anywhere but gives no new one its name.
    """
    names = names or known_names()
    printed = text
    clear = mended_time(with_known_names(text, names) if misread else text, years, misread=misread)
    text = clear.text
    programme = told_programme(text, names) if told else programme_of(text, names)
    unnamed = _masked(text, programme.spans if programme else ())
    partners = _partners(unnamed, partner_text, names)
    time = time_of(text, years, label, clear.unclear)
    taken = [*time.spans, *((partner.start, partner.end) for partner in partners)]
    grounds = (
        *doubts,
        *_doubts(programme, partners, time),
        *((Doubt.UNCLEAR_PERIOD,) if clear.unclear else ()),
        *((Doubt.MENDED,) if text != printed else ()),
    )
    return InterventionFact(
        school=school,
        window=window,
        text=text,
        programme=programme.name if programme else None,
        abbreviation=programme.abbreviation if programme else None,
        start=time.start,
        end=time.end,
        ongoing=time.ongoing,
        in_use_from=time.in_use_from,
        partners=tuple(partner.name for partner in partners),
        persons=persons_of(unnamed, taken),
        source=source or Source(1, 0, len(text)),
        confidence=confidence(grounds),
        duration_years=time.duration_years,
        follow_on=time.follow_on,
        doubts=tuple(dict.fromkeys(doubt.value[0] for doubt in grounds)),
    )


def _masked(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    for start, end in spans:
        text = text[:start] + _MASK * (end - start) + text[end:]
    return text


def _partners(unnamed: str, partner_text: str, names: KnownNames) -> tuple[FoundPartner, ...]:
    found = partners_of(unnamed, names)
    have = {partner.name for partner in found}
    return (
        *found,
        *(partner for partner in listed_partners(partner_text, names) if partner.name not in have),
    )


def _doubts(
    programme: FoundProgramme | None, partners: tuple[FoundPartner, ...], time: ItemTime
) -> tuple[Doubt, ...]:
    return tuple(
        doubt
        for doubt, holds in (
            (Doubt.NO_PROGRAMME, programme is None),
            (Doubt.PROPOSED_PROGRAMME, programme is not None and not programme.known),
            (Doubt.PROPOSED_PARTNER, any(not partner.known for partner in partners)),
            (Doubt.BARE_YEAR, time.bare_year),
            (Doubt.PERIOD_OF_LABEL, time.of_label),
            (Doubt.STRAY_SIGN, time.stray_sign is not None),
            (Doubt.SEVERAL_PERIODS, time.unread > 0),
            (Doubt.UNLIKELY_PERIOD, time.unlikely),
        )
        if holds
    )
