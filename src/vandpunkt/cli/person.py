"""Who runs a command, for the history of what it changes."""

from __future__ import annotations

import getpass


def by(command: str) -> str:
    """The user of the machine, where it has a name for one, and the command that is run."""
    try:
        return f"{getpass.getuser()}, vandpunkt {command}"
    except (KeyError, OSError):
        return f"vandpunkt {command}"
