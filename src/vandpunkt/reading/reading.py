"""A file or a text → what it states: the whole way from pages to facts."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace
from pathlib import Path

from vandpunkt.domain.periods import Period
from vandpunkt.domain.problems import Problem, marked
from vandpunkt.reading.blocks import Block, Kind, blocks_of
from vandpunkt.reading.confidence import Doubt
from vandpunkt.reading.document_facts import document_facts, kind_of
from vandpunkt.reading.facts import DocumentFacts, InterventionFact, Reading, Section, Window
from vandpunkt.reading.files import content_pages, file_pages
from vandpunkt.reading.glossary import introduced_abbreviations, with_introduced
from vandpunkt.reading.headings import topic_of
from vandpunkt.reading.item_facts import read_item
from vandpunkt.reading.items import Item, introductions, items_of, lists_without_school
from vandpunkt.reading.limits import Limits
from vandpunkt.reading.lines import Gap, Line, lines_of
from vandpunkt.reading.misread import mended, told
from vandpunkt.reading.names import KnownNames, ProgrammeName, known_names
from vandpunkt.reading.nested_items import without_group_titles
from vandpunkt.reading.pages import Page
from vandpunkt.reading.placed_text import placed_text
from vandpunkt.reading.programme_lists import items_by_programme
from vandpunkt.reading.programmes import programme_of, told_programme
from vandpunkt.reading.recognising import Recogniser
from vandpunkt.reading.remarks import warnings_of
from vandpunkt.reading.run_in_headings import run_in_schools, with_run_in_headings
from vandpunkt.reading.running_lines import without_running_lines
from vandpunkt.reading.schools import (
    as_prose_has_it,
    distinct_schools,
    headed_schools,
    introduced_schools,
    mentioned_school,
    supported_schools,
    tabled_schools,
)
from vandpunkt.reading.signatures import only_signs
from vandpunkt.reading.text_file import text_pages
from vandpunkt.reading.told_support import named_schools, told_items
from vandpunkt.reading.unwrapping import KnowsWord, unwrapped, word_finder
from vandpunkt.reading.windows import Windows, names_support, stated_windows

_FEWEST_HEADINGS = 3


def read_file(
    path: str | Path,
    *,
    names: KnownNames | None = None,
    limits: Limits | None = None,
    recogniser: Recogniser | None = None,
) -> Reading:
    """Read a statement from a PDF, DOCX, HTML or text file; the content decides which, not the name.

    Raises Problem for a file that cannot be read, breaks the limits, or is no statement; and for one that is
    pictures alone, unless a `recogniser` finds the text on them.
    """
    path = Path(path)
    limits = limits or Limits()
    return _read(file_pages(path, limits, recogniser), names or known_names(), limits, path.name)


def read_content(
    data: bytes,
    *,
    name: str,
    names: KnownNames | None = None,
    limits: Limits | None = None,
    recogniser: Recogniser | None = None,
) -> Reading:
    """Read a statement from the bytes of a file. Raises Problem as read_file does."""
    limits = limits or Limits()
    return _read(content_pages(data, name, limits, recogniser), names or known_names(), limits, name)


def read_text(
    text: str, *, names: KnownNames | None = None, limits: Limits | None = None, name: str = "texten"
) -> Reading:
    """Read a statement from a text; form feeds part its pages. Raises Problem as read_file does."""
    limits = limits or Limits()
    return _read(text_pages(text, limits, name), names or known_names(), limits, name)


def _read(pages: Sequence[Page], names: KnownNames, limits: Limits, file: str) -> Reading:
    raw = lines_of(pages)
    limits.check_lines(len(raw), file)
    _check_kind(raw, file)
    mend = mended(raw, names)
    raw = mend.lines
    lines = without_running_lines(raw)
    knows_word = word_finder("\n".join(line.text for line in lines))
    prose = unwrapped([line.text for line in lines], knows_word)
    candidates = _schools(prose, lines)
    lines = tuple(with_run_in_headings(lines, candidates))
    blocks = blocks_of(lines, candidates, knows_word)
    introduced = introductions(blocks, candidates)
    schools = _settled_schools(prose, blocks, introduced, candidates)
    windows = stated_windows([block.text for block in blocks if block.kind is Kind.PROSE], introduced)
    items = _items(blocks, schools, windows, knows_word, names)
    schools = distinct_schools((*schools, *(item.school for item in items)))
    if not names_support(prose) and not any(_names_programme(item, names) for item in items):
        items = ()
    names = _with_own_names(names, items)
    recognised = {number for number, page in enumerate(pages, start=1) if page.recognised}
    facts = tuple(_fact(item, windows, names, recognised, misread=mend.misread) for item in items)
    document = document_facts(raw, blocks, windows, schools)
    return Reading(
        document=document,
        interventions=facts,
        warnings=(
            *told(mend.words),
            *warnings_of(
                document,
                items,
                facts,
                _proposed(facts, names),
                lists_without_school(blocks, schools, windows, items),
            ),
        ),
        sections=_sections(blocks, items, introduced, document),
        page_texts=tuple(page.text for page in pages),
        pages=tuple(pages),
    )


def _check_kind(lines: Sequence[Line], file: str) -> None:
    """A statement calls itself one, or has at least three of the headings that statements have."""
    headings = {topic_of(line.text) for line in lines} - {None}
    if len(headings) >= _FEWEST_HEADINGS or (headings and kind_of("\n".join(line.text for line in lines))):
        return
    raise Problem(
        marked(
            "{file} ser inte ut som ett tjänsteutlåtande: rubriker som «Förslag till beslut», "
            "«Sammanfattning» och «Ärendets beredning» saknas. Välj en annan fil."
        ),
        file=file,
    )


def _schools(prose: str, lines: Sequence[Line]) -> tuple[str, ...]:
    """Every name that may be a school's: introduced in prose, given support in a sentence, or a heading."""
    by_line = "\n".join(line.text for line in lines)
    found = (
        introduced_schools(prose),
        supported_schools(by_line),
        headed_schools(lines),
        run_in_schools(lines),
        tabled_schools(lines),
    )
    return distinct_schools(as_prose_has_it(name, prose) for names in found for name in names)


