"""The pages of the right of reply: the officer's, the link's and the head teacher's own."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils.timezone import now

from vandpunkt.cases import replies
from vandpunkt.cases.demonstration import Demonstration
from vandpunkt.cases.models import ReplyInvitation
from vandpunkt.domain.roles import Role

ClientAs = Callable[[Role | None], Client]


def address(site: Demonstration) -> str:
    return f"/cases/{site.slug}/replies/"


def invite(officer: Client, site: Demonstration, *, school: int = 3, email: str = "") -> str:
    """Invite on the page; the address of the link, "" where a letter was sent."""
    sent = {"action": "invite", "school": site.schools[school].code, "email": email}
    page = officer.post(address(site), sent).content.decode()
    found = re.search(r'value="http://testserver(/reply/[^"]+)"', page)
    return found[1] if found else ""


def test_the_link_is_shown_once_and_opens_the_page_of_that_school_alone(
    site: Demonstration, officer: Client, client_as: ClientAs
) -> None:
    link = invite(officer, site)
    assert link not in officer.get(address(site)).content.decode()
    page = client_as(None).get(link)
    text = page.content.decode()
    assert page.status_code == 200
    assert site.schools[3].name in text
    assert not [one.name for n, one in enumerate(site.schools) if n != 3 and one.name in text]
    assert "/citations/" not in text


def test_the_page_of_a_link_is_kept_from_search_engines_caches_and_other_sites(
    site: Demonstration, officer: Client, client_as: ClientAs
) -> None:
    page = client_as(None).get(invite(officer, site))
    assert "noindex" in page["X-Robots-Tag"]
    assert '<meta name="robots" content="noindex, nofollow">' in page.content.decode()
    assert page["Referrer-Policy"] == "same-origin"
    assert page["Cache-Control"] == "private, no-store"
    assert re.findall(r'(?:href|src|action)="(https?://[^"]+)"', page.content.decode()) == []


def test_a_comment_comes_by_the_link_and_the_officer_lets_the_answer_print_it(
    site: Demonstration, officer: Client, client_as: ClientAs
) -> None:
    link, browser = invite(officer, site), client_as(None)
    assert "Skriv din kommentar" in browser.post(link, {"text": " "}).content.decode()
    told = browser.post(link, {"text": "Bra & sant."}, follow=True).content.decode()
    assert "Tack. Din kommentar är sparad." in told
    assert "Bra &amp; sant." in told
    assert "<textarea" not in told
    row = ReplyInvitation.objects.get(school_unit=site.schools[3].code)
    page = officer.post(address(site), {"action": "print", "invitation": row.pk}, follow=True)
    assert "Kommentaren tas med när svaret byggs nästa gång." in page.content.decode()
    row.refresh_from_db()
    assert row.printed


def test_a_letter_goes_out_only_when_the_officer_says_so(site: Demonstration, officer: Client) -> None:
    assert mail.outbox == []
    assert invite(officer, site, email="rektor@example.org") == ""
    assert [one.to for one in mail.outbox] == [["rektor@example.org"]]


def test_a_letter_that_cannot_be_sent_is_told_and_nothing_is_kept(
    site: Demonstration, officer: Client, settings: Any
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    before = ReplyInvitation.objects.count()
    sent = {"action": "invite", "school": site.schools[3].code, "email": "rektor@example.org"}
    assert "E-posten gick inte att skicka" in officer.post(address(site), sent).content.decode()
    assert ReplyInvitation.objects.count() == before


def test_a_link_that_is_taken_back_is_not_found(
    site: Demonstration, officer: Client, client_as: ClientAs
) -> None:
    link = invite(officer, site)
    row = ReplyInvitation.objects.get(school_unit=site.schools[3].code)
    officer.post(address(site), {"action": "withdraw", "invitation": row.pk})
    gone = client_as(None).get(link)
    assert gone.status_code == 404
    assert "Länken gäller inte längre" in gone.content.decode()
    assert "återkallad" in officer.get(address(site)).content.decode()


@pytest.mark.parametrize("sent", [{}, {"action": "withdraw", "invitation": "x"}, {"action": "invite"}])
def test_what_makes_no_sense_is_told_or_passed_over(
    site: Demonstration, officer: Client, sent: dict[str, str]
) -> None:
    assert officer.post(address(site), sent, follow=True).status_code == 200


def head_teachers_invitation(site: Demonstration) -> ReplyInvitation:
    """The demo's invitation to the head teacher that can log in, open today."""
    row = ReplyInvitation.objects.get(school_unit=site.schools[0].code)
    row.expires_at = now() + timedelta(days=3)
    row.save()
    return row


def test_a_head_teacher_with_an_account_meets_the_invitation_at_home(
    site: Demonstration, client_as: ClientAs
) -> None:
    row, head_teacher = head_teachers_invitation(site), client_as(Role.HEAD_TEACHER)
    own = f"/replies/{row.pk}/"
    assert own in head_teacher.get("/").content.decode()
    assert head_teacher.post(own, {"text": "Det stämmer."}).status_code == 302
    assert replies.replies_of_case(site.slug, now=now())[-1].written_by == "Rektor Demo"
    assert own not in head_teacher.get("/").content.decode()


def test_another_schools_invitation_is_refused(site: Demonstration, client_as: ClientAs) -> None:
    row = head_teachers_invitation(site)
    ReplyInvitation.objects.filter(pk=row.pk).update(school_unit=site.schools[1].code)
    assert client_as(Role.HEAD_TEACHER).get(f"/replies/{row.pk}/").status_code == 403


def test_the_demo_shows_an_invitation_and_a_comment_that_say_they_are_made_up(
    site: Demonstration, officer: Client
) -> None:
    page = officer.get(address(site)).content.decode()
    assert page.count("Påhittat för demon.") == 1
    assert page.count("(påhittat)") == 2
    assert "Ta med i svaret" not in page


def test_the_pages_ask_the_database_a_constant_number_of_times(
    site: Demonstration, officer: Client, client_as: ClientAs, django_assert_max_num_queries: Any
) -> None:
    link = invite(officer, site)
    with django_assert_max_num_queries(20):
        officer.get(address(site))
    with django_assert_max_num_queries(4):
        client_as(None).get(link)
