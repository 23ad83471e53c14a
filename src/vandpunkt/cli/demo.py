"""`vandpunkt demo`: the whole chain on the real case, then the site."""

from __future__ import annotations

import os
import time
from pathlib import Path

import click

from vandpunkt.cli.language import translate
from vandpunkt.domain.problems import marked
from vandpunkt.installation import HOME_VARIABLE

ORGANISER = {"name": "Stockholms stad", "number": "2120000142", "municipality": "0180"}


@click.command(
    help=translate(marked("Bygg demoinstallationen av det verkliga ärendet UTBF 2024/6786 och visa den."))
)
@click.argument("folder", default="var/demo", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--port", default=8000, show_default=True, envvar="PORT", help=translate(marked("Webbplatsens port."))
)
@click.option(
    "--serve/--no-serve",
    default=True,
    envvar="SERVE",
    help=translate(marked("Visa webbplatsen när filerna är skrivna.")),
)
def command(folder: Path, port: int, serve: bool) -> None:
    """Build the demo installation in FOLDER; a second time changes nothing."""
    os.environ[HOME_VARIABLE] = str(folder.absolute())
    started = time.monotonic()

    def progress(text: str) -> None:
        click.echo(f"{time.monotonic() - started:5.1f} s  {text}", err=True)

    from vandpunkt.cli.init import create_installation

    progress(translate(marked("installationen")))
    create_installation(folder, organiser=ORGANISER, demo=True)
    from django.utils import timezone

    from vandpunkt.cases.demonstration import build_demonstration
    from vandpunkt.register.people.accounts import create_demo_users

    create_demo_users()
    built = build_demonstration(folder / "svar", now=timezone.now(), progress=progress)
    progress(translate(marked("klart")))
    _print(built)
    if serve:
        from vandpunkt.cli.serve import serve_site

        serve_site(port=port)


def _print(built: object) -> None:
    from vandpunkt.cases.demonstration import Demonstration

    assert isinstance(built, Demonstration)
    click.echo(f"\n{built.dnr}")
    heading = (
        translate(marked("Skola")),
        translate(marked("Behöriga")),
        translate(marked("Stöd, planerat stöd")),
    )
    click.echo(f"  {heading[0]:<24}{heading[1]:<20}{heading[2]}")
    for school in built.schools:
        share = f"{school.latest} % ({school.school_year})"
        click.echo(f"  {school.name:<24}{share:<20}{school.past}, {school.planned}")
    click.echo()
    for path in built.files:
        click.echo(f"  {path}")
    click.echo()
