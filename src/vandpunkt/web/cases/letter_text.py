"""The letter as it came, with the very words marked that something was read from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext as _

from vandpunkt.reading.facts import Source
from vandpunkt.reading.inquiry_facts import InquiryReading


@dataclass(frozen=True)
class Piece:
    """Characters of the letter: plain, or marked. `tags` name what begins here, such as `fråga 1`."""

    text: str
    marked: bool = False
    tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Mark:
    source: Source
    tag: str


def letter_pages(reading: InquiryReading) -> tuple[tuple[Piece, ...], ...]:
    """The pages of the letter, each in pieces; together they are its text, character by character."""
    marks = list(_marks(reading))
    return tuple(
        tuple(_pieces(text, [mark for mark in marks if mark.source.page == number]))
        for number, text in enumerate(reading.page_texts, start=1)
    )


def _pieces(text: str, marks: list[_Mark]) -> Iterator[Piece]:
    cuts = sorted(
        {0, len(text), *(mark.source.start for mark in marks), *(mark.source.end for mark in marks)}
    )
    for start, end in pairwise(cuts):
        inside = any(mark.source.start <= start and end <= mark.source.end for mark in marks)
        tags = tuple(mark.tag for mark in marks if mark.source.start == start)
        yield Piece(text[start:end], marked=inside, tags=tags)


def _marks(reading: InquiryReading) -> Iterator[_Mark]:
    single = (
        (_("diarienummer"), reading.dnr),
        (_("datum"), reading.date),
        (_("inkom"), reading.received),
        (_("rubrik"), reading.title),
        (_("nämnd"), reading.board),
        (_("tidigare stöd"), reading.past),
        (_("planerat stöd"), reading.planned),
    )
    for tag, stated in single:
        if stated and stated.source:
            yield _Mark(stated.source, tag)
    for number, question in enumerate(reading.questions, start=1):
        if question.source:
            yield _Mark(question.source, _("fråga {number}").format(number=number))
    listed = (
        (_("avsändare"), reading.senders),
        (_("skola"), reading.schools),
        (_("program"), reading.programmes),
        (_("annat ärende"), reading.refers_to),
    )
    for tag, all_stated in listed:
        for one in all_stated:
            if one.source:
                yield _Mark(one.source, tag)
