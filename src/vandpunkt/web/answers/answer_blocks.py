"""The answer as it reads on the page of its case: the document tree, with each fact leading to its source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vandpunkt.cases.sentence_list import rules
from vandpunkt.documents.charts import Chart, ChartTable, to_table
from vandpunkt.documents.tree import (
    Block,
    BulletList,
    Citation,
    Document,
    Figure,
    Heading,
    Paragraph,
    Run,
    Signatures,
    Table,
)
from vandpunkt.documents.walk import cited_by

_TOP_LEVEL = 2
_KEPT = 2048
"""So many blocks are kept in memory."""
_FIRST_SENTENCES = {
    "consultations": "union_consultation",
    "effect": "effects_introduction",
    "promises": "promised",
    "school_results": "latest_year",
}
"""Passages that several sentences make, with the rule that the reader is led to."""


@dataclass(frozen=True)
class AnswerBlock:
    """One block as the template needs it: its kind, and its words with their links.

    `rows` are the cells of a table, `numeric` whether each column is figures. `rule` is the name of the
    public rule that has written a paragraph, "" where a person has, and `rule_address` where it stands.
    """

    kind: str
    level: int = 0
    text: SafeString | str = ""
    items: tuple[SafeString, ...] = ()
    header: tuple[tuple[str, bool], ...] = ()
    rows: tuple[tuple[tuple[SafeString, bool], ...], ...] = ()
    figure: AnswerFigure | None = None
    rule: str = ""
    rule_address: str = ""


@dataclass(frozen=True)
class AnswerFigure:
    """A chart with what stands beside it: the table behind it and the sources it leans on."""

    identity: str
    chart: Chart
    caption: str
    alternative_text: str
    table: ChartTable
    sources: tuple[Citation, ...]


def answer_blocks(document: Document, *, linked_to_sources: bool = True) -> tuple[AnswerBlock, ...]:
    """The blocks of a document, in order; its facts bare where the reader may not open their sources."""
    citations = document.citations if linked_to_sources else {}
    language = get_language() or ""
    return tuple(
        _block(block, tuple(citations[one] for one in cited_by(block) if one in citations), number, language)
        for number, block in enumerate(document.blocks)
    )


@lru_cache(maxsize=_KEPT)
def _block(block: Block, cited: tuple[Citation, ...], number: int, _language: str) -> AnswerBlock:
    """A block with its sources: the same for the same, so it is made once."""
    citations = {one.id: one for one in cited}
    match block:
        case Heading():
            return AnswerBlock("heading", level=min(_TOP_LEVEL + block.level, 6), text=block.text)
        case Paragraph():
            rule = "" if block.own else _rule(block.key)
            text, address = linked(block.runs, citations), f"{reverse('sentences')}#{rule}" if rule else ""
            return AnswerBlock("paragraph", text=text, rule=rule, rule_address=address)
        case BulletList():
            return AnswerBlock("list", items=tuple(linked(item, citations) for item in block.items))
        case Table():
            return _table(block, citations)
        case Figure():
            return AnswerBlock("figure", figure=_figure(block, citations, number))
        case Signatures():
            lines = ((one.name, one.title, one.administration) for one in block.signatures)
            return AnswerBlock("signatures", items=tuple(_lines(line) for line in lines))


def _rule(key: str) -> str:
    """The name of the rule behind a passage: its first sentence's, where several make the passage."""
    name = key.split(":", 1)[0]
    name = _FIRST_SENTENCES.get(name, name)
    return name if name in _rule_names() else ""


@cache
def _rule_names() -> frozenset[str]:
    return frozenset(rule.name for rule in rules())


def linked(runs: Sequence[Run], citations: Mapping[str, Citation]) -> SafeString:
    """The words, each cited run a link to its source; further sources follow as links of their own."""
    return format_html_join("", "{}", ((_run(run, citations),) for run in runs))


def _run(run: Run, citations: Mapping[str, Citation]) -> SafeString | str:
    sources = [citations[identity] for identity in run.citations if identity in citations]
    sources = [source for source in sources if source.address]
    if not sources:
        return run.text
    names = [run.text, *(_("källa {n}").format(n=number) for number in range(2, len(sources) + 1))]
    return format_html_join(
        " ",
        '<a class="fact" href="{}" title="{}">{}</a>',
        ((source.address, source.label, name) for source, name in zip(sources, names, strict=True)),
    )


def _table(table: Table, citations: Mapping[str, Citation]) -> AnswerBlock:
    numeric = table.numeric
    return AnswerBlock(
        "table",
        text=table.caption,
        header=tuple(zip(table.header, numeric, strict=True)),
        rows=tuple(
            tuple((linked(cell, citations), figures) for cell, figures in zip(row, numeric, strict=True))
            for row in table.rows
        ),
    )


def _figure(figure: Figure, citations: Mapping[str, Citation], number: int) -> AnswerFigure:
    return AnswerFigure(
        identity=f"figure-{number}",
        chart=figure.chart,
        caption=figure.caption,
        alternative_text=figure.alternative_text,
        table=to_table(figure.chart),
        sources=tuple(citations[identity] for identity in figure.citations if identity in citations),
    )


def _lines(lines: Sequence[str]) -> SafeString:
    return format_html_join(SafeString("<br>"), "{}", ((line,) for line in lines if line))
