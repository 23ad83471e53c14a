"""A file of any kind → pages."""

from __future__ import annotations

from pathlib import Path

from vandpunkt.reading.limits import Limits
from vandpunkt.reading.pages import Page
from vandpunkt.reading.text_file import decoded, text_pages


def file_pages(path: Path, limits: Limits) -> tuple[Page, ...]:
    """The pages of the file. Raises Problem where it cannot be read."""
    return text_pages(decoded(path.read_bytes(), path.name), limits, path.name)
