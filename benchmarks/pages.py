"""Server time and database queries of each page, on an installation: `python -m benchmarks.pages [FOLDER]`.

FOLDER is an installation with the demo's users; `var/demo` unless given. One page of each kind that the links
of the site lead a case officer to. Prints medians of thirty requests after one that warms up: by the clock,
and of the processor, which other work on the machine does not lengthen. Exits with 1 where a page takes more
than 12 queries or 50 ms of the processor.
"""

from __future__ import annotations

import os
import re
import statistics
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.test import Client

REPEATS = 30
MOST_QUERIES, MOST_MILLISECONDS = 12, 50
_LINK = re.compile(r'<a\b[^>]*?\bhref="(/[^"#?]*)')
_CHOICES = ("/standing/?sort=-support", "/standing/?text=skolan&support=with")
"""Further choices in pages that have them."""


def main() -> int:
    """Measure every page; the exit status."""
    os.environ["VANDPUNKT_HOME"] = str(Path(sys.argv[1] if len(sys.argv) > 1 else "var/demo").absolute())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vandpunkt.settings")
    import django

    django.setup()
    from django.contrib.auth import get_user_model
    from django.test import Client

    client = Client(headers={"host": "127.0.0.1"}, raise_request_exception=False)
    client.force_login(get_user_model().objects.get(username="demo-case-officer"))
    addresses = sorted(pages(client)) + list(_CHOICES)
    print(f"{'page':<60}{'queries':>8}{'ms':>8}{'cpu ms':>8}{'kB':>8}")
    measured = [measure(client, address) for address in addresses]
    queries, milliseconds = (max(some) for some in zip(*measured, strict=True))
    print(f"{len(measured)} pages: at most {queries} queries and {milliseconds:.0f} ms of the processor")
    return int(queries > MOST_QUERIES or milliseconds > MOST_MILLISECONDS)


def pages(client: Client) -> Iterator[str]:
    """The address of one page of each kind, found by following the links from home."""
    from django.urls import resolve

    seen: set[str] = set()
    waiting = ["/"]
    while waiting:
        address = waiting.pop(0)
        name = resolve(address).url_name or ""
        if name in seen:
            continue
        response = client.get(address)
        if response.status_code != 200 or "html" not in response.headers["Content-Type"]:
            continue
        seen.add(name)
        yield address
        waiting += [link for link in _LINK.findall(response.content.decode()) if _is_page(link)]


def _is_page(address: str) -> bool:
    from django.urls import Resolver404, resolve

    try:
        return not resolve(address).namespaces
    except Resolver404:
        return False


def measure(client: Client, address: str) -> tuple[int, float]:
    """Ask for a page; its queries and the processor's median time in milliseconds."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(address)
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
