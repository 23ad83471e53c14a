"""What the database and the disk cannot do is told in Swedish; faults of ours are not dressed up."""

from __future__ import annotations

import errno
import sqlite3
from pathlib import Path

import pytest
from django.db import DatabaseError, IntegrityError, OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder

from vandpunkt.domain.problems import Problem
from vandpunkt.register.database_errors import (
    check_schema,
    database_errors_told,
    database_problem,
    disk_problem,
)


def sqlite_message(path: Path, statement: str, *, uri: str = "") -> str:
    """What SQLite itself says when a statement fails."""
    database = sqlite3.connect(f"file:{path}{uri}", uri=True, timeout=0)
    try:
        database.execute(statement)
    except sqlite3.Error as error:
        return str(error)
    finally:
        database.close()
    raise AssertionError("the statement did not fail")


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A database with a table."""
    path = tmp_path / "v.sqlite3"
    with sqlite3.connect(path) as made:
        made.execute("CREATE TABLE t (x)")
    made.close()
    return path


def told(message: str) -> str:
    """What a person is told of SQLite's message."""
    problem = database_problem(OperationalError(message), "/srv/v.sqlite3")
    assert problem is not None
    return str(problem)


def test_locked(database: Path) -> None:
    with sqlite3.connect(database) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert "upptagen" in told(sqlite_message(database, "INSERT INTO t VALUES (1)"))
    other.close()


def test_read_only(database: Path) -> None:
    assert "skrivskyddad" in told(sqlite_message(database, "INSERT INTO t VALUES (1)", uri="?mode=ro"))


def test_not_to_be_opened(tmp_path: Path) -> None:
    with pytest.raises(sqlite3.Error) as error:
        sqlite3.connect(f"file:{tmp_path}/saknas/v.sqlite3", uri=True)
    assert "går inte att öppna" in told(str(error.value))


def test_full(database: Path) -> None:
    with sqlite3.connect(database) as small:
        small.execute("PRAGMA max_page_count = 2")
        with pytest.raises(sqlite3.Error) as error:
            small.execute("INSERT INTO t VALUES (zeroblob(1000000))")
    small.close()
    assert "Disken är full" in told(str(error.value))


def test_no_database(tmp_path: Path) -> None:
    path = tmp_path / "text.sqlite3"
    path.write_text("detta är ingen databas" * 100, encoding="utf-8")
    assert "ingen databas" in told(sqlite_message(path, "SELECT * FROM t"))


def test_damaged() -> None:
    assert "skadad" in told("database disk image is malformed")


@pytest.mark.parametrize(
    "message", ["no such table: x", "UNIQUE constraint failed", 'near "SELET": syntax error']
)
def test_faults_of_ours_are_not_dressed_up(message: str) -> None:
    assert database_problem(OperationalError(message), "v.sqlite3") is None
    with pytest.raises(OperationalError, match=r"SELET|no such|UNIQUE"), database_errors_told():
        raise OperationalError(message)
    with pytest.raises(IntegrityError), database_errors_told():
        raise IntegrityError(message)


def test_the_database_is_named_in_what_is_told() -> None:
    with pytest.raises(Problem) as problem, database_errors_told():
        raise DatabaseError("database is locked")
    assert str(connection.settings_dict["NAME"]) in str(problem.value)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "Disken är full"),
        (errno.EFBIG, "Disken är full"),
        (errno.EACCES, "får inte skrivas"),
        (errno.EROFS, "får inte skrivas"),
    ],
)
def test_the_disk_is_told_of_with_the_file(number: int, words: str) -> None:
    problem = disk_problem(OSError(number, "x", "/srv/svar.docx"), "annat")
    assert problem is not None
    assert words in str(problem)
    assert "/srv/svar.docx" in str(problem)


def test_other_errors_of_the_system_pass_through() -> None:
    assert disk_problem(OSError(errno.ECONNRESET, "x"), "f") is None
    with pytest.raises(ConnectionResetError), database_errors_told():
        raise ConnectionResetError(errno.ECONNRESET, "x")
    with pytest.raises(Problem, match="Disken är full"), database_errors_told():
        raise OSError(errno.ENOSPC, "x")


@pytest.mark.django_db
class TestSchema:
    """A database that is older or newer than the code is told of before anything is done with it."""

    def test_the_right_one_passes(self) -> None:
        check_schema()

    def test_an_older_one(self) -> None:
        MigrationRecorder(connection).migration_qs.filter(app="cases").delete()
        with pytest.raises(Problem, match=r"äldre än programmet.*vandpunkt init"):
            check_schema()

    def test_a_newer_one(self) -> None:
        MigrationRecorder(connection).record_applied("register", "9999_from_the_future")
        with pytest.raises(Problem, match="nyare version"):
            check_schema()

    def test_what_other_programs_have_applied_is_their_own(self) -> None:
        MigrationRecorder(connection).record_applied("another_app", "0001_initial")
        check_schema()
