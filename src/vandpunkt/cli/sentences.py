"""`vandpunkt sentences`: every sentence that the product writes by itself, and when."""

from __future__ import annotations

import json
import os

import click

from vandpunkt.cli.language import translate
from vandpunkt.domain.problems import marked


@click.command(
    help=translate(
        marked("Visa varje mening som Vändpunkt kan skriva av sig själv, när den skrivs och ett exempel.")
    )
)
@click.option("--json", "as_json", is_flag=True, help=translate(marked("Skriv listan som JSON.")))
def command(as_json: bool) -> None:
    """Print the list. It needs no installation."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vandpunkt.settings")
    import django

    django.setup()
    from vandpunkt.cases.sentence_list import listed_sentences, sections

    if as_json:
        told = [
            {
                "name": one.rule.name,
                "document": one.rule.place.document,
                "section": one.rule.place.section,
                "when": one.rule.when,
                "example": one.example,
                "module": one.rule.module,
            }
            for one in listed_sentences()
        ]
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    for part in sections():
        click.echo(f"\n{part.document}: {part.section}")
        for one in part.sentences:
            click.echo(f"  {one.rule.name}\n    {one.rule.when}")
            if one.example:
                click.echo(f"    «{one.example}»")
