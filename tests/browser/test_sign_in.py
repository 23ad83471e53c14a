"""Signing in as people do it: a telephone that shows codes, a backup code, the organiser's login server."""

from __future__ import annotations

import os
import re
import socket
import subprocess
from base64 import b32decode
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import COMMAND, OpenAs
from tests.oidc_provider.serving import SECRET, Provider, login_server, person
from tests.web.signing_in import PASSWORD, code_of


def is_accessible(page: Page) -> None:
    """Nothing on the page is what axe complains of, and it fits its width."""
    page.wait_for_load_state()
    assert [one["id"] for one in Axe().run(page).response["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def choose_password(page: Page) -> None:
    """The administrator adds a person, who chooses a password by the link."""
    page.goto("/people/new/")
    page.get_by_label("Användarnamn").fill("provning")
    page.get_by_label("Namn", exact=True).fill("Analytiker Provning")
    page.get_by_label("Analytiker").check()
    page.get_by_role("button", name="Lägg till").click()
    page.get_by_role("button", name="Visa en länk").click()
    link = page.locator("p.long").inner_text()
    page.get_by_role("button", name="Logga ut").click()
    page.goto(link)
    page.get_by_label("Lösenord", exact=True).fill(PASSWORD)
    page.get_by_label("Lösenordet igen").fill(PASSWORD)
    page.get_by_role("button", name="Spara").click()


def give_password(page: Page, password: str = PASSWORD) -> None:
    """The login form."""
    page.goto("/login/")
    page.get_by_label("Användarnamn").fill("provning")
    page.get_by_label("Lösenord").fill(password)
    page.get_by_role("button", name="Logga in", exact=True).click()


def test_a_person_sets_up_a_telephone_loses_it_and_is_locked_out(open_as: OpenAs) -> None:
    page = open_as("administrator", "/people/", width=360)
    choose_password(page)
    give_password(page)
    page.get_by_role("link", name="Analytiker Provning").click()
    is_accessible(page)
    page.get_by_role("link", name="Slå på tvåstegsinloggning").click()
    expect(page.get_by_role("img", name="QR-kod")).to_be_visible()
    is_accessible(page)
    written = page.locator("code.secret").inner_text().replace(" ", "")
    page.get_by_role("textbox", name="Kod").fill(code_of(b32decode(written).hex()))
    page.get_by_role("button", name="Slå på").click()
    expect(page.get_by_role("heading", name="Tvåstegsinloggning är påslagen")).to_be_visible()
    is_accessible(page)
    codes = page.locator(".backup-codes code").all_inner_texts()
    page.get_by_role("link", name="Jag har sparat dem").click()
    page.get_by_role("button", name="Logga ut").click()
    give_password(page)
    page.get_by_role("textbox", name="Kod").fill("abcde-abcde")
    page.get_by_role("button", name="Logga in").click()
    expect(page.get_by_role("alert")).to_contain_text("Koden stämmer inte.")
    is_accessible(page)
    expect_in_with(page, codes[0])
    page.get_by_role("button", name="Logga ut").click()
    for _attempt in range(5):
        give_password(page, "fel")
    expect(page.get_by_role("heading", name="Inloggningen är låst")).to_be_visible()
    is_accessible(page)


def expect_in_with(page: Page, code: str) -> None:
    """A backup code lets in, when the second that a wrong one costs is over."""
    page.wait_for_timeout(1100)
    page.get_by_role("textbox", name="Kod").fill(code)
    page.get_by_role("button", name="Logga in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Hem|Välkommen|Mina|Analytiker"))


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.fixture
def site_with_login_server(tmp_path: Path) -> Iterator[tuple[str, Provider]]:
    """A new installation that lets people in by a login server alone."""
    home = tmp_path / "home"
    environment = os.environ | {"VANDPUNKT_HOME": str(home), "PYTHONUNBUFFERED": "1"}
    subprocess.run([*COMMAND, "init", str(home)], env=environment, check=True, stdout=subprocess.DEVNULL)
    settings = home / "vandpunkt.toml"
    plain = settings.read_text(encoding="utf-8").partition("[sign_in]")[0]
    port = free_port()
    with login_server(f"http://127.0.0.1:{port}/login/server/back/") as provider:
        (home / "oidc-secret").write_text(SECRET)
        (home / "oidc-secret").chmod(0o600)
        settings.write_text(
            f"""{plain}
[sign_in]
password = false

[oidc]
issuer = "{provider.issuer}"
client_id = "vandpunkt"
client_secret_file = "oidc-secret"
name = "Exempelstads inloggning"
scope = "openid profile email groups"
create = true

[oidc.roles]
skola-utredning = ["case_officer", "analyst"]
""",
            encoding="utf-8",
        )
        with subprocess.Popen(
            [*COMMAND, "serve", "--port", str(port)], env=environment, stdout=subprocess.PIPE, text=True
        ) as server:
            assert server.stdout
            address = re.search(r"http://[\d.]+:\d+", server.stdout.readline())
            assert address
            yield address.group(), provider
            server.terminate()


def test_a_person_comes_in_by_the_organisers_login_server(
    site_with_login_server: tuple[str, Provider], chromium: Browser
) -> None:
    address, provider = site_with_login_server
    provider.has(u1=person("astrid", "skola-utredning"), u2=person("bo", "annat"))
    for subject in ("u2", "u1"):
        window = chromium.new_context(base_url=address)
        page = window.new_page()
        page.goto("/programmes/")
        expect(page.get_by_label("Lösenord")).to_have_count(0)
        is_accessible(page)
        page.get_by_role("link", name="Logga in med Exempelstads inloggning").click()
        page.locator("input[name=login]").fill(subject)
        page.locator("input[name=password]").fill("any")
        page.get_by_role("button", name="Sign-in").click()
        page.get_by_role("button", name="Continue").click()
        if subject == "u2":
            expect(page.get_by_role("alert")).to_contain_text("inte med i någon grupp som ger en roll här")
            is_accessible(page)
        else:
            expect(page.get_by_role("heading", level=1)).to_have_text("Program")
            page.get_by_role("link", name="Astrid Demo").click()
            expect(page.locator(".lead")).to_have_text("Astrid Demo, handläggare, analytiker")
            expect(page.get_by_text("Du har inget lösenord här.")).to_be_visible()
        window.close()
