"""`vandpunkt brief`: one page about a programme for the board, as four files."""

from __future__ import annotations

from pathlib import Path

import click

from vandpunkt.cli.database import installation_ready
from vandpunkt.cli.language import translate
from vandpunkt.domain.problems import marked


@click.command(
    help=translate(
        marked("Skriv en sida om programmet PROGRAMME till nämnden, som DOCX, PDF, HTML och text.")
    )
)
@click.argument("programme")
@click.option(
    "--out",
    "folder",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help=translate(marked("Mapp att skriva filerna i; skapas om den saknas.")),
)
@click.option(
    "--template",
    type=click.Path(path_type=Path),
    help=translate(marked("Word-mall: en egen fil, eller plain eller stockholm som följer med.")),
)
def command(programme: str, folder: Path, template: Path | None) -> None:
    """Build the summary and write its files, all or none."""
    with installation_ready():
        from django.utils import timezone

        from vandpunkt.cases.files import write_files
        from vandpunkt.cases.kinds.programme_brief import programme_brief
        from vandpunkt.register.programmes.names import programme_slug

        document = programme_brief(programme_slug(programme), now=timezone.now())
        for path in write_files(document, folder, template=template):
            click.echo(path)
