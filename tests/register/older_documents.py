"""Older documents made up for the tests, as the text files that somebody hands in."""

from __future__ import annotations

from tests.register.publishing import BY, day
from vandpunkt.register.reviewing.asking import review
from vandpunkt.register.reviewing.taking_in import take_in
from vandpunkt.register.reviewing.values import ProposalRow, ReviewDocument, TakenIn

TEXT = """Tjänsteutlåtande
Dnr UTBF 2023/17

Äldre stöd
Svar på skrivelse

Förslag till beslut
Nämnden godkänner svaret.

Sammanfattning
Skrivelsen gäller vilket stöd skolorna har fått under 2021–2022 och vad som planeras för 2023.

Ärendets beredning
Ärendet har beretts inom grundskoleavdelningen.

Förvaltningens synpunkter

Rinkebyskolan
Rinkebyskolan har under 2021–2022 fått följande stöd:
- Kommunal samverkan för bästa skola (KSBS) tillsammans med Skolverket, från och med ht 2021.
- Läslyftet ht 2021–vt 2022.
Under 2023 planeras:
- Handledning i svenska, vt 2023.

{school}
{school} har under 2021–2022 fått följande stöd:
- Läslyftet 2022.
"""


def handed_in(text: str = TEXT, *, school: str = "Hagsätraskolan", name: str = "svar.txt") -> TakenIn:
    """A document as a text file; `school` is the name of the second school in it."""
    return take_in(text.format(school=school).encode(), name=name, by=BY, now=day(0))


def looked_at(taken: TakenIn, *, codes: frozenset[str] | None = None) -> ReviewDocument:
    """The document as the page shows it."""
    return review(taken.document_id, codes=codes)


def at(document: ReviewDocument, number: int) -> ProposalRow:
    """One proposal by its number."""
    return next(row for row in document.rows if row.number == number)


def seen(*rows: ProposalRow) -> dict[int, int]:
    """Proposals with the versions that they were seen in."""
    return {row.id: row.version for row in rows}
