"""How people sign in to an installation: what [sign_in] and [oidc] in the settings file say."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

from vandpunkt.domain.problems import Problem, marked
from vandpunkt.domain.roles import Role
from vandpunkt.installation import SETTINGS_FILE, Installation
from vandpunkt.secret_file import read_secret

SECRET_VARIABLE = "VANDPUNKT_OIDC_SECRET"  # noqa: S105 - the name of a variable, not a secret
_THIS_MACHINE = {"127.0.0.1", "localhost", "::1"}
SIGN_IN_KEYS: Mapping[str, type] = {
    "password": bool,
    "attempts": int,
    "locked_minutes": int,
    "require_totp": list,
}
OIDC_KEYS: Mapping[str, type] = {
    "issuer": str,
    "client_id": str,
    "client_secret_file": str,
    "name": str,
    "scope": str,
    "username_claim": str,
    "name_claim": str,
    "email_claim": str,
    "groups_claim": str,
    "roles": dict,
    "create": bool,
    "link": bool,
    "trust_second_step": bool,
}


@dataclass(frozen=True)
class LoginServer:
    """The organiser's own login server, an OpenID Connect provider.

    `roles` says which roles a group gives; empty where roles are kept here. `create` lets a person who is new
    have an account without a password; `link` lets the person's name there be that of an account that an
    administrator has added and nobody has used. `trust_second_step` is for a server that asks for two steps
    itself. `claim` names are paths: `realm_access.roles` is the claim roles in realm_access.
    """

    issuer: str
    client_id: str
    client_secret: str = field(default="", repr=False)
    name: str = ""
    scope: str = "openid profile email"
    username_claim: str = "preferred_username"
    name_claim: str = "name"
    email_claim: str = "email"
    groups_claim: str = "groups"
    roles: Mapping[str, frozenset[Role]] = field(default_factory=lambda: MappingProxyType({}))
    create: bool = False
    link: bool = False
    trust_second_step: bool = False


@dataclass(frozen=True)
class SignIn:
    """What an installation asks of who signs in; a login server is None where there is none."""

    password: bool = True
    attempts: int = 5
    locked_minutes: int = 15
    require_totp: frozenset[Role] = frozenset()
    login_server: LoginServer | None = None


def sign_in_settings(installation: Installation) -> SignIn:
    """What the settings file says. Raises Problem where a setting is unknown or cannot be followed."""
    file = installation.home / SETTINGS_FILE
    stated = _section(installation.settings, "sign_in", SIGN_IN_KEYS, file)
    server = _login_server(installation, file)
    if "require_totp" in stated:
        stated["require_totp"] = _roles(stated["require_totp"], "[sign_in] require_totp", file)
    for key, least, most in (("attempts", 2, 100), ("locked_minutes", 1, 1440)):
        if not least <= stated.get(key, least) <= most:
            raise Problem(
                marked("{file}: [sign_in] {key} ska vara mellan {least} och {most}."),
                file=file,
                key=key,
                least=least,
                most=most,
            )
    if not stated.get("password", True) and server is None:
        raise Problem(
            marked("{file}: [sign_in] password är false, men [oidc] saknas. Då kan ingen logga in."),
            file=file,
        )
    return SignIn(**stated, login_server=server)


def _login_server(installation: Installation, file: Path) -> LoginServer | None:
    stated = _section(installation.settings, "oidc", OIDC_KEYS, file)
    if not stated:
        return None
    for key in ("issuer", "client_id"):
        if not stated.get(key):
            raise Problem(marked("{file}: [oidc] saknar {key}."), file=file, key=key)
    address = urlsplit(stated["issuer"])
    if address.scheme != "https" and address.hostname not in _THIS_MACHINE:
        raise Problem(
            marked("{file}: [oidc] issuer är «{issuer}». Adressen måste börja med https://."),
            file=file,
            issuer=stated["issuer"],
        )
    if "roles" in stated:
        stated["roles"] = {
            group: _roles(given if isinstance(given, list) else [given], f"[oidc.roles] {group}", file)
            for group, given in stated["roles"].items()
        }
    secret_file = stated.pop("client_secret_file", None)
    secret = os.environ.get(SECRET_VARIABLE) or ""
    if not secret and secret_file:
        secret = read_secret(installation.home / secret_file, named_in=file)
    return LoginServer(**stated, client_secret=secret)


def _section(settings: Mapping[str, Any], name: str, known: Mapping[str, type], file: Path) -> dict[str, Any]:
    section = settings.get(name, {})
    for key, value in section.items():
        if key not in known:
            raise Problem(
                marked("{file}: [{section}] har ingen inställning {key}. De som finns är {known}."),
                file=file,
                section=name,
                key=key,
                known=", ".join(known),
            )
        if type(value) is not known[key]:
            raise Problem(
                marked(
                    "{file}: [{section}] {key} går inte att förstå: {value}. Handboken visar hur det skrivs."
                ),
                file=file,
                section=name,
                key=key,
                value=repr(value),
            )
    return dict(section)


def _roles(names: list[Any], place: str, file: Path) -> frozenset[Role]:
    for name in names:
        if name not in {role.value for role in Role}:
            raise Problem(
                marked("{file}: {place} anger rollen «{role}», som inte finns. Rollerna är {known}."),
                file=file,
                place=place,
                role=name,
                known=", ".join(role.value for role in Role),
            )
    return frozenset(Role(name) for name in names)
