"""Passages about effects keep their place, their own sentences and their comparison when a name changes."""

from __future__ import annotations

import importlib

import pytest
from django.apps import apps

from tests.cases.conftest import NOW, OFFICER
from tests.cases.drafting.test_changes import document, said
from vandpunkt.cases.drafting.changes import changes
from vandpunkt.cases.drafting.own_sentences import sentences_of
from vandpunkt.cases.drafting.stable_keys import with_stable_keys
from vandpunkt.cases.loading import whole_case
from vandpunkt.cases.models import OwnSentence
from vandpunkt.documents.tree import Citation, Document
from vandpunkt.register.models import EffectFit, Programme
from vandpunkt.register.versions import change_kept, create_kept

MIGRATION = importlib.import_module("vandpunkt.cases.migrations.0009_own_sentences_on_effects")
NAME = "Kommunal samverkan för bästa skola"


def about(effect: EffectFit, key: str) -> Document:
    """An answer that tells of one effect, in a passage of that key."""
    tree = document(said("Det går inte att avgöra.", key, "effect_fit-1-1"))
    source = Citation("effect_fit-1-1", "effect_fit", str(effect.pk), "1", "Effektberäkning")
    tree.citations[source.id] = source  # type: ignore[index]
    return tree


@pytest.fixture
def programme(seed_case: str) -> Programme:
    """A programme that the catalogue has."""
    return Programme.objects.get(name=NAME)


@pytest.fixture
def effect(programme: Programme) -> EffectFit:
    """An effect that was computed of it."""
    return EffectFit.objects.create(
        programme=programme, computed_at=NOW, verdict="undecidable", values={}, inputs_sha256="0" * 64
    )


def rename(programme: Programme, name: str) -> None:
    programme.name = name
    change_kept([programme], ["name"], by=OFFICER, now=NOW)


def own_sentence(slug: str, key: str) -> OwnSentence:
    row = OwnSentence(case=whole_case(slug), key=key, generated="Räknat.", text="Egna ord.")
    return create_kept([row], by=OFFICER, now=NOW)[0]


def test_an_answer_that_named_the_passage_by_the_programme_says_nothing_new(
    programme: Programme, effect: EffectFit
) -> None:
    rename(programme, "KSBS, ny omgång")
    kept, built = about(effect, f"effect:{NAME}"), about(effect, f"effect:{programme.slug}")
    assert changes(kept, built) != ()
    assert changes(with_stable_keys(kept), built) == ()
    assert with_stable_keys(built) == built


def test_an_answer_without_effects_asks_nothing() -> None:
    tree = document(said("Skolan har fått:", "past_support:1"))
    assert with_stable_keys(tree) is tree


@pytest.mark.parametrize("renamed", [False, True])
def test_an_own_sentence_follows_its_passage_by_any_name_that_the_programme_has_had(
    seed_case: str, programme: Programme, renamed: bool
) -> None:
    own_sentence(seed_case, f"effect:{NAME}")
    if renamed:
        rename(programme, "KSBS, ny omgång")
    MIGRATION.name_by_address(apps, None)
    found = sentences_of(whole_case(seed_case))
    assert [(one.key, one.text) for one in found.values()] == [(f"effect:{programme.slug}", "Egna ord.")]
    assert OwnSentence.history.first().history_change_reason == "Uppgradering"


def test_a_sentence_that_would_take_anothers_place_is_left_where_it_is(
    seed_case: str, programme: Programme
) -> None:
    own_sentence(seed_case, f"effect:{programme.slug}")
    own_sentence(seed_case, f"effect:{NAME}")
    own_sentence(seed_case, "effect:Ett program som ingen minns")
    MIGRATION.name_by_address(apps, None)
    assert len(sentences_of(whole_case(seed_case))) == 3


def test_the_longest_address_has_room_in_the_key() -> None:
    longest = Programme._meta.get_field("slug").max_length or 0
    assert 0 < len("effect_figure:") + longest <= (OwnSentence._meta.get_field("key").max_length or 0)
