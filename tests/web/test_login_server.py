"""Signing in at the organiser's own login server, against a real one: the npm package oidc-provider."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils.timezone import now
from lxml import html
from pytest_django import Settings

from tests.oidc_provider.serving import SECRET, Provider, login_server, person
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
from vandpunkt.register.models import ExternalIdentity
from vandpunkt.register.people.account_changes import account_history
from vandpunkt.register.people.accounts import create_role_groups, roles_of
from vandpunkt.register.people.administering import account, add_account, close_account
from vandpunkt.sign_in_settings import LoginServer

BACK = "http://testserver/login/server/back/"
ROLES = {
    "skola-admin": frozenset({Role.ADMINISTRATOR}),
    "skola-utredning": frozenset({Role.CASE_OFFICER, Role.ANALYST}),
}
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_passwords")]


@pytest.fixture(scope="module")
def served() -> Iterator[Provider]:
    """The login server, started once."""
    with login_server(BACK) as server:
        yield server


@pytest.fixture
def provider(served: Provider, settings: Settings) -> Provider:
    """The login server with one person, and the site told of it."""
    create_role_groups()
    served.spoils("")
    served.has(u1=person("astrid", "skola-utredning"))
    use(settings, LoginServer(issuer=served.issuer, client_id="vandpunkt"))
    return served


def use(settings: Settings, server: LoginServer, **more: Any) -> None:
    """Let the settings name the server."""
    usual = {"client_secret": SECRET, "scope": "openid profile email groups", "roles": ROLES}
    told_of = replace(server, **({"create": True} | usual | more))
    settings.SIGN_IN = replace(settings.SIGN_IN, login_server=told_of)


def change(settings: Settings, **more: Any) -> None:
    """Change how the settings use the server."""
    settings.SIGN_IN = replace(settings.SIGN_IN, login_server=replace(settings.SIGN_IN.login_server, **more))


def start(browser: Client, **query: str) -> str:
    """The login page's link, followed to the server's address."""
    response = browser.get("/login/server/", query)
    assert response.status_code == 302
    return str(response["Location"])


def sign_in(provider: Provider, browser: Client, subject: str = "u1", **query: str) -> Any:
    """The whole way round; the site's answer in the end."""
    return browser.get(provider.sign_in(start(browser, **query), subject))


def user(username: str = "astrid") -> Any:
    """An account as Django has it."""
    return get_user_model().objects.get(username=username)


class TestSigningIn:
    def test_a_person_comes_in_with_the_roles_of_their_groups_and_back_to_the_page(
        self, provider: Provider
    ) -> None:
        browser = Client()
        response = sign_in(provider, browser, next="/programmes/")
        assert response["Location"] == "/programmes/"
        assert is_in(browser)
        assert roles_of(user()) == {Role.CASE_OFFICER, Role.ANALYST}
        made = account(user().pk)
        assert (made.name, made.has_password, user().email) == ("Astrid Demo", False, "astrid@example.se")
        assert {(one.kind, one.by) for one in account_history(made.id)} == {
            (kind, "inloggningsservern") for kind in ("created", "linked", "roles")
        }

    def test_the_request_has_state_nonce_and_proof_of_the_code(self, provider: Provider) -> None:
        asked = parse_qs(urlsplit(start(Client())).query)
        assert asked["response_type"] == ["code"]
        assert asked["code_challenge_method"] == ["S256"]
        assert all(len(asked[name][0]) >= 20 for name in ("state", "nonce", "code_challenge"))
        assert asked["redirect_uri"] == [BACK]

    def test_the_second_time_it_is_the_same_account_whatever_its_name_is_now(
        self, provider: Provider
    ) -> None:
        sign_in(provider, Client())
        provider.has(u1=person("astrid.ny", "skola-utredning") | {"name": "Astrid Ny"})
        browser = Client()
        sign_in(provider, browser)
        assert is_in(browser)
        assert get_user_model().objects.filter(external_identities__subject="u1").count() == 1
        assert user().get_full_name() == "Astrid Ny"

    def test_roles_follow_the_groups_at_each_login(self, provider: Provider) -> None:
        sign_in(provider, Client())
        provider.has(u1=person("astrid", "skola-admin", "annat"))
        sign_in(provider, Client())
        assert roles_of(user()) == {Role.ADMINISTRATOR}
        latest = account_history(user().pk)[0]
        assert (latest.kind, set(latest.before), latest.after) == (
            "roles",
            {Role.CASE_OFFICER, Role.ANALYST},
            (Role.ADMINISTRATOR,),
        )

    def test_who_is_in_no_group_any_more_loses_the_roles_and_is_told(self, provider: Provider) -> None:
        before = Client()
        sign_in(provider, before)
        provider.has(u1=person("astrid", "annat"))
        browser = Client()
        response = sign_in(provider, browser)
        assert response.status_code == 403
        assert "är inte med i någon grupp som ger en roll här" in told(response)
        assert not is_in(browser)
        assert roles_of(user()) == frozenset()
        assert before.get("/programmes/").status_code == 403

    def test_who_was_never_in_a_group_gets_no_account(self, provider: Provider) -> None:
        provider.has(u2=person("bo"))
        assert "är inte med i någon grupp" in told(sign_in(provider, Client(), "u2"))
        assert not get_user_model().objects.filter(username="bo").exists()

    def test_without_a_map_of_groups_roles_are_kept_here(
        self, provider: Provider, settings: Settings
    ) -> None:
        change(settings, roles={}, create=False, link=True)
        add_account("astrid", name="Astrid", roles=[Role.COORDINATOR], by="admin", now=now())
        browser = Client()
        sign_in(provider, browser)
        assert is_in(browser)
        assert roles_of(user()) == {Role.COORDINATOR}

    def test_groups_may_lie_inside_another_claim(self, provider: Provider, settings: Settings) -> None:
        change(settings, groups_claim="groups.here")
        provider.has(u1=person("astrid") | {"groups": {"here": ["skola-admin"]}})
        sign_in(provider, Client())
        assert roles_of(user()) == {Role.ADMINISTRATOR}


