"""Keeping the index right: it follows the histories, so that who writes need not know of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import islice
from typing import Any

from django.db import connection, transaction

from vandpunkt.search.models import Entry, TakenIn
from vandpunkt.search.pieces import KINDS, WATCHED, Watched, entries
from vandpunkt.search.words import postgresql_vector, tokens

_RECENT = 1_000
"""How many of the last versions are counted again, to see those that were being written the last time."""
_MANY = 1000
_AT_A_TIME = 500


def catch_up() -> int:
    """Take in what has changed since last time; how many pieces that was. Two queries when nothing has."""
    if not _news(_positions()):
        return 0
    with transaction.atomic():
        return _take_in(_news(_positions(locked=True)))


@transaction.atomic
def rebuild() -> int:
    """Make the whole index anew; how many pieces it has."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_tokens")
    Entry.objects.all().delete()
    _remember(_standing({}))
    return _settled(sum(_add(entries(kind, None)) for kind in KINDS))


def _positions(*, locked: bool = False) -> dict[str, TakenIn]:
    rows = TakenIn.objects.all()
    if locked and connection.features.has_select_for_update:
        rows = rows.select_for_update()
    return {row.model: row for row in rows}


Standing = dict[str, tuple[int, int, int]]
"""For each history its newest version, how many of the recent ones there are, and of those seen before."""


def _standing(positions: dict[str, TakenIn]) -> Standing:
    """Where every history is now, in one query."""
    parts: list[str] = []
    values: list[str | int] = []
    for one in WATCHED:
        history: Any = one.model.history.model  # type: ignore[attr-defined]
        table = connection.ops.quote_name(history._meta.db_table)
        seen = positions[_name(one)].newest if _name(one) in positions else 0
        parts.append(
            "SELECT %s, "  # noqa: S608 - the tables are named by our own models
            f"(SELECT MAX(history_id) FROM {table}), "
            f"(SELECT COUNT(*) FROM {table} WHERE history_id > (SELECT MAX(history_id) FROM {table}) - %s), "
            f"(SELECT COUNT(*) FROM {table} WHERE history_id > %s AND history_id <= %s)"
        )
        values += [_name(one), _RECENT, seen - _RECENT, seen]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), values)
        return {name: (newest or 0, recent, known) for name, newest, recent, known in cursor.fetchall()}


def _news(positions: dict[str, TakenIn]) -> list[tuple[Watched, int, tuple[int, int, int]]]:
    """The histories with something new, from which version on, and where they are now."""
    standing = _standing(positions)
    found = []
    for one in WATCHED:
        newest, _recent, known = standing[_name(one)]
        before = positions.get(_name(one))
        if before is None or newest < before.newest:
            if newest:
                found.append((one, 0, standing[_name(one)]))
        elif known > before.recent:
            found.append((one, max(before.newest - _RECENT, 0), standing[_name(one)]))
        elif newest > before.newest:
            found.append((one, before.newest, standing[_name(one)]))
    return found


def _take_in(news: list[tuple[Watched, int, tuple[int, int, int]]]) -> int:
    concerned: dict[str, set[Any]] = defaultdict(set)
    for one, after, _ in news:
        history: Any = one.model.history  # type: ignore[attr-defined]
        key = one.model._meta.pk.attname
        changed = list(history.filter(history_id__gt=after).order_by().values_list(key, flat=True).distinct())
        for batch in _batches(changed):
            for kind, keys in one.concerns:
                concerned[kind].update(key for key in keys(batch) if key is not None)
    _remember({_name(one): standing for one, _, standing in news})
    return _settled(sum(_replace(kind, batch) for kind in KINDS for batch in _batches(concerned[kind])))


def _remember(standing: Standing) -> None:
    rows = [TakenIn(model=name, newest=now[0], recent=now[1]) for name, now in standing.items()]
    TakenIn.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["model"], update_fields=["newest", "recent"]
    )


def _replace(kind: str, keys: list[Any]) -> int:
    old = Entry.objects.filter(kind=kind, key__in=list(map(str, keys)))
    ids = list(old.values_list("pk", flat=True))
    column = "rowid" if connection.vendor == "sqlite" else "id"
    with connection.cursor() as cursor:
        # The name of the column is one of our own two.
        cursor.executemany(f"DELETE FROM search_tokens WHERE {column} = %s", [(one,) for one in ids])  # noqa: S608
    old.delete()
    return _add(entries(kind, keys))


def _add(found: Iterable[Entry]) -> int:
    count = 0
    for batch in _batches(found):
        made = Entry.objects.bulk_create(batch)
        kept = [(row.pk, tokens(f"{row.title}\n{row.text}")) for row in made]
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.executemany(
                    "INSERT INTO search_tokens (rowid, tokens) VALUES (%s, %s)",
                    [(key, " ".join(words)) for key, words in kept],
                )
            else:
                cursor.executemany(
                    "INSERT INTO search_tokens (id, tokens) VALUES (%s, %s::tsvector)",
                    [(key, postgresql_vector(words)) for key, words in kept],
                )
        count += len(made)
    return count


def _settled(count: int) -> int:
    """Let PostgreSQL sort in and count many new pieces: until it has, every search reads through them."""
    if count < _MANY or connection.vendor != "postgresql":
        return count
    with connection.cursor() as cursor:
        cursor.execute("SELECT gin_clean_pending_list('search_tokens_words'::regclass)")
        cursor.execute("ANALYZE search_tokens, search_entry")
    return count


def _batches(rows: Iterable[Any]) -> Iterable[list[Any]]:
    iterator = iter(rows)
    while batch := list(islice(iterator, _AT_A_TIME)):
        yield batch


def _name(one: Watched) -> str:
    return one.model._meta.label_lower
