"""Files that somebody sends in, read within bounds."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from django.core.files.uploadedfile import UploadedFile
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


def uploaded_files(request: HttpRequest, field: str, *, most: int) -> list[tuple[str, UploadedFile[Any]]]:
    """The names and the files in a form, unread. Raises Problem where there is none, or more than `most`."""
    files: list[UploadedFile[Any]] = [one for one in request.FILES.getlist(field) if one.size]
    if not files:
        raise Problem(marked("Välj minst en fil som inte är tom."))
    if len(files) > most:
        raise Problem(
            marked(
                "Du valde {count} filer, och här läses högst {most} åt gången. Välj färre, eller läs in hela "
                "mappen med «vandpunkt take-in»."
            ),
            count=len(files),
            most=most,
        )
    return [(PurePath(one.name or "fil").name, one) for one in files]
