"""Every letter is a text file with its expected result beside it; and what holds of any text at all."""

from __future__ import annotations

import io
import json
import re
import textwrap
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reading.statements import SEED
from vandpunkt.domain.problems import Problem
from vandpunkt.reading.facts import Source
from vandpunkt.reading.inquiry import read_inquiry, read_inquiry_text
from vandpunkt.reading.inquiry_facts import (
    InquiryReading,
    Stated,
    StatedYears,
    as_values,
    from_values,
)

LETTERS = Path(__file__).parent / "inquiries"
TEXTS = sorted(LETTERS.glob("*.txt"))


def _value(stated: Stated | None) -> str | None:
    return stated.value if stated else None


def _years(years: StatedYears | None) -> list[int] | None:
    return [years.first, years.last] if years else None


def found_in(reading: InquiryReading) -> dict[str, Any]:
    """The reading in the schema of the expected results."""
    one = {
        name: _value(getattr(reading, name)) for name in ("kind", "dnr", "date", "received", "title", "board")
    }
    return {
        **one,
        "senders": [[sender.name, sender.party, sender.et_al] for sender in reading.senders],
        "questions": [question.value for question in reading.questions],
        "schools": [[school.name, school.place] for school in reading.schools],
        "past": _years(reading.past),
        "planned": _years(reading.planned),
        "programmes": [programme.value for programme in reading.programmes],
        "refers_to": [number.value for number in reading.refers_to],
        "warnings": list(reading.warnings),
    }


def sources_of(reading: InquiryReading) -> list[tuple[str, Source]]:
    """Everything that the reading found with its place, by its words."""
    single = (reading.dnr, reading.title, reading.board, *reading.questions, *reading.refers_to)
    found = [(one.value, one.source) for one in single if one and one.source]
    return found + [(school.name, school.source) for school in reading.schools]


@pytest.mark.parametrize("text", TEXTS, ids=[path.stem for path in TEXTS])
def test_a_letter_is_read_as_its_expected_result_says(text: Path) -> None:
    expected = json.loads(text.with_suffix(".json").read_text(encoding="utf-8"))
    found = found_in(read_inquiry(text.read_bytes(), text.name))
    assert found == expected


def test_every_expected_result_has_its_text() -> None:
    assert {path.stem for path in LETTERS.glob("*.json")} == {path.stem for path in TEXTS}


@pytest.mark.parametrize("text", TEXTS, ids=[path.stem for path in TEXTS])
def test_the_very_words_stand_where_the_reading_says(text: Path) -> None:
    reading = read_inquiry(text.read_bytes(), text.name)
    for words, source in sources_of(reading):
        printed = reading.page_texts[source.page - 1][source.start : source.end]
        assert printed[:1].casefold() == words[:1].casefold(), words
        assert printed[-3:].strip(" s.?").casefold() in words.casefold() or len(printed) > 60, words


def test_what_the_answered_statement_tells_of_its_inquiry_is_read_out_of_it_too() -> None:
    reading = read_inquiry(SEED.read_bytes(), SEED.name)
    assert _value(reading.dnr) == "UTBF 2024/6786"
    assert [sender.name for sender in reading.senders][:1] == ["Andréa Hedin"]
    assert (_years(reading.past), _years(reading.planned)) == ([2021, 2024], [2025, 2025])
    assert {"Hagsätraskolan", "Grimstaskolan"} <= {school.name for school in reading.schools}


QUESTIONS = (
    "Vilket stöd har {schools} erbjudits under {past} för att fler elever ska bli behöriga?",
    "Vilka insatser planeras för skolorna under {planned}?",
    "Hur följer förvaltningen upp att stödet når eleverna?",
)
STEMS = ("Norra", "Sjö", "Ekbacks", "Lilla Bergs", "Sankt Olofs", "Åsgårds", "Väster")


def school_name(stem: str) -> str:
    """A stem as a school's name: a compound, or words of their own."""
    if stem == "Norra":
        return "Norra skolan"
    return f"{stem} skola" if stem.startswith("Sankt") else f"{stem}skolan"


