"""Links in the documentation lead somewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools import documentation_links as links

OTHER = (
    "# Another page\n\n## What's `in` it, [really](x.md)?\n\n## Twice\n\n## Twice\n\n```\n# no heading\n```\n"
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A README and one other page."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/other.md").write_text(OTHER, encoding="utf-8")
    return tmp_path


def broken(root: Path, readme: str) -> list[str]:
    """What is wrong with a README of this text."""
    (root / "README.md").write_text(readme, encoding="utf-8")
    return [line for line in links.broken(root) if line.startswith("README")]


class TestLinks:
    @pytest.mark.parametrize(
        "text",
        [
            "[page](docs/other.md)",
            "[folder](docs/)",
            "[heading](docs/other.md#another-page)",
            "[heading](docs/other.md#whats-in-it-really)",
            "[the second](docs/other.md#twice-1)",
            "# Here\n[here](#here)",
            "[away](https://example.org/no.md)",
            "[mail](mailto:nobody@example.org)",
            "`[code](no.md)`",
            "```\n[code](no.md)\n```",
            '[titled](docs/other.md "A title")',
            "[angled](<docs/other.md>)",
            "[named][x]\n\n[x]: docs/other.md",
        ],
    )
    def test_these_are_whole(self, root: Path, text: str) -> None:
        assert broken(root, text) == []

    @pytest.mark.parametrize(
        ("text", "reason"),
        [
            ("[page](docs/no.md)", "no such file"),
            ("![picture](no.png)", "no such file"),
            ("[![picture](docs/other.md)](no.md)", "no such file"),
            ("[heading](docs/other.md#no-heading)", "no such heading"),
            ("[heading](docs/other.md#twice-2)", "no such heading"),
            ("[here](#nowhere)", "no such heading"),
            ("[named][x]\n\n[x]: docs/no.md", "no such file"),
        ],
    )
    def test_these_are_broken_and_told_where(self, root: Path, text: str, reason: str) -> None:
        (line,) = broken(root, text)
        assert line.startswith("README.md: ")
        assert line.endswith(reason)


def test_every_link_of_the_documentation_leads_somewhere() -> None:
    assert list(links.broken(links.ROOT)) == []
