"""`vandpunkt read`: what a statement says, as a table for people or as JSON for programs."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from textwrap import wrap

import click

from vandpunkt.cli.language import translate
from vandpunkt.domain.periods import Period
from vandpunkt.domain.problems import marked
from vandpunkt.reading import DocumentFacts, InterventionFact, KnownNames, Reading, Window, as_json, read_file

_INDENT = "  "
_NARROWEST = 60
_WIDEST = 120


@click.command(
    help=translate(
        marked("Läs ett tjänsteutlåtande (PDF, DOCX, HTML eller text) och skriv ut vad det säger.")
    )
)
@click.argument("file", metavar=translate(marked("FIL")), type=click.Path(path_type=Path))
@click.option("--json", "json_wanted", is_flag=True, help=translate(marked("Skriv allt som JSON.")))
@click.option(
    "--register",
    "by_register",
    is_flag=True,
    help=translate(
        marked("Läs efter registrets egna namn på program och samverkansparter, inte de medföljande.")
    ),
)
def command(file: Path, json_wanted: bool, by_register: bool) -> None:
    """Read one file and print what it says."""
    names = _names_of_the_register() if by_register else None
    click.echo(printed(file, json_wanted=json_wanted, names=names))


def _names_of_the_register() -> KnownNames:
    from vandpunkt.cli.database import installation_ready

    with installation_ready():
        from vandpunkt.register.programmes.catalogue import names_for_reading

        return names_for_reading()


def printed(file: Path, *, json_wanted: bool = False, names: KnownNames | None = None) -> str:
    """What the command prints. `names` are the register's own; without them the shipped ones are used."""
    reading = read_file(file, names=names)
    if json_wanted:
        return json.dumps(as_json(reading), ensure_ascii=False, indent=2)
    width = min(max(shutil.get_terminal_size((100, 24)).columns, _NARROWEST), _WIDEST)
    return "\n".join(summary(reading, width))


def summary(reading: Reading, width: int) -> Iterator[str]:
    """The reading as lines of at most `width` characters where words allow."""
    yield from _document(reading.document)
    for school, facts in groupby(reading.interventions, key=lambda fact: fact.school):
        yield ""
        yield school
        for window, listed in groupby(facts, key=lambda fact: fact.window):
            yield from _table(_window_title(window, reading.document), list(listed), width)
    if reading.warnings:
        yield ""
        yield translate(marked("Att titta på:"))
        yield from (line for warning in reading.warnings for line in _wrapped(f"– {warning}", width))
    yield ""
    yield translate(marked("{items} insatser vid {schools} skolor.")).format(
        items=len(reading.interventions), schools=len({fact.school for fact in reading.interventions})
    )


def _document(document: DocumentFacts) -> Iterator[str]:
    yield from filter(None, (document.title, document.subtitle))
    yield " · ".join(filter(None, (document.dnr, document.board, document.administration)))
    labels = (
        (marked("Frågat av"), ", ".join(_sender(document))),
        (marked("Berett av"), ", ".join(document.prepared_by)),
        (
            marked("Samråd"),
            ", ".join(f"{one.body} {one.date or ''}".strip() for one in document.consultations),
        ),
        (
            marked("Undertecknat av"),
            ", ".join(f"{one.name}, {one.title.lower()}" for one in document.signatories),
        ),
        (marked("Bilagor"), "; ".join(document.attachments)),
        (marked("Skolor"), ", ".join(document.schools)),
    )
    yield from (f"{translate(label)}: {value}" for label, value in labels if value)


def _sender(document: DocumentFacts) -> Iterator[str]:
    for one in document.senders:
        yield f"{one.name}{' m.fl.' if one.et_al else ''}{f' ({one.party})' if one.party else ''}"


def _window_title(window: str, document: DocumentFacts) -> str:
    label = translate(marked("Tidigare stöd") if window == "past" else marked("Planerat stöd"))
    stated = document.past if window == "past" else document.planned
    return f"{label} {_years(stated)}".strip()


def _years(window: Window | None) -> str:
    return str(Period.from_codes(window.start, window.end)) if window else ""


def _table(title: str, facts: Sequence[InterventionFact], width: int) -> Iterator[str]:
    yield f"{_INDENT}{title}"
    rows = [(_name(fact), _time(fact), ", ".join((*fact.partners, *fact.persons))) for fact in facts]
    name_width = max(24, int(width * 0.45))
    time_width = max(14, int(width * 0.22))
    partner_width = width - name_width - time_width - 2 * len(_INDENT) - 2
    for row in rows:
        columns = [
            _wrapped(text, size)
            for text, size in zip(row, (name_width, time_width, partner_width), strict=True)
        ]
        for parts in _side_by_side(columns):
            name, time, partners = parts
            yield f"{_INDENT * 2}{name:<{name_width}} {time:<{time_width}} {partners}".rstrip()


def _name(fact: InterventionFact) -> str:
    if fact.programme is None:
        return f"«{fact.text.rstrip('.')}»"
    return f"{fact.programme} ({fact.abbreviation})" if fact.abbreviation else fact.programme


def _time(fact: InterventionFact) -> str:
    stated = fact.start or fact.end or fact.ongoing is not None
    parts = [str(Period.from_codes(fact.start, fact.end, fact.ongoing))] if stated else ["–"]
    if fact.in_use_from:
        parts.append(
            translate(marked("i bruk {term}")).format(
                term=Period.from_codes(fact.in_use_from, fact.in_use_from)
            )
        )
    if fact.follow_on:
        parts.append(
            translate(marked("sedan {period}")).format(
                period=Period.from_codes(fact.follow_on.start, fact.follow_on.end)
            )
        )
    return ", ".join(parts)


def _wrapped(text: str, width: int) -> list[str]:
    return wrap(text, width, subsequent_indent=_INDENT, break_on_hyphens=False) or [""]


def _side_by_side(columns: Sequence[list[str]]) -> Iterator[tuple[str, ...]]:
    for index in range(max(map(len, columns))):
        yield tuple(column[index] if index < len(column) else "" for column in columns)
