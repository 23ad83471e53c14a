"""An installation is a folder: its database, its secret key and its settings file."""

from __future__ import annotations

import os
import secrets
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vandpunkt.domain.problems import Problem, marked

HOME_VARIABLE = "VANDPUNKT_HOME"
SETTINGS_FILE = "vandpunkt.toml"


@dataclass(frozen=True)
class Installation:
    """The folder of one organiser's installation. Nothing is created by asking for it."""

    home: Path

    @property
    def database(self) -> Path:
        """The SQLite database of the installation."""
        return self.home / "vandpunkt.sqlite3"

    @property
    def on_sqlite(self) -> bool:
        """Whether the database is a file in the folder, as it is unless the settings say otherwise."""
        return is_sqlite(self.settings)

    @property
    def exists(self) -> bool:
        """Whether there is a database to open: its file, or a server that the settings name."""
        return self.database.exists() if self.on_sqlite else True

    @property
    def settings(self) -> dict[str, Any]:
        """What the settings file says; empty where there is none. Raises Problem where it cannot be read."""
        path = self.home / SETTINGS_FILE
        try:
            return tomllib.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
            raise Problem(
                marked("Inställningsfilen {file} går inte att läsa: {error}. Rätta den och försök igen."),
                file=path,
                error=error,
            ) from error

    @property
    def secret_key(self) -> str:
        """The key that signs sessions, drawn at random the first time and readable by its owner alone."""
        path = self.home / "secret-key"
        if not path.exists():
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w") as file:
                file.write(secrets.token_urlsafe(50))
        return path.read_text().strip()


def is_sqlite(settings: Mapping[str, Any]) -> bool:
    """Whether the settings keep the database in a file in the folder."""
    return bool(settings.get("database", {}).get("engine", "sqlite") == "sqlite")


def find_installation(below: Path | None = None) -> Installation:
    """The installation that a command is about.

    The folder named by VANDPUNKT_HOME, else the only installation under `var/` in the current folder.
    Raises Problem where there is none, or where there are several to choose between.
    """
    named = os.environ.get(HOME_VARIABLE)
    if named:
        return Installation(Path(named).absolute())
    folders = sorted(path for path in ((below or Path.cwd()) / "var").glob("*") if path.is_dir())
    candidates = [one for one in folders if _is_installation(Installation(one))]
    if len(candidates) == 1:
        return Installation(candidates[0].absolute())
    if not candidates:
        raise Problem(
            marked(
                "Här finns ingen installation. Skapa en med «vandpunkt init MAPP» och peka ut den "
                "med miljövariabeln {variable}."
            ),
            variable=HOME_VARIABLE,
        )
    raise Problem(
        marked("Här finns flera installationer: {folders}. Välj en med miljövariabeln {variable}."),
        folders=", ".join(str(path) for path in candidates),
        variable=HOME_VARIABLE,
    )


def _is_installation(installation: Installation) -> bool:
    if installation.database.exists():
        return True
    return (installation.home / SETTINGS_FILE).exists() and not installation.on_sqlite
