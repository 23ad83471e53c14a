"""Pages as they stood, and undoing one's own latest change, as a person meets them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html

from tests.web.conftest import NOW
from vandpunkt.cases.demonstration import Demonstration
from vandpunkt.domain.roles import Role
from vandpunkt.register.interventions.asking import InterventionRow, intervention, interventions
from vandpunkt.register.interventions.changing import change_intervention
from vandpunkt.register.interventions.details import details_of

Browser = Callable[[Role | None], Client]


@pytest.fixture
def row(site: Demonstration) -> InterventionRow:
    """An intervention of the demo."""
    return interventions([site.schools[0].code])[0]


def changed(row: InterventionRow, *, by: str) -> None:
    """Somebody has changed who answers for the row."""
    details = replace(details_of(row), responsible="En annan", decision_date=None)
    change_intervention(row.id, details=details, made_from=row.version, overlap="beside", by=by, now=NOW)


class TestAsOf:
    @pytest.mark.parametrize("day", ["2025-02-03", "2025-02-02"])
    def test_a_past_day_has_a_banner_and_no_way_to_change(
        self, officer: Client, row: InterventionRow, day: str
    ) -> None:
        for name, key in (("school", row.school_unit_code), ("intervention", row.id), ("programme", "ksbs")):
            text = officer.get(reverse(name, args=[key]), {"as_of": day}).content.decode()
            assert "as-of-banner" in text
            assert "/edit/" not in text
            assert ("fanns inte i registret" in text) == (
                day == "2025-02-02" and name != "school"
            ) or name == "school"

    @pytest.mark.parametrize("day", ["", "i går", "9999-01-01", "2025-13-40", "0001-01-01"])
    def test_a_day_that_cannot_be_shown_gives_the_page_of_today(
        self, officer: Client, row: InterventionRow, day: str
    ) -> None:
        answer = officer.get(reverse("intervention", args=[row.id]), {"as_of": day})
        assert answer.status_code == 200
        assert "as-of-banner" not in answer.content.decode()


class TestUndo:
    def test_it_is_asked_once_and_done(self, officer: Client, row: InterventionRow) -> None:
        changed(row, by="Handläggare Demo")
        address = reverse("intervention_undo", args=[row.id])
        page = officer.get(address)
        assert "Ångra ändringen" in page.content.decode()
        officer.post(address, {"version": page.context["version"]})
        assert intervention(row.id).responsible == row.responsible

    def test_another_persons_change_is_left_alone(self, officer: Client, row: InterventionRow) -> None:
        changed(row, by="Någon annan")
        address = reverse("intervention_undo", args=[row.id])
        assert "inte din" in officer.get(address).content.decode()
        assert (
            "gjord av Någon annan"
            in officer.post(address, {"version": intervention(row.id).version}).content.decode()
        )
        assert intervention(row.id).responsible == "En annan"


def test_where_the_schools_stood_is_told_with_the_figures_and_the_support_of_that_day(
    officer: Client, site: Demonstration
) -> None:
    with CaptureQueriesContext(connection) as captured:
        page = html.fromstring(officer.get("/standing/?as_of=2025-02-03").content)
    assert len(captured) <= 14
    rows = {
        row.xpath("string(th)"): [cell.text_content().strip() for cell in row.xpath("td")]
        for row in page.xpath("//main//tbody/tr")
    }
    assert len(rows) == 50
    assert page.xpath("//a[@rel='next']/@href") == ["?as_of=2025-02-03&page=2"]
    need, latest, support = rows["Hagsätraskolan"][1:]
    assert (need, latest, support) == ("säkert under", "60,6 (2024/25)", "8")
    before = officer.get("/standing/?as_of=2025-02-02").content.decode()
    assert "Registret hade inga egna skolor med årskurs 9 den dagen." in before
