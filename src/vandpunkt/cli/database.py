"""Every command that needs the register begins here: the installation is found, whole and up to date."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from vandpunkt.domain.problems import Problem, marked
from vandpunkt.installation import HOME_VARIABLE, Installation, find_installation


@contextmanager
def installation_ready() -> Iterator[Installation]:
    """The installation that the command is about, with its database in the state that the code expects.

    Raises Problem where there is none, where its database is missing, older or newer than the code, locked,
    read-only or damaged, and where the disk is full, also while the command works.
    """
    installation = find_installation()
    if not installation.exists:
        raise Problem(
            marked("Installationen {folder} har ingen databas. Skapa den med «vandpunkt init {folder}»."),
            folder=installation.home,
        )
    start_django(installation)
    from vandpunkt.register.database_errors import check_schema, database_errors_told

    with database_errors_told():
        check_schema()
        yield installation


def start_django(installation: Installation) -> None:
    """Let Django know which installation it serves. Raises Problem where the settings are wrong."""
    os.environ[HOME_VARIABLE] = str(installation.home)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vandpunkt.settings")
    import django

    from vandpunkt.database_settings import database_settings
    from vandpunkt.sign_in_settings import sign_in_settings

    database_settings(installation)
    sign_in_settings(installation)
    django.setup()
