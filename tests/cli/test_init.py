"""`vandpunkt init` makes a safe, empty installation, whole or not at all, and once."""

from __future__ import annotations

import hashlib
import sqlite3
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.cli.conftest import ORGANISER
from tests.cli.running import environment, obeying_file_rights, rows, run, told, with_disk_of

PASSWORD = "tolv tecken eller fler"


def state(home: Path) -> dict[str, str]:
    """What every file of an installation holds; of the database, what a dump says."""
    files = {path.name: path for path in home.iterdir() if "sqlite3" not in path.name}
    hashes = {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in files.items()}
    with sqlite3.connect(home / "vandpunkt.sqlite3") as database:
        dump = "\n".join(database.iterdump())
    database.close()
    return {**hashes, "database": dump}


def test_a_new_installation_has_settings_a_key_of_its_owners_and_a_register_without_users(made: Path) -> None:
    settings = tomllib.loads((made / "vandpunkt.toml").read_text(encoding="utf-8"))
    assert settings["organiser"] == {
        "name": "Stockholms stad",
        "number": "2120000142",
        "municipality": "0180",
    }
    assert settings["site"] == {"hosts": ["127.0.0.1", "localhost", "[::1]"], "https": False}
    assert (made / "secret-key").stat().st_mode & 0o777 == 0o600
    assert len((made / "secret-key").read_text()) > 50
    assert made.stat().st_mode & 0o777 == 0o700
    assert rows(made, "auth_user") == 0
    assert rows(made, "auth_group") == 7
    assert rows(made, "register_programme") > 5


def test_it_says_what_comes_next(new: Path) -> None:
    result = run("init", new)
    assert result.returncode == 0
    for words in (
        "Nästa steg",
        f"export VANDPUNKT_HOME={new}",
        "ange huvudmannen",
        "--administrator",
        "vandpunkt serve",
    ):
        assert words in result.stdout


def test_a_second_time_changes_nothing(home: Path) -> None:
    before = state(home)
    result = run("init", home)
    assert result.returncode == 0
    assert "ange huvudmannen" not in result.stdout
    assert run("init", home, *ORGANISER).returncode == 0
    assert state(home) == before


def test_an_administrator_is_made_with_the_password_of_the_environment(home: Path) -> None:
    result = run("init", home, "--administrator", "anna", VANDPUNKT_PASSWORD=PASSWORD)
    assert result.returncode == 0
    assert rows(home, "auth_user") == 1
    assert "--administrator" not in result.stdout
    assert PASSWORD not in result.stdout + result.stderr + (home / "vandpunkt.toml").read_text()
    told(run("init", home, "--administrator", "anna", VANDPUNKT_PASSWORD=PASSWORD), "finns redan")


def test_without_a_password_and_anybody_to_ask_nothing_is_made(tmp_path: Path) -> None:
    told(run("init", tmp_path / "ny", "--administrator", "anna"), "VANDPUNKT_PASSWORD")
    assert list(tmp_path.iterdir()) == []


def test_a_weak_password_leaves_no_half_made_installation(tmp_path: Path) -> None:
    result = run("init", tmp_path / "a" / "ny", "--administrator", "anna", VANDPUNKT_PASSWORD="kort")
    told(result, "Lösenordet duger inte")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--organiser", "Staden", "--number", "12"), "tio siffror"),
        (("--municipality", "18"), "fyra siffror"),
        (("--organiser", "Staden"), "Ange både"),
        (("--number", "2120000142"), "Ange både"),
    ],
)
def test_an_organiser_that_cannot_be_is_told_before_anything_is_made(
    tmp_path: Path, options: tuple[str, ...], words: str
) -> None:
    told(run("init", tmp_path / "ny", *options), words)
    assert list(tmp_path.iterdir()) == []


def test_another_organisers_installation_is_left_alone(home: Path) -> None:
    before = state(home)
    told(
        run("init", home, "--organiser", "Solna", "--number", "2120000183"), "annan huvudman, Stockholms stad"
    )
    assert state(home) == before


def test_a_name_with_quotes_and_swedish_letters_is_kept_as_it_is(new: Path) -> None:
    name = 'Förbundet "Öst\\Väst"'
    assert run("init", new, "--organiser", name, "--number", "2120000142").returncode == 0
    settings = tomllib.loads((new / "vandpunkt.toml").read_text(encoding="utf-8"))
    assert settings["organiser"]["name"] == name


def test_a_folder_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    told(run("init", tmp_path / "ny", before=obeying_file_rights), "får inte skrivas")
    tmp_path.chmod(0o700)
    assert list(tmp_path.iterdir()) == []


def test_a_file_where_the_folder_should_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("x")
    assert run("init", tmp_path / "fil").returncode == 2
    assert (tmp_path / "fil").read_text() == "x"


@pytest.mark.parametrize("size", [10, 200_000])
def test_a_full_disk_leaves_no_half_made_installation(tmp_path: Path, size: int) -> None:
    result = run("init", tmp_path / "ny", before=with_disk_of(size))
    assert result.returncode == 2
    assert "Traceback" not in result.stderr
    assert "isk" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_database_of_a_newer_version_is_left_alone(home: Path) -> None:
    with sqlite3.connect(home / "vandpunkt.sqlite3") as database:
        database.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('cases', '9999_later', '2030-01-01')"
        )
    database.close()
    before = state(home)
    told(run("init", home), "nyare version")
    assert state(home) == before


def test_settings_that_cannot_be_read_are_told_with_the_file(home: Path) -> None:
    (home / "vandpunkt.toml").write_text("[organiser\n", encoding="utf-8")
    told(run("init", home), "vandpunkt.toml går inte att läsa")


def test_a_database_of_an_older_version_is_brought_up_to_date(home: Path) -> None:
    back = [sys.executable, "-m", "django", "migrate", "search", "zero", "--verbosity", "0"]
    subprocess.run(back, env=environment(home), check=True, capture_output=True)
    told(run("import", "salsa", "x", home=home), "äldre än programmet")
    assert run("init", home).returncode == 0
    told(run("import", "salsa", "x", home=home), "x finns inte")
