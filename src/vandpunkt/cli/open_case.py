"""`vandpunkt open-case`: what a letter proposes as a case, and the case opened when nothing is open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vandpunkt.cli.database import installation_ready
from vandpunkt.cli.given_file import content_of
from vandpunkt.cli.language import translate
from vandpunkt.cli.person import by
from vandpunkt.domain.problems import Problem, marked

if TYPE_CHECKING:
    from vandpunkt.cases.scope.values import CaseScope


@click.command(
    help=translate(
        marked("Läs en skrivelse (PDF, DOCX, HTML eller text) och visa vilket ärende den föreslår.")
    )
)
@click.argument("file", metavar=translate(marked("FIL")), type=click.Path(path_type=Path))
@click.option(
    "--accept", is_flag=True, help=translate(marked("Lägg upp ärendet, om inget är kvar att fråga om."))
)
@click.option(
    "--dnr", default="", metavar="DNR", help=translate(marked("Diarienumret, om skrivelsen inte anger det."))
)
@click.option(
    "--school",
    "answers",
    multiple=True,
    metavar=translate(marked("NAMN=KOD")),
    help=translate(marked("Vilken skola ett namn i skrivelsen menar; kan anges flera gånger.")),
)
@click.option(
    "--years",
    nargs=4,
    type=int,
    metavar=translate(marked("ÅR ÅR ÅR ÅR")),
    help=translate(marked("Fyra år: tidigare stöd från och till, planerat stöd från och till.")),
)
def command(
    file: Path, accept: bool, dnr: str, answers: tuple[str, ...], years: tuple[int, int, int, int] | None
) -> None:
    """Print the proposal; with --accept open the case, whole or not at all."""
    content = content_of(file)
    with installation_ready():
        from django.utils import timezone

        from vandpunkt.cases.inquiries import open_case_of_letter, preview
        from vandpunkt.cases.scope.open_questions import open_questions
        from vandpunkt.cases.scope.opening import existing_case
        from vandpunkt.cases.scope.proposing import proposed_scope

        reading = preview(content, name=file.name)
        scope = _answered(proposed_scope(reading), dnr, answers, years)
        for line in printed(scope, reading.warnings):
            click.echo(line)
        if exists := existing_case(scope.dnr):
            raise exists
        questions = open_questions(scope)
        if questions:
            click.echo(translate(marked("Kvar att svara på:")))
        for problem in questions:
            click.echo(f"– {problem.sentence(translate)}")
        if not accept:
            return
        if questions:
            raise Problem(marked("Inget ärende är upplagt. Svara först på det som är kvar."))
        slug = open_case_of_letter(content, scope, name=file.name, by=by("open-case"), now=timezone.now())
        click.echo(translate(marked("Ärendet {slug} är upplagt.")).format(slug=slug))


def _answered(
    scope: CaseScope, dnr: str, answers: tuple[str, ...], years: tuple[int, int, int, int] | None
) -> CaseScope:
    """The scope with what the command line answers. Raises Problem for an answer to nothing."""
    codes = dict(_answer(one) for one in answers)
    unknown = set(codes) - {school.written.casefold() for school in scope.schools}
    if unknown:
        raise Problem(marked("Skrivelsen nämner ingen skola {name}."), name=", ".join(sorted(unknown)))
    schools = tuple(
        replace(school, code=codes.get(school.written.casefold(), school.code)) for school in scope.schools
    )
    scope = replace(scope, dnr=dnr or scope.dnr, schools=schools)
    return replace(scope, past=years[:2], planned=years[2:]) if years else scope


def _answer(text: str) -> tuple[str, str]:
    name, _, code = text.partition("=")
    if not code.strip().isdigit():
        raise Problem(marked("«{text}» är inget svar. Skriv till exempel Grimstaskolan=51341279."), text=text)
    return " ".join(name.split()).casefold(), code.strip()


def printed(scope: CaseScope, warnings: tuple[str, ...]) -> Iterator[str]:
    """The proposal, a line each."""
    yield scope.title or "–"
    lines = (
        (marked("Diarienummer"), scope.dnr or "–"),
        (marked("Slag"), scope.kind),
        (marked("Inkom"), scope.received.isoformat() if scope.received else "–"),
        (marked("Avsändare"), ", ".join(sender.printed for sender in scope.senders) or "–"),
        (marked("Nämnd"), scope.board or "–"),
        (marked("Förvaltning"), scope.administration or "–"),
        (marked("Tidigare stöd"), "–".join(map(str, scope.past)) if scope.past else "–"),
        (marked("Planerat stöd"), "–".join(map(str, scope.planned)) if scope.planned else "–"),
        (marked("Program"), ", ".join(scope.programmes) or "–"),
    )
    yield from (f"{translate(label)}: {value}" for label, value in lines)
    yield f"{translate(marked('Frågor'))}:"
    yield from (f"  {number}. {question}" for number, question in enumerate(scope.questions, start=1))
    yield f"{translate(marked('Skolor'))}:"
    for school in scope.schools:
        yield f"  {school.written}: {school.code or '?'}"
        if school.match and not school.code:
            yield from (
                f"    {one.code} {one.name}{f' ({one.municipality})' if one.municipality else ''}"
                for one in school.match.candidates
            )
    yield from (f"– {warning}" for warning in warnings)
