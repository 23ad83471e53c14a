"""What can be found of each kind of row: its title, text and school, and whether it is working material."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from vandpunkt.cases.models import Case, OwnText
from vandpunkt.follow_up.models import Action, FollowUp, InterventionState
from vandpunkt.register.models import Evidence, Intervention, Programme, SchoolUnit, SourceDocument
from vandpunkt.search.models import Entry

Keys = Sequence[Any]
KINDS = ("school", "programme", "case", "intervention", "follow_up", "document")
"""What can be found, in the order that it is shown in."""
_AT_A_TIME = 500


@dataclass(frozen=True)
class Watched:
    """A history that the index follows: which rows of which kind a changed row of it makes anew."""

    model: type[Model]
    concerns: tuple[tuple[str, Callable[[Keys], Iterable[Any]]], ...]


def _themselves(keys: Keys) -> Keys:
    return keys


def _through(model: Any, where: str, of: str) -> Callable[[Keys], Iterable[Any]]:
    """The keys that rows of a model point at, or that point at them. Rows that are gone point at nothing."""
    return lambda keys: model.objects.filter(**{f"{where}__in": keys}).order_by().values_list(of, flat=True)


WATCHED = (
    Watched(
        SchoolUnit,
        (("school", _themselves), ("intervention", _through(Intervention, "school_unit", "pk"))),
    ),
    Watched(
        Programme, (("programme", _themselves), ("intervention", _through(Intervention, "programme", "pk")))
    ),
    Watched(Evidence, (("programme", _through(Evidence, "pk", "programme")),)),
    Watched(Intervention, (("intervention", _themselves),)),
    Watched(SourceDocument, (("document", _themselves),)),
    Watched(FollowUp, (("follow_up", _themselves),)),
    Watched(InterventionState, (("follow_up", _through(InterventionState, "pk", "follow_up")),)),
    Watched(Action, (("follow_up", _through(Action, "pk", "follow_up")),)),
    Watched(Case, (("case", _themselves),)),
    Watched(OwnText, (("case", _through(OwnText, "pk", "case")),)),
)


def entries(kind: str, keys: Keys | None) -> Iterator[Entry]:
    """Everything that can be found of the rows with some keys, or with None of all rows of a kind."""
    rows = _ROWS[kind]()
    if keys is not None:
        rows = rows.filter(pk__in=list(keys))
    for row in rows.iterator(_AT_A_TIME):
        yield from _PIECES[kind](row)


def _entry(row: Model, kind: str, title: str, text: Iterable[object], **more: Any) -> Entry:
    said = "\n".join(str(one) for one in text if one not in (None, ""))
    return Entry(kind=kind, key=str(row.pk), title=title[:700], text=said.replace("\x00", ""), **more)


def _school(row: Any) -> Iterator[Entry]:
    area = row.area.name if row.area else ""
    said = (row.code, row.municipality, row.operator, area)
    yield _entry(row, "school", row.name, said, address=row.code, school_code=row.code)


def _programme(row: Any) -> Iterator[Entry]:
    known = [text for one in row.evidence.all() for text in (one.text, one.source)]
    said = (row.purpose, row.target, row.run_by, row.contact, row.cost, *row.aliases, *known)
    yield _entry(row, "programme", str(row), said, address=row.slug)


def _intervention(row: Any) -> Iterator[Entry]:
    title = f"{row.programme or row.wording[:200]}, {row.school_unit.name}"
    where = {"address": str(row.pk), "school_code": row.school_unit_id}
    partners = [one.name for one in row.partners.all()]
    said = (row.wording, *partners, row.responsible, row.decision_by, row.status_reason, *row.persons)
    yield _entry(row, "intervention", title, said, **where)
    if row.dialogue_notes:
        yield _entry(row, "intervention", title, (row.dialogue_notes,), part=1, working=True, **where)


def _follow_up(row: Any) -> Iterator[Entry]:
    states = [one.note for one in row.states.all()]
    actions = [text for one in row.actions.all() for text in (one.text, one.outcome)]
    yield _entry(
        row,
        "follow_up",
        f"{row.school_unit.name}, {row.day.isoformat()}",
        (row.participants, row.seen, row.notes, *states, *actions),
        address=str(row.pk),
        school_code=row.school_unit_id,
        working=True,
    )


def _case(row: Any) -> Iterator[Entry]:
    asked = [one.text for one in row.questions.all()]
    schools = [one.school_unit.name for one in row.case_schools.all()]
    said = (row.subject, *asked, *schools)
    yield _entry(row, "case", str(row), said, address=row.slug)
    own = [one.text for one in row.own_texts.all() if one.text]
    if own:
        yield _entry(row, "case", str(row), own, address=row.slug, part=1, working=True)


def _document(row: Any) -> Iterator[Entry]:
    title = f"{row} {row.dnr}".strip()
    for number, text in enumerate(row.page_texts, 1):
        yield _entry(row, "document", title, (text,), part=number, working=True)


_ROWS: dict[str, Callable[[], Any]] = {
    "school": lambda: SchoolUnit.objects.select_related("area"),
    "programme": lambda: Programme.objects.prefetch_related("evidence"),
    "intervention": lambda: Intervention.objects.select_related("programme", "school_unit").prefetch_related(
        "partners"
    ),
    "follow_up": lambda: FollowUp.objects.select_related("school_unit").prefetch_related("states", "actions"),
    "case": lambda: Case.objects.prefetch_related("questions", "own_texts", "case_schools__school_unit"),
    "document": SourceDocument.objects.all,
}
_PIECES: dict[str, Callable[[Any], Iterator[Entry]]] = {
    "school": _school,
    "programme": _programme,
    "intervention": _intervention,
    "follow_up": _follow_up,
    "case": _case,
    "document": _document,
}
