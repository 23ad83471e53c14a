"""The right of reply: who is asked, what they read, and that what they write is never altered."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction

from tests.cases.conftest import CODES, NOW, OFFICER
from vandpunkt.cases import replies
from vandpunkt.cases.about_school import about_school
from vandpunkt.cases.building import answer, keep_statement
from vandpunkt.cases.cited_rows import CitedReply, cited
from vandpunkt.cases.models import Reply, ReplyInvitation
from vandpunkt.cases.replies import ReplyLine, invite, replies_of_case, reply_by_link
from vandpunkt.documents.tree import Heading, Paragraph
from vandpunkt.documents.walk import plain, runs
from vandpunkt.domain.problems import FieldProblem, Problem

HAGSATRA, RINKEBY = CODES["Hagsätraskolan"], CODES["Rinkebyskolan"]
COMMENT = "Vi känner igen oss.\n\nMen «KSBS» började ht 2023 & inte vt 2024."
LATER = NOW + timedelta(days=1)


@pytest.fixture
def built(seed_case: str) -> str:
    """The case with an answer to comment on."""
    keep_statement(seed_case, by=OFFICER, now=NOW)
    return seed_case


def invited(slug: str, code: str = HAGSATRA, *, at: datetime = NOW, **options: Any) -> str:
    return invite(
        slug, code, site="https://example.org", sender="vandpunkt@example.org", by=OFFICER, now=at, **options
    )


def line(slug: str, *, at: datetime = LATER) -> ReplyLine:
    return replies_of_case(slug, now=at)[0]


def test_the_head_teacher_reads_what_is_said_of_the_own_school_and_no_other(built: str) -> None:
    read = replies.page_by_link(invited(built), now=LATER).document
    text = " ".join(plain(tuple(runs(block))) for block in read.blocks)
    assert "På Hagsätraskolan har central förvaltning under 2021–2024 erbjudit stöd i form av:" in text
    assert "Simstrategi Vantör. Start 2024." in text
    assert not [name for name in CODES if name != "Hagsätraskolan" and name in text]
    assert {block.text for block in read.blocks if isinstance(block, Heading)} == {
        "Förvaltningens synpunkter och förslag",
        "Hagsätraskolan",
    }


def test_parts_of_every_section_about_the_school_are_shown_under_their_headings(built: str) -> None:
    document = answer(built, now=NOW)
    own = [about_school(document, name).blocks for name in CODES]
    schools = [one for blocks in own for one in blocks if isinstance(one, Heading) and one.level == 2]
    assert sorted(one.text for one in schools) == sorted(CODES)


def test_only_the_hash_of_the_link_is_kept(built: str) -> None:
    token = invited(built)
    row = ReplyInvitation.objects.get()
    assert len(token) >= 40
    assert token not in str(vars(row))
    assert not hasattr(ReplyInvitation.history.get(), "token_sha256")


@pytest.mark.parametrize("wrong", ["", "unknown", "å", "\udcff"])
def test_a_wrong_link_opens_nothing(built: str, wrong: str) -> None:
    invited(built)
    with pytest.raises(Problem, match="gäller inte längre"):
        replies.page_by_link(wrong, now=LATER)


def test_a_link_holds_for_a_week(built: str) -> None:
    token = invited(built)
    assert replies.page_by_link(token, now=NOW + timedelta(days=6, hours=23)).line.state == replies.WAITING
    late = NOW + timedelta(days=7)
    with pytest.raises(Problem, match="gäller inte längre"):
        replies.page_by_link(token, now=late)
    with pytest.raises(Problem, match="gäller inte längre"):
        reply_by_link(token, COMMENT, now=late)
    assert line(built, at=late).state == replies.OVERDUE
    assert invited(built, at=late)


def test_an_invitation_that_is_taken_back_opens_nothing_and_another_can_be_made(built: str) -> None:
    token = invited(built)
    with pytest.raises(Problem, match="redan en inbjudan"):
        invited(built)
    replies.withdraw(built, line(built).id, by=OFFICER, now=LATER)
    assert line(built).state == replies.WITHDRAWN
    with pytest.raises(Problem, match="gäller inte längre"):
        replies.page_by_link(token, now=LATER)
    assert invited(built, at=LATER) != token
    changes = ReplyInvitation.history.filter(id=line(built).id - 1).order_by("history_id")
    assert [one.history_change_reason for one in changes] == [OFFICER, OFFICER]


def test_a_comment_is_kept_word_for_word_once(built: str) -> None:
    token = invited(built)
    reply_by_link(token, f"  {COMMENT}\r\n", now=LATER)
    kept = line(built)
    assert (kept.text, kept.state) == (COMMENT, replies.ANSWERED)
    assert (kept.written_at, kept.written_by) == (LATER, "Rektor, via länken")
    with pytest.raises(Problem, match="redan lämnad"):
        reply_by_link(token, "Något annat", now=LATER)
    with pytest.raises(Problem, match="redan besvarad"):
        replies.withdraw(built, kept.id, by=OFFICER, now=LATER)


def test_nobody_can_alter_a_comment_not_even_by_the_database(built: str) -> None:
    reply_by_link(invited(built), COMMENT, now=LATER)
    row = Reply.objects.get()
    row.text = "Något annat"
    with pytest.raises(Problem):
        row.save()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE cases_reply SET text = 'Något annat'")
    assert Reply.objects.get().text == COMMENT


@pytest.mark.parametrize("text", ["", "  \n ", "x" * (replies.LONGEST + 1)])
def test_an_empty_or_too_long_comment_is_told_beside_the_field(built: str, text: str) -> None:
    with pytest.raises(FieldProblem) as told:
        reply_by_link(invited(built), text, now=LATER)
    assert told.value.field == "text"
    assert not Reply.objects.exists()


def test_the_answer_prints_a_comment_when_the_officer_says_so_by_role_and_unaltered(built: str) -> None:
    reply_by_link(invited(built), COMMENT, now=LATER)
    assert COMMENT.split("\n\n", maxsplit=1)[0] not in str(answer(built, now=LATER).blocks)
    replies.print_reply(built, line(built).id, printed=True, by=OFFICER, now=LATER)
    document = answer(built, now=LATER)
    at = next(n for n, one in enumerate(document.blocks) if "Rektor för" in str(one))
    first, second = document.blocks[at : at + 2]
    assert isinstance(first, Paragraph)
    assert isinstance(second, Paragraph)
    assert plain(first.runs) == "Rektor för Hagsätraskolan skriver: Vi känner igen oss."
    assert plain(second.runs) == COMMENT.split("\n\n")[1]
    (citation,) = second.runs[0].citations
    opened = cited(document, citation)
    assert isinstance(opened, CitedReply)
    assert opened.text == COMMENT
    replies.print_reply(built, line(built).id, printed=False, by=OFFICER, now=LATER)
    assert "Rektor för" not in str(answer(built, now=LATER).blocks)


def test_what_is_made_up_cannot_be_printed(built: str) -> None:
    reply_by_link(invited(built), COMMENT, now=LATER)
    ReplyInvitation.objects.update(made_up=True)
    with pytest.raises(Problem, match="påhittad"):
        replies.print_reply(built, line(built).id, printed=True, by=OFFICER, now=LATER)


def test_a_letter_is_sent_only_with_an_address_and_has_the_link_and_the_last_day(built: str) -> None:
    invited(built)
    assert mail.outbox == []
    token = invited(built, RINKEBY, email="rektor@example.org")
    (letter,) = mail.outbox
    assert letter.to == ["rektor@example.org"]
    assert f"https://example.org/reply/{token}/" in letter.body
    assert "9 mars 2026" in letter.body
    assert "UTBF 2024/6786" in letter.subject
    assert line(built).mailed_to == "rektor@example.org"


def test_nothing_is_kept_where_the_letter_cannot_be_sent(built: str, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    with pytest.raises(ConnectionRefusedError):
        invited(built, email="rektor@example.org")
    assert not ReplyInvitation.objects.exists()


@pytest.mark.parametrize("email", ["rektor", "a@b\nBcc: c@example.org"])
def test_what_is_no_address_gets_no_letter(built: str, email: str) -> None:
    with pytest.raises(Problem, match="ingen e-postadress"):
        invited(built, email=email)
    assert mail.outbox == []


def test_nobody_is_flooded_with_invitations(built: str) -> None:
    for _ in range(replies.MOST_A_DAY):
        invited(built)
        replies.withdraw(built, line(built).id, by=OFFICER, now=NOW)
    with pytest.raises(Problem, match="många inbjudningar"):
        invited(built)


def test_a_case_without_an_answer_and_a_school_outside_it_are_told(seed_case: str) -> None:
    with pytest.raises(Problem, match="inget svar"):
        invited(seed_case)
    with pytest.raises(Problem, match="gäller inte skolan"):
        invited(seed_case, "00000000")


def test_who_waits_for_whom_is_known(built: str, django_assert_num_queries: Any) -> None:
    invited(built)
    with django_assert_num_queries(1):
        waiting = replies.open_invitations([HAGSATRA, RINKEBY], now=LATER)
    assert [one.school for one in waiting] == ["Hagsätraskolan"]
    assert replies.open_invitations([RINKEBY], now=LATER) == ()
    replies.reply_by_account(waiting[0].id, COMMENT, by="Rektor Demo", now=LATER)
    assert line(built).written_by == "Rektor Demo"
    assert replies.open_invitations([HAGSATRA], now=LATER) == ()
