"""The same support written in several ways: other signs between the same words, or another name."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from vandpunkt.domain.problems import marked
from vandpunkt.reading.facts import InterventionFact
from vandpunkt.reading.names import KnownNames, ProgrammeName
from vandpunkt.reading.programmes import programme_of
from vandpunkt.reading.proofreading.remark import Remark, RemarkKind

_SIGNS = re.compile(r"[^\w()]+")
_FULL_STOP = re.compile(r"[.\s]+$")


def uneven_names(facts: Sequence[InterventionFact], names: KnownNames) -> Iterator[Remark]:
    """A remark for each programme whose items are not written alike.

    Signs: two items with the same words in the same order, but other signs or capitals between them; a
    full stop at the end does not count. Names: a programme under its own name at one school and under
    another name at another; the abbreviation after the full name, and alone, is as it should be.
    """
    yield from _uneven_signs(facts)
    yield from _uneven_names(facts, names)


def _uneven_signs(facts: Sequence[InterventionFact]) -> Iterator[Remark]:
    alike: dict[str, list[InterventionFact]] = defaultdict(list)
    for fact in facts:
        alike[" ".join(_SIGNS.sub(" ", fact.text).casefold().split())].append(fact)
    for same in alike.values():
        written = Counter(_FULL_STOP.sub("", fact.text) for fact in same)
        if len(written) > 1:
            usual = max(written, key=lambda text: (written[text], len(text)))
            for fact in _first_of_each(same, usual):
                yield Remark(
                    RemarkKind.UNEVEN_NAME,
                    fact.school,
                    fact.text,
                    marked("{place}: «{quote}» skrivs på andra ställen «{proposal}». Skriv lika."),
                    usual,
                )


def _first_of_each(facts: Sequence[InterventionFact], usual: str) -> Iterator[InterventionFact]:
    seen = {usual}
    for fact in facts:
        text = _FULL_STOP.sub("", fact.text)
        if text not in seen:
            seen.add(text)
            yield fact


def _uneven_names(facts: Sequence[InterventionFact], names: KnownNames) -> Iterator[Remark]:
    known = {programme.name: programme for programme in (*names.programmes, *names.introduced)}
    by_programme: dict[str, list[tuple[InterventionFact, str]]] = defaultdict(list)
    for fact in facts:
        found = programme_of(fact.text, names)
        if found and found.known and found.spans:
            start, end = found.spans[0]
            by_programme[found.name].append((fact, fact.text[start:end]))
    for name, written in by_programme.items():
        others = {text for _, text in written if _is_alias(text, known[name])}
        if others and len(others) < len({text.casefold() for _, text in written}):
            for fact, text in written:
                if text in others:
                    others.discard(text)
                    yield Remark(
                        RemarkKind.UNEVEN_NAME,
                        fact.school,
                        text,
                        marked("{place}: «{quote}» heter på andra ställen «{proposal}». Skriv lika."),
                        name,
                    )


def _is_alias(text: str, programme: ProgrammeName) -> bool:
    own = {programme.name.casefold(), (programme.abbreviation or "").casefold()}
    return text.casefold() in {alias.casefold() for alias in programme.aliases} - own
