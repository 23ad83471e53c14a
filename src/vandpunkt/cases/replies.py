"""The right of reply: inviting a school's head teacher to comment on what an answer says of the school."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localdate

from vandpunkt.cases.about_school import about_school
from vandpunkt.cases.loading import case_by_dnr, held_case
from vandpunkt.cases.models import Reply, ReplyInvitation
from vandpunkt.documents.serialise import from_json
from vandpunkt.documents.tree import Document
from vandpunkt.domain.dates import print_date
from vandpunkt.domain.problems import FieldProblem, Problem, marked
from vandpunkt.register.versions import change_kept, create_kept

HOLDS = timedelta(days=7)
LONGEST = 4_000
"""Characters of a comment: what an answer has room for."""
MOST_A_DAY = 5
"""Invitations about one school in one case and day: a slip is mended, nobody is flooded with letters."""
BY_LINK = "Rektor, via länken"

WAITING, OVERDUE, ANSWERED, WITHDRAWN = "waiting", "overdue", "answered", "withdrawn"

_LETTER = """Hej!

Förvaltningen skriver ett svar till nämnden (diarienummer {dnr}). Svaret säger något om den skola som du är rektor för. Du får läsa det innan nämnden gör det, och lämna en kommentar.

Läs och kommentera senast {day}: {address}

Länken är din egen. Skicka den inte vidare. Vill du inte kommentera behöver du inte göra något.
"""  # noqa: E501 - a letter's paragraphs are one line each


@dataclass(frozen=True)
class ReplyLine:
    """One invitation and what came of it. `text` and `written_by` are "" until somebody has commented."""

    id: int
    slug: str
    dnr: str
    title: str
    school_code: str
    school: str
    statement_number: int
    state: str
    invited_at: datetime
    invited_by: str
    expires_at: datetime
    mailed_to: str
    printed: bool
    made_up: bool
    text: str = ""
    written_at: datetime | None = None
    written_by: str = ""


@dataclass(frozen=True)
class ReplyPage:
    """What a head teacher reads: the invitation, and the answer's parts about the own school."""

    line: ReplyLine
    document: Document


@transaction.atomic
def invite(
    slug: str, school_code: str, *, email: str = "", site: str, sender: str, by: str, now: datetime
) -> str:
    """Invite a school's head teacher to comment on the case's newest build; the secret part of the link.

    The link is kept nowhere: whoever invites sends it on. With an e-mail address a letter is sent at once;
    where it can not be sent nothing is kept, and the error goes on to the caller. Raises Problem for a case
    without an answer, a school that the case does not name, and an invitation that is still open.
    """
    case = held_case(slug)
    named = case.case_schools.select_related("school_unit").filter(school_unit=school_code).first()
    if named is None:
        raise Problem(marked("Ärendet {dnr} gäller inte skolan {code}."), dnr=case.dnr, code=school_code)
    statement = case.statements.order_by("-number").defer("tree").first()
    if statement is None:
        raise Problem(marked("Ärendet {dnr} har inget svar att kommentera ännu."), dnr=case.dnr)
    _check_address(email)
    earlier = case.reply_invitations.filter(school_unit=school_code)
    if earlier.filter(reply=None, withdrawn_at=None, expires_at__gt=now).exists():
        raise Problem(
            marked("{school} har redan en inbjudan som gäller. Återkalla den först."),
            school=named.school_unit.name,
        )
    if earlier.filter(invited_at__gt=now - timedelta(days=1)).count() >= MOST_A_DAY:
        raise Problem(
            marked("{school} har fått många inbjudningar i dag. Vänta till i morgon."),
            school=named.school_unit.name,
        )
    token = secrets.token_urlsafe(32)
    invitation = ReplyInvitation(
        case=case,
        statement=statement,
        school_unit_id=school_code,
        token_sha256=_hash(token),
        invited_at=now,
        invited_by=by,
        expires_at=now + HOLDS,
        mailed_to=email,
        mailed_at=now if email else None,
    )
    create_kept([invitation], by=by, now=now)
    if email:
        day = print_date(localdate(invitation.expires_at))
        body = _LETTER.format(dnr=case.dnr, day=day, address=f"{site}/reply/{token}/")
        EmailMessage(f"Läs och kommentera svaret i ärende {case.dnr}", body, sender, [email]).send()
    return token


@transaction.atomic
def withdraw(slug: str, invitation_id: int, *, by: str, now: datetime) -> None:
    """Let an invitation hold no longer. Raises Problem for one that is answered or is not the case's."""
    row = _locked(slug, invitation_id)
    if hasattr(row, "reply"):
        raise Problem(marked("Inbjudan är redan besvarad."))
    row.withdrawn_at = row.withdrawn_at or now
    _save(row, by=by, now=now)


@transaction.atomic
def print_reply(slug: str, invitation_id: int, *, printed: bool, by: str, now: datetime) -> None:
    """Let the answer print a comment, or not. Raises Problem where there is no comment."""
    row = _locked(slug, invitation_id)
    if not hasattr(row, "reply"):
        raise Problem(marked("Ingen kommentar har kommit ännu."))
    if row.made_up and printed:
        raise Problem(marked("Kommentaren är påhittad för demon och kan inte tas med i ett svar."))
    row.printed = printed
    _save(row, by=by, now=now)


