"""The API's answers give units and figures: marks are checked against their stated kind, n is inferred."""

from __future__ import annotations

import io
import tarfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sources.answers import (
    ALL_SUBJECTS,
    ES,
    MERIT,
    NATE,
    RINKEBY,
    SAEKHU,
    TOTAL,
    YR,
    answer,
    entry,
    statistics,
    unit,
)
from vandpunkt.domain.marks import PublishedValue
from vandpunkt.domain.problems import Problem
from vandpunkt.domain.publication import Publication
from vandpunkt.domain.terms import SchoolYear
from vandpunkt.sources import read_publication
from vandpunkt.sources.answers import body_of, figures_of, unit_of
from vandpunkt.sources.files import Content


def folder(path: Path, **files: bytes) -> Path:
    """A folder with answers, by file name without ending."""
    for name, data in files.items():
        (path / f"{name}.json").write_bytes(data)
    return path


def read(path: Path) -> Publication:
    """What the path states."""
    return read_publication("planned-educations", str(path))


def test_the_two_answers_about_a_unit_describe_it_and_give_its_figures(tmp_path: Path) -> None:
    result = read(folder(tmp_path, unit=answer(unit()), statistics=answer(statistics())))
    assert {(one.indicator, str(one.school_year)): one.value.text for one in result.figures} == {
        ("vocational_eligibility", "2024/25"): "74,5",
        ("eligibility_es", "2024/25"): "72,5",
        ("eligibility_eksahu", "2024/25"): "62,7",
        ("eligibility_nate", "2024/25"): "56,9",
        ("all_subjects", "2024/25"): "43,1",
        ("merit", "2024/25"): "202,7",
        ("total_pupils", "2025/26"): "cirka 230",
    }
    (described,) = result.units
    assert (described.code, described.name, described.municipality_code) == (RINKEBY, "Rinkebyskolan", "0180")
    assert (described.operator_number, described.has_year_nine) == ("2120000142", True)
    assert (result.rows_read, result.refusals) == (2, ())


def test_n_is_inferred_from_the_five_shares_that_share_it_and_flagged() -> None:
    figures, refusals = figures_of(statistics(), "s.json")
    shares = [one for one in figures if one.indicator not in ("merit", "total_pupils")]
    assert {(one.cohort, one.cohort_inferred) for one in shares} == {(51, True)}
    assert all(one.cohort is None and not one.cohort_inferred for one in figures if one not in shares)
    assert refusals == ()


def test_n_is_inferred_year_by_year() -> None:
    changed = {
        YR: [entry("74,5"), entry("64,9", period="2023/24")],
        ES: [entry("72,5"), entry("64,9", period="2023/24")],
        SAEKHU: [entry("62,7"), entry("59,6", period="2023/24")],
        NATE: [entry("56,9"), entry("52,6", period="2023/24")],
        ALL_SUBJECTS: [entry("43,1"), entry("45,6", period="2023/24")],
    }
    figures, _ = figures_of(statistics(**changed), "s.json")
    cohorts = {one.school_year: one.cohort for one in figures if one.indicator == "eligibility_es"}
    assert cohorts == {SchoolYear(2024): 51, SchoolYear(2023): 57}


def test_too_few_different_shares_tell_no_n() -> None:
    nearly_all = [entry("~100", "ROUNDED_OFF_DUE_TO_FEW_PUPILS_NOT_ELIGIBLE")]
    figures, _ = figures_of(statistics(**{YR: nearly_all, ES: nearly_all, SAEKHU: nearly_all}), "s.json")
    assert {one.cohort for one in figures} == {None}


