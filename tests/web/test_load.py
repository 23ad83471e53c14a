"""The load on a school's page, with the seed's own support."""

from __future__ import annotations

from django.test import Client, override_settings

from vandpunkt.cases.demonstration import Demonstration
from vandpunkt.register.interventions.asking import interventions

HAGSATRA = "82110758"


def test_hagsatraskolan_is_warned_of_with_the_terms_named(officer: Client, site: Demonstration) -> None:
    assert sum(not row.planned for row in interventions([HAGSATRA])) == 12
    body = officer.get(f"/schools/{HAGSATRA}/").content.decode()
    assert "Många insatser samtidigt." in body
    assert "Fler än 5 insatser pågick eller pågår på en gång: " in body
    assert "över gränsen" in body


def test_a_higher_limit_warns_of_nothing(officer: Client) -> None:
    with override_settings(FOLLOW_UP={"most_at_once": 20}):
        body = officer.get(f"/schools/{HAGSATRA}/").content.decode()
    assert "Många insatser samtidigt." not in body
    assert "Termin för termin" in body
