"""The handbook's pictures are what the command draws, and what the text says of them is so."""

from __future__ import annotations

from lxml import etree

from tools.handbook_pictures import EFFECT, EXAMPLE, FOLDER, pictures


def test_the_pictures_in_the_handbook_are_the_ones_that_the_command_draws() -> None:
    for name, picture in pictures().items():
        assert (FOLDER / name).read_text(encoding="utf-8") == picture


def test_a_picture_stands_on_white_paper_and_has_a_name() -> None:
    picture = etree.fromstring(pictures()[EFFECT])

    names = [etree.QName(element).localname for element in picture]
    assert names[:2] == ["title", "rect"]


def test_the_example_cannot_be_told_from_chance_as_the_handbook_says() -> None:
    pooled = EXAMPLE.rows[0]

    assert pooled.low_95 < 0 < pooled.high_95
    as_far = sum(abs(each) >= abs(pooled.effect) for each in EXAMPLE.placebo)
    assert as_far > 0.1 * len(EXAMPLE.placebo)
    assert EXAMPLE.minimum_detectable is not None
    assert pooled.effect < EXAMPLE.minimum_detectable
