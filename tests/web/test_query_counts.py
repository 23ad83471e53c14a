"""No page takes more than twelve questions to the database, whoever asks for it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.web.addresses import pages
from vandpunkt.cases.demonstration import Demonstration
from vandpunkt.domain.roles import Role

MOST_QUERIES = 12
ClientAs = Callable[[Role | None], Client]


@pytest.mark.parametrize("role", Role)
def test_every_page_stays_within_its_queries(role: Role, client_as: ClientAs, site: Demonstration) -> None:
    browser = client_as(role)
    # The first visit also notes that what was promised has been asked for.
    browser.get("/")
    asked, too_many = 0, {}
    for name, address in pages(site).items():
        with CaptureQueriesContext(connection) as captured:
            response = browser.get(address)
            number = len(captured)
        if response.status_code == 200:
            asked += 1
            if number > MOST_QUERIES:
                too_many[name] = number
    assert too_many == {}
    assert asked > 10
