"""Time to read and to record the shipped publications: `python benchmarks/imports.py [REPEATS]`.

Each publication is recorded three times into an installation made for the purpose: new, unchanged, and with
every fifth figure corrected. Prints the median. Exits with 1 where the national report takes a second.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vandpunkt.domain.publication import Publication

REPEATS = 5
MOST_SECONDS = 1.0
NATIONAL = "report-139"
FILES = {
    NATIONAL: "report-139-2025.csv.xz",
    "planned-educations": "planned-educations-stockholm-2026-04.tar.xz",
    "salsa": "salsa-2024-25-stockholm-county.csv.xz",
}
STAGES = ("read", "new", "unchanged", "corrected")


def main() -> int:
    """Measure every publication; the exit status."""
    repeats = int(sys.argv[1]) if len(sys.argv) > 1 else REPEATS
    with tempfile.TemporaryDirectory() as folder:
        from vandpunkt.cli.init import create_installation

        create_installation(
            Path(folder) / "home", organiser={"name": "Stockholms stad", "number": "2120000142"}
        )
        print(f"{'publication':<22}{'rows':>8}" + "".join(f"{stage + ' s':>14}" for stage in STAGES))
        totals = {kind: measure(kind, repeats) for kind in FILES}
    return int(totals[NATIONAL] >= MOST_SECONDS)


def measure(kind: str, repeats: int) -> float:
    """Print one publication's medians; seconds to read and record it into an empty register."""
    runs = [one_run(kind) for _ in range(repeats)]
    medians = [statistics.median(run[stage] for run in runs) for stage in STAGES]
    print(f"{kind:<22}{runs[0]['rows']:>8.0f}" + "".join(f"{seconds:>14.2f}" for seconds in medians))
    return medians[0] + medians[1]


def one_run(kind: str) -> dict[str, float]:
    """Seconds of each stage, begun with an empty register and leaving one."""
    from django.db import transaction

    from vandpunkt.sources import SHIPPED, read_publication

    started = time.perf_counter()
    publication = read_publication(kind, str(SHIPPED / FILES[kind]))
    seconds: dict[str, float] = {"read": time.perf_counter() - started, "rows": publication.rows_read}
    with transaction.atomic():
        for stage, stated in zip(STAGES[1:], (publication, publication, corrected(publication)), strict=True):
            seconds[stage] = recorded(stated)
        transaction.set_rollback(True)
    return seconds


def recorded(publication: Publication) -> float:
    """Seconds to record a publication."""
    from django.utils import timezone

    from vandpunkt.register.recording import record

    started = time.perf_counter()
    record(publication, by="benchmark", now=timezone.now())
    return time.perf_counter() - started


def corrected(publication: Publication) -> Publication:
    """The publication with every fifth figure suppressed."""
    from vandpunkt.domain.marks import PublishedValue

    suppressed = PublishedValue.parse("..")
    return replace(
        publication,
        figures=tuple(
            replace(figure, value=suppressed) if number % 5 == 0 else figure
            for number, figure in enumerate(publication.figures)
        ),
    )


if __name__ == "__main__":
    sys.exit(main())
