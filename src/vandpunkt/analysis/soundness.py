"""Whether cells can carry the model, and what a person must know about a fit."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from vandpunkt.analysis.cells import Cells
from vandpunkt.analysis.hyperparameters import Search
from vandpunkt.analysis.intake import Intake
from vandpunkt.analysis.prior import COEFFICIENT_SD
from vandpunkt.analysis.remarks import Remark
from vandpunkt.domain.problems import Problem, marked

Array = NDArray[np.float64]
FEW_SCHOOLS = 5
FEW_YEARS = 3
# A coefficient whose posterior is this much of its prior's spread has not been told by the data.
UNTOLD = 0.5


def check(cells: Cells) -> None:
    """Raises Problem when there is nothing to fit."""
    if not len(cells):
        raise Problem(marked("Tabellen har inga rader. Ange minst en skola och ett läsår."))
    if not cells.informative.any():
        raise Problem(
            marked(
                "Alla {cells} värden är dolda eller saknas, så det finns inget att räkna på. "
                "Ange minst ett läsår där andelen behöriga är publicerad."
            ),
            cells=len(cells),
        )


def remarks_on(cells: Cells, found: Search, intake: Intake, covariance: Array) -> tuple[Remark, ...]:
    """Everything about data and fit that limits what can be concluded."""
    return (
        *_on_size(cells),
        *_on_marks(cells),
        *_on_separation(cells, intake, covariance),
        *_on_search(found),
    )


def _on_size(cells: Cells) -> list[Remark]:
    years = len(np.unique(cells.year[cells.informative]))
    schools = len(np.unique(cells.school[cells.informative]))
    remarks = []
    if years == 1:
        text = marked(
            "Bara ett läsår har värden: hur mycket en skola brukar variera mellan åren är antaget, inte "
            "skattat. Nivåerna gäller, men prognosen för nästa läsår är osäkrare än intervallet visar."
        )
        remarks.append(Remark("one_year", text))
    elif years < FEW_YEARS:
        text = marked("Bara {years} läsår har värden: variationen mellan åren är till stor del antagen.")
        remarks.append(Remark("few_years", text, {"years": years}))
    if schools == 1:
        text = marked(
            "Bara en skola har värden: den kan inte jämföras med andra, och spridningen är antagen."
        )
        remarks.append(Remark("one_school", text))
    elif schools < FEW_SCHOOLS:
        text = marked("Bara {schools} skolor har värden: spridningen mellan skolor är till stor del antagen.")
        remarks.append(Remark("few_schools", text, {"schools": schools}))
    return remarks


def _on_marks(cells: Cells) -> list[Remark]:
    remarks = []
    if len(cells.contradicting):
        text = marked(
            "För {cells} värden finns inget antal behöriga elever som ger andelen av det angivna antalet "
            "elever; närmaste möjliga antal är använt."
        )
        remarks.append(Remark("contradicting", text, {"cells": len(cells.contradicting)}))
    if len(cells.guessed):
        text = marked(
            "För {cells} värden går antalet elever inte att räkna fram; det är antaget efter närmaste läsår "
            "eller en vanlig storlek."
        )
        remarks.append(Remark("cohort_guessed", text, {"cells": len(cells.guessed)}))
    return remarks


def _on_separation(cells: Cells, intake: Intake, covariance: Array) -> list[Remark]:
    known = cells.informative
    remarks = []
    if (cells.high[known] >= cells.cohort[known] - 1).all():
        text = marked("Alla kända värden är 100 % eller nästan: modellen kan inte skilja skolorna åt.")
        remarks.append(Remark("separation_high", text))
    elif (cells.high[known] == 0).all():
        text = marked("Alla kända värden är 0 %: modellen kan inte skilja skolorna åt.")
        remarks.append(Remark("separation_low", text))
    years = len(covariance) - len(intake.names)
    for place, name in enumerate(intake.names):
        error = float(np.sqrt(covariance[years + place, years + place]))
        if error > UNTOLD * COEFFICIENT_SD or _separated(cells, intake.values[place]):
            text = marked("Sambandet med {name} går inte att skatta ur dessa värden; bara riktningen syns.")
            remarks.append(Remark("coefficient_untold", text, {"name": name}))
    return remarks


def _separated(cells: Cells, column: Array) -> bool:
    """Whether a column of two values has only 100 % (or only 0 %) on one side."""
    known = cells.informative
    value = column[cells.year[known] - cells.year.min(), cells.school[known]]
    sides = np.unique(value)
    if len(sides) != 2:
        return False
    full, none = cells.high[known] == cells.cohort[known], cells.low[known] == 0
    return any(bool(extreme[value == side].all()) for side in sides for extreme in (full, none))


def _on_search(found: Search) -> list[Remark]:
    if found.converged:
        return []
    text = marked("Skattningen nådde inte fram till sitt bästa värde; använd resultatet med försiktighet.")
    return [Remark("not_converged", text)]
