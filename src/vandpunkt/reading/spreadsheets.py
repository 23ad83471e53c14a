"""A spreadsheet file of any kind → a table. The content decides the kind, never the name."""

from __future__ import annotations

from vandpunkt.domain.problems import Problem, marked
from vandpunkt.reading.guarded import guarded_table
from vandpunkt.reading.limits import Limits
from vandpunkt.reading.spreadsheet_file import Table

_LIMITS = Limits(file_bytes=10_000_000, characters=6_000_000)
_OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_table(data: bytes, file: str, limits: Limits = _LIMITS) -> Table:
    """The table in an XLSX or CSV file. Raises Problem for any other file, and for an unsound one."""
    if len(data) > limits.file_bytes:
        raise Problem(
            marked("Filen {file} är större än {limit} MB och läses inte. Dela upp den."),
            file=file,
            limit=limits.file_bytes // 1_000_000,
        )
    if data.startswith(_OLD_EXCEL):
        raise Problem(
            marked(
                "{file} är en äldre Excelfil eller är låst med lösenord. "
                "Öppna den i Excel och spara den som XLSX utan lösenord."
            ),
            file=file,
        )
    if data.startswith(b"%PDF-"):
        raise Problem(marked("{file} är ingen Excelfil. Spara den som XLSX eller CSV."), file=file)
    return guarded_table(data, "xlsx" if data.startswith(b"PK\x03\x04") else "csv", limits, file)
