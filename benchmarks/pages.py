"""Server time and database queries of each page, on an installation: `python benchmarks/pages.py [FOLDER]`.

FOLDER is an installation with the demo's users; `var/demo` unless given. Prints medians of thirty requests
after one that warms up: by the clock, and of the processor, which other work on the machine does not
lengthen. Exits with 1 where a page takes more than 12 queries or 50 ms of the processor.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from pathlib import Path

REPEATS = 30
MOST_QUERIES, MOST_MILLISECONDS = 12, 50


def main() -> int:
    """Measure every page; the exit status."""
    os.environ["VANDPUNKT_HOME"] = str(Path(sys.argv[1] if len(sys.argv) > 1 else "var/demo").absolute())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vandpunkt.settings")
    import django

    django.setup()
    from django.contrib.auth import get_user_model
    from django.test import Client

    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(get_user_model().objects.get(username="demo-case-officer"))
    print(f"{'page':<60}{'queries':>8}{'ms':>8}{'cpu ms':>8}{'kB':>8}")
    measured = [measure(client, address) for address in pages()]
    return int(any(queries > MOST_QUERIES or ms > MOST_MILLISECONDS for queries, ms in measured))


def pages() -> list[str]:
    """The address of one page of each kind; the school and the case with most to show."""
    from vandpunkt.cases.queries import case_page, list_cases, newest_document

    addresses = [
        "/",
        "/standing/",
        "/standing/?sort=-support",
        "/standing/?text=skolan&support=with",
        "/cases/",
        "/programmes/",
        "/programmes/kuf/",
        "/interventions/1/",
        "/about/",
        "/accessibility/",
    ]
    for case in list_cases()[:1]:
        addresses += [f"/schools/{code}/" for code, _ in case_page(case.slug).schools[:1]]
        addresses.append(f"/cases/{case.slug}/")
        document = newest_document(case.slug)
        kinds = {one.model: one.address for one in document.citations.values()} if document else {}
        addresses += kinds.values()
    return addresses


def measure(client: object, address: str) -> tuple[int, float]:
    """Ask for a page; its queries and the processor's median time in milliseconds."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    assert isinstance(client, Client)
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    queries = len(captured)
    assert response.status_code == 200, f"{address}: {response.status_code}"
    clock, processor = [], []
    for _ in range(REPEATS):
        started, used = time.perf_counter(), time.process_time()
        client.get(address)
        clock.append(1000 * (time.perf_counter() - started))
        processor.append(1000 * (time.process_time() - used))
    ms, cpu = statistics.median(clock), statistics.median(processor)
    print(f"{address:<60}{queries:>8}{ms:>8.1f}{cpu:>8.1f}{len(response.content) / 1000:>8.0f}")
    return queries, cpu


if __name__ == "__main__":
    raise SystemExit(main())
