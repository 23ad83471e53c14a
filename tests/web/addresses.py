"""The addresses of the site, taken from the real map of addresses."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils.timezone import now

from vandpunkt.cases.contributions import contributions
from vandpunkt.cases.demonstration import Demonstration
from vandpunkt.cases.inquiries import waiting_inquiries
from vandpunkt.cases.path.meetings import meetings
from vandpunkt.cases.path.queries import path_page
from vandpunkt.cases.queries import newest_document
from vandpunkt.cases.replies import open_invitations
from vandpunkt.cases.returned_files import returned_files
from vandpunkt.domain.roles import Role
from vandpunkt.follow_up.actions import actions_of_school
from vandpunkt.follow_up.dialogues import follow_ups
from vandpunkt.follow_up.promises import promises
from vandpunkt.follow_up.signs import signs_of_school
from vandpunkt.register.interventions.asking import interventions
from vandpunkt.register.people.administering import accounts
from vandpunkt.register.people.areas import areas
from vandpunkt.register.people.assignments import holders_over_time
from vandpunkt.register.reviewing.asking import documents, review
from vandpunkt.web.access import access_name


def declared_patterns() -> Iterator[URLPattern]:
    """Every address of ours; the administration and its many addresses are Django's."""
    for pattern in get_resolver().url_patterns:
        if isinstance(pattern, URLPattern):
            yield pattern


def administration_addresses() -> list[str]:
    """Every address of the administration that takes no argument."""
    resolvers = [one for one in get_resolver().url_patterns if isinstance(one, URLResolver)]
    assert [one.namespace for one in resolvers] == ["admin"]
    return [
        reverse(f"admin:{pattern.name}")
        for pattern in _patterns(resolvers[0])
        if pattern.name and not pattern.pattern.regex.groups
    ]


def _patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from _patterns(one)
        else:
            yield one


def example_addresses(site: Demonstration, *, school: int = 0) -> dict[str, str]:
    """One real address for each view of ours, by the view's name; `school` is the one it is about."""
    code = site.schools[school].code
    of_head_teacher = [one for one in actions_of_school(code) if one.owner == Role.HEAD_TEACHER.value]
    document = newest_document(site.slug)
    assert document is not None
    arguments: dict[str, list[str | int]] = {
        "school": [code],
        "case": [site.slug],
        "case_history": [site.slug],
        "case_scope": [site.slug],
        "case_earlier": [site.slug],
        "inquiry": [waiting_inquiries()[0].id],
        "inquiry_letter": [waiting_inquiries()[0].id],
        "citation": [site.slug, next(iter(document.citations))],
        "answer": [site.slug, "txt"],
        "document": ["board-brief", site.slug, "txt"],
        "case_replies": [site.slug],
        "draft": [site.slug],
        "draft_changes": [site.slug],
        "house_check": [site.slug],
        "answered": [site.slug],
        "own_text": [site.slug, "views"],
        "own_sentence": [site.slug, "proposal"],
        "reply": ["unknown"],
        "own_reply": [open_reply(code)],
        **{name: [site.slug] for name in ("returned", "sign_statement", "provenance", "provenance_data")},
        "case_path": [site.slug],
        "case_step": [site.slug, path_page(site.slug).steps[0].id],
        "contribution_new": [site.slug],
        "contribution": [site.slug, contributions(site.slug)[0].id],
        "board_meeting": [meetings()[0].id],
        "returned_file": [site.slug, returned_files(site.slug)[0].id],
        "signed_file": [site.slug, 1, "txt"],
        "case_promises": [site.slug],
        "quality_cycle": [code, "2024-25"],
        "quality_part": [code, "2024-25", "situation"],
        "quality_part_undo": [code, "2024-25", "situation"],
        "quality_report": [code, "2024-25", "txt"],
        "promise": [promises(codes={code})[0].id],
        "promise_undo": [promises(codes={code})[0].id],
        "talk": [code],
        "follow_up_new": [code],
        "follow_up": [follow_ups(code)[0].id],
        "follow_up_edit": [follow_ups(code)[0].id],
        "follow_up_undo": [follow_ups(code)[0].id],
        "action": [of_head_teacher[0].id],
        "sign_new": [interventions([code])[0].id],
        "sign": [signs_of_school(code)[0].id],
        "observation_new": [signs_of_school(code)[0].id],
        "calendar_feed": ["unknown"],
        "programme": ["ksbs"],
        "brief": ["ksbs", "txt"],
        "programme_edit": ["ksbs"],
        "programme_undo": ["ksbs"],
        "interventions_file": ["csv"],
        "follow_ups_file": ["csv"],
        "programmes_file": ["csv"],
        "school_people": [code],
        "assignment_new": [code],
        "open_answer": [site.slug, "txt"],
        "area": [areas()[0].id],
    }
    waiting = documents()[0].id
    arguments["review"] = [waiting]
    arguments["review_page"] = [waiting, 1]
    arguments["review_proposal"] = [waiting, review(waiting).rows[0].id]
    coordinator = next(one for one in accounts() if one.username == "demo-coordinator")
    for name in (
        "person",
        *(f"person_{one}" for one in ("close", "open", "invite", "unlock", "totp_off")),
    ):
        arguments[name] = [coordinator.id]
    arguments["invitation"] = [coordinator.id, "spent"]
    for name in ("assignment_end", "assignment_undo"):
        arguments[name] = [holders_over_time(Role.HEAD_TEACHER, school_code=code)[-1].id]
    row_id = interventions([code])[0].id
    for name in (
        "intervention",
        *(f"intervention_{one}" for one in ("edit", "end", "decline", "stop", "undo")),
    ):
        arguments[name] = [row_id]
    names = [pattern.name or "" for pattern in declared_patterns()]
    return {name: reverse(name, args=arguments.get(name, [])) for name in names}


def open_reply(code: str) -> int:
    """The invitation to comment that waits for the head teacher of a school; 0 where there is none."""
    return next((one.id for one in open_invitations([code], now=now())), 0)


NOT_PAGES = (
    "reply",
    "own_reply",
    "open_answers",
    "open_answer",
    "invitation",
    "observation_new",
    "calendar_feed",
    "person_open",
    "person_invite",
    "person_unlock",
    "login_code",
    "login_server",
    "login_server_back",
    "account_password",
    "assignment_undo",
)
"""Addresses that are sent to alone, or that are not there in this installation."""


def pages(site: Demonstration) -> dict[str, str]:
    """The addresses that show a page to read, by name; a source of each kind among them."""
    addresses = example_addresses(site)
    for name in (
        *NOT_PAGES,
        "answer",
        "document",
        "signed_file",
        "inquiry_letter",
        "review_page",
        "interventions_file",
        "follow_ups_file",
        "programmes_file",
        "quality_report",
        "provenance_data",
        "case_promises",
        "brief",
        "logout",
        "demo_login",
        "set_language",
        "login",
    ):
        del addresses[name]
    document = newest_document(site.slug)
    assert document is not None
    for citation in document.citations.values():
        addresses.setdefault(f"citation of {citation.model}", citation.address)
    return addresses


def undeclared() -> list[str]:
    """Addresses of ours whose view has not been declared by the name of the address."""
    return [str(one.pattern) for one in declared_patterns() if access_name(one.callback) != one.name]
