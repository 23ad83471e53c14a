"""What nobody should ask for or send: whatever it is, the site answers and does not fail."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import cycle
from typing import Any
from urllib.parse import urljoin

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from lxml import html

from tests.web.addresses import example_addresses
from vandpunkt.cases.demonstration import Demonstration
from vandpunkt.domain.roles import Role

ODD = ("²", "9" * 5000, "٣", "-1", "0001-01-01", "10000000000000000000000", "'\"><b>%00")
"""Digits that are no numbers, numbers that are too large, days out of time."""
ASKED = ("page", "as_of", "sort", "q", "kind", "year", "term", "school", "programme", "status", "row", "area")
SESSION = {"logout", "set_language", "demo_login", "login"}


def spoilt_forms(page: bytes, address: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every form of a page as its first button sends it, with something odd in each of its fields."""
    odd = cycle(ODD)
    for form in html.fromstring(page).xpath("//main//form[@method='post']"):
        controls = [one for one in form.iter("input", "select", "textarea") if one.get("name")]
        fields: dict[str, Any] = {one.get("name"): next(odd) for one in controls}
        for one in controls:
            if one.get("type") == "file":
                fields[one.get("name")] = SimpleUploadedFile("²\x00.docx", b"PK\x03\x04")
        button = next(form.iter("button"), None)
        if button is not None and button.get("name"):
            fields[button.get("name")] = button.get("value", "")
        yield urljoin(address, form.get("action") or address), fields


def test_no_address_and_no_form_fails_whatever_it_is_given(
    client_as: Callable[[Role | None], Client], site: Demonstration
) -> None:
    browser, failed = client_as(Role.ADMINISTRATOR), []
    for name, address in example_addresses(site).items():
        if name in SESSION:
            continue
        page = browser.get(address, dict(zip(ASKED, cycle(ODD), strict=False)))
        statuses = {"asked for": page.status_code}
        if page.status_code == 200 and page["Content-Type"].startswith("text/html"):
            for target, fields in spoilt_forms(page.content, address):
                statuses[f"sent {', '.join(fields)}"] = browser.post(target, fields).status_code
        failed += [(name, what) for what, status in statuses.items() if status >= 500]
    assert failed == []


def test_a_path_with_a_character_that_no_text_has_is_not_understood(officer: Client) -> None:
    assert officer.get("/schools/8211%000758/").status_code == 400


def test_such_a_character_is_left_out_of_what_is_asked_for(officer: Client) -> None:
    page = officer.get("/search/?q=Rinke%00by").content.decode()
    assert 'value="Rinkeby"' in page


def test_such_a_character_is_left_out_of_what_is_pasted(officer: Client) -> None:
    answer = officer.post("/cases/new/", {"text": "Rinkebyskolan\n\nVilket st\x00öd får skolan?"})
    page = officer.get(answer["Location"]).content.decode()
    assert "Vilket stöd får skolan?" in page
    assert "\x00" not in page
