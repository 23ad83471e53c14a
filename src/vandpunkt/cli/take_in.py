"""`vandpunkt take-in`: older documents, file by file or a whole folder, into the register as proposals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vandpunkt.cli.database import installation_ready
from vandpunkt.cli.given_file import content_of
from vandpunkt.cli.language import translate
from vandpunkt.cli.person import by
from vandpunkt.domain.problems import Problem, marked

if TYPE_CHECKING:
    from vandpunkt.register.reviewing.values import TakenIn

_ENDINGS = {".pdf", ".docx", ".txt", ".html", ".htm"}
_MOST_RECOGNISED = 200


@click.command(
    help=translate(
        marked(
            "Läs in äldre tjänsteutlåtanden (PDF, DOCX, text eller HTML), fil för fil eller hela mappar. Det "
            "lästa blir förslag som någon granskar på webbplatsen under Insatser, Lästa dokument.\n\n"
            "Slutstatus: 0 när alla filer är inlästa eller redan var det, 1 när någon fil inte gick att läsa."
        )
    )
)
@click.argument(
    "paths",
    metavar=translate(marked("FIL|MAPP…")),
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path),
)
def command(paths: tuple[Path, ...]) -> None:
    """Take in every file and tell of each, with its number among all."""
    files = list(_files(paths))
    if not files:
        raise Problem(
            marked("Det finns inga PDF-, DOCX-, text- eller HTML-filer i {paths}."),
            paths=", ".join(map(str, paths)),
        )
    with installation_ready():
        failed = sum(not _one(path, number, len(files)) for number, path in enumerate(files, start=1))
    told = translate(marked("Klart: {done} av {all} filer. Granska förslagen på webbplatsen."))
    click.echo(told.format(done=len(files) - failed, all=len(files)))
    if failed:
        raise SystemExit(1)


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    """The files that are named, and those of the kinds we read in the folders that are, in their order."""
    for path in paths:
        if path.is_dir():
            found = sorted(one for one in path.rglob("*") if one.suffix.lower() in _ENDINGS and one.is_file())
            yield from (one for one in found if not one.name.startswith((".", "~")))
        else:
            yield path


def _one(path: Path, number: int, of: int) -> bool:
    """Take in one file and say what became of it; whether it could be read."""
    from django.utils import timezone

    from vandpunkt.reading import installed_tesseract
    from vandpunkt.register.reviewing.taking_in import take_in

    click.echo(f"{number}/{of} {path.name}: ", nl=False)
    recogniser = installed_tesseract(most_pages=_MOST_RECOGNISED)
    try:
        taken = take_in(
            content_of(path), name=path.name, recogniser=recogniser, by=by("take-in"), now=timezone.now()
        )
    except Problem as problem:
        click.echo(problem.sentence(translate))
        return False
    click.echo(_told(taken))
    return True


def _told(taken: TakenIn) -> str:
    if taken.already:
        return translate(marked("redan inläst, {count} förslag väntar.")).format(count=taken.waiting)
    sentence = marked("texttolkad, {count} förslag.") if taken.recognised else marked("{count} förslag.")
    told = translate(sentence).format(count=taken.waiting)
    if taken.unknown_schools:
        unknown = translate(marked("Okända skolor: {names}.")).format(names=", ".join(taken.unknown_schools))
        return f"{told} {unknown}"
    return told
