"""Finding what has been asked for among what the person asking may open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from vandpunkt.cases.decisions import decisions
from vandpunkt.register.models import Intervention, SchoolUnit
from vandpunkt.search.index import catch_up
from vandpunkt.search.models import Entry
from vandpunkt.search.pieces import KINDS
from vandpunkt.search.words import (
    Term,
    is_meant,
    normalised,
    postgresql_question,
    read_question,
    sqlite_question,
    words_with_places,
)

SHOWN = 10
_BEFORE, _AFTER = 70, 160


@dataclass(frozen=True)
class MayOpen:
    """What somebody may open: for each kind the codes of the schools, None for all; a kind left out is shut.

    `notes` are the schools whose working material they may see. `decided_only` is whether they see cases that
    the board has decided and no drafts.
    """

    schools: Mapping[str, frozenset[str] | None]
    notes: frozenset[str] | None = None
    decided_only: bool = False


EVERYTHING = MayOpen(dict.fromkeys(KINDS))


@dataclass(frozen=True)
class Hit:
    """One row that has what was asked for. `context` is the words around it, each with whether it is marked.

    `address` is what its page is called by, "" where it has no page; `page` is the page of a document.
    """

    kind: str
    address: str
    title: tuple[tuple[str, bool], ...]
    context: tuple[tuple[str, bool], ...]
    page: int | None


@dataclass(frozen=True)
class Found:
    """What was found of one kind: how many there are, and the first of them."""

    kind: str
    count: int
    hits: tuple[Hit, ...]


def search(question: str, *, may_open: MayOpen, kind: str = "", limit: int = SHOWN) -> tuple[Found, ...]:
    """What has every word asked for, kind by kind; of one kind alone where it is named. Never more than
    may be opened, in the counts too. Nothing for a question without words.
    """
    terms = read_question(question)
    if not terms:
        return ()
    catch_up()
    rows = _matching(terms).filter(_open(may_open))
    if kind:
        rows = rows.filter(kind=kind)
    matched: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for one, code, key in rows.values_list("kind", "school_code", "pk"):
        matched[one].append((code, key))
    first = {one: _first_of(one, keys, limit) for one, keys in matched.items()}
    shown = Entry.objects.in_bulk([key for keys in first.values() for key in keys])
    pages = _pages_of_documents([shown[key] for key in first.get("document", ())])
    return tuple(
        Found(
            kind=one,
            count=len(matched[one]),
            hits=tuple(_hit(shown[key], terms, pages) for key in first[one]),
        )
        for one in KINDS
        if one in first
    )


def _first_of(kind: str, matched: list[tuple[str, int]], limit: int) -> list[int]:
    """The keys of those that are shown, as they were taken in; of schools the organiser's own come first."""
    if kind != "school":
        return sorted(key for _, key in matched)[:limit]
    own = set(SchoolUnit.objects.filter(own=True).values_list("code", flat=True))
    return [key for _, key in sorted(matched, key=lambda one: (one[0] not in own, one[1]))[:limit]]


def _matching(terms: Sequence[Term]) -> QuerySet[Entry]:
    if connection.vendor == "sqlite":
        statement = "SELECT rowid FROM search_tokens WHERE search_tokens MATCH %s"
        return Entry.objects.filter(pk__in=RawSQL(statement, (sqlite_question(terms),)))  # noqa: S611
    statement = "SELECT id FROM search_tokens WHERE tokens @@ %s::tsquery"
    return Entry.objects.filter(pk__in=RawSQL(statement, (postgresql_question(terms),)))  # noqa: S611


def _open(may_open: MayOpen) -> Q:
    seen = Q(pk__in=[])
    for kind, codes in may_open.schools.items():
        seen |= Q(kind=kind) if codes is None else Q(kind=kind, school_code__in=codes)
    if may_open.decided_only:
        cases = [str(case) for case in decisions().values_list("case", flat=True)]
        return seen & Q(working=False) & (~Q(kind="case") | Q(key__in=cases))
    if may_open.notes is None:
        return seen
    return seen & (Q(working=False) | Q(kind="case") | Q(school_code__in=may_open.notes))


def _pages_of_documents(rows: Sequence[Entry]) -> dict[tuple[str, int], str]:
    """An intervention that was read from each page: documents have no page of their own on the site."""
    if not rows:
        return {}
    read = Intervention.objects.filter(source_document__in={int(row.key) for row in rows}).order_by("-pk")
    found = read.values_list("source_document", "source_page", "pk")
    return {(str(document), page or 0): str(key) for document, page, key in found}


def _hit(row: Entry, terms: Sequence[Term], pages: Mapping[tuple[str, int], str]) -> Hit:
    document = row.kind == "document"
    return Hit(
        kind=row.kind,
        address=pages.get((row.key, row.part), "") if document else row.address,
        title=_marked(normalised(row.title), terms),
        context=_context(normalised(row.text), terms),
        page=row.part if document else None,
    )


def _context(text: str, terms: Sequence[Term]) -> tuple[tuple[str, bool], ...]:
    """A passage around the first word that was asked for; the beginning where the title has them all."""
    flat = " ".join(text.split())
    places = (start for word, start, _ in words_with_places(flat) if is_meant(word, terms))
    first = next(places, 0)
    start = flat.rfind(" ", 0, max(first - _BEFORE, 0)) + 1 if first > _BEFORE else 0
    end = first + _AFTER
    if end < len(flat):
        end = flat.rfind(" ", first + 1, end) if " " in flat[first + 1 : end] else end
    shown = f"{'… ' if start else ''}{flat[start:end]}{' …' if end < len(flat) else ''}"
    return _marked(shown, terms)


def _marked(text: str, terms: Sequence[Term]) -> tuple[tuple[str, bool], ...]:
    pieces, after = [], 0
    for word, start, end in words_with_places(text):
        if is_meant(word, terms):
            pieces += [(text[after:start], False), (text[start:end], True)]
            after = end
    return tuple(piece for piece in (*pieces, (text[after:], False)) if piece[0])
