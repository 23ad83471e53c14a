"""Cases in the administration: the whole case on one page, its history kept, its statements as built."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.forms import BaseFormSet
from django.test import Client
from django.urls import reverse

from tests.cases.conftest import NOW, OFFICER
from vandpunkt.cases.building import keep_statement
from vandpunkt.cases.models import Case, OwnText, Statement
from vandpunkt.register.people.accounts import create_role_groups


@pytest.fixture
def client(db: None) -> Client:
    """An administrator, by role alone."""
    create_role_groups()
    user = get_user_model().objects.create_user("admin", first_name="Administratör", last_name="Demo")
    user.groups.add(Group.objects.get(name="administrator"))
    browser = Client()
    browser.force_login(user)
    return browser


def test_the_case_opens_with_its_schools_steps_and_texts(client: Client, seed_case: str) -> None:
    case = Case.objects.get(slug=seed_case)
    page = client.get(reverse("admin:cases_case_change", args=[case.pk])).content.decode()
    for stated in ("UTBF 2024/6786", "Hagsätraskolan", "Funktionshinderrådet", "socioekonomiskt index"):
        assert stated in page


def test_a_case_and_its_statements_cannot_be_removed_and_a_statement_not_changed(
    client: Client, seed_case: str
) -> None:
    keep_statement(seed_case, by=OFFICER, now=NOW)
    case, statement = Case.objects.get(slug=seed_case), Statement.objects.get()
    for name, row in (("case", case), ("statement", statement)):
        assert client.post(reverse(f"admin:cases_{name}_delete", args=[row.pk])).status_code == 403
    assert client.post(reverse("admin:cases_statement_change", args=[statement.pk])).status_code == 403
    assert client.get(reverse("admin:cases_statement_changelist")).status_code == 200


def test_who_changed_the_officers_text_is_kept(client: Client, seed_case: str) -> None:
    case = Case.objects.get(slug=seed_case)
    text = case.own_texts.get(section=OwnText.Section.SUMMARY)
    page = client.get(reverse("admin:cases_case_change", args=[case.pk]))
    form = page.context["adminform"].form
    values = {**form.initial, "opened_at_0": "2026-03-02", "opened_at_1": "10:00:00"}
    for formset in page.context["inline_admin_formsets"]:
        values |= _management(formset.formset)
    values |= {
        "own_texts-TOTAL_FORMS": "1",
        "own_texts-INITIAL_FORMS": "1",
        "own_texts-0-id": text.pk,
        "own_texts-0-case": case.pk,
        "own_texts-0-section": text.section,
        "own_texts-0-text": "Kortare sammanfattning.",
    }
    answer = client.post(reverse("admin:cases_case_change", args=[case.pk]), _plain(values))
    assert answer.status_code == 302, answer.context and answer.context["errors"]
    newest = text.history.latest()
    assert newest.text == "Kortare sammanfattning."
    assert newest.history_user.username == "admin"


def _management(formset: BaseFormSet) -> dict[str, object]:
    return {f"{formset.prefix}-TOTAL_FORMS": "0", f"{formset.prefix}-INITIAL_FORMS": "0"}


def _plain(values: dict[str, object]) -> dict[str, object]:
    return {key: "" if value is None else value for key, value in values.items()}
