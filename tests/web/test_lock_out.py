"""Too many wrong passwords lock the login of a name from an address, for a while, and say until when."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.conf import settings
from django.test import Client
from django.utils.timezone import localtime, now

from tests.web.signing_in import PASSWORD, give_password, is_in, somebody, told
from vandpunkt.domain.roles import Role
from vandpunkt.register.people.account_changes import account_history
from vandpunkt.register.people.administering import accept_invitation, invite
from vandpunkt.register.people.lock_out import locked_until
from vandpunkt.web.sign_in.lock_out import minute_after

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_passwords")]


@pytest.fixture(autouse=True)
def _astrid(quick_passwords: None) -> None:
    somebody()


def lock(browser: Client, username: str = "astrid", **more: str) -> Any:
    """Wrong passwords until the login is locked; the last answer."""
    for _attempt in range(settings.AXES_FAILURE_LIMIT):
        response = give_password(browser, username, "fel", **more)
    return response


def test_the_fifth_wrong_password_locks_and_says_until_when() -> None:
    browser = Client()
    before = [give_password(browser, "astrid", "fel").status_code for _attempt in range(4)]
    response = give_password(browser, "astrid", "fel")
    assert (before, response.status_code) == ([200] * 4, 429)
    until = locked_until("astrid", now=now())
    assert until is not None
    assert timedelta(minutes=14) < until - now() <= timedelta(minutes=15)
    shown = localtime(minute_after(until))
    assert f"efter klockan {shown:%H.%M}" in told(response)
    assert "astrid har skrivits 5 gånger" in told(response)


def test_the_right_password_does_not_open_a_lock_and_does_not_lengthen_it() -> None:
    browser = Client()
    lock(browser)
    until = locked_until("astrid", now=now())
    assert give_password(browser).status_code == 429
    assert not is_in(browser)
    assert locked_until("astrid", now=now()) == until


def test_the_lock_is_for_the_name_and_the_address_together() -> None:
    somebody("bo")
    browser = Client()
    lock(browser)
    assert give_password(Client(), "bo").status_code == 302
    assert give_password(Client(REMOTE_ADDR="192.0.2.7")).status_code == 302


def test_another_browser_at_the_same_address_is_locked_too() -> None:
    for number in range(5):
        give_password(Client(headers={"user-agent": f"nummer {number}"}), "astrid", "fel")
    assert give_password(Client()).status_code == 429
    assert locked_until("astrid", now=now()) is not None
    assert locked_until("astrid", now=now(), address="192.0.2.7") is None


def test_the_lock_ends_by_itself() -> None:
    lock(Client())
    AccessAttempt.objects.update(attempt_time=now() - settings.AXES_COOLOFF_TIME)
    assert locked_until("astrid", now=now()) is None
    assert give_password(Client()).status_code == 302


def test_a_right_password_forgets_the_wrong_ones_before_it() -> None:
    for _attempt in range(3):
        give_password(Client(), "astrid", "fel")
    give_password(Client())
    assert not AccessAttempt.objects.exists()


def test_nobody_learns_by_the_lock_whether_there_is_such_a_user() -> None:
    known, unknown = lock(Client()), lock(Client(), "ingen")
    assert known.status_code == unknown.status_code == 429
    assert told(known).replace("astrid", "") == told(unknown).replace("ingen", "")


def test_what_is_kept_of_an_attempt_holds_no_password() -> None:
    somebody("bo")
    browser = Client()
    lock(browser, next="/cases/")
    give_password(browser, "bo")
    fields = {"current_password": "hemlig ett", "password": "hemlig två", "password_again": "hemlig två"}
    browser.post("/account/password/", fields)
    assert AccessAttempt.objects.count() == 2
    kept = str(list(AccessAttempt.objects.values_list()))
    assert "********" in kept
    assert not [word for word in ("=fel", "hemlig", PASSWORD) if word in kept]


def test_an_administrator_sees_the_lock_and_opens_it() -> None:
    lock(Client())
    user = somebody("admin", role=Role.ADMINISTRATOR)
    administrator = Client()
    administrator.force_login(user)
    astrid = user.__class__.objects.get(username="astrid")
    address = f"/people/{astrid.pk}/"
    assert "Inloggningen är låst till klockan" in administrator.get(address).content.decode()
    assert administrator.post(f"{address}unlock/").status_code == 302
    assert "Inloggningen är låst" not in administrator.get(address).content.decode()
    assert give_password(Client()).status_code == 302
    assert [(one.kind, one.by) for one in account_history(astrid.pk)] == [("unlocked", "admin")]


def test_a_new_password_by_a_link_opens_the_lock() -> None:
    lock(Client())
    astrid = somebody("bo").__class__.objects.get(username="astrid")
    token = invite(astrid.pk, by="admin", now=now())
    accept_invitation(astrid.pk, token, f"{PASSWORD} igen", now=now())
    assert give_password(Client(), "astrid", f"{PASSWORD} igen").status_code == 302


def test_guessing_the_old_password_in_an_open_session_locks_as_well() -> None:
    browser = Client()
    give_password(browser)
    fields = {"current_password": "fel", "password": f"{PASSWORD} x", "password_again": f"{PASSWORD} x"}
    statuses = [browser.post("/account/password/", fields).status_code for _attempt in range(5)]
    assert statuses == [200] * 4 + [429]
