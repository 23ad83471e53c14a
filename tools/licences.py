"""The licences of everything installed beside us: fails, and lists them, when one is not on the list."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

ALLOWED = {
    "0BSD",
    "Apache Software License",
    "Apache-2.0",
    "BSD License",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "CC0-1.0",
    "ISC",
    "LGPL-3.0-only",
    "MIT",
    "MIT License",
    "MIT-0",
    "MIT-CMU",
    "MPL-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)",
    "PSF-2.0",
    "Python Software Foundation License",
    "Unlicense",
    "Zlib",
    "Zope Public License",
}
# Packages whose own statement is missing or no licence name: what their licence files say.
STATED_ELSEWHERE = {
    "axe-playwright-python": "MIT",
    "pypdfium2": "Apache-2.0",
}
OURS = {"vandpunkt"}
NPM_LOCK = Path(__file__).parent.parent / "tests" / "oidc_provider" / "package-lock.json"


def is_allowed(statement: str) -> bool:
    """Whether a licence statement can be met: every part of an AND or a list, any part of an OR."""
    required = re.split(r"\s+AND\s+|;\s*", statement.replace("(MPL 2.0)", "<MPL 2.0>").strip("() "))
    return all(
        any(choice.strip("() ").replace("<MPL 2.0>", "(MPL 2.0)") in ALLOWED for choice in part.split(" OR "))
        for part in required
    )


def installed() -> dict[str, str]:
    """The licence statement of every installed package, by name."""
    command = [sys.executable, "-m", "piplicenses", "--from=mixed", "--format=json"]
    answer = subprocess.run(command, check=True, capture_output=True, text=True)
    return {row["Name"]: row["License"] for row in json.loads(answer.stdout) if row["Name"] not in OURS}


def locked_by_npm() -> dict[str, str]:
    """The licence statement of every package that the tests' login server is made of, by name."""
    packages = json.loads(NPM_LOCK.read_text(encoding="utf-8"))["packages"]
    return {
        path.removeprefix("node_modules/"): package.get("license", "")
        for path, package in packages.items()
        if path
    }


def refused(licences: dict[str, str]) -> dict[str, str]:
    """Those whose licence is not on the list."""
    stated = {name: STATED_ELSEWHERE.get(name, statement) for name, statement in licences.items()}
    return {name: statement for name, statement in stated.items() if not is_allowed(statement)}


def main() -> int:
    """Check what is installed; the exit status."""
    licences = installed() | locked_by_npm()
    for name, statement in refused(licences).items():
        print(f"{name}: «{statement}» is not among the allowed licences")
    print(f"{len(licences)} packages, {len(refused(licences))} refused")
    return 1 if refused(licences) else 0


if __name__ == "__main__":
    raise SystemExit(main())
