"""The demo's draft: a made-up case where somebody has begun to write, and has replaced a sentence."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from vandpunkt.cases.drafting.draft import draft
from vandpunkt.cases.drafting.own_sentences import write_own_sentence
from vandpunkt.cases.drafting.own_texts import own_text, write_own_text

SECTION = "background"
_KEY = "past_support:"
_TEXT = (
    "Påhittad text för demon: två ledamöter har frågat om KSBS på två skolor.\n\n"
    "Påhittad text för demon: förvaltningen har talat med båda skolornas rektorer."
)
_SENTENCE = "Det här stödet har skolan erbjudits (egen mening, påhittad för demon):"


@transaction.atomic
def begin_a_draft(slug: str, *, by: str, now: datetime) -> None:
    """Write a section, and one sentence in place of a generated one. A second time changes nothing."""
    if own_text(slug, SECTION).version:
        return
    write_own_text(slug, SECTION, _TEXT, made_from=0, by=by, now=now)
    for one in draft(slug, now=now).passages:
        if one.passage.key.startswith(_KEY) and one.own is None:
            key, generated = one.passage.key, one.generated
            write_own_sentence(slug, key, _SENTENCE, generated=generated, made_from=0, by=by, now=now)
            return
