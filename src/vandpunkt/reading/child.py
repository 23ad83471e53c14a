"""The process that opens a stranger's file: bounded in time and memory, it hands back text.

Run by `guarded.py` as `python -P -m vandpunkt.reading.child`: a line of JSON says what to do, the file
follows on standard input, and JSON comes back on standard output.
"""

from __future__ import annotations

import base64
import json
import resource
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

from vandpunkt.domain.problems import Problem
from vandpunkt.reading.limits import Limits
from vandpunkt.reading.pages import Page


def main() -> None:
    """Read the order and the file, answer with pages or with the problem."""
    order = json.loads(sys.stdin.buffer.readline())
    limits = Limits(**order["limits"])
    _bound(limits)
    try:
        answer = _read(order["kind"], sys.stdin.buffer.read(), limits, order["file"], order.get("picture"))
    except Problem as problem:
        answer = {"problem": problem.text, "values": problem.values}
    json.dump(answer, sys.stdout)


def _bound(limits: Limits) -> None:
    """No more time and memory than allowed, no file written, no core left behind."""
    resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds, limits.seconds + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))


def _read(
    kind: str, data: bytes, limits: Limits, file: str, picture: dict[str, Any] | None
) -> dict[str, Any]:
    """What stands in the file, as plain values: a table of a spreadsheet, a picture of a page, else pages."""
    if picture is not None:
        from vandpunkt.reading.pdf_pictures import grey_of, picture_of

        draw = grey_of if picture["grey"] else picture_of
        drawn = draw(data, file, number=picture["number"], width=picture["width"])
        return {"picture": base64.b64encode(drawn).decode()}
    if kind in ("xlsx", "csv"):
        from vandpunkt.reading.spreadsheet_file import csv_table, xlsx_table

        return {"table": asdict((xlsx_table if kind == "xlsx" else csv_table)(data, limits, file))}
    return {"pages": [_as_plain(page) for page in _reader(kind)(data, limits, file)]}


def _reader(kind: str) -> Callable[[bytes, Limits, str], Sequence[Page]]:
    """The reader of a kind of file; each is imported only where it is needed."""
    if kind == "pdf":
        from vandpunkt.reading.pdf_file import pdf_pages

        return pdf_pages
    if kind == "docx":
        from vandpunkt.reading.docx_file import docx_pages

        return docx_pages
    from vandpunkt.reading.html_file import html_pages

    return html_pages


def _as_plain(page: Page) -> dict[str, Any]:
    return asdict(page)


if __name__ == "__main__":
    main()
