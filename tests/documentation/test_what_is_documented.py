"""Every command, option, environment variable and setting is documented, and nothing that is gone."""

from __future__ import annotations

import importlib
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import click
import pytest

from tools import command_line_page
from vandpunkt.cli.main import COMMANDS
from vandpunkt.sign_in_settings import OIDC_KEYS, SIGN_IN_KEYS

ROOT = Path(__file__).parents[2]
SOURCES = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "src/vandpunkt").rglob("*.py"))]


def used(pattern: str) -> set[str]:
    """What the pattern captures anywhere in the code."""
    return {found for text in SOURCES for found in re.findall(pattern, text)}


def used_pairs(pattern: str) -> set[tuple[str, str]]:
    """As `used`, for a pattern that captures two words."""
    return {found for text in SOURCES for found in re.findall(pattern, text)}


def commands() -> list[tuple[str, click.Command]]:
    """Every command with its full name, those under a group included."""
    found: list[tuple[str, click.Command]] = []
    for name, (module, _) in COMMANDS.items():
        command = importlib.import_module(module).command
        found.append((name, command))
        found += [(f"{name} {inner}", it) for inner, it in getattr(command, "commands", {}).items()]
    return found


class TestCommandLine:
    page = (ROOT / "docs/command-line.md").read_text(encoding="utf-8")

    def test_the_page_is_what_the_commands_say(self) -> None:
        assert self.page == command_line_page.page(), "make command-line-page"

    @pytest.mark.parametrize(("name", "command"), commands())
    def test_every_command_has_help_and_every_option_too(self, name: str, command: click.Command) -> None:
        assert command.help, name
        assert all(one.help for one in command.params if isinstance(one, click.Option)), name

    def test_every_environment_variable_is_explained(self) -> None:
        variables = used(r'"(VANDPUNKT_[A-Z_]+)"') | used(r'envvar="([A-Z_]+)"')
        assert variables == set(re.findall(r"`(VANDPUNKT_[A-Z_]+|PORT|SERVE)`", self.page))


class TestSettings:
    page = (ROOT / "docs/handbok/installation.md").read_text(encoding="utf-8")

    def test_every_setting_is_explained_and_none_that_is_gone(self) -> None:
        direct = used_pairs(r'_settings\.get\("(\w+)", \{\}\)\.get\("(\w+)"')
        by_name = used_pairs(r'settings\.(DOCUMENTS|FOLLOW_UP|ORGANISER|STANDING)\.get\("(\w+)"')
        settings = {f"{table.lower()}.{name}" for table, name in direct | by_name}
        settings |= {f"mail.{name}" for name in used(r'_mail\.get\("(\w+)"')}
        settings |= {f"sign_in.{name}" for name in SIGN_IN_KEYS} | {f"oidc.{name}" for name in OIDC_KEYS}
        assert {"site.hosts", "organiser.number"} <= settings
        assert settings <= set(re.findall(r"`(\w+\.\w+)`", self.page))

    def test_a_new_installation_sets_only_what_is_explained(self, tmp_path: Path) -> None:
        folder = tmp_path / "new"
        options = ["--organiser", "Exempelstads kommun", "--number", "2120000000", "--municipality", "0000"]
        subprocess.run(
            [sys.executable, "-c", command_line_page.RUN, "init", str(folder), *options],
            check=True,
            capture_output=True,
        )
        written = tomllib.loads((folder / "vandpunkt.toml").read_text(encoding="utf-8"))
        for table, values in written.items():
            for name in values:
                assert f"| `{table}.{name}` |" in self.page