class TestWhoseAccount:
    def test_nobody_takes_a_local_account_over_by_having_its_name(self, provider: Provider) -> None:
        somebody("astrid", role=Role.ADMINISTRATOR)
        response = sign_in(provider, Client())
        assert "finns redan här och hör inte ihop med din inloggning" in told(response)
        assert roles_of(user()) == {Role.ADMINISTRATOR}

    def test_nor_where_linking_is_on_once_somebody_has_used_it(
        self, provider: Provider, settings: Settings
    ) -> None:
        change(settings, link=True)
        somebody("astrid", role=Role.ADMINISTRATOR)
        give_password(Client())
        assert "hör inte ihop" in told(sign_in(provider, Client()))

    def test_an_account_that_waits_for_its_person_is_linked_where_the_settings_say_so(
        self, provider: Provider, settings: Settings
    ) -> None:
        add_account("Astrid", name="Astrid", roles=[Role.ANALYST], by="admin", now=now())
        assert "hör inte ihop" in told(sign_in(provider, Client()))
        change(settings, link=True, create=False)
        browser = Client()
        sign_in(provider, browser)
        assert is_in(browser)
        assert ExternalIdentity.objects.get().user == user("Astrid")

    def test_without_create_a_stranger_is_told_to_ask(self, provider: Provider, settings: Settings) -> None:
        change(settings, create=False)
        assert "Be administratören lägga till astrid." in told(sign_in(provider, Client()))
        assert not get_user_model().objects.filter(username="astrid").exists()

    def test_a_closed_account_stays_closed(self, provider: Provider) -> None:
        sign_in(provider, Client())
        provider.has(u1=person("astrid", "skola-utredning"), u2=person("bo", "skola-admin"))
        close_account(user().pk, by="admin", now=now())
        browser = Client()
        assert "Ditt konto här är avstängt." in told(sign_in(provider, browser))
        assert not is_in(browser)

    def test_a_server_that_gives_no_name_is_told(self, provider: Provider) -> None:
        provider.has(u1={"groups": ["skola-admin"]})
        assert "lämnar inget användarnamn (preferred_username)" in told(sign_in(provider, Client()))


