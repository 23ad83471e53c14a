"""A register of two municipalities: our own schools, and others'."""

from __future__ import annotations

import pytest
from pytest_django import Settings

from tests.register.publishing import OURS


@pytest.fixture
def organiser(settings: Settings) -> None:
    """The installation serves the City of Stockholm."""
    settings.ORGANISER = {"name": "Stockholms stad", "number": OURS, "municipality": "0180"}