def _settled_schools(
    prose: str, blocks: Sequence[Block], introduced: Sequence[str], candidates: Sequence[str]
) -> tuple[str, ...]:
    """The schools of the document: those it lists, then others with a heading or a list of their own."""
    headed = {block.school for block in blocks if block.school}
    headed |= set(tabled_schools([line for block in blocks for line in block.lines]))
    headed |= {school for text in introduced if (school := mentioned_school(text, candidates))}
    return distinct_schools((*introduced_schools(prose), *(name for name in candidates if name in headed)))


def _items(
    blocks: Sequence[Block],
    schools: Sequence[str],
    windows: Windows,
    knows_word: KnowsWord,
    names: KnownNames,
) -> tuple[Item, ...]:
    """The items of lists and tables, school by school or programme by programme, and what sentences tell."""

    def programme(text: str) -> str | None:
        found = told_programme(text, names)
        return found.name if found and found.known else None

    listed = without_group_titles(
        items_of(blocks, schools, windows), lambda text: programme(text) is not None
    )
    texts = [(block, placed_text(block, knows_word)) for block in blocks if _may_name_school(block)]
    named = named_schools([text for _, text in texts], schools)
    grouped = items_by_programme(blocks, named, windows, lambda text: programme(text) is not None)
    found = (*listed, *(item for item in grouped if not _is_among(item, listed)))
    return (*found, *told_items(texts, named, windows, programme, found))


def _may_name_school(block: Block) -> bool:
    return block.kind in (Kind.HEADING, Kind.PROSE) or (
        block.kind is Kind.ITEM and "skol" in block.text.casefold()
    )


