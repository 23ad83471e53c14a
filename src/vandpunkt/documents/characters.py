"""Which characters may stand in a document, whatever was typed or pasted into the register."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

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


def _cleaned(value: Any) -> Any:
    """What is clean already is given back itself: most of a large document is not made anew."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, tuple):
        items = [_cleaned(item) for item in value]
        return tuple(items) if _any_new(items, value) else value
    if isinstance(value, Mapping):
        pairs = [(_cleaned(key), _cleaned(item)) for key, item in value.items()]
        same = all(key is old for (key, _), old in zip(pairs, value, strict=True))
        return value if same and not _any_new([item for _, item in pairs], value.values()) else dict(pairs)
    names = _field_names(type(value))
    if not names:
        return value
    old = [getattr(value, name) for name in names]
    new = [_cleaned(item) for item in old]
    return replace(value, **dict(zip(names, new, strict=True))) if _any_new(new, old) else value


def _any_new(new: Iterable[object], old: Iterable[object]) -> bool:
    return any(one is not other for one, other in zip(new, old, strict=True))


_FIELD_NAMES: dict[type[Any], tuple[str, ...]] = {}


def _field_names(kind: type[Any]) -> tuple[str, ...]:
    """The fields of a kind of piece; () for what is no piece of a document."""
    if kind not in _FIELD_NAMES:
        _FIELD_NAMES[kind] = tuple(one.name for one in fields(kind)) if is_dataclass(kind) else ()
    return _FIELD_NAMES[kind]
