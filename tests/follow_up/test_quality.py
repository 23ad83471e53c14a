"""The quality cycle: filled part by part, signed, carried over, and told as a report."""

from __future__ import annotations

import pytest

from tests.register.publishing import RINKEBY, day
from tests.register.supporting import catalogue, registered
from vandpunkt.documents.rendering import render_all
from vandpunkt.domain.problems import FieldProblem, Problem
from vandpunkt.domain.terms import SchoolYear
from vandpunkt.follow_up.quality import MET, PARTS, Goal, Part, cycle, overview
from vandpunkt.follow_up.quality_changes import carry_over, fill_part, sign_cycle, sign_part
from vandpunkt.follow_up.quality_report import quality_report
from vandpunkt.register.meanwhile import ChangedMeanwhile
from vandpunkt.register.models import SchoolUnit
from vandpunkt.register.schools import school

YEAR = SchoolYear(2025)
HEAD = "Rektor Demo"


@pytest.fixture(autouse=True)
def _schools(db: None) -> None:
    catalogue()
    SchoolUnit.objects.update(own=True)


def fill(kind: str, text: str = "Skrivet.", **values: object) -> None:
    """Write a part in the version that it has."""
    part = Part(kind, text=text, **values)
    fill_part(RINKEBY, YEAR, part, made_from=cycle(RINKEBY, YEAR).part(kind).version, by=HEAD, now=day(1))


def sign_all() -> None:
    """Write and sign every part, and the whole."""
    for kind in PARTS:
        fill(kind)
        version = cycle(RINKEBY, YEAR).part(kind).version
        sign_part(RINKEBY, YEAR, kind, made_from=version, by="Områdeschef", now=day(2))
    sign_cycle(RINKEBY, YEAR, by="Områdeschef", now=day(3))


def test_what_is_written_stands() -> None:
    fill("situation", "Läget är gott.")
    assert cycle(RINKEBY, YEAR).part("situation").text == "Läget är gott."
    assert [part.state for part in cycle(RINKEBY, YEAR).parts] == ["filled", *["empty"] * 5]


def test_two_people_never_overwrite_each_other() -> None:
    fill("situation", "Först.")
    made_from = cycle(RINKEBY, YEAR).part("situation").version
    fill("situation", "Ändrat.")
    with pytest.raises(ChangedMeanwhile, match=HEAD) as told:
        fill_part(RINKEBY, YEAR, Part("situation", text="Mitt."), made_from=made_from, by="Annan", now=day(2))
    assert [(one.before, one.theirs, one.mine) for one in told.value.differences] == [
        ("Först.", "Ändrat.", "Mitt.")
    ]


def test_the_first_of_two_who_begin_at_once_is_not_overwritten() -> None:
    fill("situation", "Först.")
    with pytest.raises(ChangedMeanwhile):
        fill_part(RINKEBY, YEAR, Part("situation", text="Mitt."), made_from=0, by="Annan", now=day(2))


@pytest.mark.parametrize(
    "goal", [Goal(""), Goal("A", "okänt", 80), Goal("A", "vocational_eligibility"), Goal("A", "merit", 400)]
)
def test_goals_are_checked_against_the_known_indicators(goal: Goal) -> None:
    with pytest.raises(FieldProblem, match="Mål 1"):
        fill("goals", goals=(goal,))


def test_only_the_schools_own_support_can_be_chosen() -> None:
    row = registered()
    fill("support", interventions=(row.id,))
    with pytest.raises(FieldProblem, match="egna insatser"):
        fill("support", interventions=(row.id + 100,))


def test_a_change_takes_the_signature_away() -> None:
    fill("situation")
    version = cycle(RINKEBY, YEAR).part("situation").version
    sign_part(RINKEBY, YEAR, "situation", made_from=version, by=HEAD, now=day(2))
    fill("situation", "Nytt.")
    assert cycle(RINKEBY, YEAR).part("situation").state == "filled"


def test_an_empty_part_cannot_be_signed_nor_the_whole_before_its_parts() -> None:
    with pytest.raises(Problem, match="tom"):
        sign_part(RINKEBY, YEAR, "situation", made_from=0, by=HEAD, now=day(2))
    with pytest.raises(Problem, match="Kvar: nuläge"):
        sign_cycle(RINKEBY, YEAR, by=HEAD, now=day(2))


def test_what_is_signed_whole_is_not_changed() -> None:
    sign_all()
    with pytest.raises(Problem, match="ändras inte längre"):
        fill("situation", "Nytt.")


def test_conclusions_and_unmet_goals_go_over_to_the_next_year() -> None:
    met, unmet = Goal("Nått", outcome=MET), Goal("Kvar", "vocational_eligibility", 85.0, "not_met")
    fill("conclusions", "Mer läsning.")
    fill("goals", goals=(met, unmet))
    assert carry_over(RINKEBY, YEAR + 1, by=HEAD, now=day(4)) == ("situation", "goals")
    after = cycle(RINKEBY, YEAR + 1)
    assert after.part("situation").text == "Mer läsning."
    assert after.part("goals").goals == (Goal("Kvar", "vocational_eligibility", 85.0),)
    assert carry_over(RINKEBY, YEAR + 1, by=HEAD, now=day(5)) == ()


def test_the_one_furthest_behind_stands_first() -> None:
    fill("situation")
    other = school("82110758")
    assert [line.behind for line in overview([school(RINKEBY), other], YEAR)] == [6, 5]


def test_the_report_says_who_signed_and_cites_the_register() -> None:
    row = registered()
    fill("support", interventions=(row.id,))
    draft = quality_report(cycle(RINKEBY, YEAR))
    assert "Arbetsmaterial" in draft.subtitle
    assert [one.row for one in draft.citations.values()] == [str(row.id)]
    files = render_all(draft)
    assert set(files) == {"docx", "pdf", "html", "txt"}
    assert "Insatser" in files["txt"].decode()
