"""Hjälpte det?: the verdict in words, with what it rests on, and honest where nothing can be told."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.template.loader import render_to_string
from django.utils import translation
from lxml import html

from vandpunkt.cases.demonstration import Demonstration
from vandpunkt.register.effects import EffectEstimate, ProgrammeEffect, programme_effects
from vandpunkt.web.programmes.effects import EffectSection, effect_in_words, effect_section

NETWORK = "Nätverk för rektorer i utsatta områden"
SWIMMING = "Simstrategi Vantör"


@pytest.fixture
def network(site: Demonstration) -> ProgrammeEffect:
    """The effect of a programme at several schools."""
    return programme_effects([NETWORK])[NETWORK]


@pytest.fixture
def swimming(site: Demonstration) -> ProgrammeEffect:
    """The effect of a programme that has reached one cohort of one school."""
    return programme_effects([SWIMMING])[SWIMMING]


def shown(effect: EffectSection | None) -> html.HtmlElement:
    """The section of the programme's page."""
    return html.fromstring(render_to_string("web/programmes/programme_effect.html", {"effect": effect}))


def text(effect: EffectSection | None) -> str:
    """What the section says."""
    return " ".join(shown(effect).text_content().split())


def with_pupils(effect: ProgrammeEffect, pupils: int) -> ProgrammeEffect:
    """The same effect resting on another number of pupils."""
    assert isinstance(effect.pooled, EffectEstimate)
    return replace(effect, pooled=replace(effect.pooled, pupils=pupils))


def test_the_verdict_stands_first_and_then_its_own_sentences(network: ProgrammeEffect) -> None:
    said = text(effect_in_words(network))

    assert said.startswith("Hjälpte det? Går inte att avgöra Det går inte att avgöra om insatsen")
    assert "Det betyder inte att den saknar effekt" in said
    for sentence in network.sentences:
        assert sentence.sentence() in said


@pytest.mark.parametrize(
    ("verdict", "words"),
    [
        ("for", "Talar för"),
        ("against", "Talar emot"),
        ("undecidable", "Går inte att avgöra"),
        ("insufficient", "För lite underlag"),
    ],
)
def test_each_verdict_has_its_words(network: ProgrammeEffect, verdict: str, words: str) -> None:
    assert effect_in_words(replace(network, verdict=verdict)).verdict == words


def test_the_picture_has_a_name_a_description_and_a_table(network: ProgrammeEffect) -> None:
    (figure,) = shown(effect_in_words(network)).xpath("//figure")

    assert f"{NETWORK}: utfall minus prognos" in figure.xpath("string(./svg/title)")
    assert "procentenheter, osäkerhet" in figure.xpath("string(./svg/desc)")
    names = [cell.text_content() for cell in figure.xpath(".//tbody/tr/th")]
    assert names == [
        *("Alla", *(f"Läsår {one.year}" for one in network.years)),
        *("Minsta effekt som kunde ha synts", "Skenförsök på skolor utan insatsen"),
    ]


def test_what_it_rests_on_is_said_with_pupils_in_tens(network: ProgrammeEffect) -> None:
    rests_on, visible, chance = effect_in_words(with_pupils(network, 786)).beside

    assert rests_on == "Underlaget är 12 årskullar vid 4 skolor, ungefär 790 elever."
    assert visible.startswith("Den minsta effekt som troligen hade synts med så många årskullar är ")
    assert chance.startswith("Samma beräkning är gjord 999 gånger på skolor utan insatsen. I ")


def test_one_schools_pupils_are_never_told(swimming: ProgrammeEffect) -> None:
    assert swimming.pooled is not None
    section = effect_in_words(swimming)

    assert section.beside[0] == "Underlaget är 1 årskull vid 1 skola."
    assert " elever" not in " ".join((*section.sentences, *section.beside))
    assert f" {swimming.pooled.pupils} " not in text(section)


def test_chance_is_never_said_to_be_nought_or_certain(network: ProgrammeEffect) -> None:
    def chance(p_value: float) -> str:
        return effect_in_words(replace(network, placebo_p=p_value)).beside[-1]

    assert "I färre än 1 av 100 sådana" in chance(0.001)
    assert "I 99 av 100 sådana" in chance(1.0)


def test_overlap_is_said_in_a_sentence_and_each_programme_in_a_drawer(swimming: ProgrammeEffect) -> None:
    page = shown(effect_in_words(swimming))

    assert "Programmet går inte att skilja från " in page.text_content()
    drawer = next(
        one for one in page.xpath("//details") if one.xpath("string(./summary)") == "Varje insats för sig"
    )
    assert len(drawer.xpath(".//li")) == len(swimming.overlap)


def test_the_rules_are_printed_in_a_drawer(network: ProgrammeEffect) -> None:
    page = shown(effect_in_words(network))
    (drawer,) = (
        one for one in page.xpath("//details") if one.xpath("string(./summary)") == "Så är det räknat"
    )
    stored = (*network.rules, *network.remarks)
    assert [one.text_content() for one in drawer.xpath(".//li")] == [one.sentence() for one in stored]


def test_a_programme_whose_cohorts_have_no_results_yet_says_so_without_a_picture(
    site: Demonstration,
) -> None:
    section = effect_section("Övergångar")
    assert section is not None
    assert section.verdict == "För lite underlag"
    assert section.figure is None
    assert section.beside == ()
    assert not shown(section).xpath("//svg")


def test_without_a_computed_effect_the_page_says_what_is_missing(site: Demonstration) -> None:
    assert effect_section("Finns inte") is None
    said = text(None)
    assert "Ingen effekt är beräknad för programmet." in said
    assert "Det som behövs är minst en skola med känd start i registret" in said


def test_in_english_everything_is_english(network: ProgrammeEffect) -> None:
    with translation.override("en"):
        page = shown(effect_in_words(network))

    said = " ".join(page.text_content().split())
    assert not page.xpath("//*[@lang='sv']")
    assert "It cannot be told whether the intervention has affected the results." in said
    assert "School year 1" in said
    assert "effect, 50 and 95 per cent certainty" in said
    for remark in (*network.sentences, *network.rules):
        assert remark.sentence() not in said
