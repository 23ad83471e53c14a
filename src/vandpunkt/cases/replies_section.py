"""The head teacher's comment as the answer prints it: in its own paragraph, word for word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localdate

from vandpunkt.cases.citations import Citations
from vandpunkt.documents.tree import Block, Paragraph, Run
from vandpunkt.domain.dates import print_date
from vandpunkt.domain.sentence_rules import WrittenIn, sentence


@dataclass(frozen=True)
class PrintedReply:
    """A comment that the officer lets the answer print."""

    id: int
    school_code: str
    school: str
    text: str
    written_at: datetime


def reply_paragraphs(
    replies: tuple[PrintedReply, ...], school_code: str, citations: Citations
) -> Iterator[Block]:
    """The comments on one school, oldest first; a blank line in a comment parts its paragraphs."""
    for reply in replies:
        if reply.school_code != school_code:
            continue
        cited = (citations.reply(reply.id, reply_label(reply)),)
        first, *rest = [one for one in reply.text.split("\n\n") if one.strip()]
        yield Paragraph((Run(head_teacher_writes(reply.school)), Run(first, cited)))
        yield from (Paragraph((Run(one, cited),)) for one in rest)


@sentence(
    WrittenIn.ANSWER_REPLY,
    "När rektorn har kommenterat det som svaret säger om skolan och handläggaren har valt att ta med "
    "kommentaren. Rektorns ord följer oförändrade.",
)
def head_teacher_writes(school: str) -> str:
    """Says by role who has written what follows."""
    return f"Rektor för {school} skriver: "


def reply_label(reply: PrintedReply) -> str:
    """The source in one line, for the list of sources."""
    return f"Kommentar {reply.id} från rektor för {reply.school}, {print_date(localdate(reply.written_at))}"
