"""Our rows as spreadsheets: out for editing, shown row by row when they come back, taken in whole."""

from vandpunkt.register.spreadsheets.exporting import export_rows
from vandpunkt.register.spreadsheets.kinds import KINDS, Kind
from vandpunkt.register.spreadsheets.taking_in import NotTakenIn, accept, preview
from vandpunkt.register.spreadsheets.told import CellChange, CellProblem, Preview, RowTold

__all__ = [
    "KINDS",
    "CellChange",
    "CellProblem",
    "Kind",
    "NotTakenIn",
    "Preview",
    "RowTold",
    "accept",
    "export_rows",
    "preview",
]
