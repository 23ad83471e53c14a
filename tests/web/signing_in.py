"""People who sign in, and what their telephones show."""

from __future__ import annotations

from time import time
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice
from lxml import html

from vandpunkt.domain.roles import Role
from vandpunkt.register.people.accounts import create_role_groups

PASSWORD = "korrekt häst batteri"


def somebody(username: str = "astrid", *, role: Role = Role.ANALYST) -> Any:
    """A person with a password and a role."""
    create_role_groups()
    user = get_user_model().objects.create_user(username, password=PASSWORD)
    user.groups.add(Group.objects.get(name=role.value))
    return user


def give_password(browser: Client, username: str = "astrid", password: str = PASSWORD, **more: str) -> Any:
    """The login form, sent."""
    return browser.post("/login/", {"username": username, "password": password, **more})


def is_in(browser: Client) -> bool:
    """Whether the browser carries somebody's session."""
    return browser.get("/account/").status_code == 200


def told(response: Any) -> str:
    """What an answer alerts the person of, in one line."""
    found = html.fromstring(response.content).xpath("//*[@role='alert']")
    return " ".join(" ".join(one.text_content() for one in found).split())


def code_of(secret: str) -> str:
    """What the telephone shows now."""
    shown = TOTP(bytes.fromhex(secret))
    shown.time = time()
    return f"{shown.token():06d}"


def half_a_minute_passes() -> None:
    """The telephone shows another code, and the wait after wrong ones is over."""
    TOTPDevice.objects.update(last_t=-1, throttling_failure_count=0, throttling_failure_timestamp=None)


def turn_on_second_step(browser: Client) -> tuple[str, list[str]]:
    """Set the second step up as a person does; the telephone's secret and the backup codes."""
    browser.get("/account/second-step/")
    secret = browser.session["totp_secret"]
    response = browser.post("/account/second-step/", {"code": code_of(secret)})
    codes = html.fromstring(response.content).xpath("//ul[@class='backup-codes']//code/text()")
    half_a_minute_passes()
    return secret, [str(one) for one in codes]
