"""What holds for every page: sound HTML, nothing from elsewhere, headers that keep it to itself."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from lxml import html

from tests.web.addresses import pages
from vandpunkt.cases.demonstration import Demonstration
from vandpunkt.domain.roles import Role

STYLES = ("web/tokens.css", "web/site.css", "web/print.css")


@pytest.fixture(scope="module")
def read_once() -> dict[str, html.HtmlElement]:
    """The pages when they have been read: all tests look at the same ones, and none changes them."""
    return {}


@pytest.fixture
def every_page(
    read_once: dict[str, html.HtmlElement],
    officer: Client,
    client_as: Callable[[Role | None], Client],
    site: Demonstration,
) -> dict[str, html.HtmlElement]:
    """Every page that there is to read, by name; the login page and an error page among them."""
    if not read_once:
        read_once |= _read(officer, client_as(Role.ADMINISTRATOR), site)
    return read_once


def _read(officer: Client, administrator: Client, site: Demonstration) -> dict[str, html.HtmlElement]:
    addresses = pages(site) | {"sorted": "/standing/?sort=-support&text=skola", "not found": "/nix/"}
    answers = {name: officer.get(address) for name, address in addresses.items()}
    answers |= {
        name: administrator.get(addresses[name]) for name, one in answers.items() if one.status_code == 403
    }
    found = {name: html.fromstring(one.content) for name, one in answers.items()}
    return found | {"login": html.fromstring(Client().get("/login/").content)}


def styles() -> Iterator[tuple[str, str]]:
    """The style sheets by name."""
    for name in STYLES:
        path = finders.find(name)
        assert path, name
        yield name, Path(path).read_text(encoding="utf-8")


def test_nothing_is_asked_of_another_host(every_page: dict[str, html.HtmlElement]) -> None:
    for name, page in every_page.items():
        for attribute in ("src", "href", "action", "srcset", "poster", "data"):
            for value in page.xpath(f"//@{attribute}"):
                assert not re.match(r"(?i)([a-z][a-z0-9+.-]*:)?//|javascript:|data:", value), (name, value)
    for name, sheet in styles():
        assert not re.search(r"(?i)@import|https?:|//[a-z]", sheet), name


def test_there_is_no_style_in_any_page_and_no_script_but_that_of_single_keys(
    every_page: dict[str, html.HtmlElement],
) -> None:
    for name, page in every_page.items():
        scripts = {one.get("src") for one in page.xpath("//script")}
        assert scripts <= {"/static/web/review.js"}, name
        assert page.xpath("//style | //@style | //iframe | //object | //embed") == [], name
        handlers = [
            attribute for one in page.iter() for attribute in one.attrib if attribute.startswith("on")
        ]
        assert handlers == [], name


def test_every_file_that_a_page_names_is_shipped(every_page: dict[str, html.HtmlElement]) -> None:
    links = {link for page in every_page.values() for link in page.xpath("//link/@href")}
    assert links
    for link in links:
        assert finders.find(link.removeprefix("/static/")), link
    for name, sheet in styles():
        for url in re.findall(r'url\("\.\./([^"]+)"\)', sheet):
            assert finders.find(url), (name, url)


def test_headings_begin_with_one_first_level_and_skip_none(every_page: dict[str, html.HtmlElement]) -> None:
    for name, page in every_page.items():
        levels = [int(one.tag[1]) for one in page.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
        assert levels[0] == 1, name
        assert levels.count(1) == 1, name
        assert all(after - before <= 1 for before, after in itertools.pairwise(levels)), name


def test_an_id_is_given_once_and_every_reference_to_one_leads_somewhere(
    every_page: dict[str, html.HtmlElement],
) -> None:
    for name, page in every_page.items():
        ids = Counter(page.xpath("//@id"))
        assert {one for one, times in ids.items() if times > 1} == set(), name
        referred = page.xpath("//@for | //@aria-labelledby | //@aria-describedby")
        referred += [link[1:] for link in page.xpath("//@href") if link.startswith("#")]
        assert {one for value in referred for one in value.split()} <= set(ids), name


def test_every_field_has_a_label_and_every_page_a_title_a_language_and_landmarks(
    every_page: dict[str, html.HtmlElement],
) -> None:
    for name, page in every_page.items():
        labelled = {*page.xpath("//label/@for"), *page.xpath("//label//input/@id")}
        fields = page.xpath("//input[not(@type='hidden')]/@id | //select/@id | //textarea/@id")
        assert set(fields) <= labelled, name
        assert page.xpath("string(//title)").endswith(" – Vändpunkt"), name
        assert page.get("lang") == "sv", name
        assert len(page.xpath("//main[@id='content']")) == len(page.xpath("/html/body/footer")) == 1, name
        assert page.xpath("//body/*[1]/@href") == ["#content"], name


def test_pages_have_titles_of_their_own(every_page: dict[str, html.HtmlElement]) -> None:
    titles = Counter(page.xpath("string(//title)") for page in every_page.values())
    assert titles.pop("Läget – Vändpunkt") == 2
    assert {title for title, times in titles.items() if times > 1} <= {
        page.xpath("string(//title)") for name, page in every_page.items() if name.startswith("citation")
    }


def test_every_form_that_sends_carries_protection(every_page: dict[str, html.HtmlElement]) -> None:
    for name, page in every_page.items():
        for form in page.xpath("//form[@method='post']"):
            assert form.xpath("./input[@name='csrfmiddlewaretoken']"), name


def test_every_answer_says_what_the_browser_may_do(officer: Client, site: Demonstration) -> None:
    for address in (*pages(site).values(), "/nix/", "/login/", "/admin/"):
        headers = officer.get(address).headers
        policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
        assert policy["default-src"] == policy["script-src"] == policy["style-src"] == "'self'"
        assert policy["frame-ancestors"] == policy["object-src"] == policy["base-uri"] == "'none'"
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert "no-store" in headers["Cache-Control"], address
        assert headers["Content-Language"] == "sv"
        assert "Cookie" in headers["Vary"]


def test_colours_and_measures_stand_in_the_tokens_alone() -> None:
    for name, sheet in styles():
        if name != "web/tokens.css":
            assert re.findall(r"#[0-9a-f]{3,8}\b|rgba?\(|hsla?\(", sheet) == [], name
        used = set(re.findall(r"var\((--[\w-]+)", sheet))
        defined = set(re.findall(r"(--[\w-]+):", dict(styles())["web/tokens.css"]))
        assert used <= defined, name


def contrast(first: str, second: str) -> float:
    """The contrast of two colours as WCAG 2 defines it."""

    def luminance(colour: str) -> float:
        full = "".join(2 * digit for digit in colour[1:]) if len(colour) == 4 else colour[1:]
        parts = [int(full[at : at + 2], 16) / 255 for at in (0, 2, 4)]
        red, green, blue = (
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_colours_of_text_and_of_what_must_be_seen_have_contrast_enough() -> None:
    tokens = dict(re.findall(r"(--[\w-]+): (#[0-9a-f]+);", dict(styles())["web/tokens.css"]))
    for text in ("--ink", "--quiet", "--accent", "--warning"):
        for ground in ("--paper", "--accent-wash"):
            assert contrast(tokens[text], tokens[ground]) >= 4.5, (text, ground)
    assert contrast(tokens["--rule-strong"], tokens["--paper"]) >= 3


def test_about_names_skolverket_its_publications_and_the_licences(officer: Client) -> None:
    text = " ".join(html.fromstring(officer.get("/about/").content).text_content().split())
    for words in ("Skolverket, rapport 139", "SALSA", "Planned Educations", "Apache License 2.0"):
        assert words in text
    assert "Inläst den 3 februari 2025." in text
    assert "vt 2025" not in text


def test_the_accessibility_statement_says_who_stands_behind_the_site_and_what_is_wanting(
    site: Demonstration,
) -> None:
    text = Client().get("/accessibility/").content.decode()
    assert "Stockholms stad står bakom den här webbplatsen." in text
    assert "delvis förenlig" in text
    assert "Brister vi känner till" in text
