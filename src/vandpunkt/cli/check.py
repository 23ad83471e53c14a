"""`vandpunkt check`: what a careful colleague would mark in a statement before it is signed."""

from __future__ import annotations

from pathlib import Path

import click

from vandpunkt.cli.language import translate
from vandpunkt.domain.problems import marked


@click.command(
    help=translate(
        marked(
            "Granska språk och namn i ett tjänsteutlåtande (PDF, DOCX, HTML eller text): felstavade ord, "
            "tecken som står fel, ojämna namn, skolor som saknas och år utanför frågan. Slutstatus 1 om "
            "något finns att se på."
        )
    )
)
@click.argument("file", metavar=translate(marked("FIL")), type=click.Path(path_type=Path))
def command(file: Path) -> None:
    """Print each remark; exit status 1 where there is one."""
    from vandpunkt.reading import read_file
    from vandpunkt.reading.proofreading import proofread

    remarks = proofread(read_file(file))
    for remark in remarks:
        click.echo(f"– {remark.sentence(translate)}")
    if remarks:
        raise SystemExit(1)
    click.echo(translate(marked("Inget att anmärka på.")))
