"""`vandpunkt export`: rows of the register as an Excel or CSV file to edit."""

from __future__ import annotations

from pathlib import Path

import click

from vandpunkt.cli.database import installation_ready
from vandpunkt.cli.language import translate
from vandpunkt.domain.problems import Problem, marked

KINDS = click.Choice(["interventions", "programmes", "follow-ups"])


@click.command(
    help=translate(
        marked(
            "Skriv registrets insatser (interventions), program (programmes) eller uppföljningar "
            "(follow-ups) till FILE, som Excel (.xlsx) eller CSV (.csv)."
        )
    )
)
@click.argument("kind", type=KINDS)
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def command(kind: str, file: Path) -> None:
    """Write FILE; its ending says which format."""
    if file.suffix.lower() not in (".xlsx", ".csv"):
        raise Problem(marked("Filen {file} ska sluta på .xlsx eller .csv."), file=file)
    with installation_ready():
        from vandpunkt.documents.spreadsheet import csv_bytes, xlsx_bytes
        from vandpunkt.follow_up.spreadsheets import KINDS as EVERY_KIND
        from vandpunkt.register.spreadsheets import export_rows

        sheet = export_rows(EVERY_KIND[kind.replace("-", "_")])
        content = xlsx_bytes(sheet) if file.suffix.lower() == ".xlsx" else csv_bytes(sheet)
        try:
            file.write_bytes(content)
        except OSError as error:
            raise Problem(
                marked("Filen {file} går inte att skriva: {error}."), file=file, error=error.strerror or error
            ) from error
        click.echo(translate(marked("{file}: {count} rader.")).format(file=file, count=len(sheet.rows)))
