"""`vandpunkt import`: what others publish, into the register."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import click

from vandpunkt.cli.database import installation_ready
from vandpunkt.cli.language import translate
from vandpunkt.cli.model_refresh import refresh_after_import
from vandpunkt.cli.person import by
from vandpunkt.domain.problems import marked
from vandpunkt.domain.publication import Place, Refusal
from vandpunkt.sources import KINDS

if TYPE_CHECKING:
    from vandpunkt.register.import_report import ImportReport

ROWS_LEFT_OUT = 1
MOST_REFUSALS_SHOWN = 100

_HELP = marked(
    """Läs in statistik från Skolverket i registret, allt eller inget.

    KIND är slaget av källa: {kinds}. SOURCE är en fil, en mapp, ett tar-arkiv eller en adress.

    Samma fil två gånger ändrar ingenting. En rättad publicering blir en ny version, och den gamla finns kvar.

    Om någon rad inte går att använda läses ingenting in: raderna räknas upp med fil, rad, kolumn och skäl.
    Med --allow-refusals läses resten in ändå.

    Slutstatus: 0 när allt är inläst, 1 när rader har lämnats utanför, 2 när ingenting är inläst."""
)


def _help() -> str:
    listed = "; ".join(f"{kind} – {translate(title)}" for kind, title in KINDS.items())
    return translate(_HELP).format(kinds=listed)


@click.command(help=_help())
@click.argument("kind")
@click.argument("source")
@click.option(
    "--allow-refusals",
    is_flag=True,
    help=translate(marked("Läs in resten även om rader inte går att använda.")),
)
def command(kind: str, source: str, allow_refusals: bool) -> None:
    """Read SOURCE, record it, and print what that changed."""
    with installation_ready():
        from django.utils import timezone

        from vandpunkt.register.recording import RowsRefused, record
        from vandpunkt.sources import read_publication

        publication = read_publication(kind, source, progress=_progress())
        try:
            report = record(publication, by=by("import"), now=timezone.now(), allow_refusals=allow_refusals)
        except RowsRefused as refused:
            _print_refusals(refused.refused)
            raise
        _print(report)
        _print_refusals(report.refused)
        if not report.nothing_changed:
            refresh_after_import()
    if report.refused:
        raise SystemExit(ROWS_LEFT_OUT)


def _progress() -> Callable[[int, int], None] | None:
    """Shows how far the fetching has come, where somebody watches."""
    if not sys.stderr.isatty():
        return None

    def show(done: int, of: int) -> None:
        click.echo(f"\r{done} / {of}", nl=done == of, err=True)

    return show


def _print(report: ImportReport) -> None:
    click.echo(report.title)
    lines = (
        (translate(marked("lästa rader")), report.rows_read),
        (translate(marked("nya uppgifter")), report.new),
        (translate(marked("ändrade uppgifter")), report.changed),
        (translate(marked("oförändrade uppgifter")), report.unchanged),
        (translate(marked("avvisade rader")), len(report.refused)),
        (translate(marked("nya skolenheter")), report.units_new),
        (translate(marked("ändrade skolenheter")), report.units_changed),
    )
    for name, number in lines:
        click.echo(f"  {name:<24}{f'{number:,}'.replace(',', ' '):>9}")
    if report.nothing_changed:
        click.echo(translate(marked("Registret hade redan allt. Inget är ändrat.")))


def _print_refusals(refused: Iterable[Refusal]) -> None:
    refused = tuple(refused)
    for one in refused[:MOST_REFUSALS_SHOWN]:
        click.echo(f"{_where(one.place)}: {one.problem.sentence(translate)}", err=True)
    if len(refused) > MOST_REFUSALS_SHOWN:
        more = translate(marked("… och {count} rader till.")).format(count=len(refused) - MOST_REFUSALS_SHOWN)
        click.echo(more, err=True)


def _where(place: Place) -> str:
    row = translate(marked("rad {row}")).format(row=place.row) if place.row else ""
    column = translate(marked("kolumnen «{column}»")).format(column=place.column) if place.column else ""
    return ", ".join(filter(None, (place.file, row, column)))
