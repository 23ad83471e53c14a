"""Installations for commands to be about."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.running import run

ORGANISER = ("--organiser", "Stockholms stad", "--number", "212000-0142", "--municipality", "0180")


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new installation, made once; copy it before changing it."""
    folder = tmp_path_factory.mktemp("installation") / "home"
    assert run("init", folder, *ORGANISER).returncode == 0
    return folder


@pytest.fixture
def new(made: Path, tmp_path: Path) -> Path:
    """A folder where everything is to be made but the tables, which take long to make."""
    folder = tmp_path / "ny"
    folder.mkdir()
    shutil.copy(made / "vandpunkt.sqlite3", folder)
    return folder


@pytest.fixture
def home(made: Path, tmp_path: Path) -> Path:
    """An installation of one's own."""
    return Path(shutil.copytree(made, tmp_path / "home"))
