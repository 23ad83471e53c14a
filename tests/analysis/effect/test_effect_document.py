"""The figures of docs/method-effect.md are those that the study stored."""

from __future__ import annotations

import pytest

from benchmarks.effect_study import WORLDS
from benchmarks.effect_tables import DOCUMENT, TABLES, stored
from benchmarks.method_tables import table_in


@pytest.mark.parametrize("name", TABLES)
def test_the_table_is_what_was_stored(name: str) -> None:
    written = table_in(DOCUMENT.read_text(encoding="utf-8"), name)
    assert written == list(TABLES[name]()), "run `python -m benchmarks.effect_tables --write`"


def test_every_world_was_tried_five_hundred_times_with_every_peer() -> None:
    study = stored()["study"]
    assert set(study) == set(WORLDS)
    for name, world in study.items():
        panels = {peer: line["panels"] for peer, line in world["estimators"].items()}
        assert panels["Vändpunkt"] == 500
        # A peer that needs a school's every year says nothing where the only one lacks a year.
        assert min(panels.values()) >= (450 if "one school" in name else 500)
