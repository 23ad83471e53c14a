"""Everything that can be decided about how an effect is estimated and judged; all of it is printed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from vandpunkt.analysis.effect.exposure import ExposureRules
from vandpunkt.domain.numbers import swedish
from vandpunkt.domain.problems import marked


class Others(StrEnum):
    """What becomes of schools that only other listed programmes have touched."""

    LEFT_OUT = "left-out"
    COMPARED = "compared"


@dataclass(frozen=True)
class EffectRules:
    """Rules of estimation and verdict.

    misfit_sd: how far the model's forecasts of schools of one level may be off together, standard
    deviation in percentage points (0: they are taken as they are, uncorrected). placebos: repetitions.
    pool: comparison schools a supported school. least_comparison: unsupported
    schools of similar level without which nothing is said. largest_useful: minimum detectable effect in
    percentage points above which the data are too few. draws: simulated outcomes. seed: of everything
    drawn. integrate: carry the hyperparameters' uncertainty (None: as the model decides).
    """

    exposure: ExposureRules = field(default_factory=ExposureRules)
    others: Others = Others.LEFT_OUT
    misfit_sd: float = 2.0
    placebos: int = 999
    pool: int = 60
    least_comparison: int = 10
    largest_useful: float = 15.0
    draws: int = 4000
    seed: int = 20240817
    integrate: bool | None = None
    threads: int | None = None

    def needed_for_comparison(self, supported_schools: int) -> int:
        """How many unsupported schools of similar level a verdict needs: placebos draw no school twice."""
        return max(self.least_comparison, 2 * supported_schools)

    def sentences(self) -> Iterator[tuple[str, dict[str, object]]]:
        """The rules in Swedish: sentences with placeholders, and their values."""
        yield from self.exposure.sentences()
        yield (
            {
                Others.LEFT_OUT: marked(
                    "Skolor som bara har haft andra insatser i underlaget är inte med i jämförelsen från "
                    "det att deras insats började."
                ),
                Others.COMPARED: marked(
                    "Skolor som bara har haft andra insatser i underlaget är med i jämförelsen."
                ),
            }[self.others],
            {},
        )
        yield (
            marked(
                "Effekten är utfallet minus prognosen, vägt efter antal elever. Prognosen är gjord utan de "
                "nådda årskullarna. Året före starten är med i prognosens underlag, så att skolor som valts "
                "efter ett dåligt år inte ser ut att ha blivit bättre av insatsen."
            ),
            {},
        )
        if self.misfit_sd > 0:
            yield (
                marked(
                    "Prognosen är justerad efter hur skolor utan insats på samma nivå avvek från sina "
                    "prognoser i motsvarande läsår."
                ),
                {},
            )
        yield (
            marked(
                "Underlaget räknas som för litet när färre än {schools} jämförbara skolor utan insats finns, "
                "eller färre än två för varje skola med insatsen, eller när insatsen skulle behöva höja "
                "resultatet med mer än {points} procentenheter för att synas."
            ),
            {"schools": self.least_comparison, "points": swedish(self.largest_useful, 0)},
        )
        yield (
            marked(
                "Resultaten talar för eller emot när hela 95-procentsintervallet ligger på samma sida om "
                "noll, högst 5 procent av {placebos} skenförsök ger en minst lika stor skillnad och åren "
                "före starten inte visar någon. Om jämförelseskolorna avvek tydligt från sina prognoser "
                "ska det gälla både med och utan justeringen. Annars går det inte att avgöra."
            ),
            {"placebos": self.placebos},
        )
