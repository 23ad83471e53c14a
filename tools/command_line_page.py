"""The page on the command line, docs/command-line.md, printed from the commands themselves.

python tools/command_line_page.py update    write it
python tools/command_line_page.py check     fail when it is not what the commands say
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from vandpunkt.cli.main import COMMANDS

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "command-line.md"
INTRODUCTION = """\
# The command line

Printed from the commands themselves by `make command-line-page`; a test fails when it is out of date.

The commands speak Swedish. With `VANDPUNKT_LANGUAGE=en` they speak English.

| exit status | means |
|---|---|
| 0 | done |
| 1 | done in part: what was left out is listed; or compared, and something is not as it should be |
| 2 | not done; nothing has been changed, and one line says what is wrong, where, and what to do |

| environment variable | means |
|---|---|
| `VANDPUNKT_HOME` | the folder of the installation; without it the only one under `var/` is used |
| `VANDPUNKT_LANGUAGE` | `sv` (without it) or `en` |
| `VANDPUNKT_PASSWORD` | the first administrator's password, for `init` |
| `VANDPUNKT_DATABASE_PASSWORD` | the password at the PostgreSQL server, where the settings name one |
| `VANDPUNKT_OIDC_SECRET` | the client secret at the organiser's login server, where the settings name one |
| `VANDPUNKT_NO_DEMO` | when set, an installation is served without its demo users |
| `PORT`, `SERVE` | as `--port` and `--serve` of `demo`, for `make demo` |
"""
RUN = "from vandpunkt.cli.main import main; import sys; sys.argv[0] = 'vandpunkt'; main()"


def help_of(*arguments: str) -> str:
    """What `vandpunkt … --help` prints, in Swedish and 100 columns wide."""
    environment = os.environ | {"VANDPUNKT_LANGUAGE": "sv", "COLUMNS": "102"}
    answer = subprocess.run(
        [sys.executable, "-c", RUN, *arguments, "--help"],
        check=True,
        capture_output=True,
        text=True,
        env=environment,
    )
    return "\n".join(line.rstrip() for line in answer.stdout.strip().splitlines())


def page() -> str:
    """The whole page as it should be."""
    parts = [INTRODUCTION, f"```\n{help_of()}\n```\n"]
    for name in COMMANDS:
        parts.append(f"## vandpunkt {name}\n\n```\n{help_of(name)}\n```\n")
        parts += [f"```\n{text}\n```\n" for text in _helps_of_subcommands(name)]
    return "\n".join(parts)


def _helps_of_subcommands(name: str) -> list[str]:
    import importlib

    command = importlib.import_module(COMMANDS[name][0]).command
    return [help_of(name, subcommand) for subcommand in getattr(command, "commands", {})]


def main(command: str) -> int:
    """Run update or check; the exit status."""
    if command == "update":
        PAGE.write_text(page(), encoding="utf-8")
        return 0
    if command == "check":
        current = PAGE.exists() and PAGE.read_text(encoding="utf-8") == page()
        print("current" if current else f"{PAGE.relative_to(ROOT)} is out of date: make command-line-page")
        return 0 if current else 1
    print(__doc__)
    return 2


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1] if len(sys.argv) == 2 else ""))
