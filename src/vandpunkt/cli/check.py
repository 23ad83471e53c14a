"""`vandpunkt check`: what a careful colleague would mark in a statement before it is signed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from vandpunkt.cli.language import translate
from vandpunkt.domain.problems import marked

if TYPE_CHECKING:
    from vandpunkt.reading.proofreading import Remark


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
@click.option(
    "--register",
    "by_register",
    is_flag=True,
    help=translate(marked("Granska efter registrets egna namn och de ord som någon har sagt är rätt.")),
)
def command(file: Path, by_register: bool) -> None:
    """Print each remark; exit status 1 where there is one."""
    remarks = _by_register(file) if by_register else _as_shipped(file)
    for remark in remarks:
        click.echo(f"– {remark.sentence(translate)}")
    if remarks:
        raise SystemExit(1)
    click.echo(translate(marked("Inget att anmärka på.")))


def _as_shipped(file: Path) -> tuple[Remark, ...]:
    from vandpunkt.reading import read_file
    from vandpunkt.reading.proofreading import proofread

    return proofread(read_file(file))


def _by_register(file: Path) -> tuple[Remark, ...]:
    from vandpunkt.cli.database import installation_ready
    from vandpunkt.reading import read_file

    with installation_ready():
        from vandpunkt.cases.drafting.checking import remarks_on
        from vandpunkt.register.programmes.catalogue import names_for_reading

        names = names_for_reading()
        return remarks_on(read_file(file, names=names), names)
