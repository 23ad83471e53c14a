"""Adding and changing thousands of rows in one statement, where the ORM would take hundreds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import connections, router
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import AutoField, Field, Model

_SHARED = (str, int, datetime, type(None))


def insert_rows(rows: Sequence[Model]) -> None:
    """Insert rows of one model. Unlike bulk_create it gives them no keys where the database makes them."""
    if not rows:
        return
    connection = _connection(rows)
    fields = [field for field in rows[0]._meta.concrete_fields if not isinstance(field, AutoField)]
    columns = ", ".join(_column(field, connection) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    words = ("INSERT INTO", _table(rows, connection), f"({columns})", "VALUES", f"({places})")
    _execute(connection, " ".join(words), rows, fields)


def update_rows(rows: Sequence[Model], names: Sequence[str]) -> None:
    """Write some fields of rows of one model, found by their keys. Names are those of fields or columns."""
    if not rows:
        return
    connection = _connection(rows)
    key = rows[0]._meta.pk
    fields: list[Any] = [rows[0]._meta.get_field(name) for name in names]
    changes = ", ".join(f"{_column(field, connection)} = %s" for field in fields)
    words = ("UPDATE", _table(rows, connection), "SET", changes, "WHERE", f"{_column(key, connection)} = %s")
    _execute(connection, " ".join(words), rows, [*fields, key])


def plan_anew(model: type[Model]) -> None:
    """Let PostgreSQL count a table that has just grown much: it plans badly until it has."""
    connection = connections[router.db_for_write(model)]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")


def _column(field: Field, connection: BaseDatabaseWrapper) -> str:
    return connection.ops.quote_name(str(field.column))


def _connection(rows: Sequence[Model]) -> BaseDatabaseWrapper:
    return connections[router.db_for_write(type(rows[0]))]


def _table(rows: Sequence[Model], connection: BaseDatabaseWrapper) -> str:
    return connection.ops.quote_name(rows[0]._meta.db_table)


def _execute(
    connection: BaseDatabaseWrapper, statement: str, rows: Sequence[Model], fields: Sequence[Field]
) -> None:
    columns = [_prepared(field, rows, connection) for field in fields]
    with connection.cursor() as cursor:
        cursor.executemany(statement, list(zip(*columns, strict=True)))


def _prepared(field: Field, rows: Sequence[Model], connection: BaseDatabaseWrapper) -> list[Any]:
    """A column as the database takes it; a value that many rows share is prepared once."""
    values = [getattr(row, field.attname) for row in rows]
    if not all(isinstance(value, _SHARED) for value in values):
        return [field.get_db_prep_save(value, connection) for value in values]
    prepared = {value: field.get_db_prep_save(value, connection) for value in set(values)}
    return [prepared[value] for value in values]
