"""A statement goes out as a Word file, is edited, and comes back: what the register's facts became."""

from __future__ import annotations

import copy
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, settings
from hypothesis import given as examples
from hypothesis import strategies as st
from lxml import etree

from tests.documents.returning import (
    W,
    controls,
    edited,
    given,
    paragraph_of,
    property_order,
    reword,
    saved_by_libreoffice,
    unwrap,
    without_bookmarks,
)
from tests.documents.sample import sample_document
from tests.documents.strategies import documents
from vandpunkt.documents.docx import render
from vandpunkt.documents.stated import identity, parse_identity
from vandpunkt.documents.tree import Document
from vandpunkt.domain.problems import Problem
from vandpunkt.reading.comparison import Comparison, Outcome, compare, word_differences
from vandpunkt.reading.limits import Limits
from vandpunkt.reading.returned_word import read_returned

bounded = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
SAMPLE = sample_document()
SENT = render(SAMPLE)
FACTS = given(SAMPLE)


def compared(content: bytes, document: Document = SAMPLE) -> Comparison:
    return compare(given(document), read_returned(content, file="svar.docx"))


def numbers(comparison: Comparison, outcome: Outcome) -> list[int]:
    return [one.given.number for one in comparison.of(outcome)]


def test_returned_as_it_was_sent_everything_stands() -> None:
    assert compared(SENT).everything_stands
    assert len(compared(SENT).facts) == len(FACTS) > 60


@examples(documents())
@bounded
def test_any_document_returned_as_it_was_sent_stands(document: Document) -> None:
    assert compared(render(document), document).everything_stands


@examples(documents(), st.data())
@bounded
def test_of_any_document_one_reworded_control_is_exactly_one_reworded_fact(
    document: Document, data: st.DataObject
) -> None:
    texts = [one for one in given(document) if not one.picture]
    assume(texts)
    chosen = data.draw(st.sampled_from(texts))

    def edit(root: etree._Element) -> None:
        reword(controls(root)[chosen.number - 1], "Helt andra ord.")

    found = compared(edited(render(document), edit), document)
    assert numbers(found, Outcome.REWORDED) == [chosen.number]
    assert len(found.of(Outcome.STANDS)) == len(found.facts) - 1


def test_a_file_saved_by_libreoffice_still_knows_every_fact(tmp_path: Path) -> None:
    def edit(root: etree._Element) -> None:
        reword(controls(root)[4], "Omskrivet i Word.")

    assert compared(saved_by_libreoffice(SENT, tmp_path)).everything_stands
    found = compared(saved_by_libreoffice(edited(SENT, edit), tmp_path))
    assert numbers(found, Outcome.REWORDED) == [5]
    assert found.of(Outcome.REMOVED) == ()


def test_a_file_says_which_version_it_was_made_from_also_after_libreoffice(tmp_path: Path) -> None:
    from dataclasses import replace

    name = identity("UTBF-2024-6786", 3)
    sent = render(replace(SAMPLE, identity=name))

    assert read_returned(sent, file="x").identity == name
    assert read_returned(saved_by_libreoffice(sent, tmp_path), file="x").identity == name
    assert parse_identity(name) == ("UTBF-2024-6786", 3)
    assert parse_identity("något annat") is None


def test_both_texts_are_told_word_by_word() -> None:
    pieces = word_differences("Start vt 2024 med KIND.", "Start ht 2024 med KIND och ESF.")

    assert [(one.before, one.after) for one in pieces if not one.same] == [("vt", "ht"), ("", " och ESF")]
    assert "".join(one.before for one in pieces) == "Start vt 2024 med KIND."
    assert "".join(one.after for one in pieces) == "Start ht 2024 med KIND och ESF."


def test_a_removed_item_is_removed_and_the_others_stand() -> None:
    def edit(root: etree._Element) -> None:
        line = paragraph_of(controls(root)[2])
        parent = line.getparent()
        assert parent is not None
        parent.remove(line)

    found = compared(edited(SENT, edit))
    assert numbers(found, Outcome.REMOVED) == [3]
    assert len(found.of(Outcome.STANDS)) == len(FACTS) - 1
    assert not any(one.moved for one in found.facts)


def test_an_emptied_control_that_shows_its_prompt_is_a_removed_fact() -> None:
    def edit(root: etree._Element) -> None:
        control = controls(root)[2]
        properties = control.find(f"{W}sdtPr")
        assert properties is not None
        properties.append(etree.Element(f"{W}showingPlcHdr"))
        reword(control, "Klicka eller tryck här för att ange text.")

    assert numbers(compared(edited(SENT, edit)), Outcome.REMOVED) == [3]


def test_a_fact_under_another_school_is_moved_and_no_other_is() -> None:
    def edit(root: etree._Element) -> None:
        lines = [paragraph_of(one) for one in controls(root)]
        lines[38].addnext(lines[0])

    found = compared(edited(SENT, edit))
    assert [one.given.number for one in found.facts if one.moved] == [1]
    assert found.of(Outcome.REWORDED) == found.of(Outcome.REMOVED) == ()


