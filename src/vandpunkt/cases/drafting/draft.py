"""The draft of an answer as it stands now: what is generated, what is own, and what has changed since."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from vandpunkt.cases.answer import SECTIONS
from vandpunkt.cases.building import generated_answer, keep_tree, newest_builds, newest_kept
from vandpunkt.cases.drafting.answered import answered_grid
from vandpunkt.cases.drafting.changes import Change, changes, rewritten, with_changes
from vandpunkt.cases.drafting.own_sentences import (
    OwnSentenceRow,
    sentences_of,
    with_own_sentences,
    write_own_sentence,
)
from vandpunkt.cases.drafting.own_texts import OwnTextRow, texts_of
from vandpunkt.cases.drafting.passages import Passage, passages
from vandpunkt.cases.drafting.stable_keys import with_stable_keys
from vandpunkt.cases.loading import CaseHeading, heading_of, held_case, whole_case
from vandpunkt.cases.models import Statement
from vandpunkt.documents.serialise import from_json
from vandpunkt.documents.tree import Document
from vandpunkt.domain.problems import Problem, marked
from vandpunkt.reading import KnownNames
from vandpunkt.register.programmes.catalogue import names_for_reading


@dataclass(frozen=True)
class DraftPassage:
    """A passage of the draft as it reads. `own` is the person's sentence that stands there, None for none.

    `generated` is what the register gives there now. `section` is the section that it stands in where a
    person may write that, "" elsewhere.
    """

    passage: Passage
    own: OwnSentenceRow | None
    generated: str
    section: str

    @property
    def outdated(self) -> bool:
        """Whether the register has changed since the own sentence was written."""
        return self.own is not None and self.own.generated != self.generated


@dataclass(frozen=True)
class Draft:
    """The answer as it would read if it were built now, passage by passage.

    `number` is the newest kept build, None before the first; `changes` is how that build differs from what
    the register gives now, and `gaps` how many questions it leaves unanswered; `left_over` are own sentences
    whose passage is not in the answer any more; `names` are those that it was written by. `rewritten` is
    whether a person's words are others than in that build.
    """

    case: CaseHeading
    document: Document
    passages: tuple[DraftPassage, ...]
    texts: tuple[OwnTextRow, ...]
    number: int | None
    changes: tuple[Change, ...]
    rewritten: bool
    gaps: int
    left_over: tuple[OwnSentenceRow, ...]
    names: KnownNames


def draft(slug: str, *, now: datetime) -> Draft:
    """The draft of a case. Stores nothing. Raises Problem for an unknown case."""
    case = whole_case(slug, statements=newest_builds())
    own = sentences_of(case)
    names = names_for_reading()
    generated = generated_answer(case, names, now=now)
    document = with_own_sentences(generated, own)
    given = {part.key: part.text for part in passages(generated) if part.in_words}
    kept = next(iter(case.statements.all()), None)
    built = _tree(kept) if kept else None
    return Draft(
        case=heading_of(case),
        document=document,
        passages=tuple(
            DraftPassage(
                part,
                own.get(part.key) if part.in_words else None,
                given.get(part.key, ""),
                SECTIONS.get(part.place, ""),
            )
            for part in passages(document)
        ),
        texts=texts_of(case),
        number=kept.number if kept else None,
        changes=changes(built, document, own) if built else (),
        rewritten=built is not None and rewritten(built, document, own),
        gaps=answered_grid(case, built).gaps if built else 0,
        left_over=tuple(row for key, row in own.items() if key not in given),
        names=names,
    )


@transaction.atomic
def take_in(
    slug: str, *, number: int, accepted: Collection[str], kept_as_own: Collection[str], by: str, now: datetime
) -> int:
    """Keep a new build with the accepted changes alone; returns its number.

    `number` is the build that the person compared with. `kept_as_own` are changes whose old words stay, as
    the officer's own sentence. Raises Problem where a newer build has come since.
    """
    case = held_case(slug)
    kept = newest_kept(case)
    if kept is None or kept.number != number:
        raise Problem(marked("Svaret har byggts om medan du läste. Jämför med det nya."))
    seen = draft(slug, now=now)
    for change in seen.changes:
        if change.id in kept_as_own and change.reworded:
            _keep_as_own(case.slug, change, seen, by=by, now=now)
    fresh = draft(slug, now=now)
    own = {one.passage.key for one in fresh.passages if one.own}
    document = with_changes(_tree(kept), fresh.document, accepted, own)
    return keep_tree(case, document, by=by, now=now).number


def _tree(kept: Statement) -> Document:
    """What a build says, by the keys that its passages have now."""
    return with_stable_keys(from_json(kept.tree))


def _keep_as_own(slug: str, change: Change, seen: Draft, *, by: str, now: datetime) -> None:
    key = change.after[0].key
    here = next(one for one in seen.passages if one.passage.key == key)
    write_own_sentence(
        slug,
        key,
        change.before[0].text,
        generated=here.generated,
        made_from=here.own.version if here.own else 0,
        by=by,
        now=now,
    )
