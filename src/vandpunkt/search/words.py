"""Words as the index keeps them, and a question as both databases understand it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

_WORD = re.compile(r"[^\W_]+")
_PHRASE = re.compile(r'"([^"]*)"|”([^”“]*)[”“]|“([^”“]*)[”“]|«([^»]*)»|([^\s"”“«»]+)')
_LONGEST_WORD = 60
_LONGEST_QUESTION = 300
_MOST_TERMS = 12
_SHORTEST_BEGINNING = 2
_STEMMER = snowballstemmer.stemmer("swedish")


@dataclass(frozen=True)
class Term:
    """One thing that every hit must have: a word, in any inflection or as a beginning, or words in a row."""

    words: tuple[str, ...]
    stems: tuple[str, ...]
    phrase: bool

    @property
    def beginning(self) -> str:
        """What a word may begin with to be meant; "" for words in a row and for single letters."""
        return "" if self.phrase or len(self.words[0]) < _SHORTEST_BEGINNING else self.words[0]


def words_with_places(text: str) -> Iterator[tuple[str, int, int]]:
    """The words of a text in small letters, each with where it begins and ends in the text."""
    for found in _WORD.finditer(text):
        folded = unicodedata.normalize("NFC", found[0]).casefold()
        yield folded[:_LONGEST_WORD], found.start(), found.end()


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The Swedish stem of a word in small letters: «skolors» and «skola» have the same."""
    return str(_STEMMER.stemWord(word))


def normalised(text: str) -> str:
    """A text with å, ä and ö as single characters, as the index keeps it."""
    return unicodedata.normalize("NFC", text).replace("\x00", "")


def tokens(text: str) -> list[str]:
    """What the index keeps of a text: every stem in a row, then every word, told apart by a first letter."""
    found = [word for word, _, _ in words_with_places(normalised(text))]
    return [f"s{stem(word)}" for word in found] + [f"w{word}" for word in found]


def read_question(question: str) -> tuple[Term, ...]:
    """What a person has asked for. Marks that are no words mean nothing; quotes hold words together."""
    terms = []
    for found in _PHRASE.finditer(normalised(question)[:_LONGEST_QUESTION]):
        quoted = found.lastindex != _PHRASE.groups
        words = tuple(word for word, _, _ in words_with_places(found[found.lastindex or 0]))
        if not words:
            continue
        groups = [words] if quoted or len(words) > 1 else [(word,) for word in words]
        terms += [Term(group, tuple(map(stem, group)), len(group) > 1) for group in groups]
    return tuple(terms[:_MOST_TERMS])


def sqlite_question(terms: Sequence[Term]) -> str:
    """The question in the language of FTS5, whose own signs no word can have."""
    return " AND ".join(_sqlite_term(term) for term in terms)


def _sqlite_term(term: Term) -> str:
    row = '"' + " ".join(f"s{one}" for one in term.stems) + '"'
    return f'({row} OR "w{term.beginning}" *)' if term.beginning else row


def postgresql_question(terms: Sequence[Term]) -> str:
    """The question as a tsquery."""
    return " & ".join(_postgresql_term(term) for term in terms)


def _postgresql_term(term: Term) -> str:
    row = " <-> ".join(f"'s{one}'" for one in term.stems)
    return f"({row} | 'w{term.beginning}':*)" if term.beginning else f"({row})"


def postgresql_vector(kept: Sequence[str]) -> str:
    """Tokens as a tsvector, with their places."""
    return " ".join(f"'{token}':{min(place, 16_383)}" for place, token in enumerate(kept, 1))


def is_meant(word: str, terms: Sequence[Term]) -> bool:
    """Whether a word of a text is one of those asked for."""
    return any(
        stem(word) in term.stems or (term.beginning and word.startswith(term.beginning)) for term in terms
    )