@pytest.mark.parametrize("bookmarks", [True, False])
def test_a_control_taken_away_leaves_a_fact_that_stands_without_one(*, bookmarks: bool) -> None:
    def edit(root: etree._Element) -> None:
        unwrap(controls(root)[2])
        if not bookmarks:
            without_bookmarks(root)

    found = compared(edited(SENT, edit))
    assert [one.given.number for one in found.facts if not one.controlled] == [3]
    assert found.of(Outcome.REWORDED) == found.of(Outcome.REMOVED) == ()


def test_a_reworded_fact_is_known_by_its_bookmark_alone_and_by_its_tag_alone() -> None:
    def tagless(root: etree._Element) -> None:
        reword(controls(root)[2], "Andra ord.")
        unwrap(controls(root)[2])

    def bookmarkless(root: etree._Element) -> None:
        reword(controls(root)[2], "Andra ord.")
        without_bookmarks(root)

    for edit in (tagless, bookmarkless):
        found = compared(edited(SENT, edit))
        assert [(one.given.number, one.after) for one in found.of(Outcome.REWORDED)] == [(3, "Andra ord.")]


def test_a_copied_control_is_no_fact_of_its_own() -> None:
    def edit(root: etree._Element) -> None:
        line = paragraph_of(controls(root)[2])
        line.addnext(copy.deepcopy(line))

    assert compared(edited(SENT, edit)).everything_stands


def test_a_control_of_another_document_is_told_of() -> None:
    def edit(root: etree._Element) -> None:
        line = paragraph_of(controls(root)[2])
        strange = copy.deepcopy(line)
        for tag in strange.iter(f"{W}tag"):
            tag.set(f"{W}val", "intervention-9999-1")
        line.addnext(strange)

    assert [one.tags for one in compared(edited(SENT, edit)).unknown] == [("intervention-9999-1",)]


def test_tracked_changes_are_shown_both_ways_with_who_and_when() -> None:
    def edit(root: etree._Element) -> None:
        run = next(controls(root)[2].iter(f"{W}r"))
        text = next(run.iter(f"{W}t"))
        who = {f"{W}author": "Områdeschef Demo", f"{W}date": "2026-03-02T10:00:00Z", f"{W}id": "900"}
        struck, put_in = etree.Element(f"{W}del", who), etree.Element(f"{W}ins", who)
        new = copy.deepcopy(run)
        next(new.iter(f"{W}t")).text = "Nya ord."
        put_in.append(new)
        run.addnext(put_in)
        run.addprevious(struck)
        struck.append(run)
        text.tag = f"{W}delText"

    returned = read_returned(edited(SENT, edit), file="svar.docx")
    fact = next(one for one in returned.facts if one.number == 3)
    assert (fact.text, fact.refused) == ("Nya ord.", FACTS[2].text)
    assert [(one.inserted, one.text, one.author, one.date) for one in returned.changes] == [
        (False, FACTS[2].text, "Områdeschef Demo", "2026-03-02T10:00:00Z"),
        (True, "Nya ord.", "Områdeschef Demo", "2026-03-02T10:00:00Z"),
    ]
    assert returned.changes[0].place[-1] == "Hagsätraskolan"


def test_comments_are_shown_with_the_words_that_they_are_about() -> None:
    def edit(root: etree._Element) -> None:
        control = controls(root)[2]
        control.addprevious(etree.Element(f"{W}commentRangeStart", {f"{W}id": "7"}))
        control.addnext(etree.Element(f"{W}commentRangeEnd", {f"{W}id": "7"}))

    comments = (
        f'<w:comments xmlns:w="{W[1:-1]}"><w:comment w:id="7" w:author="Rektor Demo" '
        'w:date="2026-03-02T11:00:00Z"><w:p><w:r><w:t>Stämmer det?</w:t></w:r></w:p></w:comment></w:comments>'
    ).encode()

    (comment,) = read_returned(edited(SENT, edit, comments=comments), file="svar.docx").comments
    assert (comment.text, comment.anchor, comment.author) == ("Stämmer det?", FACTS[2].text, "Rektor Demo")
    assert comment.date == "2026-03-02T11:00:00Z"


def test_controls_are_built_in_the_order_that_word_builds_them() -> None:
    kinds = set()

    def look(root: etree._Element) -> None:
        for control in root.iter(f"{W}sdt"):
            properties = control.find(f"{W}sdtPr")
            assert properties is not None
            *names, last = property_order(properties)
            kinds.add(last)
            assert names == ["alias", "tag", "id"]
            parent, content = control.getparent(), control.find(f"{W}sdtContent")
            assert parent is not None
            assert content is not None
            assert parent.tag == f"{W}p"
            assert [one.tag for one in content] == [f"{W}r"]

    edited(SENT, look)
    assert kinds == {"text", "picture"}


def test_a_text_beyond_the_limits_is_not_read() -> None:
    with pytest.raises(Problem, match="längre än 100 tecken"):
        read_returned(SENT, file="svar.docx", limits=Limits(characters=100))


def test_what_is_no_word_file_is_told() -> None:
    with pytest.raises(Problem):
        read_returned(b"%PDF-1.7", file="svar.docx")
