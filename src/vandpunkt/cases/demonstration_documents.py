"""The demo's older document, made up: it waits to be looked through; the register has one of its items."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from vandpunkt.documents import pdf
from vandpunkt.documents.tree import Block, BulletList, Document, Heading, Letterhead, Paragraph, Run
from vandpunkt.register.reviewing.asking import documents
from vandpunkt.register.reviewing.taking_in import take_in

FILE_NAME = "Stöd till två skolor 2022 (påhittat för demon).pdf"
_MADE_UP = (
    "Det här dokumentet är påhittat för demon. Det har aldrig skrivits, och det som är märkt påhittat har "
    "aldrig ägt rum."
)
_PAST = (
    (
        "NPF-utbildning för rektorer, höstterminen 2022, Anna Borg, KIND vid Karolinska institutet.",
        "Läslyftet ht 2022–vt 2023 (påhittat).",
        "Handledning i svenska av en lektor, ht 2021–vt 2022 (påhittat).",
    ),
    (
        "Kvalitetsutveckling genom förstelärare ht 2021–vt 2022 (påhittat).",
        "Skolan fick en extra studievägledare under 2022 (påhittat).",
    ),
)
_PLANNED = (
    ("Läslyftet fortsätter till och med vt 2023 (påhittat).",),
    ("Ett nätverk för matematiklärare startar ht 2023 (påhittat).",),
)
_THIRD = "Exempelskolan"
_PAST_OF_THIRD = ("Läslyftet ht 2021–vt 2022 (påhittat).",)


def take_in_older_document(schools: Sequence[str], *, by: str, now: datetime) -> None:
    """Take in the document, about the first two of the schools. A second time changes nothing."""
    if all(one.file_name != FILE_NAME for one in documents()):
        take_in(pdf.render(older_document(schools[:2])), name=FILE_NAME, by=by, now=now)


def older_document(schools: Sequence[str]) -> Document:
    """A statement of early 2023 about two schools, and about one that the register does not know."""
    return Document(
        letterhead=Letterhead("Utbildningsförvaltningen", "Tjänsteutlåtande", "DEMO 2023/1"),
        title="Påhittat för demon: stöd till två skolor 2021–2022",
        subtitle="Svar på en påhittad skrivelse",
        blocks=tuple(_blocks(schools)),
    )


def _blocks(schools: Sequence[str]) -> Iterator[Block]:
    yield Heading(1, "Sammanfattning")
    yield _paragraph(_MADE_UP)
    yield Heading(1, "Ärendets beredning")
    yield _paragraph("Ärendet har inte beretts av någon, eftersom det är påhittat.")
    yield Heading(1, "Förvaltningens synpunkter och förslag")
    yield _paragraph("Nedan redovisas det stöd som skolorna fick 2021–2022 och det som planeras för 2023.")
    for school, past, planned in zip(schools, _PAST, _PLANNED, strict=True):
        yield Heading(2, school)
        yield _paragraph(f"{school} har under 2021–2022 fått följande stöd:")
        yield _items(past)
        yield _paragraph("Under 2023 planeras:")
        yield _items(planned)
    yield Heading(2, _THIRD)
    yield _paragraph(f"{_THIRD} har under 2021–2022 fått följande stöd:")
    yield _items(_PAST_OF_THIRD)
    yield Heading(1, "Förslag till beslut")
    yield _paragraph("Nämnden har inget att besluta om, eftersom ärendet är påhittat.")


def _paragraph(text: str) -> Paragraph:
    return Paragraph((Run(text),))


def _items(texts: Sequence[str]) -> BulletList:
    return BulletList(tuple((Run(text),) for text in texts))
