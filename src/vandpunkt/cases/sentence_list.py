"""The public list of every sentence that the product writes by itself, with its rule and an example."""

from __future__ import annotations

import importlib
import pkgutil
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from vandpunkt.domain.sentence_rules import SentenceRule, sentence_rules

WRITING = ("vandpunkt.analysis.effect.verdict_sentences", "vandpunkt.follow_up", "vandpunkt.cases")
"""Where sentences are written: every module in these packages is asked for its rules."""
EXAMPLES = "sentence_examples.toml"
_NOT_ASKED = ("models", "migrations", "admin", "apps")


@dataclass(frozen=True)
class ListedSentence:
    """A rule with an example that it has written of the shipped case; `example` is "" where none is kept."""

    rule: SentenceRule
    example: str


@dataclass(frozen=True)
class SentenceSection:
    """The sentences of one section of one document."""

    document: str
    section: str
    sentences: tuple[ListedSentence, ...]


@cache
def rules() -> tuple[SentenceRule, ...]:
    """Every rule there is, in the order of the public list."""
    for name in WRITING:
        for module in modules_of(name):
            importlib.import_module(module)
    return sentence_rules()


def modules_of(name: str) -> Iterator[str]:
    """The names of the modules of a package that may write sentences, itself first."""
    package = importlib.import_module(name)
    yield name
    for one in pkgutil.walk_packages(getattr(package, "__path__", []), f"{name}."):
        if not set(one.name.split(".")) & set(_NOT_ASKED):
            yield one.name


def listed_sentences() -> tuple[ListedSentence, ...]:
    """Every rule with its example."""
    examples = kept_examples()
    return tuple(ListedSentence(rule, examples.get(rule.name, "")) for rule in rules())


def sections(wanted: str = "") -> tuple[SentenceSection, ...]:
    """The list in its sections; with `wanted` only what has those words in name, rule or example."""
    words = wanted.casefold().split()
    found: dict[tuple[str, str], list[ListedSentence]] = {}
    for one in listed_sentences():
        told = f"{one.rule.name} {one.rule.when} {one.example}".casefold()
        if all(word in told for word in words):
            found.setdefault(one.rule.place.value, []).append(one)
    return tuple(SentenceSection(*place, tuple(listed)) for place, listed in found.items())


@cache
def kept_examples() -> dict[str, str]:
    """The examples by the names of their rules: what was written of the shipped case and figures."""
    text = (files("vandpunkt.cases") / EXAMPLES).read_text(encoding="utf-8")
    examples: dict[str, str] = tomllib.loads(text)
    return examples
