"""A scanned document says that it is one; where the program for it is there, its print is read, less surely.

The program is Debian's `tesseract-ocr` with `tesseract-ocr-swe`: `tools/system-packages test` installs it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from tests.reading.quality import Score
from tests.reading.statements import seed_facts, seed_statement
from tests.reading.writers.scanned import scanned
from tests.reading.writers.typeset import write_pdf
from vandpunkt.domain.problems import Problem
from vandpunkt.reading import Reading, Scanned, as_json, installed_tesseract, read_content
from vandpunkt.reading.guarded import guarded_picture
from vandpunkt.reading.limits import Limits
from vandpunkt.reading.recognised_lines import recognised_runs

LEAST = 0.95
HOCR = """<html><body><div class="ocr_page" title="bbox 0 0 1000 2000">
<span class="ocr_line" title="bbox 100 100 700 140; baseline 0 -8; x_size 40">
<span class="ocrx_word" title="bbox 100 110 112 122">e</span>
<span class="ocrx_word" title="bbox 140 100 300 140">Läslyftet</span>
<span class="ocrx_word" title="bbox 310 100 400 140">2022</span>
<span class="ocrx_word" title="bbox 600 100 700 140">KIND</span></span></div></body></html>"""


@pytest.fixture(scope="module")
def typeset(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """What the seed says of its first school, set in 11 points."""
    statement = seed_statement()
    first = replace(statement, schools=statement.schools[:1], summary=statement.summary[:1])
    return write_pdf(first, tmp_path_factory.mktemp("scan") / "a.pdf").read_bytes()


@pytest.fixture(scope="module")
def recognised(typeset: bytes) -> Reading:
    """The same, scanned and recognised."""
    recogniser = installed_tesseract(most_pages=10)
    assert recogniser, "install tesseract-ocr and tesseract-ocr-swe: tools/system-packages test"
    return read_content(scanned(typeset), name="skannad.pdf", recogniser=recogniser)


def test_a_scanned_file_says_so_and_what_to_do(typeset: bytes) -> None:
    with pytest.raises(Scanned, match=r"skannad\.pdf är inskannad: den har \d sidor") as caught:
        read_content(scanned(typeset, dots_across=60), name="skannad.pdf")
    assert "Texttolka den (OCR)" in str(caught.value)
    assert "tesseract-ocr-swe" in str(caught.value)


def test_recognised_print_is_read_like_print(recognised: Reading) -> None:
    school = seed_statement().schools[0].name
    facts = [one for one in seed_facts()["interventions"] if one["school"] == school]
    score = Score()
    score.add({"interventions": facts}, as_json(recognised))
    for measure in ("items", "periods", "partners"):
        assert score.precision(measure) >= LEAST
        assert score.recall(measure) >= LEAST


def test_recognised_print_is_less_sure_and_says_why(recognised: Reading) -> None:
    assert all(page.recognised for page in recognised.pages)
    assert all("recognised" in fact.doubts for fact in recognised.interventions)
    assert max(fact.confidence for fact in recognised.interventions) < 0.85


def test_recognised_words_know_where_they_stand(typeset: bytes, recognised: Reading) -> None:
    """The same words stand in the same places in the file with text, within half a line."""
    printed = read_content(typeset, name="a.pdf")
    for one, other in zip(recognised.pages, printed.pages, strict=True):
        lines = [(other.text[s.start : s.end], s.box) for s in other.stretches if s.box]
        times = Counter(text for text, _ in lines)
        places = {text: box for text, box in lines if times[text] == 1}
        for stretch in one.stretches:
            there = places.get(one.text[stretch.start : stretch.end])
            if stretch.box and there:
                assert stretch.box == pytest.approx(there, abs=0.01)


def test_more_pages_than_there_is_time_for_are_refused(typeset: bytes) -> None:
    recogniser = installed_tesseract(most_pages=1)
    with pytest.raises(Problem, match="inskannade sidor, och här texttolkas högst 1"):
        read_content(scanned(typeset, dots_across=60), name="a.pdf", recogniser=recogniser)


def test_a_page_is_drawn_as_it_is_seen(typeset: bytes) -> None:
    picture = guarded_picture(typeset, Limits(), "a.pdf", number=1, width=400)
    assert picture.startswith(b"\x89PNG")
    with pytest.raises(Problem, match="har ingen sida 9"):
        guarded_picture(typeset, Limits(), "a.pdf", number=9, width=400)


def test_a_sign_that_bullets_are_taken_for_is_a_bullet_and_a_wide_gap_parts_columns() -> None:
    runs = list(recognised_runs(HOCR.encode(), width=500, height=1000))
    assert [(run.text, run.left, run.right) for run in runs] == [
        ("• Läslyftet 2022", 50, 200),
        ("KIND", 300, 350),
    ]
    assert runs[0].base == pytest.approx(934)


def test_what_is_no_hocr_has_no_words() -> None:
    assert list(recognised_runs(b"<html/>", width=1, height=1)) == []
