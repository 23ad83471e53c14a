"""The kinds of rows that go out as spreadsheets and come back, each with its columns."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from vandpunkt.domain.problems import marked
from vandpunkt.register.spreadsheets import intervention_rows, programme_rows
from vandpunkt.register.spreadsheets.cells import Field
from vandpunkt.register.spreadsheets.stated import Stated


@dataclass(frozen=True)
class Kind:
    """A kind of row: the sheet's name, its keys and fields, and how rows are found and written.

    `shown` are the headings of what the file tells and never changes: what stands there is not read.
    """

    name: str
    title: str
    key: str
    about: tuple[str, ...]
    fields: Callable[[], tuple[Field, ...]]
    found: Callable[[Iterable[str], Collection[str] | None], Mapping[str, Stated]]
    version: Callable[[str, int], Any]
    change: Callable[..., None]
    add: Callable[..., str]
    empty: Callable[[], Any]
    listed: Callable[[Collection[str] | None, Any], list[Stated]]
    about_choices: Callable[[], Mapping[str, tuple[str, ...]]]
    shown: tuple[str, ...] = ()


KINDS = {
    "interventions": Kind(
        name="interventions",
        title=marked("Insatser"),
        key="Rad",
        about=intervention_rows.ABOUT,
        fields=intervention_rows.fields,
        found=intervention_rows.found,
        version=intervention_rows.version,
        change=intervention_rows.change,
        add=intervention_rows.add,
        empty=intervention_rows.empty,
        listed=intervention_rows.listed,
        about_choices=intervention_rows.about_choices,
    ),
    "programmes": Kind(
        name="programmes",
        title=marked("Program"),
        key="Adress",
        about=(),
        fields=programme_rows.fields,
        found=programme_rows.found,
        version=programme_rows.version,
        change=programme_rows.change,
        add=programme_rows.add,
        empty=programme_rows.empty,
        listed=programme_rows.listed,
        about_choices=dict,
    ),
}
VERSION = "Version"


def kind_of(kind: Kind | str) -> Kind:
    """A kind of the register's by its name; a kind of another room is given as it is."""
    return kind if isinstance(kind, Kind) else KINDS[kind]
