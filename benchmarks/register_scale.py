"""Every list page on a large register, on SQLite and on PostgreSQL: `python benchmarks/register_scale.py`.

Builds 1,000 schools with five years of results and a fit, 50,000 interventions with 200,000 versions and
20,000 follow-ups, all invented, in a temporary folder, and asks for every page that takes no argument, for
home in each role, for one page of each kind of row and for searches. Prints queries and, of ten requests
after one that warms up, the median by the clock and of the processor; PostgreSQL's own processor time is
added to that of the site. With `update` the table of docs/architecture.md is written anew. Exits with 1
where a list page takes 15 queries or more, or 100 ms or more of the processor.
"""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
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
public = true
"""
START = datetime(2021, 1, 11, 9, 0, tzinfo=UTC)
PAGE = Path(__file__).parents[1] / "docs" / "architecture.md"
TABLE = re.compile(r"(?<=\n\n)\| page \| queries \|.*?\n(?=\n)", re.DOTALL)
FORMS = ("/new/", "/import/", "/change/", "/copy/", "/by-hand/", "/account/", "/verify/", "/second-step/")
"""What the addresses of pages that list nothing end with: they are measured, and not in the table."""

Measured = Mapping[str, tuple[int, float]]


def main() -> int:
    """Measure on both; the exit status. With a folder as argument: on the installation in it."""
    if sys.argv[1:] not in ([], ["update"]):
        return measure_installation(Path(sys.argv[1]))
    from tools.on_postgresql import cluster, settings_text

    with tempfile.TemporaryDirectory() as folder:
        light = _measured(Path(folder), "SQLite", SETTINGS)
    with tempfile.TemporaryDirectory() as folder, cluster() as socket:
        heavy = _measured(Path(folder), "PostgreSQL", f"{SETTINGS}\n{settings_text(socket)}")
    if sys.argv[1:]:
        PAGE.write_text(TABLE.sub(table(light, heavy), PAGE.read_text("utf-8")), "utf-8")
    return int(any(map(too_much, (light, heavy))))


def table(light: Measured, heavy: Measured) -> str:
    """The pages that list something, as the documentation has them."""
    lines = ["| page | queries | SQLite | PostgreSQL |", "|---|---|---|---|"]
    for page, (queries, ms) in light.items():
        if not page.endswith(FORMS):
            name = f"`{page}`" if page.startswith("/") else page
            lines.append(f"| {name} | {max(queries, heavy[page][0])} | {ms:.0f} | {heavy[page][1]:.0f} |")
    return "\n".join(lines) + "\n"


def too_much(measured: Measured) -> bool:
    """Whether a page that lists something takes more than we want."""
    listing = (found for page, found in measured.items() if page.startswith("/"))
    return any(queries > MOST_QUERIES or ms >= MOST_MILLISECONDS for queries, ms in listing)


def _measured(home: Path, name: str, settings: str) -> Measured:
    (home / "vandpunkt.toml").write_text(settings, encoding="utf-8")
    print(f"\n{name}", flush=True)
    subprocess.run([sys.executable, __file__, str(home)], check=False)
    found: dict[str, tuple[int, float]] = json.loads((home / "measured.json").read_text("utf-8"))
    return found


def measure_installation(home: Path) -> int:
    """Build the register where there is none, and time its pages; the exit status."""
    from vandpunkt.cli.init import create_installation

    os.environ["VANDPUNKT_HOME"] = str(home)
    started = time.monotonic()
    create_installation(home, organiser={})
    from django.contrib.auth import get_user_model
    from django.test import Client

    from vandpunkt.register.models import Intervention
    from vandpunkt.register.people.accounts import create_demo_users
    from vandpunkt.search.index import catch_up

    if not Intervention.objects.exists():
        create_demo_users()
        build()
        print(f"built in {time.monotonic() - started:.0f} s", flush=True)
    started = time.monotonic()
    print(f"search index: {catch_up()} texts in {time.monotonic() - started:.0f} s", flush=True)
    print(f"{'page':<52}{'queries':>8}{'ms':>8}{'cpu ms':>8}{'kB':>8}")
    measured = {}
    for name, (role, address) in addresses().items():
        client = Client(headers={"host": "127.0.0.1"})
        client.force_login(get_user_model().objects.get(username=f"demo-{role}"))
        if found := measure(client, name, address):
            measured[name] = found
    (home / "measured.json").write_text(json.dumps(measured), encoding="utf-8")
    return int(too_much(measured))


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
        _assign(areas[0], schools)
    _publish([school.code for school in schools], chance)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def _assign(area: object, schools: list) -> None:
    """An area head has an area, a coordinator 15 schools, a head teacher one."""
    from django.contrib.auth import get_user_model

    from vandpunkt.register.models import Assignment
    from vandpunkt.register.versions import create_kept

    of = {one.username.removeprefix("demo-"): one for one in get_user_model().objects.all()}
    first = START.date()
    rows = [Assignment(role="area_head", user=of["area-head"], area=area, start=first)]
    rows += [
        Assignment(role="coordinator", user=of["coordinator"], school_unit=one, start=first)
        for one in schools[:15]
    ]
    rows.append(Assignment(role="head_teacher", user=of["head-teacher"], school_unit=schools[7], start=first))
    create_kept(rows, by="mätning", now=START)


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


def addresses() -> dict[str, tuple[str, str]]:
    """What is asked for, by what it is called: by whom, and its address."""
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
    by_administrator = {
        **dict(zip(lists, lists, strict=True)),
        "a school": f"/schools/{school}/",
        "a programme": f"/programmes/{popular.slug}/",
        "an intervention": f"/interventions/{row.pk}/",
        "a school on a past day": f"/schools/{school}/?as_of=2025-02-01",
        "an intervention on a past day": f"/interventions/{row.pk}/?as_of=2025-02-01",
        "a search for one school": "/search/?q=provskolan+77",
        "a search that every school answers": "/search/?q=skolan",
    }
    homes = {
        "home of an area head with 100 schools": ("area-head", "/"),
        "home of a coordinator with 15 schools": ("coordinator", "/"),
        "home of a head teacher": ("head-teacher", "/"),
        "home of a board member": ("board-member", "/"),
    }
    return {name: ("administrator", address) for name, address in by_administrator.items()} | homes


def measure(client: object, name: str, address: str) -> tuple[int, float] | None:
    """Ask for a page; its queries and the processor's ms. None for what is no page to read."""
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
    clock, processor, before = [], [], server_milliseconds()
    for _ in range(REPEATS):
        started, used = time.perf_counter(), time.process_time()
        client.get(address)
        clock.append(1000 * (time.perf_counter() - started))
        processor.append(1000 * (time.process_time() - used))
    server = (server_milliseconds() - before) / REPEATS
    ms, cpu = statistics.median(clock), statistics.median(processor) + server
    size = 0 if response.streaming else len(response.content) / 1000
    print(f"{name:<52}{queries:>8}{ms:>8.1f}{cpu:>8.1f}{size:>8.0f}", flush=True)
    return queries, cpu


def server_milliseconds() -> float:
    """What PostgreSQL's processes have used of the processor so far, also those that have ended."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return 0.0
    data = Path(str(connection.settings_dict["HOST"])) / "data"
    first = int((data / "postmaster.pid").read_text().split()[0])
    parent, used = _process(first)
    ticks = sum(used)
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent, used = _process(int(folder.name))
        except OSError:
            continue
        if parent == first:
            ticks += sum(used[:2])
    return 1000 * ticks / os.sysconf("SC_CLK_TCK")


def _process(number: int) -> tuple[int, list[int]]:
    """A process's parent, and its ticks: its own (user, system) and its ended children's (user, system)."""
    fields = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
    return int(fields[1]), [int(one) for one in fields[11:15]]


if __name__ == "__main__":
    raise SystemExit(main())
