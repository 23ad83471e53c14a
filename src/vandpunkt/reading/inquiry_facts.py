"""What an inquiry says, as values: each with its place in the letter and how sure the reading is of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from vandpunkt.reading.facts import Source


@dataclass(frozen=True)
class Stated:
    """Something that the letter states. `source` is None where no single place states it."""

    value: str
    source: Source | None
    confidence: float


@dataclass(frozen=True)
class StatedSender:
    """Somebody who sent the letter; `party` as printed, None where none is; `et_al` where it says m.fl."""

    name: str
    party: str | None
    et_al: bool
    source: Source | None
    confidence: float


@dataclass(frozen=True)
class StatedSchool:
    """A school by the name that the letter prints, without genitive; `place` is what it prints after it."""

    name: str
    place: str
    source: Source
    confidence: float


@dataclass(frozen=True)
class StatedYears:
    """The calendar years that the letter asks about, both included."""

    first: int
    last: int
    source: Source
    confidence: float


@dataclass(frozen=True)
class InquiryReading:
    """The whole reading of one letter.

    `kind` is `skrivelse`, `interpellation`, `ledamotsinitiativ` or `fråga`. `date` is the letter's own and
    `received` that of a stamp of arrival, both ISO. `refers_to` are diarienummer of other cases.
    """

    kind: Stated
    dnr: Stated | None
    date: Stated | None
    received: Stated | None
    title: Stated | None
    board: Stated | None
    senders: tuple[StatedSender, ...]
    questions: tuple[Stated, ...]
    schools: tuple[StatedSchool, ...]
    past: StatedYears | None
    planned: StatedYears | None
    programmes: tuple[Stated, ...]
    refers_to: tuple[Stated, ...]
    warnings: tuple[str, ...]
    page_texts: tuple[str, ...]


def as_values(reading: InquiryReading) -> dict[str, Any]:
    """The reading as plain values for JSON, without the pages' text."""
    values = asdict(reading)
    del values["page_texts"]
    return values


def from_values(values: Mapping[str, Any], page_texts: tuple[str, ...] = ()) -> InquiryReading:
    """The reading that `as_values` gave."""
    one = {name: _stated(values[name]) for name in ("dnr", "date", "received", "title", "board")}
    kind = _stated(values["kind"])
    assert kind is not None
    return InquiryReading(
        kind=kind,
        **one,
        senders=tuple(StatedSender(**_placed(sender)) for sender in values["senders"]),
        questions=_all_stated(values["questions"]),
        schools=tuple(StatedSchool(**_placed(school)) for school in values["schools"]),
        past=_years(values["past"]),
        planned=_years(values["planned"]),
        programmes=_all_stated(values["programmes"]),
        refers_to=_all_stated(values["refers_to"]),
        warnings=tuple(values["warnings"]),
        page_texts=page_texts,
    )


def _placed(values: Mapping[str, Any]) -> dict[str, Any]:
    source = values["source"]
    return {**values, "source": Source(**source) if source else None}


def _stated(values: Mapping[str, Any] | None) -> Stated | None:
    return Stated(**_placed(values)) if values else None


def _all_stated(listed: list[Mapping[str, Any]]) -> tuple[Stated, ...]:
    return tuple(Stated(**_placed(values)) for values in listed)


def _years(values: Mapping[str, Any] | None) -> StatedYears | None:
    return StatedYears(**_placed(values)) if values else None
