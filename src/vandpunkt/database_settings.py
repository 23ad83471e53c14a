"""Which database an installation uses, as Django wants to be told: a file, or a PostgreSQL server."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from vandpunkt.domain.problems import Problem, marked
from vandpunkt.installation import Installation
from vandpunkt.secret_file import read_secret

PASSWORD_VARIABLE = "VANDPUNKT_DATABASE_PASSWORD"  # noqa: S105 - the name of a variable, not a password
CONNECT_SECONDS = 5
_KEPT_OPEN_SECONDS = 60
_KNOWN = ("engine", "host", "port", "name", "user", "password_file")


def database_settings(installation: Installation) -> dict[str, Any]:
    """What Django is told of the database. Raises Problem where the section [database] cannot be followed."""
    stated: Mapping[str, Any] = installation.settings.get("database", {})
    file = installation.home / "vandpunkt.toml"
    for key in stated:
        if key not in _KNOWN:
            raise Problem(
                marked("{file}: [database] har ingen inställning {key}. De som finns är {known}."),
                file=file,
                key=key,
                known=", ".join(_KNOWN),
            )
    engine = stated.get("engine", "sqlite")
    if engine == "sqlite":
        return sqlite_settings(str(installation.database))
    if engine != "postgresql":
        raise Problem(
            marked("{file}: [database] engine är «{engine}». Skriv sqlite eller postgresql."),
            file=file,
            engine=engine,
        )
    return _postgresql_settings(stated, installation.home, file)


def sqlite_settings(name: str) -> dict[str, Any]:
    """A database in a file: writers wait for each other and readers wait for nobody."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": name,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 5,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
        },
    }


def _postgresql_settings(stated: Mapping[str, Any], home: Path, file: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": str(stated.get("name", "vandpunkt")),
        "USER": str(stated.get("user", "")),
        "HOST": str(stated.get("host", "")),
        "PORT": str(stated.get("port", "")),
        "PASSWORD": _password(stated, home, file),
        "CONN_MAX_AGE": _KEPT_OPEN_SECONDS,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            "connect_timeout": CONNECT_SECONDS,
            "application_name": "vandpunkt",
            # To compile the plan of a page's question takes longer than to answer it.
            "options": "-c jit=off",
        },
    }


def _password(stated: Mapping[str, Any], home: Path, file: Path) -> str:
    """The password from the environment, else from a file that its owner alone may read, else none."""
    named = os.environ.get(PASSWORD_VARIABLE)
    if named or "password_file" not in stated:
        return named or ""
    return read_secret(home / str(stated["password_file"]), named_in=file)
