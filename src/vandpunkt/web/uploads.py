"""A file that somebody sends in, read within bounds."""

from __future__ import annotations

from pathlib import PurePath

from django.http import HttpRequest

from vandpunkt.domain.problems import Problem, marked
from vandpunkt.reading import Limits


def uploaded(request: HttpRequest, field: str = "file") -> tuple[str, bytes]:
    """The name and the bytes of the file in a form. Raises Problem where there is none or it is too large."""
    file = request.FILES.get(field)
    if file is None or not file.size:
        raise Problem(marked("Välj en fil först."))
    limit = Limits().file_bytes
    if file.size > limit:
        raise Problem(
            marked("Filen {file} är större än {limit} MB och läses inte. Spara den utan bilder."),
            file=file.name,
            limit=limit // 1_000_000,
        )
    return PurePath(file.name or "fil").name, file.read()
