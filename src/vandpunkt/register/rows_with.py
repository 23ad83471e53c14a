"""Rows with those that hang on them, in one query; prefetching takes one more for each link.

A page asks for a row and for a handful of rows on it. Each question is a journey to the database.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from operator import attrgetter
from typing import Any, TypeVar

from django.db.models import (
    Aggregate,
    DateTimeField,
    F,
    Field,
    Func,
    JSONField,
    Model,
    OuterRef,
    QuerySet,
    Subquery,
)

Row = TypeVar("Row", bound=Model)


class Gathered(Aggregate):
    """The values of a group as one JSON list, in no order."""

    function = "JSON_GROUP_ARRAY"
    output_field = JSONField()

    def as_postgresql(self, *args: Any, **kwargs: Any) -> Any:
        return self.as_sql(*args, function="JSONB_AGG", **kwargs)


class _Columns(Func):
    """The columns of a table as one JSON object, by name, with further values each under its own.

    `anchor` is any of the columns: the others stand in the same table of the query. Resolved one by one, as
    Django's own JSONObject does, they would cost more than the question itself.
    """

    output_field = JSONField()

    def __init__(self, anchor: F, names: tuple[tuple[str, str], ...], further: tuple[str, ...], *values: Any):
        super().__init__(anchor, *values)
        self._names, self._further = names, further

    @classmethod
    def of(
        cls,
        model: type[Model],
        path: str,
        parents: Mapping[str, Any],
        deferred: Collection[str] = (),
        annotated: Mapping[str, F] | None = None,
    ) -> _Columns:
        """Those of a model seen along a path, with those of its parents, and what it is annotated with."""
        fields = [field for field in model._meta.concrete_fields if field.name not in deferred]
        further = {
            name: cls.of(_parent(model, name), f"{path}{name}__", above) for name, above in parents.items()
        }
        values = {**further, **(annotated or {})}
        # A key would be found in the table that points at this one.
        anchor = next(field for field in fields if not field.primary_key)
        names = tuple((field.attname, str(field.column)) for field in fields)
        return cls(F(f"{path}{anchor.attname}"), names, tuple(values), *values.values())

    def as_sql(self, compiler: Any, connection: Any, *_args: Any, **_context: Any) -> Any:
        return self._object("JSON_OBJECT", compiler, connection)

    def as_postgresql(self, compiler: Any, connection: Any, **_context: Any) -> Any:
        return self._object("JSONB_BUILD_OBJECT", compiler, connection)

    def _object(self, function: str, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        anchor, *values = self.get_source_expressions()
        table = compiler.quote_name_unless_alias(anchor.alias)
        parts = [f"'{key}', {table}.{connection.ops.quote_name(column)}" for key, column in self._names]
        params: list[Any] = []
        for key, value in zip(self._further, values, strict=True):
            text, some = compiler.compile(value)
            parts.append(f"'{key}', {text}")
            params += some
        return f"{function}({', '.join(parts)})", params


def _parent(model: type[Model], name: str) -> Any:
    return model._meta.get_field(name).related_model


def rows_with(rows: QuerySet[Row], *links: str, **chosen: QuerySet[Any]) -> list[Row]:
    """The rows of a query, each with the rows that hang on it: `row.link.all()` then asks nothing. One query.

    A link is a many-to-many field, or a foreign key seen from its other end. `chosen` says which rows to
    choose among: annotated, with their parents (`select_related`), or without some columns (`defer`). They
    come in the model's order, one by another row in that of its key.
    """
    gathered = [_Link(rows.model, name, chosen.get(name)) for name in (*links, *chosen)]
    found = list(rows.annotate(**{link.column: link.subquery() for link in gathered}))
    for row in found:
        for link in gathered:
            link.hang_on(row)
    return found


class _Link:
    """One link of a model: how its rows are asked for, and how they are hung on the row they belong to."""

    def __init__(self, model: type[Model], name: str, chosen: QuerySet[Any] | None) -> None:
        self.name, self.column = name, f"_{name}"
        reverse: Any = {one.get_accessor_name(): one for one in model._meta.related_objects}.get(name)
        if reverse:
            self._rows: Any = reverse.related_model._default_manager.all() if chosen is None else chosen
            self._links: Any = self._rows
            self._outer, self._path, self._back = reverse.field.name, "", reverse.field.name
        else:
            field: Any = model._meta.get_field(name)
            self._rows = field.related_model._default_manager.all()
            self._links = field.remote_field.through._default_manager.all()
            self._outer, self._path = field.m2m_field_name(), f"{field.m2m_reverse_field_name()}__"
            self._back = ""
        self._annotated = {name: one.output_field for name, one in self._rows.query.annotations.items()}
        self._parents: Mapping[str, Any] = dict(self._rows.query.select_related or {})
        self._deferred, leaves_out = self._rows.query.deferred_loading
        assert leaves_out, f"{name}: leave columns out by defer, not by only"

    def subquery(self) -> Subquery:
        """The rows of the link, each a JSON object of its columns, for the row of the outer query."""
        annotated = {name: F(name) for name in self._annotated}
        values = _Columns.of(self._rows.model, self._path, self._parents, self._deferred, annotated)
        of_row = self._links.filter(**{self._outer: OuterRef("pk")}).order_by().values(self._outer)
        return Subquery(of_row.annotate(gathered=Gathered(values)).values("gathered"))

    def hang_on(self, row: Any) -> None:
        """Make models of the gathered columns, and let the row's own manager find them."""
        below = [self._model(one, row._state.db) for one in _read(row.__dict__.pop(self.column)) or ()]
        for name in reversed(self._rows.query.order_by or self._rows.model._meta.ordering or ()):
            column = _column(self._rows.model, name.removeprefix("-"))
            below.sort(key=attrgetter(column), reverse=name.startswith("-"))
        for one in below if self._back else ():
            setattr(one, self._back, row)
        if not hasattr(row, "_prefetched_objects_cache"):
            row._prefetched_objects_cache = {}
        answer = self._rows.all()
        answer._result_cache, answer._prefetch_done = below, True
        row._prefetched_objects_cache[self.name] = answer

    def _model(self, columns: Mapping[str, Any], database: str | None) -> Model:
        row = _model_of(self._rows.model, columns, self._parents, database)
        for name, field in self._annotated.items():
            setattr(row, name, _value(field, columns[name]))
        return row


def _column(model: type[Model], name: str) -> str:
    """The column that a field is ordered by."""
    return "pk" if name == "pk" else str(getattr(model._meta.get_field(name), "attname", name))


def _model_of(
    model: type[Row], columns: Mapping[str, Any], parents: Mapping[str, Any], database: str | None
) -> Row:
    """A row as the database would have given it, with its parents."""
    fields = [field for field in model._meta.concrete_fields if field.attname in columns]
    values = [_value(field, columns[field.attname]) for field in fields]
    row = model.from_db(database, [field.attname for field in fields], values)
    for name, further in parents.items():
        field: Any = model._meta.get_field(name)
        known = getattr(row, field.attname) is not None
        parent = _model_of(field.related_model, columns[name], further, database) if known else None
        setattr(row, name, parent)
    return row


def _value(field: Field[Any, Any], value: Any) -> Any:
    """A column's value out of JSON, which has neither days nor moments."""
    if isinstance(field, JSONField):
        return _read(value)
    value = field.to_python(value)
    if isinstance(field, DateTimeField) and isinstance(value, datetime):
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)
    return value


def _read(value: Any) -> Any:
    """What JSON says; a database may give JSON within JSON as text."""
    return json.loads(value) if isinstance(value, str) else value