class TestWhatIsRefused:
    @pytest.mark.parametrize(
        ("what", "reason"),
        [
            ("audience", "'aud'"),
            ("issuer", "'iss'"),
            ("nonce", "'nonce'"),
            ("expired", "expired"),
            ("signature", "bad_signature"),
            ("unsigned", "none"),
        ],
    )
    def test_an_answer_that_is_not_what_it_must_be(
        self, provider: Provider, what: str, reason: str, caplog: pytest.LogCaptureFixture
    ) -> None:
        provider.spoils(what)
        browser = Client()
        response = sign_in(provider, browser)
        assert response.status_code == 403
        assert "Inloggningen gick inte att slutföra." in told(response)
        assert reason in caplog.text
        assert not is_in(browser)
        assert not get_user_model().objects.filter(username="astrid").exists()

    def test_a_nonce_of_another_request(self, provider: Provider) -> None:
        browser = Client()
        address = provider.sign_in(start(browser), "u1")
        session = browser.session
        [key] = [name for name, _value in session.items() if name.startswith("_state_")]
        session[key]["data"]["nonce"] = "another"
        session.save()
        assert browser.get(address).status_code == 403
        assert not is_in(browser)

    def test_a_state_that_this_browser_never_sent(self, provider: Provider) -> None:
        address = provider.sign_in(start(Client()), "u1")
        stranger = Client()
        start(stranger)
        assert stranger.get(address).status_code == 403
        assert not is_in(stranger)
        browser = Client()
        start(browser)
        assert browser.get("/login/server/back/", {"code": "x", "state": "y"}).status_code == 403

    def test_the_same_answer_a_second_time(self, provider: Provider) -> None:
        browser = Client()
        address = provider.sign_in(start(browser), "u1")
        assert browser.get(address).status_code == 302
        browser.post("/logout/")
        assert browser.get(address).status_code == 403

    def test_an_answer_that_says_it_is_from_another_server(self, provider: Provider) -> None:
        browser = Client()
        address = provider.sign_in(start(browser), "u1")
        parts = urlsplit(address)
        asked = parse_qs(parts.query)
        assert asked["iss"] == [provider.issuer]
        assert browser.get(parts.path, asked | {"iss": "https://example.org"}).status_code == 403
        assert not is_in(browser)

    def test_a_person_who_says_no_at_the_server(self, provider: Provider) -> None:
        browser = Client()
        state = parse_qs(urlsplit(start(browser)).query)["state"][0]
        response = browser.get("/login/server/back/", {"error": "access_denied", "state": state})
        assert response.status_code == 403
        assert "Inloggningen gick inte att slutföra." in told(response)

    def test_a_server_that_does_not_answer_is_told_and_passwords_still_work(
        self, provider: Provider, settings: Settings
    ) -> None:
        change(settings, issuer="http://127.0.0.1:9")
        response = Client().get("/login/server/")
        assert response.status_code == 503
        assert "Inloggningsservern svarar inte." in told(response)
        somebody("bo")
        assert give_password(Client(), "bo").status_code == 302

    def test_a_server_that_calls_itself_something_else(self, provider: Provider, settings: Settings) -> None:
        change(settings, issuer=f"{provider.issuer}/")
        assert Client().get("/login/server/").status_code == 503

    @pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org"])
    def test_it_never_leads_to_another_site(self, provider: Provider, elsewhere: str) -> None:
        assert sign_in(provider, Client(), next=elsewhere)["Location"] == "/"


class TestTogetherWithTheRest:
    def test_the_login_page_has_a_link_and_no_form_to_another_site(
        self, provider: Provider, settings: Settings
    ) -> None:
        change(settings, name="Exempelstads inloggning")
        page = html.fromstring(Client().get("/login/?next=/programmes/").content)
        [link] = page.xpath("//a[contains(., 'Logga in med Exempelstads inloggning')]")
        assert link.get("href") == "/login/server/?next=/programmes/"
        assert page.xpath("//input[@name='password']")

    def test_passwords_can_be_turned_off(self, provider: Provider, settings: Settings) -> None:
        somebody("bo")
        settings.SIGN_IN = replace(settings.SIGN_IN, password=False)
        page = html.fromstring(Client().get("/login/").content)
        assert not page.xpath("//input[@name='password']")
        browser = Client()
        assert give_password(browser, "bo").status_code == 404
        assert not is_in(browser)
        sign_in(provider, browser)
        assert is_in(browser)

    def test_a_second_step_here_is_asked_for_unless_the_servers_own_is_trusted(
        self, provider: Provider, settings: Settings
    ) -> None:
        first = Client()
        sign_in(provider, first)
        secret, _codes = turn_on_second_step(first)
        browser = Client()
        assert sign_in(provider, browser)["Location"].startswith("/login/code/")
        assert not is_in(browser)
        half_a_minute_passes()
        browser.post("/login/code/", {"code": code_of(secret)})
        assert is_in(browser)
        change(settings, trust_second_step=True)
        trusted = Client()
        assert sign_in(provider, trusted)["Location"] == "/"

    def test_a_role_that_requires_two_steps_is_content_with_a_trusted_servers(
        self, provider: Provider, settings: Settings
    ) -> None:
        settings.SIGN_IN = replace(settings.SIGN_IN, require_totp=frozenset({Role.ANALYST}))
        browser = Client()
        sign_in(provider, browser)
        assert browser.get("/programmes/")["Location"].startswith("/account/second-step/")
        change(settings, trust_second_step=True)
        trusted = Client()
        sign_in(provider, trusted)
        assert trusted.get("/programmes/").status_code == 200

    def test_without_a_login_server_there_are_no_such_pages(self, settings: Settings) -> None:
        settings.SIGN_IN = replace(settings.SIGN_IN, login_server=None)
        assert Client().get("/login/server/").status_code == 404
        assert Client().get("/login/server/back/").status_code == 404
