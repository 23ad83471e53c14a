"""The second step of a login: set up with a telephone, asked for after the password, required by role."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.utils.timezone import now
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from lxml import html
from pytest_django import Settings

from tests.web.signing_in import (
    code_of,
    give_password,
    half_a_minute_passes,
    is_in,
    somebody,
    told,
    turn_on_second_step,
)
from vandpunkt.domain.roles import Role
from vandpunkt.follow_up.calendars import new_calendar_address
from vandpunkt.register.people.account_changes import account_history
from vandpunkt.register.people.two_steps import two_steps_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_passwords")]
SET_UP = "/account/second-step/"


@pytest.fixture
def astrid(quick_passwords: None) -> Any:
    """Somebody with a password and no second step."""
    return somebody()


@pytest.fixture
def browser(astrid: Any) -> Client:
    """Where she is logged in."""
    found = Client()
    give_password(found)
    return found


def after_password(**more: str) -> Client:
    """A browser between the password and the code."""
    found = Client()
    assert give_password(found, **more)["Location"].startswith("/login/code/")
    return found


def give_code(found: Client, code: str, **more: str) -> Any:
    """The form of the code, sent."""
    half_a_minute_passes()
    return found.post("/login/code/", {"code": code, **more})


class TestSettingUp:
    def test_the_page_draws_the_secret_and_writes_it(self, browser: Client) -> None:
        page = html.fromstring(browser.get(SET_UP).content)
        [drawing] = page.xpath("//div[@role='img']/*")
        assert (drawing.tag, drawing.xpath("count(.//path)")) == ("svg", 2.0)
        assert not drawing.xpath("//svg//@style")
        written = page.xpath("string(//code[@class='secret'])").replace(" ", "")
        assert len(written) == 32
        assert "default-src 'self'" in browser.get(SET_UP)["Content-Security-Policy"]

    def test_the_secret_stays_the_same_until_it_is_confirmed(self, browser: Client) -> None:
        browser.get(SET_UP)
        before = browser.session["totp_secret"]
        browser.get(SET_UP)
        browser.post(SET_UP, {"code": "000000"})
        assert browser.session["totp_secret"] == before

    def test_a_wrong_code_turns_nothing_on(self, browser: Client, astrid: Any) -> None:
        browser.get(SET_UP)
        response = browser.post(SET_UP, {"code": "12345"})
        assert "Kontrollera telefonens klocka" in told(response)
        assert two_steps_of(astrid.pk) is None
        assert give_password(Client())["Location"] == "/"

    def test_the_right_code_turns_it_on_and_shows_ten_backup_codes_once(
        self, browser: Client, astrid: Any
    ) -> None:
        _secret, codes = turn_on_second_step(browser)
        assert len(set(codes)) == 10
        assert not any(code in browser.get(SET_UP).content.decode() for code in codes)
        assert "totp_secret" not in browser.session
        assert is_in(browser)
        assert [(one.kind, one.by) for one in account_history(astrid.pk)] == [("totp_on", "astrid")]

    def test_backup_codes_are_kept_so_that_they_cannot_be_read(self, browser: Client) -> None:
        _secret, codes = turn_on_second_step(browser)
        kept = " ".join(StaticToken.objects.values_list("token", flat=True)).lower()
        assert not any(code.replace("-", "") in kept or code in kept for code in codes)

    def test_it_cannot_be_set_up_over_one_that_is_on(self, browser: Client) -> None:
        secret, _codes = turn_on_second_step(browser)
        session = browser.session
        session["totp_secret"] = "00" * 20
        session.save()
        browser.post(SET_UP, {"code": code_of("00" * 20)})
        assert TOTPDevice.objects.get().key == secret


class TestLoggingIn:
    def test_the_password_alone_lets_nobody_in(self, browser: Client) -> None:
        turn_on_second_step(browser)
        assert not is_in(after_password())

    def test_the_code_lets_in_and_leads_on(self, browser: Client) -> None:
        secret, _codes = turn_on_second_step(browser)
        found = after_password(next="/programmes/")
        assert "Skriv koden" in found.get("/login/code/").content.decode()
        response = give_code(found, code_of(secret), next="/programmes/")
        assert response["Location"] == "/programmes/"
        assert is_in(found)

    def test_a_code_works_once(self, browser: Client) -> None:
        secret, _codes = turn_on_second_step(browser)
        code = code_of(secret)
        give_code(after_password(), code)
        found = after_password()
        found.post("/login/code/", {"code": code})
        assert not is_in(found)

    def test_a_backup_code_works_once_however_it_is_written(self, browser: Client, astrid: Any) -> None:
        _secret, codes = turn_on_second_step(browser)
        first, second = after_password(), after_password()
        give_code(first, f" {codes[3].upper().replace('-', ' ')} ")
        give_code(second, codes[3])
        assert (is_in(first), is_in(second)) == (True, False)
        state = two_steps_of(astrid.pk)
        assert state is not None
        assert state.codes_left == 9

    @pytest.mark.parametrize("code", ["", "000000", "abcde-fghjk", "1" * 21, "𝟙𝟚𝟛𝟜𝟝𝟞", "١٢٣٤٥٦"])
    def test_a_wrong_code_is_told_and_lets_nobody_in(self, browser: Client, code: str) -> None:
        turn_on_second_step(browser)
        found = after_password()
        response = give_code(found, code)
        assert response.status_code == 200
        assert "Du är inte inloggad än." in told(response)
        assert not is_in(found)

    def test_after_a_wrong_code_the_next_has_to_wait(self, browser: Client) -> None:
        secret, _codes = turn_on_second_step(browser)
        found = after_password()
        give_code(found, "000000")
        TOTPDevice.objects.update(throttling_failure_count=6)
        response = found.post("/login/code/", {"code": code_of(secret)})
        assert "För många fel koder. Vänta 32 sekunder" in told(response)
        assert not is_in(found)

    def test_five_wrong_codes_and_the_password_is_asked_for_again(self, browser: Client) -> None:
        secret, _codes = turn_on_second_step(browser)
        found = after_password()
        statuses = [give_code(found, "000000").status_code for _try in range(5)]
        assert statuses == [200] * 4 + [403]
        assert give_code(found, code_of(secret))["Location"] == "/login/"
        assert not is_in(found)

    def test_the_code_must_come_within_ten_minutes(self, browser: Client) -> None:
        secret, _codes = turn_on_second_step(browser)
        found = after_password()
        session = found.session
        session["second_step"] = session["second_step"] | {"until": 0}
        session.save()
        assert give_code(found, code_of(secret))["Location"] == "/login/"

    def test_an_account_closed_meanwhile_stays_out(self, browser: Client, astrid: Any) -> None:
        secret, _codes = turn_on_second_step(browser)
        found = after_password()
        astrid.is_active = False
        astrid.save()
        assert give_code(found, code_of(secret))["Location"] == "/login/"

    def test_another_persons_code_does_not_do(self, browser: Client) -> None:
        turn_on_second_step(browser)
        somebody("bo")
        other = Client()
        give_password(other, "bo")
        secret, codes = turn_on_second_step(other)
        found = after_password()
        give_code(found, code_of(secret))
        give_code(found, codes[0])
        assert not is_in(found)

    def test_nobody_comes_to_the_code_without_a_password(self, astrid: Any) -> None:
        assert Client().get("/login/code/")["Location"] == "/login/"
        assert Client().post("/login/code/", {"code": "123456"})["Location"] == "/login/"

    def test_the_code_never_leads_to_another_site(self, browser: Client) -> None:
        secret, _codes = turn_on_second_step(browser)
        response = give_code(after_password(), code_of(secret), next="https://example.org/")
        assert response["Location"] == "/"


class TestTurningOff:
    def test_it_takes_a_code(self, browser: Client, astrid: Any) -> None:
        secret, _codes = turn_on_second_step(browser)
        assert "Koden stämmer inte." in told(browser.post(SET_UP, {"code": "000000", "off": "1"}))
        assert two_steps_of(astrid.pk) is not None
        half_a_minute_passes()
        browser.post(SET_UP, {"code": code_of(secret), "off": "1"})
        assert two_steps_of(astrid.pk) is None
        assert give_password(Client())["Location"] == "/"

    def test_new_backup_codes_take_the_place_of_the_old(self, browser: Client) -> None:
        secret, old = turn_on_second_step(browser)
        response = browser.post(SET_UP, {"code": code_of(secret), "codes": "1"})
        new = html.fromstring(response.content).xpath("//ul[@class='backup-codes']//code/text()")
        with_old, with_new = after_password(), after_password()
        give_code(with_old, old[0])
        StaticToken.objects.first().device.throttle_reset()  # ten are there
        give_code(with_new, str(new[0]))
        assert (is_in(with_old), is_in(with_new)) == (False, True)

    def test_an_administrator_turns_it_off_for_who_lost_the_telephone_and_it_is_kept(
        self, browser: Client, astrid: Any
    ) -> None:
        turn_on_second_step(browser)
        administrator = Client()
        administrator.force_login(somebody("admin", role=Role.ADMINISTRATOR))
        address = f"/people/{astrid.pk}/second-step/"
        assert "Stäng av tvåstegsinloggning för astrid?" in administrator.get(address).content.decode()
        assert two_steps_of(astrid.pk) is not None
        administrator.post(address)
        assert give_password(Client())["Location"] == "/"
        kinds = [(one.kind, one.by) for one in account_history(astrid.pk)]
        assert kinds == [("totp_off", "admin"), ("totp_on", "astrid")]


class TestRequired:
    @pytest.fixture(autouse=True)
    def _required(self, settings: Settings, astrid: Any) -> None:
        settings.SIGN_IN = replace(
            settings.SIGN_IN, require_totp=frozenset({Role.ADMINISTRATOR, Role.ANALYST})
        )

    def test_who_has_none_is_sent_to_set_it_up_and_sees_nothing_else(self, browser: Client) -> None:
        for address in ("/", "/programmes/", "/account/", "/account/password/", "/search/?q=skola"):
            assert browser.get(address)["Location"].startswith(f"{SET_UP}?next=%2F")
            assert browser.post(address)["Location"].startswith(SET_UP)
        assert "Din roll kräver en kod" in browser.get(SET_UP).content.decode()

    def test_when_it_is_set_up_everything_opens(self, browser: Client) -> None:
        turn_on_second_step(browser)
        assert browser.get("/account/").status_code == 200
        assert browser.get("/programmes/").status_code == 200

    def test_other_roles_are_not_asked(self) -> None:
        somebody("bo", role=Role.HEAD_TEACHER)
        found = Client()
        give_password(found, "bo")
        assert found.get("/programmes/").status_code == 200

    def test_the_rule_is_for_the_roles_as_they_are_at_the_request(self, settings: Settings) -> None:
        user = somebody("bo", role=Role.HEAD_TEACHER)
        found = Client()
        give_password(found, "bo")
        assert found.get("/programmes/").status_code == 200
        settings.SIGN_IN = replace(settings.SIGN_IN, require_totp=frozenset({Role.HEAD_TEACHER}))
        assert found.get("/programmes/")["Location"].startswith(SET_UP)
        user.groups.clear()
        assert found.get("/programmes/").status_code == 403

    def test_a_session_from_before_is_asked_for_the_code(self, browser: Client) -> None:
        second = Client()
        give_password(second)
        secret, _codes = turn_on_second_step(browser)
        assert second.get("/programmes/")["Location"].startswith("/login/code/?next=%2Fprogrammes%2F")
        give_code(second, code_of(secret))
        assert second.get("/programmes/").status_code == 200

    def test_turned_off_by_an_administrator_it_is_set_up_anew(self, browser: Client, astrid: Any) -> None:
        turn_on_second_step(browser)
        TOTPDevice.objects.all().delete()
        assert browser.get("/programmes/")["Location"].startswith(SET_UP)

    def test_it_holds_in_the_administration_too(self) -> None:
        found = Client()
        found.force_login(somebody("admin", role=Role.ADMINISTRATOR))
        for address in ("/admin/", "/admin/register/schoolunit/", "/admin/auth/user/"):
            assert found.get(address, follow=True).request["PATH_INFO"] == SET_UP
        turn_on_second_step(found)
        assert found.get("/admin/").status_code == 200

    def test_a_calendar_program_still_gets_its_calendar(self, astrid: Any) -> None:
        token = new_calendar_address("astrid", now=now())
        assert Client().get(f"/calendar/{token}.ics").status_code == 200


def test_the_administration_shows_no_secrets_of_telephones(astrid: Any) -> None:
    found = Client()
    astrid.is_superuser = astrid.is_staff = True
    astrid.save()
    found.force_login(astrid)
    text = found.get("/admin/").content.decode()
    assert "/admin/auth/user/" in text
    assert not [word for word in ("otp_totp", "otp_static", "axes") if f"/admin/{word}" in text]
    assert found.get("/admin/otp_totp/totpdevice/").status_code == 404
