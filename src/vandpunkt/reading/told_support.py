"""Support told in running text: a sentence that names a school, what it was given, and when or that it was.

What is found so is proposed with less certainty than the item of a list. A sentence is left alone where it
denies, asks, or names support that a list of the same school has.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from vandpunkt.reading.blocks import Block, Kind
from vandpunkt.reading.headings import Topic
from vandpunkt.reading.items import Item
from vandpunkt.reading.mentioned_schools import mentioned_schools
from vandpunkt.reading.months import periods_in
from vandpunkt.reading.placed_text import PlacedText
from vandpunkt.reading.windows import PAST, Windows, tense, window_of_time
from vandpunkt.reading.words import any_of

ProgrammeNamed = Callable[[str], str | None]

_ELSEWHERE = {Topic.PROPOSAL, Topic.RESULTS, Topic.CONSEQUENCES, Topic.ATTACHMENTS, Topic.PREPARATION}
_GIVEN = re.compile(
    r"\b(?:fått|fick|får|erhållit|erbj(?:uds?|uder|udits|udas|öds|öd)|delta(?:r|git|s)?|deltog|ingå(?:r|tt)?|ingick"
    r"|genomfört?s?|genomförde?s?|genomförts|starta(?:r|de|t|des|ts)|påbörja(?:r|de|t|des|ts)|inför(?:t|de|des|ts)"
    r"|ge(?:s|tts)|gavs|planeras|beviljats?|tilldelats?|tagit\s+del\s+av|arbetar\s+med|haft)\b",
    re.I,
)
_SUPPORT = re.compile(
    rf"\b(?:handledning|fortbildning|kompetensutveckling|lovskola|läxhjälp|studiehandledning|processtöd|analysstöd"
    rf"|\w*utvecklare|\w*kurator|\w*coach|\w*lots|stöd\s+(?:av|från)\s+[A-ZÅÄÖ]\w+"
    rf"|\w*{any_of('satsningen projektet')})\b"
)
_DENIES = re.compile(
    r"\b(?:inte|ej|aldrig|varken|ingen|inget|inga|avböj\w*|tacka\w*\s+nej|avslog\w*|om\s+skolan|skulle|borde"
    r"|vill\s+veta|undrar|fråga(?:r|n)?|frågeställ\w*|önskar|avslutades)\b",
    re.I,
)
_GRUNDSKOLA = re.compile(
    r"(?<!\w)(?!(?:På|Vid|I|En|Varje|För|Till|Ingen|Vår)\s)(?P<name>[A-ZÅÄÖ][a-zåäö]+\s(?:grund|fri)skola)(?!\w)"
)
_ENDED = re.compile(r"\b(?:avsluta\w*|upphör\w*|la(?:de)?s\s+ned\w*)\b", re.I)
_THE_SCHOOL = re.compile(r"\b(?:skolan|enheten)\b", re.I)
_LEAST_SURE, _LONGEST, _SHORTEST = 0.85, 420, 20


def named_schools(texts: Sequence[PlacedText], settled: Sequence[str]) -> tuple[str, ...]:
    """The schools of the document, those first that it lists or heads, then those that its text names."""
    named = [one.name for one in mentioned_schools(texts) if one.confidence >= _LEAST_SURE]
    named += [match["name"] for text in texts for match in _GRUNDSKOLA.finditer(text.text)]
    have = {school.casefold() for school in settled}
    return (*settled, *dict.fromkeys(name for name in named if name.casefold() not in have))


def told_items(
    texts: Sequence[tuple[Block, PlacedText]],
    schools: Sequence[str],
    windows: Windows,
    programme: ProgrammeNamed,
    listed: Sequence[Item],
) -> Iterator[Item]:
    """The items told in running text. `programme` gives the known programme that a wording names."""
    have: set[tuple[str, str | None]] = {(item.school, programme(item.text)) for item in listed}
    taken = {id(block) for item in listed for block in item.blocks}
    for block, text, headed in _running_text(texts):
        if id(block) in taken:
            continue
        for school, start, end in _told(text, schools, headed, programme):
            item = _item(text, block, (start, end), school, windows)
            item = replace(item, ended=_is_said_to_end(text.text[end:], school))
            key = (school, programme(item.text) or item.text)
            if key not in have:
                have.add(key)
                yield item


def _running_text(
    texts: Sequence[tuple[Block, PlacedText]],
) -> Iterator[tuple[Block, PlacedText, str | None]]:
    """The paragraphs that may tell of support, each with the school whose heading it stands under."""
    topic: Topic | None = None
    headed: str | None = None
    for block, text in texts:
        if block.kind is Kind.HEADING:
            topic, headed = (block.topic if block.topic or not block.school else topic), block.school
        elif block.kind is Kind.PROSE and topic not in _ELSEWHERE and not block.text.endswith((":", "?")):
            yield block, text, headed


def _told(
    text: PlacedText, schools: Sequence[str], headed: str | None, programme: ProgrammeNamed
) -> Iterator[tuple[str, int, int]]:
    """The sentences that tell of support: school by school, from where to where."""
    spoken_of = headed
    for start, end in text.sentences():
        sentence = text.text[start:end].strip()
        named = _named(sentence, schools)
        if named:
            spoken_of = named[0] if len(named) == 1 else None
        about = named or ((spoken_of,) if spoken_of and _THE_SCHOOL.search(sentence) else ())
        if about and _tells(sentence, programme):
            yield from ((school, start, end) for school in about)


def _named(sentence: str, schools: Sequence[str]) -> tuple[str, ...]:
    """The schools that a sentence names, also in the genitive; of names that hold each other the longest."""
    small = sentence.casefold()
    found = [
        school
        for school in schools
        if school.casefold() in small and re.search(rf"(?<!\w){re.escape(school)}s?(?!\w)", sentence, re.I)
    ]
    return tuple(
        one
        for one in found
        if not any(one != other and one.casefold() in other.casefold() for other in found)
    )


def _tells(sentence: str, programme: ProgrammeNamed) -> bool:
    """Whether it names a known programme and a time or a giving; any other support must have both."""
    if not _SHORTEST <= len(sentence) <= _LONGEST or sentence.endswith("?") or _DENIES.search(sentence):
        return False
    given, timed = _GIVEN.search(sentence) is not None, bool(periods_in(sentence))
    if programme(sentence):
        return given or timed
    return given and timed and _SUPPORT.search(sentence) is not None


def _is_said_to_end(text: str, school: str) -> bool:
    """Whether what follows says of the school, or of nobody else, that something was ended."""
    return any(
        school.casefold() in sentence.casefold() or _THE_SCHOOL.search(sentence)
        for sentence in re.split(r"(?<=[.!?])\s+", text)
        if _ENDED.search(sentence)
    )


def _item(placed: PlacedText, block: Block, span: tuple[int, int], school: str, windows: Windows) -> Item:
    text = placed.text[slice(*span)].strip()
    window = window_of_time(text, windows) or tense(text)
    return Item(
        school=school,
        window=window or PAST,
        text=text,
        blocks=(block,),
        marked=False,
        window_stated=window is not None,
        place=placed.source(span[0], span[1]),
        told=True,
    )
