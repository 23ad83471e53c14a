"""Reading ease: LIX as it is defined, and which sentences are pointed out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vandpunkt.documents.readability import LONG_SENTENCE, of_texts, readability, sentences
from vandpunkt.documents.tree import BulletList, Document, Heading, Letterhead, Paragraph, Run


def test_lix_is_words_a_sentence_plus_the_percentage_of_long_words() -> None:
    told = of_texts(["Skolan fick stöd. Rektorn beslutade om insatserna."])
    assert (told.words, told.sentences, told.long_words) == (7, 2, 3)
    assert told.lix == round(7 / 2 + 100 * 3 / 7) == 46


def test_a_text_without_words_has_no_lix() -> None:
    assert of_texts(["", "– …"]).lix is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("En skrivelse från NN m.fl. (M) har kommit. Den besvaras.", 2),
        ("Stöd fr.o.m. Vt 2024. Det pågår.", 2),
        ("Andelen var 74,5 procent. 2024 var den 80.", 2),
        ("Vad hjälper? Det går inte att avgöra!", 2),
        ("«Vi gör det.» Så blev det.", 2),
        ("en rad utan punkt", 1),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, found: int) -> None:
    assert len(sentences(text)) == found


def test_a_sentence_over_thirty_words_is_pointed_out() -> None:
    long = " ".join(["Skolan"] + ["får"] * LONG_SENTENCE) + "."
    assert of_texts([f"Kort mening. {long}"]).long_sentences == (long,)
    assert of_texts([" ".join(["Skolan"] * LONG_SENTENCE) + "."]).long_sentences == ()


def test_paragraphs_and_items_count_and_headings_do_not() -> None:
    document = Document(
        Letterhead("Förvaltningen", "Tjänsteutlåtande", "X 1"),
        "Rubrik",
        "",
        (
            Heading(1, "En rubrik med ord"),
            Paragraph((Run("Skolan får "), Run("stöd."))),
            BulletList(((Run("KSBS från vt 2024."),), (Run("Läslyftet."),))),
        ),
    )
    told = readability(document)
    assert (told.words, told.sentences) == (8, 3)


@given(st.text(st.sampled_from('Aa1.!?»«”"() –'), max_size=60))
def test_no_letter_is_lost_between_sentences(text: str) -> None:
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())
