"""How well documents are read, and how fast: `python -m benchmarks.reading_quality [update|speed]`.

Without a word it prints precision and recall over all ways of writing the seed
(`tests/reading/transformations.py`) and over the cases (`tests/reading/cases`), and how long a document of 30
pages takes from upload to the page where it is looked through. `update` writes the figures of reading into
docs/reading-quality.md as well; `speed` measures time alone. Exits with 1 where a promise is not held.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from tests.reading.quality import MEASURES, Score, measured, with_doubts
from tests.reading.statements import CASES, SEED, SEED_FACTS, STYLES, School, seed_statement
from tests.reading.test_transformations import (
    GROUPS,
    LEAST_ITEMS,
    LEAST_OTHERS,
    LEAST_STYLES,
    MOST_SILENT_ERRORS,
)
from tests.reading.writers.typeset import write_pdf
from vandpunkt.reading import read_file

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "reading-quality.md"
BEGINS, ENDS = "<!-- figures -->", "<!-- /figures -->"
PAGES, MOST_SECONDS, TRIES = 30, 2.0, 5
USUAL, MOST = 120, 560


def main() -> int:
    """Print the figures; the exit status."""
    word = sys.argv[1] if len(sys.argv) > 1 else ""
    good = True
    if word != "speed":
        rows = list(figures())
        print("\n".join(table(rows)))
        good = all(holds(score, styles="styles" in name) for name, _, score in rows)
    if word == "update":
        before, rest = PAGE.read_text(encoding="utf-8").split(BEGINS)
        after = rest.split(ENDS)[1]
        PAGE.write_text("\n".join((before + BEGINS, *table(rows), ENDS + after)), encoding="utf-8")
    return int(not (seconds() < MOST_SECONDS and good))


def figures() -> Iterator[tuple[str, int, Score]]:
    """Each group of documents: its name, how many documents it has, and its score."""
    for name in (*GROUPS, "every file"):
        left_out = None if name == "every file" else "every file"
        yield name, len(names(name, left_out)), measured(name, left_out=left_out)[0]
    yield "other authorities' documents (cases)", len(list(CASES.glob("*.txt"))) + 1, of_cases()
    yield "other styles, prose (styles)", len(list(STYLES.glob("*.txt"))), of_styles()


def names(word: str, left_out: str | None) -> list[str]:
    """The documents of a group."""
    from tests.reading.transformations import transformed

    return [one.name for one in transformed() if word in one.name and not (left_out and left_out in one.name)]


def of_cases() -> Score:
    """The seed and every case, against what a careful reader finds."""
    return _of_files(
        [(SEED, SEED_FACTS), *((text, text.with_suffix(".json")) for text in sorted(CASES.glob("*.txt")))]
    )


def of_styles() -> Score:
    """The documents in other styles than those that the reading was made for."""
    return _of_files([(text, text.with_suffix(".json")) for text in sorted(STYLES.glob("*.txt"))])


def _of_files(pairs: list[tuple[Path, Path]]) -> Score:
    score = Score()
    for text, expected in pairs:
        score.add(json.loads(expected.read_text(encoding="utf-8")), with_doubts(read_file(text)))
    return score


def holds(score: Score, *, styles: bool) -> bool:
    """Whether a group is read as well as we promise: right, and where it is wrong not silently so."""
    least = {
        measure: LEAST_STYLES if styles else LEAST_ITEMS if measure == "items" else LEAST_OTHERS
        for measure in MEASURES
    }
    right = all(min(score.precision(one), score.recall(one)) >= least[one] for one in MEASURES)
    return right and score.share_of_silent_errors <= MOST_SILENT_ERRORS


def table(rows: list[tuple[str, int, Score]]) -> Iterator[str]:
    """The figures as a Markdown table: precision / recall of each measure."""
    yield f"| ways of writing | documents | {' | '.join(MEASURES)} | wrong times without a doubt |"
    yield f"|---|---|{'---|' * len(MEASURES)}---|"
    for name, count, score in rows:
        cells = (f"{score.precision(one):.3f} / {score.recall(one):.3f}" for one in MEASURES)
        yield f"| {name} | {count} | {' | '.join(cells)} | {score.share_of_silent_errors:.3f} |"


def seconds() -> float:
    """The median seconds of the processor from handing in a PDF of 30 pages to its page; prints them.

    Other work on the machine lengthens the time by the clock. The pictures of the pages are asked for later.
    """
    with tempfile.TemporaryDirectory() as folder:
        os.environ["VANDPUNKT_HOME"] = folder
        from vandpunkt.cli.demo import ORGANISER
        from vandpunkt.cli.init import create_installation

        create_installation(Path(folder), organiser=ORGANISER, demo=True)
        from vandpunkt.register.people.accounts import create_demo_users

        create_demo_users()
        medians = {items: _median(Path(folder), items) for items in (USUAL, MOST)}
    return medians[USUAL]


def _median(folder: Path, items: int) -> float:
    taken = [upload(long_document(folder, number, items)) for number in range(TRIES + 1)][1:]
    clock, processor = (statistics.median(some) for some in zip(*taken, strict=True))
    told = f"median {clock:.2f} s by the clock, {processor:.2f} s of the processor"
    print(f"{PAGES} pages, {items} items, upload to review page: {told}")
    return processor


def upload(content: bytes) -> tuple[float, float]:
    """Seconds by the clock and of the processor for one file, not seen before, through the site itself."""
    from django.contrib.auth import get_user_model
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.test import Client

    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(get_user_model().objects.get(username="demo-case-officer"))
    started, used = time.perf_counter(), _used()
    answer = client.post("/documents/", {"files": [SimpleUploadedFile("lang.pdf", content)]}, follow=True)
    taken = time.perf_counter() - started, _used() - used
    assert answer.redirect_chain, answer.content.decode()
    return taken


def _used() -> float:
    """Seconds of the processor, of this process and of those that it has started and that have ended."""
    times = os.times()
    return sum(times[:4])


def long_document(folder: Path, number: int, items: int) -> bytes:
    """The seed's statement with about so many items, and views so long that it fills 30 pages."""
    seed = seed_statement()
    rounds = items // 40
    prose = tuple(seed.views[1:] * round((PAGES - 2 * rounds) * 2.4))
    schools = [
        School(f"Skola{chr(97 + at // 26)}{chr(97 + at % 26)}skolan", one.past, one.planned)
        for at, one in enumerate(seed.schools * rounds)
    ]
    statement = replace(
        seed, schools=tuple(schools), title=f"{seed.title} {number}", views=(*seed.views, *prose)
    )
    return write_pdf(statement, folder / f"{items}-{number}.pdf").read_bytes()


if __name__ == "__main__":
    sys.exit(main())
