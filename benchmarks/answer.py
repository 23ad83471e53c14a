"""Time to build an answer and write its files, on an installation: `python benchmarks/answer.py [FOLDER]`.

FOLDER is an installation with a case; `var/demo` unless given. Prints the first time, which starts Typst and
reads fonts, and the median of the following. Exits with 1 where the four files take a second the first time.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

REPEATS = 9
MOST_SECONDS = 1.0


def main() -> int:
    """Measure the answer to the installation's first case; the exit status."""
    os.environ["VANDPUNKT_HOME"] = str(Path(sys.argv[1] if len(sys.argv) > 1 else "var/demo").absolute())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vandpunkt.settings")
    import django

    django.setup()
    from django.utils import timezone

    from vandpunkt.cases.building import answer
    from vandpunkt.cases.queries import list_cases
    from vandpunkt.documents import docx, html, pdf, text

    dnr = list_cases()[0].dnr
    document = answer(dnr, now=timezone.now())
    print(f"{dnr}: {len(document.blocks)} blocks, {len(document.citations)} citations")
    print(f"{'':<12}{'first ms':>10}{'median ms':>11}")
    measure("build", lambda: answer(dnr, now=timezone.now()))
    files = [
        measure("docx", lambda: docx.render(document)),
        measure("pdf", lambda: pdf.render(document)),
        measure("html", lambda: html.render(document)),
        measure("text", lambda: text.render(document)),
    ]
    print(f"{'four files':<12}{1000 * sum(files):>10.0f}")
    return int(sum(files) >= MOST_SECONDS)


def measure(name: str, work: Callable[[], object]) -> float:
    """Print how long the work takes; seconds of the first time."""
    seconds = []
    for _ in range(REPEATS + 1):
        started = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - started)
    print(f"{name:<12}{1000 * seconds[0]:>10.0f}{1000 * statistics.median(seconds[1:]):>11.0f}")
    return seconds[0]


if __name__ == "__main__":
    sys.exit(main())
