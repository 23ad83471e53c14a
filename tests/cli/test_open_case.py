"""`vandpunkt open-case`: the proposal printed, the case opened only when nothing is open, and once."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.running import run

LETTER = """Skrivelse om trygghet

Till utbildningsnämnden
Vilket stöd har Norra skolan och Parkskolan fått 2022–2025? Vad planeras för 2026?

Ledamot Demo (S)
"""


@pytest.fixture
def home_with_schools(home: Path) -> Path:
    """An installation with two schools of ours and one of another's by the same name."""
    rows = [("10000001", "Norra skolan", 1), ("10000002", "Parkskolan", 1), ("10000003", "Parkskolan", 0)]
    blank = "'', '', '', '', '', 1, '', ''"
    with closing(sqlite3.connect(home / "vandpunkt.sqlite3")) as database, database:
        columns = "code, name, own, municipality_code, municipality, operator_type, operator, operator_number"
        database.executemany(
            f"INSERT INTO register_schoolunit ({columns}, has_year_nine, described_by, described_for) "
            f"VALUES (?, ?, ?, {blank})",
            rows,
        )
    settings = home / "vandpunkt.toml"
    written = settings.read_text(encoding="utf-8")
    named = '[organiser]\nadministration = "Utbildningsförvaltningen"'
    settings.write_text(written.replace("[organiser]", named), encoding="utf-8")
    return home


def cases(home: Path) -> list[tuple[str, str]]:
    """The cases that there are, by number and title."""
    with closing(sqlite3.connect(home / "vandpunkt.sqlite3")) as database:
        return database.execute("SELECT dnr, title FROM cases_case").fetchall()


def test_a_letter_is_proposed_then_opened_when_what_is_open_is_answered(
    home_with_schools: Path, tmp_path: Path
) -> None:
    home, letter = home_with_schools, tmp_path / "brev.txt"
    letter.write_text(LETTER, encoding="utf-8")

    proposal = run("open-case", letter, home=home)
    assert proposal.returncode == 0, proposal.stderr
    assert "Norra skolan: 10000001" in proposal.stdout
    assert "10000003 Parkskolan" in proposal.stdout
    assert "Förvaltning: Utbildningsförvaltningen" in proposal.stdout
    assert "Svara på vilken skola «Parkskolan» är." in proposal.stdout

    refused = run("open-case", letter, "--accept", "--dnr", "UN 2026/5", home=home)
    assert refused.returncode == 2
    assert "Inget ärende är upplagt. Svara först på det som är kvar." in refused.stderr
    assert cases(home) == []

    answered = ("--accept", "--dnr", "UN 2026/5", "--school", "Parkskolan=10000002")
    opened = run("open-case", letter, *answered, home=home)
    assert "Ärendet UN-2026-5 är upplagt." in opened.stdout, opened.stderr
    again = run("open-case", letter, *answered, home=home)
    assert again.returncode == 2
    assert "Ärendet UN 2026/5 finns redan: Trygghet." in again.stderr
    assert cases(home) == [("UN 2026/5", "Trygghet")]
