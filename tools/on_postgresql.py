"""Run a command with an installation on a PostgreSQL of its own, which lives as long as the command.

    tools/on_postgresql.py COMMAND ARGUMENT…

The cluster lies in a temporary folder, listens on a socket in it alone and forgets everything afterwards.
PostgreSQL refuses to run as root, so for root it runs as Debian's user `postgres`.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

NAME = "vandpunkt"
OPTIONS = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "shared_buffers": "128MB",
    "max_connections": "40",
    "lc_messages": "C",
}


def programs() -> Path | None:
    """Where the newest PostgreSQL's programs lie; None where there is none."""
    found = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    named = shutil.which("initdb")
    if named:
        found.append(Path(named).resolve().parent)
    return max(found, key=_version, default=None)


def _version(folder: Path) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", str(folder)))


def _as_owner(command: Sequence[str | Path]) -> None:
    prefix = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    done = subprocess.run(
        [*prefix, *map(str, command)], check=False, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd="/"
    )
    if done.returncode:
        raise SystemExit(done.stderr.decode(errors="replace"))


@contextmanager
def cluster() -> Iterator[Path]:
    """The folder of a running cluster: its socket is there, and a database and a superuser by our name."""
    where = programs()
    if where is None:
        raise SystemExit("Install what is missing and try again: sudo apt-get install postgresql")
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(143))
    folder = Path(tempfile.mkdtemp(prefix="vandpunkt-postgresql-"))
    data = folder / "data"
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        encoding = ["-E", "UTF8", "--locale=C.UTF-8"]
        _as_owner([where / "initdb", "-D", data, "-U", NAME, "-A", "trust", "-N", *encoding])
        options = {**OPTIONS, "unix_socket_directories": str(folder)}
        stated = " ".join(f"-c {key}='{value}'" for key, value in options.items())
        start: list[str | Path] = ["start", "-w", "-D", data, "-l", folder / "log", "-o", stated]
        _as_owner([where / "pg_ctl", *start])
        try:
            _as_owner([where / "createdb", "-h", folder, "-U", NAME, NAME])
            yield folder
        finally:
            _as_owner([where / "pg_ctl", "stop", "-w", "-m", "immediate", "-D", data])
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def settings_text(socket: Path) -> str:
    """The settings of an installation on the cluster."""
    return "\n".join(
        (
            "[database]",
            'engine = "postgresql"',
            f'host = "{socket}"',
            f'name = "{NAME}"',
            f'user = "{NAME}"',
            "",
        )
    )


def main() -> int:
    """Run the command; its exit status."""
    with cluster() as socket, tempfile.TemporaryDirectory(prefix="vandpunkt-home-") as home:
        (Path(home) / "vandpunkt.toml").write_text(settings_text(socket), encoding="utf-8")
        return subprocess.run(
            sys.argv[1:], check=False, env={**os.environ, "VANDPUNKT_HOME": home}
        ).returncode


if __name__ == "__main__":
    raise SystemExit(main())
