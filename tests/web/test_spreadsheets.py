"""A file goes out, comes back edited, is shown row by row and saved when the person says yes."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from vandpunkt.cases.demonstration import Demonstration
from vandpunkt.domain.roles import Role
from vandpunkt.follow_up.dialogues import follow_up
from vandpunkt.reading.limits import Limits
from vandpunkt.reading.spreadsheet_file import csv_table
from vandpunkt.register.interventions.asking import intervention
from vandpunkt.register.interventions.listing import Choice, list_interventions

OUT, IN = "/interventions/file.csv", "/interventions/import/"


def handed_in(browser: Client, data: bytes, name: str = "insatser.csv", address: str = IN) -> Any:
    """The answer to a file."""
    return browser.post(address, {"file": SimpleUploadedFile(name, data)})


def edited(data: bytes) -> tuple[bytes, int]:
    """A file of one row, with another wording, and the row's id."""
    table = csv_table(data, Limits(characters=6_000_000), "ut.csv")
    row = table.rows[0]
    return f"Rad;Version;Ordalydelse i svaret\n{row.cells[0]};{row.cells[1]};Ny lydelse.\n".encode(), int(
        row.cells[0]
    )


@pytest.mark.parametrize("address", [OUT, "/interventions/file.xlsx", "/programmes/file.xlsx"])
def test_a_file_handed_back_unchanged_has_nothing_to_save(
    client_as: Callable[[Role | None], Client], address: str
) -> None:
    browser = client_as(Role.ADMINISTRATOR)
    data = browser.get(address).content
    answer = handed_in(browser, data, "fil.xlsx", f"/{address.split('/')[1]}/import/")
    assert answer.context["preview"].rows == ()
    assert not answer.context["signed"]


def test_what_was_shown_is_saved_and_nothing_else(officer: Client) -> None:
    data, row_id = edited(officer.get(OUT).content)
    shown = handed_in(officer, data)
    assert "Ny lydelse." in shown.content.decode()
    signed = shown.context["signed"]
    forged = officer.post(IN, {"step": "save", "table": signed[:-2] + "xx"})
    assert "gäller inte längre" in forged.context["problem"]
    assert intervention(row_id).wording != "Ny lydelse."
    assert officer.post(IN, {"step": "save", "table": signed}).status_code == HTTPStatus.FOUND
    assert intervention(row_id).wording == "Ny lydelse."


def test_another_person_cannot_save_what_one_was_shown(
    officer: Client, client_as: Callable[[Role | None], Client]
) -> None:
    data, row_id = edited(officer.get(OUT).content)
    signed = handed_in(officer, data).context["signed"]
    answer = client_as(Role.ADMINISTRATOR).post(IN, {"step": "save", "table": signed})
    assert "gäller inte längre" in answer.context["problem"]
    assert intervention(row_id).wording != "Ny lydelse."


def test_a_coordinator_gets_and_changes_the_own_schools_alone(
    officer: Client, client_as: Callable[[Role | None], Client], site: Demonstration
) -> None:
    coordinator = client_as(Role.COORDINATOR)
    everything = csv_table(officer.get(OUT).content, Limits(characters=6_000_000), "ut.csv")
    own = csv_table(coordinator.get(OUT).content, Limits(characters=6_000_000), "ut.csv")
    mine = {row.cells[0] for row in own.rows}
    assert mine < {row.cells[0] for row in everything.rows}
    foreign = next(row for row in everything.rows if row.cells[0] not in mine)
    data = f"Rad;Version;Ordalydelse i svaret\n{foreign.cells[0]};{foreign.cells[1]};Ny lydelse.\n".encode()
    shown = handed_in(coordinator, data)
    assert [row.outcome for row in shown.context["preview"].rows] == ["problem"]
    assert not shown.context["signed"]
    assert foreign.cells[3] not in shown.content.decode().split("<h1>")[1]


def test_the_file_has_the_rows_that_the_list_shows_and_says_so(officer: Client, site: Demonstration) -> None:
    school = site.schools[0].code
    asked = f"?school={school}&programme=ksbs&status=&term="
    page = officer.get(f"/interventions/{asked}").content.decode()
    address = f"{OUT}?school={school}&amp;programme=ksbs"
    assert f'href="{address}">Hämta urvalet som CSV' in page
    answer = officer.get(address.replace("&amp;", "&"))
    table = csv_table(answer.content, Limits(characters=6_000_000), "ut.csv")
    shown = list_interventions(Choice(school=school, programme="ksbs"))
    assert [row.cells[0] for row in table.rows] == [str(one.row.id) for one in shown.lines]
    assert "insatser-urval-" in answer["Content-Disposition"]
    assert "Hämta urvalet" not in officer.get("/interventions/?school=&term=").content.decode()


def test_dialogues_go_out_and_come_back_too(officer: Client, site: Demonstration) -> None:
    address = "/follow-ups/import/"
    data = officer.get("/follow-ups/file.csv").content
    assert not handed_in(officer, data, "uppfoljningar.csv", address).context["signed"]
    table = csv_table(data, Limits(characters=6_000_000), "ut.csv")
    key, version = table.rows[0].cells[:2]
    edited = f"Rad;Version;Anteckningar\n{key};{version};Rektor byter i höst.\n".encode()
    signed = handed_in(officer, edited, "uppfoljningar.csv", address).context["signed"]
    assert follow_up(int(key)).notes != "Rektor byter i höst."
    assert officer.post(address, {"step": "save", "table": signed}).status_code == HTTPStatus.FOUND
    assert follow_up(int(key)).notes == "Rektor byter i höst."


def test_a_case_officer_keeps_the_catalogue_by_file_and_a_coordinator_does_not(
    officer: Client, client_as: Callable[[Role | None], Client]
) -> None:
    address = "/programmes/import/"
    data = officer.get("/programmes/file.csv").content
    assert handed_in(officer, data, "program.csv", address).context["preview"].rows == ()
    doubled = 'Adress;Version;Namn;Platser per läsår\n;;Nytt program;"2025/26: 1\n2025/26: 2"\n'
    (row,) = handed_in(officer, doubled.encode(), "program.csv", address).context["preview"].rows
    assert "två gånger" in str(row.problems[0].problem)
    assert client_as(Role.COORDINATOR).get(address).status_code == HTTPStatus.FORBIDDEN


def test_no_file_and_a_foreign_file_are_told(officer: Client) -> None:
    assert "Välj en fil" in officer.post(IN).context["problem"]
    assert "skadad" in handed_in(officer, b"PK\x03\x04").context["problem"]


def test_rows_to_mend_stand_first_and_nothing_can_be_saved_until_they_are(officer: Client) -> None:
    table = csv_table(officer.get(OUT).content, Limits(characters=6_000_000), "ut.csv")
    first, second = (row.cells[:2] for row in table.rows[:2])
    lines = [f"{first[0]};{first[1]};vt 25–", f"{second[0]};{second[1]};någon gång"]
    answer = handed_in(officer, "\n".join(["Rad;Version;Period", *lines]).encode())
    assert [one["row"].number for one in answer.context["rows"]] == [3, 2]
    body = answer.content.decode()
    assert "Inget kan sparas ännu." in body
    assert "Filen är insatser.csv." in body
    assert "Spara alla" not in body
