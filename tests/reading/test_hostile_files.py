"""Whatever is given: an answer in bounded time, or a Problem that a person understands."""

from __future__ import annotations

import contextlib
import os
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reading import hostile
from tests.reading.composing import HEAD
from tests.reading.statements import SEED, seed_statement
from tests.reading.writers.typeset import write_pdf
from tests.reading.writers.word import write_docx
from vandpunkt.domain.problems import Problem
from vandpunkt.reading import Limits, read_file, read_text


def problem_of(data: bytes, folder: Path, limits: Limits | None = None) -> str:
    """What a person is told of a file with this content."""
    path = folder / "fil.bin"
    path.write_bytes(data)
    with pytest.raises(Problem) as raised:
        read_file(path, limits=limits)
    told = str(raised.value)
    assert "fil.bin" in told
    assert "{" not in told
    return told


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "tom"),
        (b" \n\n", "tom"),
        (b"\x89PNG\r\n\x1a\nxxxx", "bild"),
        (b"\xff\xd8\xff\xe0xxxx", "bild"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "äldre Word"),
        (b"{\\rtf1 hej}", "RTF"),
        (bytes(range(256)) * 9, "varken text"),
        (b"PK\x03\x04" + b"x" * 99, "skadad"),
        (hostile.packed("<workbook/>", target="xl/workbook.xml"), "inget Word-dokument"),
        (hostile.locked_pdf(), "lösenord"),
        (hostile.picture_pdf(), "ingen text"),
        (b"%PDF-1.7 skrap", "skadad"),
        (hostile.pdf("<< /Type /Catalog >>"), "skadad"),
        (hostile.laughing_docx(), "skadad"),
        (hostile.outward_docx(), "skadad"),
        (hostile.deep_docx(), "skadad"),
        ("Kära dagbok. I dag var det soligt.".encode(), "tjänsteutlåtande"),
        (b"<html><body><p>Hej</body></html>", "tjänsteutlåtande"),
    ],
)
def test_a_file_that_is_no_sound_statement_is_told_of(data: bytes, words: str, tmp_path: Path) -> None:
    assert words in problem_of(data, tmp_path)


def test_a_cut_off_file_is_damaged(tmp_path: Path) -> None:
    for path in (
        write_docx(seed_statement(), tmp_path / "a.docx"),
        write_pdf(seed_statement(), tmp_path / "a.pdf"),
    ):
        data = path.read_bytes()
        assert "skadad" in problem_of(data[: len(data) // 2], tmp_path)


def test_a_file_that_unpacks_to_very_much_is_not_unpacked(tmp_path: Path) -> None:
    assert "60 MB" in problem_of(hostile.swelling_docx(100), tmp_path)


def test_a_file_that_would_take_for_ever_is_stopped(tmp_path: Path) -> None:
    started = time.monotonic()
    assert "längre tid än 1 sekunder" in problem_of(hostile.unfolding_pdf(), tmp_path, Limits(seconds=1))
    assert time.monotonic() - started < 8


def test_a_file_that_takes_all_memory_is_stopped(tmp_path: Path) -> None:
    limits = Limits(memory_bytes=300_000_000)
    told = problem_of(hostile.swelling_docx(55), tmp_path, limits)
    assert "minnet" in told or "skadad" in told or "längre än" in told


@pytest.mark.parametrize(
    ("limits", "words"),
    [
        (Limits(file_bytes=1000), "större än"),
        (Limits(pages=2), "fler än 2 sidor"),
        (Limits(characters=500), "längre än 500 tecken"),
        (Limits(lines=20), "fler än 20 rader"),
    ],
)
@pytest.mark.parametrize("kind", ["pdf", "txt"])
def test_a_file_beyond_the_limits_is_not_read(kind: str, limits: Limits, words: str, tmp_path: Path) -> None:
    if kind == "pdf":
        data = write_pdf(seed_statement(), tmp_path / "a.pdf").read_bytes()
    else:
        data = SEED.read_bytes().replace(b"\n\n", b"\n\f\n")
    assert words in problem_of(data, tmp_path, limits)


@pytest.mark.parametrize("limits", [Limits(characters=500), Limits(lines=20)])
@pytest.mark.parametrize("kind", ["docx", "html"])
def test_word_and_html_files_have_the_same_limits(kind: str, limits: Limits, tmp_path: Path) -> None:
    data = write_docx(seed_statement(), tmp_path / "a.docx").read_bytes()
    if kind == "html":
        data = b"<html><body>" + b"<p>Ett stycke.</p>" * 100
    assert "läses inte" in problem_of(data, tmp_path, limits)


def test_a_path_that_is_no_file_is_told_of(tmp_path: Path) -> None:
    for path, words in (
        (tmp_path / "saknas.txt", "finns inte"),
        (tmp_path, "är en mapp"),
        (SEED / "under", "går inte att öppna"),
    ):
        with pytest.raises(Problem, match=words):
            read_file(path)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "rör"
    os.mkfifo(pipe)
    with pytest.raises(Problem, match="ingen vanlig fil"):
        read_file(pipe)


def test_a_folder_with_modules_of_its_own_is_not_searched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit(3)\n")
    path = write_docx(seed_statement(), tmp_path / "a.docx")
    monkeypatch.chdir(tmp_path)
    assert len(read_file(path).interventions) == 40


REPEATED = (
    "a ", "Aa Bb ", "skolor är Aa skolan, ", "(((( ", "På Aa har ", "\n", "• x\n", "- \n", "2022-2024, ",
    "Anna Borg, ", "a\tb\n", "|a|b|\n", "a.b. ", "Sida 3 (5)\n", "skrivelse från Aa Bb, ", "Under 2025:\n",
    "i samarbete med Aa, Bb och ", "Aaaa bbbb cccc (ABC) ", "aaa-\nbbb", "Barn- och ", "enheten för ",
)  # fmt: skip


@pytest.mark.parametrize("piece", REPEATED)
def test_time_grows_no_faster_than_the_text(piece: str) -> None:
    start = "Norra skolan\nUnder 2021–2024 har skolan fått:\n• "

    def seconds(characters: int) -> float:
        begun = time.process_time()
        read_text(HEAD + start + piece * (characters // len(piece)))
        return time.process_time() - begun

    short = seconds(5_000)
    assert any(seconds(40_000) < 0.2 + 16 * short for _ in range(3))  # a busy machine may disturb one


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.sampled_from([*REPEATED, HEAD, "Norra skolan\n", "\f", "\x00", "¤", "ht 2022", "2022–", "å"]),
        max_size=60,
    )
)
def test_no_text_breaks_the_reading(pieces: list[str]) -> None:
    with contextlib.suppress(Problem):
        read_text("".join(pieces))


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=300))
def test_no_statement_with_any_text_in_it_breaks_the_reading(text: str) -> None:
    read_text(f"{HEAD}Norra skolan\nUnder 2025:\n• {text}\n")
