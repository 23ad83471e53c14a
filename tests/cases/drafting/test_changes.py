"""What a kept answer would say otherwise now: exactly the passages that differ, taken in one by one."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from vandpunkt.cases.drafting.changes import changes, with_changes
from vandpunkt.cases.drafting.passages import joined, passages
from vandpunkt.documents.serialise import from_json, to_json
from vandpunkt.documents.tree import (
    Block,
    BulletList,
    Citation,
    Document,
    Heading,
    Letterhead,
    Paragraph,
    Run,
    Table,
)


def said(text: str, key: str = "", *cited: str) -> Paragraph:
    return Paragraph((Run(text, cited),), key)


def items(**texts: str) -> BulletList:
    """A list of generated items: the name of each is its key and its source."""
    return BulletList(tuple((Run(text, (key,)),) for key, text in texts.items()), tuple(texts))


def document(*blocks: Block) -> Document:
    given = [run for block in blocks if isinstance(block, BulletList) for item in block.items for run in item]
    cited = {one: Citation(one, "intervention", "1", "1", one) for run in given for one in run.citations}
    return Document(Letterhead("Förvaltningen", "Svar", "X 1"), "Titel", "", blocks, cited)


def table(figure: str) -> Table:
    return Table("Andel", ("Skola", "2025"), (((Run("A"),), (Run(figure),)),), (False, True), "results_table")


KEPT = document(
    Heading(1, "Sammanfattning"),
    said("Egna ord."),
    Heading(2, "Skolan"),
    said("Skolan har fått:", "past:1"),
    items(a="KSBS från vt 2024.", b="KUF."),
    table("74,5"),
)
NOW = document(
    Heading(1, "Sammanfattning"),
    said("Egna ord, ändrade."),
    Heading(2, "Skolan"),
    said("Skolan har fått:", "past:1"),
    items(a="KSBS från ht 2024.", c="SSPF."),
    table("80,1"),
)


def test_each_sentence_item_and_table_that_differs_is_one_change_with_old_and_new() -> None:
    told = [([one.text for one in c.before], [one.text for one in c.after]) for c in changes(KEPT, NOW)]
    assert told == [
        (["KSBS från vt 2024."], ["KSBS från ht 2024."]),
        (["KUF."], ["SSPF."]),
        (["Andel\nSkola · 2025\nA · 74,5"], ["Andel\nSkola · 2025\nA · 80,1"]),
    ]
    assert {one.place for one in changes(KEPT, NOW)} == {"Skolan"}


def test_nothing_has_changed_where_the_same_is_said_from_a_newer_version_of_the_row() -> None:
    again = document(items(a="KSBS."))
    newer = replace(
        again,
        blocks=(BulletList(((Run("KSBS.", ("a-2",)),),), ("a",)),),
        citations={"a-2": again.citations["a"]},
    )
    assert changes(again, newer) == ()


def test_accepting_one_takes_in_that_alone_and_what_the_person_wrote_as_it_stands() -> None:
    first = changes(KEPT, NOW)[0]
    built = with_changes(KEPT, NOW, {first.id})
    told = [one.text for one in passages(built)]
    assert "KSBS från ht 2024." in told
    assert "KUF." in told
    assert "SSPF." not in told
    assert "Egna ord, ändrade." in told
    assert set(built.citations) == {"a", "b"}


def test_a_change_is_named_alike_the_next_time_and_otherwise_when_it_says_something_else() -> None:
    first, *_ = changes(KEPT, NOW)
    assert changes(KEPT, NOW)[0].id == first.id
    other = replace(NOW, blocks=(*NOW.blocks[:4], items(a="KSBS från vt 2025.", c="SSPF."), NOW.blocks[5]))
    assert changes(KEPT, other)[0].id != first.id


def test_only_a_sentence_that_has_other_words_can_be_kept_as_ones_own() -> None:
    assert [one.reworded for one in changes(KEPT, NOW)] == [True, True, False]


def test_a_build_from_before_passages_had_names_is_compared_by_its_words() -> None:
    unnamed = replace(
        KEPT,
        blocks=tuple(
            replace(one, keys=()) if isinstance(one, BulletList) else _bare(one) for one in KEPT.blocks
        ),
    )
    assert changes(unnamed, KEPT) == ()
    assert any("KSBS från ht 2024." in [p.text for p in one.after] for one in changes(unnamed, NOW))


def _bare(block: Block) -> Block:
    return replace(block, key="") if isinstance(block, Paragraph | Table) else block


words = st.sampled_from(["KSBS.", "KUF.", "SSPF.", "Simskola.", "NPF."])
lists = st.dictionaries(st.sampled_from("abcdef"), words, min_size=1, max_size=6)
sections = st.lists(st.tuples(st.booleans(), lists), max_size=3, unique_by=lambda one: tuple(one[1]))


@st.composite
def answers(draw: st.DrawFn) -> Document:
    blocks: list[Block] = []
    for at, (own, texts) in enumerate(draw(sections)):
        blocks.append(Heading(2, f"Skola {at}"))
        blocks.append(said(draw(words)) if own else said(draw(words), f"past:{at}"))
        blocks.append(items(**{f"{key}{at}": text for key, text in texts.items()}))
    return document(*blocks)


@given(kept=answers(), now=answers())
def test_everything_accepted_gives_what_the_register_says_now(kept: Document, now: Document) -> None:
    taken = with_changes(kept, now, {one.id for one in changes(kept, now)})
    assert [one.text for one in passages(taken)] == [one.text for one in passages(now)]


@given(kept=answers(), now=answers())
def test_nothing_accepted_leaves_every_generated_passage_as_it_was(kept: Document, now: Document) -> None:
    left = with_changes(kept, now, ())
    generated = [one.text for one in passages(left) if one.key]
    assert generated == [one.text for one in passages(kept) if one.key]


@given(one=answers())
def test_a_document_apart_and_together_again_is_the_same_and_is_kept_with_its_names(one: Document) -> None:
    assert joined(passages(one)) == one.blocks
    assert from_json(to_json(one)) == one