def letter(questions: list[str], *, mark: str, width: int) -> str:
    """A letter that asks the questions in a list, wrapped to a width as a person's editor wraps."""
    listed = [
        textwrap.fill(
            f"{mark.replace('1', str(number)).replace('a', 'abc'[number - 1])} {text}",
            width,
            break_on_hyphens=False,
            break_long_words=False,
        )
        for number, text in enumerate(questions, start=1)
    ]
    return "\n".join(
        ("Skrivelse om behörigheten", "", "Vi har följande frågor:", "", *listed, "", "Ledamot Demo (S)")
    )


@given(
    stems=st.lists(st.sampled_from(STEMS), min_size=2, max_size=5, unique=True),
    first=st.integers(2018, 2022),
    mark=st.sampled_from(("•", "-", "–", "*", "1.", "1)", "a)", "➢")),
    width=st.integers(45, 120),
    dash=st.sampled_from("–-—"),
)
def test_bullets_wrapping_and_dashes_change_nothing_of_what_is_asked(
    stems: list[str], first: int, mark: str, width: int, dash: str
) -> None:
    names = [school_name(stem) for stem in stems]
    listed = f"{', '.join(names[:-1])} och {names[-1]}"
    years = {"past": f"{first}{dash}{first + 3}", "planned": str(first + 4)}
    questions = [question.format(schools=listed, **years) for question in QUESTIONS]
    reading = read_inquiry_text(letter(questions, mark=mark, width=width))
    assert [question.value for question in reading.questions] == questions
    assert [school.name for school in reading.schools] == names
    assert (_years(reading.past), _years(reading.planned)) == (
        [first, first + 3],
        [first + 4, first + 4],
    )


def as_word(text: str) -> bytes:
    """A letter as a Word file, its numbered questions as a list of Word's own."""
    document = docx.Document()
    for paragraph in re.split(r"\n\s*\n", text):
        for part in re.split(r"\n(?=\d\. )", paragraph):
            words = " ".join(part.split()) if "(S)" not in part else part
            numbered = re.match(r"\d\. ", words)
            document.add_paragraph(
                words[3:] if numbered else words, style="List Number" if numbered else None
            )
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def test_a_word_file_is_read_as_its_text() -> None:
    text = (LETTERS / "numbered-questions.txt").read_text(encoding="utf-8")
    expected = json.loads((LETTERS / "numbered-questions.json").read_text(encoding="utf-8"))
    found = found_in(read_inquiry(as_word(text), "brev.docx"))
    same = ("kind", "title", "senders", "questions", "schools", "past", "planned", "programmes")
    assert {name: found[name] for name in same} == {name: expected[name] for name in same}


WORDS = st.sampled_from(
    (
        *("Norra skolan", "Sjöskolans", "Ås- och Öskolan,", "frågor:", "?", ".", "Vi vill veta", "2021–2024"),
        *(
            "(M)",
            "m.fl.",
            "Dnr UN 2024/7",
            "- ",
            "1. ",
            "\n",
            "\n\n",
            "\f",
            "KSBS",
            "Ledamot Demo",
            "\t",
            "|",
        ),
    )
)
ODD = st.text(max_size=40)


@given(st.lists(WORDS | ODD, min_size=1, max_size=60).map(" ".join).filter(str.strip))
def test_any_text_is_read_with_places_inside_its_pages_and_kept_as_plain_values(text: str) -> None:
    try:
        reading = read_inquiry_text(text)
    except Problem:
        return
    for _, source in sources_of(reading):
        assert 0 <= source.start < source.end <= len(reading.page_texts[source.page - 1])
    values = json.loads(json.dumps(as_values(reading)))
    assert from_values(values, reading.page_texts) == reading


def test_letters_that_are_longer_in_small_do_not_move_the_place_of_the_board() -> None:
    reading = read_inquiry_text(f"Till {'ß' * 40} och utbildningsnämnden\n\nHur går det för eleverna?")
    assert reading.board is not None
    assert reading.board.source is not None
    said = reading.page_texts[0][reading.board.source.start : reading.board.source.end]
    assert said.endswith("tbildningsnämnden")