def test_nothing_is_inferred_from_marks_alone_or_from_shares_that_no_n_fits() -> None:
    suppressed = {
        key: [entry("..", "OMITTED_DUE_TO_BASED_ON_FEW_PUPILS")]
        for key in (YR, ES, SAEKHU, NATE, ALL_SUBJECTS)
    }
    contradictory = {YR: [entry("99,9")], ES: [entry("0,1")], SAEKHU: [entry("50,1")], NATE: [entry("33,4")]}
    for changed in (suppressed, contradictory):
        figures, _ = figures_of(statistics(**changed), "s.json")
        assert {one.cohort for one in figures if one.indicator == "vocational_eligibility"} == {None}


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("74,5", "EXISTS"),
        ("cirka 30", "EXISTS"),
        ("..", "OMITTED_DUE_TO_BASED_ON_FEW_PUPILS"),
        (".", "MISSING"),
        (None, "MISSING"),
        ("~100", "ROUNDED_OFF_DUE_TO_FEW_PUPILS_NOT_ELIGIBLE"),
    ],
)
def test_marks_that_agree_with_their_kind_are_kept(value: str | None, kind: str) -> None:
    key = TOTAL if value == "cirka 30" else YR
    figures, refusals = figures_of({"schoolUnit": RINKEBY, key: [entry(value, kind)]}, "s.json")
    assert (figures[0].value.text, refusals) == (value or "", ())


@pytest.mark.parametrize(
    ("given_entry", "reason"),
    [
        (entry("..", "EXISTS"), "stämmer inte med uppgiftens slag"),
        (entry("74,5", "MISSING"), "stämmer inte med uppgiftens slag"),
        (entry("74,5", "SOMETHING_NEW"), "SOMETHING_NEW"),
        (entry("74,5", "EXISTS", period=None), "saknar läsår"),
        (entry("74,5", "EXISTS", period="2024"), "inget läsår"),
        (entry("745"), "utanför 0–100"),
        (entry("många"), "varken ett tal"),
        ({**entry("74,5"), "value": 74.5}, "«value» är inte text"),
        ("74,5", "inte den form"),
    ],
)
def test_a_figure_that_cannot_be_used_is_refused_with_file_column_and_reason(
    given_entry: Any, reason: str
) -> None:
    figures, (refusal,) = figures_of(statistics(**{YR: [given_entry]}), "s.json")
    assert "vocational_eligibility" not in {one.indicator for one in figures}
    assert len(figures) == 6
    assert refusal.place.file == "s.json"
    assert (refusal.place.column or "").startswith(YR)
    assert reason in refusal.reason


def test_a_year_that_stands_twice_is_refused() -> None:
    _, (refusal,) = figures_of(statistics(**{YR: [entry("74,5"), entry("60,0")]}), "s.json")
    assert refusal.reason == "Läsåret 2024/25 står två gånger."


def test_an_entry_that_only_says_that_there_is_nothing_is_no_figure() -> None:
    figures, refusals = figures_of(statistics(**{YR: [entry(None, "MISSING", None)], ES: []}), "s.json")
    assert len(figures) == 5
    assert refusals == ()


@pytest.mark.parametrize(
    ("schooling", "expected"),
    [
        ([{"code": "gr", "schoolYears": ["7", "8", "9"]}], True),
        ([{"code": "gr", "schoolYears": ["1", "2", "3"]}], False),
        ([{"code": "gran", "schoolYears": ["7", "8", "9"]}], False),
        ([], False),
        (None, None),
    ],
)
def test_year_nine_is_that_of_the_compulsory_school(schooling: Any, expected: bool | None) -> None:
    assert unit_of(unit(typeOfSchooling=schooling), "u.json").has_year_nine is expected


def test_independent_operators_are_named_as_the_statistics_name_them() -> None:
    assert unit_of(unit(principalOrganizerType="Fristående"), "u.json").operator_type == "Enskild"


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"code": "123"}, "åtta siffror"),
        ({"name": ""}, "tom"),
        ({"geographicalAreaCode": "x"}, "kommunkod"),
        ({"organisationRegistryNumber": "12"}, "organisationsnummer"),
        ({"name": 7}, "«name» är inte text"),
    ],
)
def test_a_unit_that_cannot_be_used_is_refused_with_its_file(
    tmp_path: Path, changed: dict[str, Any], reason: str
) -> None:
    result = read(folder(tmp_path, fel=answer(unit(**changed)), statistics=answer(statistics())))
    (refusal,) = result.refusals
    assert refusal.place.file == "fel.json"
    assert reason in refusal.reason
    assert result.units == ()


