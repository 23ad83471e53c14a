"""The document tree as plain values for JSON, and back without loss."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from vandpunkt.documents import charts, tree
from vandpunkt.domain.problems import Problem, marked

_WHERE_SET = ("key", "keys", "own")
"""Left out where empty, so that trees kept before passages had names keep their checksums."""

_TYPES: dict[str, type[Any]] = {
    kind.__name__: kind
    for kind in (
        tree.Document,
        tree.Letterhead,
        tree.Citation,
        tree.Run,
        tree.Heading,
        tree.Paragraph,
        tree.BulletList,
        tree.Table,
        tree.Figure,
        tree.Signature,
        tree.Signatures,
        charts.YearChart,
        charts.YearPoint,
        charts.StandingChart,
        charts.StandingRow,
        charts.ForecastChart,
        charts.ForecastYear,
        charts.EffectChart,
        charts.EffectRow,
        charts.OutcomeChart,
        charts.OutcomeYear,
    )
}


def to_json(document: tree.Document) -> dict[str, Any]:
    """The document as dicts, lists and values; every dict of a piece names it under `type`."""
    encoded: dict[str, Any] = _encoded(document)
    return encoded


def from_json(values: Mapping[str, Any]) -> tree.Document:
    """The document that `to_json` gave. Raises Problem where the values are no such document."""
    try:
        document = _decoded(values)
    except (KeyError, TypeError) as error:
        raise _unreadable(error) from error
    if not isinstance(document, tree.Document):
        raise _unreadable(type(document).__name__)
    return document


def _unreadable(reason: object) -> Problem:
    return Problem(
        marked("Det sparade dokumentet går inte att läsa ({reason}). Bygg svaret på nytt."), reason=reason
    )


def _encoded(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_encoded(item) for item in value]
    if isinstance(value, Mapping):
        return {key: _encoded(item) for key, item in value.items()}
    if is_dataclass(value):
        told = {one.name: getattr(value, one.name) for one in fields(value)}
        given = {name: _encoded(one) for name, one in told.items() if one or name not in _WHERE_SET}
        return {"type": type(value).__name__, **given}
    return value


def _decoded(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_decoded(item) for item in value)
    if not isinstance(value, Mapping):
        return value
    # A citation may have the id "type": then a dict stands under that key, never a name.
    if isinstance(value.get("type"), str):
        given = {key: _decoded(item) for key, item in value.items() if key != "type"}
        return _TYPES[value["type"]](**given)
    return {key: _decoded(item) for key, item in value.items()}
