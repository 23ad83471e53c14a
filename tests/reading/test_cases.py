"""Every case is a text file with its expected result beside it: a bug report becomes one file of each."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.reading.statements import CASES, SEED, SEED_FACTS
from vandpunkt.reading import Reading, as_json, read_file, read_text

TEXTS = sorted(CASES.glob("*.txt"))


def expected_and_found(expected: dict[str, Any], reading: Reading) -> tuple[dict[str, Any], dict[str, Any]]:
    """The two without what is measured and not stated: source and confidence, and keys not asked for."""
    found = as_json(reading)
    for intervention in found["interventions"]:
        del intervention["source"], intervention["confidence"]
    keys = [key for key in expected if not key.startswith("_")]
    return {key: expected[key] for key in keys}, {key: found[key] for key in keys}


def test_the_seed_is_read_exactly() -> None:
    expected, found = expected_and_found(json.loads(SEED_FACTS.read_text(encoding="utf-8")), read_file(SEED))
    assert len(found["interventions"]) == 40
    assert found == expected


@pytest.mark.parametrize("text", TEXTS, ids=[path.stem for path in TEXTS])
def test_a_case_is_read_as_its_expected_result_says(text: Path) -> None:
    expected, found = expected_and_found(
        json.loads(text.with_suffix(".json").read_text(encoding="utf-8")), read_file(text)
    )
    assert found == expected


def test_every_expected_result_has_its_text() -> None:
    results = {path.stem for path in CASES.glob("*.json")} - {SEED_FACTS.stem}
    assert results == {path.stem for path in TEXTS}


def test_a_text_is_read_like_a_file_of_it() -> None:
    assert read_text(SEED.read_text(encoding="utf-8")) == read_file(SEED)