@pytest.mark.parametrize(
    "data", [b"{", b"[" * 100_000, b"[]", b'"text"', b"null", answer([]), answer({"x": 1})]
)
def test_a_file_that_is_no_answer_is_a_problem_and_in_a_folder_refused(tmp_path: Path, data: bytes) -> None:
    alone = tmp_path / "ensam.json"
    alone.write_bytes(data)
    with pytest.raises(Problem):
        read(alone)
    together = tmp_path / "mapp"
    together.mkdir()
    result = read(folder(together, fel=data, unit=answer(unit())))
    assert [refusal.place.file for refusal in result.refusals] == ["fel.json"]


def test_the_same_unit_in_two_files_is_refused_the_second_time(tmp_path: Path) -> None:
    result = read(
        folder(tmp_path, a=answer(unit()), b=answer(unit()), c=answer(statistics()), d=answer(statistics()))
    )
    assert [refusal.place.file for refusal in result.refusals] == ["b.json", "d.json"]
    assert (len(result.units), len(result.figures)) == (1, 7)


def tar_of(path: Path, files: dict[str, bytes], mode: str) -> Path:
    """A tar archive with these files."""
    with tarfile.open(path, mode) as archive:
        for name, data in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return path


def test_a_file_a_folder_and_a_tar_say_the_same_under_the_same_hash(tmp_path: Path) -> None:
    files = {"statistics/a.json": answer(statistics()), "school-units/b.json": answer(unit())}
    for name, data in files.items():
        (tmp_path / "mapp" / name).parent.mkdir(parents=True)
        (tmp_path / "mapp" / name).write_bytes(data)
    (tmp_path / "mapp" / "README.md").write_text("om mappen")
    publications = [
        read(tmp_path / "mapp"),
        *(
            read(
                tar_of(tmp_path / f"svar{ending}", {f"p/{name}": data for name, data in files.items()}, mode)
            )
            for ending, mode in ((".tar", "w"), (".tar.gz", "w:gz"), (".tar.xz", "w:xz"), (".tgz", "w:bz2"))
        ),
    ]
    assert len({one.sha256 for one in publications}) == 1
    assert {len(one.figures) for one in publications} == {7}


json_values: st.SearchStrategy[Any] = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.text(max_size=8), st.sampled_from(["74,5", "EXISTS"])
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(["value", "valueType", "timePeriod", "x"]), inner, max_size=4),
    ),
    max_leaves=6,
)


@given(
    st.dictionaries(
        st.sampled_from([YR, ES, MERIT, TOTAL, "code", "name", "schoolUnit"]), json_values, max_size=7
    )
)
def test_no_shape_of_answer_does_worse_than_a_problem(body: dict[str, Any]) -> None:
    parsed = body_of(Content("a.json", answer(body)))
    for understand in (unit_of, figures_of):
        try:
            understand(parsed, "a.json")
        except Problem:
            continue


@given(st.integers(10, 300), st.data())
def test_the_inferred_n_fits_every_share_that_a_cohort_gives(n: int, data: st.DataObject) -> None:
    keys = (YR, ES, SAEKHU, NATE, ALL_SUBJECTS)
    counts = [data.draw(st.integers(0, n)) for _ in keys]
    shares = [f"{round(1000 * count / n) / 10:.1f}".replace(".", ",") for count in counts]
    figures, _ = figures_of(
        {"schoolUnit": RINKEBY, **{key: [entry(text)] for key, text in zip(keys, shares, strict=True)}},
        "s.json",
    )
    for figure in figures:
        if figure.cohort is not None:
            assert PublishedValue.parse(figure.value.text).counts(figure.cohort) is not None
            assert figure.cohort <= n
