"""What a new row of a spreadsheet says that it is about, and which rows the file names by their numbers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from vandpunkt.domain.problems import FieldProblem, marked
from vandpunkt.register.schools import School, schools

SCHOOL_CODE, SCHOOL = "Skolenhetskod", "Skola"
_LONGEST_NUMBER = 9


def numbered_rows(keys: Iterable[str]) -> list[int]:
    """The keys that can be the number of a row, as numbers; the others are nobody's."""
    return [int(one) for one in keys if one.isascii() and one.isdigit() and len(one) <= _LONGEST_NUMBER]


def school_of_new_row(about: Mapping[str, str], codes: Collection[str] | None) -> School:
    """The school that a new row is about.

    Raises FieldProblem where the row names none that the register has, or one that is not among `codes`.
    """
    code = about.get(SCHOOL_CODE, "").strip()
    found = schools([code]).get(code)
    if found is None:
        raise FieldProblem(SCHOOL_CODE, marked("Skriv skolenhetskoden för skolan som den nya raden gäller."))
    if codes is not None and code not in codes:
        raise FieldProblem(
            SCHOOL_CODE, marked("Skolan {code} hör inte till dina skolor. Ta bort raden."), code=code
        )
    return found
