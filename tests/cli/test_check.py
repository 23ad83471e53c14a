"""`vandpunkt check`: remarks on a statement, and nothing on a clean one."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from click.testing import CliRunner

from tests.cli.running import run
from vandpunkt.cli.check import command
from vandpunkt.sources import SHIPPED

SEED = SHIPPED / "att-vanda-skolresultat.txt"


def test_the_seed_gives_its_five_remarks_and_exit_status_1() -> None:
    result = CliRunner().invoke(command, [str(SEED)])
    assert result.exit_code == 1
    assert result.stdout.count("– ") >= 5
    assert "«konsatsera» finns inte i ordlistan. Menas «konstatera»?" in result.stdout
    assert "«Start -2022» har ett tecken för mycket." in result.stdout


def test_a_clean_statement_gives_none_and_exit_status_0(tmp_path: Path) -> None:
    text = (
        SEED.read_text(encoding="utf-8")
        .replace("konsatsera", "konstatera")
        .replace("Start -2022", "Start 2022")
    )
    text = text.replace("utsatta områden, i samarbete", "utsatta områden i samarbete")
    text = text.replace("Skolverket – start 2022", "Skolverket. Start 2022")
    clean = tmp_path / "svar.txt"
    clean.write_text(text, encoding="utf-8")
    result = CliRunner().invoke(command, [str(clean)])
    assert result.stdout == "Inget att anmärka på.\n"
    assert result.exit_code == 0


def test_by_the_register_a_word_that_somebody_has_said_is_right_is_let_alone(home: Path) -> None:
    with closing(sqlite3.connect(home / "vandpunkt.sqlite3")) as database, database:
        database.execute("INSERT INTO cases_acceptedword (word) VALUES ('konsatsera')")
    told = run("check", SEED, "--register", home=home)
    assert told.returncode == 1, told.stderr
    assert "konsatsera" not in told.stdout
    assert "«Start -2022» har ett tecken för mycket." in told.stdout