def _is_among(item: Item, listed: Sequence[Item]) -> bool:
    return any(item.blocks[0] is block for other in listed for block in other.blocks)


def _names_programme(item: Item, names: KnownNames) -> bool:
    programme = programme_of(item.text, names)
    return programme is not None and programme.known


def _with_own_names(names: KnownNames, items: Sequence[Item]) -> KnownNames:
    """The names, and those that the document itself introduces: what one names, others may mention."""
    names = with_introduced(names, [one for item in items for one in introduced_abbreviations(item.text)])
    found = (programme_of(item.text, names) for item in items if not item.told)
    proposed = {
        programme.name: ProgrammeName(programme.name)
        for programme in found
        if programme and not programme.known
    }
    have = {programme.name for programme in names.introduced}
    new = (programme for name, programme in proposed.items() if name not in have)
    return replace(names, introduced=(*names.introduced, *new))


def _fact(
    item: Item, windows: Windows, names: KnownNames, recognised: Container[int], *, misread: bool
) -> InterventionFact:
    window = windows.get(item.window)
    years = Period.from_codes(window.start, window.end) if window else Period()
    return read_item(
        item.text,
        window=item.window,
        years=years,
        names=names,
        school=item.school,
        source=item.source,
        partner_text=item.partner_text,
        label=_label(item.label_years, window, misread=misread),
        doubts=_doubts(item, recognised),
        misread=misread,
        told=item.told,
    )


def _label(stated: Window | None, window: Window | None, *, misread: bool) -> Period | None:
    """The years of the words above a list; in a misread document not those that are half of its window."""
    if stated is None:
        return None
    half = window is not None and window != stated and {stated.start, stated.end} & {window.start, window.end}
    return None if misread and half else Period.from_codes(stated.start, stated.end)


def _doubts(item: Item, recognised: Container[int]) -> tuple[Doubt, ...]:
    gaps = {line.gap for block in item.blocks for line in block.lines[1:]}
    return tuple(
        doubt
        for doubt, holds in (
            (Doubt.NO_BULLET, not item.marked and not item.told),
            (Doubt.RUNNING_TEXT, item.told),
            (Doubt.SEVERAL_PERIODS, item.ended),
            (Doubt.NO_WINDOW, not item.window_stated),
            (Doubt.PAGE_TURN, Gap.TURN in gaps),
            (Doubt.BLANK_INSIDE, Gap.BLANK in gaps),
            (Doubt.TABLE, item.blocks[0].kind is Kind.ROW),
            (Doubt.RECOGNISED, item.source.page in recognised),
        )
        if holds
    )


def _proposed(facts: Sequence[InterventionFact], names: KnownNames) -> list[str]:
    told = Doubt.RUNNING_TEXT.value[0]
    found = (programme_of(fact.text, names) for fact in facts if told not in fact.doubts)
    return [programme.name for programme in found if programme and not programme.known]


def _sections(
    blocks: Sequence[Block], items: Sequence[Item], introduced: Sequence[str], document: DocumentFacts
) -> tuple[Section, ...]:
    """The running text under each heading, without items of support, what introduces them, and signatures."""
    left_out = {id(block) for item in items for block in item.blocks}
    sections: list[Section] = []
    paragraphs: list[str] = []
    heading = ""
    for block in (*blocks, None):
        if block is None or block.kind is Kind.HEADING:
            if heading or paragraphs:
                sections.append(Section(heading, tuple(paragraphs)))
            heading, paragraphs = (block.text if block else ""), []
        elif id(block) not in left_out and _is_running_text(block, introduced, document):
            paragraphs.append(block.text)
    return tuple(sections)


def _is_running_text(block: Block, introduced: Sequence[str], document: DocumentFacts) -> bool:
    if block.kind is Kind.ROW or block.text in introduced:
        return False
    return not only_signs((line.text for line in block.lines), document.signatories)
