"""Ways of writing that change nothing in what is said change nothing in what is read."""

from __future__ import annotations

import pytest

from tests.reading.quality import MEASURES, Score, measured
from tests.reading.transformations import NOISE_WAYS, transformed

GROUPS = (
    "combined", "bullets", "width", "dashes", "hyphens", "spaces", "pages", "schools", "school names", "years", "headings", "introductions",
    "docx", "html", "pdf", "two columns", *(f"noise, {way}" for way in NOISE_WAYS),
)  # fmt: skip
LEAST_ITEMS, LEAST_OTHERS = 0.98, 0.95
LEAST_STYLES, MOST_SILENT_ERRORS = 0.94, 0.01


@pytest.mark.parametrize("group", [group for group in GROUPS if not group.startswith("noise")])
def test_items_periods_and_partners_hold(group: str) -> None:
    score, weak = measured(group, left_out="every file")
    assert score.expected["items"] >= 40
    for measure in MEASURES:
        least = LEAST_ITEMS if measure == "items" else LEAST_OTHERS
        assert score.precision(measure) >= least, weak
        assert score.recall(measure) >= least, weak


@pytest.mark.parametrize("way", NOISE_WAYS)
def test_misread_characters_do_not_hinder(way: str) -> None:
    """Three documents of each way; `benchmarks/reading_quality.py` tries them all."""
    total = Score()
    for document in ("text 0", "text 1", "text 2"):
        total.take(measured(f"noise, {way}: {document}")[0])
    assert total.precision("items") >= LEAST_ITEMS
    assert total.recall("items") >= LEAST_ITEMS - 0.01
    assert min(total.precision("periods"), total.recall("periods")) >= LEAST_OTHERS - 0.01
    assert min(total.precision("partners"), total.recall("partners")) >= LEAST_OTHERS - 0.01
    assert total.share_of_silent_errors <= MOST_SILENT_ERRORS


def test_the_groups_hold_every_transformation() -> None:
    left_out = [one.name for one in transformed() if not any(group in one.name for group in GROUPS)]
    assert left_out == []


@pytest.mark.parametrize("words", ["docx, headings 3", "pdf, introductions 6", "html, years moved by -7"])
def test_other_words_hold_in_every_kind_of_file(words: str) -> None:
    """One of each kind; `benchmarks/reading_quality.py` tries them all."""
    score, weak = measured(words)
    assert score.full, weak
