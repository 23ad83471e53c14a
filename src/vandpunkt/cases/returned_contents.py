"""What a statement that came back says otherwise: own texts that were changed, and lines that are new."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from vandpunkt.cases.answer import SECTIONS
from vandpunkt.cases.models import Case
from vandpunkt.documents.tree import Document, Heading, Paragraph
from vandpunkt.documents.walk import plain
from vandpunkt.reading import InterventionFact, Reading
from vandpunkt.reading.comparison import Comparison, Outcome, Piece, word_differences
from vandpunkt.reading.returned import ReturnedWord
from vandpunkt.register.reviewing.values import ProposalRow


@dataclass(frozen=True)
class OwnTextChange:
    """The own text of one section as it was sent out and as it came back; `accepted` once taken over."""

    section: str
    heading: str
    before: str
    after: str
    accepted: bool

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The two texts, word by word."""
        return word_differences(self.before, self.after)


@dataclass(frozen=True)
class NewItem:
    """A line of the returned file that reads as support which the document did not list.

    `number` is its place among all items of the file; `proposal` once the register holds it as one.
    """

    number: int
    fact: InterventionFact
    proposal: ProposalRow | None = None


def new_items(reading: Reading, document: Document, comparison: Comparison) -> tuple[NewItem, ...]:
    """Items of support in the file that are neither facts of the document nor rewordings of them."""
    known = {_spaced(one.given.text) for one in comparison.facts}
    known |= {_spaced(one.after) for one in comparison.of(Outcome.REWORDED)}
    known |= {_spaced(text) for texts in _paragraphs(document).values() for text in texts}
    return tuple(
        NewItem(number, fact)
        for number, fact in enumerate(reading.interventions, start=1)
        if _spaced(fact.text) not in known
    )


def with_proposals(items: Iterable[NewItem], proposals: Iterable[ProposalRow]) -> tuple[NewItem, ...]:
    """The items, each with the proposal that the very same words in the file are."""
    by_words = {(one.page, one.source_start, one.source_end): one for one in proposals}
    return tuple(
        replace(one, proposal=by_words.get((source.page, source.start, source.end)))
        for one in items
        for source in (one.fact.source,)
    )


def own_text_changes(case: Case, document: Document, word: ReturnedWord) -> Iterator[OwnTextChange]:
    """The sections whose own text came back otherwise than it was sent."""
    sent = _paragraphs(document)
    written = {one.section: one.text for one in case.own_texts.all()}
    for heading, section in SECTIONS.items():
        before = [_spaced(text) for text in sent.get(heading, ())]
        after = [
            one.text
            for one in word.paragraphs
            if one.place == (heading,) and not one.heading and not one.item and not one.facts and one.text
        ]
        if heading in {one.text for one in word.paragraphs if one.heading} and before != after:
            text = "\n\n".join(after)
            accepted = written.get(section, "") == text
            yield OwnTextChange(section, heading, "\n\n".join(before), text, accepted)


def _paragraphs(document: Document) -> dict[str, list[str]]:
    """The paragraphs without citations right below each heading of the first level."""
    found: dict[str, list[str]] = {}
    heading = ""
    for block in document.blocks:
        if isinstance(block, Heading):
            heading = block.text if block.level == 1 else ""
        elif isinstance(block, Paragraph) and heading and not any(run.citations for run in block.runs):
            found.setdefault(heading, []).append(plain(block.runs))
    return found


def _spaced(text: str) -> str:
    return " ".join(text.split())
