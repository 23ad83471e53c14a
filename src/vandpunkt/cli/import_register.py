"""`vandpunkt import-register`: an edited file back into the register, shown first."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from vandpunkt.cli.database import installation_ready
from vandpunkt.cli.export import KINDS
from vandpunkt.cli.given_file import content_of
from vandpunkt.cli.language import translate
from vandpunkt.cli.person import by
from vandpunkt.domain.problems import marked

if TYPE_CHECKING:
    from vandpunkt.register.spreadsheets import Preview

_OUTCOMES = {
    "changed": marked("ändras"),
    "new": marked("ny"),
    "clash": marked("krock"),
    "problem": marked("fel"),
}


@click.command(
    help=translate(
        marked(
            "Visa rad för rad vad en ändrad fil skulle göra med insatserna (interventions), programmen "
            "(programmes) eller uppföljningarna (follow-ups). Med --accept sparas det, allt eller inget.\n\n"
            "Slutstatus: 0 när filen kan sparas eller är sparad, 1 när rader måste rättas först."
        )
    )
)
@click.argument("kind", type=KINDS)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--accept", "accepted", is_flag=True, help=translate(marked("Spara ändringarna.")))
def command(kind: str, file: Path, accepted: bool) -> None:
    """Print what FILE would change, and save it where asked to."""
    with installation_ready():
        from django.utils import timezone

        from vandpunkt.follow_up.spreadsheets import KINDS as EVERY_KIND
        from vandpunkt.reading.spreadsheets import read_table
        from vandpunkt.register.spreadsheets import NotTakenIn, accept, preview

        table = read_table(content_of(file), file.name)
        do = accept if accepted else preview
        try:
            shown = do(
                EVERY_KIND[kind.replace("-", "_")],
                table,
                codes=None,
                by=by("import-register"),
                now=timezone.now(),
            )
        except NotTakenIn as refused:
            shown = refused.preview
    _print(shown)
    if shown.stands_in_the_way:
        raise SystemExit(1)
    if accepted:
        click.echo(translate(marked("Sparade rader: {count}.")).format(count=len(shown.rows)))


def _print(shown: Preview) -> None:
    for row in shown.rows:
        place = translate(marked("rad {row}")).format(row=row.number)
        click.echo(f"{place}, {row.name}: {translate(_OUTCOMES[row.outcome])}")
        for cell in row.cells:
            click.echo(f"  {cell.column}: {cell.before or '–'} → {cell.after or '–'}")
        for one in row.problems:
            column = f"{one.column}: " if one.column else ""
            click.echo(f"  {column}{one.problem.sentence(translate)}", err=True)
    told = translate(marked("Oförändrade rader: {unchanged}. Att rätta först: {count}."))
    click.echo(told.format(unchanged=shown.unchanged, count=shown.stands_in_the_way))
