"""The tree that every renderer starts from."""

from __future__ import annotations

from hypothesis import given

from tests.documents.sample import sample_document
from tests.documents.strategies import documents
from vandpunkt.documents.preparing import LETTERHEAD_ROOM, prepared
from vandpunkt.documents.tree import BulletList, Document, Heading, Letterhead, Paragraph, Run

LETTERHEAD = Letterhead("Utbildningsförvaltningen", "Tjänsteskrivelse", "UTBF 2024/1")


def levels(*wanted: int) -> list[int]:
    document = Document(LETTERHEAD, "T", "", tuple(Heading(level, "Rubrik") for level in wanted))
    return [block.level for block in prepared(document).blocks if isinstance(block, Heading)]


def test_an_ordinary_document_is_left_as_it_is() -> None:
    assert prepared(sample_document()) == sample_document()


def test_headings_skip_no_level_and_go_no_deeper_than_three() -> None:
    assert levels(1, 2, 3, 2, 1) == [1, 2, 3, 2, 1]
    assert levels(3, 3, 3) == [1, 2, 3]
    assert levels(1, 3, 9, 0) == [1, 2, 3, 1]


def test_a_document_without_a_title_is_called_by_its_kind() -> None:
    assert prepared(Document(LETTERHEAD, "  ", "", ())).title == "Tjänsteskrivelse"
    assert prepared(Document(Letterhead("", "", ""), "", "", ())).title == "Tjänsteutlåtande"


def test_lists_without_items_and_headings_without_words_are_left_out() -> None:
    kept = Paragraph((Run("text"),))
    document = Document(LETTERHEAD, "T", "", (BulletList(()), Heading(1, " "), kept))

    assert prepared(document).blocks == (kept,)


@given(documents())
def test_preparing_twice_changes_nothing(document: Document) -> None:
    assert prepared(prepared(document)) == prepared(document)


def test_a_letterhead_longer_than_the_head_of_a_page_is_cut_with_an_ellipsis() -> None:
    long = Letterhead("Förvaltningen", "Tjänsteutlåtande", "UTBF 2024/6786", "Skrivelse om mycket " * 20)
    cut = prepared(Document(long, "Titel", "", ())).letterhead
    assert cut.subject.endswith("…")
    assert len(cut.subject) <= LETTERHEAD_ROOM
    assert (cut.administration, cut.dnr) == ("Förvaltningen", "UTBF 2024/6786")
