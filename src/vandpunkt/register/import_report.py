"""What came of recording a publication."""

from __future__ import annotations

from dataclasses import dataclass

from vandpunkt.domain.problems import Problem
from vandpunkt.domain.publication import Refusal


@dataclass(frozen=True)
class ImportReport:
    """What one publication changed in the register, counted in figures and in units.

    `snapshot_id` is the source that was kept, None where nothing changed.
    """

    kind: str
    address: str
    title: str
    sha256: str
    rows_read: int
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    units_new: int = 0
    units_changed: int = 0
    refused: tuple[Refusal, ...] = ()
    snapshot_id: int | None = None

    @property
    def nothing_changed(self) -> bool:
        """Whether the register already held all of it."""
        return self.snapshot_id is None


class RowsRefused(Problem):
    """Rows of a publication could not be used, so nothing of it was recorded; `refused` are those rows."""

    def __init__(self, text: str, /, *, refused: tuple[Refusal, ...], **values: object) -> None:
        super().__init__(text, **values)
        self.refused = refused
