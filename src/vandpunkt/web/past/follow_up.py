"""Dialogues, actions, signs, promises and the quality cycle on a past day."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest
from django.template.defaultfilters import date as written
from django.urls import reverse
from django.utils.translation import gettext as _

from vandpunkt.domain.problems import Problem, marked
from vandpunkt.domain.terms import SchoolYear
from vandpunkt.follow_up.actions import ActionRow
from vandpunkt.follow_up.dialogues import FollowUpRow, past_follow_up
from vandpunkt.follow_up.past import (
    chosen_support,
    past_action,
    past_agreed,
    past_cycle,
    past_promise,
    past_sign,
)
from vandpunkt.follow_up.promises import PromiseRow, promises
from vandpunkt.follow_up.quality import EMPTY, FILLED, SIGNED, Part
from vandpunkt.follow_up.quality_report import goal_in_words
from vandpunkt.follow_up.signs import SignRow
from vandpunkt.register.schools import school
from vandpunkt.web.access import decided_only, own_schools
from vandpunkt.web.past.values import Cell, Passage, PastPage, Table, columns, stated

_STATES = {EMPTY: marked("saknas"), FILLED: marked("ifylld"), SIGNED: marked("signerad")}
_ANSWERS = {
    "open": marked("inte besvarat"),
    "done": marked("genomfört"),
    "running": marked("pågår"),
    "not_done": marked("inte genomfört"),
}


def past_follow_up_page(request: HttpRequest, moment: datetime, row: FollowUpRow) -> PastPage:
    """What a dialogue said, and what had been agreed at it."""
    facts = stated((_(name), value) for name, value in past_follow_up(row.id, moment))
    lead = school(row.school_code, as_of=moment).name
    agreed = Table(
        key="agreed",
        title=_("Det vi bestämde"),
        columns=columns(_("Åtgärd"), _("Senast"), _("Läge")),
        rows=tuple(
            (Cell(text, reverse("action", args=[key])), Cell(due), Cell(state))
            for key, text, due, state in past_agreed(row.id, moment)
        ),
        otherwise=_("Inga åtgärder."),
    )
    return PastPage(_("Uppföljning"), lead=lead, facts=facts, tables=(agreed,), made_up=row.made_up)


def past_action_page(request: HttpRequest, moment: datetime, row: ActionRow) -> PastPage:
    """What an action said, whose it was and how far it had come."""
    facts = past_action(row.id, moment)
    return PastPage(_("Åtgärd"), lead=row.school_name, facts=facts, made_up=row.made_up)


def past_sign_page(request: HttpRequest, moment: datetime, row: SignRow) -> PastPage:
    """A sign, with what had been seen of it."""
    found = past_sign(row.id, moment)
    seen = Table(
        key="seen",
        title=_("Iakttagelser"),
        columns=columns(_("Dag"), _("Vad som syntes"), _("Kommentar"), _("Av")),
        rows=tuple(
            (Cell(written(one.day, "j F Y")), Cell(one.seen_label), Cell(one.note or "–"), Cell(one.by))
            for one in found.observations
        ),
        otherwise=_("Ingen hade tittat den dagen."),
    )
    facts, made_up = found.facts, row.made_up
    return PastPage(_("Tecken"), lead=row.school_name, facts=facts, tables=(seen,), made_up=made_up)


def past_promises_page(request: HttpRequest, moment: datetime) -> PastPage:
    """The promises about the schools that the person asking has."""
    table = Table(
        key="promises",
        title=_("Löften som bevakades"),
        columns=columns(_("Så stod det i svaret"), _("Skola"), _("Sista termin"), _("Vad det blev av")),
        rows=tuple(map(_promise_row, promises(codes=own_schools(request, "promises"), as_of=moment))),
        otherwise=_("Inget löfte bevakades den dagen."),
    )
    return PastPage(_("Löften"), tables=(table,))


def _promise_row(row: PromiseRow) -> tuple[Cell, ...]:
    return (
        Cell(row.sentence, reverse("promise", args=[row.id])),
        Cell(row.school),
        Cell(str(row.due)),
        Cell(_(_ANSWERS[row.status])),
    )


def past_promise_page(request: HttpRequest, moment: datetime, row: PromiseRow) -> PastPage:
    """What an answer had promised, and what had become of it."""
    return PastPage(_("Löfte"), lead=row.school, facts=past_promise(row.id, moment))


def past_quality_page(request: HttpRequest, moment: datetime, code: str, year: SchoolYear) -> PastPage:
    """The parts of a school's year. Who sees signed work alone sees none that was not signed then."""
    found = past_cycle(code, year, moment)
    if found.signed_at is None and decided_only(request, "quality_cycle"):
        raise Problem(
            marked("Kvalitetsarbetet var inte signerat den dagen. Det var arbetsmaterial och visas inte.")
        )
    wordings = chosen_support(found, moment)
    lead = (
        _("Hela kvalitetsarbetet var signerat av {by}.").format(by=found.signed_by)
        if found.signed_at
        else _("Arbetsmaterial: hela var inte signerat.")
    )
    title = f"{school(code, as_of=moment).name} {year}"
    parts = tuple(_part(part, wordings) for part in found.parts)
    return PastPage(title, lead=lead, passages=parts, made_up=found.made_up)


def _part(part: Part, wordings: dict[int, str]) -> Passage:
    chosen = tuple(wordings[one] for one in part.interventions if one in wordings)
    by = f" {written(part.signed_at, 'j F Y')}, {part.signed_by}" if part.signed_at else ""
    return Passage(
        key=part.kind,
        title=_(part.name),
        text=part.text,
        state=f"{_(_STATES[part.state])}{by}",
        items=(*map(goal_in_words, part.goals), *chosen),
    )
