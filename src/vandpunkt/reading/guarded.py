"""Strangers' files opened in a process of their own, so that no file can hang or fell this one."""

from __future__ import annotations

import base64
import json
import os
import signal
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import vandpunkt
from vandpunkt.domain.problems import Problem, marked
from vandpunkt.reading.limits import Limits
from vandpunkt.reading.pages import Cell, Form, Page, Stretch
from vandpunkt.reading.spreadsheet_file import Table, TableRow

_EXTRA_SECONDS = 5
_OUT_OF_TIME = {-signal.SIGXCPU, -signal.SIGKILL}


def guarded_pages(data: bytes, kind: str, limits: Limits, file: str) -> tuple[Page, ...]:
    """The pages of a file of the kind `pdf`, `docx` or `html`.

    Raises Problem for what the reader of that kind objects to, and where it breaks down or takes too long.
    """
    return _pages(_answered(data, kind, limits, file, "pages"))


def guarded_table(data: bytes, kind: str, limits: Limits, file: str) -> Table:
    """The table of a file of the kind `xlsx` or `csv`. Raises Problem as `guarded_pages` does."""
    table = _answered(data, kind, limits, file, "table")["table"]
    rows = tuple(TableRow(row["number"], tuple(row["cells"])) for row in table["rows"])
    return Table(table["sheet"], tuple(table["header"]), rows)


def guarded_picture(
    data: bytes, limits: Limits, file: str, *, number: int, width: int, grey: bool = False
) -> bytes:
    """The page of a PDF with this number, from 1, drawn so many pixels wide: a PNG, or a grey PGM.

    Raises Problem as `guarded_pages` does, and where the file has no such page.
    """
    picture = {"number": number, "width": width, "grey": grey}
    answer = _answered(data, "pdf", limits, file, "picture", picture=picture)
    return base64.b64decode(answer["picture"])


def _answered(
    data: bytes, kind: str, limits: Limits, file: str, wanted: str, **more: object
) -> dict[str, Any]:
    order = {"kind": kind, "limits": asdict(limits), "file": file, **more}
    try:
        finished = subprocess.run(
            [sys.executable, "-P", "-m", "vandpunkt.reading.child"],
            input=json.dumps(order).encode() + b"\n" + data,
            capture_output=True,
            timeout=limits.seconds + _EXTRA_SECONDS,
            env=_environment(),
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise _too_slow(limits, file) from error
    if finished.returncode in _OUT_OF_TIME:
        raise _too_slow(limits, file)
    return _answer(finished, file, wanted)


def _environment() -> dict[str, str]:
    """The least that the child needs: where this package lies, and one thread for each library."""
    package = str(Path(vandpunkt.__file__).parent.parent)
    kept = {
        name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL", "VIRTUAL_ENV") if name in os.environ
    }
    return {**kept, "PYTHONPATH": package, "OMP_NUM_THREADS": "1", "PYTHONUTF8": "1"}


def _answer(finished: subprocess.CompletedProcess[bytes], file: str, wanted: str) -> dict[str, Any]:
    try:
        answer: dict[str, Any] = json.loads(finished.stdout) if finished.returncode == 0 else {}
    except ValueError:
        answer = {}
    if "problem" in answer:
        raise Problem(answer["problem"], **answer["values"])
    if wanted not in answer:
        raise Problem(
            marked("{file} går inte att läsa: den är skadad eller för stor för minnet. Spara den på nytt."),
            file=file,
        )
    return answer


def _too_slow(limits: Limits, file: str) -> Problem:
    return Problem(
        marked(
            "{file} tog längre tid än {limit} sekunder att läsa och avbröts. Spara den på nytt, gärna kortad."
        ),
        file=file,
        limit=limits.seconds,
    )


def _pages(answer: dict[str, Any]) -> tuple[Page, ...]:
    return tuple(page_from(page) for page in answer["pages"])


def page_from(plain: dict[str, Any]) -> Page:
    """A page from the plain values that `dataclasses.asdict` makes of one."""
    size = plain["size"]
    return Page(
        **{
            **plain,
            "stretches": tuple(_stretch(stretch) for stretch in plain["stretches"]),
            "size": (size[0], size[1]) if size else None,
        }
    )


def _stretch(plain: dict[str, Any]) -> Stretch:
    cell = Cell(**plain["cell"]) if plain["cell"] else None
    box = tuple(plain["box"]) if plain["box"] else None
    return Stretch(**{**plain, "form": Form(plain["form"]), "cell": cell, "box": box})
