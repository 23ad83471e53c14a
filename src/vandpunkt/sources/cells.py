"""Single cells: what they must be, told with a reason where they are not."""

from __future__ import annotations

import re

from vandpunkt.domain.marks import PublishedValue, ValueKind
from vandpunkt.domain.problems import Problem, marked

_UNIT_CODE = re.compile(r"\d{8}")
_WHOLE_PER_CENT = 100


def unit_code(text: str) -> str:
    """A school unit code. Raises Problem for what is not eight digits."""
    if _UNIT_CODE.fullmatch(text) is None:
        raise Problem(marked("«{text}» är ingen skolenhetskod: den har åtta siffror."), text=text)
    return text


def stated(text: str) -> str:
    """A text that must be there. Raises Problem for an empty cell."""
    if not text:
        raise Problem(marked("Cellen är tom."))
    return text


def operator_number(text: str) -> str:
    """An organisation number as ten digits, "" where none is given. Raises Problem for others."""
    digits = re.sub(r"[\s-]", "", text)
    if digits and re.fullmatch(r"(16)?\d{10}", digits) is None:
        raise Problem(marked("«{text}» är inget organisationsnummer: det har tio siffror."), text=text)
    return digits[-10:]


def municipality_code(text: str) -> str:
    """A municipality code with the leading zero that spreadsheets drop. Raises Problem for others."""
    if re.fullmatch(r"\d{3,4}", text) is None:
        raise Problem(marked("«{text}» är ingen kommunkod: den har fyra siffror."), text=text)
    return text.zfill(4)


def share(text: str | None) -> PublishedValue:
    """A share in per cent, or a mark. Raises Problem for what is neither, and for more than 100."""
    value = PublishedValue.parse(text)
    if value.number is not None and not 0 <= value.number <= _WHOLE_PER_CENT:
        raise Problem(marked("«{text}» är ingen andel: den ligger utanför 0–100."), text=value.text)
    return value


def pupils(text: str | None) -> PublishedValue:
    """A number of pupils, exact or «cirka», or a mark. Raises Problem for what is not a whole number."""
    value = PublishedValue.parse(text)
    if value.kind is ValueKind.NEARLY_ALL or (
        value.number is not None and (value.number < 0 or value.number != int(value.number))
    ):
        raise Problem(marked("«{text}» är inget antal elever."), text=value.text)
    return value


def number(text: str | None) -> PublishedValue:
    """Any number, or a mark that may stand in its place. Raises Problem for what is neither."""
    value = PublishedValue.parse(text)
    if value.kind is ValueKind.NEARLY_ALL:
        raise Problem(marked("«{text}» kan bara stå i en kolumn med andelar."), text=value.text)
    return value


def printed_cohort(value: PublishedValue) -> int | None:
    """The number of pupils as n, where it is printed exactly."""
    if value.kind is not ValueKind.EXISTS or value.number is None:
        return None
    return int(value.number)
