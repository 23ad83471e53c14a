"""The links of the documentation: every relative one must lead to a file, and every anchor to a heading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

ROOT = Path(__file__).parent.parent
LINK = re.compile(r"!?\[(?:[^\[\]]|\[[^\]]*\])*\]\(\s*<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\s*\)")
REFERENCE = re.compile(r"^\[[^\]]+\]:\s+<?(\S+?)>?\s*$", re.M)
HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*\s*$", re.M)
FENCE = re.compile(r"^(```|~~~).*?^\1\s*$", re.M | re.S)
CODE = re.compile(r"`[^`\n]*`")


def documents(root: Path) -> list[Path]:
    """README and everything under docs."""
    return [path for path in (root / "README.md", *sorted((root / "docs").rglob("*.md"))) if path.exists()]


def links(text: str) -> list[str]:
    """The targets of every link and picture, code left out."""
    prose = CODE.sub("", FENCE.sub("", text))
    return LINK.findall(prose) + REFERENCE.findall(prose)


def anchors(text: str) -> set[str]:
    """The anchors that a reader's browser makes of the headings: small letters, hyphens, no punctuation."""
    found: set[str] = set()
    for heading in HEADING.findall(FENCE.sub("", text)):
        words = re.sub(r"[`*_]|\[|\]\([^)]*\)", "", heading).lower()
        name = re.sub(r"[^\w\- ]", "", words).replace(" ", "-")
        repeats = sum(
            one == name or re.fullmatch(rf"{re.escape(name)}-\d+", one) is not None for one in found
        )
        found.add(f"{name}-{repeats}" if repeats else name)
    return found


def broken(root: Path) -> Iterator[str]:
    """One line for each link that leads nowhere."""
    for path in documents(root):
        for target in links(path.read_text(encoding="utf-8")):
            reason = _reason(path, target)
            if reason:
                yield f"{path.relative_to(root)}: {target}: {reason}"


def _reason(path: Path, target: str) -> str | None:
    if re.match(r"[a-z][a-z+.-]*:", target):
        return None
    file, _, anchor = unquote(target).partition("#")
    place = (path.parent / file).resolve() if file else path
    if not place.exists():
        return "no such file"
    if anchor and place.suffix == ".md" and anchor not in anchors(place.read_text(encoding="utf-8")):
        return "no such heading"
    return None


def main() -> int:
    """Check every document; the exit status."""
    found = list(broken(ROOT))
    for line in found:
        print(line)
    print(f"{len(documents(ROOT))} documents, {len(found)} broken links")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
