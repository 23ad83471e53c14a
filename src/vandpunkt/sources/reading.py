"""The one way in: a kind of publication and where it is, out comes what it states."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from vandpunkt.domain.problems import Problem, marked
from vandpunkt.domain.publication import Publication
from vandpunkt.sources import planned_educations, report_139, salsa
from vandpunkt.sources.files import Content, read_file
from vandpunkt.sources.live import Fetcher, is_live

Progress = Callable[[int, int], None]
"""Told how many parts have been read, and of how many."""

KINDS: dict[str, str] = {
    report_139.KIND: marked("Skolverkets rapport 139, slutbetyg årskurs 9, samtliga elever (CSV)"),
    planned_educations.KIND: marked("Skolverkets Planned Educations API v4 (fil, mapp, tar eller adress)"),
    salsa.KIND: marked("SALSA, meritvärde och förväntat meritvärde (CSV)"),
}
"""What can be read: the kind, and what it is called."""


def read_publication(kind: str, path_or_url: str, *, progress: Progress | None = None) -> Publication:
    """Read a publication of one of KINDS from a file, a folder, a tar archive or a live address.

    Raises Problem for an unknown kind, for what cannot be opened, and for what is not such a publication;
    single rows that cannot be used are among the publication's refusals.
    """
    if kind not in KINDS:
        raise Problem(
            marked("{kind} är inget slag av källa. Välj något av {kinds}."), kind=kind, kinds=", ".join(KINDS)
        )
    if kind == planned_educations.KIND:
        return planned_educations.read(path_or_url, progress=progress)
    content = _content(path_or_url)
    return report_139.read(content) if kind == report_139.KIND else salsa.read(content)


def _content(path_or_url: str) -> Content:
    if is_live(path_or_url):
        return Content(path_or_url, Fetcher().get(path_or_url))
    return read_file(Path(path_or_url))
