"""The handbook's page on the path of a case says what the table of moves says, and its picture shows it."""

from __future__ import annotations

from lxml import etree

from tools import case_path_page
from vandpunkt.cases.path.deadlines import RULES
from vandpunkt.cases.path.diagram import edges
from vandpunkt.cases.path.moves import MOVES
from vandpunkt.cases.path.states import State

SVG = "{http://www.w3.org/2000/svg}"
TEXT = case_path_page.PAGE.read_text(encoding="utf-8")


def test_the_moves_and_the_deadlines_on_the_page_are_those_of_the_code() -> None:
    assert case_path_page.page(TEXT) == TEXT, "python -m tools.case_path_page update"
    assert all(f"| {move.button} |" in TEXT for move in MOVES.values())
    assert all(f"`{kind}`" in TEXT for kind in RULES)


def test_the_picture_is_the_one_that_the_code_draws() -> None:
    drawn = case_path_page.PICTURE.read_text(encoding="utf-8")
    assert drawn == case_path_page.picture(), "python -m tools.case_path_page update"


def test_the_picture_has_a_box_for_each_state_an_arrow_for_each_way_and_tells_them_in_words() -> None:
    picture = etree.fromstring(case_path_page.picture())
    texts = [one.text or "" for one in picture.findall(f"{SVG}text")]
    assert sorted(texts) == sorted(state.title for state in State)
    assert len(picture.findall(f"{SVG}path")) == len(edges())
    told = picture.findtext(f"{SVG}desc") or ""
    assert all(f"{one.title} – {other.title}" in told for one, other in edges())
