"""The second step of a login: one-time codes from a telephone, and backup codes for the day it is lost."""

from __future__ import annotations

import re
import secrets
from base64 import b32encode
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.timezone import now as clock
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from vandpunkt.domain.problems import FieldProblem, Problem, marked
from vandpunkt.register.models import AccountChange
from vandpunkt.register.people.account_changes import keep_change, locked_user

BACKUP_CODES = 10
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_SECRET_BYTES = 20
_KEPT_CHARACTERS = 16


@dataclass(frozen=True)
class TwoSteps:
    """That a person's login has a second step: since when, when last used, how many backup codes are left."""

    since: datetime | None
    used_at: datetime | None
    codes_left: int


def two_steps_of(user_id: int) -> TwoSteps | None:
    """A person's second step; None for who has none. Two queries at most."""
    device = TOTPDevice.objects.filter(user=user_id, confirmed=True).first()
    if device is None:
        return None
    left = StaticToken.objects.filter(device__user=user_id).count()
    return TwoSteps(since=device.created_at, used_at=device.last_used_at, codes_left=left)


def new_secret() -> str:
    """A secret for a telephone to keep, in hexadecimal digits."""
    return secrets.token_hex(_SECRET_BYTES)


def secret_in_text(secret: str) -> str:
    """The secret as a person types it into an app, in groups of four."""
    text = b32encode(bytes.fromhex(secret)).decode()
    return " ".join(re.findall(".{1,4}", text))


def secret_address(user: Any, secret: str) -> str:
    """What the QR code says."""
    return str(TOTPDevice(user=user, key=secret).config_url)


@transaction.atomic
def turn_on(user_id: int, secret: str, code: str, *, by: str, now: datetime) -> tuple[str, tuple[str, ...]]:
    """Turn the second step on with the code that the telephone shows; the device's id and the backup codes.

    The codes are readable here alone. Raises FieldProblem for a wrong code, Problem where it is on already.
    """
    user = locked_user(user_id)
    if TOTPDevice.objects.filter(user=user).exists():
        raise Problem(marked("Tvåstegsinloggning är redan påslagen. Stäng av den först om du byter telefon."))
    device = TOTPDevice.objects.create(user=user, name="telefon", key=secret)
    if not device.verify_token(_plain(code)):
        raise FieldProblem(
            "code", marked("Koden stämmer inte. Kontrollera telefonens klocka och skriv den kod som syns nu.")
        )
    keep_change(user, AccountChange.Kind.TOTP_ON, by=by, now=now)
    return device.persistent_id, _give_codes(user)


@transaction.atomic
def turn_off(user_id: int, *, by: str, now: datetime) -> None:
    """Turn a person's second step off, and keep who did; nothing changes where it is off."""
    user = locked_user(user_id)
    removed, _what = TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()
    if removed:
        keep_change(user, AccountChange.Kind.TOTP_OFF, by=by, now=now)


@transaction.atomic
def new_backup_codes(user_id: int, *, by: str, now: datetime) -> tuple[str, ...]:
    """Other backup codes in place of those that a person has. Raises Problem where the second step is off."""
    user = locked_user(user_id)
    if not TOTPDevice.objects.filter(user=user).exists():
        raise Problem(marked("Tvåstegsinloggning är inte påslagen."))
    keep_change(user, AccountChange.Kind.CODES, by=by, now=now)
    return _give_codes(user)


def check_code(user_id: int, code: str) -> str:
    """Spend a code of a telephone, or a backup code; the id of the device that knew it.

    Each wrong code makes the next wait twice as long. Raises FieldProblem for a wrong code, and for one that
    comes too soon after a wrong one, which is not looked at.
    """
    plain = _plain(code)
    of_telephone = re.fullmatch(r"\d{6}", plain) is not None
    with transaction.atomic():
        devices: Any = (TOTPDevice if of_telephone else StaticDevice).objects
        device = devices.select_for_update().filter(user=user_id, confirmed=True).first()
        allowed, refusal = device.verify_is_allowed() if device else (True, {})
        token = plain if of_telephone else _kept(user_id, plain)
        right = bool(allowed and device and device.verify_token(token))
    if right:
        return str(device.persistent_id)
    if not allowed:
        wait = (refusal["locked_until"] - clock()).total_seconds()
        raise FieldProblem(
            "code",
            marked("För många fel koder. Vänta {seconds} sekunder och skriv koden igen."),
            seconds=max(1, round(wait)),
        )
    raise FieldProblem(
        "code", marked("Koden stämmer inte. Skriv den kod som syns i telefonen nu, eller en reservkod.")
    )


def _plain(code: str) -> str:
    return re.sub(r"[\s-]", "", code).lower()


def _give_codes(user: Any) -> tuple[str, ...]:
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name="reservkoder")
    codes = tuple("".join(secrets.choice(_LETTERS) for _place in range(10)) for _code in range(BACKUP_CODES))
    StaticToken.objects.bulk_create(StaticToken(device=device, token=_kept(user.pk, one)) for one in codes)
    return tuple(f"{one[:5]}-{one[5:]}" for one in codes)


def _kept(user_id: int, code: str) -> str:
    """What is kept of a backup code: it can be recognised by this, and not read from it."""
    digest = salted_hmac("vandpunkt.backup_code", f"{user_id}:{code}", algorithm="sha256").digest()
    return b32encode(digest).decode()[:_KEPT_CHARACTERS]
