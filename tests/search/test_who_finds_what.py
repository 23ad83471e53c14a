"""Who searches finds what they may open, in hits and in counts, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests.web.conftest import NOW
from vandpunkt.cases.demonstration import Demonstration
from vandpunkt.cases.models import Case, OwnText, Step
from vandpunkt.domain.roles import Role
from vandpunkt.follow_up.models import FollowUp
from vandpunkt.register.models import Intervention
from vandpunkt.register.versions import create_kept, keep_versions

Browser = Callable[[Role | None], Client]
SCOPED = (Role.AREA_HEAD, Role.COORDINATOR, Role.HEAD_TEACHER)
WIDE = (Role.ADMINISTRATOR, Role.CASE_OFFICER, Role.ANALYST)


def kinds(client: Client, question: str) -> dict[str, int]:
    """How many are said to have been found, by kind."""
    answer = client.get(reverse("search"), {"q": question})
    assert answer.status_code == 200
    return {section.kind: section.count for section in answer.context["sections"]}


@pytest.fixture
def notes(site: Demonstration) -> None:
    """Working material with a word of its own, at a school that is no demo user's by assignment."""
    row = Intervention.objects.exclude(school_unit=site.schools[0].code).first()
    assert row is not None
    row.dialogue_notes = "Anteckning om sköldpaddor."
    row.save(update_fields=["dialogue_notes"])
    keep_versions([row], by="x", now=NOW)
    school = row.school_unit
    school.assignments.all().delete()
    school.area = None
    school.save(update_fields=["area"])
    create_kept(
        [FollowUp(school_unit=school, day=date(2025, 1, 9), participants="rektor", seen="Sköldpaddor.")],
        by="x",
        now=NOW,
    )


@pytest.mark.parametrize("role", Role)
@pytest.mark.usefixtures("notes")
def test_working_material_is_found_by_those_who_may_see_it(client_as: Browser, role: Role) -> None:
    found = kinds(client_as(role), "sköldpadda")
    assert found == ({"intervention": 1, "follow_up": 1} if role in WIDE else {})


@pytest.mark.parametrize("role", Role)
def test_read_documents_are_found_by_those_who_may_see_every_schools_working_material(
    client_as: Browser, role: Role
) -> None:
    assert ("document" in kinds(client_as(role), "skola")) == (role in WIDE)


class TestCases:
    """The board finds a case when it has decided it, and never the officer's own drafts."""

    @pytest.fixture
    def case(self, site: Demonstration) -> Case:
        """The demo's case, undecided, with a draft."""
        case = Case.objects.get(slug=site.slug)
        Step.objects.filter(case=case, kind=Step.Kind.DECISION).update(done=None)
        text, _ = OwnText.objects.update_or_create(case=case, section="summary", defaults={"text": "Padda"})
        keep_versions([text], by="x", now=NOW)
        return case

    def test_undecided_it_is_working_material(self, client_as: Browser, case: Case) -> None:
        assert "case" not in kinds(client_as(Role.BOARD_MEMBER), case.dnr)
        assert kinds(client_as(Role.CASE_OFFICER), case.dnr)["case"] >= 1

    def test_decided_all_find_it_and_the_board_no_draft(self, client_as: Browser, case: Case) -> None:
        Step.objects.filter(case=case, kind=Step.Kind.DECISION).update(done=date(2025, 2, 20))
        board = client_as(Role.BOARD_MEMBER)
        assert kinds(board, case.dnr)["case"] == 1
        assert kinds(board, "padda") == {}
        assert kinds(client_as(Role.CASE_OFFICER), "padda") == {"case": 1}


@pytest.mark.parametrize("role", Role)
def test_every_hit_can_be_opened_by_who_found_it(client_as: Browser, role: Role) -> None:
    client = client_as(role)
    for question in ("skola", "rektor", "nätverk"):
        for section in client.get(reverse("search"), {"q": question}).context["sections"]:
            for line in section.lines:
                assert not line.address or client.get(line.address).status_code == 200


def test_what_was_typed_is_shown_as_text(client_as: Browser) -> None:
    answer = client_as(Role.ANALYST).get(reverse("search"), {"q": '<script>alert("å")</script>'})
    assert "<script>alert" not in answer.content.decode()
