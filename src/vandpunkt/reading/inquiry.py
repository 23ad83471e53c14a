"""A letter with questions to the board → what it asks, of which schools and years, and who asks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice

from vandpunkt.reading.asked_questions import Asked, asked_questions
from vandpunkt.reading.asked_years import AskedYears, asked_years
from vandpunkt.reading.blocks import blocks_of
from vandpunkt.reading.files import content_pages
from vandpunkt.reading.inflection import abbreviation_pattern, name_pattern
from vandpunkt.reading.inquiry_facts import InquiryReading, Stated, StatedSchool
from vandpunkt.reading.inquiry_letterhead import (
    kind_of_letter,
    letter_board,
    letter_dates,
    letter_title,
    other_numbers,
    own_number,
)
from vandpunkt.reading.inquiry_senders import senders_of
from vandpunkt.reading.limits import Limits
from vandpunkt.reading.lines import lines_of
from vandpunkt.reading.mentioned_schools import mentioned_schools
from vandpunkt.reading.names import KnownNames, ProgrammeName, known_names
from vandpunkt.reading.pages import Page
from vandpunkt.reading.placed_text import PlacedText, placed_text
from vandpunkt.reading.running_lines import without_running_lines
from vandpunkt.reading.schools import headed_schools
from vandpunkt.reading.text_file import text_pages
from vandpunkt.reading.unwrapping import word_finder

LETTER_LIMITS = Limits(pages=60, lines=6_000, characters=200_000)
_LONGEST_QUOTE = 80
_MOST_MENTIONS = 5


def read_inquiry(
    content: bytes, name: str, *, names: KnownNames | None = None, limits: Limits | None = None
) -> InquiryReading:
    """Read a letter from the bytes of a PDF, DOCX, HTML or text file.

    Raises Problem for a file that cannot be read or breaks the limits. A letter that says next to nothing is
    no problem: the warnings tell what it lacks.
    """
    limits = limits or LETTER_LIMITS
    return _read(content_pages(content, name, limits), names or known_names(), limits, name)


def read_inquiry_text(
    text: str, *, names: KnownNames | None = None, limits: Limits | None = None, name: str = "texten"
) -> InquiryReading:
    """Read a letter from a text that somebody pasted. Raises Problem as read_inquiry does."""
    limits = limits or LETTER_LIMITS
    return _read(text_pages(text, limits, name), names or known_names(), limits, name)


def _read(pages: Sequence[Page], names: KnownNames, limits: Limits, file: str) -> InquiryReading:
    raw = lines_of(pages)
    limits.check_lines(len(raw), file)
    knows_word = word_finder("\n".join(line.text for line in raw))
    lines = without_running_lines(raw)
    blocks = [placed_text(block, knows_word) for block in blocks_of(lines, headed_schools(lines), knows_word)]
    blocks = [block for block in blocks if block.text.strip()]
    title = letter_title(blocks)
    asked = asked_questions(blocks, title=title.source if title else None)
    written, received = letter_dates(raw)
    years = asked_years(blocks, asked.places, _day(written or received))
    schools = mentioned_schools(blocks)
    senders = senders_of(lines, blocks)
    number = own_number(raw)
    return InquiryReading(
        kind=kind_of_letter(blocks, from_members=any(sender.party for sender in senders)),
        dnr=number,
        date=written,
        received=received,
        title=title,
        board=letter_board(blocks),
        senders=senders,
        questions=asked.questions,
        schools=schools,
        past=years.past,
        planned=years.planned,
        programmes=tuple(_programmes(blocks, names)),
        refers_to=tuple(other_numbers(blocks, number)),
        warnings=tuple(_warnings(asked, years, schools, number, senders=bool(senders))),
        page_texts=tuple(page.text for page in pages),
    )


def _day(stated: Stated | None) -> date | None:
    return date.fromisoformat(stated.value) if stated else None


def _programmes(blocks: Sequence[PlacedText], names: KnownNames) -> Iterator[Stated]:
    """The known programmes that the letter names, in its order, by the register's name for each."""
    seen: set[str] = set()
    patterns = [(programme.name, list(_patterns(programme))) for programme in names.programmes]
    for block in blocks:
        found = sorted(
            (match.start(), match.end(), name)
            for name, of_name in patterns
            for pattern in of_name
            for match in islice(pattern.finditer(block.text), _MOST_MENTIONS)
            if " " in match[0] or match[0][0].isupper()
        )
        for start, end, name in found:
            within = any(a <= start and end <= b and b - a > end - start for a, b, _ in found)
            if name not in seen and not within:
                seen.add(name)
                yield Stated(name, block.source(start, end), 0.9)


def _patterns(programme: ProgrammeName) -> Iterator[re.Pattern[str]]:
    yield from (name_pattern(name) for name in (programme.name, *programme.aliases))
    if programme.abbreviation:
        yield abbreviation_pattern(programme.abbreviation)


def _warnings(
    asked: Asked,
    years: AskedYears,
    schools: Sequence[StatedSchool],
    number: Stated | None,
    *,
    senders: bool,
) -> Iterator[str]:
    """What a person should look at, as Swedish sentences."""
    if number is None:
        yield "Skrivelsen anger inget diarienummer."
    if not senders:
        yield "Det framgår inte vem som har skickat skrivelsen."
    if not asked.questions:
        yield "Inga frågor hittades i skrivelsen."
    for text in asked.passed_over:
        yield f"En fråga i löpande text togs inte med bland frågorna: «{_short(text)}»"
    if not schools:
        yield "Skrivelsen nämner ingen skola vid namn."
    if years.past is None:
        yield "Skrivelsen säger inte vilka år frågan om tidigare stöd gäller."
    if years.planned is None:
        yield "Skrivelsen säger inte vilka år frågan om planerat stöd gäller."
    if years.others:
        yield f"Skrivelsen nämner också andra år: {', '.join(years.others)}."


def _short(text: str) -> str:
    words = re.sub(r"\s+", " ", text)
    if len(words) <= _LONGEST_QUOTE:
        return words
    return words[:_LONGEST_QUOTE].rsplit(" ", 1)[0].rstrip(" ,.") + " …"
