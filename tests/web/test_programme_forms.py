"""The catalogue is kept on the site: added to, changed by two, refused where it cannot be so, undone."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

import pytest
from django.test import Client
from lxml import html

from vandpunkt.domain.periods import Period
from vandpunkt.domain.roles import Role
from vandpunkt.domain.terms import SchoolYear
from vandpunkt.register.programmes.changing import programme_details
from vandpunkt.register.programmes.details import DocumentEntry, EvidenceEntry
from vandpunkt.register.programmes.slugs import RESERVED
from vandpunkt.web.urls import urlpatterns

NEW, EDIT, PAGE = "/programmes/new/", "/programmes/ksbs/edit/", "/programmes/ksbs/"
ClientAs = Callable[[Role | None], Client]
ROWS = {"places-rows": "2", "evidence-rows": "2", "documents-rows": "1"}


def form_of(browser: Client, address: str) -> dict[str, str]:
    """What the form on a page would send as it stands."""
    return fields(browser.get(address).content)


def fields(page: bytes) -> dict[str, str]:
    """The fields of the form on a page."""
    values = html.fromstring(page).xpath("//main//form")[0].form_values()
    return {name: (value or "").removeprefix("\n") for name, value in values}


def test_a_programme_is_added_with_all_that_is_known_of_it(officer: Client) -> None:
    sent = ROWS | {
        "name": "Läsprojektet",
        "purpose": "Fler läser.",
        "effect_from_years": "1",
        "effect_to_years": "3",
        "period": "ht 26–",
        "conditions": "Hela arbetslag deltar.",
        "places-0-year": "2026/27",
        "places-0-places": "12",
        "evidence-0-text": "Lovande.",
        "evidence-0-source": "Skolforskningsinstitutet 2020",
        "evidence-1-text": "Dyrt.",
        "evidence-1-source": "En utredning",
        "evidence-1-address": "https://example.org/utredning",
        "documents-0-title": "Beslut om läsprojektet",
    }
    answer = officer.post(NEW, sent)
    assert (answer.status_code, answer["Location"]) == (HTTPStatus.FOUND, "/programmes/lasprojektet/")
    details, _ = programme_details("lasprojektet")
    assert details.period == Period.parse("ht 2026–")
    assert details.places == ((SchoolYear(2026), 12),)
    assert [one.text for one in details.evidence] == ["Lovande.", "Dyrt."]
    assert details.evidence[1] == EvidenceEntry("Dyrt.", "En utredning", "https://example.org/utredning")
    assert details.documents == (DocumentEntry("Beslut om läsprojektet"),)
    page = officer.get("/programmes/lasprojektet/").content.decode()
    assert "1–3 år" in page
    assert "0 av 12 upptagna" in page


def test_what_nobody_has_stated_is_said_to_be_unstated(officer: Client) -> None:
    page = html.fromstring(officer.get(PAGE).content)
    facts = {one.findtext("dt"): one.findtext("dd") for one in page.xpath("//dl[@class='facts']/div")}
    assert facts["Kontakt"] == facts["Effekt kan synas efter"] == facts["Kostnad per år"] == "inte angivet"
    assert facts["Tillsammans med"] == "FoU"


def test_what_the_seed_says_stands_with_its_document(officer: Client) -> None:
    page = officer.get(PAGE).content.decode()
    assert "ett treårigt förbättringsarbete med hjälp av enheten för forskning" in page
    assert "Tjänsteutlåtande UTBF 2024/6786, Att vända skolresultat, om Hässelbygårdsskolan" in page


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ({"name": ""}, "Namn"),
        (
            {
                "places-0-year": "2025/26",
                "places-0-places": "1",
                "places-1-year": "25/26",
                "places-1-places": "2",
            },
            "Läsåret 2025/26 står två gånger",
        ),
        ({"places-0-year": "i år", "places-0-places": "1"}, "Rad 1: «i år»"),
        ({"places-1-year": "2025/26", "places-1-places": "många"}, "Rad 2: Skriv hur många"),
        ({"evidence-0-text": "Lovande."}, "var det står"),
        ({"documents-0-title": "Ett", "documents-0-address": "javascript:alert(1)"}, "ingen webbadress"),
        ({"period": "snart"}, "ingen period"),
        ({"effect_from_years": "3", "effect_to_years": "1"}, "Skriv minst 3 år."),
    ],
)
def test_what_cannot_be_is_told_and_what_was_typed_stays(
    officer: Client, written: dict[str, str], told: str
) -> None:
    before = programme_details("ksbs")
    answer = officer.post(EDIT, form_of(officer, EDIT) | ROWS | {"contact": "FoU"} | written)
    page = html.fromstring(answer.content)
    assert told in page.xpath("string(//div[@role='alert'])")
    typed = fields(answer.content)
    assert {name: typed.get(name, "") for name in written} == written
    assert typed["contact"] == "FoU"
    assert programme_details("ksbs") == before


def test_more_rows_are_given_without_any_fault_being_found(officer: Client) -> None:
    typed = form_of(officer, NEW) | {"name": "", "places-0-year": "2025/26", "more": "1"}
    answer = officer.post(NEW, typed)
    assert "Inget är sparat än." not in answer.content.decode()
    after = fields(answer.content)
    assert after["places-0-year"] == "2025/26"
    assert int(after["places-rows"]) == int(typed["places-rows"]) + 3


def test_the_second_of_two_chooses_field_by_field_and_nothing_is_lost(
    officer: Client, client_as: ClientAs
) -> None:
    mine = form_of(officer, EDIT) | {"purpose": "Mitt syfte."}
    mine |= {"places-rows": "1", "places-0-year": "2025/26", "places-0-places": "5"}
    other = client_as(Role.ADMINISTRATOR)
    theirs = form_of(other, EDIT) | {"purpose": "Deras syfte.", "contact": "FoU"}
    theirs |= {"places-rows": "1", "places-0-year": "2026/27", "places-0-places": "9"}
    assert other.post(EDIT, theirs).status_code == HTTPStatus.FOUND
    shown = officer.post(EDIT, mine)
    assert "Administratör Demo hann spara före dig" in shown.content.decode()
    again = fields(shown.content)
    assert (again["purpose"], again["contact"]) == ("Mitt syfte.", "FoU")
    refused = officer.post(EDIT, again)
    assert "Välj vilket värde som ska gälla." in refused.content.decode()
    answer = officer.post(EDIT, again | {"keep-purpose": "mine", "keep-places": "theirs"})
    assert answer.status_code == HTTPStatus.FOUND
    details, _ = programme_details("ksbs")
    assert (details.purpose, details.contact, details.places) == (
        "Mitt syfte.",
        "FoU",
        ((SchoolYear(2026), 9),),
    )


def test_ones_own_change_is_undone_with_its_rows(officer: Client) -> None:
    before, _ = programme_details("ksbs")
    officer.post(EDIT, form_of(officer, EDIT) | {"documents-rows": "0", "contact": "FoU"})
    assert programme_details("ksbs")[0].documents == ()
    assert f"{PAGE}undo/" in officer.get(PAGE).content.decode()
    officer.post(f"{PAGE}undo/", form_of(officer, f"{PAGE}undo/"))
    assert programme_details("ksbs")[0] == before


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.AREA_HEAD, Role.HEAD_TEACHER, Role.BOARD_MEMBER])
def test_the_others_read_the_catalogue(client_as: ClientAs, role: Role) -> None:
    browser = client_as(role)
    assert browser.get(EDIT).status_code == browser.get(NEW).status_code == HTTPStatus.FORBIDDEN
    assert EDIT not in browser.get(PAGE).content.decode()


def test_no_programme_can_take_the_address_of_a_page() -> None:
    taken = {
        str(one.pattern).split("/")[1].split("\\")[0]
        for one in urlpatterns
        if str(one.pattern).lstrip("^").startswith("programmes/")
    }
    assert {one for one in taken if one and one[0] not in "<("} <= RESERVED
