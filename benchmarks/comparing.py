"""How long a returned Word file of a 50-school answer takes to compare.

Run: `python -m benchmarks.comparing`. Prints the best and the median of nine.
"""

from __future__ import annotations

import statistics
import time

from tests.documents.returning import controls, edited, given, reword
from tests.documents.sample import sample_document
from vandpunkt.documents.docx import render
from vandpunkt.documents.tree import Document
from vandpunkt.reading.comparison import Outcome, compare
from vandpunkt.reading.returned_word import read_returned

SCHOOLS = 50
TRIES = 9


def main() -> None:
    """Compare the file with one fact reworded, as often as TRIES says."""
    sample = sample_document()
    repeated = sample.blocks * (SCHOOLS // 5)
    document = Document(
        sample.letterhead, sample.title, sample.subtitle, repeated, sample.citations, sample.language
    )
    facts = given(document)
    content = edited(render(document), lambda root: reword(controls(root)[7], "Andra ord."))
    seconds = []
    for _ in range(TRIES):
        started = time.perf_counter()
        compared = compare(facts, read_returned(content, file="svar.docx"))
        seconds.append(time.perf_counter() - started)
        assert len(compared.of(Outcome.REWORDED)) == 1
    print(f"{SCHOOLS} schools, {len(facts)} facts, {len(content) / 1000:.0f} kB")
    print(f"best {min(seconds):.3f} s, median {statistics.median(seconds):.3f} s")


if __name__ == "__main__":
    main()
