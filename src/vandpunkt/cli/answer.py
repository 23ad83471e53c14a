"""`vandpunkt answer`: the answer to a case as four files."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path

import click

from vandpunkt.cli.database import installation_ready
from vandpunkt.cli.language import translate
from vandpunkt.domain.problems import Problem, marked


def _day(context: click.Context, option: click.Parameter, text: str | None) -> date | None:
    """The day that an option names. Raises Problem for what is none."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise Problem(
            marked("«{text}» är ingen dag. Skriv den som ÅÅÅÅ-MM-DD, till exempel 2025-03-31."), text=text
        ) from None


@click.command(help=translate(marked("Skriv svaret på ärendet DNR som DOCX, PDF, HTML och text.")))
@click.argument("dnr")
@click.option(
    "--out",
    "folder",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help=translate(marked("Mapp att skriva filerna i; skapas om den saknas.")),
)
@click.option(
    "--as-of",
    "day",
    metavar=translate(marked("DAG")),
    callback=_day,
    help=translate(marked("Bygg svaret av registret som det stod vid slutet av den dagen (ÅÅÅÅ-MM-DD).")),
)
@click.option(
    "--template",
    type=click.Path(path_type=Path),
    help=translate(marked("Word-mall: en egen fil, eller plain eller stockholm som följer med.")),
)
def command(dnr: str, folder: Path, day: date | None, template: Path | None) -> None:
    """Build the answer and write its files, all or none."""
    with installation_ready():
        from django.utils import timezone

        from vandpunkt.cases.building import answer
        from vandpunkt.cases.files import write_files

        as_of = timezone.make_aware(datetime.combine(day, time.max)) if day else None
        document = answer(dnr, now=timezone.now(), as_of=as_of)
        for path in write_files(document, folder, template=template):
            click.echo(path)
