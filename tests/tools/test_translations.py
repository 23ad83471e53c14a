"""The catalogue follows the code, and nothing untranslated gets by."""

from __future__ import annotations

import gettext
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.utils import translation

from tools import translations

PYTHON = """
from django.utils.translation import gettext as _, ngettext, pgettext
from vandpunkt.domain.problems import Problem, marked
SENTENCE = marked(
    "Filen {file} "
    "saknas."
)
print(_("Läget"), ngettext("%(n)d skola", "%(n)d skolor", 2), pgettext("månad", "maj"), "inte märkt")
"""
TEMPLATE = """{% load i18n %}<h1>{% translate "Ärenden" %}</h1>
{% blocktranslate trimmed with share=x %}
  {{ share }} % av eleverna
{% endblocktranslate %}
{% blocktranslate count n=schools %}En skola{% plural %}{{ n }} skolor{% endblocktranslate %}
{{ _("Logga ut") }}
"""
ENGLISH = {
    "Filen {file} saknas.": "The file {file} is missing.",
    "Läget": "Standing",
    "%(n)d skola": ("%(n)d school", "%(n)d schools"),
    "maj": "May",
    "Ärenden": "Cases",
    "%(share)s %% av eleverna": "%(share)s %% of the pupils",
    "En skola": ("One school", "%(n)s schools"),
    "Logga ut": "Log out",
}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A small product: one module and one template."""
    (tmp_path / "web/templates").mkdir(parents=True)
    (tmp_path / "web/views.py").write_text(PYTHON, encoding="utf-8")
    (tmp_path / "web/templates/page.html").write_text(TEMPLATE, encoding="utf-8")
    return tmp_path


def translate_all(source: Path, english: dict[str, str | tuple[str, ...]]) -> None:
    """Write the catalogue with these translations."""
    translations.update(source)
    kept = translations.stored(source)
    for message in kept:
        name = message.id if isinstance(message.id, str) else message.id[0]
        if name in english:
            message.string = english[name]
    with (source / translations.CATALOGUE).open("wb") as file:
        translations.write_po(file, kept)
    translations.update(source)


class TestExtraction:
    def test_every_marked_sentence_of_code_and_templates_is_found(self, source: Path) -> None:
        ids = {message.id for message in translations.extracted(source) if message.id}
        singular = {message if isinstance(message, str) else message[0] for message in ids}
        assert singular == set(ENGLISH)

    def test_context_and_place_are_kept(self, source: Path) -> None:
        catalogue = translations.extracted(source)
        assert catalogue.get("maj", context="månad") is not None
        assert catalogue["Ärenden"].locations == [("web/templates/page.html", 0)]


class TestUpdate:
    def test_it_keeps_translations_and_takes_new_sentences_in(self, source: Path) -> None:
        translate_all(source, ENGLISH)
        (source / "more.py").write_text('marked("Ny mening.")', encoding="utf-8")
        translations.update(source)
        assert translations.stored(source)["Läget"].string == "Standing"
        assert translations.complaints(source) == ["not translated (more.py): Ny mening."]

    def test_the_same_code_gives_the_same_file(self, source: Path) -> None:
        translate_all(source, ENGLISH)
        before = (source / translations.CATALOGUE).read_bytes()
        translations.update(source)
        assert (source / translations.CATALOGUE).read_bytes() == before

    def test_a_sentence_that_is_gone_leaves_the_catalogue(self, source: Path) -> None:
        translate_all(source, ENGLISH)
        (source / "web/views.py").write_text("", encoding="utf-8")
        translations.update(source)
        assert "Läget" not in translations.stored(source)


class TestCheck:
    def test_a_complete_catalogue_passes(self, source: Path) -> None:
        translate_all(source, ENGLISH)
        assert translations.complaints(source) == []

    def test_a_missing_translation_is_told_with_its_place(self, source: Path) -> None:
        translate_all(source, {name: text for name, text in ENGLISH.items() if name != "Läget"})
        assert translations.complaints(source) == ["not translated (web/views.py): Läget"]

    def test_half_a_plural_is_a_missing_translation(self, source: Path) -> None:
        translate_all(source, ENGLISH | {"En skola": ("One school", "")})
        assert [line.split(":")[0] for line in translations.complaints(source)] == [
            "not translated (web/templates/page.html)"
        ]

    @pytest.mark.parametrize("wrong", ["The file is missing.", "The file {fil} is missing.", "{file} {row}"])
    def test_placeholders_must_be_the_same(self, source: Path, wrong: str) -> None:
        translate_all(source, ENGLISH | {"Filen {file} saknas.": wrong})
        assert [line.split(":")[0] for line in translations.complaints(source)] == ["placeholders differ"]

    def test_a_guess_is_no_translation(self, source: Path) -> None:
        translate_all(source, ENGLISH)
        path = source / translations.CATALOGUE
        text = path.read_text(encoding="utf-8").replace('msgid "Läget"', '#, fuzzy\nmsgid "Läget"')
        path.write_text(text, encoding="utf-8")
        assert translations.complaints(source) == ["fuzzy: Läget"]

    def test_what_the_code_no_longer_says_is_told(self, source: Path) -> None:
        translate_all(source, ENGLISH)
        (source / "web/views.py").write_text(PYTHON.replace("Läget", "Nuläget"), encoding="utf-8")
        assert translations.complaints(source) == [
            "no longer in the code: Läget",
            "not translated (web/views.py): Nuläget",
        ]


class TestCompile:
    def test_what_is_compiled_is_what_is_read(self, source: Path) -> None:
        translate_all(source, ENGLISH)
        (path,) = translations.compile_catalogues(source)
        with path.open("rb") as file:
            catalogue = gettext.GNUTranslations(file)
        assert catalogue.gettext("Läget") == "Standing"
        assert catalogue.ngettext("%(n)d skola", "%(n)d skolor", 2) == "%(n)d schools"
        assert catalogue.pgettext("månad", "maj") == "May"


class TestTheProduct:
    def test_its_catalogue_is_complete(self) -> None:
        assert translations.complaints(translations.SOURCE) == []

    def test_swedish_is_the_message_itself_and_djangos_own_words_are_swedish_too(self) -> None:
        with translation.override("sv"):
            assert translation.gettext("Avgångselever i årskurs 9") == "Avgångselever i årskurs 9"
            assert translation.gettext("This field is required.") == "Detta fält måste fyllas i."
            assert translation.ngettext("%(n)s skola", "%(n)s skolor", 1) == "%(n)s skola"
            assert translation.ngettext("%(n)s skola", "%(n)s skolor", 2) == "%(n)s skolor"

    def test_english_is_english_and_djangos_own_words_are_too(self) -> None:
        translations.compile_catalogues(translations.SOURCE)
        with translation.override("en"):
            assert translation.gettext("Avgångselever i årskurs 9") == "Pupils finishing year 9"
            assert translation.gettext("This field is required.") == "This field is required."

    def test_no_swedish_sentence_is_an_english_one_that_django_would_translate(self) -> None:
        with translation.override("sv"):
            for message in translations.extracted(translations.SOURCE):
                for text in (message.id,) if isinstance(message.id, str) else message.id:
                    assert not text or translation.gettext(text) == text, text


def test_the_catalogue_can_be_read_by_any_other_tool() -> None:
    with (translations.SOURCE / translations.CATALOGUE).open("rb") as file:
        assert len(read_po(file, abort_invalid=True)) > 100
