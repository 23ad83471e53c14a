"""A secret kept in a file that its owner alone may read."""

from __future__ import annotations

import stat
from pathlib import Path

from vandpunkt.domain.problems import Problem, marked


def read_secret(path: Path, *, named_in: Path) -> str:
    """What stands in the file. Raises Problem where it cannot be read, and where others can read it too."""
    try:
        mode = path.stat().st_mode
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Problem(
            marked("{file} anger en hemlighet i {path}, som inte går att läsa: {error}."),
            file=named_in,
            path=path,
            error=getattr(error, "strerror", None) or error,
        ) from error
    if mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise Problem(
            marked("Hemligheten i {path} kan läsas av andra. Kör «chmod 600 {path}» och försök igen."),
            path=path,
        )
    return text.strip()
