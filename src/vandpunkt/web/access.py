"""Every view is held to the access table, and told apart by it: who asks, for which schools, and why not."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from vandpunkt.domain.problems import marked
from vandpunkt.domain.roles import Role
from vandpunkt.register.people.accounts import roles_of
from vandpunkt.register.people.assignments import EVERY_SCHOOL, schools_by_role
from vandpunkt.web.access_table import ACCESS, EVERYBODY, SCOPED, SEND, WORKING_MATERIAL, Rule
from vandpunkt.web.sign_in.second_step import SET_UP, second_step_missing, to_second_step

Arguments = ParamSpec("Arguments")
View = Callable[Concatenate[HttpRequest, Arguments], HttpResponseBase]

_DECLARED: dict[Any, str] = {}


def page(name: str) -> Callable[[View[Arguments]], View[Arguments]]:
    """Declare a view by its name in ACCESS and hold every request to its rule.

    Who has not logged in is sent to do so, as is who lacks the second step that a role requires. Who lacks
    the role is told why not (403); a method that the view does not take is refused (405).

    Raises KeyError at import for a name that the table lacks.
    """
    rule = ACCESS[name]

    def declare(view: View[Arguments]) -> View[Arguments]:
        @wraps(view)
        def held(request: HttpRequest, *args: Arguments.args, **kwargs: Arguments.kwargs) -> HttpResponseBase:
            if rule.roles is not None:
                if not request.user.is_authenticated:
                    return redirect_to_login(request.get_full_path())
                if name != SET_UP and second_step_missing(request):
                    return to_second_step(request)
                if not follows(request, rule):
                    raise PermissionDenied(refusal(rule))
                if request.method in SEND and not follows(request, rule.to_send):
                    raise PermissionDenied(_refused_change(rule.to_send))
            if request.method not in rule.methods:
                return HttpResponseNotAllowed(rule.methods)
            return view(request, *args, **kwargs)

        _DECLARED[held] = name
        return held

    return declare


def follows(request: HttpRequest, rule: Rule) -> bool:
    """Whether a role of the person asking is one that a rule lets in, wherever the school is."""
    return rule.roles is None or bool(rule.roles & roles_of(request.user))


def may(request: HttpRequest, name: str) -> bool:
    """Whether a role of the person asking may use a view, and send its form where it has one."""
    return follows(request, ACCESS[name].to_send)


def may_at(request: HttpRequest, name: str, school_code: str) -> bool:
    """Whether the person asking may use a view about a school."""
    return may(request, name) and _is_among(own_schools(request, name), school_code)


def decided_only(request: HttpRequest, name: str) -> bool:
    """Whether the person asking sees decided cases alone: no role of theirs sees more."""
    rule = ACCESS[name]
    assert rule.roles is not None
    return not (rule.roles - rule.decided_only) & roles_of(request.user)


def own_schools(request: HttpRequest, name: str) -> frozenset[str] | None:
    """The codes of the schools that the person asking may see or change in a view; None is every school."""
    rule = ACCESS[name]
    return schools_held(request, rule.to_send if request.method in SEND else rule)


def hold_to_school(request: HttpRequest, name: str, school_code: str) -> None:
    """Raises PermissionDenied, with the reason, where the school is not the person's in a view."""
    if not _is_among(own_schools(request, name), school_code):
        raise PermissionDenied(
            _(
                "Skolan hör inte till dina skolor, och det här är bara för den som ansvarar för skolan. "
                "Är det fel? Be administratören lägga till ditt uppdrag."
            )
        )


def may_see_notes(request: HttpRequest, school_code: str) -> bool:
    """Whether the person asking may see the working material about a school."""
    return _is_among(schools_held(request, WORKING_MATERIAL), school_code)


def has_role_at(request: HttpRequest, roles: frozenset[Role], school_code: str) -> bool:
    """Whether the person asking has one of the roles, and the school by it."""
    rule = Rule(roles, scoped=SCOPED)
    return follows(request, rule) and _is_among(schools_held(request, rule), school_code)


def schools_held(request: HttpRequest, rule: Rule) -> frozenset[str] | None:
    """The codes of the schools that the person asking has by a rule; None is every school."""
    roles = roles_of(request.user) & (EVERYBODY if rule.roles is None else rule.roles)
    if roles - rule.scoped or roles & EVERY_SCHOOL:
        return None
    held = schools_by_own_role(request) if roles else {}
    return frozenset().union(*(held[role] for role in roles))


def _is_among(own: frozenset[str] | None, school_code: str) -> bool:
    return own is None or school_code in own


def schools_by_own_role(request: HttpRequest) -> dict[Role, frozenset[str]]:
    """The codes of the schools that each of the person's roles gives them. One query a request."""
    held: dict[Role, frozenset[str]] | None = request.__dict__.get("_schools_held")
    if held is None:
        held = request.__dict__["_schools_held"] = schools_by_role(request.user, on=localdate())
    return held


def refusal(rule: Rule) -> str:
    """Why a person may not see a page."""
    sentence = _("Sidan ser: {readers}. Behöver du den i ditt arbete? Be administratören om rätt roll.")
    return sentence.format(readers=readers(rule))


def _refused_change(rule: Rule) -> str:
    sentence = _("Här ändrar: {readers}. Behöver du det i ditt arbete? Be administratören om rätt roll.")
    return sentence.format(readers=readers(rule))


def readers(rule: Rule) -> str:
    """Who may see a page, as the end of a sentence."""
    if rule.roles is None:
        return _("alla, även den som inte har loggat in")
    if rule.roles == EVERYBODY and not rule.decided_only and not rule.scoped:
        return _("alla som har loggat in och har en roll")
    if rule.roles == EVERYBODY and not rule.scoped:
        return _("alla som har loggat in och har en roll; {roles} först när nämnden har beslutat").format(
            roles=_titles(rule.decided_only)
        )
    return _titles(rule.roles - rule.scoped) + _scopes(rule)


_SCOPES = {
    Role.AREA_HEAD: marked("grundskolechef för skolorna i sitt område"),
    Role.COORDINATOR: marked("grundskolesamordnare för sina skolor"),
    Role.HEAD_TEACHER: marked("rektor för sin skola"),
}


def _scopes(rule: Rule) -> str:
    held = [_(_SCOPES[role]) for role in Role if role in rule.scoped & (rule.roles or EVERYBODY)]
    return "".join(f"; {one}" for one in held)


def _titles(roles: frozenset[Role]) -> str:
    return ", ".join(_(role.title).lower() for role in Role if role in roles)


def access_name(view: Any) -> str | None:
    """The name in ACCESS that a view was declared by; None for one that never was."""
    return _DECLARED.get(view)
