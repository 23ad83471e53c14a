"""Citations: which row of the register vouches for a stated fact, told so that a person understands it."""

from __future__ import annotations

from django.utils import timezone

from vandpunkt.documents.tree import Citation
from vandpunkt.follow_up.promises import PromiseRow
from vandpunkt.register.effects import ProgrammeEffect
from vandpunkt.register.interventions.row import InterventionRow
from vandpunkt.register.results import YearResult
from vandpunkt.register.standing import FitSummary


class Citations:
    """The citations of one document, collected while it is built."""

    def __init__(self, case_slug: str = "") -> None:
        """`case_slug` names the case whose pages open the citations; without one they have no address."""
        self._pages = f"/cases/{case_slug}/citations/" if case_slug else ""
        self.by_id: dict[str, Citation] = {}

    def _add(self, model: str, row: int, version: int | str, label: str) -> str:
        identity = f"{model}-{row}-{version}"
        self.by_id[identity] = Citation(
            id=identity,
            model=model,
            row=str(row),
            version=str(version),
            label=label,
            address=f"{self._pages}{identity}/" if self._pages else "",
        )
        return identity

    def intervention(self, row: InterventionRow) -> str:
        """Cite an intervention; returns the citation's id."""
        return self._add("intervention", row.id, row.version, f"Registret, insats {row.id}{_from(row)}")

    def result(self, year: YearResult) -> str:
        """Cite a published figure; returns the citation's id."""
        return self._add("result", year.id, 1, year.source_label)

    def fit(self, fit: FitSummary) -> str:
        """Cite a fit of the results model; returns the citation's id."""
        day = timezone.localdate(fit.fitted_at).isoformat()
        return self._add(
            "model_fit", fit.id, 1, f"Resultatmodellen, skattning {fit.id}, {day}, ur Skolverkets siffror"
        )

    def promise(self, row: PromiseRow, label: str) -> str:
        """Cite what became of a promise; returns the citation's id."""
        return self._add("promise", row.id, row.version, label)

    def reply(self, row: int, label: str) -> str:
        """Cite a head teacher's comment; returns the citation's id."""
        return self._add("reply", row, 1, label)

    def effect(self, effect: ProgrammeEffect) -> str:
        """Cite a computed effect; returns the citation's id."""
        day = timezone.localdate(effect.computed_at).isoformat()
        return self._add(
            "effect_fit", effect.id, 1, f"Effektberäkning {effect.id}, {day}, {effect.programme}"
        )


def _from(row: InterventionRow) -> str:
    if not row.document_title:
        return ""
    page = f", sidan {row.source_page}" if row.source_page else ""
    dnr = f", dnr {row.document_dnr}" if row.document_dnr else ""
    return f", ur «{row.document_title}»{dnr}{page}"
