"""A file that somebody names on the command line, read within bounds."""

from __future__ import annotations

from pathlib import Path

from vandpunkt.domain.problems import Problem, marked
from vandpunkt.reading import Limits


def content_of(path: Path) -> bytes:
    """The bytes of the file. Raises Problem where it cannot be read or is too large."""
    limit = Limits().file_bytes
    try:
        with path.open("rb") as file:
            content = file.read(limit + 1)
    except OSError as error:
        raise Problem(
            marked("Filen {file} går inte att öppna: {error}. Kontrollera att du får läsa den."),
            file=path,
            error=error.strerror or error,
        ) from error
    if len(content) > limit:
        raise Problem(
            marked("Filen {file} är större än {limit} MB och läses inte. Spara den utan bilder."),
            file=path.name,
            limit=limit // 1_000_000,
        )
    return content
