"""The tjänsteutlåtande: the administration's answer to the board."""

from __future__ import annotations

from datetime import datetime

from vandpunkt.cases.building import answer
from vandpunkt.cases.kinds.kind import Kind, Subject
from vandpunkt.documents.tree import Document
from vandpunkt.domain.problems import marked


def build(dnr: str, now: datetime) -> Document:
    """The answer as the register stands. Raises Problem for an unknown case."""
    return answer(dnr, now=now)


KIND = Kind("statement", marked("Tjänsteutlåtande"), "tjansteutlatande", Subject.CASE, build)
