"""Every list page on a large register, on SQLite and on PostgreSQL: `python benchmarks/register_scale.py`.

Builds 1,000 schools with 50,000 interventions, 200,000 versions of them and 20,000 follow-ups, all invented,
in a temporary folder, and asks for every page that takes no argument, for one page of each kind of row and
for searches. Prints queries and the medians of ten requests after one that warms up: by the clock, and of the
processor. Exits with 1 where a page takes 15 queries or more, or 100 ms or more of the processor.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

SCHOOLS, EACH, VERSIONS, DIALOGUES = 1_000, 50, 4, 20
REPEATS, MOST_QUERIES, MOST_MILLISECONDS = 10, 14, 100
SETTINGS = """[organiser]
name = "Stockholms stad"
number = "2120000142"
municipality = "0180"

[site]
hosts = ["127.0.0.1"]
demo = true
"""
START = datetime(2021, 1, 11, 9, 0, tzinfo=UTC)


def main() -> int:
    """Measure on both; the exit status. With a folder as argument: on the installation in it."""
    if len(sys.argv) > 1:
        return measure_installation(Path(sys.argv[1]))
    from tools.on_postgresql import cluster, settings_text

    with tempfile.TemporaryDirectory() as folder:
        status = _measured(Path(folder), "SQLite", SETTINGS)
    with tempfile.TemporaryDirectory() as folder, cluster() as socket:
        return _measured(Path(folder), "PostgreSQL", f"{SETTINGS}\n{settings_text(socket)}") or status


def _measured(home: Path, name: str, settings: str) -> int:
    (home / "vandpunkt.toml").write_text(settings, encoding="utf-8")
    print(f"\n{name}", flush=True)
    return subprocess.run([sys.executable, __file__, str(home)], check=False).returncode


def measure_installation(home: Path) -> int:
    """Build the register and time its pages; the exit status."""
    from vandpunkt.cli.init import create_installation

    os.environ["VANDPUNKT_HOME"] = str(home)
    started = time.monotonic()
    create_installation(home, organiser={})
    build()
    print(f"built in {time.monotonic() - started:.0f} s", flush=True)
    from django.contrib.auth import get_user_model
    from django.test import Client

    from vandpunkt.register.people.accounts import create_demo_users
    from vandpunkt.search.index import catch_up

    create_demo_users()
    started = time.monotonic()
    print(f"search index: {catch_up()} texts in {time.monotonic() - started:.0f} s", flush=True)
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(get_user_model().objects.get(username="demo-administrator"))
    print(f"{'page':<52}{'queries':>8}{'ms':>8}{'cpu ms':>8}{'kB':>8}")
    measured = [one for address in addresses() if (one := measure(client, address))]
    return int(any(queries > MOST_QUERIES or ms >= MOST_MILLISECONDS for queries, ms in measured))


def build() -> None:
    """The rows, by the register's own ways of writing them."""
    from django.db import connection, transaction

    from vandpunkt.follow_up.models import FollowUp
    from vandpunkt.register.models import Area, Intervention, Programme, SchoolUnit
    from vandpunkt.register.versions import create_kept, keep_versions

    chance = random.Random(1)
    with transaction.atomic():
        areas = create_kept([Area(name=f"Område {number}") for number in range(10)], by="mätning", now=START)
        schools = [
            SchoolUnit(
                code=f"{10_000_000 + number}", name=f"Provskolan {number}", municipality="Stockholm",
                municipality_code="0180", own=True, has_year_nine=True, area=areas[number % 10],
            )
            for number in range(SCHOOLS)
        ]  # fmt: skip
        create_kept(schools, by="mätning", now=START)
        programmes = list(Programme.objects.all())
        for part in range(0, SCHOOLS, 100):
            rows = [_intervention(school, programmes, chance) for school in schools[part : part + 100]
                    for _ in range(EACH)]  # fmt: skip
            rows = create_kept(rows, by="mätning", now=START)
            for number in range(1, VERSIONS):
                for row in rows:
                    row.responsible = f"Samordnare {number}"
                keep_versions(rows, by="mätning", now=START + timedelta(days=100 * number))
            Intervention.objects.bulk_update(rows, ["responsible"], batch_size=500)
            talks = [
                FollowUp(
                    school_unit=school, day=date(2022, 1, 10) + timedelta(days=50 * number),
                    participants="rektor, samordnare", seen="Fler får stöd i tid.", held_by="demo",
                )
                for school in schools[part : part + 100]
                for number in range(DIALOGUES)
            ]  # fmt: skip
            create_kept(talks, by="mätning", now=START)
    _publish([school.code for school in schools], chance)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def _publish(codes: list[str], chance: random.Random) -> None:
    """Five years of results for every school, and the model's fit to them."""
    from vandpunkt.domain.marks import PublishedValue
    from vandpunkt.domain.publication import Place, Publication, PublishedFigure
    from vandpunkt.domain.terms import SchoolYear
    from vandpunkt.register.modelling import refresh
    from vandpunkt.register.recording import record

    def figure(code: str, year: int, level: float) -> PublishedFigure:
        cohort = chance.randint(20, 120)
        passed = sum(chance.random() < level for _ in range(cohort))
        return PublishedFigure(
            school_unit_code=code, indicator="vocational_eligibility", school_year=SchoolYear(year),
            value=PublishedValue.parse(f"{100 * passed / cohort:.1f}".replace(".", ",")), cohort=cohort,
            cohort_inferred=False, place=Place("mätning", 1, "Andel"),
        )  # fmt: skip

    levels = {code: chance.uniform(0.55, 0.98) for code in codes}
    figures = tuple(figure(code, year, levels[code]) for code in codes for year in range(2020, 2025))
    published = Publication(
        kind="report-139", address="mätning", sha256="a" * 64, title="Mätning", rows_read=len(figures),
        figures=figures,
    )  # fmt: skip
    record(published, by="mätning", now=START + timedelta(days=1500))
    refresh(by="mätning", now=START + timedelta(days=1500))


