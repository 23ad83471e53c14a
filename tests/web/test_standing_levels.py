"""Läget with the results model: need in words, what changes by itself, and who lacks support."""

from __future__ import annotations

import pytest
from django.test import Client
from lxml import html

from tests.web.test_school import publish
from tests.web.test_standing import cells, line_of, lines, names
from vandpunkt.analysis.need import Need
from vandpunkt.register.models import ModelFit
from vandpunkt.register.schools import own_schools
from vandpunkt.register.standing import latest_fit, latest_standings


def content(browser: Client, query: str = "") -> str:
    """The page as text, its spaces collapsed."""
    found = html.fromstring(browser.get(f"/standing/{query}").content)
    return " ".join(found.get_element_by_id("content").text_content().split())


def need_of(browser: Client, name: str) -> str:
    """What the page says of one school's need."""
    return " ".join(line_of(browser, name).xpath("string(td[@class='need'])").split())


def test_need_is_a_word_and_the_sentence_behind_it(officer: Client) -> None:
    assert need_of(officer, "Lillholmsskolan") == (
        "säkert under Med mer än 99 % sannolikhet ligger den underliggande nivån under 70 %. "
        "Bland de tio lägsta med mer än 99 % sannolikhet."
    )
    assert need_of(officer, "Bäckahagens skola").startswith("troligen under Med 8")
    assert need_of(officer, "Rinkebyskolan").startswith("går inte att säga Med 3")


def test_no_word_is_used_of_a_school_that_is_probably_not_below(officer: Client) -> None:
    assert need_of(officer, "Alviksskolan").startswith("Bland de tio lägsta med 6")
    assert need_of(officer, "Åsö grundskola") == ""


def test_words_follow_the_rule_that_the_page_prints_once(officer: Client) -> None:
    rule = (
        "En skola ligger säkert under 70\xa0% när sannolikheten är minst 95\xa0%, och troligen under när den "
        "är minst 75\xa0%. Är den mellan 25\xa0% och 75\xa0% går det inte att säga."
    )
    assert content(officer).count(" ".join(rule.split())) == 1
    words = {"säkert under": 0.95, "troligen under": 0.75, "går inte att säga": 0.25}
    _fit, stand = latest_standings([school.code for school in own_schools()])
    codes = {school.name: school.code for school in own_schools()}
    needs = {row.xpath("string(th/a)"): row.xpath("string(td[@class='need'])") for row in lines(officer)}
    assert needs.keys() == codes.keys()
    said = [
        (codes[name], word) for name, need in needs.items() for word in words if need.strip().startswith(word)
    ]
    assert len(said) > len(words)
    assert all(stand[code].below_threshold >= words[word] for code, word in said)


def test_the_picture_is_told_in_whole_per_cents(officer: Client) -> None:
    told = line_of(officer, "Grimstaskolan").xpath("string(td[@class='chart']/span)")
    assert told.startswith("Underliggande nivå mellan 5")
    assert told.endswith("Senast publicerat 60,3.")
    assert "," not in told.split("Senast")[0].replace("procent, väntat", "")


def test_places_of_the_picture_tell_no_more_than_whole_per_cents(officer: Client) -> None:
    row = line_of(officer, "Grimstaskolan").xpath("td[@class='chart']//*[local-name()='path']/@d")
    whole = {f"{4 + 292 * share / 100:.1f}" for share in range(101)}
    line_90 = next(steps for steps in row if "H" in steps)
    assert set(line_90[1:].replace("H", " ").split()) - {"18.0"} <= whole


def test_beside_the_list_stands_how_many_leave_it_by_themselves_and_last_years_check(officer: Client) -> None:
    fit = latest_fit()
    assert fit
    assert round(fit.outlook.leave or 0) == 4
    assert (
        "Av de tio skolor som har lägst publicerad andel väntas ungefär fyra lämna listan nästa år utan att "
        "någon gör något. Förra året väntades ungefär tre, och tre gjorde det."
    ) in content(officer)


def test_schools_below_the_line_without_support_are_named_and_only_those(officer: Client) -> None:
    page = html.fromstring(officer.get("/standing/").content)
    named = page.xpath("//section[@aria-labelledby='unaided']//a/text()")
    assert named == names(officer, "?need=below&support=without")
    assert "Bäckahagens skola" in named
    assert "Hagsätraskolan" not in named


def test_schools_are_chosen_by_need(officer: Client) -> None:
    by_need = {need: names(officer, f"?need={need.value}") for need in Need}
    below = by_need[Need.CERTAINLY_BELOW] + by_need[Need.PROBABLY_BELOW]
    assert names(officer, "?need=below") == below
    assert len(below) == 5
    assert sum(map(len, by_need.values())) == 69
    assert names(officer, "?need=nix") == names(officer)


def test_a_school_that_publishes_nothing_is_told_no_level(officer: Client) -> None:
    line = line_of(officer, "International School of the Stockholm Region")
    assert line.xpath("td[@class='chart']//*[local-name()='svg']") == []
    assert "Det finns för lite publicerat" in line.text_content()


def test_a_figure_newer_than_the_fit_is_said_not_to_be_reckoned_with(officer: Client) -> None:
    publish("82110758", "61,0", cohort=60)
    line = line_of(officer, "Hagsätraskolan")
    assert "Andelen för 2025/26 är inte räknad in ännu." in line.text_content()
    assert need_of(officer, "Hagsätraskolan") == ""


@pytest.mark.parametrize("query", ["", "?need=below", "?sort=need"])
def test_without_a_fit_the_page_says_so_and_shows_the_published_years(officer: Client, query: str) -> None:
    ModelFit.objects.all().delete()
    assert "Någon underliggande nivå är inte beräknad ännu." in content(officer, query)
    assert "Behöver stöd" not in content(officer, query)
    assert names(officer, query)[0] == "Abrahamsbergsskolan"
    assert cells(officer, "need", query) == [""] * 70
