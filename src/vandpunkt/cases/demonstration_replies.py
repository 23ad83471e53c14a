"""The demo's right of reply, made up: one head teacher is asked to comment, another has done so."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from vandpunkt.cases.loading import case_by_dnr
from vandpunkt.cases.models import ReplyInvitation
from vandpunkt.cases.replies import invite, reply_by_link
from vandpunkt.register.versions import change_kept

COMMENT = (
    "Påhittat för demon: vi känner igen beskrivningen av stödet. Arbetet med förstelärare har tagit längre "
    "tid än planerat, eftersom flera lärare är nya på skolan."
)


@transaction.atomic
def make_up_replies(slug: str, codes: tuple[str, ...], *, by: str, now: datetime) -> None:
    """Invite the heads of the first two schools; the second has commented. A second time changes nothing.

    No link is shown and no letter sent. A comment that is made up cannot be printed in an answer.
    """
    case = case_by_dnr(slug)
    if case.reply_invitations.exists() or len(codes) < 2:
        return
    tokens = [invite(slug, code, site="", sender="", by=by, now=now) for code in codes[:2]]
    rows = list(ReplyInvitation.objects.filter(case=case))
    for row in rows:
        row.made_up = True
    change_kept(rows, ["made_up"], by=by, now=now)
    reply_by_link(tokens[1], COMMENT, now=now)
