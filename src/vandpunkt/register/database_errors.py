"""What a person is told when the database cannot do what was asked; the one place where that is decided."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import DatabaseError, OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from vandpunkt.domain.problems import Problem, marked
from vandpunkt.installation import HOME_VARIABLE

_TOLD = (
    (
        "locked",
        marked(
            "Databasen {file} är upptagen av något annat. Inget har ändrats. Vänta en stund och försök igen."
        ),
    ),
    (
        "readonly",
        marked(
            "Databasen {file} är skrivskyddad. Inget har ändrats. Ge ditt konto rätt att skriva i filen "
            "och i mappen som den ligger i."
        ),
    ),
    (
        "unable to open",
        marked(
            "Databasen {file} går inte att öppna. Kontrollera att mappen finns och att ditt konto får läsa "
            "och skriva i den."
        ),
    ),
    (
        "disk is full",
        marked(
            "Disken är full, så databasen {file} kan inte ändras. Inget har ändrats. Frigör utrymme först."
        ),
    ),
    (
        "disk i/o",
        marked(
            "Databasen {file} kan inte skrivas eller läsas från disken. Inget har ändrats. Kontrollera att "
            "disken är hel och har plats."
        ),
    ),
    (
        "password authentication failed",
        marked(
            "Databasen {file} godtar inte användarens lösenord. Kontrollera user och lösenordet i "
            "[database] i vandpunkt.toml."
        ),
    ),
    (
        "does not exist",
        marked(
            "Databasen {file} eller dess användare finns inte på servern. Skapa dem där, eller ändra name "
            "och user i [database] i vandpunkt.toml."
        ),
    ),
    (
        "permission denied",
        marked("Användaren får inte göra detta i databasen {file}. Ge användaren rätt till den."),
    ),
    (
        "no space left",
        marked(
            "Disken är full, så databasen {file} kan inte ändras. Inget har ändrats. Frigör utrymme först."
        ),
    ),
    (
        "deadlock",
        marked(
            "Databasen {file} är upptagen av något annat. Inget har ändrats. Vänta en stund och försök igen."
        ),
    ),
    (
        "too many clients",
        marked("Databasservern för {file} har för många anslutningar. Vänta en stund och försök igen."),
    ),
    *(
        (
            words,
            marked(
                "Databasservern för {file} svarar inte. Kontrollera att den är igång och att host och port i "
                "[database] i vandpunkt.toml stämmer."
            ),
        )
        for words in (
            "connection failed",
            "connection timeout",
            "could not connect",
            "the connection is lost",
            "server closed the connection",
            "consuming input failed",
            "failed to resolve host",
            "terminating connection",
        )
    ),
    ("malformed", marked("Databasen {file} är skadad. Återställ den från en säkerhetskopia.")),
    ("not a database", marked("{file} är ingen databas. Återställ den från en säkerhetskopia.")),
)
_NO_SPACE = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_NO_PERMISSION = (errno.EACCES, errno.EPERM, errno.EROFS)


def database_name() -> str:
    """The database as people know it: its file, or its name and the server that it is on."""
    stated = connection.settings_dict
    host = stated["HOST"] or "localhost"
    return str(stated["NAME"]) if connection.vendor == "sqlite" else f"{stated['NAME']} ({host})"


def database_problem(error: DatabaseError, file: str | Path) -> Problem | None:
    """What to tell of an error of the database; None where it is a fault of ours."""
    message = str(error).casefold()
    if "does not exist" in message and not isinstance(error, OperationalError):
        return None
    return next((Problem(text, file=file) for words, text in _TOLD if words in message), None)


def disk_problem(error: OSError, file: str | Path) -> Problem | None:
    """What to tell of an error when files are written; None where it is about something else."""
    where = error.filename or file
    if error.errno in _NO_SPACE:
        return Problem(
            marked("Disken är full, så {file} kan inte skrivas. Frigör utrymme först."), file=where
        )
    if error.errno in _NO_PERMISSION:
        return Problem(
            marked("{file} får inte skrivas av ditt konto. Ändra rättigheterna eller välj en annan mapp."),
            file=where,
        )
    return None


@contextmanager
def database_errors_told() -> Iterator[None]:
    """Turn what the database and the disk cannot do into a Problem; other errors pass through."""
    file = database_name()
    try:
        yield
    except DatabaseError as error:
        problem = database_problem(error, file)
        if problem is None:
            raise
        raise problem from error
    except OSError as error:
        problem = disk_problem(error, file)
        if problem is None:
            raise
        raise problem from error


def check_schema() -> None:
    """Raise Problem where the database is older or newer than the code."""
    executor = check_not_newer()
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise Problem(
            marked(
                "Databasen {file} är äldre än programmet. Ta en säkerhetskopia och kör sedan "
                "«vandpunkt init {folder}»."
            ),
            file=database_name(),
            folder=os.environ.get(HOME_VARIABLE) or Path(database_name()).parent,
        )


def check_not_newer() -> MigrationExecutor:
    """Raise Problem where a newer version of the code has changed the database."""
    executor = MigrationExecutor(connection)
    known = {*executor.loader.disk_migrations, *executor.loader.replacements}
    ours = {app for app, _ in known}
    if any(app in ours and (app, name) not in known for app, name in executor.loader.applied_migrations):
        raise Problem(
            marked("Databasen {file} har använts av en nyare version av Vändpunkt. Uppgradera programmet."),
            file=database_name(),
        )
    return executor
