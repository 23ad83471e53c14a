"""The edited Word file comes back to its case: shown, offered, and taken over part by part."""

from __future__ import annotations

import copy
from datetime import UTC, datetime

import pytest
from lxml import etree

from tests.cases.conftest import NOW, OFFICER
from tests.documents.returning import W, controls, edited, paragraph_of, reword, unwrap
from vandpunkt.cases.building import keep_statement
from vandpunkt.cases.models import OwnText, ReturnedFile
from vandpunkt.cases.queries import newest_document
from vandpunkt.cases.returned_files import (
    accept_own_text,
    compare_file,
    keep_returned,
    propose_new_items,
    returned_files,
    returned_report,
)
from vandpunkt.documents import docx
from vandpunkt.domain.problems import Problem
from vandpunkt.reading.comparison import Outcome
from vandpunkt.register.interventions.asking import intervention, interventions
from vandpunkt.register.reviewing.asking import review, stated_in
from vandpunkt.register.reviewing.deciding import accept_proposals

LATER = datetime(2026, 3, 9, 9, 0, tzinfo=UTC)
NEW = "Läsutvecklare på deltid från och med ht 2025."


@pytest.fixture
def sent(seed_case: str) -> bytes:
    """The Word file as the officer downloads it."""
    keep_statement(seed_case, by=OFFICER, now=NOW)
    document = newest_document(seed_case)
    assert document
    return docx.render(document)


@pytest.fixture
def returned(sent: bytes) -> bytes:
    """The file after an afternoon in Word: a fact reworded, a line of support added, own text rewritten."""

    def edit(root: etree._Element) -> None:
        held = controls(root)
        reword(held[1], "Övergångar: ny lydelse.")
        line = paragraph_of(held[0])
        added = copy.deepcopy(line)
        for control in list(added.iter(f"{W}sdt")):
            unwrap(control)
        for name in ("bookmarkStart", "bookmarkEnd"):
            for mark in list(added.iter(f"{W}{name}")):
                added.remove(mark)
        next(added.iter(f"{W}t")).text = NEW
        line.addnext(added)
        paragraphs = list(root.iter(f"{W}p"))
        texts = ["".join(part.text or "" for part in one.iter(f"{W}t")) for one in paragraphs]
        first, *others = paragraphs[texts.index("Sammanfattning") + 1].iter(f"{W}t")
        first.text = "En egen sammanfattning."
        assert not others

    return edited(sent, edit)


def test_returned_as_downloaded_nothing_is_new(sent: bytes, seed_case: str) -> None:
    report = compare_file(seed_case, sent, name="svar.docx")

    assert report.comparison.everything_stands
    assert (report.own_texts, report.new_items, report.unread) == ((), (), "")
    assert not report.claims_other


def test_the_report_tells_rewordings_own_text_and_new_support_apart(returned: bytes, seed_case: str) -> None:
    report = compare_file(seed_case, returned, name="svar.docx")

    assert [one.after for one in report.comparison.of(Outcome.REWORDED)] == ["Övergångar: ny lydelse."]
    assert report.comparison.of(Outcome.REMOVED) == ()
    assert [one.fact.text for one in report.new_items] == [NEW]
    assert report.new_items[0].fact.start == "2025ht"
    assert report.own_texts[0].heading == "Sammanfattning"
    assert report.own_texts[0].after.startswith("En egen sammanfattning.")


def test_a_file_is_kept_as_it_came_and_the_same_one_only_once(returned: bytes, seed_case: str) -> None:
    first = keep_returned(seed_case, returned, name="svar.docx", by=OFFICER, now=LATER)

    assert keep_returned(seed_case, returned, name="igen.docx", by=OFFICER, now=LATER) == first
    assert bytes(ReturnedFile.objects.get().content) == returned
    (line,) = returned_files(seed_case)
    assert (line.id, line.name, line.returned_by) == (first, "svar.docx", OFFICER)
    assert returned_report(seed_case, first).returned_at == LATER


