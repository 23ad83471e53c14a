"""Which characters may stand in a document, whatever was typed or pasted into the register."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar

Node = TypeVar("Node")

_SPACES = re.compile("[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")
_DROPPED = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"  # control characters, which no XML file may hold
    "\u202a-\u202e\u2066-\u2069"  # direction overrides, which make a text read other than it is written
    "\ud800-\udfff\ufffe\uffff\ufeff"  # half characters and what is no character at all
    "]"
)


def clean(text: str) -> str:
    """The text as every format can hold it.

    Line breaks and tabs become one space. Control characters, direction overrides, lone surrogates and
    non-characters are dropped. Everything else stands, in every script.
    """
    if text.isprintable():
        return text
    return _DROPPED.sub("", _SPACES.sub(" ", text))


def cleaned(node: Node) -> Node:
    """The same document, or piece of one, with every text in it clean."""
    changed = _cleaned(node)
    assert isinstance(changed, type(node))
    return changed


def _cleaned(value: object) -> object:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, tuple):
        return tuple(map(_cleaned, value))
    if isinstance(value, Mapping):
        return {_cleaned(key): _cleaned(item) for key, item in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: _cleaned(getattr(value, f.name)) for f in fields(value)})
    return value
