"""docs/dependencies.md says of every dependency why it is there, and of nothing else."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NAME = re.compile(r"^([A-Za-z0-9][\w.-]*)", re.M)


def required(kind: str) -> set[str]:
    """The packages that requirements/KIND.in asks for; its options are lines with a hyphen first."""
    return set(NAME.findall((ROOT / "requirements" / f"{kind}.in").read_text(encoding="utf-8")))


def explained() -> dict[str, str]:
    """Package and reason from every table of the page."""
    page = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \|$", page, re.M)
    return {package: why for package, why in rows if package not in ("package", "---")}


class TestDependencies:
    def test_every_one_is_explained_and_none_that_is_gone(self) -> None:
        assert set(explained()) == required("runtime") | required("test") | required("oracle")

    def test_each_explanation_is_one_line_that_says_something(self) -> None:
        assert all(3 <= len(why) <= 120 and "\n" not in why for why in explained().values())

    def test_what_the_package_declares_is_locked(self) -> None:
        project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        declared = {NAME.findall(requirement)[0] for requirement in project["dependencies"]}
        assert declared <= required("runtime")

    @pytest.mark.parametrize("kind", ["runtime", "test", "oracle"])
    def test_every_locked_version_has_a_hash_and_names_no_host(self, kind: str) -> None:
        lines = (ROOT / "requirements" / f"{kind}.txt").read_text(encoding="utf-8").splitlines()
        pinned = [number for number, line in enumerate(lines) if re.match(r"[A-Za-z0-9]", line)]
        assert pinned
        assert all("--hash=sha256:" in lines[number + 1] for number in pinned)
        assert not any("://" in line for line in lines)