def test_own_text_is_taken_over_after_a_yes_and_the_history_says_who(returned: bytes, seed_case: str) -> None:
    kept = keep_returned(seed_case, returned, name="svar.docx", by=OFFICER, now=LATER)
    before = OwnText.objects.get(case__slug=seed_case, section="summary").text
    assert not before.startswith("En egen")

    accept_own_text(seed_case, kept, "summary", by=OFFICER, now=LATER)

    own = OwnText.objects.get(case__slug=seed_case, section="summary")
    assert own.text.startswith("En egen sammanfattning.")
    assert own.history.first().history_change_reason == OFFICER
    assert returned_report(seed_case, kept).own_texts[0].accepted
    with pytest.raises(Problem, match="oförändrad"):
        accept_own_text(seed_case, kept, "background", by=OFFICER, now=LATER)


def test_new_support_becomes_a_proposal_and_counts_for_nothing_until_accepted(
    returned: bytes, seed_case: str
) -> None:
    kept = keep_returned(seed_case, returned, name="svar.docx", by=OFFICER, now=LATER)
    code = "82110758"
    before = interventions([code])

    document = propose_new_items(seed_case, kept, by=OFFICER, now=LATER)

    (proposed,) = review(document).rows
    assert (proposed.wording, proposed.school_code, proposed.waits) == (NEW, code, True)
    assert interventions([code]) == before
    assert returned_report(seed_case, kept).to_propose == ()
    assert propose_new_items(seed_case, kept, by=OFFICER, now=LATER) == document
    assert review(document).rows == (proposed,)


def test_an_accepted_item_cites_the_returned_file_and_its_very_words(returned: bytes, seed_case: str) -> None:
    kept = keep_returned(seed_case, returned, name="svar.docx", by=OFFICER, now=LATER)
    document = propose_new_items(seed_case, kept, by=OFFICER, now=LATER)
    (proposed,) = review(document).rows

    (accepted,) = accept_proposals({proposed.id: proposed.version}, by=OFFICER, now=LATER)

    (source,) = stated_in(accepted)
    assert (source.document_id, source.page) == (document, proposed.page)
    row = intervention(accepted)
    text = review(document).pages[row.source_page - 1].text
    assert text[proposed.source_start : proposed.source_end].strip() == NEW
    (item,) = returned_report(seed_case, kept).new_items
    assert item.proposal is not None
    assert (item.proposal.state, item.proposal.intervention_id) == ("accepted", accepted)


def test_what_the_register_has_in_other_words_is_linked_and_not_doubled(
    returned: bytes, seed_case: str
) -> None:
    kept = keep_returned(seed_case, returned, name="svar.docx", by=OFFICER, now=LATER)
    document = propose_new_items(seed_case, kept, by=OFFICER, now=LATER)
    (first,) = review(document).rows
    (there,) = accept_proposals({first.id: first.version}, by=OFFICER, now=LATER)

    again = keep_returned(seed_case, resaved(returned), name="svar 2.docx", by=OFFICER, now=LATER)
    other = propose_new_items(seed_case, again, by=OFFICER, now=LATER)

    (proposed,) = review(other).rows
    assert other != document
    assert proposed.known is not None
    assert proposed.known.row.id == there


def resaved(content: bytes) -> bytes:
    """The file once more, with the new line in other words."""

    def edit(root: etree._Element) -> None:
        line = next(one for one in root.iter(f"{W}t") if one.text == NEW)
        line.text = "Läsutvecklare på deltid, från och med ht 2025."

    return edited(content, edit)


def test_a_case_without_a_statement_has_nothing_to_compare_with(sent: bytes, seed_case: str) -> None:
    with pytest.raises(Problem, match="finns inte"):
        compare_file("UTBF 1999/1", sent, name="svar.docx")
    with pytest.raises(Problem, match="ingen återlämnad fil"):
        returned_report(seed_case, 999)
