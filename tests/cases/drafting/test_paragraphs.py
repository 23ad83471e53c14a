"""Two people write in the same text at once, and nothing of either is lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from vandpunkt.cases.drafting.paragraphs import changed_paragraphs, merged, paragraphs

BASE = "Ett.\n\nTvå.\n\nTre.\n\nFyra."
texts = st.lists(st.sampled_from(["Ett.", "Två.", "Tre.", "Fyra.", "Fem."]), max_size=6).map("\n\n".join)


def test_a_blank_line_parts_paragraphs_and_a_single_break_is_a_space() -> None:
    assert paragraphs("Ett\r\nlångt.\r\n \r\nTvå.\n\n\n") == ("Ett långt.", "Två.")


def test_what_was_changed_is_told_paragraph_by_paragraph() -> None:
    assert changed_paragraphs(BASE, "Ett.\n\nTvå, nu.\n\nTre.\n\nFyra.\n\nFem.") == (
        ("Två.", "Två, nu."),
        ("", "Fem."),
    )


def test_changes_in_different_places_go_together() -> None:
    theirs, mine = BASE.replace("Ett", "Hennes"), BASE.replace("Fyra", "Hans")
    assert merged(BASE, theirs, mine) == "Hennes.\n\nTvå.\n\nTre.\n\nHans."


def test_the_same_change_by_both_is_made_once() -> None:
    both = BASE.replace("Två", "Lika")
    assert merged(BASE, both, both) == both


def test_two_wordings_of_one_paragraph_are_for_a_person_to_choose_between() -> None:
    assert merged(BASE, BASE.replace("Två", "Hennes"), BASE.replace("Två", "Hans")) is None


def test_paragraphs_added_in_the_same_place_are_for_a_person_to_order() -> None:
    assert merged(BASE, f"{BASE}\n\nHennes.", f"{BASE}\n\nHans.") is None


@given(base=texts, theirs=texts, mine=texts)
def test_what_goes_together_has_every_paragraph_that_either_wrote_anew(
    base: str, theirs: str, mine: str
) -> None:
    together = merged(base, theirs, mine)
    if together is not None:
        kept = set(paragraphs(together))
        written = {*paragraphs(theirs), *paragraphs(mine)} - set(paragraphs(base))
        assert written <= kept


@given(base=texts, mine=texts)
def test_who_writes_alone_gets_the_text_as_written(base: str, mine: str) -> None:
    assert merged(base, base, mine) == merged(base, mine, base) == "\n\n".join(paragraphs(mine))
