"""CELLS.csv from the shipped files: `python -m tests.analysis.real_panel CELLS.csv`.

Five school years of units in Stockholm county (Skolverket, Planned Educations API), cohort where report
139 prints it, parents' education from SALSA 2024/25.
"""

from __future__ import annotations

import csv
import io
import json
import lzma
import sys
import tarfile
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

from vandpunkt.domain.terms import SchoolYear

RATIO = "ratioOfPupils9thGradeEligibleForNationalProgram"
MEASURES = {
    "eligible": RATIO + "YR",
    "eligible_es": RATIO + "ES",
    "eligible_eksahu": RATIO + "SAEKHU",
    "eligible_nate": RATIO + "NATE",
    "all_subjects": "ratioOfPupilsIn9thGradeWithAllSubjectsPassed",
}
COLUMNS = ("school_unit_code", "school_year", "n", *MEASURES, "x_parents_education")


def rows() -> list[dict[str, str]]:
    """One row a unit and school year, texts as published."""
    parents, pupils = _parents_education(), _pupils_2024()
    table = []
    for statistics in _statistics():
        code = statistics["schoolUnit"]
        texts = {name: _by_year(statistics.get(key)) for name, key in MEASURES.items()}
        for year in sorted(set().union(*texts.values())):
            row = {name: by_year.get(year, ".") for name, by_year in texts.items()}
            n = pupils.get(code, "") if year == "2024/25" else ""
            table.append(
                {"school_unit_code": code, "school_year": year, "n": n}
                | row
                | {"x_parents_education": parents.get(code, "")}
            )
    return sorted(table, key=lambda row: (row["school_unit_code"], row["school_year"]))


def national_rows() -> list[dict[str, str]]:
    """One row a unit of report 139, school year 2024/25, the whole country."""
    return [
        {
            "school_unit_code": row["Skol-enhetskod"],
            "school_year": "2024/25",
            "n": row["Antal elever"],
            "eligible": row["Andel (%) elever behöriga till yrkesprog."],
            "all_subjects": row["Andel (%) elever som uppfyllt betygskriterierna i alla ämnen"],
        }
        for row in _report()
    ]


def write(path: Path, table: list[dict[str, str]]) -> None:
    """Write a table as a semicolon-separated file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [name for name in COLUMNS if name in table[0]], delimiter=";")
        writer.writeheader()
        writer.writerows(table)


def _shipped(name: str) -> bytes:
    return (resources.files("vandpunkt") / "sources" / "shipped" / name).read_bytes()


def _statistics() -> Iterator[dict[str, object]]:
    raw = _shipped("planned-educations-stockholm-2026-04.tar.xz")
    with tarfile.open(fileobj=io.BytesIO(raw), mode="r:xz") as archive:
        for member in archive:
            if "statistics/" in member.name and member.name.endswith(".json"):
                file = archive.extractfile(member)
                assert file is not None
                yield json.load(file)["body"]


def _by_year(series: object) -> dict[str, str]:
    if not isinstance(series, list):
        return {}
    return {SchoolYear.parse(each["timePeriod"]).code: each["value"] or "." for each in series}


def _parents_education() -> dict[str, str]:
    text = lzma.decompress(_shipped("salsa-2024-25-stockholm-county.csv.xz")).decode("utf-8-sig")
    return {row["school_unit_code"]: row["parents_education"] for row in csv.DictReader(io.StringIO(text))}


def _report() -> list[dict[str, str]]:
    text = lzma.decompress(_shipped("report-139-2025.csv.xz")).decode("utf-8-sig")
    lines = text.splitlines()
    start = next(place for place, line in enumerate(lines) if line.startswith("Skola;"))
    table = csv.DictReader(lines[start:], delimiter=";")
    return [row for row in table if (row["Skol-enhetskod"] or "").isdigit()]


def _pupils_2024() -> dict[str, str]:
    return {row["Skol-enhetskod"]: row["Antal elever"] for row in _report()}


if __name__ == "__main__":
    write(Path(sys.argv[1]), rows())
