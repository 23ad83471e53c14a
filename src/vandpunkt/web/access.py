"""Who may see what: one table, the decorator that holds every view to it, and the sentence that tells it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
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
from vandpunkt.web.sign_in.second_step import SET_UP, second_step_missing, to_second_step

__all__ = [
    "ACCESS",
    "EVERYBODY",
    "READ",
    "SCOPED",
    "SEND",
    "WORKING_MATERIAL",
    "Rule",
    "access_name",
    "decided_only",
    "has_role_at",
    "hold_to_school",
    "may_see_notes",
    "own_schools",
    "page",
    "readers",
    "refusal",
    "roles_of",
    "schools_by_own_role",
    "schools_held",
]

Arguments = ParamSpec("Arguments")
View = Callable[Concatenate[HttpRequest, Arguments], HttpResponseBase]

EVERYBODY = frozenset(Role)
STAFF = EVERYBODY - {Role.BOARD_MEMBER}
SCOPED = frozenset({Role.AREA_HEAD, Role.COORDINATOR, Role.HEAD_TEACHER})
"""Roles that are for some schools: an area head for an area's, the others for those they are assigned to."""

READ = ("GET", "HEAD")
SEND = ("POST",)


@dataclass(frozen=True)
class Rule:
    """Who may ask for a view and how. `roles` is None where it is public.

    `decided_only` are roles that see a case when the board has decided it and not before: until then the
    answer is working material. `scoped` are roles that are held to their own schools: another school, or what
    is another school's, is refused to them. `changed_by` are the roles that may send the page's form, None
    for all that see it; `signed_by` are those that sign what others have written there.
    """

    roles: frozenset[Role] | None
    methods: tuple[str, ...] = READ
    decided_only: frozenset[Role] = frozenset()
    scoped: frozenset[Role] = frozenset()
    changed_by: frozenset[Role] | None = None
    signed_by: frozenset[Role] = frozenset()

    @property
    def to_send(self) -> Rule:
        """The rule for who sends the page's form."""
        return self if self.changed_by is None else replace(self, roles=self.changed_by, changed_by=None)


WORKING_MATERIAL = Rule(STAFF, scoped=SCOPED)
"""Who may see notes and drafts about a school, wherever they stand."""
_CHANGE = Rule(
    frozenset({Role.ADMINISTRATOR, Role.CASE_OFFICER, Role.COORDINATOR, Role.AREA_HEAD}),
    methods=READ + SEND,
    scoped=SCOPED,
)
_CASE = Rule(EVERYBODY, decided_only=frozenset({Role.BOARD_MEMBER}))
_HANDLE_CASE = Rule(frozenset({Role.ADMINISTRATOR, Role.CASE_OFFICER}), methods=READ + SEND)

_CATALOGUE = Rule(frozenset({Role.ADMINISTRATOR, Role.CASE_OFFICER}), methods=READ + SEND)
"""Who keeps what is the same for every school: the catalogue of programmes."""
_WRITE_QUALITY = frozenset({Role.ADMINISTRATOR, *SCOPED})
_ADMINISTER = Rule(frozenset({Role.ADMINISTRATOR}), methods=READ + SEND)
_ASSIGN = Rule(frozenset({Role.ADMINISTRATOR, Role.AREA_HEAD}), methods=READ + SEND, scoped=SCOPED)

