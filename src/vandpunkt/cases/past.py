"""A case as it stood on a past day, and who has changed what of it and of what it is made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from vandpunkt.cases.loading import case_by_dnr
from vandpunkt.cases.models import Case, CasePath, CaseProgramme, CaseSchool, Question, Sender, Step
from vandpunkt.cases.path.states import State
from vandpunkt.domain.problems import marked
from vandpunkt.register.change_lines import ChangeLine, Words, lines_among, together
from vandpunkt.register.history import as_it_stood
from vandpunkt.register.past import Facts, facts_of, past_row

_CASE = {
    "dnr": marked("Diarienummer"),
    "subject": marked("Ärendemening"),
    "inquiry_kind": marked("Slag av fråga"),
    "board": marked("Nämnd"),
    "administration": marked("Förvaltning"),
    "past_from": marked("Tidigare stöd, från och med år"),
    "past_to": marked("Tidigare stöd, till och med år"),
    "planned_from": marked("Planerat stöd, från och med år"),
    "planned_to": marked("Planerat stöd, till och med år"),
}
_PATH = {"state": marked("Läge"), "officer": marked("Handläggare"), "meeting": marked("Sammanträde")}


@dataclass(frozen=True)
class PastStep:
    """A step of a case as it stood. The words are "" where nothing was stated."""

    name: str
    planned: str
    done: str
    outcome: str


@dataclass(frozen=True)
class PastCase:
    """A case as it stood. `decided` is whether the board had taken its decision; schools are codes, names."""

    title: str
    decided: bool
    facts: Facts
    senders: tuple[str, ...]
    questions: tuple[str, ...]
    schools: tuple[tuple[str, str], ...]
    programmes: tuple[str, ...]
    steps: tuple[PastStep, ...]


def past_case(slug: str, moment: datetime) -> PastCase:
    """A case as it stood at a moment. Eight queries.

    Raises Problem for an unknown case, and where there was none then.
    """
    case = case_by_dnr(slug)
    row = past_row(Case, case.pk, moment)
    paths: Any = as_it_stood(CasePath, moment).filter(case=case.pk)
    path = paths.select_related("officer", "meeting").first()
    steps = _at(Step, case, moment)
    return PastCase(
        title=row.title,
        decided=any(one.kind == Step.Kind.DECISION and one.done for one in steps),
        facts=facts_of(row, _CASE) + (facts_of(path, _PATH, _WORDS) if path else ()),
        senders=tuple(map(_sender, _at(Sender, case, moment))),
        questions=tuple(one.text for one in _at(Question, case, moment)),
        schools=tuple(
            (one.school_unit_id, one.school_unit.name) for one in _at(CaseSchool, case, moment, "school_unit")
        ),
        programmes=tuple(one.programme.name for one in _at(CaseProgramme, case, moment, "programme")),
        steps=tuple(map(_past_step, steps)),
    )


def case_history(slug: str) -> tuple[ChangeLine, ...]:
    """Every change of a case and of what it is made of, newest first. Raises Problem for an unknown case."""
    case = case_by_dnr(slug)
    whole: Any = Case.history
    return together(
        _lines(CasePath, case, _("Ärendets läge"), ""),
        _lines(Step, case, _("Steg"), "get_kind_display"),
        _lines(CaseProgramme, case, _("Program"), "programme"),
        _lines(CaseSchool, case, _("Skola"), "school_unit"),
        _lines(Sender, case, _("Avsändare"), "name"),
        _lines(Question, case, _("Fråga"), "text"),
        lines_among(whole.filter(id=case.pk), about=lambda _one: _("Ärendet")),
    )


def _lines(model: Any, case: Case, kind: str, named_by: str) -> list[ChangeLine]:
    """The changes of the rows of a case of one model; what each is called is what it says in a field."""

    def about(version: Any) -> str:
        name = getattr(version, named_by) if named_by else ""
        return f"{kind} «{name() if callable(name) else name}»" if name else kind

    return lines_among(model.history.filter(case=case.pk), words=_WORDS, about=about)


def _at(model: Any, case: Case, moment: datetime, *joined: str) -> list[Any]:
    rows: Any = as_it_stood(model, moment).filter(case=case.pk).order_by("position", "id")
    return list(rows.select_related(*joined) if joined else rows)


def _sender(row: Any) -> str:
    et_al = f" {_('m.fl.')}" if row.et_al else ""
    return f"{row.name}{et_al}{f' ({row.party})' if row.party else ''}"


def _past_step(row: Any) -> PastStep:
    body = f", {row.body}" if row.body else ""
    told = dict(facts_of(row, {"planned": "planned", "done": "done"}))
    return PastStep(
        f"{row.get_kind_display()}{body}", told.get("planned", ""), told.get("done", ""), row.outcome
    )


def _state(value: str) -> str:
    return _(State(value).title).lower()


_WORDS: Words = {"state": _state}
