"""One thing to look at in a text: what, where, and what it may have been meant to be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum


class RemarkKind(Enum):
    """What a remark is about."""

    SPELLING = "spelling"
    STRAY_SIGN = "stray_sign"
    UNEVEN_NAME = "uneven_name"
    MISSING_SCHOOL = "missing_school"
    OUTSIDE_SCOPE = "outside_scope"


@dataclass(frozen=True)
class Remark:
    """A proposal to look again, never a correction.

    `place` is the heading or the school that the words stand under; `quote` the very words; `text` a marked
    Swedish sentence with the placeholders `{place}`, `{quote}` and `{proposal}`.
    """

    kind: RemarkKind
    place: str
    quote: str
    text: str
    proposal: str = ""

    def sentence(self, translate: Callable[[str], str] = str) -> str:
        """The whole remark, in Swedish or in the language that `translate` gives."""
        return translate(self.text).format(place=self.place, quote=self.quote, proposal=self.proposal)