def _intervention(school: object, programmes: list, chance: random.Random) -> object:
    from vandpunkt.register.models import Intervention

    programme, year = chance.choice(programmes), chance.randint(2019, 2026)
    return Intervention(
        school_unit=school, programme=programme, wording=f"{programme.name} vid skolan", start=f"{year}ht",
        end=f"{year + 1}vt", ongoing=False, window_start=year, window_end=year + 1, accepted_at=START,
        accepted_by="mätning", status="running" if year > 2023 else "finished", planned=year > 2025,
    )  # fmt: skip


def addresses() -> list[str]:
    """Every page without arguments, one of each kind of row, and searches with few and many hits."""
    from django.urls import URLPattern, get_resolver

    from vandpunkt.register.models import Intervention, Programme, SchoolUnit

    patterns = [one for one in get_resolver().url_patterns if isinstance(one, URLPattern)]
    lists = [
        f"/{one.pattern}" for one in patterns if "<" not in str(one.pattern) and "^" not in str(one.pattern)
    ]
    school, row = SchoolUnit.objects.all()[7].pk, Intervention.objects.first()
    assert row is not None
    popular = Programme.objects.filter(interventions__isnull=False).first()
    assert popular is not None
    some = [f"/schools/{school}/", f"/programmes/{popular.slug}/", f"/interventions/{row.pk}/"]
    past = [f"/schools/{school}/?as_of=2025-02-01", f"/interventions/{row.pk}/?as_of=2025-02-01"]
    return [*lists, *some, *past, "/search/?q=provskolan+77", "/search/?q=skolan"]


def measure(client: object, address: str) -> tuple[int, float] | None:
    """Ask for a page; its queries and the processor's median in ms. None for what is no page to read."""
    import statistics

    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    assert isinstance(client, Client)
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    queries = len(captured)
    if response.status_code != 200:
        return None
    clock, processor = [], []
    for _ in range(REPEATS):
        started, used = time.perf_counter(), time.process_time()
        client.get(address)
        clock.append(1000 * (time.perf_counter() - started))
        processor.append(1000 * (time.process_time() - used))
    ms, cpu = statistics.median(clock), statistics.median(processor)
    size = 0 if response.streaming else len(response.content) / 1000
    print(f"{address:<52}{queries:>8}{ms:>8.1f}{cpu:>8.1f}{size:>8.0f}", flush=True)
    return queries, cpu


if __name__ == "__main__":
    raise SystemExit(main())
