"""`vandpunkt search`: everything that has the words, or the index of words made anew."""

from __future__ import annotations

import click

from vandpunkt.cli.database import installation_ready
from vandpunkt.cli.language import translate
from vandpunkt.domain.problems import marked

_REBUILD = ("rebuild",)
_KINDS = {
    "school": marked("skola"),
    "programme": marked("program"),
    "case": marked("ärende"),
    "intervention": marked("insats"),
    "follow_up": marked("uppföljning"),
    "document": marked("dokument"),
}


@click.command(
    help=translate(
        marked(
            "Sök efter WORDS i hela registret, även i arbetsmaterial. "
            "«vandpunkt search rebuild» gör om sökregistret från grunden."
        )
    )
)
@click.argument("words", nargs=-1, required=True)
@click.option(
    "--limit",
    default=10,
    show_default=True,
    type=click.IntRange(1, 1000),
    help=translate(marked("Så många träffar av varje slag.")),
)
def command(words: tuple[str, ...], limit: int) -> None:
    """Print the hits kind by kind, or make the index anew."""
    with installation_ready():
        if words == _REBUILD:
            _rebuild()
        else:
            _print_hits(" ".join(words), limit)


def _rebuild() -> None:
    from vandpunkt.search.index import rebuild

    click.echo(translate(marked("Sökregistret är gjort på nytt: {count} texter.")).format(count=rebuild()))


def _print_hits(question: str, limit: int) -> None:
    from vandpunkt.search.finding import EVERYTHING, search

    found = search(question, may_open=EVERYTHING, limit=limit)
    if not found:
        click.echo(translate(marked("Inget har alla orden.")))
    for one in found:
        for hit in one.hits:
            title = "".join(text for text, _ in hit.title)
            click.echo(f"{translate(_KINDS[one.kind])}  {title}")
            context = "".join(f"[{text}]" if asked else text for text, asked in hit.context)
            click.echo(f"    {context}")
        if one.count > len(one.hits):
            left = translate(marked("… och {count} till")).format(count=one.count - len(one.hits))
            click.echo(f"    {left}")
