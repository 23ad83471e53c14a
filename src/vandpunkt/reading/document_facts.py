"""What the document says of itself: kind, title, number, board, administration, proposal, attachments."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from vandpunkt.domain.diarienummer import find_diarienummer
from vandpunkt.reading.blocks import Block, Kind
from vandpunkt.reading.facts import DocumentFacts
from vandpunkt.reading.headings import Topic, topic_of
from vandpunkt.reading.lines import Line
from vandpunkt.reading.pages import Form
from vandpunkt.reading.preparation import consultations_in, prepared_by
from vandpunkt.reading.running_lines import is_page_furniture
from vandpunkt.reading.senders import senders_in
from vandpunkt.reading.signatures import signatories_in
from vandpunkt.reading.windows import Windows

_KINDS = re.compile(r"\b(tjänsteutlåtande|tjänsteskrivelse)\w*", re.I)
_COMPOUND = r"(?:[A-ZÅÄÖ][\wåäö]*-,? (?:[\wåäö]+-,? ){0,3}och )?"
_BOARD = re.compile(
    rf"(?<![\w-])({_COMPOUND}(?:[A-ZÅÄÖ]\w*(?:[/-][A-ZÅÄÖ]\w*)? )?\w*(?:nämnden|styrelsen|nämnd))\b"
)
_ADMINISTRATION = re.compile(rf"(?<![\w-])({_COMPOUND}\w+(?:förvaltningen|kontoret))s?\b", re.I)
_SUBTITLE = re.compile(r"(?:svar|yttrande|remissvar|remiss|besvarande|redovisning av uppdrag)\b", re.I)
_LETTERHEAD = re.compile(
    r"(?:handläggare|till|telefon|tfn|referens|utfärdat|beslutsdatum|sida|tjänste(?:skrivelse|utlåtande)|e-post|kontakt|sändlista|mottagare|datum|ärendenummer)\b.*|[\w.-]+@[\w.-]+|"
    r"[\d\s()+-]{6,}|\d{1,4}[/-]\d{1,2}[/-]\d{1,4}\b.{0,20}|\d{1,2}\s\w+\s\d{4}|sammanträde\w*.*|.*\s{2,}tjänste(?:skrivelse|utlåtande)\b.*|.*\b(?:dnr|diarienummer|ärendenummer)\b.*|.*(?:avdelningen|enheten|nämnden|förvaltningen|kontoret)(?:\s+\d{4}-\d\d-\d\d)?",
    re.I,
)
_ASKS_FOR_NAME = re.compile(r"(?:handläggare|kontakt(?:person)?|referens|till):?", re.I)
_LONGEST_TOP = 40
_COMMON_BODIES = {"förvaltningen", "kontoret", "nämnden", "styrelsen", "stadsdelsförvaltningen"}
_ATTACHMENT_LINE = re.compile(r"bilag(?:a|or)\s*\d{0,2}\s*[:.–-]\s+\S", re.I)
_ATTACHMENT_NUMBER = re.compile(r"^(?:bilaga\s*)?\d{0,2}\s*[.:)–-]?\s+|^bilaga\s*:?\s+", re.I)


def document_facts(
    raw_lines: Sequence[Line], blocks: Sequence[Block], windows: Windows, schools: Sequence[str]
) -> DocumentFacts:
    """The facts of the document itself. `raw_lines` are all lines, page headers too."""
    text = "\n".join(line.text for line in raw_lines)
    title, subtitle = title_and_subtitle(raw_lines)
    preparation = _prose(blocks, Topic.PREPARATION)
    prose = " ".join(block.text for block in blocks if block.kind is Kind.PROSE)
    proposal = _proposal(blocks)
    number = find_diarienummer(text)
    return DocumentFacts(
        kind=kind_of(text) or "tjänsteutlåtande",
        title=title,
        subtitle=subtitle,
        dnr=str(number) if number else None,
        board=board_named(proposal or "", text),
        administration=_administration(raw_lines, prose),
        senders=senders_in(subtitle or title or "") or senders_in(prose),
        prepared_by=prepared_by(preparation or prose),
        consultations=consultations_in(preparation),
        proposal=proposal,
        signatories=signatories_in(raw_lines),
        attachments=_attachments(blocks),
        past=windows.past,
        planned=windows.planned,
        schools=tuple(schools),
    )


def kind_of(text: str) -> str | None:
    """`tjänsteutlåtande` or `tjänsteskrivelse`, as the text calls itself; None where it does neither."""
    match = _KINDS.search(text)
    return match[1].lower() if match else None


def title_and_subtitle(lines: Sequence[Line]) -> tuple[str | None, str | None]:
    """The lines above the first known heading that are no letterhead; the subtitle tells what is answered."""
    top = [line.text for line in lines[: _first_heading(lines)] if line.form is not Form.MARGIN]
    top = [text for before, text in pairwise(("", *top)) if not _ASKS_FOR_NAME.fullmatch(before)]
    words = [text for text in top if not is_page_furniture(text) and not _LETTERHEAD.fullmatch(text)]
    at = next((index for index, text in enumerate(words) if _SUBTITLE.match(text)), None)
    if at is None:
        return (words[0] if words else None), None
    if at == 0:
        rest = words[1:]
        return (rest[0], words[0]) if rest else (words[0], None)
    return _wrapped_title(words[:at]), " ".join(words[at:])


def _wrapped_title(lines: Sequence[str]) -> str:
    """The last line, and those before it that go on in it."""
    title = lines[-1]
    for before in reversed(lines[:-1]):
        cut = before.endswith(("–", "-", ",", " och", " i", " av", " på", " till", " för"))
        if not cut and not title[0].islower():
            break
        title = f"{before}{title}" if before.endswith("–") else f"{before} {title}"
    return title


def _first_heading(lines: Sequence[Line]) -> int:
    """Where the sections begin: a title may be worded as the heading of the section that answers."""
    topics = ((index, topic_of(line.text)) for index, line in enumerate(lines))
    found = [(index, topic) for index, topic in topics if topic]
    others = [index for index, topic in found if topic is not Topic.VIEWS]
    first = (
        others[0] if others and others[0] < _LONGEST_TOP else min((index for index, _ in found), default=None)
    )
    return first if first is not None else min(len(lines), 12)


def _prose(blocks: Sequence[Block], topic: Topic) -> str:
    return " ".join(block.text for block in _under(blocks, topic))


def _under(blocks: Sequence[Block], topic: Topic) -> list[Block]:
    """The blocks below the first heading with this topic that has any, to the next heading."""
    found: list[Block] = []
    inside = False
    for block in blocks:
        if block.kind is Kind.HEADING:
            if inside and found:
                return found
            inside = block.topic is topic
        elif inside:
            found.append(block)
    return found


def _proposal(blocks: Sequence[Block]) -> str | None:
    return " ".join(block.text for block in _under(blocks, Topic.PROPOSAL)) or None


def board_named(*texts: str) -> str | None:
    """The board that the first text that names one names first; None where none does."""
    for source in texts:
        match = next((m for m in _BOARD.finditer(source) if m[1].lower() not in _COMMON_BODIES), None)
        if match:
            return match[1][:1].upper() + match[1][1:]
    return None


def _administration(lines: Sequence[Line], prose: str) -> str | None:
    """The administration named most often, in the letterhead, the signatures and the text."""
    text = " ".join([*(line.text for line in lines[:15]), prose, *(line.text for line in lines[-15:])])
    names = Counter(match[1].lower() for match in _ADMINISTRATION.finditer(text))
    named = [name for name, _ in names.most_common() if name not in _COMMON_BODIES]
    return named[0][:1].upper() + named[0][1:] if named else None


def _attachments(blocks: Sequence[Block]) -> tuple[str, ...]:
    listed = [block.text for block in _under(blocks, Topic.ATTACHMENTS)]
    listed = listed or [block.text for block in blocks if _ATTACHMENT_LINE.match(block.text)]
    return tuple(filter(None, (_ATTACHMENT_NUMBER.sub("", text).strip() for text in listed)))