ACCESS: dict[str, Rule] = {
    "home": Rule(EVERYBODY),
    "school_people": Rule(EVERYBODY),
    "assignment_new": _ASSIGN,
    "assignment_end": _ASSIGN,
    "assignment_undo": replace(_ASSIGN, methods=SEND),
    "people": replace(_ADMINISTER, methods=READ),
    "person_new": _ADMINISTER,
    "person": _ADMINISTER,
    "person_close": _ADMINISTER,
    "person_open": replace(_ADMINISTER, methods=SEND),
    "person_invite": replace(_ADMINISTER, methods=SEND),
    "person_unlock": replace(_ADMINISTER, methods=SEND),
    "person_totp_off": _ADMINISTER,
    "areas": _ADMINISTER,
    "health": replace(_ADMINISTER, methods=READ),
    "area": _ADMINISTER,
    "invitation": Rule(None, methods=READ + SEND),
    "open_answers": Rule(None),
    "open_answer": Rule(None),
    "standing": Rule(EVERYBODY),
    "school": Rule(EVERYBODY),
    "cases": _CASE,
    "case": _CASE,
    "case_new": _HANDLE_CASE,
    "case_by_hand": _HANDLE_CASE,
    "inquiry": _HANDLE_CASE,
    "inquiry_letter": replace(_HANDLE_CASE, methods=READ),
    "case_scope": _HANDLE_CASE,
    "case_earlier": _CASE,
    "citation": _CASE,
    "answer": _CASE,
    "document": _CASE,
    "draft": _HANDLE_CASE,
    "draft_changes": _HANDLE_CASE,
    "house_check": _HANDLE_CASE,
    "answered": _HANDLE_CASE,
    "own_text": _HANDLE_CASE,
    "own_sentence": _HANDLE_CASE,
    "case_replies": _HANDLE_CASE,
    "reply": Rule(None, methods=READ + SEND),
    "own_reply": Rule(frozenset({Role.HEAD_TEACHER}), methods=READ + SEND, scoped=SCOPED),
    "returned": _HANDLE_CASE,
    "returned_file": _HANDLE_CASE,
    "case_path": replace(_CASE, methods=READ + SEND, changed_by=_HANDLE_CASE.roles),
    "case_step": _HANDLE_CASE,
    "contribution_new": _HANDLE_CASE,
    "contribution": Rule(STAFF, methods=READ + SEND),
    "board_meetings": Rule(STAFF, methods=READ + SEND, changed_by=_HANDLE_CASE.roles),
    "board_meeting": _HANDLE_CASE,
    "sign_statement": _HANDLE_CASE,
    "signed_file": _CASE,
    "provenance": _CASE,
    "provenance_data": _CASE,
    "verify": Rule(None, methods=READ + SEND),
    "reach": Rule(STAFF, scoped=SCOPED),
    "quality": Rule(STAFF, scoped=SCOPED),
    "quality_cycle": Rule(
        EVERYBODY,
        methods=READ + SEND,
        decided_only=frozenset({Role.BOARD_MEMBER}),
        scoped=SCOPED,
        changed_by=_WRITE_QUALITY,
        signed_by=frozenset({Role.ADMINISTRATOR, Role.AREA_HEAD}),
    ),
    "quality_part": Rule(_WRITE_QUALITY, methods=READ + SEND, scoped=SCOPED),
    "quality_report": Rule(EVERYBODY, decided_only=frozenset({Role.BOARD_MEMBER}), scoped=SCOPED),
    "promises": Rule(STAFF, scoped=SCOPED),
    "promise": Rule(STAFF, methods=READ + SEND, scoped=SCOPED, changed_by=STAFF - {Role.ANALYST}),
    "case_promises": Rule(frozenset({Role.ADMINISTRATOR, Role.CASE_OFFICER}), methods=SEND),
    "search": Rule(EVERYBODY),
    "programmes": Rule(EVERYBODY),
    "programme": Rule(EVERYBODY),
    "brief": Rule(EVERYBODY),
    "talk": Rule(STAFF, scoped=SCOPED),
    "follow_up": Rule(STAFF, scoped=SCOPED),
    "follow_up_new": _CHANGE,
    "follow_up_edit": _CHANGE,
    "action": Rule(STAFF, methods=READ + SEND, scoped=SCOPED, changed_by=STAFF - {Role.ANALYST}),
    "sign": Rule(STAFF, scoped=SCOPED),
    "sign_new": _CHANGE,
    "observation_new": Rule(STAFF - {Role.ANALYST}, methods=SEND, scoped=SCOPED),
    "my_calendar": Rule(STAFF, methods=READ + SEND),
    "calendar_feed": Rule(None),
    "interventions": Rule(EVERYBODY),
    "intervention": Rule(EVERYBODY),
    "intervention_new": _CHANGE,
    "intervention_edit": _CHANGE,
    "intervention_end": _CHANGE,
    "intervention_decline": _CHANGE,
    "intervention_stop": _CHANGE,
    "intervention_undo": _CHANGE,
    "programme_new": _CATALOGUE,
    "programme_edit": _CATALOGUE,
    "programme_undo": _CATALOGUE,
    "intervention_change_several": _CHANGE,
    "interventions_file": Rule(STAFF, scoped=SCOPED),
    "interventions_import": _CHANGE,
    "follow_ups_file": Rule(STAFF, scoped=SCOPED),
    "follow_ups_import": _CHANGE,
    "review_documents": _CHANGE,
    "review": _CHANGE,
    "review_page": replace(_CHANGE, methods=READ),
    "review_proposal": _CHANGE,
    "programmes_file": Rule(EVERYBODY),
    "programmes_import": _CATALOGUE,
    "intervention_copy": _CHANGE,
    "administration": _ADMINISTER,
    "account": Rule(EVERYBODY),
    "account_password": Rule(EVERYBODY, methods=READ + SEND),
    "account_totp": Rule(EVERYBODY, methods=READ + SEND),
    "login_code": Rule(None, methods=READ + SEND),
    "login_server": Rule(None),
    "login_server_back": Rule(None),
    "login": Rule(None, methods=READ + SEND),
    "demo_login": Rule(None, methods=SEND),
    "logout": Rule(None, methods=SEND),
    "set_language": Rule(None, methods=SEND),
    "about": Rule(None),
    "sentences": Rule(None),
    "accessibility": Rule(None),
}

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
                if not rule.roles & roles_of(request.user):
                    raise PermissionDenied(refusal(rule))
                if request.method in SEND and not (rule.to_send.roles or EVERYBODY) & roles_of(request.user):
                    raise PermissionDenied(_refused_change(rule.to_send))
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


