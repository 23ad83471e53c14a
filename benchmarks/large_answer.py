"""Time for an answer about 50 schools with figures, as four files, and for a Word file that comes back.

Run: `python -m benchmarks.large_answer FOLDER`. FOLDER is an installation that holds the demo; the case is
made of the shipped figures in a transaction that is undone. Exits with 1 where the draft takes three
seconds of the processor, the first time, or the comparison one.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

SCHOOLS = 50
TRIES = 5
MOST_DRAFTING, MOST_COMPARING = 3.0, 1.0
DNR = "EXEMPEL 2026/50"
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def main() -> int:
    """Draft the answer, and compare a file of it with one fact reworded; the exit status."""
    os.environ["VANDPUNKT_HOME"] = str(Path(sys.argv[1] if len(sys.argv) > 1 else "var/demo").absolute())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vandpunkt.settings")
    import django

    django.setup()
    from django.db import transaction

    with transaction.atomic():
        _make_case()
        slow = _measure_all()
        transaction.set_rollback(True)
    return int(slow)


def _make_case() -> None:
    """A case about 50 of our schools with published figures, each with support as the shipped case has it."""
    from vandpunkt.cases.models import Case, CaseSchool
    from vandpunkt.register.models import Intervention, SchoolUnit

    case = Case.objects.create(
        dnr=DNR, slug="EXEMPEL-2026-50", title="Femtio skolor (påhittat)", board="Nämnden",
        administration="Förvaltningen", past_from=2021, past_to=2024, planned_from=2025, planned_to=2025,
        opened_at=NOW,
    )  # fmt: skip
    units = SchoolUnit.objects.filter(own=True, has_year_nine=True, results__isnull=False).distinct()
    chosen = list(units.order_by("name")[:SCHOOLS])
    CaseSchool.objects.bulk_create(
        CaseSchool(case=case, school_unit=unit, position=at) for at, unit in enumerate(chosen)
    )
    shipped = list(Intervention.objects.filter(accepted_at__isnull=False).order_by("pk"))
    have = {row.school_unit_id for row in shipped}
    for at, unit in enumerate(chosen):
        if unit.pk in have:
            continue
        for row in islice(shipped[at % 8 :], 8):
            row.pk, row.continues_id, row.source_document_id, row.school_unit = None, None, None, unit
            row._state.adding = True
            row.save()


def _measure_all() -> bool:
    from tests.documents.returning import controls, edited, given, reword
    from vandpunkt.cases.building import answer
    from vandpunkt.documents import docx, html, pdf, text
    from vandpunkt.reading.comparison import Outcome, compare
    from vandpunkt.reading.returned_word import read_returned

    document = answer(DNR, now=NOW)
    figures = sum(type(block).__name__ == "Figure" for block in document.blocks)
    print(f"{SCHOOLS} schools, {figures} figures, {len(document.citations)} citations")
    print(f"{'':<12}{'first s':>9}{'median s':>10}{'processor s':>13}")
    parts = {
        "build": lambda: answer(DNR, now=NOW),
        "docx": lambda: docx.render(document),
        "pdf": lambda: pdf.render(document),
        "html": lambda: html.render(document),
        "text": lambda: text.render(document),
    }
    first, median, worked = zip(*(_measure(name, work) for name, work in parts.items()), strict=True)
    print(f"{'draft':<12}{sum(first):>9.2f}{sum(median):>10.2f}{sum(worked):>13.2f}")
    content = edited(docx.render(document), lambda root: reword(controls(root)[7], "Andra ord."))
    facts = given(document)
    _, _, compared = _measure("comparison", lambda: compare(facts, read_returned(content, file="svar.docx")))
    outcome = compare(facts, read_returned(content, file="svar.docx"))
    assert len(outcome.of(Outcome.REWORDED)) == 1
    return sum(worked) >= MOST_DRAFTING or compared >= MOST_COMPARING


def _measure(name: str, work: Callable[[], Any]) -> tuple[float, float, float]:
    """Print and return the first time, the median, and the processor time of the first."""
    seconds, worked = [], []
    for _ in range(TRIES):
        started, busy = time.perf_counter(), time.process_time()
        work()
        seconds.append(time.perf_counter() - started)
        worked.append(time.process_time() - busy)
    print(f"{name:<12}{seconds[0]:>9.2f}{statistics.median(seconds):>10.2f}{worked[0]:>13.2f}")
    return seconds[0], statistics.median(seconds), worked[0]


if __name__ == "__main__":
    sys.exit(main())
