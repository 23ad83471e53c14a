"""What the machine lacks is installed where that is allowed, and else named in one line."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "tools" / "system-packages"
EVERYTHING = ("gcc", "chromium", "soffice", "localc", "pdftoppm", "tesseract", "node", "npm")


def machine(folder: Path, *, programs: tuple[str, ...], user: int, python_headers: bool = True) -> Path:
    """A PATH with only these programs; its apt-get writes down what it was asked for."""
    for name in ("bash", "env"):
        (folder / name).symlink_to(str(shutil.which(name)))
    scripts = {
        "id": f"echo {user}",
        "python3": "exit 0" if python_headers else 'case "$*" in *Python.h*) exit 1;; esac',
        "apt-get": f'echo "$*" >> {folder}/asked',
    } | dict.fromkeys(programs, "exit 0")
    for name, body in scripts.items():
        (folder / name).write_text(f"#!/bin/bash\n{body}\n")
        (folder / name).chmod(0o755)
    return folder


def run(path: Path, purpose: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(SCRIPT), purpose], env={"PATH": str(path)}, capture_output=True, text=True, check=False
    )


class TestNothingMissing:
    @pytest.mark.parametrize("purpose", ["build", "test"])
    def test_nothing_is_done_or_said(self, tmp_path: Path, purpose: str) -> None:
        answer = run(machine(tmp_path, programs=EVERYTHING, user=0), purpose)
        assert (answer.returncode, answer.stdout, answer.stderr) == (0, "", "")
        assert not (tmp_path / "asked").exists()

    def test_building_needs_no_browser(self, tmp_path: Path) -> None:
        assert run(machine(tmp_path, programs=("gcc",), user=1000), "build").returncode == 0


class TestSomethingMissing:
    def test_root_gets_it_installed(self, tmp_path: Path) -> None:
        answer = run(
            machine(tmp_path, programs=("gcc", "soffice", "localc", "tesseract", "node", "npm"), user=0),
            "test",
        )
        assert answer.returncode == 0
        assert answer.stdout == "installing chromium poppler-utils\n"
        asked = (tmp_path / "asked").read_text().splitlines()
        assert asked[0].startswith("update")
        assert asked[1].endswith("--no-install-recommends chromium poppler-utils")

    def test_others_are_told_in_one_line_what_to_install(self, tmp_path: Path) -> None:
        answer = run(machine(tmp_path, programs=("gcc",), user=1000, python_headers=False), "test")
        assert answer.returncode == 1
        assert answer.stderr.splitlines() == [
            "Install what is missing and try again: "
            "sudo apt-get install python3-dev chromium libreoffice-writer libreoffice-calc poppler-utils "
            "tesseract-ocr nodejs npm"
        ]
        assert not (tmp_path / "asked").exists()