def own_schools(request: HttpRequest, name: str) -> frozenset[str] | None:
    """The codes of the schools that the person asking may see or change in a view; None is every school."""
    rule = ACCESS[name]
    return _own_schools(request, rule.to_send if request.method in SEND else rule)


def hold_to_school(request: HttpRequest, name: str, school_code: str) -> None:
    """Raises PermissionDenied, with the reason, where the school is not the person's in a view."""
    own = own_schools(request, name)
    if own is not None and school_code not in own:
        raise PermissionDenied(
            _(
                "Skolan hör inte till dina skolor, och det här är bara för den som ansvarar för skolan. "
                "Är det fel? Be administratören lägga till ditt uppdrag."
            )
        )


def may_see_notes(request: HttpRequest, school_code: str) -> bool:
    """Whether the person asking may see the working material about a school."""
    own = _own_schools(request, WORKING_MATERIAL)
    return own is None or school_code in own


def has_role_at(request: HttpRequest, roles: frozenset[Role], school_code: str) -> bool:
    """Whether the person asking has one of the roles, and the school by it."""
    own = _own_schools(request, Rule(roles, scoped=SCOPED))
    return bool(roles & roles_of(request.user)) and (own is None or school_code in own)


def schools_held(request: HttpRequest, rule: Rule) -> frozenset[str] | None:
    """The codes of the schools that the person asking has by a rule; None is every school."""
    return _own_schools(request, rule)


def _own_schools(request: HttpRequest, rule: Rule) -> frozenset[str] | None:
    roles = roles_of(request.user) & (EVERYBODY if rule.roles is None else rule.roles)
    if roles - rule.scoped:
        return None
    if roles & EVERY_SCHOOL:
        return None
    held = schools_by_own_role(request) if roles else {}
    return frozenset().union(*(held[role] for role in roles))


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
