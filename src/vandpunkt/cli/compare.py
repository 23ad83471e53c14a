"""`vandpunkt compare`: what became of the facts in a Word file that has been edited."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vandpunkt.cli.database import installation_ready
from vandpunkt.cli.given_file import content_of
from vandpunkt.cli.language import translate
from vandpunkt.domain.problems import marked

if TYPE_CHECKING:
    from vandpunkt.cases.returned_files import ReturnedReport


@click.command(
    help=translate(
        marked(
            "Jämför Word-filen FIL med svaret som den gjordes av: vilka uppgifter som står kvar, är "
            "omskrivna eller borttagna, och vad som är nytt. Ändrar ingenting."
        )
    )
)
@click.argument("file", metavar=translate(marked("FIL")), type=click.Path(path_type=Path))
@click.option("--case", "dnr", required=True, help=translate(marked("Ärendets diarienummer.")))
def command(file: Path, dnr: str) -> None:
    """Compare and print; exit status 1 where not every fact stands as it was."""
    with installation_ready():
        from vandpunkt.cases.returned_files import compare_file

        report = compare_file(dnr, content_of(file), name=file.name)
    for line in _lines(report):
        click.echo(line)
    if not report.comparison.everything_stands:
        raise SystemExit(1)


def _lines(report: ReturnedReport) -> Iterator[str]:
    from vandpunkt.reading.comparison import Outcome

    compared = report.comparison
    yield translate(marked("{dnr}, svar {number}: {stand} av {total} uppgifter står kvar.")).format(
        dnr=report.dnr,
        number=report.statement_number,
        stand=len(compared.of(Outcome.STANDS)),
        total=len(compared.facts),
    )
    if report.claims_other:
        yield translate(marked("Filen säger sig vara gjord av en annan version."))
    yield from _section(
        marked("Omskrivna"), (f"{one.given.text} → {one.after}" for one in compared.of(Outcome.REWORDED))
    )
    yield from _section(marked("Borttagna"), (one.given.text for one in compared.of(Outcome.REMOVED)))
    yield from _section(marked("Flyttade"), (one.after for one in compared.facts if one.moved))
    loose = (one.after for one in compared.of(Outcome.STANDS) if not one.controlled)
    yield from _section(marked("Kvar, men utan innehållskontroll"), loose)
    yield from _section(marked("Uppgifter ur något annat dokument"), (one.text for one in compared.unknown))
    items = (f"{one.fact.school}: {one.fact.text}" for one in report.new_items)
    yield from _section(marked("Nya punkter som ser ut som insatser"), items)
    yield from _section(marked("Ändrad egen text"), (one.heading for one in report.own_texts))
    changes = (
        f"{'+' if one.inserted else '−'} {one.text} ({one.author} {one.date})" for one in report.word.changes
    )
    yield from _section(marked("Spårade ändringar"), changes)
    comments = (f"{one.author} {one.date}: {one.text} («{one.anchor}»)" for one in report.word.comments)
    yield from _section(marked("Kommentarer"), comments)
    if report.unread:
        yield report.unread


def _section(title: str, lines: Iterator[str]) -> Iterator[str]:
    listed = list(lines)
    if listed:
        yield f"\n{translate(title)} ({len(listed)})"
        yield from (f"  {line}" for line in listed)
