"""Who may see what, and send what: one table, by the names of the addresses. `access` holds views to it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from vandpunkt.domain.roles import Role

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


_PUBLIC = Rule(None)
_PUBLIC_FORM = Rule(None, methods=READ + SEND)
_PUBLIC_SENT = Rule(None, methods=SEND)
_ANY_ROLE = Rule(EVERYBODY)
"""Everybody who has logged in and has a role."""
_OWN = Rule(EVERYBODY, methods=READ + SEND)
"""What a person keeps of the account, whatever the role."""
WORKING_MATERIAL = Rule(STAFF, scoped=SCOPED)
"""Notes and drafts about a school, wherever they stand."""
_CHANGE = Rule(
    frozenset({Role.ADMINISTRATOR, Role.CASE_OFFICER, Role.COORDINATOR, Role.AREA_HEAD}),
    methods=READ + SEND,
    scoped=SCOPED,
)
"""Support and dialogues are registered and changed."""
_ANSWER = Rule(STAFF, methods=READ + SEND, scoped=SCOPED, changed_by=STAFF - {Role.ANALYST})
"""What falls on somebody at a school is answered for."""
_CATALOGUE = Rule(frozenset({Role.ADMINISTRATOR, Role.CASE_OFFICER}), methods=READ + SEND)
"""What is the same for every school is kept: the catalogue of programmes."""
_CASE = Rule(EVERYBODY, decided_only=frozenset({Role.BOARD_MEMBER}))
_HANDLE_CASE = Rule(frozenset({Role.ADMINISTRATOR, Role.CASE_OFFICER}), methods=READ + SEND)
_WRITE_QUALITY = frozenset({Role.ADMINISTRATOR, *SCOPED})
_ADMINISTER = Rule(frozenset({Role.ADMINISTRATOR}), methods=READ + SEND)
_ASSIGN = Rule(frozenset({Role.ADMINISTRATOR, Role.AREA_HEAD}), methods=READ + SEND, scoped=SCOPED)

ACCESS: dict[str, Rule] = {
    # Signing in, and one's own account
    "login": _PUBLIC_FORM,
    "login_code": _PUBLIC_FORM,
    "login_server": _PUBLIC,
    "login_server_back": _PUBLIC,
    "demo_login": _PUBLIC_SENT,
    "logout": _PUBLIC_SENT,
    "invitation": _PUBLIC_FORM,
    "account": _ANY_ROLE,
    "account_password": _OWN,
    "account_totp": _OWN,
    # Everybody's pages
    "home": _ANY_ROLE,
    "search": _ANY_ROLE,
    "set_language": _PUBLIC_SENT,
    "about": _PUBLIC,
    "accessibility": _PUBLIC,
    # Schools and results
    "standing": _ANY_ROLE,
    "school": _ANY_ROLE,
    "reach": WORKING_MATERIAL,
    # The catalogue of support
    "programmes": _ANY_ROLE,
    "programme": _ANY_ROLE,
    "brief": _ANY_ROLE,
    "programme_new": _CATALOGUE,
    "programme_edit": _CATALOGUE,
    "programme_undo": _CATALOGUE,
    "programmes_file": _ANY_ROLE,
    "programmes_import": _CATALOGUE,
    # Support
    "interventions": _ANY_ROLE,
    "intervention": _ANY_ROLE,
    "intervention_new": _CHANGE,
    "intervention_edit": _CHANGE,
    "intervention_end": _CHANGE,
    "intervention_decline": _CHANGE,
    "intervention_stop": _CHANGE,
    "intervention_undo": _CHANGE,
    "intervention_change_several": _CHANGE,
    "intervention_copy": _CHANGE,
    "interventions_file": WORKING_MATERIAL,
    "interventions_import": _CHANGE,
    # Older documents
    "review_documents": _CHANGE,
    "review": _CHANGE,
    "review_page": replace(_CHANGE, methods=READ),
    "review_proposal": _CHANGE,
    # Dialogues, actions, signs and promises
    "talk": WORKING_MATERIAL,
    "follow_up": WORKING_MATERIAL,
    "follow_up_new": _CHANGE,
    "follow_up_edit": _CHANGE,
    "follow_up_undo": _CHANGE,
    "follow_ups_file": WORKING_MATERIAL,
    "follow_ups_import": _CHANGE,
    "action": _ANSWER,
    "sign": WORKING_MATERIAL,
    "sign_new": _CHANGE,
    "observation_new": Rule(STAFF - {Role.ANALYST}, methods=SEND, scoped=SCOPED),
    "promises": WORKING_MATERIAL,
    "promise": _ANSWER,
    "promise_undo": Rule(STAFF - {Role.ANALYST}, methods=READ + SEND, scoped=SCOPED),
    "case_promises": replace(_HANDLE_CASE, methods=SEND),
    "my_calendar": Rule(STAFF, methods=READ + SEND),
    "calendar_feed": _PUBLIC,
    # The quality cycle
    "quality": WORKING_MATERIAL,
    "quality_cycle": Rule(
        EVERYBODY,
        methods=READ + SEND,
        decided_only=frozenset({Role.BOARD_MEMBER}),
        scoped=SCOPED,
        changed_by=_WRITE_QUALITY,
        signed_by=frozenset({Role.ADMINISTRATOR, Role.AREA_HEAD}),
    ),
    "quality_part": Rule(_WRITE_QUALITY, methods=READ + SEND, scoped=SCOPED),
    "quality_part_undo": Rule(_WRITE_QUALITY, methods=READ + SEND, scoped=SCOPED),
    "quality_report": Rule(EVERYBODY, decided_only=frozenset({Role.BOARD_MEMBER}), scoped=SCOPED),
    # Cases
    "cases": _CASE,
    "case": _CASE,
    "case_history": Rule(STAFF),
    "case_new": _HANDLE_CASE,
    "case_by_hand": _HANDLE_CASE,
    "inquiry": _HANDLE_CASE,
    "inquiry_letter": replace(_HANDLE_CASE, methods=READ),
    "case_scope": _HANDLE_CASE,
    "case_earlier": _CASE,
    "case_path": replace(_CASE, methods=READ + SEND, changed_by=_HANDLE_CASE.roles),
    "case_step": _HANDLE_CASE,
    "contribution_new": _HANDLE_CASE,
    "contribution": Rule(STAFF, methods=READ + SEND),
    "board_meetings": Rule(STAFF, methods=READ + SEND, changed_by=_HANDLE_CASE.roles),
    "board_meeting": _HANDLE_CASE,
    # Answers
    "draft": _HANDLE_CASE,
    "draft_changes": _HANDLE_CASE,
    "house_check": _HANDLE_CASE,
    "answered": _HANDLE_CASE,
    "own_text": _HANDLE_CASE,
    "own_sentence": _HANDLE_CASE,
    "returned": _HANDLE_CASE,
    "returned_file": _HANDLE_CASE,
    "case_replies": _HANDLE_CASE,
    "own_reply": Rule(frozenset({Role.HEAD_TEACHER}), methods=READ + SEND, scoped=SCOPED),
    "reply": _PUBLIC_FORM,
    "sign_statement": _HANDLE_CASE,
    "signed_file": _CASE,
    "answer": _CASE,
    "document": _CASE,
    "citation": _CASE,
    "provenance": _CASE,
    "provenance_data": _CASE,
    "verify": _PUBLIC_FORM,
    "open_answers": _PUBLIC,
    "open_answer": _PUBLIC,
    "sentences": _PUBLIC,
    # People
    "school_people": _ANY_ROLE,
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
    "area": _ADMINISTER,
    # The installation
    "health": replace(_ADMINISTER, methods=READ),
    "administration": _ADMINISTER,
}
