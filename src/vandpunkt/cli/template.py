"""`vandpunkt template`: the organiser's own Word template."""

from __future__ import annotations

from pathlib import Path

import click

from vandpunkt.cli.language import translate
from vandpunkt.domain.problems import marked


@click.group(help=translate(marked("Pröva den egna Word-mallen.")))
def command() -> None:
    """The group of what can be done with a template."""


@command.command(
    help=translate(marked("Säg vad Word-mallen FIL saknar. Utgångskod 1 om den inte går att använda."))
)
@click.argument("file", metavar=translate(marked("FIL")), type=click.Path(path_type=Path))
def check(file: Path) -> None:
    """Print what is missing; exit status 1 where no statement can be written with the template."""
    from vandpunkt.documents.template_check import check_template

    remarks = check_template(file)
    for remark in remarks:
        word = marked("Måste") if remark.needed else marked("Bör")
        click.echo(f"{translate(word)}: {translate(remark.text).format(what=remark.what)}")
    needed = sum(remark.needed for remark in remarks)
    if needed:
        raise SystemExit(1)
    click.echo(translate(marked("Mallen går att använda.")))
