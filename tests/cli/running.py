"""Runs commands as a user does, each in a process of its own; can take rights and disk space from it."""

from __future__ import annotations

import ctypes
import os
import resource
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

_COMMAND = (sys.executable, "-c", "from vandpunkt.cli.main import main; main()")
_DROP_CAPABILITY = 24
_CAPABILITIES_OVER_FILES = (1, 2, 3)


def environment(home: Path | None, **more: str) -> dict[str, str]:
    """The environment of a command about an installation."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("VANDPUNKT_")}
    named = {"VANDPUNKT_HOME": str(home)} if home else {}
    return {**kept, "DJANGO_SETTINGS_MODULE": "vandpunkt.settings", **named, **more}


def run(
    *arguments: object,
    home: Path | None = None,
    before: Callable[[], None] | None = None,
    cwd: Path | None = None,
    **more: str,
) -> subprocess.CompletedProcess[str]:
    """Run a command to its end. `before` runs in the process just before the command does."""
    return subprocess.run(
        [*_COMMAND, *map(str, arguments)],
        env=environment(home, **more),
        cwd=cwd,
        preexec_fn=before,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        timeout=60,
        check=False,
    )


def start(*arguments: object, home: Path) -> subprocess.Popen[str]:
    """Start a command that goes on until it is stopped."""
    return subprocess.Popen(
        [*_COMMAND, *map(str, arguments)],
        env=environment(home),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def obeying_file_rights() -> None:
    """Let also root be held by the rights of files and folders."""
    if os.geteuid() == 0:
        for capability in _CAPABILITIES_OVER_FILES:
            assert ctypes.CDLL(None).prctl(_DROP_CAPABILITY, capability, 0, 0, 0) == 0


def with_disk_of(size: int) -> Callable[[], None]:
    """Let no file grow beyond so many bytes, as on a disk that is full."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def rows(home: Path, table: str) -> int:
    """How many rows a table of the installation's database has."""
    with sqlite3.connect(home / "vandpunkt.sqlite3") as database:
        count: int = database.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
    database.close()
    return count


def told(result: subprocess.CompletedProcess[str], words: str) -> str:
    """What a failed command told a person on standard error: a sentence with these words, and no trace."""
    assert result.returncode == 2, result.stdout + result.stderr
    assert "Traceback" not in result.stderr
    assert words in result.stderr
    return result.stderr
