"""`vandpunkt verify`: whether a file is a signed statement."""

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
    from vandpunkt.cases.sources_of_facts import SourcedFact
    from vandpunkt.cases.verifying import Verification


@click.command(
    help=translate(marked("Säg om FIL (PDF eller Word) är ett undertecknat svar, och vad det bygger på."))
)
@click.argument("file", metavar=translate(marked("FIL")), type=click.Path(path_type=Path))
@click.option(
    "--brief",
    is_flag=True,
    help=translate(marked("Skriv bara vad filen är, inte varje uppgift med sin källa.")),
)
def command(file: Path, brief: bool) -> None:
    """Say what the file is; exit status 1 where it is no signed file, byte by byte."""
    with installation_ready():
        from vandpunkt.cases.verifying import Verdict, verify

        found = verify(content_of(file), name=file.name)
    for line in _lines(found, brief=brief):
        click.echo(line)
    if found.verdict is not Verdict.SIGNED:
        raise SystemExit(1)


def _lines(found: Verification, *, brief: bool) -> Iterator[str]:
    from django.utils import timezone

    from vandpunkt.cases.verifying import VERDICTS

    signed = found.signed
    yield translate(VERDICTS[found.verdict])
    yield f"SHA-256 {found.sha256}"
    if found.claims:
        yield translate(marked("Filen säger sig vara {version}.")).format(version=found.claims)
    if signed:
        yield translate(marked("{dnr}, version {number}, undertecknad {day} av {by}: {title}")).format(
            dnr=signed.dnr,
            number=signed.number,
            day=timezone.localdate(signed.signed_at).isoformat(),
            by=signed.signed_by,
            title=signed.title,
        )
    if found.newer:
        yield translate(marked("Det finns en senare undertecknad version: {number}.")).format(
            number=found.newer.number
        )
    for one in found.missing:
        yield f"  {one.text} → {one.after or '–'}"
    if found.sources and not brief:
        yield translate(marked("Uppgifterna i den undertecknade versionen, som de var den dagen:"))
        for fact in found.sources:
            yield f"  {'; '.join(fact.texts)}"
            yield f"    {_origin(fact)}"


def _origin(fact: SourcedFact) -> str:
    """From what, and who took it in and when: accepted where somebody did so, else recorded."""
    from django.utils import timezone

    accepted, recorded = (fact.accepted_at, fact.accepted_by), (fact.recorded_at, fact.recorded_by)
    moment, by = accepted if fact.accepted_at else recorded
    taken_in = f"{by} {timezone.localdate(moment).isoformat()}" if moment else by
    return ", ".join(filter(None, (fact.source, fact.place, taken_in.strip())))
