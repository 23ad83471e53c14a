"""Signing in at the organiser's own login server (OpenID Connect, authorization code with PKCE)."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from authlib.integrations.base_client import OAuthError
from authlib.integrations.django_client import DjangoIntegration, DjangoOAuth2App
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from joserfc.errors import JoseError
from requests.exceptions import RequestException

from vandpunkt.domain.problems import Problem, marked
from vandpunkt.register.people.external import ExternalPerson, signed_in
from vandpunkt.sign_in_settings import LoginServer
from vandpunkt.web.access import page
from vandpunkt.web.sign_in.accounts import BACKEND, login_context
from vandpunkt.web.sign_in.second_step import enter, safe_destination

SIGNATURES = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
"""Signed with a key that the server alone has: neither unsigned nor with a secret that we share."""
_SECONDS = 10
_LEEWAY_SECONDS = 60
_DESTINATION = "login_server_destination"
_log = logging.getLogger(__name__)


class _Refused(Exception):
    """The server's answer is not what it must be; the words are for the log."""


@page("login_server")
def login_server(request: HttpRequest) -> HttpResponseBase:
    """Lead to the login server. Not found where the settings name none."""
    server = _server()
    if request.user.is_authenticated:
        return redirect("home")
    request.session[_DESTINATION] = safe_destination(request, request.GET.get("next", ""))
    try:
        client = _client(server)
        return client.authorize_redirect(request, request.build_absolute_uri(reverse("login_server_back")))
    except (RequestException, ValueError, _Refused) as error:
        return _unreachable(request, error)


@page("login_server_back")
def login_server_back(request: HttpRequest) -> HttpResponseBase:
    """Let the person in whom the login server sends back, with the roles of their groups."""
    server = _server()
    try:
        claims = _claims(request, server)
    except (OAuthError, JoseError, _Refused, KeyError) as error:
        _log.warning("The login server's answer was refused: %s", error)
        sentence = _(
            "Inloggningen gick inte att slutföra. Försök igen; händer det igen: säg till administratören."
        )
        return _refused(request, sentence, status=403)
    except (RequestException, ValueError) as error:
        return _unreachable(request, error)
    try:
        user = signed_in(
            _person(claims, server), roles=server.roles, create=server.create, link=server.link, now=now()
        )
    except Problem as problem:
        return _refused(request, problem.sentence(_), status=403)
    destination = request.session.pop(_DESTINATION, "")
    return enter(
        request,
        user,
        backend=BACKEND,
        destination=safe_destination(request, destination),
        stepped_elsewhere=server.trust_second_step,
    )


def _server() -> LoginServer:
    server: LoginServer | None = settings.SIGN_IN.login_server
    if server is None:
        raise Http404
    return server


def _client(server: LoginServer) -> Any:
    """What speaks with the server, with its addresses and keys read. Raises _Refused for another's."""
    client = _made(server.issuer, server.client_id, server.client_secret, server.scope)
    metadata = client.load_server_metadata()
    if metadata.get("issuer") != server.issuer:
        raise _Refused(f"it calls itself {metadata.get('issuer')}, the settings say {server.issuer}")
    offered = metadata.get("id_token_signing_alg_values_supported") or ["RS256"]
    metadata["id_token_signing_alg_values_supported"] = [one for one in offered if one in SIGNATURES]
    return client


@lru_cache(maxsize=4)
def _made(issuer: str, client_id: str, secret: str, scope: str) -> Any:
    return DjangoOAuth2App(
        DjangoIntegration("login_server"),
        name="login_server",
        client_id=client_id,
        client_secret=secret or None,
        server_metadata_url=f"{issuer.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={
            "scope": scope,
            "code_challenge_method": "S256",
            "default_timeout": _SECONDS,
            "token_endpoint_auth_method": "client_secret_basic" if secret else "none",
        },
    )


def _claims(request: HttpRequest, server: LoginServer) -> Mapping[str, Any]:
    """What the server says of the person, held to state, nonce, issuer, audience, time and signature."""
    client = _client(server)
    if request.GET.get("iss", server.issuer) != server.issuer:
        raise _Refused("the answer comes from another server")
    token = client.authorize_access_token(
        request,
        claims_options={
            "iss": {"essential": True, "values": [server.issuer]},
            "aud": {"essential": True, "values": [server.client_id]},
            "sub": {"essential": True},
            "nonce": {"essential": True},
        },
        leeway=_LEEWAY_SECONDS,
    )
    claims: dict[str, Any] = dict(token.get("userinfo") or {})
    if not claims.get("sub"):
        raise _Refused("it says nothing of who the person is")
    wanted = (server.username_claim, server.name_claim, server.groups_claim)
    if any(_at(claims, path) is None for path in wanted) and client.server_metadata.get("userinfo_endpoint"):
        more = dict(client.userinfo(token=token))
        if more.get("sub") != claims["sub"]:
            raise _Refused("it tells of another person than the one who signed in")
        claims = more | claims
    return claims


def _person(claims: Mapping[str, Any], server: LoginServer) -> ExternalPerson:
    """Raises Problem where the server gives no name to know the person by."""
    groups = _at(claims, server.groups_claim) or []
    username = str(_at(claims, server.username_claim) or "").strip()
    if not username:
        raise Problem(
            marked("Inloggningsservern lämnar inget användarnamn ({claim}). Säg till administratören."),
            claim=server.username_claim,
        )
    return ExternalPerson(
        issuer=server.issuer,
        subject=str(claims["sub"]),
        username=username,
        name=str(_at(claims, server.name_claim) or ""),
        email=str(_at(claims, server.email_claim) or ""),
        groups=frozenset(str(one) for one in (groups if isinstance(groups, list) else [groups])),
    )


def _at(claims: Mapping[str, Any], path: str) -> Any:
    """The claim at a path: by its whole name, else step by step where there are points in it."""
    if path in claims:
        return claims[path]
    found: Any = claims
    for step in path.split("."):
        found = found.get(step) if isinstance(found, Mapping) else None
    return found


def _unreachable(request: HttpRequest, error: Exception) -> HttpResponse:
    _log.error("The login server cannot be used: %s", error)
    sentence = _("Inloggningsservern svarar inte. Försök igen om en stund; säg annars till administratören.")
    return _refused(request, sentence, status=503)


def _refused(request: HttpRequest, sentence: str, *, status: int) -> HttpResponse:
    context = login_context(request) | {"problem": sentence}
    return render(request, "web/sign_in/login.html", context, status=status)
