"""The demo installation: the real case UTBF 2024/6786, from the shipped document and figures.

Building it again changes nothing. Demo users are named by role and exist only in a demo installation.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from vandpunkt.cases.building import keep_statement
from vandpunkt.cases.demonstration_decided import show_decided_case
from vandpunkt.cases.demonstration_documents import take_in_older_document
from vandpunkt.cases.demonstration_drafts import begin_a_draft
from vandpunkt.cases.demonstration_inquiries import show_letters
from vandpunkt.cases.demonstration_path import show_path
from vandpunkt.cases.demonstration_people import assign_demo_people
from vandpunkt.cases.demonstration_replies import make_up_replies
from vandpunkt.cases.demonstration_word import show_word_and_signing
from vandpunkt.cases.files import write_files
from vandpunkt.cases.opening import open_case
from vandpunkt.cases.queries import newest_document
from vandpunkt.cases.watched_promises import watch_promises
from vandpunkt.follow_up.demonstration import make_up_follow_ups
from vandpunkt.follow_up.demonstration_quality import make_up_quality
from vandpunkt.reading import read_file
from vandpunkt.register.accepting import accept, propose_interventions
from vandpunkt.register.effect_computing import refresh_effects
from vandpunkt.register.interventions.asking import interventions
from vandpunkt.register.modelling import refresh
from vandpunkt.register.programmes.catalogue import names_for_reading
from vandpunkt.register.recording import ImportReport, record
from vandpunkt.register.results import eligibility_years
from vandpunkt.register.schools import own_schools
from vandpunkt.sources import SHIPPED, read_publication

DEMO_OFFICER = "Handläggare Demo"
FIGURES = (
    ("planned-educations", "planned-educations-stockholm-2026-04.tar.xz"),
    ("report-139", "report-139-2025.csv.xz"),
    ("salsa", "salsa-2024-25-stockholm-county.csv.xz"),
)
SEED = "att-vanda-skolresultat.txt"


@dataclass(frozen=True)
class DemoSchool:
    """One line of the demo's closing table. `latest` is the newest published share as printed."""

    name: str
    code: str
    school_year: str
    latest: str
    past: int
    planned: int


@dataclass(frozen=True)
class Demonstration:
    """What the demo came to: the case, its files and its schools."""

    dnr: str
    slug: str
    files: tuple[Path, ...]
    schools: tuple[DemoSchool, ...]


def build_demonstration(folder: Path, *, now: datetime, progress: Callable[[str], None]) -> Demonstration:
    """Import the figures, read the document, open its case and write the answer's files in `folder`."""
    for kind, name in FIGURES:
        progress(f"{kind}: {name}")
        _import(kind, SHIPPED / name, now=now)
    progress("model")
    refresh(by=DEMO_OFFICER, now=now)
    progress(SEED)
    reading = read_file(SHIPPED / SEED, names=names_for_reading())
    proposed = propose_interventions(reading, file_name=SEED, by=DEMO_OFFICER, now=now)
    accept(proposed, by=DEMO_OFFICER, now=now)
    refresh_effects(by=DEMO_OFFICER, now=now, progress=progress)
    listed = tuple(one.code for one in _schools(reading.document.schools))
    assign_demo_people(listed, by=DEMO_OFFICER, now=now)
    make_up_follow_ups(listed, now=now)
    make_up_quality(listed[0], now=now)
    take_in_older_document(reading.document.schools, by=DEMO_OFFICER, now=now)
    slug = open_case(reading, by=DEMO_OFFICER, now=now)
    progress(slug)
    keep_statement(slug, by=DEMO_OFFICER, now=now)
    watch_promises(slug, by=DEMO_OFFICER, now=now)
    show_path(slug, by=DEMO_OFFICER, now=now)
    show_word_and_signing(slug, by=DEMO_OFFICER, now=now)
    make_up_replies(slug, listed, by=DEMO_OFFICER, now=now)
    begin_a_draft(show_letters(by=DEMO_OFFICER, now=now), by=DEMO_OFFICER, now=now)
    show_decided_case(by=DEMO_OFFICER, now=now)
    document = newest_document(slug)
    assert document is not None
    files = write_files(document, folder)
    return Demonstration(document.letterhead.dnr, slug, tuple(files), _schools(reading.document.schools))


def _import(kind: str, path: Path, *, now: datetime) -> ImportReport:
    return record(read_publication(kind, str(path)), by=DEMO_OFFICER, now=now)


def _schools(names: tuple[str, ...]) -> tuple[DemoSchool, ...]:
    codes = {school.name: school.code for school in own_schools()}
    listed = [codes[name] for name in names]
    years = eligibility_years(listed)
    rows = interventions(listed)
    return tuple(
        DemoSchool(
            name=name,
            code=codes[name],
            school_year=str(years[codes[name]][-1].school_year),
            latest=years[codes[name]][-1].text,
            past=sum(row.school_unit_code == codes[name] and not row.planned for row in rows),
            planned=sum(row.school_unit_code == codes[name] and row.planned for row in rows),
        )
        for name in names
    )
