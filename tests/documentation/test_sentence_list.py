"""The handbook's list of automatic sentences is what the code says."""

from __future__ import annotations

from tools.sentence_list import PAGE, page


def test_the_page_of_sentences_is_what_the_code_says() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "python tools/sentence_list.py update"
