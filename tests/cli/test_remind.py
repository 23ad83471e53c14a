"""`vandpunkt remind` as it is run each day: letters through a mail server, and nothing the second time."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from tests.cli.running import run, told
from tests.follow_up.mail_server import mail_server


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The demo with an address for its coordinator, and the day before the coordinator's actions are due."""
    home = tmp_path_factory.mktemp("demo")
    assert run("demo", home, "--no-serve", home=home).returncode == 0
    with closing(sqlite3.connect(home / "vandpunkt.sqlite3")) as database, database:
        database.execute("UPDATE auth_user SET email = 'demo@example.se' WHERE username = 'demo-coordinator'")
        select = "SELECT due FROM follow_up_action WHERE owner = 'coordinator'"
        due = date.fromisoformat(database.execute(select).fetchone()[0])
    return home, date.fromordinal(due.toordinal() - 1).isoformat()


def test_remind_sends_letters_and_a_second_run_sends_nothing_more(demo: tuple[Path, str]) -> None:
    home, day = demo
    settings = home / "vandpunkt.toml"
    plain = settings.read_text(encoding="utf-8")
    with mail_server() as server:
        mail = f'{plain}\n[mail]\nhost = "127.0.0.1"\nport = {server.port}\nsender = "v@example.se"\n'
        settings.write_text(mail, encoding="utf-8")
        first, second = (run("remind", "--date", day, home=home) for _ in range(2))
    assert "Skickade påminnelser: 2." in first.stdout, first.stderr
    assert "Skickade frågor om löften: 1." in first.stdout
    assert "Skickade påminnelser: 0." in second.stdout
    assert "Skickade frågor om löften: 0." in second.stdout
    assert {str(letter["to"]) for letter in server.letters} == {"demo@example.se"}
    assert len(server.letters) == 3
    settings.write_text(plain, encoding="utf-8")


def test_a_day_that_is_none_is_told(demo: tuple[Path, str]) -> None:
    told(run("remind", "--date", "i förrgår", home=demo[0]), "i förrgår")
