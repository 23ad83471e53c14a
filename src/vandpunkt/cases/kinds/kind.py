"""What a kind of document is: its name, what it is about, who may see it, and how it is built."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from vandpunkt.documents.tree import Document
from vandpunkt.domain.problems import marked


class Subject(Enum):
    """What a document is about. Of a case, board members see a document when the case is decided."""

    CASE = marked("ärendets diarienummer")
    SCHOOL = marked("skolans namn eller skolenhetskod")
    AREA = marked("områdets namn")
    PROGRAMME = marked("programmets namn eller förkortning")


@dataclass(frozen=True)
class Kind:
    """One kind of document.

    `name` stands in addresses and on the command line, `file_name` in the names of its files; `title` is
    Swedish, marked for translation. `build` takes what the document is about as a person writes it (see
    `Subject`), and the moment. It raises Problem for a subject that is not there.
    """

    name: str
    title: str
    file_name: str
    subject: Subject
    build: Callable[[str, datetime], Document]
