"""`vandpunkt document`: a document of any kind, as four files."""

from __future__ import annotations

from pathlib import Path

import click

from vandpunkt.cli.database import installation_ready
from vandpunkt.cli.language import translate
from vandpunkt.domain.problems import marked


@click.command(
    help=translate(
        marked(
            "Skriv ett dokument av slaget KIND om SUBJECT, som DOCX, PDF, HTML och text. SUBJECT är en "
            "skola, ett område, ett program eller ett ärende. Utan KIND och SUBJECT visas de slag som finns."
        )
    )
)
@click.argument("kind", required=False)
@click.argument("subject", required=False)
@click.option(
    "--out",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help=translate(marked("Mapp att skriva filerna i; skapas om den saknas.")),
)
@click.option(
    "--template",
    type=click.Path(path_type=Path),
    help=translate(marked("Word-mall: en egen fil, eller plain eller stockholm som följer med.")),
)
def command(kind: str | None, subject: str | None, folder: Path | None, template: Path | None) -> None:
    """Build the document and write its files, all or none; without a kind, list the kinds."""
    with installation_ready():
        from django.utils import timezone

        from vandpunkt.cases.files import kind_stem, write_files
        from vandpunkt.cases.kinds import find_kind, kinds

        if kind is None:
            for one in kinds():
                click.echo(f"{one.name:<24}{translate(one.title)} ({translate(one.subject.value)})")
            return
        chosen = find_kind(kind)
        if subject is None or folder is None:
            raise click.UsageError(
                translate(marked("Ange {subject} och mappen (--out).")).format(
                    subject=translate(chosen.subject.value)
                )
            )
        built = chosen.build(subject, timezone.now())
        for path in write_files(built, folder, template=template, stem=kind_stem(chosen, built)):
            click.echo(path)
