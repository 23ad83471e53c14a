"""What a person should look at in a reading, as Swedish sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from vandpunkt.reading.confidence import Doubt
from vandpunkt.reading.facts import DocumentFacts, InterventionFact
from vandpunkt.reading.item_periods import stray_sign
from vandpunkt.reading.items import Item
from vandpunkt.reading.windows import PAST, PLANNED

_LONGEST_QUOTE = 60


def warnings_of(
    document: DocumentFacts,
    items: Sequence[Item],
    facts: Sequence[InterventionFact],
    proposed: Sequence[str],
    unplaced: Sequence[str],
) -> tuple[str, ...]:
    """All remarks: on the whole document first, then school by school, then on single items."""
    return tuple(
        dict.fromkeys(
            (
                *_on_document(document, facts),
                *_on_schools(document, facts),
                *(
                    f"Listan under «{_short(text)}» hör inte till någon skola och lästes inte."
                    for text in unplaced
                ),
                *_on_times(facts),
                *_on_plans(document, facts),
                *_on_names(proposed),
                *_on_windows(items),
            )
        )
    )


def _on_document(document: DocumentFacts, facts: Sequence[InterventionFact]) -> Iterator[str]:
    if not facts:
        yield "Inga stödinsatser hittades i dokumentet."
    if document.dnr is None:
        yield "Dokumentet anger inget diarienummer."
    if facts and document.past is None:
        yield "Dokumentet säger inte vilka år frågan om tidigare stöd gäller."
    if facts and document.planned is None:
        yield "Dokumentet säger inte vilka år frågan om planerat stöd gäller."


def _on_schools(document: DocumentFacts, facts: Sequence[InterventionFact]) -> Iterator[str]:
    read = {fact.school for fact in facts}
    for school in document.schools:
        if school not in read:
            yield f"{school} nämns i dokumentet men har inget avsnitt med insatser."


def _on_times(facts: Sequence[InterventionFact]) -> Iterator[str]:
    without: dict[str, list[str]] = defaultdict(list)
    for fact in facts:
        sign = stray_sign(fact.text)
        if sign:
            yield f"{fact.school}: «{sign}» har ett tecken för mycket och lästes som start {fact.start}."
        if Doubt.UNCLEAR_PERIOD.value[0] in fact.doubts:
            told = "går inte att läsa säkert. Det osäkra lämnades tomt: jämför med originalet."
            yield f"{fact.school}: tiden i «{_short(fact.text)}» {told}"
        elif Doubt.UNLIKELY_PERIOD.value[0] in fact.doubts:
            told = "ligger utanför de år som frågan gäller. Jämför med originalet."
            yield f"{fact.school}: tiden i «{_short(fact.text)}» {told}"
        elif fact.window == PAST and fact.start is None and fact.end is None and fact.ongoing is None:
            without[fact.school].append(fact.text)
    for school, texts in without.items():
        quoted = ", ".join(f"«{_short(text)}»" for text in texts)
        yield f"{school}: ingen tid anges för {quoted}."


def _on_plans(document: DocumentFacts, facts: Sequence[InterventionFact]) -> Iterator[str]:
    """Plans that speak of something going on, at a school where the document has not told that it began."""
    before = {(fact.school, fact.programme) for fact in facts if fact.window == PAST}
    for fact in facts:
        if (
            fact.window == PLANNED
            and _continues(fact, document)
            and (fact.school, fact.programme) not in before
        ):
            told = f"«{_short(fact.text)}» planeras fortsätta men står inte bland tidigare insatser."
            yield f"{fact.school}: {told}"


def _continues(fact: InterventionFact, document: DocumentFacts) -> bool:
    """Whether the plan says that the support has begun before the years that plans are asked for."""
    if fact.start is not None:
        return document.planned is not None and fact.start[:4] < document.planned.start[:4]
    return bool(fact.ongoing) or fact.text.casefold().startswith(("fortsätt", "fortsatt"))


def _on_names(proposed: Sequence[str]) -> Iterator[str]:
    for name in dict.fromkeys(proposed):
        yield f"«{name}» finns inte bland kända insatstyper. Namnet är ett förslag ur texten."


def _on_windows(items: Sequence[Item]) -> Iterator[str]:
    schools = dict.fromkeys(item.school for item in items if not item.window_stated)
    for school in schools:
        yield f"{school}: det framgår inte om insatserna är tidigare eller planerade. De lästes som tidigare."


def _short(text: str) -> str:
    if len(text) <= _LONGEST_QUOTE:
        return text
    return text[:_LONGEST_QUOTE].rsplit(" ", 1)[0].rstrip(" ,.") + " …"
