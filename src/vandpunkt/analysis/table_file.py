"""A table in a file: rows by column name, and every complaint about its form with file and row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from vandpunkt.domain.problems import Problem, marked


def read_table(path: Path, required: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a table separated by comma, semicolon or tab, in UTF-8: line number and values by column.

    Blank rows are passed over. Raises Problem for a file that cannot be read, a column of `required` that is
    missing, and a row that has other columns than the header.
    """
    file, text = path.name, _text(path)
    lines = text.splitlines()
    if not lines or not lines[0].strip():
        raise Problem(marked("Filen {file} är tom. Första raden ska vara kolumnnamnen."), file=file)
    reader = csv.reader(io.StringIO(text), delimiter=max(",;\t", key=lines[0].count))
    header = [name.strip() for name in next(reader)]
    _check_header(file, header, required)
    for values in reader:
        if not any(value.strip() for value in values):
            continue
        if len(values) != len(header):
            raise Problem(
                marked("{file}, rad {row}: raden har {found} värden men {expected} kolumner finns."),
                file=file, row=reader.line_num, found=len(values), expected=len(header),
            )  # fmt: skip
        yield reader.line_num, dict(zip(header, values, strict=True))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise Problem(marked("Filen {file} finns inte."), file=path) from None
    except IsADirectoryError:
        raise Problem(marked("{file} är en mapp. Ange en CSV-fil."), file=path) from None
    except PermissionError:
        raise Problem(marked("Filen {file} går inte att läsa: behörighet saknas."), file=path) from None
    except UnicodeDecodeError:
        raise Problem(
            marked("Filen {file} är inte i UTF-8. Spara den som CSV UTF-8 och försök igen."), file=path.name
        ) from None


def _check_header(file: str, header: Sequence[str], required: Sequence[str]) -> None:
    for name in required:
        if name not in header:
            raise Problem(
                marked("{file}, rad 1: kolumnen {column} saknas. Filen har {found}."),
                file=file, row=1, column=name, found=", ".join(header),
            )  # fmt: skip
    for name in header:
        if header.count(name) > 1:
            raise Problem(
                marked("{file}, rad 1: kolumnen {column} finns två gånger."), file=file, row=1, column=name
            )
