"""What a reader of the overview of quality work has chosen to see: which schools, and how far along."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from vandpunkt.domain.problems import marked
from vandpunkt.follow_up.quality import OverviewLine
from vandpunkt.web.swedish_order import is_named

BEHIND, NOT_BEGUN, TO_SIGN, SIGNED = "behind", "not_begun", "to_sign", "signed"
STAGES = {
    "": marked("Alla skolor"),
    BEHIND: marked("Delar saknas"),
    NOT_BEGUN: marked("Inget är skrivet"),
    TO_SIGN: marked("Ska signeras"),
    SIGNED: marked("Signerat"),
}


def stages_of(line: OverviewLine) -> frozenset[str]:
    """Every stage that a school's year can be chosen by: one of which nothing is written is behind too."""
    if line.cycle.signed_at:
        return frozenset({SIGNED})
    if not line.behind:
        return frozenset({TO_SIGN})
    return frozenset({BEHIND} if line.cycle.begun else {BEHIND, NOT_BEGUN})


@dataclass(frozen=True)
class QualityChoice:
    """The words searched for, an area and a stage; "" where not chosen."""

    text: str = ""
    area: str = ""
    stage: str = ""

    @classmethod
    def read(cls, query: Mapping[str, str]) -> QualityChoice:
        """The choice that an address makes; what it does not understand is left unchosen."""
        stage = query.get("stage", "")
        return cls(
            text=" ".join(query.get("text", "").split())[:100],
            area=query.get("area", "").strip(),
            stage=stage if stage in STAGES else "",
        )

    @property
    def filtered(self) -> bool:
        """Whether some schools may be left out."""
        return bool(self.text or self.area or self.stage)

    def apply(self, lines: Iterable[OverviewLine]) -> list[OverviewLine]:
        """The lines chosen, in the order that they have."""
        return [
            line
            for line in lines
            if is_named(line.school.name, line.school.code, self.text)
            and self.area in ("", line.school.area)
            and (not self.stage or self.stage in stages_of(line))
        ]
