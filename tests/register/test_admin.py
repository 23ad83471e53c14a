"""Every page of the register's administration opens, is Swedish, keeps history, and leaves figures alone."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from tests.register.publishing import BY, RINKEBY, day, figure, publication
from tests.register.readings import KSBS, fact, reading, schools
from tests.register.supporting import KEPT
from vandpunkt.register.accepting import accept, propose_interventions
from vandpunkt.register.change_lines import change_lines
from vandpunkt.register.history import changes
from vandpunkt.register.interventions.asking import interventions
from vandpunkt.register.models import Intervention, InterventionPartner, Partner, Programme, Result
from vandpunkt.register.people.accounts import create_role_groups
from vandpunkt.register.recording import record

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("organiser")]

SHOWN = [model for model in admin.site._registry if model._meta.app_label == "register"]
PUBLISHED = ("indicator", "result", "sourcesnapshot")


@pytest.fixture
def client() -> Client:
    """An administrator, by role alone."""
    create_role_groups()
    user = get_user_model().objects.create_user("admin", first_name="Administratör", last_name="Demo")
    user.groups.add(Group.objects.get(name="administrator"))
    browser = Client()
    browser.force_login(user)
    return browser


@pytest.fixture
def filled() -> int:
    """A register with a figure and two interventions, one accepted; the id of that one."""
    schools()
    record(publication(figure()), by=BY, now=day(0))
    ids = propose_interventions(
        reading(
            fact("Ett", programme=KSBS, start="2024vt", ongoing=True, partners=("FoU", "KIND")), fact("Två")
        ),
        file_name="svar.txt",
        by=BY,
        now=day(0),
    )
    accept(ids[:1], by=BY, now=day(0))
    return ids[0]


def test_every_model_of_the_register_is_there() -> None:
    ours = {
        model
        for model in apps.get_app_config("register").get_models()
        if not model.__name__.startswith("Historical") and model is not InterventionPartner
    }
    assert {model._meta.model_name for model in ours} >= {*KEPT, *PUBLISHED}
    assert {*KEPT, *PUBLISHED} <= {model._meta.model_name for model in SHOWN}


@pytest.mark.parametrize("model", SHOWN, ids=lambda model: model._meta.model_name)
@pytest.mark.usefixtures("filled")
def test_every_list_and_every_row_opens(client: Client, model: type[Model]) -> None:
    name = f"admin:register_{model._meta.model_name}"
    assert client.get(reverse(f"{name}_changelist")).status_code == 200
    search = {"q": "skolan"} if admin.site._registry[model].search_fields else {}
    assert client.get(reverse(f"{name}_changelist"), search).status_code == 200
    for row in model._default_manager.all()[:1]:
        assert client.get(reverse(f"{name}_change", args=[row.pk])).status_code == 200


@pytest.mark.parametrize("model", KEPT)
@pytest.mark.usefixtures("filled")
def test_what_people_change_shows_its_history_and_cannot_be_removed(client: Client, model: str) -> None:
    kept = apps.get_model("register", model)
    for row in kept.objects.all()[:1]:
        page = client.get(reverse(f"admin:register_{model}_history", args=[row.pk]))
        assert BY in page.content.decode()
        assert client.post(reverse(f"admin:register_{model}_delete", args=[row.pk])).status_code == 403


def test_the_history_is_told_in_words(client: Client, filled: int) -> None:
    row = Intervention.objects.get(pk=filled)
    school = row.school_unit
    form = _form(row, status="running", programme="", **{"partner_rows-0-DELETE": "on"})
    client.post(reverse("admin:register_intervention_change", args=[filled]), form)
    lines = change_lines(Intervention.objects.get(pk=filled))
    assert [(line.what, line.by) for line in lines] == [
        ("ändrad", "Administratör Demo"),
        ("ändrad", BY),
        ("ny", BY),
    ]
    assert dict(one[::2] for one in lines[0].fields) == {"program": "–", "samverkansparter": "KIND"}
    assert dict(one[:2] for one in lines[0].fields) == {"program": KSBS, "samverkansparter": "FoU, KIND"}
    assert lines[1].fields[0] == ("godtagen", "–", "1 mars 2026 10:00")
    school.own = False
    school.save()
    assert change_lines(school)[0].fields == (("egen skola", "ja", "nej"),)


def test_a_row_that_is_not_there_has_no_history(client: Client) -> None:
    assert client.get(reverse("admin:register_partner_history", args=["0"])).status_code == 404


@pytest.mark.parametrize("model", PUBLISHED)
@pytest.mark.usefixtures("filled")
def test_what_was_published_can_only_be_looked_at(client: Client, model: str) -> None:
    row = apps.get_model("register", model).objects.all()[0]
    assert client.get(reverse(f"admin:register_{model}_add")).status_code == 403
    assert (
        client.post(reverse(f"admin:register_{model}_change", args=[row.pk]), {"text": "1"}).status_code
        == 403
    )
    assert client.post(reverse(f"admin:register_{model}_delete", args=[row.pk])).status_code == 403
    assert Result.objects.get().text == "74,5"


def test_an_inferred_cohort_is_nowhere_to_be_seen(client: Client) -> None:
    schools()
    record(publication(figure(cohort=4242, inferred=True), kind="planned-educations"), by=BY, now=day(0))
    row = Result.objects.get()
    for page in (
        reverse("admin:register_result_changelist"),
        reverse("admin:register_result_change", args=[row.pk]),
    ):
        assert "4242" not in client.get(page).content.decode()


def _form(row: Intervention, **changed: object) -> dict[str, object]:
    links = list(row.partner_rows.all())
    rows = {
        f"partner_rows-{number}-{field}": getattr(link, attribute)
        for number, link in enumerate(links)
        for field, attribute in (
            ("id", "pk"),
            ("intervention", "intervention_id"),
            ("partner", "partner_id"),
            ("position", "position"),
        )
    }
    return {
        "school_unit": row.school_unit_id,
        "programme": row.programme_id or "",
        "status": row.status,
        "wording": row.wording,
        "start": row.start,
        "end": row.end,
        "ongoing": {True: "true", False: "false", None: "unknown"}[row.ongoing],
        "persons": "",
        "window_start": row.window_start,
        "window_end": row.window_end,
        "position": row.position,
        "partner_rows-TOTAL_FORMS": len(links),
        "partner_rows-INITIAL_FORMS": len(links),
        **rows,
        **changed,
    }


def test_a_changed_row_and_its_partners_become_one_version_signed_by_the_user(
    client: Client, filled: int
) -> None:
    row = Intervention.objects.get(pk=filled)
    before = len(changes("intervention", filled))
    form = _form(row, wording="Ändrat", **{"partner_rows-0-DELETE": "on"})
    answer = client.post(reverse("admin:register_intervention_change", args=[filled]), form)
    assert answer.status_code == 302
    *_, last = changes("intervention", filled)
    assert len(changes("intervention", filled)) == before + 1
    assert last.by == "Administratör Demo"
    assert {one.field for one in last.fields} == {"wording", "partners"}
    (now,) = interventions([RINKEBY])
    assert (now.wording, now.partners, now.version) == ("Ändrat", ("KIND",), last.version)


def test_a_row_added_by_hand_has_a_first_version(client: Client) -> None:
    schools()
    form = {**_FORM, "school_unit": RINKEBY, "wording": "Ny"}
    assert client.post(reverse("admin:register_intervention_add"), form).status_code == 302
    (change,) = changes("intervention", Intervention.objects.get().pk)
    assert (change.kind, change.by) == ("+", "Administratör Demo")


_FORM = {
    "status": "offered",
    "ongoing": "unknown",
    "persons": "",
    "window_start": 2025,
    "window_end": 2025,
    "position": 0,
    "partner_rows-TOTAL_FORMS": 0,
    "partner_rows-INITIAL_FORMS": 0,
}


def test_proposals_are_accepted_from_the_list(client: Client, filled: int) -> None:
    waiting = Intervention.objects.get(accepted_at__isnull=True)
    client.post(
        reverse("admin:register_intervention_changelist"),
        {"action": "accept_proposals", "_selected_action": [waiting.pk, filled]},
    )
    waiting.refresh_from_db()
    assert waiting.accepted_by == "admin"
    assert Intervention.objects.get(pk=filled).accepted_by == BY


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"start": "2024vt", "end": "2022ht"}, "end"),
        ({"start": "igår"}, "start"),
        ({"window_start": 2025, "window_end": 2021}, "window_end"),
        ({"follow_on_start": "2025", "follow_on_end": "2024"}, "follow_on_end"),
        ({"persons": "Anna"}, "persons"),
    ],
)
def test_a_row_that_contradicts_itself_is_not_saved(
    filled: int, changed: dict[str, object], field: str
) -> None:
    row = Intervention.objects.get(pk=filled)
    for name, value in changed.items():
        setattr(row, name, value)
    with pytest.raises(ValidationError) as error:
        row.full_clean()
    assert field in error.value.message_dict


def test_a_row_cannot_continue_another_schools(filled: int) -> None:
    ids = propose_interventions(
        reading(fact("Tre", school="Hagsätraskolan"), page="2"), file_name="x", by=BY, now=day(0)
    )
    row = Intervention.objects.get(pk=filled)
    row.continues_id = ids[0]
    with pytest.raises(ValidationError, match="samma skola"):
        row.full_clean()


@pytest.mark.usefixtures("filled")
def test_names_are_swedish(client: Client) -> None:
    page = client.get(reverse("admin:app_list", args=["register"])).content.decode()
    for name in (
        "Skolenheter",
        "Insatser",
        "Program",
        "Resultat",
        "Källdokument",
        "Samverkansparter",
        "Områden",
    ):
        assert name.lower() in page.lower()


def test_programmes_and_partners_can_be_changed_with_history(client: Client) -> None:
    programme = Programme.objects.create(name="KUF")
    partner = Partner.objects.create(name="FoU")
    form = {
        "name": "KUF",
        "abbreviation": "",
        "aliases": "Förstelärare\n\n  KUF-nätverk ",
        "partners": [partner.pk],
    }
    assert (
        client.post(reverse("admin:register_programme_change", args=[programme.pk]), form).status_code == 302
    )
    programme.refresh_from_db()
    assert (programme.aliases, list(programme.partners.all())) == (["Förstelärare", "KUF-nätverk"], [partner])
    assert changes("programme", programme.pk)[-1].by == "Administratör Demo"
