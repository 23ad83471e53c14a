"""The house check of an answer as it reads now."""

from __future__ import annotations

import pytest

from tests.cases.conftest import NOW, OFFICER
from vandpunkt.cases.drafting.checking import accept_word, accepted_words, house_check, take_back_word
from vandpunkt.cases.drafting.own_texts import own_text, write_own_text
from vandpunkt.cases.models import AcceptedWord
from vandpunkt.domain.problems import Problem
from vandpunkt.reading.proofreading import RemarkKind
from vandpunkt.register.interventions.asking import intervention


def found(slug: str) -> list[tuple[RemarkKind, str]]:
    checked = house_check(slug, now=NOW)
    return [
        (one.kind, one.quote)
        for _, remarks in checked.remarks
        for one in (placed.remark for placed in remarks)
    ]


def test_the_seed_case_gives_what_its_document_has_wrong_and_nothing_of_what_we_write(seed_case: str) -> None:
    remarks = found(seed_case)
    assert (RemarkKind.SPELLING, "konsatsera") in remarks
    assert (RemarkKind.STRAY_SIGN, "Start -2022") in remarks
    assert {quote[:20] for kind, quote in remarks if kind is RemarkKind.UNEVEN_NAME} == {
        "Nätverk för rektorer"
    }
    assert len(remarks) == 5


def test_remarks_stand_together_by_the_place_they_are_about(seed_case: str) -> None:
    places = [place for place, _ in house_check(seed_case, now=NOW).remarks]
    assert len(places) == len(set(places))
    assert "Rinkebyskolan" in places


def test_each_remark_leads_to_where_its_words_can_be_changed(seed_case: str) -> None:
    placed = [one for _, found in house_check(seed_case, now=NOW).remarks for one in found]
    in_text = next(one for one in placed if one.remark.quote == "konsatsera")
    assert (in_text.section, in_text.key) == ("views", "")
    in_list = next(one for one in placed if one.remark.quote == "Start -2022")
    assert in_list.section == ""
    assert "Start -2022" in intervention(in_list.intervention).wording
    assert all(one.intervention for one in placed if one.remark.kind is RemarkKind.UNEVEN_NAME)


@pytest.mark.parametrize("section", ["summary", "background", "views", "consequences"])
def test_a_remark_on_own_text_leads_to_the_section_that_it_stands_in(seed_case: str, section: str) -> None:
    row = own_text(seed_case, section)
    written = "Skolorna har behövt skoaln länge."
    write_own_text(seed_case, section, written, made_from=row.version, by=OFFICER, now=NOW)
    placed = [one for _, found in house_check(seed_case, now=NOW).remarks for one in found]
    assert [one.section for one in placed if one.remark.quote == "skoaln"] == [section]


def test_a_word_that_somebody_says_is_right_is_left_alone_until_that_is_taken_back(seed_case: str) -> None:
    accept_word("Konsatsera", by=OFFICER, now=NOW)
    accept_word("konsatsera", by=OFFICER, now=NOW)
    assert accepted_words() == ("konsatsera",)
    assert RemarkKind.SPELLING not in {kind for kind, _ in found(seed_case)}

    take_back_word("konsatsera", by=OFFICER, now=NOW)
    assert (RemarkKind.SPELLING, "konsatsera") in found(seed_case)
    assert AcceptedWord.history.count() == 2


def test_what_is_no_word_cannot_be_said_to_be_right(db: None) -> None:
    with pytest.raises(Problem, match="är inget ord"):
        accept_word("<b>", by=OFFICER, now=NOW)
    with pytest.raises(Problem, match="inget ord"):
        accept_word("a" * 101, by=OFFICER, now=NOW)


def test_the_officers_own_text_is_checked_as_it_was_last_written(seed_case: str) -> None:
    row = own_text(seed_case, "consequences")
    write_own_text(
        seed_case, "consequences", "Barnen fick  fick hjälp.", made_from=row.version, by=OFFICER, now=NOW
    )
    assert (RemarkKind.STRAY_SIGN, "fick fick") in found(seed_case)


def test_reading_ease_is_of_the_whole_answer(seed_case: str) -> None:
    ease = house_check(seed_case, now=NOW).readability
    assert ease.words > 500
    assert ease.lix is not None
    assert 30 < ease.lix < 70
