"""The case of the shipped document in a register: its five schools, their support, accepted."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from vandpunkt.cases.opening import open_case
from vandpunkt.reading import Reading, read_file
from vandpunkt.register.accepting import accept, propose_interventions
from vandpunkt.register.models import SchoolUnit
from vandpunkt.register.programmes.catalogue import create_catalogue, names_for_reading
from vandpunkt.sources import SHIPPED

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
OFFICER = "Handläggare Demo"
CODES = {
    "Rinkebyskolan": "37416253",
    "Hässelbygårdsskolan": "87838841",
    "Hagsätraskolan": "82110758",
    "Grimstaskolan": "51341279",
    "Lillholmsskolan": "46581319",
}


@pytest.fixture(scope="session")
def seed() -> Reading:
    """What the shipped document states."""
    return read_file(SHIPPED / "att-vanda-skolresultat.txt")


@pytest.fixture
def seed_case(db: None, seed: Reading) -> str:
    """The slug of the case that the shipped document answers, with its support accepted."""
    create_catalogue(by=OFFICER, now=NOW)
    SchoolUnit.objects.bulk_create(
        SchoolUnit(code=code, name=name, municipality="Stockholm", own=True, has_year_nine=True)
        for name, code in CODES.items()
    )
    reading = read_file(SHIPPED / "att-vanda-skolresultat.txt", names=names_for_reading())
    accept(propose_interventions(reading, file_name="seed.txt", by=OFFICER, now=NOW), by=OFFICER, now=NOW)
    return open_case(reading, by=OFFICER, now=NOW)
