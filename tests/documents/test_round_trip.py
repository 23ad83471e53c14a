"""What the product writes, it reads back: the same forty facts from each of the four files."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.documents.sample import SCHOOLS, sample_document
from vandpunkt.documents.rendering import render_all
from vandpunkt.reading import Reading, read_file

ENDINGS = ("docx", "pdf", "html", "txt")


@pytest.fixture(scope="module")
def readings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Reading]:
    """The sample, written and read back."""
    folder: Path = tmp_path_factory.mktemp("svar")
    for ending, content in render_all(sample_document()).items():
        (folder / f"svar.{ending}").write_bytes(content)
    return {ending: read_file(folder / f"svar.{ending}") for ending in ENDINGS}


@pytest.mark.parametrize("ending", ENDINGS)
def test_every_item_of_support_is_read_back_under_its_school_and_window(
    readings: dict[str, Reading], ending: str
) -> None:
    read = [(fact.school, fact.window, fact.text) for fact in readings[ending].interventions]

    assert read == [
        (school.name, window, text)
        for school in SCHOOLS
        for window, items in (("past", school.past), ("planned", school.planned))
        for text in items
    ]
    assert len(read) == 40


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_case_is_read_back(readings: dict[str, Reading], ending: str) -> None:
    document = readings[ending].document

    assert (document.kind, document.dnr) == ("tjänsteutlåtande", "UTBF 2024/6786")
    assert document.title == "Att vända skolresultat"
    assert document.subtitle == "Svar på skrivelse från Andréa Hedin m.fl. (M)"
    assert document.administration == "Utbildningsförvaltningen"
    assert document.schools == tuple(school.name for school in SCHOOLS)
    assert [one.name for one in document.signatories] == ["Lena Holmdahl", "Peter Bragner"]
    assert document.attachments == ("Skrivelse angående att vända skolresultat av Andréa Hedin m.fl. (M)",)
    assert [one.date for one in document.consultations] == ["2025-02-11", "2025-02-12"]


def test_all_four_say_the_same(readings: dict[str, Reading]) -> None:
    def facts(reading: Reading) -> list[tuple[object, ...]]:
        return [
            (one.programme, one.start, one.end, one.ongoing, one.partners, one.persons)
            for one in reading.interventions
        ]

    first, *others = readings.values()
    assert all(facts(other) == facts(first) for other in others)
    assert all(other.document == first.document for other in others)
