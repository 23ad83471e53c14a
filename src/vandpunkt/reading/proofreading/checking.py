"""A reading → everything that somebody should look at before the statement is signed."""

from __future__ import annotations

import re

from vandpunkt.reading.facts import Reading
from vandpunkt.reading.names import KnownNames, known_names
from vandpunkt.reading.proofreading.coverage import missing_schools, outside_scope
from vandpunkt.reading.proofreading.passages import passages_of
from vandpunkt.reading.proofreading.remark import Remark
from vandpunkt.reading.proofreading.spelling import misspellings
from vandpunkt.reading.proofreading.stray_signs import stray_signs
from vandpunkt.reading.proofreading.uneven_names import uneven_names


def proofread(reading: Reading, *, names: KnownNames | None = None) -> tuple[Remark, ...]:
    """Remarks on a statement: words and signs in the order of the text, then names, schools and years."""
    names = names or known_names()
    passages = tuple(passages_of(reading))
    return (
        *misspellings(passages, _words_of(names)),
        *stray_signs(passages),
        *uneven_names(reading.interventions, names),
        *missing_schools(reading),
        *outside_scope(reading),
    )


def _words_of(names: KnownNames) -> frozenset[str]:
    programmes = (*names.programmes, *names.introduced)
    told = [
        *(text for one in programmes for text in (one.name, *one.aliases)),
        *(text for one in names.partners for text in (one.name, *one.aliases)),
    ]
    return frozenset(word.casefold() for text in told for word in re.findall(r"\w+", text))
