"""The demo's decided case, made up: a letter that has been answered, and whose answer the board has decided.

Its days are counted back from the demo's first day, so that the decision is always some weeks old.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from vandpunkt.cases.building import keep_statement
from vandpunkt.cases.content import SignatoryContent
from vandpunkt.cases.contributions import ask_contribution, contribution, mark_merged, receive_contribution
from vandpunkt.cases.demonstration_path import BOARD, officer_username
from vandpunkt.cases.drafting.own_texts import write_own_text
from vandpunkt.cases.inquiries import open_case_of_letter, preview
from vandpunkt.cases.path.given import Given
from vandpunkt.cases.path.meetings import MeetingDetails, add_meetings, meetings
from vandpunkt.cases.path.moving import make_move
from vandpunkt.cases.path.planning import StepPlan, change_step, choose_meeting
from vandpunkt.cases.path.queries import path_page
from vandpunkt.cases.scope.opening import existing_case
from vandpunkt.cases.scope.proposing import proposed_scope
from vandpunkt.cases.signing import sign
from vandpunkt.domain.working_days import (
    working_day_on_or_after,
    working_day_on_or_before,
    working_days_before,
)

DECIDED_DNR = "XMPL 2026/2"
FILE_NAME = "Skrivelse om stödet till en skola (påhittad för demon).txt"
WEEKS_SINCE = 5
_DEPARTMENT = "Avdelningen för grundskola"
_OWN_TEXTS = {
    "summary": "Påhittad text för demon: skolan har fått stöd varje år som skrivelsen frågar om.",
    "background": (
        "Påhittad text för demon: en ledamot har frågat vilket stöd skolan har fått och ska få.\n\n"
        "Ärendet är lagt upp i efterhand för demon. Därför är registret yngre än svaret."
    ),
    "views": "Påhittad text för demon: förvaltningen återkommer om stödet under 2026.",
    "consequences": "Påhittad text för demon: stödet ska ge flickor och pojkar samma möjligheter.",
}


@dataclass(frozen=True)
class _Days:
    """When what happened, counted from the board's meeting."""

    meeting: date

    def before(self, working_days: int) -> date:
        return working_days_before(self.meeting, working_days)

    def after(self, days: int) -> date:
        return working_day_on_or_after(self.meeting + timedelta(days=days))


@transaction.atomic
def show_decided_case(*, by: str, now: datetime) -> None:
    """Take a letter the whole way to the sent out decision. A second time changes nothing."""
    if existing_case(DECIDED_DNR):
        return
    days = _Days(working_day_on_or_before(localdate(now) - timedelta(weeks=WEEKS_SINCE)))
    slug = _open(days, by=by)
    _plan(slug, days, by=by)
    _prepare(slug, days, by=by)
    statement = keep_statement(slug, by=by, now=_at(days.before(13)))
    _move(slug, "reconcile", days.before(13), "Med avdelningschefen", by=by)
    sign(slug, statement_number=statement.number, by=by, now=_at(days.before(12)))
    _move(slug, "dispatch", days.before(7), by=by)
    _move(slug, "decide", days.meeting, "Enligt förvaltningens förslag (påhittat)", by=by)
    _move(slug, "check_minutes", days.after(5), by=by)
    _move(slug, "post", days.after(6), by=by)
    _move(slug, "send_out", days.after(8), "Till Ledamot Demo", by=by)


def _letter(received: date) -> str:
    return f"""PÅHITTAD FÖR DEMON. Skrivelsen har aldrig skickats.

Dnr {DECIDED_DNR}
{BOARD}
Inkom {received.isoformat()}

Skrivelse om stödet till Rinkebyskolan (påhittad)

Vi har följande frågor:

1. Vilket stöd har Rinkebyskolan erbjudits under 2022–2025?
2. Vilket stöd planeras för Rinkebyskolan under 2026?

Ledamot Demo (X)
"""


def _open(days: _Days, *, by: str) -> str:
    received = days.before(45)
    content = _letter(received).encode()
    proposed = proposed_scope(preview(content, name=FILE_NAME))
    scope = replace(proposed, signatories=(SignatoryContent("Förvaltningschef Demo", "Förvaltningschef"),))
    return open_case_of_letter(content, scope, name=FILE_NAME, by=by, now=_at(received))


def _plan(slug: str, days: _Days, *, by: str) -> None:
    """The meeting, and a day for each step, as the officer planned them when the case was assigned."""
    now = _at(days.before(44))
    add_meetings((MeetingDetails(BOARD, days.meeting),), by=by, now=now, made_up=True)
    meeting = next(one for one in meetings(board=BOARD) if one.day == days.meeting)
    _move(slug, "register", days.before(44), by=by)
    _move(slug, "assign", days.before(44), by=by, person=officer_username())
    choose_meeting(slug, meeting.id, by=by, now=now)
    planned = {
        "reconciliation": days.before(14),
        "signed": days.before(12),
        "dispatched": days.before(7),
        "board_meeting": days.meeting,
        "decision": days.meeting,
        "minutes_checked": days.after(5),
        "posted": days.after(6),
        "sent_out": days.after(9),
    }
    for step in path_page(slug).steps:
        if step.kind in planned:
            plan = StepPlan(planned[step.kind], responsible=officer_username())
            change_step(step.id, plan, made_from=step.version, by=by, now=now)


def _prepare(slug: str, days: _Days, *, by: str) -> None:
    """A department's text, asked for and received, and the officer's own."""
    asked = ask_contribution(
        slug,
        department=_DEPARTMENT,
        asked_for="Påhittad begäran för demon: vilket stöd har avdelningen gett skolan?",
        due=days.before(22),
        by=by,
        now=_at(days.before(40)),
        made_up=True,
    )
    received = _at(days.before(24))
    receive_contribution(
        asked,
        text="Påhittad text för demon: avdelningen har inget att tillägga.",
        received_from=_DEPARTMENT,
        made_from=contribution(asked).version,
        by=by,
        now=received,
    )
    mark_merged([asked], by=by, now=received)
    for section, text in _OWN_TEXTS.items():
        write_own_text(slug, section, text, made_from=0, by=by, now=_at(days.before(20)))


def _move(slug: str, name: str, day: date, note: str = "", *, by: str, person: str = "") -> None:
    """A move of the path, on its day. Where the demo's officer has no account the case goes to a name."""
    if name == "assign" and not person:
        note = by
    given = Given(day=day, note=note, person=person, made_up=True)
    make_move(slug, name, expected=path_page(slug).state, given=given, by=by, now=_at(day))


def _at(day: date) -> datetime:
    return datetime.combine(day, time(9), tzinfo=UTC)
