"""Who may see what: one table, the decorator that holds every view to it, and the sentence that tells it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.models import AnonymousUser, User
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from vandpunkt.domain.roles import Role

Arguments = ParamSpec("Arguments")
View = Callable[Concatenate[HttpRequest, Arguments], HttpResponseBase]

EVERYBODY = frozenset(Role)
READ = ("GET", "HEAD")
SEND = ("POST",)


@dataclass(frozen=True)
class Rule:
    """Who may ask for a view and how. `roles` is None where it is public.

    `decided_only` are roles that see a case when the board has decided it and not before: until then the
    answer is working material.
    """

    roles: frozenset[Role] | None
    methods: tuple[str, ...] = READ
    decided_only: frozenset[Role] = frozenset()


_CHANGE = Rule(
    frozenset({Role.ADMINISTRATOR, Role.CASE_OFFICER, Role.COORDINATOR, Role.AREA_HEAD}),
    methods=READ + SEND,
)
_CASE = Rule(EVERYBODY, decided_only=frozenset({Role.BOARD_MEMBER}))

ACCESS: dict[str, Rule] = {
    "standing": Rule(EVERYBODY),
    "school": Rule(EVERYBODY),
    "cases": _CASE,
    "case": _CASE,
    "citation": _CASE,
    "answer": _CASE,
    "programmes": Rule(EVERYBODY),
    "programme": Rule(EVERYBODY),
    "brief": Rule(EVERYBODY),
    "intervention": Rule(EVERYBODY),
    "intervention_new": _CHANGE,
    "intervention_edit": _CHANGE,
    "intervention_end": _CHANGE,
    "intervention_decline": _CHANGE,
    "intervention_stop": _CHANGE,
    "administration": Rule(frozenset({Role.ADMINISTRATOR}), methods=READ + SEND),
    "login": Rule(None, methods=READ + SEND),
    "demo_login": Rule(None, methods=SEND),
    "logout": Rule(None, methods=SEND),
    "set_language": Rule(None, methods=SEND),
    "about": Rule(None),
    "accessibility": Rule(None),
}

_DECLARED: dict[Any, str] = {}


def roles_of(user: User | AnonymousUser) -> frozenset[Role]:
    """The roles of a person: the groups by those names; a superuser is administrator. One query a user."""
    if not user.is_active:
        return frozenset()
    prefetch_related_objects([user], "groups")
    names = {group.name for group in user.groups.all()}
    if user.is_superuser:
        names.add(Role.ADMINISTRATOR.value)
    return frozenset(role for role in Role if role.value in names)


def page(name: str) -> Callable[[View[Arguments]], View[Arguments]]:
    """Declare a view by its name in ACCESS and hold every request to its rule.

    Who has not logged in is sent to do so; who lacks the role is told why not (403); a method that the view
    does not take is refused (405). Raises KeyError at import for a name that the table lacks.
    """
    rule = ACCESS[name]

    def declare(view: View[Arguments]) -> View[Arguments]:
        @wraps(view)
        def held(request: HttpRequest, *args: Arguments.args, **kwargs: Arguments.kwargs) -> HttpResponseBase:
            if rule.roles is not None:
                if not request.user.is_authenticated:
                    return redirect_to_login(request.get_full_path())
                if not rule.roles & roles_of(request.user):
                    raise PermissionDenied(refusal(rule))
            if request.method not in rule.methods:
                return HttpResponseNotAllowed(rule.methods)
            return view(request, *args, **kwargs)

        _DECLARED[held] = name
        return held

    return declare


def decided_only(request: HttpRequest, name: str) -> bool:
    """Whether the person asking sees decided cases alone: no role of theirs sees more."""
    rule = ACCESS[name]
    assert rule.roles is not None
    return not (rule.roles - rule.decided_only) & roles_of(request.user)


def refusal(rule: Rule) -> str:
    """Why a person may not see a page."""
    sentence = _("Sidan ser: {readers}. Behöver du den i ditt arbete? Be administratören om rätt roll.")
    return sentence.format(readers=readers(rule))


def readers(rule: Rule) -> str:
    """Who may see a page, as the end of a sentence."""
    if rule.roles is None:
        return _("alla, även den som inte har loggat in")
    if rule.roles == EVERYBODY and not rule.decided_only:
        return _("alla som har loggat in och har en roll")
    if rule.roles == EVERYBODY:
        return _("alla som har loggat in och har en roll; {roles} först när nämnden har beslutat").format(
            roles=_titles(rule.decided_only)
        )
    return _titles(rule.roles)


def _titles(roles: frozenset[Role]) -> str:
    return ", ".join(_(role.title).lower() for role in Role if role in roles)


def access_name(view: Any) -> str | None:
    """The name in ACCESS that a view was declared by; None for one that never was."""
    return _DECLARED.get(view)