def replies_of_case(slug: str, *, now: datetime) -> tuple[ReplyLine, ...]:
    """Every invitation in a case, newest first. Raises Problem for an unknown case. Two queries."""
    return _lines(ReplyInvitation.objects.filter(case=case_by_dnr(slug)), now)


def open_invitations(codes: Iterable[str], *, now: datetime) -> tuple[ReplyLine, ...]:
    """The invitations that wait for a comment about schools, oldest first. One query."""
    rows = ReplyInvitation.objects.filter(school_unit__in=list(codes), reply=None, withdrawn_at=None)
    return _lines(rows.filter(expires_at__gt=now).order_by("invited_at", "pk"), now)


def page_by_link(token: str, *, now: datetime) -> ReplyPage:
    """What the owner of a link reads. Raises Problem for a link that is wrong, too old or taken back."""
    return _page(_by_token(token, now), now)


def page_by_account(invitation_id: int, *, now: datetime) -> ReplyPage:
    """The same for a head teacher who has logged in. Raises Problem where the invitation holds no longer."""
    row = _rows().filter(pk=invitation_id).first()
    if row is None or not _holds(row, now):
        raise _gone()
    return _page(row, now)


@transaction.atomic
def reply_by_link(token: str, text: str, *, now: datetime) -> None:
    """Keep the comment that came by a link, word for word. Raises Problem as `page_by_link` does.

    Raises FieldProblem for an empty or too long comment.
    """
    _keep(_by_token(token, now).pk, text, by=BY_LINK, now=now)


@transaction.atomic
def reply_by_account(invitation_id: int, text: str, *, by: str, now: datetime) -> None:
    """Keep the comment of a head teacher who has logged in. Raises as `reply_by_link` does."""
    _keep(invitation_id, text, by=by, now=now)


def _keep(invitation_id: int, text: str, *, by: str, now: datetime) -> None:
    row = ReplyInvitation.objects.select_for_update().filter(pk=invitation_id).first()
    if row is None or not _holds(row, now):
        raise _gone()
    if hasattr(row, "reply"):
        raise Problem(marked("Kommentaren är redan lämnad och kan inte ändras."))
    text = text.replace("\r\n", "\n").strip()
    if not text:
        raise FieldProblem(
            "text", marked("Skriv din kommentar, eller stäng sidan om du inte vill kommentera.")
        )
    if len(text) > LONGEST:
        raise FieldProblem(
            "text",
            marked("Kommentaren är {length} tecken. Korta den till {most}."),
            length=len(text),
            most=LONGEST,
        )
    Reply.objects.create(invitation=row, text=text, written_at=now, written_by=by)


def _check_address(email: str) -> None:
    if email:
        try:
            validate_email(email)
        except ValidationError as error:
            raise Problem(marked("{email} är ingen e-postadress."), email=email) from error


def _by_token(token: str, now: datetime) -> ReplyInvitation:
    row = _rows().filter(token_sha256=_hash(token)).first()
    if row is None or not _holds(row, now):
        raise _gone()
    return row


def _holds(row: ReplyInvitation, now: datetime) -> bool:
    return row.withdrawn_at is None and row.expires_at > now


def _gone() -> Problem:
    return Problem(marked("Länken gäller inte längre. Be den som bjöd in dig om en ny."))


def _hash(token: str) -> str:
    return sha256(token.encode(errors="surrogatepass")).hexdigest()


def _locked(slug: str, invitation_id: int) -> ReplyInvitation:
    rows = ReplyInvitation.objects.select_for_update()
    row = rows.filter(case=case_by_dnr(slug), pk=invitation_id).first()
    if row is None:
        raise Problem(marked("Ärendet har ingen sådan inbjudan."))
    return row


def _save(row: ReplyInvitation, *, by: str, now: datetime) -> None:
    change_kept([row], ["withdrawn_at", "printed"], by=by, now=now)


def _page(row: ReplyInvitation, now: datetime) -> ReplyPage:
    document = about_school(from_json(row.statement.tree), row.school_unit.name)
    return ReplyPage(_line(row, now), document)


def _rows() -> QuerySet[ReplyInvitation]:
    return ReplyInvitation.objects.select_related("case", "school_unit", "statement", "reply")


def _lines(rows: QuerySet[ReplyInvitation], now: datetime) -> tuple[ReplyLine, ...]:
    found = rows.select_related("case", "school_unit", "statement", "reply").defer("statement__tree")
    return tuple(_line(row, now) for row in found)


def _line(row: ReplyInvitation, now: datetime) -> ReplyLine:
    reply: Any = getattr(row, "reply", None)
    return ReplyLine(
        id=row.pk,
        slug=row.case.slug,
        dnr=row.case.dnr,
        title=row.case.title,
        school_code=row.school_unit_id,
        school=row.school_unit.name,
        statement_number=row.statement.number,
        state=_state(row, now),
        invited_at=row.invited_at,
        invited_by=row.invited_by,
        expires_at=row.expires_at,
        mailed_to=row.mailed_to,
        printed=row.printed,
        made_up=row.made_up,
        text=reply.text if reply else "",
        written_at=reply.written_at if reply else None,
        written_by=reply.written_by if reply else "",
    )


def _state(row: ReplyInvitation, now: datetime) -> str:
    if hasattr(row, "reply"):
        return ANSWERED
    if row.withdrawn_at:
        return WITHDRAWN
    return WAITING if row.expires_at > now else OVERDUE
