"""The rules of the sentences that the product writes by itself: each function is declared where it stands.

A rule has the name of its function. The list is public: who reads a sentence can look up why it stands there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import Enum
from functools import wraps
from typing import Any, ParamSpec, TypeVar

Arguments = ParamSpec("Arguments")
Told = TypeVar("Told")


class WrittenIn(Enum):
    """Where sentences are written: a document and a section of it, in the order of the public list."""

    ANSWER_FRAME = ("Svaret till nämnden", "Förslag, sammanfattning och beredning")
    ANSWER_SUPPORT = ("Svaret till nämnden", "Stöd skola för skola")
    ANSWER_REPLY = ("Svaret till nämnden", "Rektorns kommentar")
    ANSWER_PROMISES = ("Svaret till nämnden", "Vad som blev av det som planerades")
    ANSWER_RESULTS = ("Svaret till nämnden", "Skolornas resultat")
    ANSWER_EFFECTS = ("Svaret till nämnden", "Vad resultaten visar")
    EFFECT_VERDICT = ("Svaret till nämnden", "Omdömet om effekten")
    CORRECTION = ("Svaret till nämnden", "Vad en rättelse ändrar")
    OTHER_OUTPUTS = ("Rapporter och korta underlag", "Rapporternas egna meningar")
    INTERPELLATION = ("Rapporter och korta underlag", "Svar på interpellation")
    BOARD_BRIEF = ("Rapporter och korta underlag", "Kort underlag om ett ärende")
    PROGRAMME_BRIEF = ("Rapporter och korta underlag", "Kort underlag om ett program")
    QUALITY_REPORT = ("Kvalitetsrapport", "Skolans kvalitetsarbete")
    SITE_STANDING = ("Webbplatsen", "Var skolorna står")

    @property
    def document(self) -> str:
        """The kind of document, or the site."""
        return self.value[0]

    @property
    def section(self) -> str:
        """The section of it."""
        return self.value[1]


@dataclass(frozen=True)
class SentenceRule:
    """One sentence: its name, where it is written, and when in plain Swedish; the module and line of it."""

    name: str
    place: WrittenIn
    when: str
    module: str
    line: int


_RULES: dict[str, SentenceRule] = {}
_HEARD: ContextVar[list[tuple[str, str]] | None] = ContextVar("heard", default=None)


def sentence(place: WrittenIn, when: str) -> Callable[[Callable[Arguments, Told]], Callable[Arguments, Told]]:
    """Declare a function that writes a sentence, with the rule for when it does.

    The name of the rule is the function's; sentences of the site have `site_` before it. Raises ValueError
    for a name that another function has already.
    """

    def declare(function: Callable[Arguments, Told]) -> Callable[Arguments, Told]:
        written = function.__name__
        name = f"site_{written}" if place is WrittenIn.SITE_STANDING else written
        rule = SentenceRule(name, place, when, function.__module__, function.__code__.co_firstlineno)
        if _RULES.setdefault(name, rule).module != rule.module:
            raise ValueError(f"two sentences are called {name}: {_RULES[name].module}, {rule.module}")
        _RULES[name] = rule

        @wraps(function)
        def telling(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Told:
            told = function(*args, **kwargs)
            hear(name, told)
            return told

        return telling

    return declare


def sentence_rules() -> tuple[SentenceRule, ...]:
    """Every rule that has been declared, in the order of the public list."""
    order = list(WrittenIn)
    return tuple(sorted(_RULES.values(), key=lambda rule: (order.index(rule.place), rule.module, rule.line)))


@contextmanager
def listening() -> Iterator[list[tuple[str, str]]]:
    """Collect the sentences that are written inside the block: the name of each rule and its words."""
    heard: list[tuple[str, str]] = []
    token = _HEARD.set(heard)
    try:
        yield heard
    finally:
        _HEARD.reset(token)


def hear(name: str, told: Any) -> None:
    """Note that a rule has written something; a remark that is kept is told in its words."""
    heard = _HEARD.get()
    if heard is not None and told:
        heard.append((name, told if isinstance(told, str) else told.sentence()))
